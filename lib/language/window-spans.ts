import { addUnits, dayFrom, partsOf, startOf, MONTH_NAMES, WEEKDAYS, type CalendarUnit, type Day } from "@/lib/language/calendar";
import { countIn } from "@/lib/language/counts";

/** A span of whole days, `to` exclusive; `rebuild` gives the same month or day in another year, where none was said. */
export type Span = {
  readonly from: Day;
  readonly to: Day;
  readonly unit: CalendarUnit;
  readonly count: number;
  readonly label: string;
  readonly rebuild: ((year: number) => Span | null) | null;
};

/** The number of a month by the first letters of its name; 0 for other words. */
export function monthOf(text: string): number {
  return MONTH_NAMES.findIndex((name) => name.toLowerCase().startsWith(text.slice(0, 3))) + 1;
}

const ORDINALS = ["first", "second", "third", "fourth"];

/** "second" and "2nd" are 2. */
export function ordinalOf(text: string): number {
  return ORDINALS.includes(text) ? ORDINALS.indexOf(text) + 1 : Number(text.charAt(0));
}

/** So many units of the calendar from a day on. */
export function unitSpan(unit: CalendarUnit, from: Day | null, count: number, label: string, rebuild: Span["rebuild"] = null): Span | null {
  return from === null ? null : { from, to: addUnits(unit, from, count), unit, count, label, rebuild };
}

/** One day, null where the calendar has none such. */
export function dated(year: number, month: number, dayOfMonth: number, rebuild: Span["rebuild"] = null): Span | null {
  if (month < 1 || month > 12) return null;
  return unitSpan("day", dayFrom(year, month, dayOfMonth), 1, `${dayOfMonth} ${MONTH_NAMES[month - 1]} ${year}`, rebuild);
}

/** A month of a year. */
export function monthSpan(year: number, month: number, rebuild: Span["rebuild"] = null): Span | null {
  if (month < 1 || month > 12) return null;
  return unitSpan("month", dayFrom(year, month, 1), 1, `${MONTH_NAMES[month - 1]} ${year}`, rebuild);
}

/** The latest month of a name that has started, or that is over. */
export function namedMonth(word: string, completedOnly: boolean, today: Day): Span | null {
  const month = monthOf(word);
  const now = partsOf(today);
  const hasStarted = completedOnly ? month < now.month : month <= now.month;
  return monthSpan(hasStarted ? now.year : now.year - 1, month, (year) => monthSpan(year, month));
}

/**
 * "the first 10 days of November", "the last week of October": weeks are counted from the first of the month, or back from its last day.
 */
export function partOfMonth(match: RegExpExecArray, today: Day): Span | null {
  const [, which = "", said, unit, name = "", year] = match;
  const month = year ? monthSpan(Number(year), monthOf(name)) : namedMonth(name, false, today);
  const count = (said ? countIn(said) : 1) * (unit === "week" ? 7 : 1);
  if (month === null || count < 1 || count > month.to - month.from) return null;
  const skipped = which === "first" || which === "last" ? 0 : (ordinalOf(which) - 1) * 7;
  const from = which === "last" ? month.to - count : month.from + skipped;
  return unitSpan("day", from, count, `the ${match[0].replace(/^the /, "").replace(name, MONTH_NAMES[monthOf(name) - 1] ?? name)}`);
}

/** "the last Friday of October"; "of the month" is of the latest one whose day has come. */
export function weekdayOfMonth(match: RegExpExecArray, today: Day): Span | null {
  const [, which = "", weekday = "", relative, name, year] = match;
  const running = unitSpan("month", startOf("month", today), 1, "");
  const month = year ? monthSpan(Number(year), monthOf(name ?? "")) : name ? namedMonth(name, false, today) : running;
  const before = (day: Day): Day => startOf("month", startOf("month", day) - 1);
  const dayIn = (from: Day): Day => {
    const first = from + ((WEEKDAYS.indexOf(weekday) + 1 - partsOf(from).weekday + 7) % 7);
    if (which !== "last") return first + (ordinalOf(which) - 1) * 7;
    return first + (partsOf(first + 28).month === partsOf(from).month ? 28 : 21);
  };
  if (month === null) return null;
  const isPast = /last|previous/.test(relative ?? "") || (relative === undefined && name === undefined && dayIn(month.from) > today);
  const { month: of, year: inYear } = partsOf(isPast ? before(month.from) : month.from);
  const label = `the ${which} ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} of ${MONTH_NAMES[of - 1] ?? ""} ${inYear}`;
  return unitSpan("day", dayIn(isPast ? before(month.from) : month.from), 1, label);
}

/** "the first half of October": its days 1 to 15; the second half is the rest. */
export function halfOfMonth(match: RegExpExecArray, today: Day): Span | null {
  const [, which, name = "", year] = match;
  const month = year ? monthSpan(Number(year), monthOf(name)) : namedMonth(name, false, today);
  if (month === null) return null;
  const [from, to] = which === "first" ? [month.from, month.from + 15] : [month.from + 15, month.to];
  return unitSpan("day", from, to - from, `the ${which} half of ${month.label}`);
}

/** The first or the last day of a month, as the end of a range: "from the first of March to the end of May". */
export function edgeOfMonth(match: RegExpExecArray, which: "first" | "last", today: Day): Span | null {
  const [, name = "", year, relative] = match;
  const day = (of: Span | null): Span | null => {
    if (of === null) return null;
    const { year: inYear, month, dayOfMonth } = partsOf(which === "first" ? of.from : of.to - 1);
    return dated(inYear, month, dayOfMonth, (other) => day(monthSpan(other, month)));
  };
  const { year: now } = partsOf(today);
  if (year !== undefined || relative !== undefined) {
    const fixed = day(monthSpan(year === undefined ? now - (relative === "last" ? 1 : 0) : Number(year), monthOf(name)));
    return fixed && { ...fixed, rebuild: null };
  }
  return day(namedMonth(name, false, today));
}
