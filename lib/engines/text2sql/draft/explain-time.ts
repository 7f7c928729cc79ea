import { formatDate, formatDateTime } from "@/lib/answers/format";
import { addUnits, dayOf, isoOf, lastDayOf, startOf } from "@/lib/language/calendar";
import type { Value } from "@/lib/query/ir";

const DATE = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}|$)/;
const PARTICIPLE = /(?:ed|paid|sold|sent|left|held|made|born|taken|given|written|begun|built|met|lost)$/u;
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
  return /^(.+) (?:on|at)$/u.exec(name)?.[1] ?? (PARTICIPLE.test(name) && !name.includes(" ") ? name : null);
}

/** "posted in Oct 2026", "hire date is before 18 Nov 2026"; null where there is no time. */
export function sayTime(name: string, time: string | null): string | null {
  if (time === null) return null;
  const verb = verbOf(name);
  return verb !== null && (PARTICIPLE.test(verb) || /s$|^due$/u.test(verb)) ? `${verb} ${time}` : `${verb ?? name} is ${time}`;
}

/** Whether a clause can follow the name of its rows at once: "posted in Oct 2026", but neither "expires in 2027" nor "age is over 5". */
export function hasParticiple(clause: string): boolean {
  const [, verb] =
    /^(\p{L}+) (?:on|in|from|before|after|not on) (?:or before |or after )?\d/u.exec(clause) ??
    /^(\p{L}+) in \p{Lu}\p{Ll}+ \d{4}$/u.exec(clause) ??
    [];
  return verb !== undefined && PARTICIPLE.test(verb);
}
