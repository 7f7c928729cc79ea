import type { Condition, Item } from "@/lib/engines/text2sql/draft/draft";
import { dateColumn } from "@/lib/engines/text2sql/reader/columns/date-column";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";

/**
 * "on weekends", "on Mondays and Fridays": puts the days of the week onto the nouns whose day they are of; false where a day finds none.
 */
export function placeWeekdays(frame: Frame, near: readonly number[]): boolean {
  return frame.weekdays.every(({ at, days }) => {
    const column = dateColumn(frame, at, near)?.column;
    const owner = frame.nouns.find(({ table, negated }) => !negated && table === frame.schema.columns[column ?? -1]?.table);
    if (column !== undefined) owner?.filters.push({ at, condition: onDays(column, days) });
    return owner !== undefined;
  });
}

function onDays(column: number, days: readonly number[]): Condition {
  const item: Item = { agg: null, field: { column, part: "weekday" } };
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const isRun = high - low === days.length - 1;
  if (isRun && low < high) return { kind: "between", item, low, high };
  const each = days.map((value): Condition => ({ kind: "compare", item, op: "=", value }));
  return each.length === 1 && each[0] ? each[0] : { kind: "or", items: each };
}
