import { resolve } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { plainAnswer } from "@/lib/answers/plain";
import { writtenPlan } from "@/lib/engines/written-sql";
import type { Interaction } from "@/lib/interactions/event";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";
import { writeDemoData } from "@/prisma/demo/write.sqlite";

testApp();
const signal = new AbortController().signal;

/** The parts of the app; they read its settings, so they come after these. */
const parts = async () => ({
  ...(await import("@/lib/ask/export-rows.fs")),
  ...(await import("@/lib/ask/wiring-engines")),
  ...(await import("@/lib/ask/wiring-parts")),
});

beforeAll(async () => {
  await writeDemoData(resolve("data"));
  vi.stubEnv("TELLBACK_DATA_DIR", resolve("data"));
  await parts();
}, 120_000);

/** The lines of the CSV behind an answered question, without its header; of a failure its code. */
async function exported(row: Partial<Interaction> & Pick<Interaction, "plan" | "sql">): Promise<readonly string[] | string> {
  const { exportRows, interactionStore } = await parts();
  const id = crypto.randomUUID();
  const saved: Interaction = {
    id,
    conversationId: id,
    question: "orders",
    askedAt: "2026-11-18T09:30:00.000Z",
    uploadId: null,
    engine: "shop",
    approach: "tools",
    source: "shop",
    shopId: 13,
    intent: null,
    tool: null,
    arguments: {},
    confidence: 1,
    because: [],
    params: [],
    rowCount: null,
    ranOn: null,
    timings: {},
    promptVersion: null,
    outcome: "answered",
    errorCode: null,
    answer: plainAnswer("answered", ""),
    modelVersion: null,
    context: {},
    rating: null,
    verified: null,
    corrections: [],
    ...row,
  };
  await interactionStore().open(saved, "orders");
  await interactionStore().save(saved);
  const csv = await exportRows(id, signal);
  if (!csv.ok) return csv.error.code;
  let text = "";
  for await (const piece of csv.value) text += piece;
  return text.trimEnd().split("\r\n").slice(1);
}

describe("the rows behind an answer", () => {
  it("of SQL that a person wrote for a shop are that shop's only, as they were shown", async () => {
    const { engines } = await parts();
    const plan = writtenPlan("orders", "SELECT shop_id, count(*) FROM orders GROUP BY shop_id;", { source: "shop", shopId: 13 });
    const shown = await engines().shop.execute(plan, signal);
    if (!shown.ok) throw new Error(shown.error.message);
    const rows = await exported({ plan, sql: shown.value.sql });
    expect(rows).toEqual([expect.stringMatching(/^13,/)]);
  });

  it("of SQL that a person wrote for a shop that is not there any more are none", async () => {
    const sql = "SELECT id FROM orders";
    expect(await exported({ plan: writtenPlan("orders", sql, { source: "shop", shopId: 4711 }), sql })).toBe("no-rows");
  });

  it("are all that there are, in their order, however many", async () => {
    const sql = "SELECT id FROM transactions ORDER BY id";
    const rows = await exported({ engine: "text2sql", source: "bank", shopId: null, plan: { tool: "list" }, sql });
    expect(rows.length).toBeGreaterThan(300_000);
    expect(rows[0]).toBe("1");
    expect(rows.at(-1)).toBe(String(rows.length));
  });

  it("of a query that does not run any more are an error", async () => {
    expect(await exported({ plan: { tool: "list_orders" }, sql: "SELECT gone FROM orders" })).toBe("invalid-sql");
  });

  it("of a plan are those of its stored query", async () => {
    const sql = "SELECT id FROM orders WHERE shop_id = ? AND id > 0 LIMIT 2";
    expect(await exported({ plan: { tool: "list_orders" }, sql, params: [13] })).toHaveLength(2);
  });
});
