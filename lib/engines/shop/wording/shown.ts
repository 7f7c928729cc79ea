import type { Answer, Cell, ColumnInfo, Table } from "@/lib/answers/answer";
import { formatCell, formatDate, type FormatOptions } from "@/lib/answers/format";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { DAY_NAMES, MONTH_NAMES } from "@/lib/language/calendar";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import { boundText } from "@/lib/engines/shop/said/bounds";
import { BOUND_WORDS, nameOf } from "@/lib/engines/shop/wording/phrases";

/** What wording works on: the plan, the table as shown, and how figures are written. */
export type Shown = { readonly plan: ShopPlan; readonly table: Table; readonly format: FormatOptions };
/** A sentence with what it rests on. */
export type Worded = { readonly outcome: Answer["outcome"]; readonly text: string; readonly arithmetic?: Answer["arithmetic"] };

/** The result as a table with labels and units; weekdays, hours and periods are named: "2026-10", "2026-Q4", "2026". */
export function tableOf({ rows, rowCount, truncated }: Omit<Table, "columns">, columns: readonly ColumnInfo[]): Table {
  const named = rows.map((row) => row.map((cell, index) => nameTime(cell, columns[index]?.name)));
  return { columns, rows: named, rowCount, truncated };
}

function nameTime(cell: Cell, column: string | undefined): Cell {
  if (column === "weekday" && typeof cell === "number") return DAY_NAMES[cell - 1] ?? cell;
  if (typeof cell === "string" && column === "month") return cell.slice(0, 7);
  if (typeof cell === "string" && column === "quarter") return `${cell.slice(0, 4)}-Q${Math.ceil(Number(cell.slice(5, 7)) / 3)}`;
  if (typeof cell === "string" && column === "year") return cell.slice(0, 4);
  if (column === "month_of_year" && typeof cell === "number") return MONTH_NAMES[cell - 1] ?? cell;
  if (column === "quarter_of_year" && typeof cell === "number") return `Q${cell}`;
  if (column === "day_of_month" && typeof cell === "number") return String(cell);
  if (column === "hour" && typeof cell === "number") return `${String(cell).padStart(2, "0")}:00`;
  return cell;
}

/** What bounds the groups that are told, where it is not their own figure: ", with more than 500 orders". @param own the figure bounded where none is named */
export function boundPhrase(having: Bound | null, own: MeasureName | null, { format }: Pick<Shown, "format">): string {
  if (having?.than !== undefined) return `, ${boundText(having)}`;
  const of = having?.of ?? own;
  if (having === null || of === null) return "";
  const { noun, label, unit } = measureOf(of);
  const values = having.values.map((value) => formatCell(value, unit, format) ?? "").join(" and ");
  return `, with ${noun === null ? `${label} of ` : ""}${BOUND_WORDS[having.op]} ${values}${noun === null ? "" : ` ${noun[1]}${of === "units_sold" ? " sold" : ""}`}`;
}

/** One cell of the table as text, by the unit of its column. */
export function cellText({ table, format }: Shown, row: number, column: number): string {
  const cell = table.rows[row]?.[column] ?? null;
  const info = table.columns[column];
  return info === undefined ? "" : (formatCell(cell, info.unit, format) ?? "none");
}

export function numberIn({ table }: Shown, row: number, column: number): number | null {
  const cell = table.rows[row]?.[column];
  return typeof cell === "number" ? cell : null;
}

/** Where a group's figure lies: "in Dhaka", "in March 2026", "on Friday". */
export function inGroup(shown: Pick<Shown, "table">, row: number, columns: readonly number[] = [0]): string {
  const isDay = /^(?:day|weekday)$/u.test(shown.table.columns[columns[0] ?? 0]?.name ?? "");
  return `${isDay ? "on" : "in"} ${columns.map((column) => groupName(shown, row, column)).join(", ")}`;
}

/** The name of a group: months, quarters and years are named as such, other values as they are. */
export function groupName({ table }: Pick<Shown, "table">, row: number, column = 0): string {
  const cell = table.rows[row]?.[column];
  const kind = table.columns[column]?.name;
  if (typeof cell !== "string") return nameOf(cell);
  switch (kind) {
    case "week":
      return `the week of ${formatDate(cell)}`;
    case "year":
    case "quarter":
    case "month":
    case "day":
      return formatDate(cell);
    default:
      return nameOf(cell);
  }
}
