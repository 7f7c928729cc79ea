/** Successes of each side so far. */
export type Counts = {
  readonly championWins: number;
  readonly champion: number;
  readonly challengerWins: number;
  readonly challenger: number;
};

/** What can be said now: `undecided` is safe to look at after every observation. */
export type Verdict = {
  readonly decision: "undecided" | "challenger better" | "challenger worse";
  readonly difference: number | null;
  readonly low: number;
  readonly high: number;
};

/**
 * Whether a challenger succeeds more often than the champion, by a confidence sequence: an interval for the difference of the
 * two success rates that holds at all times at once with probability 1 - alpha, however often it is looked at.
 * Each side gets a sequence for its mean at alpha / 2: the normal-mixture boundary for observations in [0, 1], which are
 * sub-Gaussian with variance 1/4.
 * @param alpha chance of ever being wrong, 0..1
 * @param tuned number of observations a side at which the interval is tightest
 * Source: Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences",
 * Annals of Statistics 49(2), 2021, the two-sided normal mixture boundary; Hoeffding 1963 for the variance.
 */
export function compareSides({ championWins, champion, challengerWins, challenger }: Counts, alpha = 0.05, tuned = 500): Verdict {
  if (champion === 0 || challenger === 0) return { decision: "undecided", difference: null, low: -1, high: 1 };
  const difference = challengerWins / challenger - championWins / champion;
  const radius = radiusOf(champion, alpha / 2, tuned) + radiusOf(challenger, alpha / 2, tuned);
  const [low, high] = [Math.max(-1, difference - radius), Math.min(1, difference + radius)];
  return { decision: low > 0 ? "challenger better" : high < 0 ? "challenger worse" : "undecided", difference, low, high };
}

/** Half width of the sequence for one mean after n observations in [0, 1]. */
function radiusOf(n: number, alpha: number, tuned: number): number {
  const variance = n / 4;
  const rho = tuned / 4 / (2 * Math.log(1 / alpha) + Math.log(1 + 2 * Math.log(1 / alpha)));
  return Math.sqrt((variance + rho) * Math.log((variance + rho) / (rho * alpha * alpha))) / n;
}
