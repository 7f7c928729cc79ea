import type { DateUnit } from "@/lib/query/ir";
import { calendarUnit, WEEKEND } from "@/lib/language/calendar";
import { findWindows } from "@/lib/language/windows";
import { lemmas } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { DateWindow } from "@/lib/language/date-window";

/** A question without its words for time, and what those said. */
export type TimeWords = {
  readonly text: string;
  readonly windows: readonly DateWindow[];
  readonly unit: DateUnit | null;
};

/** Bare years and dates stay with the grammar, which compares them with whatever column they stand by. */
const RELATIVE =
  /\b(?:last|past|previous|prior|this|current|today|yesterday|tomorrow|next|coming|ago|weeks?|months?|quarters?|days?|so far|to date|[wmqy]td|q[1-4]|weekends?|weekdays?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b/iu;
const BEFORE = /\b(?:in|during|over|within|for|on|of|from|as of)\s+(?:the\s+)?$/iu;
const UNIT =
  /,?\s*\b(?:and\s+)?(?:(?:by|per|each|every|for each|for every|in each|of each|grouped by|broken down by|split by)\s+(?:the\s+)?(?:calendar\s+)?(day|week|month|quarter|year)|(daily|weekly|monthly|quarterly|yearly|annually))\b(?!\s+of\s+birth)/iu;
const ADVERBS: Readonly<Record<string, DateUnit>> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
};

/**
 * Takes windows ("last month", "in the last 30 days", "since March") and calendar groupings ("by month") out of a question,
 * where the schema has dates and no column of that name. @param now ISO local time of the source
 * @param bareYears whether "in 2024" is a window too, as where a window is already there
 */
export function takeTimeWords(text: string, schema: Schema, now: string, bareYears = false): TimeWords {
  const none: TimeWords = { text, windows: [], unit: null };
  if (/["“”]/u.test(text) || !schema.columns.some((column) => column.type === "date" || column.type === "datetime")) return none;
  const grouped = UNIT.exec(text);
  const unit = ADVERBS[grouped?.[2]?.toLowerCase() ?? ""] ?? calendarUnit(grouped?.[1]?.toLowerCase());
  const isColumn =
    unit !== null &&
    schema.columns.some(
      ({ lemmas: own }) =>
        (own.length === 1 && own[0] === unit) ||
        (grouped?.[2] !== undefined && startsWith(text.slice(grouped.index + grouped[0].length - grouped[2].length), own)),
    );
  const rest = grouped && unit !== null && !isColumn ? cut(text, grouped.index, grouped.index + grouped[0].length) : text;
  const found = findWindows(rest, { now, weekendDays: WEEKEND }).filter(
    ({ start, end, window }) => (bareYears || RELATIVE.test(rest.slice(start, end))) && (window.from !== null || window.to !== null),
  );
  let left = rest;
  for (const { start, end } of [...found].sort((a, b) => b.start - a.start)) {
    const lead = BEFORE.exec(left.slice(0, start));
    left = cut(left, lead ? lead.index : start, end);
  }
  return {
    text: left,
    windows: found.map(({ window }) => window),
    unit: isColumn ? null : unit,
  };
}

function cut(text: string, start: number, end: number): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.replace(/\s+([?.!,])/gu, "$1").trim();
}

/** "monthly rentals of students" starts with the name of `monthly_rental`. */
function startsWith(text: string, name: readonly string[]): boolean {
  const words = lemmas(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  return name.length > 1 && name.every((word, at) => words[at] === word);
}
