import { headOf, totalOf } from "@/lib/engines/text2sql/reader/amounts";
import type { Frame, Measure, Noun } from "@/lib/engines/text2sql/reader/frame";
import { isMoment } from "@/lib/engines/text2sql/reader/match-names";
import { findPath } from "@/lib/engines/text2sql/reader/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/unit";

const EARNED = /^(?:revenues?|income|sales|turnover|takings|proceeds)$/u;
/** What rows are called that each bring in an amount. */
const CHARGES = /^(?:invoice|payment|order|sale|bill|receipt|charge|purchase|transaction|billing)$/u;
/** Rows whose amounts nobody pays us, and those that only propose some. */
const NO_INCOME = /^(?:quote|quotation|estimate|offer|bid|proposal|budget|forecast|target|repair|expense|cost|salary|payroll|wage|loan|claim|maintenance|log|asset|equipment|item|product|stock|inventory)$/u;

/** The tables of a schema whose rows bring in money: those that charge for something by their name, else those with a day, an owner and one price or amount. */
function incomeTables({ tables, columns, links }: Schema): readonly number[] {
  const charges = tables.filter(({ lemmas }) => CHARGES.test(lemmas.at(-1) ?? ""));
  if (charges.length > 0) return charges.map(({ id }) => id);
  return tables.flatMap(({ id, lemmas, columns: own }) => {
    const held = own.flatMap((column) => columns[column] ?? []);
    const priced = held.filter((column) => column.type === "number" && !column.isForeign && !column.isPrimary && /^(?:amount|total|price|fee|charge|rent|fare|value)$/u.test(headOf(column)));
    const isOwned = links.some(({ from }) => columns[from]?.table === id);
    return priced.length === 1 && isOwned && held.some(isMoment) && !lemmas.some((word) => NO_INCOME.test(word)) ? [id] : [];
  });
}

const OWN_FIGURE = /^(?:sum|avg|max|min)$/u;

/** "revenue by city", "income in March": the amounts of the rows that bring money in, where one table is named that has amounts or only one holds charges. */
export function readEarned(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame, pending } = scan;
  const { schema, units } = frame;
  const isReceived = (lower === "incoming" && /^(?:money|cash|rent|payments?)$/u.test(units[at - 1]?.lower ?? "")) || units[at + 1]?.lower === "paid";
  if (!EARNED.test(lower) && lower !== "incoming") return false;
  const totals = (tables: readonly number[]): readonly Measure[] => [...new Set(tables)].flatMap((table) => totalOf(frame, at, nounOf(scan, table, at)) ?? []);
  const named = units.flatMap((unit) => sensesOf(unit, "table").flatMap(({ table, score }) => (score >= 0.78 ? [table] : [])));
  const charges = incomeTables(schema);
  const said = totals(named.filter((table) => charges.includes(table)));
  const charged = totals(charges);
  const [first] = said.length > 0 ? said : charged.length > 0 ? charged : totals(named);
  const received = isReceived ? charged.filter(({ noun }) => PAID[0]?.test(schema.tables[noun?.table ?? -1]?.lemmas.at(-1) ?? "")) : [];
  const total = received.length === 1 ? received[0] : first;
  if (!total?.noun || (lower === "incoming" && !isReceived) || (said.length === 0 && charged.length > 1 && received.length !== 1)) return false;
  const waiting = pending.fns.findLast(({ fn }) => OWN_FIGURE.test(fn));
  pending.fns = pending.fns.filter((fn) => fn !== waiting);
  const isNamed = named.includes(total.noun.table);
  if (!isNamed && !frame.nouns.includes(total.noun)) frame.nouns.push(total.noun);
  const measure: Measure = { ...total, fn: waiting?.fn ?? total.fn, noun: isNamed ? null : total.noun };
  // "visits and takings per suburb": how many of the rows before, and what they came to.
  const before = frame.nouns.find((noun) => noun.at === at - 2 && noun.isPlural && !noun.negated);
  if (before && units[at - 1]?.lower === "and" && frame.measures.length === 0) frame.measures.push({ at: before.at, fn: "count", noun: before, column: null, minus: null, distinct: false });
  if (pending.ordering) frame.order.push({ superlative: pending.ordering, measure, column: null, isTotal: true });
  else frame.measures.push(measure);
  pending.ordering = null;
  return true;
}

/** Rows that hold what was paid, before those that hold what was asked for. */
const PAID: readonly RegExp[] = [/^(?:payment|receipt|donation|contribution)$/u, /^(?:order|sale|purchase|invoice|bill|transaction|booking|charge)$/u];

