import { describe, expect, it } from "vitest";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { SHOP_TOOLS } from "@/lib/engines/shop/tools";
import { callInput } from "@/lib/mcp/call-input";
import { readCall } from "@/lib/mcp/read-call";
import type { FindNames } from "@/lib/mcp/read-filters";
import { ok } from "@/lib/platform/result";

const context = { now: "2026-11-18 15:30:00", weekendDays: [5, 6] };
const LAMPS = [
  { value: 7, name: "Lamp" },
  { value: 8, name: "Lamp" },
];
const find: FindNames = (field, wanted) => {
  if (field !== "product" && field !== "city") return null;
  if (wanted === "Lamp") return Promise.resolve(ok(LAMPS));
  if (wanted === "kettle" || wanted === 5) return Promise.resolve(ok([{ value: 5, name: "Kettle" }]));
  return Promise.resolve(ok(wanted === "dhaka" ? [{ value: "Dhaka", name: "Dhaka" }] : []));
};
const read = (tool: ToolName, args: Record<string, unknown>) => readCall(tool, args, context, find);

describe("callInput", () => {
  it.each(SHOP_TOOLS.map(({ name }) => name))("%s takes no wording and no shop from a program", (name) => {
    const input = callInput(name);
    expect(input.safeParse({ ...minimal(name), shop_id: 10 }).success).toBe(false);
    expect(input.safeParse(minimal(name)).success).toBe(true);
  });
});

describe("readCall", () => {
  it("resolves periods and names, and words them for the answer", async () => {
    const call = await read("calculate_sum", {
      measure: "product_sales",
      window: "last month",
      filters: [
        { field: "product", op: "is", values: ["kettle"] },
        { field: "city", op: "not", values: ["dhaka"] },
        { field: "order_value", op: "between", values: [100, 200] },
      ],
    });
    expect(call).toMatchObject({
      ok: true,
      value: {
        args: {
          window: { label: "last month", from: "2026-10-01", to: "2026-11-01" },
          filters: [
            { field: "product", values: [5], label: "Kettle" },
            { field: "city", values: ["Dhaka"], label: "not Dhaka" },
            { field: "order_value", values: [100, 200], label: "order total 100 to 200" },
          ],
        },
      },
    });
  });

  it.each<[string, ToolName, Record<string, unknown>, RegExp]>([
    [
      "a grouping that the rows do not have",
      "calculate_sum",
      { measure: "revenue", group_by: ["reason"] },
      /cannot be grouped by reason.*status/,
    ],
    [
      "a filter that the rows do not have",
      "calculate_sum",
      { measure: "revenue", filters: [{ field: "email", op: "has" }] },
      /cannot be filtered by email/,
    ],
    [
      "a status that does not exist",
      "count_documents",
      { collection: "orders", filters: [{ field: "status", op: "is", values: ["complete"] }] },
      /pending, approved, shipped, delivered, cancelled/,
    ],
    [
      "a product that the shop does not have",
      "count_documents",
      { collection: "orders", filters: [{ field: "product", op: "is", values: ["Yacht"] }] },
      /no product “Yacht”/,
    ],
    [
      "a name that two products share",
      "count_documents",
      { collection: "orders", filters: [{ field: "product", op: "is", values: ["Lamp"] }] },
      /7 \(Lamp\), 8 \(Lamp\)/,
    ],
    [
      "a kind of customer that does not exist",
      "calculate_sum",
      { measure: "revenue", filters: [{ field: "customer_kind", op: "is", values: ["vip"] }] },
      /new, returning, repeat, one_time/,
    ],
    [
      "an inactive product said by a value",
      "count_documents",
      { collection: "products", filters: [{ field: "active", op: "is", values: [0] }] },
      /“lacks” \(inactive\)/,
    ],
    [
      "too few bounds",
      "count_documents",
      { collection: "orders", filters: [{ field: "order_value", op: "between", values: [5] }] },
      /takes two values, not 1/,
    ],
    [
      "bounds in the wrong order",
      "count_documents",
      { collection: "orders", filters: [{ field: "order_value", op: "between", values: [9, 5] }] },
      /smaller number first/,
    ],
    [
      "a number as a text",
      "count_documents",
      { collection: "orders", filters: [{ field: "order_value", op: "over", values: ["5k"] }] },
      /takes numbers/,
    ],
    ["a period that is none", "count_documents", { collection: "orders", window: "foo" }, /“foo” is no period/],
    ["a sum of averages", "calculate_sum", { measure: "average_order_value" }, /call calculate_average/],
    ["an average that is a sum", "calculate_average", { measure: "revenue" }, /Pass “per”/],
    ["a count of money", "group_and_count", { measure: "revenue", group_by: ["city"] }, /not a count/],
    ["one grouping twice", "group_and_count", { group_by: ["city", "city"] }, /named twice/],
  ])("refuses %s, since the rest would answer another question", async (_name, tool, args, message) => {
    const call = await read(tool, args);
    expect(call.ok).toBe(false);
    if (!call.ok) expect(call.error).toMatch(message);
  });
});

function minimal(tool: ToolName): Record<string, unknown> {
  const needs: Partial<Record<ToolName, Record<string, unknown>>> = {
    count_documents: { collection: "orders" },
    find_documents: { collection: "orders" },
    group_and_count: { group_by: ["city"] },
    calculate_sum: { measure: "revenue" },
    calculate_average: { measure: "average_order_value" },
    get_top_n: { measure: "revenue", group_by: ["city"] },
    compare_periods: { measure: "revenue", window: "this month", base: "last month" },
    compare_groups: {
      measure: "revenue",
      sides: [
        { field: "coupon", op: "has" },
        { field: "coupon", op: "lacks" },
      ],
    },
    explain_change: { window: "last month", base: "September 2026" },
    calculate_share: { measure: "revenue" },
    find_groups: { dimension: "coupon", some: [{ window: "March 2026" }], none: [{ window: "April 2026" }] },
    get_stock_levels: { kind: "low" },
    find_customers: { kind: "repeat" },
    get_figures: { measures: ["revenue", "order_count"] },
  };
  return needs[tool] ?? {};
}
