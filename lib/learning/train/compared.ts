import type { CountComparison } from "@/lib/learning/models/verdict";

/** What both sides made of one held-out case. Cases of one family (paraphrases, lines of one log) come out alike. */
export type Pair = { readonly challenger: boolean; readonly champion: boolean; readonly family: string };

/** The counts of a paired comparison. @param times of the challenger, CPU ms a case, which other work on the machine does not change */
export function compared(
  pairs: readonly Pair[],
  times: readonly number[],
  limitMs: number,
): Omit<CountComparison, "against" | "at" | "broken"> {
  const sorted = [...times].sort((a, b) => a - b);
  const count = (holds: (pair: Pair) => boolean): number => pairs.filter(holds).length;
  const gains = new Map<string, number>();
  for (const { challenger, champion, family } of pairs) gains.set(family, (gains.get(family) ?? 0) + Number(challenger) - Number(champion));
  return {
    gains: [...gains.values()].filter((gain) => gain !== 0),
    onlyChallenger: count(({ challenger, champion }) => challenger && !champion),
    onlyChampion: count(({ challenger, champion }) => champion && !challenger),
    heldOut: pairs.length,
    challengerRight: count(({ challenger }) => challenger),
    championRight: count(({ champion }) => champion),
    medianMs: Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2)),
    limitMs,
  };
}
