import {
  addUnits,
  calendarUnit,
  type CalendarUnit,
  type Day,
  dayFrom,
  dayOf,
  isoOf,
  partsOf,
  secondAfter,
  startOf,
  MONTH,
  WEEKDAYS,
} from "@/lib/language/calendar";
import { COUNT, countIn } from "@/lib/language/counts";
import {
  dated,
  edgeOfMonth,
  halfOfMonth,
  monthOf,
  monthSpan,
  namedMonth,
  ordinalOf,
  partOfMonth,
  unitSpan,
  weekdayOfMonth,
  type Span,
} from "@/lib/language/window-spans";

/** How a window is read: `now` is ISO local time; `ahead` reads "this month" as the whole month (for dates that lie ahead). */
export type WindowClock = { readonly now: string; readonly ahead: boolean };

type Rule = { readonly pattern: RegExp; readonly make: (match: RegExpExecArray, today: Day) => Span | null };

const YEAR = "(?:19|20)\\d{2}";
const ORD = "(?:st|nd|rd|th)?";

const rule = (pattern: string, make: Rule["make"]): Rule => ({
  pattern: new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?:['’]s?)?(?![\\p{L}\\d])`, "gu"),
  make,
});

/** The simple windows in words, most specific first; each matches lower-case text with repaired spelling. */
export const WINDOW_RULES: readonly Rule[] = [
  rule(`(${YEAR})-(\\d{2})-(\\d{2})(?:[t ]\\d{2}:\\d{2}(?::\\d{2})?)?`, (m) => dated(Number(m[1]), Number(m[2]), Number(m[3]))),
  rule(`(${YEAR})-(\\d{2})`, (m) => monthSpan(Number(m[1]), Number(m[2]))),
  rule(
    `(\\d{1,2})[/.](\\d{1,2})[/.](${YEAR})`,
    (m) => dated(Number(m[3]), Number(m[2]), Number(m[1])) ?? dated(Number(m[3]), Number(m[1]), Number(m[2])),
  ),
  rule(`(?<=\\b(?:on|for|of|since|from|to|until|between|and|before|after) )(\\d{1,2})/(\\d{1,2})(?![/\\d])`, (m, today) =>
    latestDay(Number(m[2]), Number(m[1]), today),
  ),
  rule(`(?<=\\bon )(\\d{1,2})\\.(\\d{1,2})\\.?(?!\\d)`, (m, today) => latestDay(Number(m[2]), Number(m[1]), today)),
  rule(`(?:the )?(first|last) (?:(${COUNT}) )?(day|week)s? of (?:the month of )?(${MONTH})(?: (${YEAR}))?`, partOfMonth),
  rule(`(?:the )?(second|third|fourth|2nd|3rd|4th) (?:(${COUNT}) )?(week) of (?:the month of )?(${MONTH})(?: (${YEAR}))?`, partOfMonth),
  rule(
    `(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (${WEEKDAYS.join("|")}) (?:of|in) (?:(?:the )?(this |current |last |previous )?month|(?:the month of )?(${MONTH})(?: (${YEAR}))?)`,
    weekdayOfMonth,
  ),
  rule(`(?:the )?(first|second) half of (?:the month of )?(${MONTH})(?: (${YEAR}))?`, halfOfMonth),
  rule(
    `(?:the )?week (?:of|starting|beginning|commencing|from)(?: on)? (?:the )?(?:(\\d{1,2})${ORD} (?:of )?(${MONTH})|(${MONTH}) (\\d{1,2})${ORD})(?:,? (${YEAR}))?`,
    weekOf,
  ),
  rule(`(\\d{1,2})${ORD} (?:of )?(${MONTH})(?: of)? last year`, (m, today) =>
    dated(partsOf(today).year - 1, monthOf(m[2] ?? ""), Number(m[1])),
  ),
  rule(`(\\d{1,2})${ORD} (?:of )?(${MONTH}),? (${YEAR})`, (m) => dated(Number(m[3]), monthOf(m[2] ?? ""), Number(m[1]))),
  rule(`(${MONTH}) (?:the )?(\\d{1,2})${ORD},? (${YEAR})`, (m) => dated(Number(m[3]), monthOf(m[1] ?? ""), Number(m[2]))),
  rule(`(\\d{1,2})${ORD} (?:of )?(${MONTH})`, (m, today) => latestDay(monthOf(m[2] ?? ""), Number(m[1]), today)),
  rule(`the (${MONTH}) before(?: (?:that|last)| (?:it))?(?=\\s*(?:$|[?.!,;]|and\\b|or\\b|in\\b|for\\b))`, (m, today) =>
    yearEarlier(namedMonth(m[1] ?? "", false, today)),
  ),
  rule(`(${MONTH}) (?:the )?(\\d{1,2})${ORD}`, (m, today) => latestDay(monthOf(m[1] ?? ""), Number(m[2]), today)),
  rule(
    `(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter)(?: of)?(?:,? (?:in )?(${YEAR})|,? (last|this|previous|next) year)?`,
    quarterNamed,
  ),
  rule(`(${YEAR}) q([1-4])`, (m) => quarterSpan(Number(m[1]), Number(m[2]))),
  rule(`(?:h([12])|(first|second) half)(?: of)?(?: (${YEAR})| (?:the |this )?(last |previous )?year)?`, halfNamed),
  rule(
    `(?<=\\b(?:from|since|between|after|before|starting) (?:the )?)(?:the )?(?:first|1st|start|beginning)(?: day)? of (${MONTH})(?: (${YEAR})|,? (?:of )?(this|last) year)?`,
    (m, today) => edgeOfMonth(m, "first", today),
  ),
  rule(
    `(?<=\\b(?:to|until|till|through|and|up to) (?:the )?)(?:the )?(?:end|last day|last) of (${MONTH})(?: (${YEAR})|,? (?:of )?(this|last) year)?`,
    (m, today) => edgeOfMonth(m, "last", today),
  ),
  rule(`(?:the )?(?:month of |entire month of |all of )?(${MONTH})(?: of)?,? ?(?:in )?(${YEAR})`, (m) =>
    monthSpan(Number(m[2]), monthOf(m[1] ?? "")),
  ),
  rule(`(?:the )?(?:month of )?(${MONTH})(?: of)? (last|previous|this) year`, (m, today) =>
    monthSpan(partsOf(today).year - (m[2] === "this" ? 0 : 1), monthOf(m[1] ?? "")),
  ),
  rule(`(?:the )?same (day|weekday|date|week|month|quarter)(?: of| in)? last (week|month|year)`, (m, today) =>
    sameLast(unitOf(m[1] ?? ""), unitOf(m[2] ?? ""), today),
  ),
  rule(`last year,? (?:the )?same (day|week|month|quarter)`, (m, today) => sameLast(unitOf(m[1] ?? ""), "year", today)),
  rule(`this (month|quarter)(?: of)? last year`, (m, today) => sameLast(unitOf(m[1] ?? ""), "year", today)),
  rule(`(last|previous|this|month of|all of|(?:the )?entire) (${MONTH})`, (m, today) =>
    namedMonth(m[2] ?? "", m[1] === "last" || m[1] === "previous", today),
  ),
  rule(`(?:the )?day before yesterday`, (_m, today) => unitSpan("day", today - 2, 1, "the day before yesterday")),
  rule(`(?:the )?(week|month|quarter|year) before last`, (m, today) => before(unitOf(m[1] ?? ""), 2, `the ${m[1]} before last`, today)),
  rule(`today|so far today`, (_m, today) => unitSpan("day", today, 1, "today")),
  rule(`yesterday`, (_m, today) => unitSpan("day", today - 1, 1, "yesterday")),
  rule(`tomorrow`, (_m, today) => unitSpan("day", today + 1, 1, "tomorrow")),
  rule(
    `(?:the |these |my )?(?:last|past|previous|recent) (${COUNT}) (?:calendar |full |complete )?(day|week|month|quarter|year)s?`,
    lastCount,
  ),
  rule(`(?:the )?(?:next|coming|following) (${COUNT}) (day|week|month|quarter|year)s?`, nextCount),
  rule(`(${COUNT}) (day|week|month|quarter|year)s? ago`, ago),
  rule(`(?:the )?(?:last|past|previous) fortnight`, (_m, today) => unitSpan("day", today - 13, 14, "the last 14 days")),
  rule(`(?:the )?(?:last|past|previous|prior) (day|week|month|quarter|year)`, (m, today) =>
    m[1] === "day" ? unitSpan("day", today - 1, 1, "yesterday") : before(unitOf(m[1] ?? ""), 1, `last ${m[1]}`, today),
  ),
  rule(
    `(?<!\\b(?:last|past|previous|next|per|each|every|an?|one|latest|first|second) )(?:for |in |over )?(?:the )?(?:whole|entire|full) (week|month|quarter|year)(?: so far| to date)?(?! of\\b)`,
    (m, today) => running(unitOf(m[1] ?? ""), today),
  ),
  rule(`(?:this|the current|current|the running) (day|week|month|quarter|year)(?: so far| to date)?`, (m, today) =>
    running(unitOf(m[1] ?? ""), today),
  ),
  rule(
    `(?<=\\b(?:since|from|starting) (?:the )?)(?:the )?(?:start|beginning|first(?: day)?|1st) of (?:the |this )(week|month|quarter|year)`,
    (m, today) => running(unitOf(m[1] ?? ""), today),
  ),
  rule(`(?:so far this|so far in this) (week|month|quarter|year)`, (m, today) => running(unitOf(m[1] ?? ""), today)),
  rule(`(week|month|quarter|year)[ -]to[ -]date`, (m, today) => running(unitOf(m[1] ?? ""), today)),
  rule(`([wmqy])td`, (m, today) => running(unitOf({ w: "week", m: "month", q: "quarter", y: "year" }[m[1] ?? ""] ?? "month"), today)),
  rule(`(?:the )?(?:next|coming|following) (week|month|quarter|year)`, (m, today) => before(unitOf(m[1] ?? ""), -1, `next ${m[1]}`, today)),
  rule(`(?:on )?(?:last|this past|the previous) (${WEEKDAYS.join("|")})`, (m, today) => latestWeekday(m[1] ?? "", today - 1)),
  rule(
    `(?:on |this |(?<=(?:since|after|before|until|from|to|and|or|vs|versus|than|with|against|did|was|about) ))(${WEEKDAYS.join("|")})`,
    (m, today) => latestWeekday(m[1] ?? "", today),
  ),
  rule(`(?<=^\\s*(?:and |or |what about |how about )*)(${WEEKDAYS.join("|")})(?=\\s*[?.!]*$)`, (m, today) =>
    latestWeekday(m[1] ?? "", today),
  ),
  rule(`(?<=\\b(?:on|since|from|until|till|before|after|to) )(?:the )?(\\d{1,2})(?:st|nd|rd|th)(?! (?:\\p{L}+))`, (m, today) =>
    latestDayOfMonth(Number(m[1]), today),
  ),
  rule(`(?<=\\b(?:sales|orders|revenue|sold|made|earned|income|refunds) )(${WEEKDAYS.join("|")})(?=\\s*[?.!]*$)`, (m, today) =>
    latestWeekday(m[1] ?? "", today),
  ),
  rule(`(?:the )?(?:year |in )?(${YEAR})`, (m, today) =>
    isAmount(m, partsOf(today).year) ? null : unitSpan("year", dayFrom(Number(m[1]), 1, 1), 1, String(m[1])),
  ),
  rule(`(${MONTH})`, (m, today) => (bareMonth(m) ? namedMonth(m[1] ?? "", false, today) : null)),
];

/** "over 2000", "between 1000 and 2000", "2050 to 2400", "2000 taka": a number that only looks like a year. */
function isAmount(match: RegExpExecArray, thisYear: number): boolean {
  const isYear = (number: string | undefined): boolean =>
    number !== undefined && /^(?:19|20)\d{2}$/.test(number) && Number(number) <= thisYear + 5;
  if (/year|in /.test(match[0])) return false;
  if (!isYear(match[1])) return true;
  const before = match.input.slice(0, match.index);
  const after = match.input.slice(match.index + match[0].length);
  const partner =
    /(\d[\d,.]*)\s*(?:and|to|-|–)\s*$/.exec(before)?.[1] ?? /^\s*(?:and|to|-|–)\s*(\d(?:[\d,.]*\d)?)(?!\d|-)/.exec(after)?.[1];
  if (partner !== undefined && !isYear(partner)) return true;
  if (/^\s*(?:and|to|-|–)\s*\d{4}\s*(?:taka|tk|bdt)\b/.test(after)) return true;
  return UNIT_BEFORE.test(before) || (partner === undefined || !/^\s*(?:and|to|-|–)/.test(after) ? UNIT_AFTER.test(after) : false);
}

const UNIT_BEFORE =
  /(?:\b(?:over|above|than|under|below|least|most|exactly|exceeding|equals?|tk|bdt|taka|worth|top|first|limit|no\.?|number|id)|[=<>$৳€£#])\s*$/;

const UNIT_AFTER = /^\s*(?:taka|tk|bdt|usd|dollars?|orders?|units?|items?|customers?|products?|pieces?|rows?|or more|or less|\+|%)/;

// "may", "mar" and "sun" are also other words: a bare "may" counts only after a preposition.
function bareMonth(match: RegExpExecArray): boolean {
  if (match[1] !== "may" && match[1] !== "mar") return true;
  const before = match.input.slice(0, match.index);
  const isLast =
    match.input
      .slice(match.index + match[0].length)
      .trim()
      .replace(/[?.!]/g, "") === "";
  return /(?:^|\b(?:in|for|during|of|since|from|until|before|after|by|to|and|between|through|vs|versus|than) )$/.test(before) || isLast;
}

/** The moment a window ends when its last day is `to`: one second after now where it is still running and not read ahead. */
export function endOf(
  span: { readonly from: Day; readonly to: Day },
  clock: WindowClock,
): { readonly to: string; readonly partial: boolean } {
  const today = dayOf(clock.now);
  const isRunning = span.from <= today && span.to > today;
  if (isRunning && !clock.ahead) return { to: secondAfter(clock.now), partial: true };
  return { to: isoOf(span.to), partial: isRunning };
}

function unitOf(word: string): CalendarUnit {
  return calendarUnit(word) ?? "day";
}

function latestDay(month: number, dayOfMonth: number, today: Day): Span | null {
  const rebuild = (year: number): Span | null => dated(year, month, dayOfMonth);
  const { year } = partsOf(today);
  for (const candidate of [year, year - 1, year - 2, year - 3, year - 4]) {
    const span = dated(candidate, month, dayOfMonth, rebuild);
    if (span && span.from <= today) return span;
  }
  return null;
}

/** "since the 1st": the day of this month, or of the last one where it has not come yet. */
function latestDayOfMonth(dayOfMonth: number, today: Day): Span | null {
  const { year, month } = partsOf(today);
  const span = dated(year, month, dayOfMonth);
  return span && span.from <= today ? span : month === 1 ? dated(year - 1, 12, dayOfMonth) : dated(year, month - 1, dayOfMonth);
}

/** "this October … the October before": the same month of the year before. */
function yearEarlier(span: Span | null): Span | null {
  return span?.rebuild?.(partsOf(span.from).year - 1) ?? null;
}

/** "the week of 5 October": the week, from Monday, that the day lies in. */
function weekOf(match: RegExpExecArray, today: Day): Span | null {
  const [, before, after, first, second, year] = match;
  const [month, dayOfMonth] = [monthOf(after ?? first ?? ""), Number(before ?? second)];
  const day = year ? dated(Number(year), month, dayOfMonth) : latestDay(month, dayOfMonth, today);
  return day && unitSpan("week", startOf("week", day.from), 1, `the week of ${day.label}`);
}

function quarterSpan(year: number, quarter: number, rebuild: Span["rebuild"] = null): Span | null {
  return unitSpan("quarter", dayFrom(year, quarter * 3 - 2, 1), 1, `Q${quarter} ${year}`, rebuild);
}

function quarterNamed(match: RegExpExecArray, today: Day): Span | null {
  const quarter = ordinalOf(match[1] ?? match[2] ?? "");
  const { year } = partsOf(today);
  if (match[3]) return quarterSpan(Number(match[3]), quarter);
  if (match[4]) return quarterSpan(year + (match[4] === "this" ? 0 : match[4] === "next" ? 1 : -1), quarter);
  const started = quarter * 3 - 2 <= partsOf(today).month;
  return quarterSpan(started ? year : year - 1, quarter, (given) => quarterSpan(given, quarter));
}

function halfNamed(match: RegExpExecArray, today: Day): Span | null {
  const half = ordinalOf(match[1] ?? match[2] ?? "");
  const now = partsOf(today);
  if (!match[3] && !match[4] && match[2] && !match[0].includes("year")) return null;
  const hasStarted = half === 1 || now.month > 6;
  const year = match[3] ? Number(match[3]) : match[4] || !hasStarted ? now.year - 1 : now.year;
  const halfOf = (of: number, rebuild: Span["rebuild"] = null): Span | null =>
    unitSpan("quarter", dayFrom(of, half === 1 ? 1 : 7, 1), 2, `H${half} ${of}`, rebuild);
  return halfOf(year, match[3] || match[4] ? null : (given) => halfOf(given));
}

/** The day, week, month or quarter that lies a unit before the running one. */
function sameLast(unit: CalendarUnit, of: CalendarUnit, today: Day): Span | null {
  const then = unit === "week" && of === "year" ? today - 364 : addUnits(of, today, -1);
  return unit === "day" || of === "year" ? unitSpan(unit, startOf(unit, then), 1, `the same ${unit} last ${of}`) : null;
}

function before(unit: CalendarUnit, back: number, label: string, today: Day): Span | null {
  return unitSpan(unit, addUnits(unit, startOf(unit, today), -back), 1, label);
}

function running(unit: CalendarUnit, today: Day): Span | null {
  return unit === "day" ? unitSpan("day", today, 1, "today") : unitSpan(unit, startOf(unit, today), 1, `this ${unit}`);
}

function lastCount(match: RegExpExecArray, today: Day): Span | null {
  const count = countIn(match[1] ?? "");
  const unit = unitOf(match[2] ?? "");
  if (count < 1) return null;
  const from = unit === "day" ? today - count + 1 : addUnits(unit, startOf(unit, today), -count);
  return unitSpan(unit, from, count, `the last ${count} ${unit}${count === 1 ? "" : "s"}`);
}

function nextCount(match: RegExpExecArray, today: Day): Span | null {
  const count = countIn(match[1] ?? "");
  const unit = unitOf(match[2] ?? "");
  const from = unit === "day" ? today : addUnits(unit, startOf(unit, today), 1);
  return count < 1 ? null : unitSpan(unit, from, count, `the next ${count} ${unit}${count === 1 ? "" : "s"}`);
}

function ago(match: RegExpExecArray, today: Day): Span | null {
  const count = countIn(match[1] ?? "");
  const unit = unitOf(match[2] ?? "");
  return unitSpan(unit, startOf(unit, addUnits(unit, today, -count)), 1, `${count} ${unit}${count === 1 ? "" : "s"} ago`);
}

function latestWeekday(word: string, upTo: Day): Span | null {
  const wanted = WEEKDAYS.indexOf(word) + 1;
  const back = (partsOf(upTo).weekday - wanted + 7) % 7;
  return unitSpan("day", upTo - back, 1, `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
}
