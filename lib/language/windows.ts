import { addUnits, dayOf, isoOf, partsOf, secondAfter, startOf, type CalendarUnit, type Day } from "@/lib/language/calendar";
import { findDayKind } from "@/lib/language/day-kinds";
import { endOf, WINDOW_RULES, type Span, type WindowClock } from "@/lib/language/window-rules";
import { findShifts, shifted } from "@/lib/language/window-shifts";
import { respellDates } from "@/lib/language/window-spelling";
import { besideYears, type Found, underYears } from "@/lib/language/window-years";

/**
 * A span of local time: `from` inclusive, `to` exclusive, null where that side is open.
 * Bounds are `YYYY-MM-DD` at midnight and `YYYY-MM-DD HH:MM:SS` otherwise; both compare rightly, as text, with date and with date-time
 * columns.
 * A running period ends one second after now and is `partial`. `unit` and `count` are its calendar size, for the period before it.
 */
export type DateWindow = {
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly partial: boolean;
  readonly unit: CalendarUnit;
  readonly count: number;
  /** ISO weekdays (1 Monday to 7 Sunday) that count, or null for all. */
  readonly weekdays: readonly number[] | null;
};

/** `weekendDays`: ISO weekdays, [5, 6] for Friday and Saturday. `ahead` reads "this month" as the whole month. */
export type WindowContext = { readonly now: string; readonly weekendDays: readonly number[]; readonly ahead?: boolean };

/** A window and the characters of the text that said it; `spans` has more than one entry where they are apart. */
type FoundWindow = {
  readonly window: DateWindow;
  readonly start: number;
  readonly end: number;
  readonly spans: readonly TextSpan[];
};

export type TextSpan = { readonly start: number; readonly end: number };

type Timed = { readonly window: DateWindow; readonly start: number; readonly end: number };

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
  const windows = timed.length > 0 ? timed : kinds ? [{ window: allTime(), start: kinds.start, end: kinds.end }] : [];
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
  return { ...window, label: previousLabel(window), from: isoOf(before), to: isoOf(from), partial: false };
}

/** The same number of days from the start of the period before: 1 to 18 October for a November that has reached its 18th. */
export function sameDaysBefore(window: DateWindow): DateWindow | null {
  const whole = previousWindow(window);
  if (!whole || whole.from === null || whole.to === null || window.from === null || window.to === null) return null;
  const days = (window.to.length > 10 ? dayOf(window.to) + 1 : dayOf(window.to)) - dayOf(window.from);
  const end = Math.min(dayOf(whole.from) + days, dayOf(whole.to));
  return { ...whole, label: `the same days of ${whole.label}`, to: isoOf(end), unit: "day", count: end - dayOf(whole.from) };
}

/** The same window one year earlier, or null where it is open on a side. */
export function yearBefore(window: DateWindow): DateWindow | null {
  return shifted(window, { unit: "year", count: 1 });
}

