import { addUnits, calendarUnit, dayOf, isoOf, startOf, WEEKDAYS } from "@/lib/language/calendar";
import { COUNT, countIn } from "@/lib/language/counts";
import type { DateWindow } from "@/lib/language/date-window";

/** A window and the characters that said it; `isSide` only says on which side of now the other windows of the question lie. */
export type SaidWindow = { readonly start: number; readonly end: number; readonly window: DateWindow; readonly isSide?: boolean };

const SPAN = `(${COUNT}|an?) (day|week|month|year)s?`;
const LONG_AGO = new RegExp(`\\b(?:more than|over|older than|longer than) ${SPAN} (?:ago|back)\\b|\\bolder than ${SPAN}\\b`, "gu");
const NOT_FOR = new RegExp(
  `\\b(?:for|in) (?:more than|over|at least)(?<=\\b(?:not|never|no|without)\\b[^.?;]*|n['’]t\\b[^.?;]*) ${SPAN}\\b`,
  "gu",
);
/** "without a visit in the last 6 months": none since then, where "visits in the last 6 months" are those of 6 complete ones. */
const NONE_IN = new RegExp(
  `(?<=\\b(?:no|not|never|without|nothing|none)\\b(?:(?!\\b(?:who|that|which)\\b)[^.?;,])*|n['’]t\\b(?:(?!\\b(?:who|that|which)\\b)[^.?;,])*)\\b(?:(?:in|over|during|within|for) )?(?:the |these )?(?:last|past|previous) (${COUNT}) (week|month|quarter|year)s?\\b`,
  "gu",
);
const NEXT = new RegExp(`\\b(?:(?:in|within|over|during|for) )?(?:the )?(?:next|coming|following) ${SPAN}\\b`, "gu");
const SAME =
  /\b(?:(?:in|over|during|for|with|to|versus) )?the same period (?:of |in )?(?:last|the previous|the prior) (year|quarter|month)\b/gu;
const ON_DAY = new RegExp(`\\b(?:on |for )?(?:the )?(next|coming|this coming) (${WEEKDAYS.join("|")})\\b`, "gu");
const WEEKEND = /\b(?:on |for |over )?(?:the )?(this|next|coming|this coming) weekend\b/gu;
const COMING =
  /\b(?:upcoming|forthcoming|coming up|(?:still|yet) to come|(?:still |lying )?ahead of (?:us|them|me|him|her)|still ahead|in the future|going forward|from (?:now|today) on(?:wards?)?)\b/gu;

/**
 * Windows that are counted from this moment: "more than 6 months ago", "not … for over 30 days", "upcoming".
 * @param text lower case @param now ISO local time
 */
export function rollingWindows(text: string, now: string): readonly SaidWindow[] {
  const found = (pattern: RegExp, make: (day: string) => Pick<DateWindow, "from" | "to">): readonly SaidWindow[] =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const day = dayBefore(match[1] ?? match[3], match[2] ?? match[4], now);
      return day === null ? [] : [{ start: match.index, end: match.index + match[0].length, window: windowOf(match[0], make(day)) }];
    });
  const coming = [...text.matchAll(COMING)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    window: windowOf("from now on", { from: now.replace("T", " "), to: null }),
    isSide: true,
  }));
  // "in the next two weeks" counts from today, where "next week" is the one on the calendar.
  const next = [...text.matchAll(NEXT)].flatMap((match) => {
    const count = countIn(match[1] ?? "");
    const unit = match[2] === "day" ? null : calendarUnit(match[2]);
    const window =
      unit && count > 1
        ? windowOf(match[0], { from: isoOf(dayOf(now)), to: isoOf(addUnits("day", addUnits(unit, dayOf(now), count), 1)) })
        : null;
    return window ? [{ start: match.index, end: match.index + match[0].length, window }] : [];
  });
  // As far into the last year as this one is.
  const same = [...text.matchAll(SAME)].flatMap((match) => {
    const unit = match[1] === "year" || match[1] === "quarter" || match[1] === "month" ? match[1] : null;
    const then = unit && addUnits(unit, dayOf(now), -1);
    return unit === null || then === null
      ? []
      : [
          {
            start: match.index,
            end: match.index + match[0].length,
            window: windowOf(match[0], { from: isoOf(startOf(unit, then)), to: isoOf(addUnits("day", then, 1)) }),
          },
        ];
  });
  const today = dayOf(now);
  const monday = startOf("week", today);
  const onDay = [...text.matchAll(ON_DAY)].map((match) => {
    const inWeek = addUnits("day", monday, WEEKDAYS.indexOf(match[2] ?? ""));
    const day = inWeek > today ? inWeek : addUnits("week", inWeek, 1);
    return {
      start: match.index,
      end: match.index + match[0].length,
      window: windowOf(match[0], { from: isoOf(day), to: isoOf(addUnits("day", day, 1)) }),
    };
  });
  const weekend = [...text.matchAll(WEEKEND)].map((match) => {
    const saturday = addUnits("day", addUnits("week", monday, match[1] === "next" ? 1 : 0), 5);
    return {
      start: match.index,
      end: match.index + match[0].length,
      window: windowOf(match[0], { from: isoOf(saturday), to: isoOf(addUnits("day", saturday, 2)) }),
    };
  });
  return [
    ...next,
    ...same,
    ...onDay,
    ...weekend,
    ...found(LONG_AGO, (day) => ({ from: null, to: day })),
    ...[NOT_FOR, NONE_IN].flatMap((pattern) => found(pattern, (day) => ({ from: day, to: null }))),
    ...coming,
  ];
}

function windowOf(label: string, { from, to }: Pick<DateWindow, "from" | "to">): DateWindow {
  return { label, from, to, partial: false, unit: "day", count: 0, weekdays: null };
}

function dayBefore(said: string | undefined, unit: string | undefined, now: string): string | null {
  const count = countIn(said ?? "");
  const known = calendarUnit(unit);
  return known === null || Number.isNaN(count) ? null : isoOf(addUnits(known, dayOf(now), -count));
}

/** What of a window lies ahead; a month without a year that is over is the next of its name. */
export function fromNow(window: DateWindow, now: string): DateWindow {
  const moment = now.replace("T", " ");
  const { from, to, unit } = window;
  if (from !== null && to !== null && to <= moment && unit === "month")
    return { ...window, from: isoOf(addUnits("year", dayOf(from), 1)), to: isoOf(addUnits("year", dayOf(to), 1)) };
  return from === null || from < moment ? { ...window, from: moment } : window;
}
