import type { WindowShown } from "@/lib/answers/answer";
import { formatDate, formatDateTime } from "@/lib/answers/format";

/** Over more than a month nobody asks at what hour it began. */
const HOURS_MATTER_MS = 31 * 24 * 60 * 60 * 1000;

/**
 * A window with its dates, the last day included: "last month, 1 Oct to 31 Oct 2026".
 * An end inside a day is written with its time, and a running period says that it is one.
 */
export function describeWindow({ label, from, to, partial }: WindowShown): string {
  const last = isMidnight(to) ? dayBefore(to) : to;
  const isLong = Date.parse(to) - Date.parse(from) > HOURS_MATTER_MS;
  const span =
    !isMidnight(from) && !isLong
      ? spanText(from, to)
      : from.slice(0, 10) === last.slice(0, 10)
        ? `${formatDate(from)}${isMidnight(to) ? "" : ` until ${to.slice(11, 16)}`}`
        : `${sameYear(from, last)} to ${isMidnight(last) || (isLong && !partial) ? formatDate(last.slice(0, 10)) : formatDateTime(last)}`;
  return `${label === "" || shortMonths(label) === span ? span : `${label}, ${span}`}${partial ? " (still running)" : ""}`;
}

/** The first day, its year left to the last one where they share it: "1 Oct" to 31 Oct 2026. */
function sameYear(from: string, last: string): string {
  const first = formatDate(from.slice(0, 10));
  return from.slice(0, 4) === last.slice(0, 4) ? first.replace(/ \d{4}$/u, "") : first;
}

/** "1 January 1990" as dates are written here, "1 Jan 1990". */
function shortMonths(label: string): string {
  return label.replace(/\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]+\b/gu, "$1");
}

/** Two moments, said once where they are the same minute. */
function spanText(from: string, to: string): string {
  const last = isMidnight(to) ? formatDate(dayBefore(to)) : formatDateTime(to);
  return formatDateTime(from) === last ? last : `${formatDateTime(from)} to ${last}`;
}

function isMidnight(iso: string): boolean {
  const time = /[T ](.*)$/.exec(iso)?.[1];
  return time === undefined || /^00:00(:00(\.0+)?)?$/.test(time);
}

function dayBefore(iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
