import { addUnits, CALENDAR_UNITS, calendarUnit, dayOf, isoOf, partsOf, type CalendarUnit, WEEKDAYS } from "@/lib/language/calendar";
import { COUNT, countIn } from "@/lib/language/counts";
import type { DateWindow } from "@/lib/language/date-window";

/** How a text moves a period that is named elsewhere, and the characters that say so. */
export type Shift = {
  readonly back: { readonly unit: CalendarUnit; readonly count: number } | { readonly weekday: number };
  readonly start: number;
  readonly end: number;
};

const SAME = `(?:the |that |its )?same (?:days?|weekdays?|${WEEKDAYS.join("|")}|dates?|hours?|time|weeks?|months?|quarters?|period|span|stretch|point|stage)(?: of the (?:week|month|year))?,? (?:but )?(?:(?:of|in|from|on|for|exactly|just) )*`;
const UNIT = "(day|week|month|quarter|year)s?";
const BACK = "(?:earlier|before|prior|previously|ago|back)(?! than\\b| to\\b)(?: that)?";
const AT_END = "(?=\\s*(?:$|[?.!,;:)]|(?:and|or|by|per|in|for|at|on|did|was|were)\\b))";
const SHIFTS: readonly RegExp[] = [
  new RegExp(`\\b${SAME}(?:the )?(?<count>${COUNT}|an?|the)? ?${UNIT} ${BACK}`, "giu"),
  new RegExp(`\\b${SAME}(?:the )?(?:last|previous|prior|preceding) ${UNIT}\\b`, "giu"),
  new RegExp(`\\b(?:(?:exactly|just) )?(?<count>${COUNT}|an?) (?:full |whole )?${UNIT} ${BACK}${AT_END}`, "giu"),
  new RegExp(
    `\\bthe (?:(?:previous|preceding|prior) (?<day>${WEEKDAYS.join("|")})|(?<day2>${WEEKDAYS.join("|")}) (?:before|earlier|prior))(?: (?:that|last|it))?${AT_END}`,
    "giu",
  ),
];

/**
 * The moves that a text names, in order: "the same day a week earlier", "one year before", "the Friday before".
 * "Three weeks ago" is a period of its own; only "a week ago" moves another one.
 */
export function findShifts(text: string): readonly Shift[] {
  if (!/\b(?:same|earlier|before|prior|previously|ago|back|previous|preceding)\b/i.test(text)) return [];
  const found: Shift[] = [];
  for (const pattern of SHIFTS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const { count = "a", day, day2 } = match.groups ?? {};
      const weekday = WEEKDAYS.indexOf((day ?? day2 ?? "").toLowerCase()) + 1;
      const unit =
        match
          .slice(1)
          .map((part) => calendarUnit(part?.toLowerCase()))
          .find((named) => named !== null) ?? null;
      const isOwn = pattern === SHIFTS[2] && / ago$/i.test(match[0]) && !/^(?:an?|one)$/i.test(count);
      if (isOwn || (weekday === 0 && unit === null) || found.some((other) => start < other.end && end > other.start)) continue;
      found.push({
        back: unit === null ? { weekday } : { unit, count: /^the$/i.test(count) ? 1 : countIn(count.toLowerCase()) },
        start,
        end,
      });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * The window moved back: 10 November for the 17th a week earlier, October 2025 for October 2026 a year earlier.
 * A running period is moved as far as it has come; weeks stay weeks.
 * @returns null where the window is open on a side, or is no whole one when moved so
 */
export function shifted(window: DateWindow, back: Shift["back"]): DateWindow | null {
  if (window.from === null || window.to === null) return null;
  if ("weekday" in back) {
    if (window.unit !== "day" || window.count !== 1) return null;
    const from = dayOf(window.from) - ((partsOf(dayOf(window.from)).weekday - back.weekday + 6) % 7) - 1;
    return {
      ...window,
      label: `the ${WEEKDAYS[back.weekday - 1] ?? "day"} before`.replace(/ \w/, (initial) => initial.toUpperCase()),
      from: isoOf(from),
      to: isoOf(from + 1),
      partial: false,
    };
  }
  const { unit, count } = back;
  const isWeeks = window.unit === "week" && window.count > 0;
  if (CALENDAR_UNITS.indexOf(unit) < CALENDAR_UNITS.indexOf(window.unit) || (isWeeks && unit !== "week" && unit !== "year")) return null;
  const move = (iso: string): string => isoOf(isWeeks && unit === "year" ? dayOf(iso) - 364 * count : addUnits(unit, dayOf(iso), -count));
  // Days count whole, a year back as well as the running one has come.
  const isWhole = window.to.length > 10 && (unit !== "year" || (window.unit === "day" && window.count === 1));
  const to = isWhole ? isoOf(dayOf(move(window.to)) + 1) : move(window.to) + window.to.slice(10);
  return {
    ...window,
    label: `${window.label}, ${count === 1 ? "a" : count} ${unit}${count === 1 ? "" : "s"} earlier`,
    from: move(window.from),
    to,
    partial: false,
  };
}
