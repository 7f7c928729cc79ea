import { saveRating, unknownAnswer } from "@/app/api/feedback/save-rating";
import { ShopFeedback } from "@/app/api/inputs";
import { errorResponse, readJsonBody } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { inputProblem } from "@/lib/ask/input";
import { FeedbackInput } from "@/lib/feedback/rating";
import { mayRate } from "@/lib/ask/wiring-mcp";

const Body = ShopFeedback.transform(({ interaction_id, user_feedback, ...rest }) => ({
  ...(interaction_id === undefined ? {} : { interactionId: interaction_id }),
  ...(user_feedback === undefined ? {} : { value: user_feedback }),
  ...rest,
})).pipe(FeedbackInput);

const USAGE = 'Send {"interaction_id": "<of an answer>", "user_feedback": "up", "down" or null, "comment": "…"}.';

/** Rates an answer of the connection's shop: `user_feedback` up or down saves, null withdraws. */
async function post(request: Request): Promise<Response> {
  const parsed = Body.safeParse(await readJsonBody(request));
  if (!parsed.success) return errorResponse(400, "bad-input", `${USAGE} ${inputProblem(parsed.error)}`);
  const allowed = await mayRate(request.headers, parsed.data.interactionId);
  if (!allowed.ok) return errorResponse(allowed.error.status, "no-shop", allowed.error.message);
  return allowed.value ? saveRating(parsed.data) : unknownAnswer();
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
