import type { Unit, PeriodUnit } from "@/lib/engines/text2sql/reader/words/unit";
import { tokenise, type Token } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { rollingWindows, fromNow } from "@/lib/engines/text2sql/reader/words/rolling-windows";
import { isoOf, addUnits, startOf, dayOf } from "@/lib/language/calendar";
import { findWindows } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

export type Span = { readonly start: number; readonly end: number };

export type Timed = Span & { readonly window: Unit["window"]; readonly period: PeriodUnit | null };
const PERIODS: Readonly<Record<string, PeriodUnit>> = {
  weekday: "weekday",
  "day of the week": "weekday",
  "day of week": "weekday",
  "hour of the day": "hourOfDay",
  "hour of day": "hourOfDay",
  day: "day",
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
  hour: "hour",
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
};

/** "percentage of the October orders": the "of" is that of the share. */
const SHARE = /^(?:share|percentage|percent|proportion|fraction|part|portion|%)$/u;

const PERIOD =
  /(?<=\b(?:busiest|quietest|slowest|strongest|weakest|best|worst) )(?:hour(?: of (?:the )?day)?|weekday|day of (?:the )?week|(?:hour|weekday|day|week|month|quarter|year)s?)\b|\b(?:(?:broken down |split |grouped |compared )?(?:by|per|for each|in each|each|for every|every)\s+(?:calendar )?(weekday|hour of (?:the )?day|day of (?:the )?week|day|week|month|quarter|year|hour)|(daily|weekly|monthly|quarterly|yearly|annually)|(month|quarter|week|year) by (?:month|quarter|week|year)|(?:in |during |on )?(?:which|what) (?:calendar )?(weekday|hour of the day|day of the week|day|month|quarter|year|week))\b/giu;
/** "monthly fees" where a kind of fee is called so. */
function isValueOfNext(word: string, rest: string, schema: Schema): boolean {
  const next = tokenise(rest)[0]?.lemma ?? "";
  if (next === "one" && schema.values.has(word)) return true;
  return (schema.values.get(word) ?? []).some(({ column }) => {
    const table = schema.tables[schema.columns[column]?.table ?? -1];
    return table?.lemmas.at(-1) === next || table?.synonyms.includes(next) === true;
  });
}

/** A column called "month" of a table that nobody speaks of does not keep months from being months, where there are other days. */
function isSpoken(table: number, tokens: readonly Token[], schema: Schema): boolean {
  const spoken = schema.tables.filter(({ lemmas }) => tokens.some(({ lemma }) => lemma === lemmas.at(-1)));
  return (
    spoken.some(({ id }) => id === table) ||
    !spoken.some(({ columns }) => columns.some((id) => /^date/u.test(schema.columns[id]?.type ?? "")))
  );
}

