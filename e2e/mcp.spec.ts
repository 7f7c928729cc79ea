import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, test } from "@/e2e/test";
import { z } from "zod";
import { startApp } from "@/e2e/start-app";
import { SHOP_TOOLS } from "@/lib/engines/shop/tools";

const Reply = z.looseObject({
  outcome: z.string(),
  answer: z.string(),
  columns: z.array(z.looseObject({ name: z.string() })),
  rows: z.array(z.array(z.unknown())),
  row_count: z.number(),
  interaction_id: z.uuid(),
  conversation_id: z.uuid(),
});
const json = (data: object) => ({ data, headers: { "content-type": "application/json" } });

async function connect(baseURL: string | undefined, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: "tellback-e2e", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL("/api/mcp", baseURL), { requestInit: { headers } }));
  return client;
}

async function call(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content;
  return { text: first?.type === "text" ? first.text : "", isError: result.isError === true, structured: result.structuredContent };
}

const figure = (structured: unknown) => Reply.parse(structured).rows[0]?.[0];

test.describe("the MCP server", () => {
  test("lists every tool with title, description, schemas and read-only hints", async ({ baseURL }) => {
    const client = await connect(baseURL);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([...SHOP_TOOLS.map(({ name }) => name), "ask"].sort());
    for (const tool of tools) {
      expect(tool.title, tool.name).toMatch(/^[A-Z]/);
      expect(tool.description?.length, tool.name).toBeGreaterThan(20);
      expect(tool.annotations, tool.name).toMatchObject({ readOnlyHint: true });
      expect(tool.inputSchema, tool.name).toMatchObject({ type: "object", additionalProperties: false });
      expect(tool.outputSchema, tool.name).toMatchObject({ type: "object" });
      expect(JSON.stringify(tool.inputSchema), tool.name).not.toContain("shop_id");
    }
    await client.close();
  });

  test("answers a call with text and structure, and the same figure as the question in words", async ({ baseURL, request }) => {
    const client = await connect(baseURL);
    const called = await call(client, "calculate_sum", {
      measure: "revenue",
      window: "last month",
      filters: [{ field: "channel", op: "is", values: ["web"] }],
    });
    expect(called.isError).toBe(false);
    expect(called.text).toContain("Oct 2026");
    const asked = await call(client, "ask", { question: "revenue from web last month" });
    expect(figure(called.structured)).toEqual(figure(asked.structured));
    expect(figure(called.structured)).toBeGreaterThan(0);
    const { interaction_id, conversation_id } = Reply.parse(called.structured);
    const rated = await request.post("/api/mcp/feedback", json({ interaction_id, user_feedback: "up", comment: "right" }));
    expect(await rated.json()).toEqual({ success: true, rating: { value: "up", reasons: [], comment: "right" } });
    const followUp = await call(client, "ask", { question: "and the month before?", conversation_id });
    expect(followUp.text).toContain("Sep 2026");
    await client.close();
  });

  test("is scoped by the connection: the same call gives another shop's own figure", async ({ baseURL }) => {
    const [big, small] = await Promise.all([connect(baseURL, { "x-shop-id": "13" }), connect(baseURL, { "x-shop-id": "10" })]);
    const orders = async (client: Client) => figure((await call(client, "count_documents", { collection: "orders" })).structured);
    expect(await orders(small)).toBe(174);
    expect(await orders(big)).toBeGreaterThan(30_000);
    const named = await call(small, "count_documents", { collection: "orders", shop_id: 13 });
    expect(named.isError).toBe(true);
    expect(named.text).toContain("shop_id");
    const foreign = await call(small, "ask", { question: "how many orders does shop 13 have" });
    expect(Reply.parse(foreign.structured)).toMatchObject({ outcome: "refused", rows: [] });
    await Promise.all([big.close(), small.close()]);
  });

  for (const [name, tool, args, message] of [
    ["an unknown argument value", "calculate_sum", { measure: "profitability" }, /measure/],
    ["a missing argument", "count_documents", {}, /collection/],
    ["a filter that does not fit", "calculate_sum", { measure: "revenue", group_by: ["reason"] }, /cannot be grouped by reason/],
    [
      "a product of another shop's making",
      "count_documents",
      { collection: "orders", filters: [{ field: "product", op: "is", values: ["No such thing"] }] },
      /no product “No such thing”/,
    ],
    ["a period that is none", "get_overview", { window: "when the moon was full" }, /is no period/],
  ] as const) {
    test(`answers ${name} with a tool error that says what to do`, async ({ baseURL }) => {
      const client = await connect(baseURL);
      const result = await call(client, tool, args);
      expect(result.isError).toBe(true);
      expect(result.text).toMatch(message);
      await client.close();
    });
  }

  test("rejects a shop that does not exist, another site, and a tool that does not exist", async ({ baseURL, request }) => {
    await expect(connect(baseURL, { "x-shop-id": "99" })).rejects.toThrow();
    const body = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    const foreign = await request.post("/api/mcp", {
      data: body,
      headers: { accept: "application/json, text/event-stream", origin: "https://evil.example" },
    });
    expect(foreign.status()).toBe(403);
    const client = await connect(baseURL);
    await expect(client.callTool({ name: "drop_table", arguments: {} })).rejects.toThrow(/drop_table/);
    await client.close();
  });
});

