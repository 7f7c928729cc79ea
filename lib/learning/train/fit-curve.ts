import { logit, type Curve } from "@/lib/engines/calibration";

/** An answer's own confidence, 0..1, and whether it turned out right. */
export type Outcome = { readonly confidence: number; readonly right: boolean };

const STEPS = 50;
const SMALL = 1e-9;

/**
 * Platt scaling: logistic regression of "it was right" on the log-odds that were claimed, by Newton's method, towards targets a little
 * off 0 and 1, so that a few answers that were all right make nobody certain.
 * @returns null where right answers were not claimed surer than wrong ones: then there is nothing that rises
 * Source: Platt, "Probabilistic outputs for support vector machines", 1999; Lin, Lin and Weng, Machine Learning 68, 2007.
 */
export function fitCurve(outcomes: readonly Outcome[]): Curve | null {
  const rights = outcomes.filter(({ right }) => right).length;
  const high = (rights + 1) / (rights + 2);
  const low = 1 / (outcomes.length - rights + 2);
  const points = outcomes.map(({ confidence, right }) => ({ x: logit(confidence), target: right ? high : low }));
  let [slope, intercept] = [1, 0];
  for (let step = 0; step < STEPS; step += 1) {
    let [gradientSlope, gradientIntercept, xx, x1, one] = [0, 0, SMALL, 0, SMALL];
    for (const { x, target } of points) {
      const share = 1 / (1 + Math.exp(-(slope * x + intercept)));
      const weight = share * (1 - share);
      gradientSlope += (target - share) * x;
      gradientIntercept += target - share;
      xx += weight * x * x;
      x1 += weight * x;
      one += weight;
    }
    const determinant = xx * one - x1 * x1;
    if (determinant < SMALL) return null;
    const [bySlope, byIntercept] = [
      (gradientSlope * one - gradientIntercept * x1) / determinant,
      (gradientIntercept * xx - gradientSlope * x1) / determinant,
    ];
    // A whole step can overshoot where few answers are doubtful.
    const length = Math.min(1, 2 / Math.max(SMALL, Math.hypot(bySlope, byIntercept)));
    slope += length * bySlope;
    intercept += length * byIntercept;
    if (Math.hypot(bySlope, byIntercept) < SMALL) break;
  }
  return slope > SMALL && Number.isFinite(slope) && Number.isFinite(intercept) ? { slope, intercept } : null;
}
