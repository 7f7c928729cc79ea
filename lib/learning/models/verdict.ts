import { z } from "zod";
import { versionNameOf } from "@/lib/learning/models/model";
import { decidePromotion, type Promotion } from "@/lib/learning/models/promote";

const BUILT_IN = "what is built in";

const count = z.number().int().nonnegative();

/** `against` is that version's id, null for what is built in; `at` ISO UTC. */
const beside = { against: z.string().nullable(), at: z.string(), heldOut: count, broken: count, medianMs: z.number(), limitMs: z.number() };
export const LossComparison = z.object({ ...beside, challengerLoss: z.number(), championLoss: z.number(), p: z.number() });
export type LossComparison = z.infer<typeof LossComparison>;
export const CountComparison = z.object({
  ...beside,
  gains: z.array(z.number().int()),
  onlyChallenger: count,
  onlyChampion: count,
  challengerRight: count,
  championRight: count,
});
export type CountComparison = z.infer<typeof CountComparison>;
/** How a version did beside what served when it was trained. */
export const Comparison = z.union([CountComparison, LossComparison]);
export type Comparison = z.infer<typeof Comparison>;

/** The comparison in the metrics of a version; null where there is none. */
export function readComparison(metrics: unknown): Comparison | null {
  return z
    .object({ comparison: Comparison })
    .transform(({ comparison }) => comparison)
    .nullable()
    .catch(null)
    .parse(metrics);
}

/**
 * Whether a version may serve instead of `championId`, with the sentence why or why not. @param won what a live trial against that champion
 * proved
 */
export function verdictOn(comparison: Comparison | null, championId: string | null, won: string | null): Promotion {
  if (comparison === null) return { promote: false, reason: "It has no comparison that can be read. Train again.", p: 1 };
  if (comparison.against !== championId)
    return {
      promote: false,
      reason: `It was compared with ${versionNameOf(comparison.against, BUILT_IN)}, but ${versionNameOf(championId, BUILT_IN)} serves now. Train again to compare the two.`,
      p: 1,
    };
  return decidePromotion(comparison, won);
}
