import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { DateChoice } from "@/lib/engines/text2sql/reader/columns/date-column";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Unit } from "@/lib/engines/text2sql/reader/words/unit";
import type { DateWindow } from "@/lib/language/date-window";

/** A window over days of which some lie ahead, in the year that is meant. */
export function yearAhead(window: DateWindow, frame: Frame, choice: DateChoice, at: number): DateWindow {
  return (saysPast(frame, choice, at) ? null : nextEnd(window, frame, at)) ?? nearestYear(window, frame, at);
}

const PAST = /^(?:was|were|did|had)$/u;

/** "that expired before March", "were due by June". */
function saysPast({ units }: Frame, { verb }: DateChoice, at: number): boolean {
  return units.slice(0, at).some(({ lower }, place) => (place === verb ? /ed$/u : PAST).test(lower));
}

/** "cards that expire by the end of December": from today to the next one; null where a year is said or the month is still to come. */
function nextEnd(window: DateWindow, { units, now }: Frame, at: number): DateWindow | null {
  const { from, to } = window;
  const isMonth = MONTH.test(units[at]?.lower ?? "");
  if (from !== null || to === null || !isMonth || saysYear(units[at]) || dayOf(to) > dayOf(now)) return null;
  return { ...yearLater(window), from: now.slice(0, 10) };
}

const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/u;

/** "a review due in December": of the months of that name the one nearest to now, but "what did we take in March" is over. */
export function nearestYear(window: DateWindow, { units, windows, now }: Frame, at: number): DateWindow {
  const { from, to } = window;
  const isNearer = (place: number): boolean => {
    const { past } = units[place]?.window ?? {};
    if (!past?.from || !past.to || past.unit !== "month" || past.count !== 1) return false;
    if (saysYear(units[place])) return false;
    return dayOf(isoOf(addUnits("year", dayOf(past.from), 1))) - dayOf(now) < dayOf(now) - dayOf(past.to);
  };
  // "due in May and June" are months of one year.
  const isOver = units.slice(0, at).some(({ lower }) => PAST.test(lower));
  if (from === null || to === null || isOver || ![at, ...windows].every(isNearer)) return window;
  return yearLater(window);
}

function saysYear(unit: Unit | undefined): boolean {
  return /\d{4}|last|this|next|previous/u.test(unit?.lower ?? "");
}

function yearLater(window: DateWindow): DateWindow {
  const later = (day: string | null): string | null => day && isoOf(addUnits("year", dayOf(day), 1));
  const label = window.label.replace(/\b\d{4}\b/u, (year) => String(Number(year) + 1));
  return { ...window, label, from: later(window.from), to: later(window.to) };
}
