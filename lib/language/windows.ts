import { addUnits, dayOf, isoOf, MONTH_NAMES, partsOf, type CalendarUnit, type Day } from "@/lib/language/calendar";
import { findDayKind, SO_MANY, type DayKind } from "@/lib/language/day-kinds";
import { countIn } from "@/lib/language/counts";
import { joinRanges } from "@/lib/language/window-ranges";
import { WINDOW_RULES, type WindowClock } from "@/lib/language/window-rules";
import { findShifts, shifted } from "@/lib/language/window-shifts";
import type { Span } from "@/lib/language/window-spans";
import { respellDates } from "@/lib/language/window-spelling";
import { besideYears, type Found, underYears } from "@/lib/language/window-years";
import type { DateWindow, WindowContext, TextSpan } from "@/lib/language/date-window";

/** A window and the characters of the text that said it; `spans` has more than one entry where they are apart. */
type FoundWindow = {
  readonly window: DateWindow;
  readonly start: number;
  readonly end: number;
  readonly spans: readonly TextSpan[];
};

/**
 * The window that a text speaks of: the first one, or "weekends" and the like over all time.
 * Follows the definitions of the product: weeks from Monday, "last" is the previous complete one, "this" runs to now.
 */
export function findWindow(text: string, context: WindowContext): FoundWindow | null {
  return findWindows(text, context)[0] ?? null;
}

/**
 * All windows of a text in order ("this month versus last month" has two). Words for weekdays apply to each of them.
 * "The same day a week earlier" is a window where the one that it moves is named before it, or else behind it.
 */
export function findWindows(text: string, context: WindowContext): readonly FoundWindow[] {
  const shifts = findShifts(text);
  if (shifts.length === 0) return namedWindows(text, context);
  const named = namedWindows(
    shifts.reduce((left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end), text),
    context,
  );
  const moved = shifts.flatMap(({ back, start, end }) => {
    const anchor = named.findLast((found) => found.start < start) ?? named[0];
    const window = anchor ? shifted(anchor.window, back) : null;
    return window ? [{ window, start, end, spans: [{ start, end }] }] : [];
  });
  return moved.length < shifts.length ? namedWindows(text, context) : [...named, ...moved].sort((a, b) => a.start - b.start);
}

function namedWindows(text: string, context: WindowContext): readonly FoundWindow[] {
  const respelled = respellDates(text);
  const clock: WindowClock = { now: context.now, ahead: context.ahead ?? false };
  const kinds = findDayKind(respelled.text, context.weekendDays);
  const rest =
    kinds === null
      ? respelled.text
      : respelled.text.slice(0, kinds.start) + " ".repeat(kinds.end - kinds.start) + respelled.text.slice(kinds.end);
  const timed = joinRanges(
    rest,
    besideYears(
      rest,
      underYears(
        rest,
        [...findSpans(rest, dayOf(context.now)), ...lastWeekends(rest, dayOf(context.now), context.weekendDays)].sort(
          (a, b) => a.start - b.start,
        ),
      ),
    ),
    clock,
  );
  const back = (span: TextSpan): TextSpan => ({ start: respelled.at[span.start] ?? 0, end: (respelled.at[span.end - 1] ?? 0) + 1 });
  const several = kinds === null || timed.length > 0 ? null : lastOfKind(respelled.text, kinds, dayOf(context.now));
  const windows =
    timed.length > 0 ? timed : several !== null ? [several] : kinds ? [{ window: allTime(), start: kinds.start, end: kinds.end }] : [];
  return windows.map(({ window, start, end }) => {
    const spans = [{ start, end }, ...(kinds && timed.length > 0 ? [kinds] : [])].map(back);
    const found = kinds
      ? {
          ...window,
          weekdays: kinds.weekdays,
          label: window.from === null && window.to === null ? kinds.label : `${window.label}, ${kinds.label}`,
        }
      : window;
    return { window: found, start: spans[0]?.start ?? 0, end: spans[0]?.end ?? 0, spans };
  });
}

/** "the last 4 Fridays", "last 2 weekends": so many of them that are over, without the days between. */
function lastOfKind(
  text: string,
  { start, end, weekdays }: DayKind,
  today: Day,
): { readonly window: DateWindow; readonly start: number; readonly end: number } | null {
  const match = SO_MANY.exec(text.slice(0, start));
  const count = match === null ? 0 : countIn(match[1] ?? "");
  const isOf = (day: Day): boolean => weekdays.includes(partsOf(day).weekday);
  if (match === null || count < 1 || count > 60) return null;
  // Of weekdays each is a day: the last 3 of them are no 3 weeks.
  const areDays = weekdays.length > 2;
  let to = today;
  // A weekend that is running is not over.
  while (!areDays && isOf(to) && isOf(to - 1)) to -= 1;
  while (!isOf(to - 1)) to -= 1;
  let first = to - 7 * count;
  while (!isOf(first)) first += 1;
  for (let found = 0, day = to - 1; areDays && found < count; day -= 1) if (isOf(day)) [found, first] = [found + 1, day];
  const [unit, size] = areDays ? (["day", to - first] as const) : (["week", count] as const);
  const label = size === 1 ? `the last ${unit}` : `the last ${size} ${unit}s`;
  return {
    window: { label, from: isoOf(first), to: isoOf(to), partial: false, unit, count: size, weekdays: null },
    start: match.index,
    end,
  };
}

