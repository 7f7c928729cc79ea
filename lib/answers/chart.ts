import { isNumeric, type Chart, type Table } from "@/lib/answers/answer";

const MAX_BARS = 20;
const MAX_POINTS = 400;

/**
 * Decides how a table can be drawn: a line where the label column is time in order, bars where it is a name. Of several
 * label columns it takes the first that has no value twice; where two groupings cross there is none.
 * The screen draws and decides nothing. Without a chart the reason is a sentence for the disabled tab.
 */
export function chooseChart(table: Table | null): Chart {
  if (!table || table.rows.length === 0) return none("There are no rows to draw.");
  if (table.rows.length < 2) return none("One row has nothing to compare.");
  const series = table.columns.flatMap((column, index) => (isNumeric(column.unit) ? [index] : []));
  const firstSeries = series[0];
  if (firstSeries === undefined) return none("No column holds an amount.");
  const labels = table.columns.flatMap(({ unit }, index) => (isNumeric(unit) || unit === "id" ? [] : [index]));
  const ids = table.columns.flatMap(({ unit }, index) => (unit === "id" ? [index] : []));
  const x = labels.length > 1 ? [...labels, ...ids].find((column) => tellsApart(table, column)) : (labels[0] ?? ids[0]);
  if (x === undefined) return none(labels.length > 1 ? "Its rows are named by several columns together." : "No column names the rows.");
  const unit = table.columns[firstSeries]?.unit;
  const together = series.filter((index) => table.columns[index]?.unit === unit).slice(0, 4);
  const isTime = isOrderedTime(table, x);
  const shown = Math.min(table.rows.length, isTime ? MAX_POINTS : MAX_BARS);
  return { kind: isTime && table.rows.length > 2 ? "line" : "bar", x, series: together, shown, total: table.rowCount };
}

function none(reason: string): Chart {
  return { kind: "none", reason };
}

function tellsApart({ rows }: Table, column: number): boolean {
  return new Set(rows.map((row) => row[column])).size === rows.length;
}

function isOrderedTime({ columns, rows }: Table, x: number): boolean {
  const unit = columns[x]?.unit;
  if (unit !== "date" && unit !== "datetime") return false;
  return rows.every((row, index) => index === 0 || String(rows[index - 1]?.[x]) <= String(row[x]));
}
