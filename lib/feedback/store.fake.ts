import type { Rating } from "@/lib/feedback/rating";
import type { FeedbackStore } from "@/lib/feedback/store";

/** Ratings in memory, for tests. @param isKnown whether an interaction exists */
export function fakeFeedbackStore(isKnown: (id: string) => boolean): FeedbackStore {
  const ratings = new Map<string, Rating>();
  return {
    async rate({ interactionId, value, reasons, comment }, userId) {
      if (!isKnown(interactionId)) return null;
      const key = `${interactionId} ${userId}`;
      const before = ratings.get(key);
      const kept = before?.value === value ? before : null;
      const rating: Rating = { value, reasons: reasons ?? kept?.reasons ?? [], comment: comment ?? kept?.comment ?? "" };
      ratings.set(key, rating);
      return rating;
    },
    async clear(interactionId, userId) {
      ratings.delete(`${interactionId} ${userId}`);
      return isKnown(interactionId);
    },
    correct: async ({ interactionId }) => isKnown(interactionId),
  };
}
