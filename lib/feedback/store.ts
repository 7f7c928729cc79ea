import type { CorrectionInput } from "@/lib/feedback/correction";
import type { RateInput } from "@/lib/feedback/rating";
import type { SavedRating } from "@/lib/interactions/event";

/** Where ratings and corrections live. */
export interface FeedbackStore {
  /**
   * Saves a rating. Reasons and comment that are absent stay as saved, unless the thumb switched. @returns null for an unknown interaction
   */
  rate(input: RateInput, userId: string): Promise<SavedRating | null>;
  /** What is saved of one person's rating; null where there is none. */
  saved(interactionId: string, userId: string): Promise<SavedRating | null>;
  /** Withdraws a rating; the row is deleted. @returns false for an unknown interaction */
  clear(interactionId: string, userId: string): Promise<boolean>;
  /** Keeps what the answer should have been. @returns false for an unknown interaction */
  correct(input: CorrectionInput, userId: string): Promise<boolean>;
}
