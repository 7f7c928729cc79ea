import type { Interaction } from "@/lib/interactions/event";
import { REPLY_ROWS } from "@/lib/interactions/program";

/** One interaction as `POST /api/ask` answers it. Times are milliseconds per stage. */
export function toAskReply(row: Interaction) {
  const { answer } = row;
  const table = answer?.table ?? null;
  return {
    id: row.id,
    conversationId: row.conversationId,
    engine: row.engine,
    approach: row.approach,
    source: row.source,
    outcome: row.outcome,
    answer: answer?.text ?? "",
    sql: answer?.sql ?? row.sql,
    params: answer?.params ?? row.params,
    columns: table?.columns.map((column) => column.name) ?? [],
    rows: table?.rows.slice(0, REPLY_ROWS) ?? [],
    rowCount: table?.rowCount ?? row.rowCount ?? 0,
    truncated: table !== null && (table.truncated || table.rowCount > REPLY_ROWS),
    confidence: row.confidence,
    intent: row.intent,
    tool: row.tool,
    because: row.because,
    options: answer?.options ?? [],
    caveats: answer?.caveats ?? [],
    window: answer?.window ?? null,
    report: answer?.report ?? null,
    errorCode: row.errorCode,
    timings: row.timings,
  };
}
