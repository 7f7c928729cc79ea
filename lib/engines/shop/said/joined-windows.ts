import { isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { periodBefore } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

/** What a question does with its periods where it does not only name several of them. */
export const APART: ReadonlySet<string> = new Set(["versus", "growth", "negation", "why", "both"]);

/**
 * The windows of a series: "October and November, by week" is one span, and "starting 5 October" inside it cuts it.
 * Windows that do not follow on one another, and those that are compared, stay apart.
 */
export function joinedWindows(found: readonly DateWindow[], groups: readonly DimensionName[], tags: readonly Tag[]): readonly DateWindow[] {
  const isApart = tags.some(({ meaning }) => meaning.kind === "mode" && APART.has(meaning.mode));
  const windows = withoutAge(found);
  const [one, other] = windows;
  // "what did March bring in, this year": the year only says which March.
  const inner =
    one && other && windows.length === 2 && !isApart && !tags.some(({ meaning }) => meaning.kind === "mode" && meaning.mode === "share")
      ? ofYear(one, other)
      : null;
  if (inner) return [inner];
  if (windows.length < 2 || isApart || !groups.some(isTimeDimension)) return windows;
  const [first, ...rest] = windows;
  const joined = rest.reduce<DateWindow | null>((whole, next) => whole && (following(whole, next) ?? cut(whole, next)), first ?? null);
  return joined === null ? windows : [joined];
}

const BASE =
  /\b(?:against|versus|vs\.?|compared (?:to|with)|than) (?:in |that of )?the (?:(day|week|month|quarter|year) before|previous (?:one|(day|week|month|quarter|year)))\b/i;

/** "last week against the week before": that is the one before last week, whatever was asked about before. */
export function withOwnBase(windows: readonly DateWindow[], text: string): readonly DateWindow[] {
  const [window] = windows;
  const said = BASE.exec(text);
  const unit = said?.[1] ?? said?.[2] ?? window?.unit;
  if (windows.length !== 1 || window === undefined || said === null || unit?.toLowerCase() !== window.unit) return windows;
  const base = periodBefore(window);
  return base === null ? windows : [window, base];
}

/** "this month's orders that have waited for more than ten days": an age and a period hold together. */
function withoutAge(windows: readonly DateWindow[]): readonly DateWindow[] {
  const age = windows.find(({ label, from }) => from === null && label.startsWith("older than "));
  const [other] = windows.filter((window) => window !== age);
  if (age?.to == null || windows.length !== 2 || other?.from == null || age.to <= other.from) return windows;
  return [
    {
      ...other,
      label: `${other.label}, ${age.label}`,
      to: other.to === null || age.to < other.to ? age.to : other.to,
      partial: false,
      unit: "day",
      count: 0,
    },
  ];
}

/** The month or quarter of two windows, where the other is the year that it lies in. */
function ofYear(one: DateWindow, other: DateWindow): DateWindow | null {
  const [inner, year] = one.unit === "year" ? [other, one] : [one, other];
  if (
    year.unit !== "year" ||
    year.count !== 1 ||
    (inner.unit !== "month" && inner.unit !== "quarter") ||
    inner.count !== 1 ||
    inner.from === null ||
    inner.to === null
  )
    return null;
  return (year.from ?? "") <= inner.from && year.to !== null && year.to >= inner.to && inner.weekdays === null ? inner : null;
}

/** The span of windows in order that follow on one another and are of one unit; null where they do not. */
export function spanOf(windows: readonly DateWindow[]): DateWindow | null {
  const [first = null, ...rest] = windows;
  return rest.reduce<DateWindow | null>(
    (whole, next) => (whole !== null && whole.unit === next.unit ? following(whole, next) : null),
    first,
  );
}

function following(a: DateWindow, b: DateWindow): DateWindow | null {
  if (a.to === null || a.to !== b.from || a.weekdays?.join() !== b.weekdays?.join()) return null;
  const isWhole = a.unit === b.unit;
  return {
    ...b,
    label: `${a.label.split(" to ")[0] ?? a.label} to ${(b.label.split(" to ").at(-1) ?? b.label).replace(/^since /, "")}`,
    from: a.from,
    unit: isWhole ? a.unit : "day",
    count: isWhole ? a.count + b.count : 0,
  };
}

/** "since 5 October" of a span that it begins in and that ends with it. */
function cut(whole: DateWindow, { label, from, to, weekdays }: DateWindow): DateWindow | null {
  const isInside =
    label.startsWith("since ") &&
    from !== null &&
    to === whole.to &&
    (whole.from ?? "") <= from &&
    weekdays?.join() === whole.weekdays?.join();
  return isInside ? { ...whole, label, from, unit: "day", count: 0 } : null;
}
