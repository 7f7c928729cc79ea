import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyChange, type PartChange } from "@/lib/engines/parts";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { shopNames } from "@/lib/engines/shop/engine";
import { DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import type { ShopPartContext } from "@/lib/engines/shop/parts/call";
import { callParts } from "@/lib/engines/shop/parts/parts";

type Demo = Awaited<ReturnType<typeof openDemoShop>>;
let demo: Demo;
const signal = new AbortController().signal;
const contexts = new Map<number, ShopPartContext>();

beforeAll(async () => {
  demo = await openDemoShop(5_000);
  for (const shop of [13, 10]) {
    const names = await shopNames(shop, demo.runner);
    if (!names.ok) throw new Error("unreadable");
    contexts.set(shop, { now: DEMO_NOW, weekendDays: [5, 6], names: names.value });
  }
});
afterAll(() => demo.runner.close());

async function planned(text: string, shopId: number): Promise<ShopPlan> {
  const plan = await demo.engine.plan({ text, now: DEMO_NOW, previous: [], shopId, source: "shop", uploadId: null });
  if (!plan.ok) throw new Error(plan.error.message);
  return plan.value;
}

async function rowsOf(plan: ShopPlan, call: ShopCall) {
  const run = await demo.engine.execute({ ...plan, tool: call.tool, arguments: call.args, call }, signal);
  if (!run.ok) throw new Error(run.error.message);
  return run.value.result.rows;
}

const contextOf = (shop: number): ShopPartContext =>
  contexts.get(shop) ?? { now: DEMO_NOW, weekendDays: [], names: { cities: [], categories: [], products: [], coupons: [] } };
const change = (part: string, choice: string, said = ""): PartChange => ({ part, choice, said });
const ORDERS = "FROM orders o WHERE o.shop_id = 13";
const LAST_MONTH = "o.created_at >= '2026-10-01' AND o.created_at < '2026-11-01'";

describe("a question to a shop, changed in one part", () => {
  // Each changed call against SQL that was written apart from it.
  it.each<[string, PartChange[], string]>([
    ["total revenue last month", [change("measure", "orders")], `SELECT count(*) ${ORDERS} AND ${LAST_MONTH}`],
    [
      "total revenue last month",
      [change("measure", "average order value")],
      `SELECT avg(grand_total) ${ORDERS} AND status <> 'cancelled' AND ${LAST_MONTH}`,
    ],
    [
      "total revenue last month",
      [change("measure", "units sold")],
      `SELECT sum(i.quantity) FROM order_items i JOIN orders o ON o.id = i.order_id WHERE o.shop_id = 13 AND o.status <> 'cancelled' AND ${LAST_MONTH}`,
    ],
    [
      "total revenue last month",
      [change("window", "last year")],
      `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled' AND o.created_at LIKE '2025-%'`,
    ],
    [
      "total revenue last month",
      [change("window", "another time …", "March 2026")],
      `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled' AND o.created_at LIKE '2026-03-%'`,
    ],
    ["total revenue last month", [change("window", "all time")], `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled'`],
    [
      "total revenue last month",
      [change("filters.new", "unpaid")],
      `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled' AND payment_status = 'unpaid' AND ${LAST_MONTH}`,
    ],
    [
      "total revenue last month",
      [change("filters.new", "order total over …", "2,000")],
      `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled' AND grand_total > 2000 AND ${LAST_MONTH}`,
    ],
    [
      "total revenue last month",
      [change("filters.new", "in Dhaka"), change("filters.0", "not in Dhaka")],
      `SELECT sum(grand_total) ${ORDERS} AND status <> 'cancelled' AND shipping_city <> 'Dhaka' AND ${LAST_MONTH}`,
    ],
    [
      "total revenue last month",
      [change("group_by.new", "by city")],
      `SELECT shipping_city, sum(grand_total) t ${ORDERS} AND status <> 'cancelled' AND ${LAST_MONTH} GROUP BY shipping_city ORDER BY t DESC`,
    ],
    [
      "total revenue last month",
      [change("group_by.new", "by city"), change("order.new", "lowest first"), change("limit.new", "the first 3")],
      `SELECT shipping_city, sum(grand_total) t ${ORDERS} AND status <> 'cancelled' AND ${LAST_MONTH} GROUP BY shipping_city ORDER BY t LIMIT 3`,
    ],
    [
      "total revenue last month",
      [change("group_by.new", "by city"), change("having.new", "the figure over …", "100000")],
      `SELECT shipping_city, sum(grand_total) t ${ORDERS} AND status <> 'cancelled' AND ${LAST_MONTH} GROUP BY shipping_city HAVING t > 100000 ORDER BY t DESC`,
    ],
    ["how many pending orders", [change("filters.0", "delivered")], `SELECT count(*) ${ORDERS} AND status = 'delivered'`],
    [
      "how many pending orders",
      [change("filters.0", "leave it out"), change("window.new", "yesterday")],
      `SELECT count(*) ${ORDERS} AND o.created_at >= '2026-11-17' AND o.created_at < '2026-11-18'`,
    ],
    [
      "top 5 cities by revenue",
      [change("measure", "orders"), change("limit", "another number …", "4")],
      `SELECT shipping_city, count(*) n ${ORDERS} GROUP BY shipping_city ORDER BY n DESC LIMIT 4`,
    ],
    [
      "top 5 cities by revenue",
      [change("group_by.0", "by channel"), change("limit", "all of them")],
      `SELECT channel, sum(grand_total) t ${ORDERS} AND status <> 'cancelled' GROUP BY channel ORDER BY t DESC`,
    ],
    [
      "how many repeat customers",
      [change("kind", "one-time customers")],
      "SELECT count(*) FROM (SELECT customer_id FROM orders WHERE shop_id = 13 AND status <> 'cancelled' AND customer_id IS NOT NULL GROUP BY customer_id HAVING count(*) = 1)",
    ],
  ])("%s, %j", async (question, changes, sql) => {
    const plan = await planned(question, 13);
    let { call } = plan;
    for (const one of changes) {
      const next = applyChange(callParts(call, contextOf(13)), one);
      if (!next.ok)
        throw new Error(
          `${next.error} ${JSON.stringify(
            callParts(call, contextOf(13))
              .find(({ id }) => id === one.part)
              ?.choices.map(({ label }) => label),
          )}`,
        );
      call = next.value;
    }
    const gold = await demo.runner.run({ sql, params: [], dialect: "sqlite" });
    if (!gold.ok) throw new Error(JSON.stringify(gold.error));
    const rounded = (rows: readonly (readonly unknown[])[]) =>
      rows.map((row) => row.map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(10)) : cell)));
    expect(gold.value.rows.length).toBeGreaterThan(0);
    expect(rounded(await rowsOf(plan, call))).toEqual(rounded(gold.value.rows));
  });

  it.each([
    ["top 5 products by units sold", "different products sold"],
    ["top 5 customers", "buyers"],
  ])("offers %j no number of its own groups", async (question, count) => {
    const { call } = await planned(question, 13);
    expect(callParts(call, contextOf(13)).flatMap(({ choices }) => choices.map(({ label }) => label))).not.toContain(count);
  });

  it("a comparison keeps comparing with the period before", async () => {
    const { call } = await planned("compare revenue this month with last month", 13);
    const next = applyChange(callParts(call, contextOf(13)), change("window", "last month"));
    expect(next.ok && "base" in next.value.args ? next.value.args.base : null).toMatchObject({ from: "2026-09-01", to: "2026-10-01" });
  });

  it("offers only what runs, and nothing that would be left out silently", async () => {
    const questions = [
      "total revenue last month",
      "how many orders",
      "top 5 products by units sold",
      "average order value by city",
      "average orders per day",
      "top customers",
      "revenue and orders by month",
      "compare revenue this month with last month",
      "why did revenue change last month",
      "share of paid orders",
      "low stock products",
      "repeat customers",
      "products that never sold",
      "products bought together",
      "overview of this month",
      "list the latest 5 orders",
      "first order date",
      "refunds by reason",
      "customers in Dhaka",
    ];
    let tried = 0;
    for (const question of questions) {
      const plan = await planned(question, 10);
      const parts = callParts(plan.call, contextOf(10));
      expect(parts.length, question).toBeGreaterThan(0);
      for (const part of parts) {
        expect(part.text).not.toMatch(/undefined|NaN|^$/u);
        for (const one of part.choices) {
          const made = one.make(one.takes === "number" ? "2" : one.takes === "window" ? "last month" : one.takes === "text" ? "e" : "");
          if (one.takes === null) expect(made, `${question}: ${part.id} ${one.label}`).not.toBeNull();
          if (made === null) continue;
          await rowsOf(plan, made);
          demo.engine.answer(
            { ...plan, tool: made.tool, arguments: made.args, call: made },
            {
              result: { columns: [], rows: [], rowCount: 0, truncated: false, elapsedMs: 0 },
              rowCount: 0,
              elapsedMs: 0,
              ranOn: "",
              sql: "",
              params: [],
            },
          );
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(800);
  }, 120_000);
});
