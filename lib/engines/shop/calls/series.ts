import type { Cell, Table } from "@/lib/answers/answer";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { grainOf } from "@/lib/engines/shop/calls/call-contents";
import { isTimeDimension, type TimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { measureOf } from "@/lib/engines/shop/measures";
import { MOMENT_FIELDS } from "@/lib/engines/shop/calls/moments";
import { addUnits, dayOf, isoOf, lastDayOf, partsOf, startOf, type Day } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";

/** Where a shop's records begin, and its present moment (ISO local time). */
type Records = { readonly firstOrder: string | null; readonly now: string };

const MOST_ROWS = 1_000;

/**
 * A series with a row for every period of its window: sums and counts of nothing are 0. Other tables come back as they are.
 * Periods before the records begin and after now are not filled; averages of nothing do not exist, so theirs stay away.
 * @param table rows of the query, periods as ISO dates
 */
export function withoutGaps(table: Table, call: ShopCall, records: Records): Table {
  const unit = unitOf(call);
  const first = table.rows[0]?.[0];
  if (unit === null || table.truncated || typeof first !== "string") return table;
  const known = new Map(table.rows.map((row) => [String(row[0]), row]));
  const zeros: Cell[] = table.columns.slice(1).map(() => 0);
  const periods = periodsOf(unit, "window" in call.args ? call.args.window : null, first, records);
  if (periods.length > MOST_ROWS || !table.rows.every((row) => periods.includes(String(row[0])))) return table;
  return { ...table, rows: periods.map((period) => known.get(period) ?? [period, ...zeros]), rowCount: periods.length };
}

type Series = Extract<ShopCall, { tool: "calculate_sum" | "group_and_count" | "get_figures" }>;

function unitOf(call: ShopCall): TimeDimension | null {
  if (!isSeries(call) || call.args.limit !== null || call.args.group_by.length !== 1) return null;
  const [unit] = call.args.group_by;
  const measures = call.tool === "get_figures" ? call.args.measures : [call.args.measure];
  if ("count_groups" in call.args && call.args.count_groups) return null;
  if ("cumulative" in call.args && call.args.cumulative) return null;
  const isOpen = call.args.filters.every(({ field }) => !MOMENT_FIELDS.some((moment) => moment === field));
  const isFillable =
    measures.every((measure) => measureOf(measure).additive) &&
    (call.tool === "get_figures" || (call.args.having === null && call.args.order === null));
  return unit !== undefined && isFillable && isOpen && isTimeDimension(unit) && grainOf(call) !== "products" ? unit : null;
}

function isSeries(call: ShopCall): call is Series {
  return call.tool === "calculate_sum" || call.tool === "group_and_count" || call.tool === "get_figures";
}

function periodsOf(unit: TimeDimension, window: DateWindow | null, first: string, { firstOrder, now }: Records): readonly string[] {
  const begin = Math.min(dayOf(first), dayOf(firstOrder ?? first));
  const from = Math.max(window?.from ? dayOf(window.from) : begin, begin);
  const end = Math.min(window?.to ? lastDayOf(window.to) : dayOf(now), dayOf(now));
  const isCounted = (day: Day): boolean => unit !== "day" || (window?.weekdays?.includes(partsOf(day).weekday) ?? true);
  const periods: string[] = [];
  for (let day = startOf(unit, from); day <= end && periods.length <= MOST_ROWS; day = addUnits(unit, day, 1))
    if (isCounted(day)) periods.push(isoOf(day));
  return periods;
}
