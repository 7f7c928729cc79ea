import { saveRating } from "@/app/api/feedback/save-rating";
import { errorResponse, readJsonBody, refuseOther } from "@/app/api/respond";
import { inputProblem } from "@/lib/ask/input";
import { FeedbackInput } from "@/lib/feedback/rating";

const USAGE = 'Send {"interactionId": "<id of an answer>", "value": "up", "down" or null, "reasons": […], "comment": "…"}.';

/** Rates an answer for a program: `value` up or down saves, null withdraws. */
export async function POST(request: Request): Promise<Response> {
  const parsed = FeedbackInput.safeParse(await readJsonBody(request));
  return parsed.success ? saveRating(parsed.data) : errorResponse(400, "bad-input", `${USAGE} ${inputProblem(parsed.error)}`);
}

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOther("POST");
