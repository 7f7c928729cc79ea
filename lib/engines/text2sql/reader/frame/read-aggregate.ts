import { lastColumn } from "@/lib/engines/text2sql/reader/frame/read-numbers";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import type { AggregateName } from "@/lib/query/ir";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";

/**
 * "customers who owe more than 500,000 in total", "whose visits take more than 80 minutes on average": the bound just said is one on the
 * sum or mean of each.
 */
function boundsEach({ frame }: Scan, at: number, fn: AggregateName): boolean {
  const { compared, having, units, nouns } = frame;
  const isSaid =
    fn === "sum"
      ? /^(?:in total|altogether|combined|overall|total)$/u.test(units[at]?.lower ?? "")
      : fn === "avg" && /^(?:on average|on avg)$/u.test(units[at]?.lower ?? "");
  const follows = ({ at: place }: { readonly at: number }): boolean =>
    place < at && units.slice(place + 1, at).every(({ kind, lower }) => kind === "number" || kind === "small" || lower === "with");
  const last = having.at(-1);
  if (isSaid && last?.measure?.fn === "sum" && follows(last.compare)) {
    having.splice(-1, 1, { ...last, measure: { ...last.measure, fn } });
    return true;
  }
  const bound = compared.findLast(
    ({ compare, average, other, use }) =>
      follows(compare) && average === null && other === null && !use.isAge && typeof compare.value === "number",
  );
  if (!isSaid || !bound || nouns.length === 0) return false;
  compared.splice(compared.indexOf(bound), 1);
  having.push({
    noun: null,
    measure: { at: bound.use.at, fn, noun: null, column: bound.use, minus: null, distinct: false },
    compare: bound.compare,
  });
  return true;
}

/** "above the average" compares a column with its own average; otherwise the figure waits for its column. */
export function readAggregate(scan: Scan, at: number, fn: AggregateName): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  if (boundsEach(scan, at, fn)) return;
  // "average total cost per apartment": the sum of each, averaged.
  if (fn === "sum" && pending.fns.at(-1)?.fn === "avg" && pending.fns.at(-1)?.at === at - 1 && !compare) {
    frame.isAverageCount = true;
    pending.fns.pop();
  }
  const use = compare && compare.value === undefined ? lastColumn(scan, compare.at) : null;
  const measure = frame.measures.at(-1);
  const ranked = frame.order.at(-1);
  const before = frame.outputs.at(-1);
  if (
    !compare &&
    before &&
    before.at === at - 1 &&
    /^(?:average|avg|mean|total|sum|median)$/u.test(frame.units[at]?.lower ?? "") &&
    (endsClause(frame.units[at + 1]) || frame.units[at + 1]?.cues.some(({ tag }) => tag === "each" || tag === "in") === true) &&
    numeric(scan, before).length > 0
  ) {
    frame.outputs.pop();
    frame.measures.push({
      at: before.at,
      fn,
      noun: null,
      column: { ...before, senses: numeric(scan, before) },
      minus: null,
      distinct: false,
    });
    return;
  }
  const isLast =
    ranked?.column && !ranked.measure && /^(?:in|on)$/u.test(frame.units[at - 1]?.lower ?? "") && endsClause(frame.units[at + 1]);
  if (isLast && ranked.column) {
    ranked.measure = { at, fn, noun: null, column: ranked.column, minus: null, distinct: false };
    return;
  }
  if (
    compare &&
    compare.value === undefined &&
    fn === "avg" &&
    measure &&
    measure.at >= compare.at - 3 &&
    compare.attributes.length === 0 &&
    !isHeld(frame, measure.at, compare.at)
  ) {
    frame.measures.pop();
    frame.having.push({ noun: measure.noun, measure, compare, isAverage: true });
    pending.compare = null;
    return;
  }
  if (!compare || !use) {
    pending.fns.push({ fn, at });
    return;
  }
  frame.outputs.pop();
  frame.compared.push({ use, compare, average: fn, other: null });
  pending.compare = null;
}

/** "paying more than 10 percent interest": a percentage bounds no number of rows. */
export function missPercent({ having, unread }: Frame): void {
  for (const { measure, compare } of having) if (compare.isPercent === true && measure === null) unread.push(compare.at);
}

/** "above the average of their branch": the average over each group is another one, so that what says so is not read. */
export function missAverageOfOwn({ units, compared, unread }: Frame): void {
  for (const { average, compare } of compared) {
    if (average === null) continue;
    const at = units.findIndex(
      ({ lower }, place) =>
        place > compare.at &&
        /^(?:their|its|his|her|each|every)$/u.test(lower.replace(/^(?:of|for|in|at|per) /u, "")) &&
        /^(?:of|for|in|at|per)(?: |$)/u.test(/ /u.test(lower) ? lower : (units[place - 1]?.lower ?? "")) &&
        sensesOf(units[place + 1], "table").length > 0,
    );
    if (at >= 0) unread.push(at + 1);
  }
}

function endsClause(unit: Unit | undefined): boolean {
  return unit === undefined || /^[?.,;:!]$/u.test(unit.lower);
}

/** "accounts that hold more than the average balance": each holds an amount, where "number of accounts above average" is a count. */
function isHeld({ units }: Frame, from: number, to: number): boolean {
  return units
    .slice(from + 1, to)
    .some(({ lower }) => /^(?:hold|holds|holding|have|has|having|with|owe|owes|owing|cost|costs|carry|carries)$/u.test(lower));
}
