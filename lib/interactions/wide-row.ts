import type { Cell } from "@/lib/answers/answer";
import type { Interaction } from "@/lib/interactions/event";

/** The header of the export of everything; a field is only ever added at its end. */
export const WIDE_HEADER = ["id", "conversation_id", "asked_at", "question", "engine", "approach", "source", "shop_id", "upload_id", "intent", "tool", "arguments", "confidence", "because", "outcome", "error_code", "answer", "sql", "params", "row_count", "ran_on", "route_ms", "plan_ms", "execute_ms", "answer_ms", "total_ms", "role", "module", "tab", "rating", "reasons", "comment", "verified_id", "verified_how", "corrections"] as const;

/** One interaction with its rating and corrections as the cells of `WIDE_HEADER`; lists and objects are JSON. */
export function wideRow(row: Interaction): readonly Cell[] {
  const { timings, context, rating, verified } = row;
  return [
    row.id, row.conversationId, row.askedAt, row.question, row.engine, row.approach, row.source, row.shopId, row.uploadId, row.intent, row.tool, JSON.stringify(row.arguments), row.confidence, JSON.stringify(row.because),
    row.outcome, row.errorCode, row.answer?.text ?? null, row.sql, JSON.stringify(row.params), row.rowCount, row.ranOn, timings.route ?? null, timings.plan ?? null, timings.execute ?? null, timings.answer ?? null, timings.total ?? null,
    context.role ?? null, context.module ?? null, context.tab ?? null, rating?.value ?? null, rating ? rating.reasons.join(" ") : null, rating?.comment ?? null, verified?.id ?? null, verified?.how ?? null,
    row.corrections.length === 0 ? null : JSON.stringify(row.corrections.map(({ text, sql, at }) => ({ text, sql, at }))),
  ];
}