/** Where a question speaks of time: periods that group, windows with their dates, which side of now. @param text as it was asked */
export function findTimed(
  text: string,
  tokens: readonly Token[],
  schema: Schema,
  now: string,
  weekendDays: readonly number[],
): readonly Timed[] {
  // As long as before, so that offsets stay: "before the end of 2033" means until then.
  const lower = text
    .toLowerCase()
    .replaceAll(
      /\b(?:before|by|until|till) the end of\b(?! (?:the|this) (?:month|quarter|year|week))( (?:19|20)\d{2}\b)?/gu,
      (match, year: string | undefined) => (year ? `until year${year}`.padStart(match.length) : "until".padEnd(match.length)),
    )
    .replaceAll(/\bsince the (?:start|beginning) of (?:the|this) (month|quarter|year|week)\b/gu, (match: string, unit: string) =>
      `this ${unit}`.padStart(match.length),
    )
    // "classes starting tomorrow" start on that day, not from then on.
    .replaceAll(/\b(?:starting|beginning)(?= (?:tomorrow|today|next|this)\b)/gu, (match) => " ".repeat(match.length));
  const isSoFar = /\b(?:so far|to date)\b/u.test(lower);
  const ahead = findWindows(lower, { now, weekendDays, ahead: true });
  const place = (start: number, end: number): Span => ({
    start: tokens.findIndex((token) => token.end > start),
    end: tokens.findLastIndex((token) => token.start < end) + 1,
  });
  const periods = [...periodsIn(lower, tokens, schema, place), ...restOf(lower, now, place)];
  const windows = findWindows(lower, { now, weekendDays }).flatMap((found, at): readonly Timed[] => {
    // "so far this year" ends now, also for what is planned ahead.
    const later: DateWindow = (isSoFar ? null : ahead[at]?.window) ?? found.window;
    if (found.window.from === null && found.window.to === null && found.window.weekdays === null) return [];
    const days = found.window.weekdays === null ? undefined : found.spans[1];
    const kind: DateWindow = { ...found.window, from: null, to: null };
    const inner = place(found.start, found.end);
    const lead = /^(?:in|during|on|for|within|over|of|the|from|since|start|beginning)$/u;
    let start = inner.start;
    const isLead = (at: number): boolean =>
      lead.test(tokens[at]?.lower ?? "") && !(tokens[at]?.lower === "of" && SHARE.test(tokens[at - 1]?.lower ?? ""));
    while (start > 0 && isLead(start - 1)) start -= 1;
    return inner.start >= 0
      ? [
          { start, end: inner.end, window: { past: found.window, ahead: later }, period: null },
          ...(days ? [{ ...place(days.start, days.end), window: { past: kind, ahead: kind }, period: null }] : []),
        ]
      : [];
  });
  const free = windows.filter((window) => periods.every((period) => window.end <= period.start || window.start >= period.end));
  const rolling = rollingWindows(lower, now).map((said) => ({
    ...place(said.start, said.end),
    window: { past: said.window, ahead: said.window },
    period: null,
    isSide: said.isSide === true,
  }));
  const others = free.filter((window) => rolling.every((said) => window.end <= said.start || window.start >= said.end));
  const isAhead = rolling.some(({ isSide }) => isSide);
  // With a window of its own "upcoming" only says on which side of now it lies.
  const clipped = others.map((window) => ({
    ...window,
    window:
      isAhead && window.window ? { past: fromNow(window.window.ahead, now), ahead: fromNow(window.window.ahead, now) } : window.window,
  }));
  const first = clipped[0] ?? rolling.find(({ isSide }) => !isSide);
  return [...periods, ...clipped, ...rolling.map((said) => (said.isSide && first?.window ? { ...said, window: first.window } : said))];
}

type Place = (start: number, end: number) => Span;

/** "per month", "which day": the periods that group, where no column is called so. */
function periodsIn(lower: string, tokens: readonly Token[], schema: Schema, place: Place): readonly Timed[] {
  return [...lower.matchAll(PERIOD)].flatMap((match): readonly Timed[] => {
    const word = match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[0].toLowerCase();
    const unit = PERIODS[word] ?? PERIODS[word.replace(/s$/u, "")];
    const following = tokenise(lower.slice(match.index + match[0].length))[0]?.lemma;
    // Nothing else is busy but the days themselves.
    const isBusy = /\b(?:busiest|quietest|slowest) $/u.test(lower.slice(0, match.index));
    const isName =
      !isBusy &&
      (schema.columns.some(
        ({ lemmas, table }) =>
          isSpoken(table, tokens, schema) &&
          ((lemmas.length === 1 && lemmas[0] === word) ||
            (match[2] !== undefined && lemmas.some((part, place) => part === word && lemmas[place + 1] === following))),
      ) ||
        (match[2] !== undefined && isValueOfNext(word, lower.slice(match.index + word.length), schema)));
    return unit && !isName ? [{ ...place(match.index, match.index + match[0].length), window: null, period: unit }] : [];
  });
}

/** "by the end of the month", "later this week": from now to its end. */
function restOf(lower: string, now: string, place: Place): readonly Timed[] {
  return [
    ...lower.matchAll(
      /\b(?:(?:before|by|until|till) the end of|(?:in |for )?the rest of|later) (?:the|this) (month|quarter|year|week)\b/gu,
    ),
  ].flatMap((match): readonly Timed[] => {
    const unit = PERIODS[match[1] ?? ""];
    const end =
      unit && unit !== "weekday" && unit !== "hourOfDay" && unit !== "hour" ? isoOf(addUnits(unit, startOf(unit, dayOf(now)), 1)) : null;
    const window: DateWindow = {
      label: `the rest of this ${match[1] ?? ""}`,
      from: now.slice(0, 10),
      to: end,
      partial: false,
      unit: "day",
      count: 0,
      weekdays: null,
    };
    return end === null
      ? []
      : [{ ...place(match.index, match.index + match[0].length), window: { past: window, ahead: window }, period: null }];
  });
}
