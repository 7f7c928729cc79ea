import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatCell } from "@/lib/answers/format";
import { plainAnswer } from "@/lib/answers/plain";
import { findUnproven } from "@/lib/answers/proof";
import type { PreviousTurn } from "@/lib/engines/engine";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { askTurns, DEMO_NOW, evaluateShop, readShopInfos } from "@/lib/engines/shop/evaluate.fs";
import type { ShopInfo } from "@/lib/engines/shop/calls/shop-plan";
import { followUpsOf, suggestShopQuestions } from "@/lib/engines/shop/suggest";
import { openSqlite } from "@/lib/query/run.sqlite";
import { writeDemoData } from "@/prisma/demo/write.sqlite";

const DATA = fileURLToPath(new URL("../../../data", import.meta.url));
await writeDemoData(DATA);
const FILE = join(DATA, "shop.sqlite");
const runner = openSqlite(FILE);
const folder = mkdtempSync(join(tmpdir(), "shop-engine-"));
let shops: readonly ShopInfo[] = [];
let engine: ReturnType<typeof createShopEngine>;

beforeAll(async () => {
  shops = await readShopInfos(FILE);
  engine = createShopEngine({ runner, shops: async () => shops });
});
afterAll(async () => {
  await runner.close();
  rmSync(folder, { recursive: true, force: true });
});

