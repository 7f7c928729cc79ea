import { describe, expect, it } from "vitest";
import { formatAxis, prepareChart } from "@/components/answer/prepare-chart";
import type { Table } from "@/lib/answers/answer";
import { DEFAULT_FORMAT } from "@/lib/answers/format";

const table = (rows: Table["rows"]): Table => ({
  columns: [
    { name: "month", label: "Month", unit: "date" },
    { name: "revenue", label: "Revenue", unit: "money" },
    { name: "orders", label: "Orders", unit: "count" },
  ],
  rows,
  rowCount: rows.length,
  truncated: false,
});

describe("prepareChart", () => {
  it("keeps null as a gap and zero as a value, since a missing month is not a month without sales", () => {
    const prepared = prepareChart(
      table([
        ["2026-09", null, 1],
        ["2026-10", 0, 2],
        ["2026-11", 5, 3],
      ]),
      { kind: "line", x: 0, series: [1], shown: 3, total: 3 },
      DEFAULT_FORMAT,
    );
    expect(prepared.points.map((point) => point.values[0])).toEqual([null, 0, 5]);
    expect(prepared.points[0]?.label).toBe("Sep 2026");
    expect(prepared.note).toBeNull();
  });

  it("says how many rows are drawn when some are not", () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`2026-${index}`, index, index]);
    const prepared = prepareChart(
      { ...table(rows), rowCount: 5120 },
      { kind: "bar", x: 0, series: [1], shown: 20, total: 5120 },
      DEFAULT_FORMAT,
    );
    expect(prepared.points).toHaveLength(20);
    expect(prepared.note).toBe("20 of 5,120 rows");
    expect(prepared.lying).toBe(true);
  });

  it("ties the colour to the series, so that the second series is the same colour in every chart", () => {
    const prepared = prepareChart(table([["2026-10", 1, 2]]), { kind: "bar", x: 0, series: [1, 2], shown: 1, total: 1 }, DEFAULT_FORMAT);
    expect(prepared.series.map(({ label, colour }) => [label, colour])).toEqual([
      ["Revenue", "var(--chart-1)"],
      ["Orders", "var(--chart-2)"],
    ]);
    expect(prepared.lying).toBe(false);
  });
});

describe("formatAxis", () => {
  it.each([
    [0, "0"],
    [1234, "1.23K"],
    [1650, "1.65K"],
    [35_000_000, "35M"],
    [-1500, "-1.5K"],
  ])("writes %s as %s", (value, text) => {
    expect(formatAxis(value, "en-GB")).toBe(text);
  });
});
