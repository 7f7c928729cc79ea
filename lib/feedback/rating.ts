import { z } from "zod";
import { ratingReasons } from "@/lib/feedback/apply-rating";
import type { SavedRating } from "@/lib/interactions/event";

const reasonCode = z.enum(ratingReasons());

/** What a client sends to rate one interaction; an absent field keeps what was saved, unless the thumb switched. */
export const RateInput = z.object({
  interactionId: z.uuid(),
  value: z.enum(["up", "down"]),
  reasons: z.array(reasonCode).max(20).optional(),
  comment: z.string().max(4000).optional(),
});
export type RateInput = z.infer<typeof RateInput>;

/** What a program sends: a rating, or null to withdraw one. */
export const FeedbackInput = z.union([RateInput, z.object({ interactionId: z.uuid(), value: z.null() })]);

/** A rating as it is saved after the one before. */
export function rateAgain(before: SavedRating | null, { value, reasons, comment }: RateInput): SavedRating {
  const kept = before?.value === value ? before : null;
  return { value, reasons: reasons ?? kept?.reasons ?? [], comment: comment ?? kept?.comment ?? "" };
}
