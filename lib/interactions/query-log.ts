import { isSuccess } from "@/lib/answers/success";
import type { Interaction } from "@/lib/interactions/event";

/** What the query log and the training data are made from: an interaction without its plan and its rows. */
export type LoggedRow = Pick<
  Interaction,
  "id" | "question" | "askedAt" | "engine" | "shopId" | "intent" | "tool" | "confidence" | "rowCount" | "outcome" | "errorCode" | "context"
> & {
  readonly text: string | null;
  /** The answer's table as JSON text, where it was asked for. */
  readonly table?: string | null;
  readonly totalMs: number | null;
  readonly rating: "up" | "down" | null;
};

/** One line of the query log. Names and their order are forever; `response_time` is in seconds, `confidence` 0..1. */
export type QueryLogLine = {
  readonly timestamp: string;
  readonly question: string;
  readonly shop_id: number | null;
  readonly answer: string;
  readonly tool_used: string | null;
  readonly intent: string | null;
  readonly confidence: number | null;
  readonly success: boolean;
  readonly response_time: number | null;
  readonly error: string | null;
  readonly has_data: boolean;
  readonly user_feedback: "up" | "down" | null;
};

/** An interaction as the query log needs it. */
export function toLoggedRow(row: Interaction): LoggedRow {
  return { ...row, text: row.answer?.text ?? null, totalMs: row.timings.total ?? null, rating: row.rating?.value ?? null };
}

/**
 * An interaction as a line of the query log. Success by the honest outcome: a clarification or a refusal is none, and
 * `error` then holds its code. Only a question to the shop has a shop.
 */
export function toQueryLogLine(row: LoggedRow): QueryLogLine {
  const success = isSuccess(row.outcome);
  return {
    timestamp: row.askedAt,
    question: row.question,
    shop_id: row.engine === "shop" ? row.shopId : null,
    answer: row.text ?? "",
    tool_used: row.tool,
    intent: row.intent,
    confidence: row.confidence,
    success,
    response_time: row.totalMs === null ? null : Number((row.totalMs / 1000).toFixed(4)),
    error: success ? null : (row.errorCode ?? row.outcome),
    has_data: row.outcome === "answered" && (row.rowCount ?? 0) > 0,
    user_feedback: row.rating,
  };
}

export const LOG_PARTS = ["all", "success", "failed"] as const;
export type LogPart = (typeof LOG_PARTS)[number];

/** Whether a line belongs to a part of the log; `success` and `failed` together are `all`. */
export function isInPart({ success }: QueryLogLine, part: LogPart): boolean {
  return part === "all" || success === (part === "success");
}
