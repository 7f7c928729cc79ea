/** A ratio with its uncertainty: `low` to `high` is the 95 % Wilson interval. */
export type RateEstimate = {
  readonly part: number;
  readonly whole: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
};

const Z95 = 1.959963984540054;

/**
 * A rate with its 95 % interval; null where nothing was counted.
 * Source: E. B. Wilson, 1927, "Probable inference, the law of succession, and statistical inference".
 */
export function estimateRate(part: number, whole: number): RateEstimate | null {
  if (whole === 0) return null;
  const rate = part / whole;
  const scale = 1 + (Z95 * Z95) / whole;
  const centre = (rate + (Z95 * Z95) / (2 * whole)) / scale;
  const half = (Z95 * Math.sqrt((rate * (1 - rate)) / whole + (Z95 * Z95) / (4 * whole * whole))) / scale;
  return { part, whole, rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Whether two rates differ beyond chance: their 95 % intervals do not meet. Strict on purpose, so that a page of figures does not cry wolf.
 */
export function clearlyDiffer(a: RateEstimate, b: RateEstimate): boolean {
  return a.high < b.low || b.high < a.low;
}

/** Mean and standard deviation (of the population) from sums; null where nothing was counted. */
export function meanAndDeviation(
  count: number,
  sum: number,
  sumOfSquares: number,
): { readonly mean: number; readonly deviation: number } | null {
  if (count === 0) return null;
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, sumOfSquares / count - mean * mean)) };
}
