import { plain, type Condition } from "@/lib/engines/text2sql/draft/draft";
import { root, tokenise } from "@/lib/language/words";
import { bareNoun, type ColumnUse } from "@/lib/engines/text2sql/reader/frame/frame";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { findPath, isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/**
 * "customers who never paid a fee": the verb only leads to the rows that are missing; where rows of its own say whether it was done ("never
 * paid an invoice"), it is not read.
 */
export function isVerbOfNext(scan: Scan, at: number): boolean {
  const {
    frame: { units, schema, unread },
    pending,
  } = scan;
  const next = nextContent(units, at);
  const tables = sensesOf(next, "table").flatMap(({ table, score }) => (score > 0.78 ? [table] : []));
  const own = sensesOf(units[at], "column").map(({ column }) => schema.columns[column]?.table ?? -1);
  if (pending.negated && isNeverDone(scan, at, tables, next)) return true;
  const isVerbal =
    pending.negated &&
    units[at + 1] !== next &&
    tables.length > 0 &&
    !own.some((table) => tables.includes(table)) &&
    /(?:ed|en|id|nt|ght|ve|de|ade)$/u.test(units[at]?.lower ?? "");
  if (isVerbal && own.some((table) => tables.some((other) => isLinked(schema, table, other)))) unread.push(at);
  return isVerbal;
}

function nextContent(units: readonly Unit[], at: number): Unit | undefined {
  return units.slice(at + 1).find(({ lower }) => !/^(?:an?|any|single|one|even|the|their|us|our)$/u.test(lower));
}

function isOfTable(unit: Unit | undefined, of: number, { columns }: Schema): boolean {
  return (
    sensesOf(unit, "table").some(({ table, score }) => table === of && score > 0.7) ||
    sensesOf(unit, "value").some(({ column }) => columns[column]?.table === of)
  );
}

/** "companies who never cancelled a subscription": those without any whose day is there, not those with one whose day is missing. */
function isNeverDone({ frame, pending }: Scan, at: number, tables: readonly number[], next: Unit | undefined): boolean {
  const {
    units,
    schema,
    nouns: [subject],
  } = frame;
  const day = sensesOf(units[at], "column")
    .flatMap(({ column }) => schema.columns[column] ?? [])
    .find((column) => isMoment(column) && !column.isRequired && tables.includes(column.table));
  if (!day || !subject || subject.table === day.table || !/(?:ed|id|nt|ld|wn)$/u.test(units[at]?.lower ?? "") || units[at + 1] === next)
    return false;
  frame.nouns.push({
    table: day.table,
    at,
    via: null,
    filters: [{ at, condition: { kind: "null", item: { agg: null, field: { column: day.id } }, negated: true } }],
    negated: true,
    isHad: true,
    isPlural: false,
  });
  pending.negated = false;
  pending.had = false;
  pending.skip = units.findIndex((unit) => unit === next);
  return true;
}

/**
 * "clients that have never borrowed": those without any row of the table that the verb is of, rather than with a row that says nothing;
 * where not every row has the day ("never paid a fine"), without one that has it.
 */
export function withoutRows({ frame, pending }: Scan, at: number, use: ColumnUse): boolean {
  const {
    schema,
    nouns: [subject],
    units,
  } = frame;
  const [best] = use.senses.map(({ column }) => schema.columns[column]);
  const before = units
    .slice(Math.max(0, at - 3), at)
    .map(({ lower }) => lower)
    .join(" ");
  const isVerbal =
    /(?:ed|en|wn|id|nt|ought)(?: (?:up|in|out|off))?$/u.test(units[at]?.lower ?? "") &&
    /(?:^| )(?:never|not|n['’]t|nobody|no one)(?: |$)/u.test(before);
  const isNever = /(?:^| )never(?: |$)/u.test(before);
  if (
    !subject ||
    !best ||
    !isVerbal ||
    !isMoment(best) ||
    (!best.isRequired && !isNever) ||
    best.table === subject.table ||
    isOfTable(nextContent(units, at), best.table, schema)
  )
    return false;
  const path = findPath(schema, best.table, subject.table);
  if (!path || path.length === 0 || !path.every(({ isForward }) => isForward)) return false;
  const done: Condition = { kind: "null", item: plain(best.id), negated: true };
  frame.nouns.push({
    table: best.table,
    at,
    via: null,
    filters: best.isRequired ? [] : [{ at, condition: done }],
    negated: true,
    isHad: true,
    isPlural: true,
  });
  pending.negated = false;
  pending.had = false;
  return true;
}

/** "players that do not have coaches", kept in a table of their own: it is rows that are missing, not what one of them says. */
export function lacksRows({ frame }: Scan, at: number, { senses }: ColumnUse): boolean {
  const { schema, nouns, units } = frame;
  const [subject] = nouns;
  const [best] = senses.flatMap(({ column }) => schema.columns[column] ?? []);
  const leads = (table: number): boolean => findPath(schema, subject?.table ?? -1, table)?.some(({ isForward }) => !isForward) === true;
  const table = schema.tables[best?.table ?? -1];
  if (!best || !table || !subject || !senses.every(({ column }) => leads(schema.columns[column]?.table ?? -1))) return false;
  const isRow = best.isRequired || tokenise(units[at]?.lower ?? "").some((token) => table.lemmas.some((word) => token.root === root(word)));
  const done: Condition = { kind: "null", item: plain(best.id), negated: true };
  nouns.push({
    ...bareNoun(best.table, at, { isHad: true }),
    filters: isRow ? [] : [{ at, condition: done }],
    negated: true,
    isPlural: true,
  });
  return true;
}

/**
 * "customers who have never used their card": those with a card, none of which has a row of the one table of what is done with it; not read
 * where no one table tells that.
 */
export function readNeverUsed({ frame, pending }: Scan, at: number): boolean {
  const { units, schema, nouns, unread } = frame;
  const thing = units.findIndex((unit, place) => place > at && unit === nextContent(units, at));
  const [named] = sensesOf(units[thing], "table");
  const isOwn = /^(?:an?|any|the|their|his|her|its)$/u.test(units[at + 1]?.lower ?? "");
  if (!pending.negated || units[at]?.lower !== "used" || !named || named.score < 0.9 || !isOwn || nouns.length === 0) return false;
  const { table } = named;
  const uses = schema.links.filter(({ from, to }) => schema.columns[to]?.table === table && schema.columns[from]?.table !== table);
  const [use, ...others] = uses.flatMap(({ from }) => schema.tables[schema.columns[from]?.table ?? -1] ?? []);
  const isEvent = use?.columns.some((id) => schema.columns[id] && isMoment(schema.columns[id]) && schema.columns[id].isRequired === true);
  pending.negated = false;
  pending.had = false;
  pending.skip = thing;
  if (!use || others.length > 0 || isEvent !== true) unread.push(at);
  else
    nouns.push(
      bareNoun(table, at - 1, { isHad: true }),
      { ...bareNoun(table, at, { isHad: true }), negated: true },
      bareNoun(use.id, thing, { isHad: false }),
    );
  return true;
}

/** "who ordered in May but not in June", "with an event last year but none this year": the same rows are missing in the second window. */
export function missesLater({ frame, pending }: Scan, at: number): boolean {
  const { units, nouns } = frame;
  const had = nouns.findLast((noun) => noun.at < at);
  const isAfter =
    units.slice(at + 1, at + 3).find(({ kind, lower }) => kind !== "small" && !/^(?:in|during|any|one|since)$/u.test(lower))?.kind ===
    "window";
  const isContrast = /^(?:but not|but)$/u.test(units[at]?.lower ?? "") || /^(?:but|and)$/u.test(units[at - 1]?.lower ?? "");
  if (!isAfter || !isContrast || !had || had === nouns[0] || had.negated || !units.slice(had.at, at).some(({ kind }) => kind === "window"))
    return false;
  nouns.push({ ...had, at, filters: had.filters.filter((filter) => filter.at < at), negated: true, isHad: true });
  pending.had = false;
  return true;
}