/** "customers who spent more than 500": the verb of a bound on money, said of who pays. */
export function saysSpent({ units, nouns }: Frame, at: number): boolean {
  const next = units.slice(at + 1, at + 5).find(({ kind, lower }) => kind !== "small" && !/^(?:us|with us|you|in total|a total of)$/u.test(lower));
  return /^(?:spent|spends?|paid|pays?|donated)$/u.test(units[at]?.lower ?? "") && nouns.length > 0 && next?.cues.some(({ tag }) => tag === "compare" || tag === "between") === true;
}

/** The sum of what the subject paid; null where its payments are not kept in one table. */
export function spentBy(frame: Frame, at: number): Measure | null {
  const { schema, nouns: [subject] } = frame;
  for (const kind of PAID) {
    const totals = schema.tables.flatMap(({ id, lemmas }) => {
      const path = subject && id !== subject.table && kind.test(lemmas.at(-1) ?? "") ? findPath(schema, id, subject.table) : null;
      const noun = frame.nouns.find((other) => other.table === id && !other.negated) ?? { table: id, at, via: null, filters: [], negated: false, isHad: true, isPlural: true };
      return path?.every(({ isForward }) => isForward) === true ? totalOf(frame, at, noun) ?? [] : [];
    });
    const [total, ...others] = totals;
    if (total) return others.length === 0 ? total : null;
  }
  return null;
}

function nounOf({ frame }: Scan, table: number, at: number): Noun {
  return frame.nouns.find((noun) => noun.table === table && !noun.negated) ?? { table, at, via: null, filters: [], negated: false, isHad: false, isPlural: true };
}

/** What is added up by a verb of money, as the head of a table's name. */
const OF_VERB: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:lend|lent|lending|borrow|borrowed)$/u, /^(?:loan|credit|advance|facility)$/u],
  [/^(?:bill|billed|invoice|invoiced)$/u, /^(?:invoice|bill|billing)$/u],
  [/^(?:sell|sells|sold)$/u, /^(?:sale|order|purchase)$/u],
  [/^(?:bring|brings|brought|earn|earns|earned|make|makes|made|generate|generates|generated|yield|yields|yielded|take|took|pay|pays|paid|spend|spends|spent)$/u, /./u],
];
const MONEY_SAID = /^(?:money|cash|revenue|income|sales|turnover)$/u;
const ENDS = /^(?:[?.,;:!]|from|to|for|in|during|with|this|last|over)(?: |$)/u;

/** "to which industry have we lent the most?", "which service brings in the most money?": a ranking by what was lent, billed or paid; not read where no one table holds that. */
export function rankByMoney({ frame, pending }: Scan): void {
  const { units, nouns, outputs, measures, order, schema, unread } = frame;
  const [most, ...others] = pending.superlatives;
  if (!most?.counted || others.length > 0 || measures.length + order.length > 0) return;
  const next = units[most.at + 1]?.lower ?? "?";
  const isMoney = MONEY_SAID.test(next);
  const verb = units.findLastIndex(({ lower }, at) => at < most.at && at >= most.at - 3 && OF_VERB.some(([said]) => said.test(lower)));
  const kind = OF_VERB.find(([said]) => said.test(units[verb]?.lower ?? ""));
  if (!isMoney && (!kind || !ENDS.test(units[most.at + 1]?.window ? "in " : next))) return;
  const subjects = nouns.length > 0 ? nouns.slice(0, 1).map(({ table }) => table) : outputs.flatMap(({ senses }) => senses.filter(({ score }) => score >= (senses[0]?.score ?? 0) - 0.05).map(({ column }) => schema.columns[column]?.table ?? -1));
  const isOwn = schema.columns.some((column) => isMoment(column) && column.table === nouns[0]?.table) && totalOf(frame, most.at, nouns[0] ?? null) !== null;
  if (isOwn && kind?.[1].source === ".") return;
  const named = kind && kind[1].source !== "." ? schema.tables.flatMap(({ id, lemmas }) => (kind[1].test(lemmas.at(-1) ?? "") ? [id] : [])) : incomeTables(schema);
  const leading = named.filter((id) => subjects.some((table) => id === table || findPath(schema, id, table)?.every(({ isForward }) => isForward) === true));
  const tiers = [leading.filter((id) => PAID[0]?.test(schema.tables[id]?.lemmas.at(-1) ?? "")), leading].map((tables) => tables.flatMap((table) => totalOf(frame, most.at, nounOf({ frame, pending }, table, most.at)) ?? []));
  const [total, ...more] = tiers.find((totals) => totals.length > 0) ?? [];
  if (!total || more.length > 0) {
    if (!isOwn) unread.push(most.at);
    return;
  }
  pending.superlatives = [];
  order.push({ superlative: most, measure: total, column: null, isTotal: false });
  unread.splice(0, unread.length, ...unread.filter((at) => at !== verb));
}
