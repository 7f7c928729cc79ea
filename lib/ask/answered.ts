import { plainAnswer } from "@/lib/answers/plain";
import type { Answer } from "@/lib/answers/answer";
import type { ExecuteError, PlanError } from "@/lib/engines/engine";
import type { AskEvent, ErrorCode } from "@/lib/interactions/event";

export type Answered = Extract<AskEvent, { type: "answered" }>;

/** The event that ends a turn with an answer, but for its time. */
export function answered(answer: Answer, intent: string, confidence: number, errorCode: ErrorCode | null): Omit<Answered, "elapsedMs"> {
  return { type: "answered", answer, intent, confidence, errorCode };
}

/** A question that was not planned: asked back about, or refused. */
export function fromPlanError(error: PlanError, elapsedMs: number): Answered {
  return { ...answered(plainAnswer(error.outcome, error.message, error.options), error.intent, error.confidence, error.code), elapsedMs };
}

/** A question that was planned and came to nothing. */
export function failed(
  error: ExecuteError | { readonly code: "internal"; readonly message: string },
  intent: string,
  confidence: number,
): Omit<Answered, "elapsedMs"> {
  return answered(plainAnswer(error.code === "refused" ? "refused" : "failed", error.message), intent, confidence, error.code);
}
