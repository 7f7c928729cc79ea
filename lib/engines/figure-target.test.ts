import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import type { Question } from "@/lib/engines/engine";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { targetIn, verdictOf, type Target } from "@/lib/engines/figure-target";

describe("targetIn", () => {
  it.each<readonly [string, string, Target["op"], number]>([
    ["did we sell more than 100 sarees last month?", "how many sarees last month did we sell", "over", 100],
    ["did we make at least 2 million in October", "how much in October", "at_least", 2_000_000],
    ["was revenue over 50k last month?", "revenue last month", "over", 50_000],
    ["is our average order below 1,000 taka", "average order", "under", 1000],
    ["are there more than fifty customers in Sylhet", "how many customers in Sylhet", "over", 50],
    ["have we got over 500 orders this week", "how many orders this week", "over", 500],
    ["did revenue go over 2 million in May", "revenue in May", "over", 2_000_000],
    ["did sales reach 2 million in October", "sales in October", "at_least", 2_000_000],
    ["did we get no more than 10 refunds yesterday", "how many refunds yesterday", "at_most", 10],
    ["do we have more than 3 products under 200", "how many products under 200", "over", 3],
  ])("%j is about %j", (text, asked, op, value) => {
    const found = targetIn(text);
    expect(found?.asked[0]).toBe(asked);
    expect(found?.target).toMatchObject({ op, value });
  });

  it.each([
    "orders over 5000",
    "do we have any orders over 10000",
    "were there orders over 5000 yesterday",
    "which customers spent more than 5000",
    "are customers who spent over 5000 from Dhaka",
    "did customers with more than 3 orders come back",
    "did we sell more this month than last month",
    "is the share of card payments over 20%",
  ])("%j holds no figure against a number", (text) => expect(targetIn(text)).toBeNull());
});

it.each<readonly [Target["op"], number | null, string]>([
  ["over", 100, "No, not over 100. "],
  ["over", 101, "Yes, over 100. "],
  ["at_least", 100, "Yes, at least 100. "],
  ["under", 100, "No, not under 100. "],
  ["at_most", 100, "Yes, at most 100. "],
  ["at_most", null, ""],
])("a figure %s the number, at %s: %j", (op, figure, text) => expect(verdictOf({ op, value: 100, said: "100" }, figure)).toBe(text));

describe("whether a figure reaches a number", () => {
  let shop: Awaited<ReturnType<typeof openDemoShop>>;
  beforeAll(async () => {
    shop = await openDemoShop();
  });
  afterAll(() => shop.runner.close());

  const answerTo = async (text: string) => {
    const question: Question = {
      text,
      now: "2026-11-18T15:30:00",
      previous: [],
      shopId: 13,
      source: "shop",
      uploadId: null,
      conversationId: "c",
    };
    const planned = await shop.engine.plan(question);
    if (!planned.ok) throw new Error(`${text}: ${planned.error.message}`);
    const run = await shop.engine.execute(planned.value, new AbortController().signal);
    if (!run.ok) throw new Error(run.error.message);
    return { plan: planned.value as ShopPlan, answer: shop.engine.answer(planned.value, run.value) };
  };
  const ORDERS = "FROM orders WHERE shop_id = 13 AND created_at >= '2026-10-01' AND created_at < '2026-11-01'";

  it.each([
    ["did we get more than 100 cancelled orders last month?", `SELECT count(*) ${ORDERS} AND status = 'cancelled'`, 100],
    ["were there over 500 cancelled orders last month", `SELECT count(*) ${ORDERS} AND status = 'cancelled'`, 500],
    ["was revenue over 2 million last month?", `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled'`, 2_000_000],
    ["did we make more than 3 million in October", `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled'`, 3_000_000],
    ["is our average order in October above 1000", `SELECT avg(grand_total) ${ORDERS} AND status <> 'cancelled'`, 1000],
    ["did sales exceed 2500000 in October", `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled'`, 2_500_000],
  ])("%s", async (text, sql, value) => {
    const { answer } = await answerTo(text);
    const [[right] = []] = await rowsOf(sql);
    expect(Number(answer.table?.rows[0]?.[0])).toBeCloseTo(Number(right), 2);
    expect(answer.text).toMatch(Number(right) > value ? /^Yes, over / : /^No, not over /);
  });

  it("keeps to what is asked where each order is bounded", async () => {
    const { plan, answer } = await answerTo("do we have any orders over 10000");
    expect(plan.target).toBeUndefined();
    expect(answer.text).not.toMatch(/^(?:Yes|No),/);
  });

  async function rowsOf(sql: string): Promise<readonly (readonly unknown[])[]> {
    const run = await shop.runner.run({ dialect: "sqlite", sql, params: [] }, { timeoutMs: 5000, maxRows: 10 });
    if (!run.ok) throw new Error(sql);
    return run.value.rows;
  }
});
