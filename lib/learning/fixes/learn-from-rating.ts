import type { FeedbackStore } from "@/lib/feedback/store";
import { isItself, lessonOfRating, lineFor, type TeachDeps } from "@/lib/learning/fixes/teach";
import { inTurn } from "@/lib/platform/in-turn";

type Deps = TeachDeps & { readonly logBug: (message: string, cause: unknown) => void };

/**
 * Ratings that act: a thumbs-up makes the answer a verified one, a thumbs-down rests the verified answer it came from,
 * and taking either back undoes that. A rating is saved first, and stays saved where learning from it fails. What is learned of one
 * answer is learned in turn, each time from the rating as it is saved then: to read the question anew takes a while, in which the
 * other thumb may be pressed.
 */
export function learningFeedback(inner: FeedbackStore, deps: () => Deps): FeedbackStore {
  const ofInteraction = inTurn();
  const learn = async (interactionId: string, userId: string): Promise<void> => {
    const at = deps();
    try {
      const rating = await inner.saved(interactionId, userId);
      await learnFrom(interactionId, userId, rating?.value ?? null, at);
    } catch (cause) {
      at.logBug(`The rating of ${interactionId} is saved, but nothing was learned from it`, cause);
    }
  };
  return {
    async rate(input, userId) {
      const rating = await inner.rate(input, userId);
      if (rating) await ofInteraction(input.interactionId, () => learn(input.interactionId, userId));
      return rating;
    },
    saved: (interactionId, userId) => inner.saved(interactionId, userId),
    async clear(interactionId, userId) {
      const known = await inner.clear(interactionId, userId);
      if (known) await ofInteraction(interactionId, () => learn(interactionId, userId));
      return known;
    },
    correct: (input, userId) => inner.correct(input, userId),
  };
}

async function learnFrom(interactionId: string, userId: string, value: "up" | "down" | null, deps: Deps): Promise<void> {
  const row = await deps.interactions.get(interactionId);
  if (!row) return;
  const at = deps.clock.now().toISOString();
  const own = (await deps.store.madeFrom(interactionId)).filter(({ origin, userId: by }) => origin === "rating" && by === userId);
  if (value !== "up") for (const entry of own) await deps.store.undo(entry.id, lineFor(entry, "undone", userId, at));
  const used = row.verified && isItself(row.verified) ? await deps.store.get(row.verified.id) : null;
  if (used && value === "down" && used.stale === null)
    await deps.store.setStale(used.id, { reason: "rating", since: at }, lineFor(used, "stale", userId, at));
  if (used && value !== "down" && used.stale?.reason === "rating" && !(await deps.store.contested(used.id)))
    await deps.store.setStale(used.id, null, lineFor(used, "renewed", userId, at));
  if (value !== "up" || own.length > 0) return;
  const lesson = await lessonOfRating(row, userId, deps);
  if (lesson) await deps.store.teach(lesson);
}
