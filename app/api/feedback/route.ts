import { z } from "zod";
import { errorResponse, readJsonBody } from "@/app/api/respond";
import { inputProblem } from "@/lib/ask/input";
import { feedbackStore, USER_ID } from "@/lib/ask/wiring";
import { RateInput } from "@/lib/feedback/rating";

const FeedbackBody = z.union([RateInput, z.object({ interactionId: z.uuid(), value: z.null() })]);

const USAGE = 'Send {"interactionId": "<id of an answer>", "value": "up", "down" or null, "reasons": […], "comment": "…"}.';

/** Rates an answer for a program: `value` up or down saves, null withdraws. */
export async function POST(request: Request): Promise<Response> {
  const parsed = FeedbackBody.safeParse(await readJsonBody(request));
  if (!parsed.success) return errorResponse(400, "bad-input", `${USAGE} ${inputProblem(parsed.error)}`);
  const { data } = parsed;
  if (data.value === null) return (await feedbackStore().clear(data.interactionId, USER_ID)) ? Response.json({ success: true, rating: null }) : unknown();
  const rating = await feedbackStore().rate(data, USER_ID);
  return rating ? Response.json({ success: true, rating }) : unknown();
}

function unknown(): Response {
  return errorResponse(404, "unknown-interaction", "There is no answer with this id; it may have been deleted.");
}
