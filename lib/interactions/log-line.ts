import type { Interaction } from "@/lib/interactions/event";
import { logDebug, logInfo } from "@/lib/platform/log";

/** One line of the app's log for a question that has ended; its words come in a line of their own, at level debug. */
export function logQuestion({ id, engine, approach, source, outcome, errorCode, timings, question, answer }: Interaction): void {
  logInfo("question", {
    id,
    engine,
    approach,
    source,
    outcome,
    ms: timings.total === undefined ? null : Math.round(timings.total),
    errorCode,
  });
  logDebug("question text", { id, question, answer: answer?.text ?? null });
}
