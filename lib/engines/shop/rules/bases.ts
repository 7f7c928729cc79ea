import type { Frame } from "@/lib/engines/shop/said/frame";
import { periodBefore, previousWindow, sameDaysBefore, yearBefore } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

/** The period to compare with when none is named: the one before, cut to the same days where this one is still running. */
export function baseOf(window: DateWindow, frame: Frame): DateWindow | null {
  if (/year over year|\byoy\b|last year|year ago|previous year/.test(frame.text.toLowerCase()) && window.unit !== "year")
    return yearBefore(window);
  return periodBefore(window);
}

/** "so far this month against last month by now": as far as the running period has come, where the other one is the whole one before it. */
export function onSameDays(window: DateWindow, other: DateWindow, { text }: Frame): DateWindow {
  if (
    !window.partial ||
    window.unit === "day" ||
    other.partial ||
    !/\b(?:so far|to date|at this point|by now|(?:the )?same (?:number of days|time|point|stage|days?|dates?|period|span)|this time)\b/i.test(
      text,
    )
  )
    return other;
  if (other.unit === "year" && window.unit !== "year") return yearBefore(window) ?? other;
  return previousWindow(window)?.from === other.from ? (sameDaysBefore(window) ?? other) : other;
}

/** Two periods, the later one first; one without a start counts as starting now. */
export function inOrder(a: DateWindow, b: DateWindow, now: string): readonly [DateWindow, DateWindow] {
  return (a.from ?? now) >= (b.from ?? now) ? [a, b] : [b, a];
}
