type Beside = {
  readonly heldOut: number;
  /** Verified answers that would answer otherwise. */
  readonly broken: number;
  readonly medianMs: number;
  readonly limitMs: number;
};
/**
 * Held-out questions that only the challenger, or only the champion, answered right, and those that each did. `gains`: of each family whose
 * questions came out otherwise, how many more of them the challenger answered right.
 */
export type Counted = Beside & {
  readonly gains: readonly number[];
  readonly onlyChallenger: number;
  readonly onlyChampion: number;
  readonly challengerRight: number;
  readonly championRight: number;
};
/**
 * Mean squared distances of what was claimed from what happened (Brier scores) of judged answers, and the chance that the challenger's is
 * no better (one-sided, paired).
 */
type Scored = Beside & { readonly challengerLoss: number; readonly championLoss: number; readonly p: number };
/** How a challenger did beside the champion on the same held-out questions, and on what else must hold. */
export type Trial = Counted | Scored;

/** `reason` is the sentence beside the button. */
export type Promotion = { readonly promote: boolean; readonly reason: string; readonly p: number };

const ALPHA = 0.05;
const ENOUGH = 100;

/**
 * Whether a challenger may replace the champion: nothing verified breaks, fast enough, and better: in a trial on live questions, or
 * on enough held-out ones by a paired test (one-sided; exact on the families that the two answer differently, where answers are right or
 * wrong).
 * @param won what a trial on live questions proved; null without one
 */
export function decidePromotion(trial: Trial, won: string | null = null): Promotion {
  const { heldOut, broken, medianMs, limitMs } = trial;
  const { p, scores, isBetter, of } = "challengerLoss" in trial ? scored(trial) : counted(trial);
  const no = (reason: string): Promotion => ({ promote: false, reason, p });
  if (broken > 0) return no(`${broken} verified ${broken === 1 ? "answer" : "answers"} would break.`);
  if (medianMs > limitMs) return no(`It takes ${Math.round(medianMs)} ms; ${Math.round(limitMs)} ms are allowed.`);
  if (won !== null) return { promote: true, reason: `It won its trial on live questions. ${won}`, p: ALPHA };
  if (heldOut < ENOUGH)
    return no(`${heldOut === 0 ? "No" : `Only ${heldOut}`} ${of}${heldOut === 0 ? " yet" : ""}; ${ENOUGH} are needed to tell.`);
  if (!isBetter) return no(`It is not better: ${scores}.`);
  if (p > ALPHA) return no(`${scores}: that can be chance (p = ${p.toFixed(2)}).`);
  return { promote: true, reason: `${scores} (p ${p < 0.001 ? "under 0.001" : `= ${p.toFixed(3)}`}).`, p };
}

type Read = { readonly p: number; readonly scores: string; readonly isBetter: boolean; readonly of: string };

function counted({ gains, onlyChallenger, onlyChampion, challengerRight, championRight, heldOut }: Counted): Read {
  const of = heldOut === 1 ? "held-out question" : "held-out questions";
  return {
    p: asMuchByChance(gains),
    scores: `${share(challengerRight, heldOut)} against ${share(championRight, heldOut)} on ${heldOut} ${of}`,
    isBetter: onlyChallenger > onlyChampion,
    of,
  };
}

function scored({ challengerLoss, championLoss, p, heldOut }: Scored): Read {
  const of = heldOut === 1 ? "judged answer" : "judged answers";
  return {
    p,
    scores: `Brier score ${challengerLoss.toFixed(3)} against ${championLoss.toFixed(3)} on ${heldOut} ${of}`,
    isBetter: challengerLoss < championLoss,
    of,
  };
}

function share(part: number, of: number): string {
  return of === 0 ? "–" : (part / of).toFixed(2);
}

/**
 * The chance that the gains come to as much as they do where each may as well be a loss: exact, over all signs. The questions of a family
 * flip together, since paraphrases succeed and fail together; with one question a family this is McNemar's test in its binomial form.
 * Source: Winkler, Ridgway, Webster, Smith and Nichols, NeuroImage 92, 2014 (sign flipping, whole blocks); McNemar, Psychometrika 12, 1947.
 */
function asMuchByChance(gains: readonly number[]): number {
  const sizes = gains.map(Math.abs);
  // chances[won]: that the families which chance gives to the challenger hold so many questions.
  const chances = new Float64Array(sizes.reduce((sum, size) => sum + size, 1));
  chances[0] = 1;
  for (const size of sizes)
    for (let won = chances.length - 1; won >= 0; won -= 1) chances[won] = ((chances[won] ?? 0) + (chances[won - size] ?? 0)) / 2;
  const won = gains.reduce((sum, gain) => sum + Math.max(0, gain), 0);
  return Math.min(
    1,
    chances.subarray(won).reduce((sum, chance) => sum + chance, 0),
  );
}
