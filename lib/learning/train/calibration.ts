import { calibrate, curveOf, type Calibration, type Curve } from "@/lib/engines/calibration";
import { generator } from "@/lib/platform/seeded-random";
import { hashShare } from "@/lib/learning/evidence/hash-share";
import type { LossComparison } from "@/lib/learning/models/verdict";
import { fitCurve, type Outcome } from "@/lib/learning/train/fit-curve";
import type { TrainDeps } from "@/lib/learning/train/ranker";

/**
 * An answer that people judged. `maker`: engine and approach; `family`: what was asked, whatever its words; `interactionId` is null where
 * it came from a set of questions in a folder.
 */
export type Judged = Outcome & { readonly interactionId: string | null; readonly maker: string; readonly family: string };

/** So many judged answers of a maker are needed, and so many of them right and wrong. */
export const ENOUGH_JUDGED = 100;
export const ENOUGH_EACH = 10;
const FOLDS = 5;
const FLIPS = 9_999;
const LIMIT_MS = 1;

/** Whether a maker was judged often enough, both ways. */
export function isEnough(judged: readonly Outcome[]): boolean {
  const rights = judged.filter(({ right }) => right).length;
  return judged.length >= ENOUGH_JUDGED && Math.min(rights, judged.length - rights) >= ENOUGH_EACH;
}

/**
 * Refits how sure each engine is from what turned out right, and compares it with the champion by the Brier score. A curve is two
 * numbers, so all judged answers are held out in turn: families of questions are cut into five parts, and each is told by curves that saw
 * the other four.
 */
export async function trainCalibration(
  judged: readonly Judged[],
  champion: Calibration | null,
  { seed, tell }: TrainDeps,
): Promise<{ readonly weights: Calibration; readonly comparison: Omit<LossComparison, "against" | "at" | "broken"> }> {
  const makers = [...new Set(judged.map(({ maker }) => maker))].sort();
  const curves: Record<string, Curve> = {};
  const losses: Loss[] = [];
  for (const [at, maker] of makers.entries()) {
    const own = judged.filter((one) => one.maker === maker);
    await tell(0.3 + (0.5 * at) / makers.length, `Learning how sure ${maker} is, from ${own.length} judged answers`);
    const before = curveOf(champion, maker);
    const curve = isEnough(own) ? fitCurve(own) : null;
    if (curve) curves[maker] = { slope: round(curve.slope), intercept: round(curve.intercept) };
    if (curve !== null || before !== null) losses.push(...crossed(own, curve !== null, before));
  }
  await tell(0.85, `Comparing on ${losses.length} judged answers`);
  const comparison = {
    heldOut: losses.length,
    challengerLoss: mean(losses.map(({ challenger }) => challenger)),
    championLoss: mean(losses.map(({ champion: loss }) => loss)),
    p: pairedTest(losses, seed),
  };
  return { weights: { curves }, comparison: { ...comparison, medianMs: timeOf(judged, { curves }), limitMs: LIMIT_MS } };
}

/** Of one answer, ms; too short for each to be timed alone. */
function timeOf(judged: readonly Judged[], weights: Calibration): number {
  const began = performance.now();
  for (const { confidence, maker } of judged) calibrate(confidence, curveOf(weights, maker));
  return round((performance.now() - began) / Math.max(1, judged.length));
}

/** Squared distances of what was claimed from what happened, of both sides. */
type Loss = { readonly family: string; readonly challenger: number; readonly champion: number };

function crossed(judged: readonly Judged[], isFitted: boolean, before: Curve | null): readonly Loss[] {
  const parts = Array.from({ length: FOLDS }, (_, fold) => fold);
  const curves = parts.map((fold) => (isFitted ? fitCurve(judged.filter(({ family }) => foldOf(family) !== fold)) : null));
  return judged.map(({ confidence, right, family }) => {
    const loss = (curve: Curve | null): number => (calibrate(confidence, curve) - (right ? 1 : 0)) ** 2;
    return { family, challenger: loss(curves[foldOf(family)] ?? null), champion: loss(before) };
  });
}

function foldOf(family: string): number {
  return Math.floor(FOLDS * hashShare(family));
}

/**
 * One-sided sign-flipping test on the differences of the losses: how often chance alone would favour the challenger as much. The signs
 * of a family flip together, since paraphrases succeed and fail together.
 * Source: Winkler, Ridgway, Webster, Smith and Nichols, NeuroImage 92, 2014 (sign flipping, whole blocks).
 */
function pairedTest(losses: readonly Loss[], seed: number): number {
  const families = new Map<string, number>();
  for (const { family, challenger, champion } of losses) families.set(family, (families.get(family) ?? 0) + champion - challenger);
  const gains = [...families.values()];
  const gain = gains.reduce((sum, one) => sum + one, 0);
  const random = generator(seed);
  let reached = 1;
  for (let flip = 0; flip < FLIPS; flip += 1) {
    let sum = 0;
    for (const one of gains) sum += random() < 0.5 ? one : -one;
    // Sums in another order differ in their last digits.
    if (sum >= gain - 1e-12) reached += 1;
  }
  return reached / (FLIPS + 1);
}

function mean(values: readonly number[]): number {
  return round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
