import { z } from "zod";
import { isSuccess } from "@/lib/answers/success";
import { OUTCOMES } from "@/lib/answers/answer";
import type { Interaction } from "@/lib/interactions/event";
import { REPLY_ROWS } from "@/lib/interactions/program";
import type { Result } from "@/lib/platform/result";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What every tool answers, as structured content. Money is in the shop's currency, percent is 0..100, dates are ISO local time. */
export const ToolReply = z.object({
  outcome: z
    .enum([...OUTCOMES, "unfinished"])
    .describe("answered and empty (a true zero) are successes; clarified asks back; refused and failed say why."),
  answer: z.string(),
  caveats: z.array(z.string()).describe("The rules that the figures follow."),
  window: z
    .object({
      label: z.string(),
      from: z.string(),
      to: z.string().describe("exclusive"),
      partial: z.boolean().describe("whether the period is still running"),
    })
    .nullable(),
  columns: z.array(z.object({ name: z.string(), label: z.string(), unit: z.string() })),
  rows: z.array(z.array(cell)).describe(`At most ${REPLY_ROWS}.`),
  row_count: z.number().describe("All rows of the result."),
  truncated: z.boolean(),
  options: z.array(z.object({ label: z.string(), question: z.string() })).describe("Questions to go on with, when it asks back."),
  tool_used: z.string().nullable(),
  confidence: z.number().nullable().describe("0..1"),
  interaction_id: z.string().describe("For POST /api/mcp/feedback."),
  conversation_id: z.string().describe("Pass it to the tool “ask” for a follow-up."),
});
export type ToolReply = z.output<typeof ToolReply>;

/** A tool's result as the protocol has it: the sentence to read, the same as JSON, and the structured content. */
export type ToolResult = {
  readonly content: { type: "text"; text: string }[];
  readonly structuredContent?: ToolReply;
  readonly isError: boolean;
};

/**
 * An interaction as a tool's result. A call that was not answered is a tool error whose text says what to do; a question
 * in words may also ask back or say that something is not recorded, which is an answer of its kind.
 */
export function toToolResult(asking: Result<Interaction, { readonly message: string }>, asked: "call" | "words"): ToolResult {
  if (!asking.ok) return { content: [{ type: "text", text: asking.error.message }], isError: true };
  const row = asking.value;
  const reply = toReply(row);
  const text = [reply.answer, ...reply.caveats, ...reply.options.map(({ question }) => `Ask: ${question}`)].join("\n");
  const isError = asked === "call" ? !isSuccess(row.outcome) : row.outcome === "failed" || row.outcome === "unfinished";
  return {
    content: [
      { type: "text", text },
      { type: "text", text: JSON.stringify(reply) },
    ],
    structuredContent: reply,
    isError,
  };
}

function toReply(row: Interaction): ToolReply {
  const { answer } = row;
  const table = answer?.table ?? null;
  return {
    outcome: row.outcome,
    answer: answer?.text ?? "The question was stopped before it was answered.",
    caveats: [...(answer?.caveats ?? [])],
    window: answer?.window ?? null,
    columns: table?.columns.map(({ name, label, unit }) => ({ name, label, unit })) ?? [],
    rows: table?.rows.slice(0, REPLY_ROWS).map((cells) => [...cells]) ?? [],
    row_count: table?.rowCount ?? 0,
    truncated: table !== null && (table.truncated || table.rowCount > REPLY_ROWS),
    options: answer?.options.map(({ label, question }) => ({ label, question })) ?? [],
    tool_used: row.tool,
    confidence: row.confidence,
    interaction_id: row.id,
    conversation_id: row.conversationId,
  };
}
