import type { Cell, Chart, ColumnInfo, Table, Unit } from "@/lib/answers/answer";
import type { BarRow } from "@/lib/metrics/counted";
import type { RateEstimate } from "@/lib/metrics/intervals";

/** One chart with its table. Null is a gap, never a zero; `note` says what it was counted over. */
export type InsightChart = {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly table: Table;
  readonly chart: Chart;
};

/** Name, heading and unit of each column. */
export type Columns = readonly (readonly [name: string, label: string, unit: Unit])[];

/** Counts by name. */
export function sumBars(bars: readonly BarRow[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { bar: name, count } of bars) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

/** Count of all bars. */
export function sumOf(bars: readonly BarRow[]): number {
  return bars.reduce((sum, { count }) => sum + count, 0);
}

/** A share of 0 to 1 in percent; null stays null. */
export function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}

/** "41 to 63 %". */
export function intervalText({ low, high }: RateEstimate): string {
  return `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;
}

/** Most bars that a chart shows. */
export const TOP = 10;

/** The table of a chart, whole. */
export function toTable(columns: Columns, rows: readonly (readonly Cell[])[]): Table {
  return {
    columns: columns.map(([name, label, unit]): ColumnInfo => ({ name, label, unit })),
    rows,
    rowCount: rows.length,
    truncated: false,
  };
}
