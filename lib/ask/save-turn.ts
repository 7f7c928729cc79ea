import { plainAnswer } from "@/lib/answers/plain";
import { answered, failed, type Answered } from "@/lib/ask/answered";
import type { Interaction } from "@/lib/interactions/event";
import type { InteractionStore } from "@/lib/interactions/store";
import { titleOf } from "@/lib/interactions/title";

type SaveDeps = {
  readonly store: InteractionStore;
  /** The message and the cause hold no words of people. */
  readonly logBug: (message: string, cause: unknown) => void;
};

const NOT_SAVED = "the disk is full or the database is read-only, or another program has locked it. See to that, then ask again.";

/** What a question gets whose id another one has; that one goes on undisturbed. */
export const ID_TAKEN: Answered = {
  ...answered(
    plainAnswer("refused", "A question with this interactionId was asked already. Leave interactionId out, or choose another."),
    "unknown",
    0,
    "id-taken",
  ),
  elapsedMs: 0,
};

/** Saves the new row of a question. @returns what is answered instead where it cannot be saved, else null */
export async function openRow(row: Interaction, deps: SaveDeps): Promise<Answered | null> {
  try {
    await deps.store.open(row, titleOf(row.question));
    return null;
  } catch (cause) {
    if (await isTaken(row.id, deps)) return ID_TAKEN;
    deps.logBug(`Interaction ${row.id} could not be opened`, cause);
    return {
      ...failed({ code: "unavailable", message: `The question could not be saved, so it was not asked: ${NOT_SAVED}` }, "unknown", 0),
      elapsedMs: 0,
    };
  }
}

async function isTaken(id: string, { store }: SaveDeps): Promise<boolean> {
  try {
    return (await store.get(id)) !== null;
  } catch {
    // A database that cannot be read either is what the first error said.
    return false;
  }
}

/** The answer is shown only when it is saved. @returns what is shown instead where it cannot be saved, else null */
export async function saveAnswered(row: Interaction, deps: SaveDeps): Promise<Answered | null> {
  try {
    await deps.store.save(row);
    return null;
  } catch (cause) {
    deps.logBug(`Interaction ${row.id} could not be saved`, cause);
    return {
      ...failed({ code: "unavailable", message: `The answer could not be saved, so it is not shown: ${NOT_SAVED}` }, "unknown", 0),
      elapsedMs: row.timings.answer ?? 0,
    };
  }
}

/** Saves what was known of a question that was stopped or interrupted. */
export async function keepUnfinished(row: Interaction, deps: SaveDeps): Promise<void> {
  try {
    await deps.store.save(row);
  } catch (cause) {
    deps.logBug(`Unfinished interaction ${row.id} could not be updated`, cause);
  }
}