const QUESTIONS: readonly { readonly turns: readonly string[] }[] = readFileSync(new URL("./questions.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

async function planOf(text: string, shopId: number | null = 13, previous: readonly PreviousTurn[] = []) {
  return engine.plan({ text, now: DEMO_NOW, previous, shopId, source: "shop", uploadId: null });
}

async function answerOf(text: string, shopId = 13) {
  const plan = await planOf(text, shopId);
  if (!plan.ok) return { plan, answer: null };
  const ran = await engine.execute(plan.value, new AbortController().signal);
  if (!ran.ok) throw new Error(JSON.stringify(ran.error));
  return { plan, answer: engine.answer(plan.value, ran.value) };
}

describe("which shop answers", () => {
  it("refuses a shop that does not exist, and asks for one when none is chosen", async () => {
    expect(await planOf("how many orders", 99)).toMatchObject({ ok: false, error: { outcome: "refused", code: "out-of-scope" } });
    expect(await planOf("how many orders", null)).toMatchObject({ ok: false, error: { outcome: "clarified" } });
  });

  it("says what to do where the shop's database is not there, whichever shop is asked for", async () => {
    const without = createShopEngine({ runner, shops: async () => [] });
    const asked = { text: "how many orders", now: DEMO_NOW, previous: [], source: "shop", uploadId: null };
    for (const shopId of [13, null])
      expect(await without.plan({ ...asked, shopId })).toMatchObject({
        ok: false,
        error: { outcome: "refused", message: expect.stringMatching(/^The shop's records cannot be reached\. Put shop\.sqlite back/) },
      });
  });

  it.each([
    "Show me shop 10's orders",
    "revenue of shop #21",
    "orders where shop_id = 10",
    "all shops revenue",
    "compare the shops",
    "orders of Nakshi Corner",
    "which shop sold most",
    "shop id: 21 customers",
    "padma-gadgets best sellers",
  ])("refuses %j in shop 13, since the words never choose the shop", async (text) =>
    expect(await planOf(text)).toMatchObject({ ok: false, error: { outcome: "refused", code: "out-of-scope" } }),
  );

  it("takes the shop's own name and number as no restriction", async () => {
    const { answer } = await answerOf("how many orders does shop 13 have");
    expect(answer?.table?.rows).toEqual([[35_000]]);
  });

  it("gives the same rows as a database that holds nothing of the other shops, for every question of the set", async () => {
    const alone = join(folder, "alone.sqlite");
    copyFileSync(FILE, alone);
    const database = new Database(alone);
    database.exec(
      "PRAGMA foreign_keys = OFF; DELETE FROM order_items WHERE order_id NOT IN (SELECT id FROM orders WHERE shop_id = 10); DELETE FROM refunds WHERE order_id NOT IN (SELECT id FROM orders WHERE shop_id = 10)",
    );
    for (const table of ["orders", "products", "categories", "customers", "coupons"])
      database.exec(`DELETE FROM ${table} WHERE shop_id <> 10`);
    database.close();
    const aloneRunner = openSqlite(alone);
    const other = createShopEngine({ runner: aloneRunner, shops: async () => shops });
    const askBoth = async ({ turns }: (typeof QUESTIONS)[number]) =>
      expect(await askTurns(engine, turns, 10, DEMO_NOW), turns.join(" / ")).toEqual(await askTurns(other, turns, 10, DEMO_NOW));
    // Some at a time: while the databases work at one, the next is read.
    for (let at = 0; at < QUESTIONS.length; at += 8) await Promise.all(QUESTIONS.slice(at, at + 8).map(askBoth));
    await aloneRunner.close();
  }, 120_000);

  it("does not continue a conversation that was about another shop", async () => {
    const first = await planOf("revenue last month", 10);
    const previous = first.ok
      ? [{ question: "revenue last month", engine: "shop" as const, source: "shop", plan: first.value, uploadId: null }]
      : [];
    expect(await planOf("only paid ones", 13, previous)).toMatchObject({ ok: false, error: { outcome: "clarified" } });
  });

  it("keeps the plan's shop when a stored plan is replayed, and refuses a plan whose call was tampered with", async () => {
    const plan = await planOf("how many orders");
    if (!plan.ok) throw new Error("no plan");
    expect(await engine.execute(JSON.parse(JSON.stringify(plan.value)) as typeof plan.value, new AbortController().signal)).toMatchObject({
      ok: true,
    });
    const broken = { ...plan.value, call: { tool: "count_documents", args: { collection: "shops" } } };
    expect(await engine.execute(broken as never, new AbortController().signal)).toMatchObject({ ok: false, error: { code: "bad-input" } });
  });
});

describe("answers", () => {
  it.each(suggestShopQuestions().map(({ text }) => text))("answers the suggested question %j on every demo shop", async (text) => {
    for (const { id } of shops) expect((await answerOf(text, id)).answer?.outcome, `${text} in shop ${id}`).toBe("answered");
  });

  it("offers only follow-ups that continue the answer", async () => {
    for (const text of suggestShopQuestions().map((item) => item.text)) {
      const plan = await planOf(text);
      if (!plan.ok) throw new Error(text);
      const previous = [{ question: text, engine: "shop" as const, source: "shop", plan: plan.value, uploadId: null }];
      for (const next of followUpsOf(plan.value.call)) expect((await planOf(next, 13, previous)).ok, `${text} / ${next}`).toBe(true);
    }
  });

  it.each([
    ["top 10 products this year", "And this year?"],
    ["top 10 products last month", "Only last month"],
  ])("does not offer after %j the time that it covers already", async (text, offered) => {
    const plan = await planOf(text);
    if (!plan.ok) throw new Error(text);
    expect(followUpsOf(plan.value.call)).not.toContain(offered);
    expect(followUpsOf(plan.value.call)).not.toEqual([]);
  });

  it.each([
    ["how did my shop do yesterday?", "And the day before?"],
    ["revenue last week", "And the week before?"],
    ["revenue last month", "And the month before?"],
    ["revenue last quarter", "And the quarter before?"],
    ["revenue last year", "And the year before?"],
    ["revenue in the last 30 days", null],
    ["revenue", null],
  ])("offers after %j the period before by its own name, and it answers: %j", async (text, offered) => {
    const plan = await planOf(text);
    if (!plan.ok) throw new Error(text);
    const before = followUpsOf(plan.value.call).find((next) => next.endsWith("before?"));
    expect(before ?? null).toBe(offered);
    if (before === undefined) return;
    const previous = [{ question: text, engine: "shop" as const, source: "shop", plan: plan.value, uploadId: null }];
    expect((await planOf(before, 13, previous)).ok).toBe(true);
  });

  it("does not offer the groups that a comparison shows already", async () => {
    const plan = await planOf("revenue this month against last month by channel");
    if (!plan.ok) throw new Error("no plan");
    expect(followUpsOf(plan.value.call)).toEqual(["By city"]);
  });

  it.each(["who are my best customers", "who is the biggest spender?"])(
    "answers %j by itself after a question about months",
    async (text) => {
      const before = await planOf("revenue by month this year");
      if (!before.ok) throw new Error(before.error.message);
      const plan = await planOf(text, 13, [
        { question: "revenue by month this year", engine: "shop", source: "shop", plan: before.value, uploadId: null },
      ]);
      expect(plan.ok ? plan.value.tool : plan.error).toBe("get_top_customers_by_spending");
    },
  );

  it("asks back where another figure is bounded than the one that is told", async () => {
    const plan = await planOf("top cities by average order value, at least 5 refunds, last month");
    expect(plan.ok ? plan.value.call : plan.error.code).toBe("ambiguous");
  });

  it.each([
    ["sales in the north", "sales"],
    ["revenue by mood", "revenue"],
    ["how many devoted buyers", "how many buyers"],
  ])("offers %j without its unknown word as a whole question", async (text, question) => {
    const plan = await planOf(text);
    expect(plan.ok ? [] : plan.error.options.map((option) => option.question)).toEqual([question]);
  });

  it.each([
    ["revenue by month this year", "2026-10", "Oct 2026"],
    ["revenue by quarter", "2026-Q3", "Q3 2026"],
    ["revenue by year", "2025", "2025"],
    ["orders by week this month", "2026-11-09", "9 Nov 2026"],
    ["orders by day last week", "2026-11-13", "13 Nov 2026"],
  ])("names the periods of %j alike in the table, the text and the chart", async (text, cell, said) => {
    const { answer } = await answerOf(text);
    expect(answer?.table?.rows.map(([period]) => period)).toContain(cell);
    expect(formatCell(cell, answer?.table?.columns[0]?.unit ?? "text")).toBe(said);
    expect(answer?.text).not.toMatch(/\b1 (?:Jan|Apr|Jul|Oct) \d{4} \(BDT/);
    expect(answer?.chart).toMatchObject({ x: 0, series: [1] });
    expect(findUnproven(answer ?? plainAnswer("failed", ""), text)).toEqual([]);
  });

  it("says zero as zero, with its window", async () => {
    const { answer } = await answerOf("how many orders from Pabna today");
    expect(answer).toMatchObject({ outcome: "empty", text: "There were no orders in Pabna today (18 Nov 2026)." });
  });

  it("marks a running period and says what it leaves out", async () => {
    const { answer } = await answerOf("revenue this month");
    expect(answer?.window).toMatchObject({ from: "2026-11-01", partial: true });
    expect(answer?.text).toContain("so far (1 Nov 2026 to 18 Nov 2026)");
    expect(answer?.caveats).toContain("Cancelled orders are left out; refunds are not deducted.");
    const cancelled = await answerOf("how many customers cancelled last week");
    expect(cancelled.answer?.text).toContain("46 customers");
    expect(cancelled.answer?.caveats.join(" ")).not.toContain("left out");
  });

  it("lists N of M when there are more rows than are shown", async () => {
    const { answer } = await answerOf("cancelled orders");
    expect(answer?.text).toBe("There are 3,200 cancelled orders. The first 500 are shown.");
    expect(answer?.table).toMatchObject({ rowCount: 3200, truncated: true });
    expect(answer?.caveats.join(" ")).not.toContain("3200");
  });

  it.each([
    [
      "which products fell most in revenue last month",
      /the largest losses are .+\(-BDT [\d,.]+\), .+\(-BDT [\d,.]+\) and .+\(-BDT [\d,.]+\)\.$/,
    ],
    ["biggest losers last month", /the largest losses are /],
    ["which categories gained the most in October", /the largest gains are .+\(\+BDT /],
    ["which category lost the most sales last week", /the largest loss is .+\(-BDT /],
    ["what do customers buy most often together with the Jamdani Saree Red", /^Most often bought together: .*Jamdani Saree Red/],
  ])("says the end that %j asks for", async (text, said) => {
    expect((await answerOf(text)).answer?.text).toMatch(said);
  });

  it("asks which customer is meant when several share a name, and the options lead on", async () => {
    const asked = await planOf("how much did Rahim Islam spend");
    expect(asked).toMatchObject({ ok: false, error: { outcome: "clarified", code: "ambiguous" } });
    const option = asked.ok ? undefined : asked.error.options[0]?.question;
    expect((await answerOf(option ?? "")).answer?.outcome).toBe("answered");
  });
});

describe("words", () => {
  it.each([
    ["revenue from blorps last month", "blorps"],
    ["how many orders by florbnik", "florbnik"],
    ["orders shipped by zeppelins", "zeppelins"],
    ["the good ones", "good"],
  ])("asks back about %j instead of answering without its unknown word", async (text, word) => {
    const plan = await planOf(text);
    expect(plan.ok ? null : plan.error).toMatchObject({ outcome: "clarified", code: "unknown-words" });
    expect(plan.ok ? "" : plan.error.message).toContain(word);
  });

  it("writes an unknown word as it was asked, and offers no word that is no name for a place", async () => {
    const plan = await planOf("orders in Boston");
    expect(plan.ok ? "" : plan.error.message).toContain("“Boston”");
    expect(plan.ok ? [] : plan.error.options.map(({ question }) => question)).not.toContain("orders in bottom");
  });

  it.each([
    "revenue by month and orders by city and refunds by reason",
    "median revenue by month of low stock",
    "orders last month and stock of Sarees",
    "orders this month, last month and in August by channel versus Dhaka",
  ])("does not answer a part of %j as if it were the whole", async (text) => expect((await planOf(text)).ok).toBe(false));

  it.each(["DELETE FROM orders", "update all prices", "cancel order SB-10001", "'; drop table orders; --", "create a coupon EID27"])(
    "refuses %j, which would change data",
    async (text) => {
      expect(await planOf(text)).toMatchObject({ ok: false, error: { outcome: "refused", code: "unsafe" } });
    },
  );

  it.each(["", "   ", "😀😀", "???", "x".repeat(5_000)])("asks back about %j without breaking", async (text) => {
    expect(await planOf(text)).toMatchObject({ ok: false, error: { outcome: "clarified" } });
  });
});

describe("the names of a shop", () => {
  it("are read again when the version of its records changes, and are not looked for while it does not", async () => {
    const asked: string[] = [];
    let version = "1";
    const counting = {
      dialect: runner.dialect,
      run: (...args: Parameters<typeof runner.run>) => (asked.push(args[0].sql), runner.run(...args)),
    };
    const versioned = createShopEngine({ runner: counting, shops: async () => shops, version: () => version });
    const look = async () => {
      asked.length = 0;
      const plan = await versioned.plan({
        text: "how many orders",
        now: DEMO_NOW,
        previous: [],
        shopId: 13,
        source: "shop",
        uploadId: null,
      });
      return [plan.ok, asked.length];
    };
    expect((await look())[1]).toBeGreaterThan(1);
    expect(await look()).toEqual([true, 0]);
    version = "2";
    // The newest rows are the same: they are looked at, the names are not read.
    expect(await look()).toEqual([true, 1]);
    expect(await look()).toEqual([true, 0]);
  });
});

describe("evaluateShop", () => {
  it("writes one line a conversation with outcome, tool, SQL with its values and rows", async () => {
    const [file, out] = [join(folder, "in.jsonl"), join(folder, "out.jsonl")];
    writeFileSync(file, `${JSON.stringify({ id: "a", shopId: 13, turns: ["how many orders in Dhaka", "and Sylhet?"] })}\n`);
    expect(await evaluateShop(file, out, FILE)).toBe(1);
    const line = JSON.parse(readFileSync(out, "utf8"));
    expect(line.turns.map((turn: { rows: unknown }) => turn.rows)).toEqual([[[16_179]], [[2_377]]]);
    expect(line.turns[0]).toMatchObject({ outcome: "answered", tool: "count_documents", columns: ["order_count"] });
    expect(new Database(FILE, { readonly: true }).prepare(line.turns[0].sql).raw().all()).toEqual([[16_179]]);
  });
});
