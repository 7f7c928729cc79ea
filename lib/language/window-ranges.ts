import { addUnits, dayOf, isoOf, MONTH, partsOf, secondAfter, startOf, type CalendarUnit, type Day } from "@/lib/language/calendar";
import { COUNT, countIn } from "@/lib/language/counts";
import { endOf, type WindowClock } from "@/lib/language/window-rules";
import { dated, type Span } from "@/lib/language/window-spans";
import type { Found } from "@/lib/language/window-years";
import type { DateWindow } from "@/lib/language/date-window";

/** A window and where in the text it is said, from `start` to before `end`. */
type Timed = { readonly window: DateWindow; readonly start: number; readonly end: number };

/** The windows of a text, in order, from the calendar spans it names: two of them may bound one range, or one be left open on a side. */
export function joinRanges(text: string, found: readonly Found[], clock: WindowClock): readonly Timed[] {
  const timed: Timed[] = [
    ...olderThan(text, clock),
    ...lastHours(text, clock),
    ...thisHour(text, clock),
    ...withoutYear(text, found, clock),
  ];
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
  const said = inOrder(a.span, b.span);
  // Two whole dates bound one range whichever of them comes first; "between October and September" are two periods.
  const isBackwards = lead?.[1] !== "between" && !a.span.rebuild && !b.span.rebuild && said[1].to <= said[0].from;
  const [first, last] = isBackwards ? [said[1], said[0]] : said;
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

const NTH = "(\\d{1,2})(?:st|nd|rd|th)?";
const UP_TO = "(?:to|till|until|through|-|–|—)";
const DAY_BEFORE = new RegExp(
  `(?:\\b(?:between|from)\\s+(?:the\\s+)?${NTH}\\s*(?:and|${UP_TO})|(?<![\\d.,/:-])\\b${NTH}\\s*${UP_TO})\\s*(?:the\\s+)?$`,
);
const DAY_BEHIND = new RegExp(
  `^\\s*${UP_TO}\\s*(?:the\\s+)?${NTH}(?![\\d.,:/%-]*\\d|[\\p{L}\\d])(?!\\s+(?:${MONTH}|taka|tk|orders?|[ap]\\.?m)\\b)`,
  "u",
);

/** "between 1 and 15 August", "3-9 Oct", "Oct 3 to 9": the day without a month takes the month, and the year, of the other. */
function withoutYear(text: string, found: readonly Found[], clock: WindowClock): readonly Timed[] {
  return found.flatMap(({ span, start, end }) => {
    const lead = span.unit === "day" ? DAY_BEFORE.exec(text.slice(0, start)) : null;
    // "from October 3 to October 9": that day has its month.
    const before = lead && found.some((other) => other.end > lead.index && other.start < start) ? null : lead;
    const behind =
      span.unit === "day" && !before && /\d(?:st|nd|rd|th)?$/.test(text.slice(start, end)) ? DAY_BEHIND.exec(text.slice(end)) : null;
    const said = Number(before?.[1] ?? before?.[2] ?? behind?.[1]);
    const { year, month, dayOfMonth } = partsOf(span.from);
    const other = span.from - dayOfMonth + said;
    const day: Span = {
      ...span,
      from: other,
      to: other + 1,
      label: behind ? (dated(year, month, said)?.label ?? "") : String(said),
      rebuild: null,
    };
    if (before && said > 0 && other < span.from) return [{ window: rangeWindow(day, span, clock), start: before.index, end }];
    const isSame = behind !== null && partsOf(other).month === month;
    return isSame && other > span.from ? [{ window: rangeWindow(span, day, clock), start, end: end + behind[0].length }] : [];
  });
}

const OLDER = new RegExp(`\\b(?:older than|more than|over)\\s+(${COUNT}|an?) (?:calendar )?(day|week|month|year)s?(?: ago| old)?\\b`);

/** "older than 90 days": more than 90 times 24 hours before now. */
function olderThan(text: string, clock: WindowClock): readonly Timed[] {
  const match = OLDER.exec(text);
  if (!match || !/^older|ago$|old$/.test(match[0])) return [];
  const days = countIn(match[1] ?? "") * ({ day: 1, week: 7, month: 30, year: 365 }[match[2] ?? ""] ?? 1);
  const to = `${isoOf(dayOf(clock.now) - days)}${clock.now.slice(10).replace("T", " ")}`;
  return [
    {
      window: { label: `older than ${days} days`, from: null, to, partial: false, unit: "day", count: 0, weekdays: null },
      start: match.index,
      end: match.index + match[0].length,
    },
  ];
}

/** "this hour": from its first minute to now. */
function thisHour(text: string, { now }: WindowClock): readonly Timed[] {
  const match = /\b(?:this|the current|the running) hour\b/.exec(text);
  // Beside a named day the hour of the day is meant.
  if (!match || /\b(?:yesterday|last|same|mon|tues|wednes|thurs|fri|satur|sun)/.test(text)) return [];
  const window: DateWindow = {
    label: "this hour",
    from: `${now.slice(0, 13)}:00:00`,
    to: secondAfter(now),
    partial: true,
    unit: "day",
    count: 0,
    weekdays: null,
  };
  return [{ window, start: match.index, end: match.index + match[0].length }];
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
