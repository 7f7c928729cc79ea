import { addUnits, dayOf, isoOf, secondAfter } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";

const AS_FAR =
  /\b(?:(?:by|at|until|till|up to|as of|around|about|before)\s+)?(?:this|that|the same|same)\s+(?:very\s+)?(?:time|hour|moment|o'?clock)(?:\s+of(?:\s+the)?\s+day)?\b(?!\s+of\s+(?:the\s+)?(?:week|month|year))|\b(?:by|until|till|up to) now\b|\bat this point\b/i;

/**
 * The windows of a text that says "by this time" or "at the same time": a single day that is over counts only as far as
 * the running one has come, since its whole would be held against a part. Longer periods stay as they are.
 * @param now ISO local time
 */
export function upToSameTime<Found extends { readonly window: DateWindow }>(
  found: readonly Found[],
  text: string,
  now: string,
): readonly Found[] {
  if (now.length < 16 || !AS_FAR.test(text)) return found;
  return found.map((one) => (isPastDay(one.window, now) ? { ...one, window: cut(one.window, now) } : one));
}

function isPastDay({ from, to, unit, count, partial }: DateWindow, now: string): boolean {
  return unit === "day" && count === 1 && !partial && from !== null && to === isoOf(addUnits("day", dayOf(from), 1)) && to <= now;
}

function cut(window: DateWindow, now: string): DateWindow {
  // The end is exclusive, and what happened in this very second counts.
  return { ...window, to: `${window.from ?? ""} ${secondAfter(now).slice(11)}`, label: `${window.label} until ${now.slice(11, 16)}` };
}
