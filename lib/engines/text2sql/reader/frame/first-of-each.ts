import { lemma, root } from "@/lib/language/words";
import { EMPTY_DRAFT, plain, type Condition } from "@/lib/engines/text2sql/draft/draft";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { bareNoun, chosenColumn, type Filter, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { momentNamed } from "@/lib/engines/text2sql/reader/columns/moments";
import { isNoun } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import type { Place, Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

const FIRST = /^(?:very )?(?:first|earliest|oldest)(?: ever)?$/u;
const LAST = /^(?:very )?(?:last|latest|most recent|newest)(?: ever)?$/u;
const OWN = /^(?:whose|their|its|his|her|my|')$/u;

function placeSaid(unit: Unit | undefined): boolean | null {
  const lower = unit?.lower.replace(/^the /u, "") ?? "";
  return FIRST.test(lower) ? true : LAST.test(lower) ? false : null;
}

/**
 * "whose last loan was in May", "passed with their first exam": the noun that follows is the first or last of its owner, not of all.
 * Also "when did each reader last borrow", "the date of the last event": the latest day.
 * @returns false where "first" or "last" says something else
 */
export function readPlaceOf(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units } = frame;
  const isFirst = placeSaid(units[at]);
  if (isFirst === null || /^names?$/u.test(units[at + 1]?.lower ?? "")) return false;
  if (readDayOf(scan, at, isFirst)) return true;
  const before = units
    .slice(Math.max(0, at - 2), at)
    .filter(({ lower }) => lower !== "very")
    .map(({ lower }) => lower);
  const isTried = TRIED.test(units[at + 1]?.lower ?? "");
  const named = units.slice(at + 1, at + 1 + REACH).findIndex((unit, place) => unit.kind === "name" && isNoun(scan, at + 1 + place));
  if (isTried && named < 0 && /^(?:at|on|the|their|his|her|its)$/u.test(before.at(-1) ?? "")) return markTried(scan, at, isFirst);
  if (named < 0) return false;
  const isOwn = OWN.test(before.at(-1) ?? "") || (/^(?:on|at|with)$/u.test(before.at(-2) ?? "") && before.at(-1) === "the");
  if (isOwn && (frame.nouns.length > 0 || units.some(({ lower }) => lower === "who"))) pending.place = { at, isFirst };
  else if (/^(?:first|last)$/u.test(units[at]?.lower ?? "") && units[at + 1 + named]?.plural === false)
    pending.superlatives.push({
      at,
      dir: isFirst ? "asc" : "desc",
      counted: false,
      attributes: ["date"],
      word: isFirst ? "early" : "late",
      limit: 1,
    });
  else return false;
  return true;
}

const REACH = 3;
/** Nouns that stand for whatever was done. */
const TRIED = /^(?:attempts?|try|tries|go|time)$/u;

/** "passed theory at the first attempt": of the rows said before. */
function markTried({ frame, pending }: Scan, at: number, isFirst: boolean): boolean {
  const noun = frame.nouns.slice(1).findLast(({ negated }) => !negated);
  // Which of them counts as an attempt is what the other values of a kind say, not the outcome.
  const kinds = (noun?.filters ?? []).slice(1);
  const condition =
    noun && ownerKey({ frame, pending }, noun) !== null ? placeCondition({ frame, pending }, noun, { at, isFirst }, kinds) : null;
  if (noun && condition) noun.filters.push({ at, condition });
  else frame.unread.push(at);
  pending.skip = at + 1;
  return true;
}

/** Gives a place that waits to the noun that was just placed; `said` are the filters of this mention. False where nothing waits. */
export function takePlace(scan: Scan, noun: Noun, said: readonly Filter[]): void {
  const { frame, pending } = scan;
  const { place } = pending;
  if (!place) return;
  pending.place = null;
  const condition = placeCondition(scan, noun, place, said);
  if (condition) noun.filters.push({ at: place.at, condition });
  else frame.unread.push(place.at);
}

/** The key of a noun's rows that leads to the subject. */
function ownerKey({ frame: { schema, nouns } }: Scan, noun: Noun): number | null {
  const subject = nouns[0];
  const keys = schema.links.filter(
    ({ from, to }) => schema.columns[from]?.table === noun.table && schema.columns[to]?.table === subject?.table,
  );
  return keys.length === 1 && noun !== subject ? (keys[0]?.from ?? null) : null;
}

function placeCondition(scan: Scan, noun: Noun, { isFirst }: Place, said: readonly Filter[]): Condition | null {
  const { schema, now } = scan.frame;
  const per = ownerKey(scan, noun);
  const by = defaultMoment(noun.table, schema);
  const [key, ...others] = schema.tables[noun.table]?.primaryKey ?? [];
  if (per === null || by === null || key === undefined || others.length > 0) return null;
  const until = schema.columns[by]?.type === "date" ? now.slice(0, 10) : now.replace("T", " ");
  return {
    kind: "in",
    column: key,
    negated: false,
    query: {
      ...EMPTY_DRAFT,
      select: [plain(key)],
      tables: [noun.table],
      where: said.map(({ condition }) => condition),
      latest: { of: per, by, until, ...(isFirst ? { isFirst } : {}) },
    },
  };
}

/** "when did each reader last borrow", "date of the last event at each branch", "last order date per customer". */
function readDayOf(scan: Scan, at: number, isFirst: boolean): boolean {
  const { frame, pending } = scan;
  const { units, outputs, unread } = frame;
  const isWhen = units[0]?.lower === "when";
  const dated = units.findLastIndex(({ lower }, place) => place < at && place >= at - LEAD && /^(?:dates?|day|time)$/u.test(lower));
  const isDateOf =
    dated >= 0 &&
    /^of(?: |$)/u.test(units[dated + 1]?.lower ?? "") &&
    units
      .slice(dated + 1, at)
      .every(
        ({ kind, lower }) =>
          kind === "small" || kind === "name" || /^(?:of|of the|of each|of every|each|every|the|their|its|'s)$/u.test(lower),
      );
  const found = momentNear(scan, at + 1);
  if (!found) return false;
  const isNamedSo = /(?:^| )dates?$/u.test(units[found.at]?.lower ?? "");
  const isDateAfter = isNamedSo || /^dates?$/u.test(units[found.at + 1]?.lower ?? "");
  if (!isWhen && !isDateOf && !isDateAfter) return false;
  pending.fns = [];
  frame.measures.push({
    at,
    fn: isFirst ? "min" : "max",
    noun: null,
    column: chosenColumn(at, found.column),
    minus: null,
    distinct: false,
  });
  if (isDateOf) {
    outputs.splice(0, outputs.length, ...outputs.filter((use) => use.at !== dated));
    unread.splice(0, unread.length, ...unread.filter((place) => place !== dated));
  }
  const table = frame.schema.columns[found.column]?.table ?? -1;
  if (!frame.nouns.some((noun) => noun.table === table)) frame.nouns.push(bareNoun(table, found.at, { isHad: true }));
  pending.skip = isDateAfter && !isNamedSo ? found.at + 1 : found.at;
  return true;
}

const LEAD = 6;

/** The day of what is named right behind a place: of a verb its own, of a noun that of its rows. */
function momentNear(scan: Scan, from: number): { readonly at: number; readonly column: number } | null {
  const { units, schema, nouns } = scan.frame;
  const at = units.findIndex(
    ({ lower }, place) => place >= from && place <= from + 2 && !/^(?:an?|the|any|have|had|get|take|do|attend)$/u.test(lower),
  );
  const unit = units[at];
  if (!unit) return null;
  const subject = nouns[0]?.table;
  const own = sensesOf(unit, "column").find(({ column, score }) => {
    const found = schema.columns[column];
    return score >= 0.7 && found !== undefined && isMoment(found);
  });
  if (own && (/(?:^| )dates?$/u.test(unit.lower) || sensesOf(unit, "table").length === 0)) return { at, column: own.column };
  const said = lemma(
    unit.lower
      .replace(/ dates?$/u, "")
      .split(" ")
      .at(-1) ?? "",
  );
  const table =
    sensesOf(unit, "table").find(({ score }) => score >= 0.75)?.table ?? schema.tables.find(({ lemmas }) => lemmas.at(-1) === said)?.id;
  if (table !== undefined) return withMoment(at, table === subject ? null : defaultMoment(table, schema));
  // The rows of each: their day may be the verb, or they are called after it.
  const rows = schema.tables.filter(
    ({ id }) =>
      subject !== undefined &&
      id !== subject &&
      schema.links.some(({ from: key, to }) => schema.columns[key]?.table === id && schema.columns[to]?.table === subject),
  );
  const [verb] = rows.flatMap(({ id }) => momentNamed(unit.lower, id, schema) ?? []);
  const [called] = rows.filter(({ lemmas }) => {
    const stem = root(lemmas.at(-1) ?? "");
    return stem.length >= STEM && root(unit.lower).startsWith(stem);
  });
  return withMoment(at, verb ?? (called ? defaultMoment(called.id, schema) : null));
}

function withMoment(at: number, column: number | null): { readonly at: number; readonly column: number } | null {
  return column === null ? null : { at, column };
}

const STEM = 5;
