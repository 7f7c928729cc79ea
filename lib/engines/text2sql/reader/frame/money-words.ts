import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { countOf, bareNoun, type Frame, type Measure, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { peopleOf } from "@/lib/engines/text2sql/reader/words/reword-events";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { lemma, root } from "@/lib/language/words";
import { lineAmount } from "@/lib/engines/text2sql/schema/formulas";
import type { Table } from "@/lib/engines/text2sql/schema/schema";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** Words for what comes in. */
export const EARNED = /^(?:revenues?|income|sales|turnover|takings|proceeds|earnings)$/u;
/** What rows are called that each bring in an amount. */
const CHARGES = /^(?:invoice|payment|order|sale|bill|receipt|charge|purchase|transaction|billing)$/u;
const BOUGHT = /^(?:purchase|bill|receipt)$/u;
const OWN_FIGURE = /^(?:sum|avg|max|min)$/u;

/** Rows whose amounts nobody pays us, and those that only propose some. */
const NO_INCOME =
  /^(?:quote|quotation|estimate|offer|bid|proposal|budget|forecast|target|repair|expense|cost|wage|salary|payroll|refund|loan|claim|maintenance|log|asset|equipment|item|product|supply|stock|inventory)$/u;

/** "revenue by city", "income in March": the amounts of the rows that bring money in, where one table is named that has amounts or only one holds such rows. */
export function readEarned(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame, pending } = scan;
  const { units } = frame;
  const isReceived =
    (lower === "incoming" && /^(?:money|cash|rent|payments?)$/u.test(units[at - 1]?.lower ?? "")) || units[at + 1]?.lower === "paid";
  if ((!EARNED.test(lower) && lower !== "incoming") || isOfSellers(units, at)) return false;
  const subject = frame.nouns.find(({ negated }) => !negated) ?? groupAhead(frame, at);
  const total = ownIncome(scan, at) ?? incomeOf(frame, at, isReceived) ?? incomeOf(frame, at, isReceived, subject);
  if (!total?.noun || (lower === "incoming" && !isReceived)) return false;
  forgetKind(frame, at - 1, total.noun.table);
  const waiting = pending.fns.findLast(({ fn }) => OWN_FIGURE.test(fn));
  pending.fns = pending.fns.filter((fn) => fn !== waiting);
  const isNamed = namedTables(units).includes(total.noun.table);
  if (!isNamed && !frame.nouns.includes(total.noun)) frame.nouns.push(total.noun);
  const measure: Measure = { ...total, fn: waiting?.fn ?? total.fn, noun: isNamed ? null : total.noun };
  const highest = pending.superlatives.find(
    ({ counted, at: place }) => (!counted && place === at - 1) || (counted && isMadeIn(units, place, at)),
  );
  pending.superlatives = pending.superlatives.filter((other) => other !== highest);
  if (pending.ordering) frame.order.push({ superlative: pending.ordering, measure, column: null, isTotal: true });
  else if (highest) frame.order.push({ superlative: highest, measure, column: null, isTotal: true });
  else frame.measures.push(...countBefore(frame, at, total.noun), measure);
  pending.ordering = null;
  return true;
}

/** "rental income", "rent incoming": the word before it says which rows come in, whatever else is called so. */
function forgetKind({ units, schema, outputs, measures, unread }: Frame, at: number, table: number): void {
  const unit = units[at];
  const stem = root(lemma(unit?.lower ?? ""));
  const isKind =
    unit !== undefined &&
    unit.cues.length === 0 &&
    schema.tables[table]?.lemmas.some((word) => stem.length >= 3 && stem.startsWith(root(word)));
  if (!isKind) return;
  const keep = <T extends { readonly at: number }>(all: T[]): void => void all.splice(0, all.length, ...all.filter((one) => one.at !== at));
  keep(outputs);
  keep(measures);
  unread.splice(0, unread.length, ...unread.filter((place) => place !== at));
}

/** "top 3 treatments by revenue": what each row ranked is worth itself, where the charges there are belong to something else. */
function ownIncome({ frame, pending }: Scan, at: number): Measure | null {
  const ahead = groupAhead(frame, at);
  const subject = pending.ordering ? frame.nouns[0] : strength(frame.units[ahead?.at ?? -1], "table") > 0.9 ? ahead : null;
  const own = subject && !subject.negated ? totalOf(frame, at, subject) : null;
  const charges = frame.schema.tables.filter(({ lemmas }) => CHARGES.test(lemmas.at(-1) ?? ""));
  return own && subject && charges.every(({ id }) => id !== subject.table && !leadsTo(frame, id, subject)) ? own : null;
}

/** "revenue per category of toy": what the groups that follow are of. */
function groupAhead(frame: Frame, at: number): Noun | null {
  const { units, schema } = frame;
  const each = units.findIndex(({ lower, cues }, place) => place > at && (lower === "by" || cues.some(({ tag }) => tag === "each")));
  const best = units[each + 1]?.senses[0];
  const table = best?.kind === "table" ? best.table : best?.kind === "column" ? schema.columns[best.column]?.table : undefined;
  return each < 0 || table === undefined ? null : bareNoun(table, each + 1);
}

