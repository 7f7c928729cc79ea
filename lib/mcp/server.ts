import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { upperFirst } from "@/lib/answers/format";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { SHOP_TOOLS } from "@/lib/engines/shop/tools";
import { callInput } from "@/lib/mcp/call-input";
import { ToolReply, type ToolResult } from "@/lib/mcp/tool-reply";

/** What a connection can do, for its one shop. */
export type Connection = {
  readonly shopName: string;
  readonly call: (tool: ToolName, args: Readonly<Record<string, unknown>>) => Promise<ToolResult>;
  readonly ask: (question: string, conversationId: string | null) => Promise<ToolResult>;
};

const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;

const AskInput = z.strictObject({
  question: z.string().trim().min(1).max(4000).describe("In the asker's own words, for example “total revenue last month by channel”."),
  conversation_id: z.uuid().nullable().default(null).describe("Of an earlier answer, to ask a follow-up such as “and the month before?”."),
});

/**
 * One connection's server: every tool of the shop engine, and `ask` for questions in words. Arguments are checked by
 * the listed schemas; the shop is the connection's.
 */
export function createMcpServer({ shopName, call, ask }: Connection): McpServer {
  const server = new McpServer({ name: "tellback", title: "Tellback", version: "0.1.0" }, { instructions: instructionsFor(shopName) });
  for (const { name, title, description, inputSchema } of TOOLS) {
    server.registerTool(name, { title, description, inputSchema, outputSchema: ToolReply, annotations: { title, ...READ_ONLY } }, (args) =>
      call(name, args),
    );
  }
  server.registerTool(
    "ask",
    {
      title: "Ask in words",
      description:
        "Answers a question about the shop in plain words, with the figure, the period, the rule it used and the rows. Asks back where a question has several readings.",
      inputSchema: AskInput,
      outputSchema: ToolReply,
      annotations: { title: "Ask in words", ...READ_ONLY },
    },
    ({ question, conversation_id }) => ask(question, conversation_id),
  );
  return server;
}

function instructionsFor(shopName: string): string {
  return `Answers about the shop ${shopName} only, from its own records. Revenue is the sum of orders that are not cancelled. Pass periods in words or dates; filters hold together. Where no tool fits, use “ask”.`;
}

const TOOLS = SHOP_TOOLS.map(({ name, description }) => ({ name, title: titleOf(name), description, inputSchema: callInput(name) }));

function titleOf(name: string): string {
  return upperFirst(name.replaceAll("_", " "));
}