function previousLabel({ unit, count, label, from }: DateWindow): string {
  if (count === 1 && label === `this ${unit}`) return `last ${unit}`;
  if (label === "today") return "yesterday";
  if (count === 1 && unit !== "day" && from !== null) return namedPeriod(unit, addUnits(unit, dayOf(from), -1));
  if (count === 1) return "the day before";
  return `the ${count} ${unit}s before`;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function namedPeriod(unit: CalendarUnit, day: Day): string {
  const { year, month } = partsOf(day);
  if (unit === "month") return `${MONTHS[month - 1] ?? ""} ${year}`;
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

function joinRanges(text: string, found: readonly Found[], clock: WindowClock): readonly Timed[] {
  const timed: Timed[] = [...olderThan(text, clock), ...lastHours(text, clock), ...withoutYear(text, found, clock)];
  for (let index = 0; index < found.length; index += 1) {
    const current = found[index];
    if (!current || timed.some((other) => current.start < other.end && current.end > other.start)) continue;
    const next = found[index + 1];
    const range = next ? rangeOf(text, current, next, clock) : null;
    timed.push(range ?? openOf(text, current, clock) ?? { window: closed(current.span, clock), start: current.start, end: current.end });
  }
  return timed.sort((a, b) => a.start - b.start);
}

function rangeOf(text: string, a: Found, b: Found, clock: WindowClock): Timed | null {
  const joint = text.slice(a.end, b.start);
  const lead = /\b(between|from)\s+(?:the\s+)?$/.exec(text.slice(0, a.start));
  const isJoined =
    /^\s*(?:to|until|till|through|thru|up to|-|–|—)\s*(?:the\s+)?$/.test(joint) ||
    (lead?.[1] === "between" && /^\s*and\s+(?:the\s+)?$/.test(joint));
  if (!isJoined) return null;
  const [first, last] = inOrder(a.span, b.span);
  if (last.to <= first.from) return null;
  return { window: rangeWindow(first, last, clock), start: lead ? lead.index : a.start, end: b.end };
}

/** Gives the side without a year the year of the other, so that the range runs forward. */
function inOrder(a: Span, b: Span): readonly [Span, Span] {
  if (a.rebuild && !b.rebuild) {
    const same = a.rebuild(partsOf(b.from).year);
    return [same && same.from <= b.from ? same : (a.rebuild(partsOf(b.from).year - 1) ?? a), b];
  }
  if (!b.rebuild) return [a, b];
  const year = partsOf(a.from).year;
  const forward = [b.rebuild(year), b.rebuild(year + 1)].find((span) => span && span.from >= a.from) ?? b;
  if (!a.rebuild || partsOf(forward.from).year === year) return [a, forward];
  return [a.rebuild(year - 1) ?? a, b.rebuild(year) ?? b];
}

function rangeWindow(first: Span, last: Span, clock: WindowClock): DateWindow {
  const end = endOf({ from: first.from, to: last.to }, clock);
  const isWhole = first.unit === last.unit && first.unit !== "day" && startOf(first.unit, first.from) === first.from;
  const count = isWhole ? countUnits(first.unit, first.from, last.to) : last.to - first.from;
  return {
    label: `${first.label} to ${last.label}`,
    from: isoOf(first.from),
    ...end,
    unit: isWhole ? first.unit : "day",
    count,
    weekdays: null,
  };
}

function countUnits(unit: CalendarUnit, from: Day, to: Day): number {
  let count = 0;
  while (addUnits(unit, from, count) < to) count += 1;
  return count;
}

function openOf(text: string, { span, start, end }: Found, clock: WindowClock): Timed | null {
  const lead =
    /\b(since|after|before|until|till|up to|prior to|earlier than|later than|from|starting(?: from)?|as of|on or after)\s+(?:the (?:start|beginning) of\s+|the\s+)?$/.exec(
      text.slice(0, start),
    );
  const tail = /^\s*(?:onwards?|and later|and after|till now|until now|to now|up to now|to date)\b/.exec(text.slice(end));
  const word = lead?.[1];
  const at = { start: lead ? lead.index : start, end: end + (tail?.[0].length ?? 0) };
  const days = dayOf(clock.now) - span.from + 1;
  const isDate = span.unit === "day" && /\d/.test(span.label);
  if (tail || word === "since" || word === "on or after" || word?.startsWith("starting") || (word === "from" && isDate)) {
    return {
      window: {
        label: `since ${span.label}`,
        from: isoOf(span.from),
        to: secondAfter(clock.now),
        partial: false,
        unit: "day",
        count: Math.max(days, 1),
        weekdays: null,
      },
      ...at,
    };
  }
  if (word === "after" || word === "later than") {
    return {
      window: {
        label: `after ${span.label}`,
        from: isoOf(span.to),
        to: clock.ahead ? null : secondAfter(clock.now),
        partial: false,
        unit: "day",
        count: Math.max(dayOf(clock.now) - span.to + 1, 1),
        weekdays: null,
      },
      ...at,
    };
  }
  if (word === undefined || word === "from" || word === "as of") return null;
  const isUpTo = word === "until" || word === "till" || word === "up to";
  return {
    window: {
      label: `${isUpTo ? "until" : "before"} ${span.label}`,
      from: null,
      to: isUpTo ? endOf(span, clock).to : isoOf(span.from),
      partial: false,
      unit: "day",
      count: 0,
      weekdays: null,
    },
    ...at,
  };
}

/** "between 1 and 15 August": the first day takes the month, and the year, of the second. */
function withoutYear(text: string, found: readonly Found[], clock: WindowClock): readonly Timed[] {
  const lead = /\b(?:between|from)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|-|–|until|through)\s*(?:the\s+)?$/;
  return found.flatMap(({ span, start, end }) => {
    const match = span.unit === "day" ? lead.exec(text.slice(0, start)) : null;
    if (!match) return [];
    const first = span.from - partsOf(span.from).dayOfMonth + Number(match[1]);
    const day: Span = { ...span, from: first, to: first + 1, label: String(Number(match[1])), rebuild: null };
    return first < span.from ? [{ window: rangeWindow(day, span, clock), start: match.index, end }] : [];
  });
}

/** "older than 90 days": more than 90 times 24 hours before now. */
function olderThan(text: string, clock: WindowClock): readonly Timed[] {
  const match =
    /\b(?:older than|more than|over)\s+(\d{1,4}|an?|one|two|three|four) (?:calendar )?(day|week|month|year)s?(?: ago| old)?\b/.exec(text);
  if (!match || !/^older|ago$|old$/.test(match[0])) return [];
  const days =
    ({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 }[match[1] ?? ""] ?? Number(match[1])) *
    ({ day: 1, week: 7, month: 30, year: 365 }[match[2] ?? ""] ?? 1);
  const to = `${isoOf(dayOf(clock.now) - days)}${clock.now.slice(10).replace("T", " ")}`;
  return [
    {
      window: { label: `older than ${days} days`, from: null, to, partial: false, unit: "day", count: 0, weekdays: null },
      start: match.index,
      end: match.index + match[0].length,
    },
  ];
}

/** "last 24 hours": that many times 60 minutes up to now. */
function lastHours(text: string, clock: WindowClock): readonly Timed[] {
  const match = /\b(?:the )?(?:last|past|previous|recent) (\d{1,3})? ?(?:hours?|hrs?|h)\b/.exec(text);
  if (!match) return [];
  const hours = Number(match[1] ?? 1);
  const to = secondAfter(clock.now);
  const seconds = (Number(to.slice(11, 13)) - hours) * 3600 + Number(to.slice(14, 16)) * 60 + Number(to.slice(17, 19)) - 1;
  const day = dayOf(to) + Math.floor(seconds / 86_400);
  const rest = ((seconds % 86_400) + 86_400) % 86_400;
  const time = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const window: DateWindow = {
    label: `the last ${hours} hour${hours === 1 ? "" : "s"}`,
    from: `${isoOf(day)} ${time}`,
    to,
    partial: false,
    unit: "day",
    count: 1,
    weekdays: null,
  };
  return [{ window, start: match.index, end: match.index + match[0].length }];
}

function closed(span: Span, clock: WindowClock): DateWindow {
  const end = endOf(span, clock);
  return { label: span.label, from: isoOf(span.from), ...end, unit: span.unit, count: span.count, weekdays: null };
}