/** "sales agent", "sales team". */
function isOfSellers(units: readonly Unit[], at: number): boolean {
  return (
    units[at]?.lower === "sales" &&
    /^(?:support )?(?:agents?|reps?|representatives?|persons?|people|men|team|teams|managers?|staff|employees?|assistants?|clerks?|associates?|consultants?|executives?|reports?|targets?|tax|prices?)$/u.test(
      units[at + 1]?.lower ?? "",
    )
  );
}

/** "made the most in sales", "the most revenue". */
function isMadeIn(units: readonly Unit[], most: number, at: number): boolean {
  return most < at && units.slice(most + 1, at).every(({ lower }) => /^(?:in|of|money in)$/u.test(lower));
}

/** "visits and takings per suburb": rows of the same table are counted beside what they bring in. */
function countBefore({ units, nouns, measures, outputs }: Frame, at: number, { table }: Noun): readonly Measure[] {
  const noun = nouns.find((other) => other.table === table && other.at === at - 2 && other.isPlural && !other.negated);
  const isBare =
    noun !== undefined &&
    /^(?:and|&)$/u.test(units[at - 1]?.lower ?? "") &&
    measures.length + outputs.length === 0 &&
    units
      .slice(at + 1, at + 4)
      .some(({ kind, lower, cues }) => kind === "period" || lower === "by" || cues.some(({ tag }) => tag === "each"));
  return isBare ? [countOf(noun, noun.at)] : [];
}

function namedTables(units: readonly Unit[]): readonly number[] {
  return units.flatMap((unit) => sensesOf(unit, "table").flatMap(({ table, score }) => (score >= 0.78 ? [table] : [])));
}

/**
 * The amounts of the rows that bring money in: those that "from" names, those named that are charges, the only charges there are,
 * else the only rows with a day and an amount; null where several could be meant.
 * @param isReceived only what was paid counts @param subject rows that each of them must belong to
 */
function incomeOf(frame: Frame, at: number, isReceived: boolean, subject: Noun | null = null): Measure | null {
  const { schema, units } = frame;
  const totals = (tables: readonly number[]): readonly Measure[] =>
    [...new Set(tables)]
      .filter((table) => leadsTo(frame, table, subject))
      .flatMap((table) => totalOf(frame, at, nounOf(frame, table, at)) ?? []);
  const named = namedTables(units);
  const from = namedTables(units.filter((_, place) => /^(?:from|of|for)$/u.test(units[place - 1]?.lower ?? "")));
  const isCharge = ({ lemmas }: Table): boolean => CHARGES.test(lemmas.at(-1) ?? "");
  const isDated = ({ id: table, columns }: Table): boolean =>
    columns.some((id) => schema.columns[id]?.isForeign) && schema.columns.some((column) => column.table === table && isMoment(column));
  const bring = schema.tables.filter(isCharge);
  // What we buy of others brings nothing in.
  const sold = bring.filter(({ id, lemmas }) => !BOUGHT.test(lemmas.at(-1) ?? "") || peopleOf(id, schema) !== null);
  const charged = totals((sold.length > 0 ? sold : bring).map(({ id }) => id));
  if (isReceived) {
    const received = charged.filter(({ noun }) => PAID[0]?.test(schema.tables[noun?.table ?? -1]?.lemmas.at(-1) ?? ""));
    if (received.length === 1) return received[0] ?? null;
  }
  const valued = units.flatMap((unit) =>
    sensesOf(unit, "value").flatMap(({ column, score }) => (score >= 0.95 ? (schema.columns[column]?.table ?? []) : [])),
  );
  const brings = schema.tables
    .filter((table) => !isCharge(table) && isDated(table) && !table.lemmas.some((word) => NO_INCOME.test(word)))
    .map(({ id }) => id);
  const choices = [
    totals(from),
    totals(named.filter((table) => charged.some(({ noun }) => noun?.table === table))),
    charged,
    totals(named),
    totals(valued.filter((table) => brings.includes(table))),
    subject ? totals(schema.columns.flatMap(({ table, formula }) => (formula?.kind === "product" ? [table] : []))) : [],
    totals(brings).filter(({ column }) => !schema.columns[column?.senses[0]?.column ?? -1]?.lemmas.some((word) => NO_INCOME.test(word))),
  ];
  const found = choices.find((choice) => choice.length > 0) ?? [];
  return found.length === 1 || found === choices[1] ? (found[0] ?? null) : null;
}

const MONEY = /^(?:money|cash|revenue|income)$/u;
const BRINGS = /^(?:brings?|brought|earns?|earned|generates?|generated|spends?|spent|makes?|made|pays?|paid)$/u;

/** True where "the most" is said of money: "brings in the most money", "has spent the most with us". */
export function ranksMoney({ units }: Frame, at: number): boolean {
  const next = units[at + 1]?.lower;
  const isEnd =
    next === undefined ||
    /^(?:[?.,;:!]|in|on|at|by|for|from|with|this|last|per|overall|altogether|so far)(?: |$)/u.test(next) ||
    units[at + 1]?.kind === "window";
  return MONEY.test(next ?? "") || (isEnd && units.slice(Math.max(0, at - 4), at).some(({ lower }) => BRINGS.test(lower)));
}

