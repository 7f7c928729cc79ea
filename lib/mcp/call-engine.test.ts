import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { createShopEngine } from "@/lib/engines/shop/engine";
import { DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import { SHOP_TOOLS } from "@/lib/engines/shop/tools";
import { callEngine } from "@/lib/mcp/call-engine";
import { callInput } from "@/lib/mcp/call-input";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";
import { writeDemoData } from "@/prisma/demo/write.sqlite";

const DATA = fileURLToPath(new URL("../../data", import.meta.url));
await writeDemoData(DATA);
const folder = mkdtempSync(join(tmpdir(), "tellback-calls-"));
const whole = openSqlite(join(DATA, "shop.sqlite"));
const alone = openSqlite(aloneFile());
const shop = { id: 10, name: "Nakshi Corner", currency: "BDT" };
const filters = [{ field: "status", op: "not", values: ["cancelled"] }];

afterAll(async () => {
  await Promise.all([whole.close(), alone.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The demo shops with every row of the others deleted. */
function aloneFile(): string {
  const path = join(folder, "alone.sqlite");
  copyFileSync(join(DATA, "shop.sqlite"), path);
  const db = new Database(path);
  db.exec("PRAGMA foreign_keys = OFF");
  for (const table of ["order_items", "refunds"])
    db.exec(`DELETE FROM ${table} WHERE order_id IN (SELECT id FROM orders WHERE shop_id <> 10)`);
  for (const table of ["orders", "customers", "products", "categories", "coupons"]) db.exec(`DELETE FROM ${table} WHERE shop_id <> 10`);
  db.close();
  return path;
}

async function call(runner: SqlRunner, tool: ToolName, args: Record<string, unknown>) {
  const checked = callInput(tool).parse(args);
  const engine = callEngine(createShopEngine({ runner, shops: async () => [shop] }), tool, checked, { runner, shop, timeoutMs: 20_000 });
  const plan = await engine.plan({
    text: `${tool} ${JSON.stringify(args)}`,
    now: DEMO_NOW,
    previous: [],
    shopId: shop.id,
    source: "shop",
    uploadId: null,
  });
  if (!plan.ok) return { error: plan.error.message };
  const run = await engine.execute(plan.value, new AbortController().signal);
  if (!run.ok) throw new Error(run.error.message);
  const answer = engine.answer(plan.value, run.value);
  return { text: answer.text, rows: answer.table?.rows, window: answer.window, dataAsOf: answer.dataAsOf };
}

const CALLS: Readonly<Record<ToolName, readonly Record<string, unknown>[]>> = {
  count_documents: ["orders", "customers", "products", "categories", "refunds", "coupons"].map((collection) => ({ collection })),
  find_documents: ["orders", "customers", "products", "categories", "refunds", "coupons"].map((collection) => ({ collection })),
  get_figures: [
    { measures: ["revenue", "order_count"] },
    { measures: ["revenue", "refund_total"], group_by: ["month"], window: "this year" },
  ],
  group_and_count: [
    { group_by: ["city"] },
    { measure: "units_sold", group_by: ["product"], filters },
    { measure: "refund_count", group_by: ["reason"] },
  ],
  calculate_sum: [
    { measure: "revenue" },
    { measure: "net_revenue", group_by: ["month"] },
    { measure: "product_sales", group_by: ["category"] },
    { measure: "refund_total" },
  ],
  calculate_average: [
    { measure: "average_order_value", group_by: ["channel"] },
    { measure: "revenue", per: "month" },
    { measure: "median_order_value" },
  ],
  get_top_n: [
    { measure: "revenue", group_by: ["customer"], limit: 5 },
    { measure: "units_sold", group_by: ["product"], within: "category", limit: 2 },
  ],
  get_date_range: [{}, { collection: "refunds" }],
  get_best_selling_products: [{}],
  get_top_customers_by_spending: [{ filters }],
  compare_periods: [{ measure: "revenue", window: "last month", base: "September 2026", group_by: ["city"] }],
  compare_groups: [
    {
      measure: "revenue",
      sides: [
        { field: "coupon", op: "has" },
        { field: "coupon", op: "lacks" },
      ],
    },
    {
      measure: "buyer_count",
      sides: [
        { field: "customer_kind", op: "is", values: ["new"] },
        { field: "customer_kind", op: "is", values: ["returning"] },
      ],
      group_by: ["month"],
      window: "this year",
    },
  ],
  explain_change: [{ window: "last month", base: "September 2026" }],
  calculate_share: [
    { measure: "order_count", part: [{ field: "payment_status", op: "is", values: ["unpaid"] }] },
    { measure: "revenue", group_by: ["channel"] },
  ],
  get_stock_levels: [{ kind: "all" }, { kind: "cover" }],
  find_customers: ["all", "buyers", "repeat", "one_time", "lapsed", "never_ordered"].map((kind) => ({ kind })),
  find_unsold_products: [{}],
  bought_together: [{}],
  find_groups: [
    { dimension: "customer", every: "month", window: "this year", result: "count" },
    {
      dimension: "coupon",
      some: [{ window: "March 2026" }],
      none: [{ window: "April 2026", filters: [{ field: "channel", op: "is", values: ["app"] }] }],
    },
  ],
  get_overview: [{ window: "this year" }],
};

describe("a call of a tool", () => {
  it("is tried for every tool", () => {
    expect(Object.keys(CALLS).sort()).toEqual(SHOP_TOOLS.map(({ name }) => name).sort());
  });

  it.each(SHOP_TOOLS.map(({ name }) => name))("%s sees exactly what it would see if there were no other shop", async (tool) => {
    for (const args of CALLS[tool]) {
      const there = await call(whole, tool, args);
      expect(there, JSON.stringify(args)).not.toHaveProperty("error");
      expect(there, JSON.stringify(args)).toEqual(await call(alone, tool, args));
    }
  });

  describe("that names another shop's rows", () => {
    const foreign = new Map<string, string | number>();
    beforeAll(async () => {
      const queries = {
        product: "SELECT id FROM products WHERE shop_id = 13 LIMIT 1",
        "product name":
          "SELECT name FROM products WHERE shop_id = 13 AND name NOT IN (SELECT name FROM products WHERE shop_id = 10) LIMIT 1",
        category: "SELECT id FROM categories WHERE shop_id = 13 LIMIT 1",
        customer: "SELECT id FROM customers WHERE shop_id = 13 LIMIT 1",
      };
      for (const [name, sql] of Object.entries(queries)) {
        const found = await whole.run({ sql, params: [], dialect: "sqlite" });
        if (found.ok)
          foreign.set(
            name,
            String(found.value.rows[0]?.[0]).match(/^\d+$/) ? Number(found.value.rows[0]?.[0]) : String(found.value.rows[0]?.[0]),
          );
      }
    });

    it.each(["product", "product name", "category", "customer"])("is told that the shop has no such %s", async (name) => {
      const field = name.split(" ")[0];
      const result = await call(whole, "calculate_sum", {
        measure: "product_sales",
        filters: [{ field, op: "is", values: [foreign.get(name) ?? ""] }],
      });
      expect(result).toEqual({ error: expect.stringContaining(`This shop has no ${field}`) });
    });
  });
});
