import { z } from "zod";
import { ratingReasons } from "@/lib/feedback/apply-rating";

export { applyRating, RATING_REASONS, reasonsFor } from "@/lib/feedback/apply-rating";
export type { Rating, RatingChange, RatingReason } from "@/lib/feedback/apply-rating";

const reasonCode = z.enum(ratingReasons());

/** What a client sends to rate one interaction; an absent field keeps what was saved, unless the thumb switched. */
export const RateInput = z.object({
  interactionId: z.uuid(),
  value: z.enum(["up", "down"]),
  reasons: z.array(reasonCode).max(20).optional(),
  comment: z.string().max(4000).optional(),
});
export type RateInput = z.infer<typeof RateInput>;
