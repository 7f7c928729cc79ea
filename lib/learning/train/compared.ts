import type { CountComparison } from "@/lib/learning/models/verdict";

/** What both sides made of one held-out case. */
export type Pair = { readonly challenger: boolean; readonly champion: boolean };

/** The counts of a paired comparison. @param times of the challenger, CPU ms a case, which other work on the machine does not change */
export function compared(
  pairs: readonly Pair[],
  times: readonly number[],
  limitMs: number,
): Omit<CountComparison, "against" | "at" | "broken"> {
  const sorted = [...times].sort((a, b) => a - b);
  const count = (holds: (pair: Pair) => boolean): number => pairs.filter(holds).length;
  return {
    onlyChallenger: count(({ challenger, champion }) => challenger && !champion),
    onlyChampion: count(({ challenger, champion }) => champion && !challenger),
    heldOut: pairs.length,
    challengerRight: count(({ challenger }) => challenger),
    championRight: count(({ champion }) => champion),
    medianMs: Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2)),
    limitMs,
  };
}