/** Verbs that add up rows of one kind, by the head of their table's name. */
const ADDS_UP: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:lend|lent|lending|borrow|borrowed)$/u, /^(?:loan|credit|advance|facility)$/u],
  [/^(?:bill|billed|invoice|invoiced)$/u, /^(?:invoice|bill|billing)$/u],
  [/^(?:sell|sells|sold)$/u, /^(?:sale|order|purchase)$/u],
];

/** "have we lent the most": the tables whose amounts such a verb before "the most" adds up; null where there is none, or the most is of something named. */
function addedUpBy({ units, schema }: Frame, at: number): readonly number[] | null {
  const next = units[at + 1];
  const isEnd =
    next === undefined || next.kind === "window" || /^(?:[?.,;:!]|from|to|for|in|during|with|this|last|over)(?: |$)/u.test(next.lower);
  const verb = units.slice(Math.max(0, at - 3), at).find(({ lower }) => ADDS_UP.some(([said]) => said.test(lower)))?.lower;
  const [, head] = ADDS_UP.find(([said]) => isEnd && said.test(verb ?? "")) ?? [];
  return head ? schema.tables.flatMap(({ id, lemmas }) => (head.test(lemmas.at(-1) ?? "") ? [id] : [])) : null;
}

/** "which service brings in the most money", "who has spent the most": ranked by the amounts of the rows that belong to each, where its own rows have none. */
export function rankByIncome({ frame, pending }: Scan): void {
  const { nouns, outputs, schema, units, unread } = frame;
  const most = pending.superlatives.find(({ counted, at }) => counted && (ranksMoney(frame, at) || addedUpBy(frame, at) !== null));
  const subject = nouns.find(({ negated }) => !negated) ?? null;
  const column = schema.columns[outputs[0]?.senses[0]?.column ?? -1];
  const table = subject?.table ?? column?.table;
  if (!most || frame.measures.length > 0) return;
  const added = addedUpBy(frame, most.at);
  const own = table === undefined ? null : totalOf(frame, most.at, nounOf(frame, table, most.at));
  if (added === null && own && CHARGES.test(schema.tables[table ?? -1]?.lemmas.at(-1) ?? "")) return;
  const isSpent = units.slice(0, most.at).some(({ lower }) => /^(?:spends?|spent|pays?|paid)$/u.test(lower));
  const owner: Noun | null = table === undefined ? null : (subject ?? nounOf(frame, table, most.at));
  const total = added
    ? totalAmong(frame, most.at, added, owner)
    : ((isSpent && owner && subject ? spentBy(frame, most.at) : null) ?? incomeOf(frame, most.at, isSpent, owner));
  if (!total?.noun) {
    if (!own) unread.push(most.at);
    return;
  }
  pending.superlatives = pending.superlatives.filter((other) => other !== most);
  if (added) unread.splice(0, unread.length, ...unread.filter((at) => at < most.at - 3 || at >= most.at));
  if (!nouns.includes(total.noun)) nouns.push({ ...total.noun, isHad: true });
  const noun = nouns.find((other) => other.table === total.noun?.table && !other.negated) ?? total.noun;
  frame.order.push({ superlative: most, measure: { ...total, noun }, column: null });
}

/** The amounts of the only one of some tables whose rows belong to the owner. */
function totalAmong(frame: Frame, at: number, tables: readonly number[], owner: Noun | null): Measure | null {
  const [total, ...others] = tables
    .filter((table) => leadsTo(frame, table, owner) || table === owner?.table)
    .flatMap((table) => totalOf(frame, at, nounOf(frame, table, at)) ?? []);
  return total && others.length === 0 ? total : null;
}

/** Whether each row of a table belongs to one of the owner's; true without an owner. */
function leadsTo({ schema }: Frame, table: number, owner: Noun | null): boolean {
  const line = schema.columns[lineAmount(table, schema) ?? -1]?.table;
  const isOf = (rows: number): boolean => owner !== null && rows !== owner.table && belongsTo(schema, rows, owner.table);
  return owner === null || isOf(table) || (line !== undefined && isOf(line));
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
  if (!subject) return null;
  for (const kind of PAID) {
    const totals = schema.tables.flatMap(({ id, lemmas }) => {
      if (!kind.test(lemmas.at(-1) ?? "") || !leadsTo(frame, id, subject)) return [];
      const noun = frame.nouns.find((other) => other.table === id && !other.negated) ?? bareNoun(id, at, { isHad: true });
      return totalOf(frame, at, noun) ?? [];
    });
    const [total, ...others] = totals;
    if (total) return others.length === 0 ? total : null;
  }
  return null;
}

function nounOf(frame: Frame, table: number, at: number): Noun {
  return frame.nouns.find((noun) => noun.table === table && !noun.negated) ?? bareNoun(table, at);
}
