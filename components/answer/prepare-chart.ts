import type { Cell, Chart, Table, Unit } from "@/lib/answers/answer";
import { countOf, formatCell, formatNumber, numberFormat } from "@/lib/answers/format";
import type { FormatOptions } from "@/lib/answers/format";

export type DrawnChart = Exclude<Chart, { kind: "none" }>;
export type ChartSeries = { readonly key: string; readonly label: string; readonly unit: Unit; readonly colour: string };

/** Everything the drawing needs; it decides nothing itself. A null value is a gap, a zero is drawn. */
export type PreparedChart = {
  readonly points: readonly ChartPoint[];
  readonly series: readonly ChartSeries[];
  /** "20 of 340 rows" where not every row is drawn. */
  readonly note: string | null;
  /** Bars with long or many names lie on their side, so that the names can be read. */
  readonly lying: boolean;
};

export type ChartPoint = { readonly label: string; readonly values: readonly (number | null)[] };

const LONG_NAME = 9;
const MANY_BARS = 7;

/** Turns the chosen columns of a table into points. Colours belong to the position of a series, so they never swap. */
export function prepareChart({ columns, rows }: Table, chart: DrawnChart, format: FormatOptions): PreparedChart {
  const drawn = rows.slice(0, chart.shown);
  const labelUnit = columns[chart.x]?.unit ?? "text";
  const points = drawn.map((row) => ({
    label: formatCell(row[chart.x] ?? null, labelUnit, format) ?? "no value",
    values: chart.series.map((index) => asNumber(row[index] ?? null)),
  }));
  const series = chart.series.map((index, position) => ({
    key: `s${position}`,
    label: columns[index]?.label ?? "",
    unit: columns[index]?.unit ?? "number",
    colour: `var(--chart-${position + 1})`,
  }));
  const longest = Math.max(0, ...points.map((point) => point.label.length));
  return {
    points,
    series,
    note: points.length < chart.total ? `${points.length} of ${formatNumber(chart.total, 0, format)} rows` : null,
    lying: chart.kind === "bar" && (longest > LONG_NAME || points.length > MANY_BARS),
  };
}

/** An axis mark in few characters: "1.25M", "35K", "0.5". */
export function formatAxis(value: number, locale: string): string {
  return numberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(value).toUpperCase();
}

/** The chart as a sentence for those who do not see it; the table tab has every value. */
export function describeChart(chart: DrawnChart, prepared: PreparedChart): string {
  const names = prepared.series.map((series) => series.label).join(", ");
  return `${chart.kind === "line" ? "Line" : "Bar"} chart of ${names} for ${countOf(prepared.points.length, "row")}. The Table tab has the values.`;
}

function asNumber(cell: Cell): number | null {
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}
