import { synonymsOf } from "@/lib/language/lexicon";
import { lemma, root } from "@/lib/language/words";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import { isOneFamily } from "@/lib/engines/text2sql/reader/columns/moments";
import { isMoment, isStateOfOver } from "@/lib/engines/text2sql/reader/words/over";

/** A date column for a window; `verb` is the unit that named it, null for the default of its table. */
export type DateChoice = { readonly column: number; readonly verb: number | null; readonly bySynonym: boolean };

const LATER = new Set([
  "birth",
  "born",
  "deceased",
  "died",
  "death",
  "expire",
  "expires",
  "expiry",
  "review",
  "due",
  "closed",
  "close",
  "left",
  "leave",
  "end",
  "ended",
  "matures",
  "mature",
  "maturity",
  "waived",
  "paid",
  "updated",
  "deleted",
  "cancelled",
]);
const AHEAD =
  /^(?:expire|expires|expiry|expiration|mature|matures|maturity|due|next|review|renewal|renews|deadline|scheduled|planned|plan|promised|target)$/u;

/** True for dates that may lie ahead of now: "this month" is the whole month for them. */
export function looksAhead(column: Column | undefined): boolean {
  return column?.words.some((word) => AHEAD.test(word)) === true;
}

/**
 * The date column that a window or period at a position is about, among some tables: the one whose word stands nearest, else the table's
 * default.
 */
export function dateColumn(frame: Frame, at: number, tables: readonly number[]): DateChoice | null {
  const { schema, units } = frame;
  const by = frame.dateBy ? resolveColumns(frame.dateBy, frame, tables)[0] : undefined;
  if (by !== undefined) return { column: by, verb: null, bySynonym: false };
  const moments = tables.flatMap((table, rank) =>
    (schema.tables[table]?.columns ?? [])
      .flatMap((id) => schema.columns[id] ?? [])
      .filter(isMoment)
      .map((column) => ({ column, rank })),
  );
  const named = moments.flatMap(({ column, rank }) =>
    units.flatMap((unit, index) => {
      // "customers" names no `customer_since`, "keg sales" no `keg_returned_on`: of those the other word would.
      const own = schema.tables[column.table]?.lemmas ?? [];
      const said = unit.lower.split(" ").map((word) => lemma(word));
      const isOwnName = mainWords(column).length > 1 && said.includes(own.at(-1) ?? "") && said.every((word) => own.includes(word));
      // "rated by internal review": a value of the ratings, not the customers' next review.
      const isElsewhere =
        unit.lower.includes(" ") &&
        sensesOf(unit, "value").some(({ column: of, score }) => score >= 0.95 && schema.columns[of]?.table !== column.table);
      if (
        isElsewhere ||
        isOwnName ||
        unit.kind === "window" ||
        unit.kind === "number" ||
        isAside(units, index, at) ||
        isSaidLater(frame, at, index)
      )
        return [];
      const fit =
        fitOf(unit.lower, column) ??
        (sensesOf(unit, "value").some(
          ({ value, label = value, column: of }) =>
            schema.columns[of]?.table === column.table &&
            (schema.columns[of]?.distinct ?? 99) <= 30 &&
            (fitOf(label.toLowerCase(), column) || (isStateOfOver(label, column) && haveDay(schema.columns[of], value, column))),
        )
          ? { bySynonym: true }
          : isOfState(unit, column)
            ? { bySynonym: true }
            : null);
      return fit === null
        ? []
        : [
            {
              column: column.id,
              verb: index,
              bySynonym: fit.bySynonym,
              cost:
                Math.abs(index - at) +
                rank * 0.6 +
                (fit.bySynonym ? 0.5 : 0) +
                (index > at ? 0.3 : 0) +
                (looksAhead(column) && !AHEAD.test(unit.lower) ? UNSAID : 0),
            },
          ];
    }),
  );
  const nearest = named.sort((a, b) => a.cost - b.cost)[0];
  if (nearest) return nearest;
  const event = tables[0] === undefined ? null : momentOfEvent(tables[0], schema);
  if (event !== null) return { column: event, verb: null, bySynonym: false };
  for (const table of tables) {
    const column = defaultMoment(table, schema);
    if (column !== null) return { column: dayOfDeed(column, frame) ?? column, verb: null, bySynonym: false };
  }
  return null;
}

const PLANNED = /^(?:planned|plan|scheduled|schedule|expected|promised|target)$/u;
const CARRIED_OUT = /^(?:completed|finished|done|performed|actual|executed)$/u;
const DEED =
  /\b(?:did|has|have) (?!(?:in|on|at|for|during|this|last|to|an?|no)\b)(?:(?:each|every|the|our|my) )?\p{L}+ (?:(?:already|really|actually) )?(?!(?:have|had|been|be|got|planned|scheduled)\b)\p{L}+/u;

/** "how many panels has each crew put up this year": what somebody did counts on the day it was done, not on the day it was planned for. */
function dayOfDeed(planned: number, { schema, units }: Frame): number | null {
  const column = schema.columns[planned];
  if (!column?.words.some((word) => PLANNED.test(word)) || !DEED.test(units.map(({ lower }) => lower).join(" "))) return null;
  const own = (schema.tables[column.table]?.columns ?? []).flatMap((id) => schema.columns[id] ?? []).filter(isMoment);
  const [done, ...others] = own.filter(({ words }) => words.some((word) => CARRIED_OUT.test(word)) && !words.includes("start"));
  return done && others.length === 0 ? done.id : null;
}

