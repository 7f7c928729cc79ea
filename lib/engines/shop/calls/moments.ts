import { z } from "zod";
import { CALENDAR_UNITS } from "@/lib/language/calendar";
import { compare, literal, not, within } from "@/lib/engines/shop/calls/relational";
import type { Expr, Predicate, Value } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

/** Conditions on when a row was made that stand beside the window: days of the week, and a period that is left out. */
export const MOMENT_FIELDS = ["weekday", "period"] as const;

export const WindowSchema = z.object({
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  partial: z.boolean().default(false),
  unit: z.enum(CALENDAR_UNITS).default("day"),
  count: z.number().int().min(0).default(0),
  weekdays: z.array(z.number().int().min(1).max(7)).nullable().default(null),
});

/** Rows whose moment lies in the window; bounds are ISO text, `to` exclusive. */
export function windowConditions(window: DateWindow | null, time: Expr): readonly Predicate[] {
  if (!window) return [];
  return [
    ...(window.from === null ? [] : [compare(time, ">=", literal(window.from))]),
    ...(window.to === null ? [] : [compare(time, "<", literal(window.to))]),
    ...(window.weekdays === null ? [] : [within({ kind: "datePart", part: "weekday", arg: time }, window.weekdays)]),
  ];
}

/**
 * Rows by a condition on their moment.
 * @param filter of `weekday`: ISO weekdays; of `period`: from (inclusive) and to (exclusive) as ISO text
 */
export function momentCondition(
  { field, op, values }: { readonly field: string; readonly op: string; readonly values: readonly Value[] },
  time: Expr,
): Predicate {
  if (field === "weekday") return within({ kind: "datePart", part: "weekday", arg: time }, values, op === "not");
  const [from = null, to = null] = values;
  const inside: Predicate = { kind: "and", items: [compare(time, ">=", literal(from)), compare(time, "<", literal(to))] };
  return op === "not" ? not(inside) : inside;
}
