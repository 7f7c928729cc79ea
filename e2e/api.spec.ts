import { rmSync } from "node:fs";
import { startApp } from "@/e2e/start-app";
import { expect, test } from "@/e2e/test";

const ask = (data: object) => ({ data, headers: { "content-type": "application/json" } });

test.describe("programs", () => {
  test("get an answer with its proof as JSON", async ({ request }) => {
    const response = await request.post(
      "/api/ask",
      ask({ question: "how many orders yesterday", engine: "shop", shopId: 13, context: { role: "owner", module: "sales", tab: "today" } }),
    );
    expect(response.status()).toBe(200);
    const reply = await response.json();
    expect(reply).toMatchObject({ engine: "shop", approach: "tools", outcome: "answered", source: "shop", truncated: false });
    expect(Object.keys(reply)).toEqual(
      expect.arrayContaining([
        "id",
        "conversationId",
        "answer",
        "sql",
        "params",
        "columns",
        "rows",
        "rowCount",
        "confidence",
        "intent",
        "tool",
        "because",
        "options",
        "timings",
      ]),
    );
    expect(reply.sql).toContain("shop_id");
  });

  test("are told what a database holds, without a query", async ({ request }) => {
    const reply = await (
      await request.post("/api/ask", ask({ question: "what tables are there?", engine: "text2sql", source: "bank" }))
    ).json();
    expect(reply).toMatchObject({ outcome: "answered", intent: "describe_source", sql: null });
    expect(reply.rows.map(([table]: [string]) => table)).toEqual(expect.arrayContaining(["loans", "branches"]));
    expect(await (await request.get(`/api/export/rows?interaction=${reply.id}`)).text()).toMatch(/table,rows,columns/);
  });

  test("get the events one by one when they accept NDJSON", async ({ request }) => {
    const response = await request.post("/api/ask", {
      data: { question: "how many orders yesterday" },
      headers: { accept: "application/x-ndjson" },
    });
    const events = (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toEqual(["opened", "routed", "planned", "executed", "answered", "closed"]);
  });

  test("continue a conversation", async ({ request }) => {
    const first = await (await request.post("/api/ask", ask({ question: "how many loans are there", source: "bank" }))).json();
    const second = await (await request.post("/api/ask", ask({ question: "only mortgage", conversationId: first.conversationId }))).json();
    expect(second.conversationId).toBe(first.conversationId);
    expect(second.engine).toBe("text2sql");
  });

  for (const [name, data, message] of [
    ["no question", {}, /question/],
    ["an empty question", { question: "  " }, /empty/],
    ["an unknown engine", { question: "orders", engine: "oracle" }, /^engine: must be/],
    ["a shop that is no number", { question: "orders", shopId: "x" }, /shopId/],
  ] as const) {
    test(`are told what is wrong with ${name}`, async ({ request }) => {
      const response = await request.post("/api/ask", ask(data));
      expect(response.status()).toBe(400);
      expect((await response.json()).error.message).toMatch(message);
    });
  }

  test("are told that a body is no JSON", async ({ request }) => {
    const response = await request.post("/api/ask", { data: Buffer.from("{"), headers: { "content-type": "application/json" } });
    expect(response.status()).toBe(400);
  });

  for (const [name, data] of [
    ["only emoji", { question: "🙂🙂🙂" }],
    ["100,000 characters", { question: "x".repeat(100_000) }],
    ["an unknown shop", { question: "how many orders", engine: "shop", shopId: 99 }],
    ["an unknown source", { question: "how many orders", engine: "text2sql", source: "nope" }],
    ["an unknown approach", { question: "how many loans", source: "bank", approach: "agents" }],
    ["writing", { question: "delete all loans", source: "bank" }],
    ["SQL that writes", { question: "'; DROP TABLE loans; --", source: "bank" }],
    ["logs without a log", { question: "what failed", engine: "logs" }],
  ] as const) {
    test(`get no answer, but a sentence, for ${name}`, async ({ request }) => {
      const response = await request.post("/api/ask", ask(data));
      expect(response.status()).toBe(200);
      const reply = await response.json();
      expect(["clarified", "refused"]).toContain(reply.outcome);
      expect(reply.answer.length).toBeGreaterThan(20);
      expect(reply.rows).toEqual([]);
    });
  }

  test("rate, switch and withdraw, and are told when the answer is unknown", async ({ request }) => {
    const { id } = await (await request.post("/api/ask", ask({ question: "orders today" }))).json();
    expect(await (await request.post("/api/feedback", ask({ interactionId: id, value: "up", comment: "right" }))).json()).toEqual({
      success: true,
      rating: { value: "up", reasons: [], comment: "right" },
    });
    expect(await (await request.post("/api/feedback", ask({ interactionId: id, value: "down" }))).json()).toMatchObject({
      rating: { value: "down", comment: "" },
    });
    expect(await (await request.post("/api/feedback", ask({ interactionId: id, value: null }))).json()).toEqual({
      success: true,
      rating: null,
    });
    const unknown = await request.post("/api/feedback", ask({ interactionId: crypto.randomUUID(), value: "up" }));
    expect(unknown.status()).toBe(404);
    const bad = await request.post("/api/feedback", ask({ interactionId: id, value: "maybe" }));
    expect(bad.status()).toBe(400);
  });

  test("download all rows of an answer as CSV", async ({ request }) => {
    const reply = await (await request.post("/api/ask", ask({ question: "list all employees", source: "bank" }))).json();
    const csv = await (await request.get(`/api/export/rows?interaction=${reply.id}`)).text();
    expect(csv.trim().split("\r\n")).toHaveLength(reply.rowCount + 1);
  });

  test("are refused from another site, and from a foreign host name", async ({ request }) => {
    const foreign = await request.post("/api/ask", { data: { question: "orders" }, headers: { origin: "https://evil.example" } });
    expect(foreign.status()).toBe(403);
    const upload = await request.post("/api/uploads?name=a.log", { data: "10:00:00 ERROR a", headers: { origin: "https://evil.example" } });
    expect(upload.status()).toBe(403);
    const rebound = await request.get("/api/health", { headers: { host: "rebind.example" } });
    expect(rebound.status()).toBe(403);
  });

  test("upload more than a proxy would keep, and every line arrives", async ({ request }) => {
    const lines = 110_000;
    const log = Array.from(
      { length: lines },
      (_, index) => `2026-11-18 10:00:00 INFO worker-${index % 7} handled item number ${index} of the nightly batch run without trouble`,
    ).join("\n");
    expect(log.length).toBeGreaterThan(10_500_000);
    const upload = await (
      await request.post("/api/uploads?name=batch.log", { data: log, headers: { "content-type": "application/octet-stream" } })
    ).json();
    expect(upload).toMatchObject({ kind: "log", bytes: log.length });
    const reply = await (await request.post("/api/ask", ask({ question: "what failed?", uploadId: upload.id }))).json();
    expect(reply.report.stats.lines).toBe(lines);
  });

  test("find security headers and a policy without unsafe scripts on the page", async ({ request }) => {
    const headers = (await request.get("/")).headers();
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  test("learn that it is healthy", async ({ request }) => {
    expect(await (await request.get("/api/health")).json()).toMatchObject({ status: "ok" });
  });
});

for (const signal of ["SIGINT", "SIGTERM"] as const)
  test(`${signal} ends the server within seconds, though a tab is open`, async ({ baseURL }) => {
    const app = await startApp(Number(new URL(baseURL ?? "http://localhost:3217").port) + 200);
    const tab = await fetch(`${app.url}/api/stats`);
    const ended = new Promise((resolve) => app.process.once("exit", resolve));
    const asked = Date.now();
    app.process.kill(signal);
    await ended;
    expect(Date.now() - asked).toBeLessThan(10_000);
    await tab.body?.cancel().catch(() => undefined);
    rmSync(app.dir, { recursive: true, force: true });
  });
