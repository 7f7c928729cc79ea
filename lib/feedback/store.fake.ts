import { rateAgain } from "@/lib/feedback/rating";
import type { FeedbackStore } from "@/lib/feedback/store";
import type { SavedRating } from "@/lib/interactions/event";

/** Ratings in memory, for tests. @param isKnown whether an interaction exists */
export function fakeFeedbackStore(isKnown: (id: string) => boolean): FeedbackStore {
  const ratings = new Map<string, SavedRating>();
  return {
    async rate(input, userId) {
      if (!isKnown(input.interactionId)) return null;
      const key = `${input.interactionId} ${userId}`;
      const rating = rateAgain(ratings.get(key) ?? null, input);
      ratings.set(key, rating);
      return rating;
    },
    saved: async (interactionId, userId) => ratings.get(`${interactionId} ${userId}`) ?? null,
    async clear(interactionId, userId) {
      ratings.delete(`${interactionId} ${userId}`);
      return isKnown(interactionId);
    },
    correct: async ({ interactionId }) => isKnown(interactionId),
  };
}
