import { formatDate, formatDateTime } from "@/lib/answers/format";
import { addUnits, dayOf, isoOf, lastDayOf, startOf } from "@/lib/language/calendar";
import type { Value } from "@/lib/query/ir";

const DATE = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}|$)/;
const OPS = { "=": "on", "!=": "not on", "<": "before", "<=": "on or before", ">": "after", ">=": "on or after" } as const;

/**
 * A span of ISO local times, its end exclusive, as a person says it: "in Oct 2026", "on 17 Nov 2026", "from 9 Nov 2026 to 15 Nov 2026",
 * "from 1 Nov 2026 to 18 Nov 2026, 15:30". Null for anything that is no pair of dates.
 */
export function describeSpan(low: Value, high: Value): string | null {
  if (typeof low !== "string" || typeof high !== "string" || !DATE.test(low) || !DATE.test(high)) return null;
  const [first, last] = [dayOf(low), lastDayOf(high)];
  if (low.length > 10 || high.length > 10)
    return first === last && low.length === 10
      ? `on ${formatDate(low)} up to ${high.slice(11, 16)}`
      : `from ${formatDateTime(low)} to ${formatDateTime(high)}`;
  if (first === last) return `on ${formatDate(low)}`;
  for (const [unit, length] of [
    ["month", 7],
    ["year", 4],
  ] as const) {
    if (startOf(unit, first) === first && isoOf(addUnits(unit, first, 1)) === high) return `in ${formatDate(low.slice(0, length))}`;
  }
  return `from ${formatDate(low)} to ${formatDate(isoOf(last))}`;
}

/** A comparison with an ISO day or moment: "before 18 Nov 2026", "after 18 Nov 2026, 15:30"; null for anything else. */
export function describeMoment(op: keyof typeof OPS, value: Value): string | null {
  return typeof value === "string" && DATE.test(value) ? `${OPS[op]} ${formatDateTime(value)}` : null;
}

/** The name of a date as its verb, so that a time can follow: "opened" for "opened on", "posted" for "posted at". */
export function verbOf(name: string): string | null {
  return /^(.+) (?:on|at)$/u.exec(name)?.[1] ?? null;
}
