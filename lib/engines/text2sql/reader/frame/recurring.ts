import { chosenColumn, bareNoun, type Frame, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import { isOver } from "@/lib/engines/text2sql/reader/words/over";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { overFilters } from "@/lib/engines/text2sql/reader/frame/standing";
import type { Column } from "@/lib/engines/text2sql/schema/schema";

/** "MRR", "monthly recurring revenue by plan": the monthly price of everything that is subscribed to and has not ended. */
export function readRecurring({ frame, pending }: Scan, at: number): boolean {
  const said = frame.units.slice(at, at + 3).map(({ lower }) => lower);
  const length = said[0] === "mrr" ? 1 : /^monthly recurring (?:revenue|income)/u.test(said.join(" ")) ? 3 : 0;
  const [only, ...others] = length === 0 ? [] : subscriptions(frame);
  if (!only || others.length > 0) return false;
  const noun = frame.nouns.find(({ table, negated }) => table === only.end.table && !negated) ?? bareNoun(only.end.table, at);
  if (!frame.nouns.includes(noun)) frame.nouns.push(noun);
  noun.filters.push(...overFilters(at, only.end, false, frame));
  const measure: Measure = { at, fn: "sum", noun, column: chosenColumn(at, only.price, only.of), minus: null, distinct: false };
  pending.fns = pending.fns.filter(({ fn }) => fn !== "sum");
  if (pending.ordering) frame.order.push({ superlative: pending.ordering, measure, column: null, isTotal: true });
  else frame.measures.push(measure);
  pending.ordering = null;
  pending.skip = at + length - 1;
  return true;
}

/** Rows with an end, each of them at a monthly price, its own or that of what it points to. */
function subscriptions({ schema }: Frame): readonly { readonly end: Column; readonly price: number; readonly of: number }[] {
  const prices = schema.columns.filter(
    ({ type, lemmas }) =>
      type === "number" &&
      lemmas.some((word) => /^(?:month|monthly)$/u.test(word)) &&
      lemmas.some((word) => /^(?:price|fee|rate|amount|charge|cost|revenue|mrr)$/u.test(word)),
  );
  return schema.tables.flatMap(({ id, columns }) => {
    const [end, ...ends] = columns.flatMap((column) => schema.columns[column] ?? []).filter(isOver);
    const near = prices.filter(({ table }) => table === id || isOnePointer(findPath(schema, id, table)));
    const [price, ...more] = near.some(({ table }) => table === id) ? near.filter(({ table }) => table === id) : near;
    return end && price && ends.length + more.length === 0 ? [{ end, price: price.id, of: price.table }] : [];
  });
}

function isOnePointer(path: ReturnType<typeof findPath>): boolean {
  return path?.length === 1 && path[0]?.isForward === true;
}
