import type { Interaction } from "@/lib/interactions/event";
import { toLoggedRow, toQueryLogLine } from "@/lib/interactions/query-log";

/** One interaction as `POST /api/mcp/ask` answers it; the first eight fields are those of the query log. Seconds for `response_time`. */
export function toShopReply(row: Interaction) {
  const { answer, tool_used, intent, confidence, success, response_time, has_data, error } = toQueryLogLine(toLoggedRow(row));
  return {
    answer,
    tool_used,
    intent,
    confidence,
    success,
    response_time,
    has_data,
    error,
    interaction_id: row.id,
    conversation_id: row.conversationId,
    outcome: row.outcome,
  };
}
