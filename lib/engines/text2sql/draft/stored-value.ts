import type { Condition, Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isoOf, dayOf } from "@/lib/language/calendar";
import type { Value } from "@/lib/query/ir";

/**
 * Drivers bind a number as a real one: against a text column it would read "70174.0". A flag is asked for as a flag, since PostgreSQL has
 * them apart from numbers.
 */
export function stored(value: Value, item: Item, schema: Schema): Value {
  const column =
    item.agg === null && !item.field?.part && item.field?.since === undefined ? schema.columns[item.field?.column ?? -1] : undefined;
  if (column?.type === "boolean" && (value === 0 || value === 1)) return value === 1;
  return typeof value === "number" && column?.isStoredAsText ? String(value) : value;
}
/**
 * A day counts whole: a window that ends at some time of day ends, for a column of days, with that day. PostgreSQL would cut the time off
 * and lose it.
 */
export function endFor({ item, high }: Extract<Condition, { kind: "between" }>, schema: Schema): Value {
  const isDay = schema.columns[item.field?.column ?? -1]?.type === "date";
  return isDay && typeof high === "string" && high.length > 10 ? isoOf(dayOf(high) + 1) : high;
}
