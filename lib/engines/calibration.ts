import { z } from "zod";

/** How far what an engine says of itself is to be believed: the log-odds of being right are `slope` times its own plus `intercept`. */
export const Curve = z.object({ slope: z.number().positive(), intercept: z.number() });
export type Curve = z.infer<typeof Curve>;

/** A curve for each engine and approach that was judged often enough, named by `makerOf`. */
export const Calibration = z.object({ curves: z.record(z.string(), Curve).readonly() });
export type Calibration = z.infer<typeof Calibration>;

/** Who made an answer, such as "text2sql pattern". */
export function makerOf({ name, approach }: { readonly name: string; readonly approach: string }): string {
  return `${name} ${approach}`;
}

export function curveOf(calibration: Calibration | null, maker: string): Curve | null {
  return calibration !== null && Object.hasOwn(calibration.curves, maker) ? (calibration.curves[maker] ?? null) : null;
}

/** Log odds of a probability, kept between -4 and 6. */
export function logit(share: number): number {
  const p = Math.min(0.999, share);
  return Math.max(-4, Math.min(6, Math.log(p / (1 - p))));
}

/**
 * A confidence as it turned out, rising with it. One of exactly 0 or 1 is no estimate (nothing was understood, or a person chose) and
 * stays.
 * @param confidence 0..1 @param curve null leaves it as it is
 */
export function calibrate(confidence: number, curve: Curve | null): number {
  if (curve === null || confidence <= 0 || confidence >= 1) return confidence;
  return 1 / (1 + Math.exp(-(curve.slope * logit(confidence) + curve.intercept)));
}