/** "amount written off in May", as the glossary defines it: of the rows in a state the day on which they came into it. */
function isOfState(unit: Unit, column: Column): boolean {
  return sensesOf(unit, "definition").some(
    ({ definition: { table, where } }) =>
      table === column.table &&
      where.some(
        (one) =>
          one.kind === "in" &&
          !one.negated &&
          one.values.some((value) => typeof value === "string" && fitOf(value.replaceAll("_", " ").toLowerCase(), column) !== null),
      ),
  );
}

/** Rows in a state have the day of it, as far as they were looked at. */
function haveDay(state: Column | undefined, value: string, { samples }: Column): boolean {
  const days = samples.filter((_, row) => state?.samples[row] === value);
  return days.length === 0 || days.some((day) => day !== null);
}

/** Of the day and the due day of a delivery "delivered" means the first. */
const UNSAID = 0.25;

/** "hours per person in October": rows without a day happen when that happens which they are part of, not when the person joined. */
function momentOfEvent(table: number, schema: Schema): number | null {
  const { columns, links, tables } = schema;
  if (
    tables[table]?.columns.some((id) => {
      const column = columns[id];
      return column !== undefined && isMoment(column);
    }) !== false
  )
    return null;
  const parents = links.flatMap(({ from, to }) => (columns[from]?.table === table ? (columns[to]?.table ?? []) : []));
  const events = [...new Set(parents)]
    .filter((parent) => tables[parent]?.columns.some((id) => columns[id]?.isForeign))
    .flatMap((parent) => defaultMoment(parent, schema) ?? []);
  return events.length === 1 ? (events[0] ?? null) : null;
}

/** "loans made in 2020 that have been paid off": what is said of them after the window is not what it dates. */
function isSaidLater({ units, nouns }: Frame, window: number, at: number): boolean {
  return (
    at > window &&
    nouns.some((noun) => noun.at < window) &&
    units.slice(window + 1, at).some(({ lower }) => /^(?:have|has|had|been|is|are|was|were)$/u.test(lower))
  );
}

/** "ignoring waived ones", "only posted ones", "(paid invoices)": a state of its own that no window is about. */
function isAside(units: Frame["units"], at: number, window: number): boolean {
  const open = units.findLastIndex(({ lower }, place) => place < at && lower === "(");
  const close = units.findIndex(({ lower }, place) => place > at && lower === ")");
  if (open >= 0 && close >= 0 && !units.slice(open, at).some(({ lower }) => lower === ")") && (window < open || window > close))
    return true;
  return /^ones?$/u.test(units[at + 1]?.lower ?? "") || /^(?:ignoring|ignore|excluding|except)$/u.test(units[at - 1]?.lower ?? "");
}

/**
 * The moment that a row of a table is about: as the glossary says, else its first date that is no birth, due, review or end, else its only
 * one that every row has.
 */
export function defaultMoment(table: number, schema: Schema): number | null {
  const found = schema.tables[table];
  if (found?.timeColumn !== undefined) return found.timeColumn;
  const own = (found?.columns ?? []).flatMap((id) => schema.columns[id] ?? []).filter(isMoment);
  const first = own.find(
    ({ lemmas, words, samples }) => !words.some((word) => LATER.has(word)) && !lemmas.includes("birth") && !samples.includes(null),
  );
  return (
    (first && heldLater(first, own, found?.lemmas ?? []))?.id ??
    first?.id ??
    own.find(({ words }) => !words.some((word) => LATER.has(word)))?.id ??
    own.find((column) => own.length === 1 && column.isRequired && !looksAhead(column) && !column.lemmas.includes("birth"))?.id ??
    null
  );
}

/** A job that was booked one day for another happens on the other; a booking is made on the first. */
function heldLater({ words }: Column, own: readonly Column[], table: readonly string[]): Column | undefined {
  return words.includes("booked") && !/^(?:booking|reservation|order)$/u.test(table.at(-1) ?? "")
    ? own.find((column) => /^scheduled?$/u.test(column.words[0] ?? "") && column.isRequired && !column.samples.includes(null))
    : undefined;
}

function mainWords({ lemmas }: Column): readonly string[] {
  return lemmas.filter((word) => !/^(?:on|at|by|date|time|day|of|the|is|next|last)$/u.test(word));
}

function fitOf(text: string, column: Column): { readonly bySynonym: boolean } | null {
  const words = text.split(" ").map((word) => lemma(word));
  const main = mainWords(column);
  const isMain = words.some((word) => main.some((name) => name === word || (word.length >= 4 && root(word) === root(name))));
  if (isMain) return { bySynonym: false };
  if (main.some((name) => isPastOf(text, name) || isPastOf(name, text) || (text === "born" && name === "birth")))
    return { bySynonym: false };
  if (words.length === 1 && /(?:tion|ment|ance|ure|ing|al)$/u.test(words[0] ?? "") && isOneFamily(words[0] ?? "", column))
    return { bySynonym: true };
  if (column.synonyms.some((synonym) => synonym === words.join(" "))) return { bySynonym: true };
  const verb = words.length === 1 ? (/^(.{3,}?)(?:ed|d|s|ing)?$/u.exec(words[0] ?? "")?.[1] ?? "") : "";
  return verb !== "" && main.some((name) => synonymsOf(verb).has(name) || VERBS[words[0] ?? ""] === name) ? { bySynonym: true } : null;
}

/** "delivered" of "deliver", "installed" of "install": the family key takes an "er" or a double letter for an ending. */
function isPastOf(past: string, verb: string): boolean {
  return past === `${verb}ed` || past === `${verb}d`;
}

const VERBS: Readonly<Record<string, string>> = {
  created: "created",
  hire: "hired",
  leave: "left",
  leaving: "left",
  pay: "paid",
  collect: "paid",
  collected: "paid",
};
