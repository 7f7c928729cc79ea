import { plain, type Condition } from "@/lib/engines/text2sql/draft/draft";
import type { Filter, Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { dateColumn } from "@/lib/engines/text2sql/reader/columns/date-column";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { isOver } from "@/lib/engines/text2sql/reader/words/over";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { lastingDays, promisedDays } from "@/lib/engines/text2sql/reader/columns/promises";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, strength } from "@/lib/engines/text2sql/reader/words/unit";
import type { Scope } from "@/lib/engines/text2sql/reader/draft/scope";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";

/** The one day of a table on which its rows are over, also where every row has one and some are to come; null where it has none or several. */
function overColumn(table: number, schema: Schema, now: string): Column | null {
  const [found, ...others] = (schema.tables[table]?.columns ?? []).flatMap((id) => schema.columns[id] ?? []).filter(isOver);
  const end = schema.columns[lastingDays(table, schema)?.done ?? -1];
  const isAhead = end?.samples.some((value) => typeof value === "string" && value > now);
  return others.length > 0 ? null : (found ?? (isAhead ? (end ?? null) : null));
}

/** Whether a row's time is over by its day: one that lies ahead has not come yet, and what begins later has not begun. */
function overConditions(column: Column, isGone: boolean, { schema, now }: Frame): readonly Condition[] {
  const today = now.slice(0, 10);
  const item = plain(column.id);
  const isAhead = ({ samples }: Column): boolean => samples.some((value) => typeof value === "string" && value > now);
  if (isGone) return [isAhead(column) ? { kind: "compare", item, op: "<", value: today } : { kind: "null", item, negated: true }];
  const open: Condition = { kind: "null", item };
  const going: Condition = isAhead(column) ? { kind: "or", items: [open, { kind: "compare", item, op: ">=", value: today }] } : open;
  const days = lastingDays(column.table, schema);
  const start = days?.done === column.id ? schema.columns[days.due] : undefined;
  if (!start || !isAhead(start)) return [going];
  return [going, { kind: "compare", item: plain(start.id), op: "<=", value: start.type === "datetime" ? now.replace("T", " ") : today }];
}

/** The same as filters of a noun, said at that place. */
export function overFilters(at: number, column: Column, isGone: boolean, frame: Frame): readonly Filter[] {
  return overConditions(column, isGone, frame).map((condition) => ({ at, condition }));
}

/** How far behind "still" what it is said of may stand. */
const REACH = 4;

/**
 * "loans still out", "cars still in service", "branches that are still open": where nothing else says in what state, the row's time is not
 * over.
 */
export function settleStill({ frame }: Scan): void {
  const { units, unread, nouns, schema } = frame;
  for (const [at, { lower }] of units.entries()) {
    if (lower !== "still" || isStateSaid(frame, at)) continue;
    const noun = nouns.findLast((candidate) => candidate.at < at && !candidate.negated) ?? nouns.find(({ negated }) => !negated);
    const day = noun ? (overColumn(noun.table, schema, frame.now) ?? doneColumn(noun.table, schema)) : null;
    // Where a glossary says what the states are, a day says less.
    const isDefined = schema.definitions?.some(({ table }) => table === noun?.table) === true;
    if (!noun || !day || isDefined) unread.push(at);
    else {
      noun.filters.push(...overFilters(at, day, false, frame));
      frame.isPresent = true;
      dropPlace(frame, at);
    }
  }
}

/** "in service", "with the firm", "alive": words behind "still" that say no more than it. */
function dropPlace({ units, unread }: Frame, at: number): void {
  const end = units.findIndex(
    ({ kind, lower }, place) =>
      place > at &&
      (place > at + REACH ||
        kind === "name" ||
        kind === "window" ||
        kind === "number" ||
        /^(?:[,.?;:]|and|but|who|that|which|by|per)$/u.test(lower)),
  );
  const kept = unread.filter((place) => place <= at || place >= (end < 0 ? units.length : end));
  unread.splice(0, unread.length, ...kept);
}

/** True where a value, a state, a bound or what is missing stands just behind "still". */
function isStateSaid({ units, nouns, compared, windows, having, unread }: Frame, at: number): boolean {
  // "shows that are still going have no producer": what is said behind the verb is another thing.
  const verb = units.findIndex(({ lower }, place) => place > at + 1 && /^(?:do|does|have|has|having|without|but)\b/u.test(lower));
  const end = verb < 0 ? at + REACH : Math.min(verb - 1, at + REACH);
  const isNear = (place: number): boolean => place > at && place <= end;
  const filters = nouns.flatMap((noun) => [...noun.filters.map((filter) => filter.at), ...(noun.negated ? [noun.at] : [])]);
  const isSaid = [
    ...filters,
    ...compared.flatMap(({ use, compare }) => [use.at, compare.at]),
    ...windows,
    ...having.map(({ compare }) => compare.at),
  ].some(isNear);
  const isRead = units
    .slice(at + 1, end + 1)
    .some(
      (unit, place) =>
        !unread.includes(at + 1 + place) &&
        (strength(unit, "value") + strength(unit, "state") + strength(unit, "term") + strength(unit, "definition") > 0 ||
          unit.cues.some(({ tag }) => tag === "with")),
    );
  // "still outstanding" of a column that says how much is.
  const isColumn = strength(units[at + 1], "column") > 0.7 && units[at + 1]?.kind === "name" && !unread.includes(at + 1);
  return isSaid || isRead || isColumn;
}

/** What a column is called that says how a row stands. */
export const STATE = /^(?:status|state|stage|phase)$/u;
const BE = /^(?:are|is|were|was|be|been)$/u;

