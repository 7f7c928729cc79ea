const SECONDS_PER_DAY = 86_400;

/** Days are counted from 1970-01-01, seconds likewise; both are local time of the source, without zone. */
const AS_OF = "2026-11-18 15:30:00";
export const AS_OF_DAY = dayOf("2026-11-18");
export const AS_OF_SECOND = secondOf(AS_OF);
export const FIRST_DAY = dayOf("2024-11-19");
export const DAY_COUNT = AS_OF_DAY - FIRST_DAY + 1;

const isoDays = new Map<number, string>();

/** @param date `YYYY-MM-DD` */
export function dayOf(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 1000 / SECONDS_PER_DAY);
}

/** @param time `YYYY-MM-DD HH:MM:SS` */
export function secondOf(time: string): number {
  return Math.round(Date.parse(`${time.replace(" ", "T")}Z`) / 1000);
}

export function isoDay(day: number): string {
  const known = isoDays.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
  isoDays.set(day, text);
  return text;
}

export function isoTime(second: number): string {
  const day = Math.floor(second / SECONDS_PER_DAY);
  const rest = second - day * SECONDS_PER_DAY;
  const hour = Math.floor(rest / 3600);
  const minute = Math.floor((rest % 3600) / 60);
  return `${isoDay(day)} ${two(hour)}:${two(minute)}:${two(rest % 60)}`;
}

export function startOf(day: number): number {
  return day * SECONDS_PER_DAY;
}

export function dayAt(second: number): number {
  return Math.floor(second / SECONDS_PER_DAY);
}

/** 0 is Monday, 6 is Sunday. */
export function weekday(day: number): number {
  return (day + 3) % 7;
}

/** 0 is January. */
export function monthOf(day: number): number {
  return Number(isoDay(day).slice(5, 7)) - 1;
}

export function dayOfMonth(day: number): number {
  return Number(isoDay(day).slice(8, 10));
}

/** The same day of the month, some months on; the 31st becomes the last day of a shorter month. */
export function addMonths(day: number, months: number): number {
  const [year = 0, month = 1, date = 1] = isoDay(day).split("-").map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = Date.UTC(year, month - 1 + months, Math.min(date, lastDate));
  return Math.round(moved / 1000 / SECONDS_PER_DAY);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
