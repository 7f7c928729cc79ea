import type { AggregateName } from "@/lib/query/ir";
import type { ColumnUse } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

/** "with tickets about three or more different topics": how many kinds of a column there are. */
export function boundsKinds({ frame, pending }: Scan, at: number, use: ColumnUse): boolean {
  const { compare } = pending;
  if (!compare || typeof compare.value !== "number" || !pending.distinct || use.senses.length === 0) return false;
  frame.having.push({ noun: null, measure: { at, fn: "count", noun: null, column: use, minus: null, distinct: true }, compare });
  pending.compare = null;
  pending.distinct = false;
  return true;
}

/** "only those with at least 20 scores": how many rows of a group have a score. */
export function boundsCount({ frame, pending }: Scan, at: number, use: ColumnUse): boolean {
  const { compare } = pending;
  const isGrouped = frame.groups.length > 0 && frame.measures.length > 0;
  if (
    !compare ||
    typeof compare.value !== "number" ||
    !isGrouped ||
    use.senses.length === 0 ||
    frame.units[at]?.plural !== true ||
    frame.units[at - 1]?.kind !== "number"
  )
    return false;
  frame.having.push({ noun: null, measure: { at, fn: "count", noun: null, column: use, minus: null, distinct: false }, compare });
  pending.compare = null;
  return true;
}

/** "who earn more than 30000 in salary": what was bounded is named behind its bound. */
export function namesBound({ frame: { compared, units } }: Scan, at: number, use: ColumnUse): boolean {
  const last = compared.at(-1);
  const isBehind = units[at - 1]?.lower === "in" && units[at - 2]?.kind === "number" && last?.use.at === last?.compare.at;
  if (!last || !isBehind || use.senses.length === 0 || last.other !== null || typeof last.compare.value !== "number") return false;
  compared.splice(-1, 1, { ...last, use });
  return true;
}

/** What a column is held against; "the average number of hours" is the average of the hours of a row. */
export function standardOf({ frame, pending }: Scan): AggregateName | null {
  const fn = pending.fns.pop()?.fn ?? null;
  if (fn !== "count" || !frame.isAverageCount) return fn;
  frame.isAverageCount = false;
  return "avg";
}