/** "facilities that are open", where only accounts have such a state: what rows are is none of those that they are tied to, but of their own. */
export function leaveOthersState({ units, nouns, schema, unread }: Frame): void {
  const isNamed = ({ at }: Noun): boolean => strength(units[at], "table") + strength(units[at], "role") > 0;
  for (const noun of nouns) {
    const isState = noun.filters.some(
      ({ at, condition }) =>
        at === noun.at &&
        condition.kind === "compare" &&
        STATE.test(schema.columns[condition.item.field?.column ?? -1]?.lemmas.at(-1) ?? ""),
    );
    const verb = units.findLastIndex(({ lower }, place) => place < noun.at && BE.test(lower));
    const isSaid = verb >= 0 && units.slice(verb + 1, noun.at).every(({ kind }) => kind === "small" || kind === "cue");
    const subject = nouns.findLast((other) => other.at < verb && isNamed(other));
    const path = isState && isSaid && !isNamed(noun) && subject ? findPath(schema, subject.table, noun.table) : null;
    // "customers who are past due": those of whose loans one is, where nothing else can be.
    const kinds = new Set(sensesOf(units[noun.at], "value").map(({ column }) => schema.columns[column]?.table));
    const isOwn = path?.length === 0 || (path?.every(({ isForward }) => !isForward) === true && path.length <= 2 && kinds.size === 1);
    if (path && !isOwn) unread.push(noun.at);
  }
}

/** The day on which what was due was done: of a loan that is out, that of its return. */
function doneColumn(table: number, schema: Schema): Column | null {
  const days = promisedDays(table, schema);
  return (days && schema.columns[days.done]) ?? null;
}

const NOW = /^(?:right now|currently|now|at the moment|at present|presently)$/u;

/** "employees in the Oslo office right now": those who have not left. */
export function keepPresent(frame: Frame): void {
  const {
    units,
    nouns: [noun],
    schema,
  } = frame;
  if (!noun || !units.some(({ kind, lower }) => kind === "small" && NOW.test(lower))) return;
  const gone = overColumn(noun.table, schema, frame.now);
  if (!gone || isSettled(noun, gone)) return;
  noun.filters.push(...overFilters(noun.at, gone, false, frame));
  frame.isPresent = true;
}

/**
 * "headcount per depot today", "how many contracts do we have today": of what lasts, today is now and not the day on which it began. "New
 * clients today" and "hired today" keep the day.
 */
export function settleToday(frame: Frame, noun: Noun): void {
  const { units, windows, nouns, groups, schema } = frame;
  const at = windows.find((place) => /^(?:as of )?today$/u.test(units[place]?.lower ?? ""));
  const isAlone = nouns.every((other) => other.table === noun.table || groups.some((group) => group.noun === other));
  const isHeld = units.some(({ lower }) => /^(?:have|are there|as of today|as of)$/u.test(lower));
  const gone = overColumn(noun.table, schema, frame.now);
  const isRunning = at !== undefined && gone !== null && runsAt(units, at - 1);
  const isLasting = isOfPeople(noun.table, schema) || (gone !== null && isHeld) || isRunning;
  const isOfDay = units.some(({ lower }) => /^(?:new|newly|newest|first|latest)$/u.test(lower));
  const isOfVerb = !isRunning && at !== undefined && dateColumn(frame, at, [noun.table])?.verb !== null;
  if (at === undefined || windows.length > 1 || !isAlone || !isLasting || isOfDay || isOfVerb) return;
  windows.splice(windows.indexOf(at), 1);
  // "the permits running today" are those that are talked of; what "are running today" is told of them.
  const isTalkedOf = isRunning && !BE.test(units[at - 2]?.lower ?? "");
  const place = isTalkedOf ? noun.at : at;
  if (isTalkedOf)
    noun.filters.splice(0, noun.filters.length, ...noun.filters.map((said) => (said.at === at - 1 ? { ...said, at: place } : said)));
  if (gone && !isSettled(noun, gone)) noun.filters.push(...overFilters(place, gone, false, frame));
  frame.isPresent = true;
}

/** "are open today", "running today", in contrast to "that open today" and "opened today". */
function runsAt(units: Frame["units"], at: number): boolean {
  return (
    /^(?:open|running|on|active|ongoing|live)$/u.test(units[at]?.lower ?? "") &&
    !/^(?:that|which|who|to|will)$/u.test(units[at - 1]?.lower ?? "")
  );
}

/** "who works at Harbour now", "current position of each member": of what ties the two only the rows whose time is not over. */
export function presentLinks(frame: Frame, scope: Scope, isLink: (table: number) => boolean = () => true): readonly Condition[] {
  const { units, windows, schema } = frame;
  if (windows.length > 0 || !units.some(({ lower }) => NOW.test(lower) || lower === "current")) return [];
  return [scope.root, ...scope.steps.map(({ table }) => table)].flatMap((table) => {
    const gone = overColumn(table, schema, frame.now);
    return gone && isLink(table) && !isSettled({ filters: scope.where.map((condition) => ({ at: 0, condition })) }, gone)
      ? overConditions(gone, false, frame)
      : [];
  });
}

function isSettled({ filters }: Pick<Noun, "filters">, { id }: Column): boolean {
  const isOf = (condition: Condition): boolean =>
    condition.kind === "or"
      ? condition.items.some(isOf)
      : (condition.kind === "null" || condition.kind === "compare" || condition.kind === "between") && condition.item.field?.column === id;
  return filters.some(({ condition }) => isOf(condition));
}
