import { errorResponse, readJsonBody, refuseUntrusted, streamOf } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { askOnce } from "@/lib/ask/ask-once";
import { AskInput, inputProblem } from "@/lib/ask/input";
import { toAskReply } from "@/lib/ask/reply";
import { isRunning } from "@/lib/ask/running";
import { ID_TAKEN } from "@/lib/ask/save-turn";
import { askStoppable } from "@/lib/ask/wiring";
import { interactionStore } from "@/lib/ask/wiring-parts";
import { API } from "@/lib/interactions/program";
import type { AskEvent } from "@/lib/interactions/event";

export const dynamic = "force-dynamic";

/** Asks one question for a program: JSON when it is answered, or the events as NDJSON when that is accepted. */
async function post(request: Request): Promise<Response> {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  const body = await readJsonBody(request);
  if (body === undefined) return errorResponse(400, "bad-input", 'The body is not JSON. Send {"question": "…"}.');
  const parsed = AskInput.safeParse(body);
  if (!parsed.success) return errorResponse(400, "bad-input", inputProblem(parsed.error));
  const { context, ...asked } = parsed.data;
  const input = { ...asked, context: { ...context, module: context.module || API } };
  if (input.conversationId !== null && !(await interactionStore().hasConversation(input.conversationId)))
    return errorResponse(404, "unknown-conversation", "There is no such conversation. Leave conversationId out to start a new one.");
  if (input.interactionId !== undefined && (await isTaken(input.interactionId)))
    return errorResponse(409, "id-taken", ID_TAKEN.answer.text);
  const events = askStoppable(input, request.signal);
  return request.headers.get("accept")?.includes("application/x-ndjson") ? streamed(events) : collected(events);
}

/** Whether a question with this id is saved, or is being answered and about to be. */
async function isTaken(id: string): Promise<boolean> {
  return (await interactionStore().get(id)) !== null || isRunning(id);
}

async function collected(events: AsyncGenerator<AskEvent>): Promise<Response> {
  const row = await askOnce(events);
  return row.ok ? Response.json(toAskReply(row.value)) : errorResponse(503, "unavailable", row.error);
}

function streamed(events: AsyncGenerator<AskEvent>): Response {
  return new Response(streamOf(lines(events)), {
    headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" },
  });
}

async function* lines(events: AsyncGenerator<AskEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
