import { totalOf } from "@/lib/engines/text2sql/reader/amounts";
import type { Measure, Noun } from "@/lib/engines/text2sql/reader/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/unit";

const EARNED = /^(?:revenues?|income|sales|turnover|takings|proceeds)$/u;
/** What rows are called that each bring in an amount. */
const CHARGES = /^(?:invoice|payment|order|sale|bill|receipt|charge|purchase|transaction|billing)$/u;
const OWN_FIGURE = /^(?:sum|avg|max|min)$/u;

/** "revenue by city", "income in March": the amounts of the rows that bring money in, where one table is named that has amounts or only one holds charges. */
export function readEarned(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame, pending } = scan;
  const { schema, units } = frame;
  if (!EARNED.test(lower)) return false;
  const totals = (tables: readonly number[]): readonly Measure[] => [...new Set(tables)].flatMap((table) => totalOf(frame, at, nounOf(scan, table, at)) ?? []);
  const named = units.flatMap((unit) => sensesOf(unit, "table").flatMap(({ table, score }) => (score >= 0.78 ? [table] : [])));
  const charges = schema.tables.flatMap(({ id, lemmas }) => (CHARGES.test(lemmas.at(-1) ?? "") ? [id] : []));
  const said = totals(named.filter((table) => charges.includes(table)));
  const charged = totals(charges);
  const [total] = said.length > 0 ? said : charged.length > 0 ? charged : totals(named);
  if (!total?.noun || (said.length === 0 && charged.length > 1)) return false;
  const waiting = pending.fns.findLast(({ fn }) => OWN_FIGURE.test(fn));
  pending.fns = pending.fns.filter((fn) => fn !== waiting);
  const isNamed = named.includes(total.noun.table);
  if (!isNamed && !frame.nouns.includes(total.noun)) frame.nouns.push(total.noun);
  frame.measures.push({ ...total, fn: waiting?.fn ?? total.fn, noun: isNamed ? null : total.noun });
  return true;
}

function nounOf({ frame }: Scan, table: number, at: number): Noun {
  return frame.nouns.find((noun) => noun.table === table && !noun.negated) ?? { table, at, via: null, filters: [], negated: false, isHad: false, isPlural: true };
}
