import { describe, expect, it } from "vitest";
import type { Table } from "@/lib/answers/answer";
import { parseCall, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { withoutGaps } from "@/lib/engines/shop/calls/series";

const RECORDS = { firstOrder: "2026-11-03 10:00:00", now: "2026-11-08 15:30:00" };
const window = {
  label: "this month",
  from: "2026-11-01",
  to: "2026-11-08 15:30:01",
  partial: true,
  unit: "month" as const,
  count: 1,
  weekdays: null as number[] | null,
};

function callOf(args: Record<string, unknown>, tool = "group_and_count"): ShopCall {
  const { call } = parseCall(tool, { group_by: ["day"], window, ...args });
  if (call === null) throw new Error("not a call");
  return call;
}

function tableOf(rows: readonly (readonly [string, number])[]): Table {
  return {
    columns: [
      { name: "day", label: "day", unit: "date" },
      { name: "order_count", label: "orders", unit: "count" },
    ],
    rows,
    rowCount: rows.length,
    truncated: false,
  };
}

const SPARSE = tableOf([
  ["2026-11-04", 2],
  ["2026-11-06", 1],
]);
const daysOf = (table: Table) => table.rows.map((row) => row.join(" "));

describe("withoutGaps", () => {
  it("gives every day of the window a row, from the first order to now", () => {
    expect(daysOf(withoutGaps(SPARSE, callOf({}), RECORDS))).toEqual([
      "2026-11-03 0",
      "2026-11-04 2",
      "2026-11-05 0",
      "2026-11-06 1",
      "2026-11-07 0",
      "2026-11-08 0",
    ]);
  });

  it("fills only the weekdays that the window counts", () => {
    const weekend = { ...window, weekdays: [5, 6] };
    expect(daysOf(withoutGaps(tableOf([["2026-11-06", 1]]), callOf({ window: weekend }), RECORDS))).toEqual([
      "2026-11-06 1",
      "2026-11-07 0",
    ]);
  });

  it.each([
    ["an average, since an average of nothing does not exist", callOf({ measure: "average_order_value" }, "calculate_average")],
    ["a ranking", callOf({ measure: "order_count", order: "desc", limit: 3, group_by: ["day"] }, "get_top_n")],
    ["groups that a bound left", callOf({ having: { op: "over", values: [1] } })],
    ["groups that are no periods", callOf({ group_by: ["city"] })],
  ])("leaves %s as it is", (_name, call) => expect(withoutGaps(SPARSE, call, RECORDS)).toBe(SPARSE));

  it("leaves a table that was cut as it is, since its gaps are not known", () => {
    const cut = { ...SPARSE, truncated: true };
    expect(withoutGaps(cut, callOf({}), RECORDS)).toBe(cut);
  });

  it("leaves an empty table empty", () => {
    const none = tableOf([]);
    expect(withoutGaps(none, callOf({}), RECORDS)).toBe(none);
  });
});
