import type { Interaction } from "@/lib/interactions/event";

/** What can change of a turn after it was asked. */
export type TurnState = Pick<Interaction, "id" | "outcome" | "errorCode" | "rating"> & {
  readonly corrections: readonly Pick<Interaction["corrections"][number], "id" | "verifiedId">[];
};

/** A turn as it stands, as one text: who holds another text under its id holds something older. */
export type TurnMark = { readonly id: string; readonly mark: string };

export function markOf({ id, outcome, errorCode, rating, corrections }: TurnState): TurnMark {
  const said = rating && [rating.value, rating.reasons, rating.comment];
  return { id, mark: JSON.stringify([outcome, errorCode, said, corrections.map((correction) => [correction.id, correction.verifiedId])]) };
}

/** Whether an answer is still to come. */
export function isOpen({ outcome, errorCode }: Pick<Interaction, "outcome" | "errorCode">): boolean {
  return outcome === "unfinished" && errorCode === null;
}

/** A saved turn as it is now: one that never finished and that nobody is answering was interrupted, as by the end of the program. */
export function asOfNow<T extends Pick<Interaction, "id" | "outcome" | "errorCode">>(turn: T, isRunning: (id: string) => boolean): T {
  return isOpen(turn) && !isRunning(turn.id) ? { ...turn, errorCode: "interrupted" } : turn;
}