test.describe("the shop's own route", () => {
  test("answers in its shape, with success by the honest outcome", async ({ request }) => {
    const answer = await (await request.post("/api/mcp/ask", json({ shop_id: 13, question: "how many orders yesterday" }))).json();
    expect(Object.keys(answer).slice(0, 8)).toEqual([
      "answer",
      "tool_used",
      "intent",
      "confidence",
      "success",
      "response_time",
      "has_data",
      "error",
    ]);
    expect(answer).toMatchObject({ tool_used: "count_documents", success: true, has_data: true, error: null });
    expect(answer.response_time).toBeGreaterThan(0);
    expect(answer.response_time).toBeLessThan(30);
    const unclear = await (await request.post("/api/mcp/ask", json({ shop_id: "13", question: "what is the meaning of life" }))).json();
    expect(unclear).toMatchObject({ success: false, has_data: false, error: expect.any(String) });
    const unknown = await (await request.post("/api/mcp/ask", json({ shop_id: 99, question: "how many orders" }))).json();
    expect(unknown).toMatchObject({ success: false, error: "out-of-scope" });
    const bad = await request.post("/api/mcp/ask", json({ shop_id: 13, question: " " }));
    expect(bad.status()).toBe(400);
  });
});

test("tokens bind a program to one shop, on every route of the shop", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const port = Number(new URL(baseURL ?? "http://localhost:3217").port) + 100;
  const app = await startApp(port, { TELLBACK_MCP_TOKENS: "token-of-13:13,token-of-10:10" });
  try {
    const post = (path: string, data: object, token?: string) =>
      fetch(`${app.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(data),
      });
    await expect(connect(app.url, { "x-shop-id": "13" })).rejects.toThrow();
    expect((await post("/api/mcp/ask", { shop_id: 13, question: "how many orders" })).status).toBe(401);
    const client = await connect(app.url, { authorization: "Bearer token-of-10", "x-shop-id": "13" });
    expect(figure((await call(client, "count_documents", { collection: "orders" })).structured)).toBe(174);
    await client.close();
    expect((await post("/api/mcp/ask", { shop_id: 13, question: "how many orders" }, "token-of-10")).status).toBe(403);
    const own = await (await post("/api/mcp/ask", { question: "how many orders" }, "token-of-10")).json();
    expect(own.answer).toContain("174");
    const rate = { interaction_id: own.interaction_id, user_feedback: "up" };
    expect((await post("/api/mcp/feedback", rate, "token-of-13")).status).toBe(404);
    expect((await post("/api/mcp/feedback", rate, "token-of-10")).status).toBe(200);
  } finally {
    await app.stop();
  }
});
