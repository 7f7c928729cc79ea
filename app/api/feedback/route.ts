import { saveRating } from "@/app/api/feedback/save-rating";
import { errorResponse, readJsonBody } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { inputProblem } from "@/lib/ask/input";
import { FeedbackInput } from "@/lib/feedback/rating";

const USAGE = 'Send {"interactionId": "<id of an answer>", "value": "up", "down" or null, "reasons": […], "comment": "…"}.';

/** Rates an answer for a program: `value` up or down saves, null withdraws. */
async function post(request: Request): Promise<Response> {
  const parsed = FeedbackInput.safeParse(await readJsonBody(request));
  return parsed.success ? saveRating(parsed.data) : errorResponse(400, "bad-input", `${USAGE} ${inputProblem(parsed.error)}`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
