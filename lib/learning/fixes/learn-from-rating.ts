import type { FeedbackStore } from "@/lib/feedback/store";
import { isItself, lessonOfRating, lineFor, type TeachDeps } from "@/lib/learning/fixes/teach";

type Deps = TeachDeps & { readonly logBug: (message: string, cause: unknown) => void };

/**
 * Ratings that act: a thumbs-up makes the answer a verified one, a thumbs-down rests the verified answer it came from,
 * and taking either back undoes that. A rating is saved first, and stays saved where learning from it fails.
 */
export function learningFeedback(inner: FeedbackStore, deps: () => Deps): FeedbackStore {
  const learn = async (interactionId: string, userId: string, value: "up" | "down" | null): Promise<void> => {
    const at = deps();
    try {
      await learnFrom(interactionId, userId, value, at);
    } catch (cause) {
      at.logBug(`The rating of ${interactionId} is saved, but nothing was learned from it`, cause);
    }
  };
  return {
    async rate(input, userId) {
      const rating = await inner.rate(input, userId);
      if (rating) await learn(input.interactionId, userId, rating.value);
      return rating;
    },
    async clear(interactionId, userId) {
      const known = await inner.clear(interactionId, userId);
      if (known) await learn(interactionId, userId, null);
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
  if (used && value !== "down" && used.stale?.reason === "rating")
    await deps.store.setStale(used.id, null, lineFor(used, "renewed", userId, at));
  if (value !== "up" || own.length > 0) return;
  const lesson = await lessonOfRating(row, userId, deps);
  if (lesson) await deps.store.teach(lesson);
}
