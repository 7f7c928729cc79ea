import { totalOf } from "@/lib/engines/text2sql/reader/amounts";
import type { Frame, Measure, Noun } from "@/lib/engines/text2sql/reader/frame";
import { findPath } from "@/lib/engines/text2sql/reader/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/unit";

const EARNED = /^(?:revenues?|income|sales|turnover|takings|proceeds)$/u;
/** What rows are called that each bring in an amount. */
const CHARGES = /^(?:invoice|payment|order|sale|bill|receipt|charge|purchase|transaction|billing)$/u;
const OWN_FIGURE = /^(?:sum|avg|max|min)$/u;

/**
 * "revenue by city", "income in March": the amounts of the rows that bring money in, where one table is named that has amounts or only one
 * holds charges.
 */
export function readEarned(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame, pending } = scan;
  const { schema, units } = frame;
  const isReceived =
    (lower === "incoming" && /^(?:money|cash|rent|payments?)$/u.test(units[at - 1]?.lower ?? "")) || units[at + 1]?.lower === "paid";
  if (!EARNED.test(lower) && lower !== "incoming") return false;
  const totals = (tables: readonly number[]): readonly Measure[] =>
    [...new Set(tables)].flatMap((table) => totalOf(frame, at, nounOf(scan, table, at)) ?? []);
  const named = units.flatMap((unit) => sensesOf(unit, "table").flatMap(({ table, score }) => (score >= 0.78 ? [table] : [])));
  const charges = schema.tables.flatMap(({ id, lemmas }) => (CHARGES.test(lemmas.at(-1) ?? "") ? [id] : []));
  const said = totals(named.filter((table) => charges.includes(table)));
  const charged = totals(charges);
  const [first] = said.length > 0 ? said : charged.length > 0 ? charged : totals(named);
  const received = isReceived ? charged.filter(({ noun }) => PAID[0]?.test(schema.tables[noun?.table ?? -1]?.lemmas.at(-1) ?? "")) : [];
  const total = received.length === 1 ? received[0] : first;
  if (!total?.noun || (lower === "incoming" && !isReceived) || (said.length === 0 && charged.length > 1 && received.length !== 1))
    return false;
  const waiting = pending.fns.findLast(({ fn }) => OWN_FIGURE.test(fn));
  pending.fns = pending.fns.filter((fn) => fn !== waiting);
  const isNamed = named.includes(total.noun.table);
  if (!isNamed && !frame.nouns.includes(total.noun)) frame.nouns.push(total.noun);
  const measure: Measure = { ...total, fn: waiting?.fn ?? total.fn, noun: isNamed ? null : total.noun };
  if (pending.ordering) frame.order.push({ superlative: pending.ordering, measure, column: null, isTotal: true });
  else frame.measures.push(measure);
  pending.ordering = null;
  return true;
}

/** Rows that hold what was paid, before those that hold what was asked for. */
const PAID: readonly RegExp[] = [
  /^(?:payment|receipt|donation|contribution)$/u,
  /^(?:order|sale|purchase|invoice|bill|transaction|booking|charge)$/u,
];

/** "customers who spent more than 500": the verb of a bound on money, said of who pays. */
export function saysSpent({ units, nouns }: Frame, at: number): boolean {
  const next = units
    .slice(at + 1, at + 5)
    .find(({ kind, lower }) => kind !== "small" && !/^(?:us|with us|you|in total|a total of)$/u.test(lower));
  return (
    /^(?:spent|spends?|paid|pays?|donated)$/u.test(units[at]?.lower ?? "") &&
    nouns.length > 0 &&
    next?.cues.some(({ tag }) => tag === "compare" || tag === "between") === true
  );
}

/** The sum of what the subject paid; null where its payments are not kept in one table. */
export function spentBy(frame: Frame, at: number): Measure | null {
  const {
    schema,
    nouns: [subject],
  } = frame;
  for (const kind of PAID) {
    const totals = schema.tables.flatMap(({ id, lemmas }) => {
      const path = subject && id !== subject.table && kind.test(lemmas.at(-1) ?? "") ? findPath(schema, id, subject.table) : null;
      const noun = frame.nouns.find((other) => other.table === id && !other.negated) ?? {
        table: id,
        at,
        via: null,
        filters: [],
        negated: false,
        isHad: true,
        isPlural: true,
      };
      return path?.every(({ isForward }) => isForward) === true ? (totalOf(frame, at, noun) ?? []) : [];
    });
    const [total, ...others] = totals;
    if (total) return others.length === 0 ? total : null;
  }
  return null;
}

function nounOf({ frame }: Scan, table: number, at: number): Noun {
  return (
    frame.nouns.find((noun) => noun.table === table && !noun.negated) ?? {
      table,
      at,
      via: null,
      filters: [],
      negated: false,
      isHad: false,
      isPlural: true,
    }
  );
}
