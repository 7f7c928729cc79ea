import type { z } from "zod";
import { errorResponse } from "@/app/api/respond";
import { feedbackStore } from "@/lib/ask/wiring";
import { logError } from "@/lib/platform/log";
import { USER_ID } from "@/lib/ask/wiring-parts";
import type { FeedbackInput } from "@/lib/feedback/rating";

/** Saves, changes or withdraws a rating for a program; a 503 where it cannot be written. */
export async function saveRating(data: z.output<typeof FeedbackInput>): Promise<Response> {
  try {
    return await save(data);
  } catch (cause) {
    logError(`The rating of ${data.interactionId} could not be saved`, cause);
    return errorResponse(503, "unavailable", "The rating could not be saved; this server's log says why. Send it again later.");
  }
}

async function save(data: z.output<typeof FeedbackInput>): Promise<Response> {
  if (data.value === null)
    return (await feedbackStore().clear(data.interactionId, USER_ID)) ? Response.json({ success: true, rating: null }) : unknownAnswer();
  const rating = await feedbackStore().rate(data, USER_ID);
  return rating ? Response.json({ success: true, rating }) : unknownAnswer();
}

/** A 404 for an answer that is not there, or not the asker's. */
export function unknownAnswer(): Response {
  return errorResponse(404, "unknown-interaction", "There is no answer with this id; it may have been deleted.");
}
