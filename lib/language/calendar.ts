/** A calendar day as whole days since 1970-01-01; free of time zones and of daylight saving. */
export type Day = number;
/** Spans of the calendar, the shortest first. */
export const CALENDAR_UNITS = ["day", "week", "month", "quarter", "year"] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

const DAY_MS = 86_400_000;
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** Names of the days, the week from Monday. */
export const DAY_NAMES: readonly string[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Those in lower case. */
export const WEEKDAYS: readonly string[] = DAY_NAMES.map((name) => name.toLowerCase());
/** Names of the months, January first. */
export const MONTH_NAMES: readonly string[] = "January February March April May June July August September October November December".split(
  " ",
);
/** Pattern of a month in full or in short, lower case. */
export const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** Days off where a source does not say others: Saturday and Sunday. */
export const WEEKEND: readonly number[] = [6, 7];

/** A word as a unit of the calendar; null for any other. */
export function calendarUnit(word: string | undefined): CalendarUnit | null {
  return CALENDAR_UNITS.find((unit) => unit === word) ?? null;
}

/**
 * The day of an ISO date or date-time.
 * @throws RangeError when the text does not start with YYYY-MM-DD
 */
export function dayOf(iso: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) throw new RangeError(`Not an ISO date: ${iso}`);
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS;
}

/** The day of a year, a month from 1 and a day of the month, or null where the calendar has no such day. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | null {
  const day = Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
  const parts = partsOf(day);
  return parts.month === month && parts.dayOfMonth === dayOfMonth ? day : null;
}

/** Year, month from 1, day of the month, and weekday from 1 (Monday) to 7 (Sunday). */
export function partsOf(day: Day): {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly weekday: number;
} {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    dayOfMonth: date.getUTCDate(),
    weekday: ((date.getUTCDay() + 6) % 7) + 1,
  };
}

/** YYYY-MM-DD of a day. */
export function isoOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The last day of a span whose exclusive end is a midnight (`YYYY-MM-DD`) or a moment of that day (`YYYY-MM-DD HH:MM:SS`). */
export function lastDayOf(end: string): Day {
  return end.length > 10 ? dayOf(end) : dayOf(end) - 1;
}

/** First day of the unit that holds the day; weeks start on Monday. */
export function startOf(unit: CalendarUnit, day: Day): Day {
  const { year, month, weekday } = partsOf(day);
  if (unit === "day") return day;
  if (unit === "week") return day - (weekday - 1);
  const first = month - ((month - 1) % MONTHS_IN[unit]);
  return Date.UTC(year, first - 1, 1) / DAY_MS;
}

/** The day that lies `count` units later (earlier when negative); the 31st becomes the last day of a shorter month. */
export function addUnits(unit: CalendarUnit, day: Day, count: number): Day {
  if (unit === "day") return day + count;
  if (unit === "week") return day + count * 7;
  const { year, month, dayOfMonth } = partsOf(day);
  const months = month - 1 + count * MONTHS_IN[unit];
  const lastDay = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return Date.UTC(year, months, Math.min(dayOfMonth, lastDay)) / DAY_MS;
}

/** One second after an ISO date-time: the exclusive end of a window that runs up to and including that moment. */
export function secondAfter(iso: string): string {
  const time = /[ T](\d{2}):(\d{2})(?::(\d{2}))?/.exec(iso);
  const seconds = time ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0) : 0;
  return new Date(dayOf(iso) * DAY_MS + (seconds + 1) * 1000).toISOString().slice(0, 19).replace("T", " ");
}