/** The window without bounds. */
function allTime(): DateWindow {
  return { label: "all time", from: null, to: null, partial: false, unit: "day", count: 0, weekdays: null };
}

/**
 * The window of the same size directly before: September for October, the 30 days before the last 30 days.
 * For a running period it is the whole one before. Null where the window is open on a side.
 */
export function previousWindow(window: DateWindow): DateWindow | null {
  if (window.from === null || window.to === null || window.count === 0) return null;
  const from = dayOf(window.from);
  const before = addUnits(window.unit, from, -window.count);
  const label = `${previousLabel(withoutDays(window))}${daysSaid(window)}`;
  return { ...window, label, from: isoOf(before), to: isoOf(from), partial: false };
}

/** The same number of days from the start of the period before: 1 to 18 October for a November that has reached its 18th. */
export function sameDaysBefore(window: DateWindow): DateWindow | null {
  const whole = previousWindow(window);
  if (!whole || whole.from === null || whole.to === null || window.from === null || window.to === null) return null;
  const days = (window.to.length > 10 ? dayOf(window.to) + 1 : dayOf(window.to)) - dayOf(window.from);
  const end = Math.min(dayOf(whole.from) + days, dayOf(whole.to));
  return { ...whole, label: `the same days of ${whole.label}`, to: isoOf(end), unit: "day", count: end - dayOf(whole.from) };
}

/** What a period is held against where no other is named: the one before it, and of a running one the same days of it. */
export function periodBefore(window: DateWindow): DateWindow | null {
  return window.partial && window.unit !== "day" ? sameDaysBefore(window) : previousWindow(window);
}

/** The same window one year earlier, or null where it is open on a side. */
export function yearBefore(window: DateWindow): DateWindow | null {
  return shifted(window, { unit: "year", count: 1 });
}

/** What the label of a window says of its days: ", Fridays only". */
export function daysSaid({ label, weekdays }: DateWindow): string {
  return weekdays === null ? "" : (/(?:^|, )(?:[^,]* only|except [^,]*)$/.exec(label)?.[0] ?? "");
}

/** All days of a window. */
export function withoutDays(window: DateWindow): DateWindow {
  const label = window.label.slice(0, window.label.length - daysSaid(window).length);
  return { ...window, weekdays: null, label: label === "" ? "all time" : label };
}

function previousLabel({ unit, count, label, from }: DateWindow): string {
  if (count === 1 && label === `this ${unit}`) return `last ${unit}`;
  if (label === "today") return "yesterday";
  if (count === 1 && unit !== "day" && from !== null) return namedPeriod(unit, addUnits(unit, dayOf(from), -1));
  if (count === 1) return "the day before";
  return `the ${count} ${unit}s before`;
}

function namedPeriod(unit: CalendarUnit, day: Day): string {
  const { year, month } = partsOf(day);
  if (unit === "month") return `${MONTH_NAMES[month - 1] ?? ""} ${year}`;
  if (unit === "quarter") return `Q${Math.ceil(month / 3)} ${year}`;
  return unit === "year" ? String(year) : "the week before";
}

function findSpans(text: string, today: Day): readonly Found[] {
  const taken: Found[] = [];
  for (const { pattern, make } of WINDOW_RULES) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken.some((other) => start < other.end && end > other.start)) continue;
      const span = make(match, today);
      if (span) taken.push({ span, start, end });
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** "last weekend", "the weekend before last": whole ones that are over, the newest first. */
function lastWeekends(text: string, today: Day, weekendDays: readonly number[]): readonly Found[] {
  const isWeekend = (day: Day): boolean => weekendDays.includes(partsOf(day).weekday);
  const before = (day: Day): Span | null => {
    let to = day;
    while (to > day - 14 && (isWeekend(to) || !isWeekend(to - 1))) to -= 1;
    let from = to;
    while (from > to - 7 && isWeekend(from - 1)) from -= 1;
    return to > from ? { from, to, unit: "day", count: to - from, label: "last weekend", rebuild: null } : null;
  };
  return [...text.matchAll(/\b(?:(?:the )?(?:last|this past|past|previous) weekend|(?:the )?weekend (before last))\b/g)].flatMap(
    (match) => {
      const last = before(today);
      const span = match[1] !== undefined && last ? before(last.from - 1) : last;
      return span
        ? [
            {
              span: { ...span, label: match[1] === undefined ? "last weekend" : "the weekend before last" },
              start: match.index,
              end: match.index + match[0].length,
            },
          ]
        : [];
    },
  );
}
