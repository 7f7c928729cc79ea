import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { prepareChart } from "@/components/answer/prepare-chart";
import { ResultTable } from "@/components/answer/result-table";
import type { Table } from "@/lib/answers/answer";
import { DEFAULT_FORMAT } from "@/lib/answers/format";

const table: Table = {
  columns: [
    { name: "city", label: "City", unit: "text" },
    { name: "orders", label: "Orders", unit: "count" },
  ],
  rows: [
    [null, 3],
    ["Dhaka", null],
  ],
  rowCount: 2,
  truncated: false,
};

it("shows what is missing as a dash that says so, and by name in a chart", () => {
  const markup = renderToStaticMarkup(<ResultTable table={table} format={DEFAULT_FORMAT} />);
  expect(markup.match(/title="no value"/g)).toHaveLength(2);
  expect(markup).toContain("–");
  expect(markup).not.toContain("NULL");
  const chart = prepareChart(table, { kind: "bar", x: 0, series: [1], shown: 2, total: 2 }, DEFAULT_FORMAT);
  expect(chart.points.map(({ label }) => label)).toEqual(["no value", "Dhaka"]);
});
