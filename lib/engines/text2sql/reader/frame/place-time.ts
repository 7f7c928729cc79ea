import type { WindowShown } from "@/lib/answers/answer";
import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { Condition } from "@/lib/engines/text2sql/draft/draft";
import { isBirth } from "@/lib/engines/text2sql/reader/frame/ages";
import { dateColumn, defaultMoment, looksAhead, type DateChoice } from "@/lib/engines/text2sql/reader/columns/date-column";
import { nearestYear, yearAhead } from "@/lib/engines/text2sql/reader/frame/nearest-year";
import { isPassedThrough } from "@/lib/engines/text2sql/reader/columns/moments";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { strength } from "@/lib/engines/text2sql/reader/words/unit";
import { bareNoun, heldColumn, type Filter, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import type { DateWindow } from "@/lib/language/date-window";

export type PlacedWindow = {
  readonly column: number;
  readonly condition: Condition;
  readonly shown: WindowShown | null;
  readonly at: number;
};

/** The windows of a question; where it asks for a change, "from September to October" is two. */
function windowsOf(frame: Frame): readonly { readonly at: number; readonly past: DateWindow; readonly ahead: DateWindow }[] {
  const isOfAge = frame.compared.some(({ use }) => use.isAge);
  return frame.windows.flatMap((at) => {
    if (isOfAge && frame.units[at]?.lower === "today") return [];
    const window = frame.units[at]?.window;
    const ends = window && frame.change ? endsOf(window.past) : null;
    return ends ? ends.map((end) => ({ at, past: end, ahead: end })) : window ? [{ at, ...window }] : [];
  });
}

/**
 * "accounts without transactions this year", "pubs with sales of stout this year": the window is about what is had or missing just before
 * it, whatever that is of.
 */
export function hadBefore({ nouns, units, schema }: Frame, at: number): Noun | undefined {
  const before = nouns.filter((noun) => noun.at < at).sort((a, b) => b.at - a.at);
  const isHad = (noun: Noun | undefined): boolean => noun !== undefined && noun !== nouns[0] && (noun.negated || noun.isHad);
  const [last] = before;
  const isOfHad = (noun: Noun): boolean =>
    last !== undefined && noun.isHad && last.filters.length > 0 && last.table !== noun.table && belongsTo(schema, noun.table, last.table);
  const had = isHad(last) ? last : before.find((noun) => isHad(noun) && isOfHad(noun));
  const isVerbSaid = had !== undefined && units.slice(had.at + 1, at).some(({ lower }) => /^(?:who|that|which)$/u.test(lower));
  return isVerbSaid ? undefined : had;
}

/** "held by businesses, opened in May": the day of what is had, but where the verb just before the window is another row's. */
function saidOfHad(frame: Frame, at: number, had: Noun, tables: readonly number[]): DateChoice | null {
  const own = dateColumn(frame, at, [had.table]);
  const other = own?.verb === null ? dateColumn(frame, at, [had.table, ...tables]) : null;
  return other && other.verb !== null && other.verb > had.at && other.verb < at ? other : own;
}

/** How many periods a question names, a range from one to another counting as two. */
export function periodsSaid({ units }: Frame): number {
  const windows = new Map(units.flatMap(({ window }) => (window ? [[`${window.past.from} ${window.past.to}`, window.past]] : [])));
  return [...windows.values()].reduce((count, window) => count + (endsOf(window) ? 2 : 1), 0);
}

/** The first and the last period of a range of several. */
function endsOf({ from, to, unit, count }: DateWindow): readonly [DateWindow, DateWindow] | null {
  if (from === null || to === null || count < 2 || unit === "day") return null;
  const period = (start: number): DateWindow => ({
    label: isoOf(start).slice(0, unit === "year" ? 4 : 7),
    from: isoOf(start),
    to: isoOf(addUnits(unit, start, 1)),
    partial: false,
    unit,
    count: 1,
    weekdays: null,
  });
  return [period(dayOf(from)), period(addUnits(unit, dayOf(from), count - 1))];
}

/** Every window of the question as a condition on the date column that it is about; null where a window finds none. */
export function placeWindows(frame: Frame, tables: readonly number[]): readonly PlacedWindow[] | null {
  const placed: PlacedWindow[] = [];
  for (const { at, past, ahead } of windowsOf(frame)) {
    const had = hadBefore(frame, at);
    const named = ofWhole(
      frame,
      (had ? saidOfHad(frame, at, had, tables) : null) ??
        ofOwnRow(frame, had ? [had.table, ...tables] : tables, dateColumn(frame, at, had ? [had.table, ...tables] : tables)),
    );
    if (!named) return null;
    const isFuture = isAhead(ahead, frame);
    const choice = isFuture && !isBirth(frame.schema.columns[named.column]) ? lyingAhead(frame, named) : named;
    // "due in the next 7 days" on a day that only looks back: the day that is meant was not found.
    if (isFuture && choice.verb === null && LOOKS_BACK.test(frame.schema.columns[choice.column]?.lemmas[0] ?? "")) return null;
    const isDay = frame.schema.columns[choice.column]?.type === "date";
    const window =
      isFuture && isDay && (ahead.from?.length ?? 0) > 10
        ? { ...ahead, from: ahead.from?.slice(0, 10) ?? null }
        : isFuture ||
            (!saysSoFar(frame) && (looksAhead(frame.schema.columns[choice.column]) || (past.partial && isAgenda(frame, choice.column))))
          ? yearAhead(ahead, frame, choice, at)
          : liesAhead(frame, choice.column)
            ? nearestYear(past, frame, at)
            : past;
    const isYearly = isBirth(frame.schema.columns[choice.column]) && !/\d{4}/u.test(frame.units[at]?.lower ?? "");
    const bearer =
      window.unit === "day" ? frame.nouns.find(({ table }) => table === frame.schema.columns[choice.column]?.table) : undefined;
    if (isYearly && window.count === 1 && (window.unit === "month" || bearer)) {
      placed.push({ column: choice.column, condition: everyYear(window, choice.column, "month"), shown: null, at });
      bearer?.filters.push({ at, condition: everyYear(window, choice.column, "dayOfMonth") });
      continue;
    }
    // Who is born is not hired.
    if (
      frame.units.some(({ lower }) => lower === "born") &&
      (isYearly ? window.unit === "day" : !isBirth(frame.schema.columns[choice.column]))
    )
      return null;
    const condition = windowCondition(
      isPast(window, frame, at, choice.column) ? { ...window, to: window.to?.slice(0, 10) ?? null } : window,
      choice.column,
    );
    if (condition) placed.push({ column: choice.column, condition, shown: shownOf(window), at });
    // Where every row has the day, "posted yesterday" still asks for those that are posted.
    const isOwnState =
      choice.verb !== null &&
      frame.schema.columns[choice.column]?.isRequired === true &&
      strength(frame.units[choice.verb], "value") >= 0.85 &&
      !isPassedThrough(frame, choice.verb, choice.column);
    // "did we post", "applied for": what somebody did, whatever became of it.
    const isDone =
      choice.verb !== null &&
      (/^(?:we|they|you|i)$/u.test(frame.units[choice.verb - 1]?.lower ?? "") || /^for\b/u.test(frame.units[choice.verb + 1]?.lower ?? ""));
    const isNominal =
      choice.verb !== null &&
      frame.schema.columns[choice.column]?.isRequired === true &&
      /(?:tion|ment|al|ance)s?$/u.test(frame.units[choice.verb]?.lower ?? "");
    if (choice.verb !== null && (!choice.bySynonym || isNominal) && (!isOwnState || isDone || hasRival(frame, choice.verb)))
      dropVerb(frame, choice.verb, at, isDone);
  }
  return placed;
}

/** "so far this year": up to now, also of what is planned ahead. */
function saysSoFar({ units }: Frame): boolean {
  return units.some(({ lower }, at) => /(?:^| )so far$/u.test(lower) || (lower === "so" && units[at + 1]?.lower === "far"));
}

/** Days on which a row came to be known, which say nothing of what happened with it. */
const COMES =
  /^(?:join|joined|hire|hired|register|registered|create|created|since|sign|signed|found|founded|open|opened|start|started|launch|launched|member|purchased|bought)$/u;

/**
 * "hours by staff last month", where shifts have no day: that of the event that they are of, rather than the day on which the staff joined.
 * Null where there is none.
 */
function ofOwnRow({ schema, nouns, measures, units }: Frame, [main]: readonly number[], choice: DateChoice | null): DateChoice | null {
  const isOwn = (table: number): boolean =>
    (schema.tables[table]?.columns ?? []).some((id) => /^date/u.test(schema.columns[id]?.type ?? ""));
  if ((choice && choice.verb !== null) || main === undefined) return choice;
  // "how many km did the van do last month" is no mileage of vans first registered then.
  if (choice && isComing(choice.column, schema) && measures.some(({ fn }) => fn === "sum") && units.some(({ lower }) => lower === "did"))
    return null;
  // "average payout per member last month": not those of the members who joined then.
  if (isOwn(main)) return choice && schema.columns[choice.column]?.table !== main && isComing(choice.column, schema) ? null : choice;
  const days = schema.links.flatMap(({ from, to }) => {
    const day = schema.columns[from]?.table === main ? defaultMoment(schema.columns[to]?.table ?? -1, schema) : null;
    return day === null || isComing(day, schema) ? [] : [day];
  });
  const [day, ...more] = days;
  if (day !== undefined) {
    const table = schema.columns[day]?.table ?? -1;
    if (more.length > 0) return null;
    if (!nouns.some((noun) => noun.table === table)) nouns.push(bareNoun(table, -1, { isPlural: false }));
    return { column: day, verb: null, bySynonym: false };
  }
  return choice && isComing(choice.column, schema) ? null : choice;
}

/** "share of waived fees this year": of all fees of this year, also those that have no day of waiving. */
function ofWhole({ schema, nouns, share }: Frame, choice: DateChoice | null): DateChoice | null {
  const day = schema.columns[choice?.column ?? -1];
  const isPart = nouns.some(
    ({ at, table, filters }) => table === day?.table && filters.some((own) => own.at === choice?.verb && own.at <= at),
  );
  const whole = share !== null && isPart && day && day.isRequired !== true ? defaultMoment(day.table, schema) : null;
  return whole === null ? choice : { column: whole, verb: null, bySynonym: false };
}

/** True for such a day; a start with its time of day is that of what happens. */
function isComing(id: number, { columns }: Frame["schema"]): boolean {
  const column = columns[id];
  return column?.words.some((word) => COMES.test(word) && !(column.type === "datetime" && /^start(?:ed)?$/u.test(word))) === true;
}

/** "bookings in the next two weeks": the one day of these rows that can lie ahead, where the one that the words name never does. */
function lyingAhead(frame: Frame, choice: DateChoice): DateChoice {
  const { schema } = frame;
  const own = schema.tables[schema.columns[choice.column]?.table ?? -1]?.columns ?? [];
  const [other, ...more] = liesAhead(frame, choice.column)
    ? []
    : own.filter((id) => /^date/u.test(schema.columns[id]?.type ?? "") && liesAhead(frame, id));
  return other === undefined || more.length > 0 ? choice : { column: other, verb: null, bySynonym: false };
}

/** "which tours do we have this week", "classes this week": of what is planned ahead the whole week, not only what is over. */
function isAgenda(frame: Frame, column: number): boolean {
  const { units, windows, measures, groups, periods, order, having } = frame;
  if (windows.length !== 1 || having.length > 0 || frame.share !== null || units[windows[0] ?? -1]?.window?.past.unit === "year")
    return false;
  const text = units.map(({ lower }) => lower).join(" ");
  const isNow =
    /\b(?:do (?:we|i|they|you) (?:still )?have|have (?:we|i) got|will|(?:is|are|['’]s) (?:on|planned|scheduled|booked|arranged|coming up)|take place)\b/u.test(
      text,
    );
  const isList = measures.length + groups.length + periods.length + order.length === 0 && !/\b(?:were|was|did|had|been)\b/u.test(text);
  return (isNow || isList) && liesAhead(frame, column);
}

/** True for days of which some are still to come. */
function liesAhead({ schema, now }: Frame, column: number): boolean {
  return schema.columns[column]?.samples.some((value) => typeof value === "string" && value > now.replace("T", " ")) === true;
}

/** "older than 30 days": a day has no time of day to be held against. */
function isPast({ from }: DateWindow, { units, schema }: Frame, at: number, column: number): boolean {
  return from === null && schema.columns[column]?.type === "date" && /^(?:older than|more than)\b|\bago$/u.test(units[at]?.lower ?? "");
}

const LOOKS_BACK =
  /^(?:create|created|open|opened|join|joined|sign|signed|originate|originated|post|posted|charge|charged|hire|hired|pay|paid|issue|issued|give|given|rate|rated|register|registered|found|founded|make|made|apply|applied|receive|received)$/u;

/** True for a window that starts today or later and goes on after today: "next month", "in the next 7 days". */
function isAhead({ from, to }: DateWindow, { now }: Frame): boolean {
  return from !== null && dayOf(from) >= dayOf(now) && (to === null || dayOf(to) > dayOf(now) + 1);
}

/** "in September and October together": one figure for all of them. */
function isTakenTogether({ units }: Frame): boolean {
  return units.some(({ lower }) => /^(?:together|combined|altogether)$/u.test(lower));
}

/** "in 2024, 2025 and 2026": periods of one size become one condition and, unless taken together, a grouping; null where they differ. */
export function seriesOf(frame: Frame, windows: readonly PlacedWindow[]): PlacedWindow | null {
  const [first] = windows;
  const units = new Set(windows.map(({ at }) => frame.units[at]?.window?.past.unit));
  const [unit] = units;
  if (
    !first ||
    units.size !== 1 ||
    unit === undefined ||
    windows.some(({ at, column }) => column !== first.column || frame.units[at]?.window?.past.count !== 1)
  )
    return null;
  if (frame.periods.length === 0 && !isTakenTogether(frame)) frame.periods.push({ at: first.at, unit });
  return { ...first, condition: { kind: "or", items: windows.map(({ condition }) => condition) }, shown: null };
}

/** "joined in May or June", "in May and June together": in either of the two, unless they are asked to be told apart; null for any other two. */
export function eitherTime(frame: Frame, windows: readonly PlacedWindow[]): PlacedWindow | null {
  const { units } = frame;
  const [first, second, ...others] = windows;
  const isApart =
    /^(?:did|was|were|is|are|compare)$/u.test(units[0]?.lower ?? "") ||
    units.some(({ lower, cues }) => TOLD_APART.test(lower) || cues.some(({ tag }) => tag === "superlative"));
  const isOr = (from: number, to: number): boolean =>
    units
      .slice(from + 1, to)
      .map(({ lower }) => lower)
      .filter((word) => !/^(?:in|on|during)$/u.test(word))
      .join(" ") === "or";
  return first &&
    second &&
    others.length === 0 &&
    first.column === second.column &&
    (isTakenTogether(frame) || (!isApart && isOr(first.at, second.at)))
    ? { ...first, condition: { kind: "or", items: [first.condition, second.condition] }, shown: null }
    : null;
}

/** "hired after 2014 and before 2021": the time between the two; null for any other two. */
export function spanOf({ units }: Frame, windows: readonly PlacedWindow[]): PlacedWindow | null {
  const [first, second, ...others] = windows;
  const isApart = first !== undefined && units.slice(first.at + 1, second?.at).some(({ lower }) => lower === "or");
  if (!first || !second || others.length > 0 || first.column !== second.column || isApart) return null;
  const start = [first, second].find(({ at }) => STARTS.test(units[at]?.lower ?? ""));
  const end = start === first ? second : first;
  const low = units[start?.at ?? -1]?.window?.past.from;
  const { from, to } = units[end.at]?.window?.past ?? {};
  const isSpan = start !== undefined && low != null && from === null && to != null && low < to;
  const item = { agg: null, field: { column: first.column } };
  return isSpan ? { ...first, condition: { kind: "between", item, low, high: to, until: true }, shown: null } : null;
}

const STARTS = /^(?:(?:on or )?after|since|from|later than|starting|beginning)\b/u;

const TOLD_APART = /^(?:more|fewer|less|higher|lower|better|worse|busier|than|each|versus|either)$/u;

/** "born in May", "birthday next month", "birthday today": of each year. */
function everyYear({ from }: DateWindow, column: number, part: "month" | "dayOfMonth"): Condition {
  const value = Number((from ?? "").slice(...(part === "month" ? [5, 7] : [8, 10])));
  return { kind: "compare", item: { agg: null, field: { column, part } }, op: "=", value };
}

/** A window as a condition on a date column; null where it is open on both sides. */
export function windowCondition({ from, to }: DateWindow, column: number): Condition | null {
  const item = { agg: null, field: { column } };
  if (from !== null && to !== null) return { kind: "between", item, low: from, high: to, until: true };
  if (from !== null) return { kind: "compare", item, op: ">=", value: from };
  return to === null ? null : { kind: "compare", item, op: "<", value: to };
}

/** A window as an answer shows it; null where a side is open. */
export function shownOf({ label, from, to, partial }: DateWindow): WindowShown | null {
  return from === null || to === null ? null : { label, from, to, partial };
}

/** "requested in 2026 … cancelled": of two states of one column that of the day is none. */
function hasRival({ nouns }: Frame, verb: number): boolean {
  return nouns.some(({ filters }) =>
    filters.some(
      (own) =>
        own.at === verb &&
        filters.some((other) => other.at !== verb && heldColumn(own) !== undefined && heldColumn(other) === heldColumn(own)),
    ),
  );
}

/** "closed in May" is about the day, not also about the status that reads the same. */
function dropVerb(frame: Frame, verb: number, at: number, isDone: boolean): void {
  if (strength(frame.units[verb], "definition") > 0 || strength(frame.units[verb], "table") > 0) return;
  if (!isDone && frame.units.slice(Math.min(verb, at) + 1, Math.max(verb, at)).some(({ kind }) => kind === "name" || kind === "number"))
    return;
  for (const noun of frame.nouns) {
    const left: Filter[] = noun.filters.filter((filter) => filter.at !== verb);
    if (left.length < noun.filters.length) noun.filters.splice(0, noun.filters.length, ...left);
  }
}
