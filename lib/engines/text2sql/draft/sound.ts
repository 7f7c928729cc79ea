import { tablesOf } from "@/lib/engines/text2sql/draft/build";
import { conditionItems, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** False for what no database runs: sets of unequal width, aggregates among conditions on rows, an order by groups without any. */
export function isRunnable(draft: Draft): boolean {
  const { set, select, where, having, order, group } = draft;
  if (set && (set.right.select.length !== select.length || set.right.everything !== draft.everything || !isRunnable(set.right))) return false;
  if (where.some((condition) => conditionItems(condition).some((item) => item.agg !== null) || (condition.kind === "in" && !isRunnable(condition.query)))) return false;
  const isMeasured = select.length > 0 && select.every((item) => item.agg !== null);
  return group.length > 0 || (having.length === 0 && (isMeasured || order.every(({ item }) => item.agg === null)));
}

/** False for a plan of bad form: plain columns beside aggregates without a grouping, a grouping that measures nothing. */
export function isSound(draft: Draft, schema: Schema): boolean {
  if (draft.everything) return draft.group.length === 0 && draft.select.length === 0;
  if (draft.select.length === 0 || draft.select.length > 6) return false;
  const plainColumns = draft.select.some((item) => item.agg === null);
  const aggregates = draft.select.some((item) => item.agg !== null);
  const ranked = draft.order.some((order) => order.item.agg !== null);
  if (draft.group.length === 0) return !(plainColumns && aggregates) && draft.having.length === 0 && !ranked && !(aggregates && draft.order.length > 0);
  if (draft.limit !== null && draft.order.length === 0) return false;
  return !draft.distinct && (aggregates || ranked || draft.having.length > 0) && isSensible(draft, schema);
}

/** False where a plan cannot mean anything: a total of dates, groups that hold more rows than there are, groups of one row each, each day of a window for itself. */
export function isSensible(draft: Draft, schema: Schema): boolean {
  if (draft.select.some((item) => (item.agg === "sum" || item.agg === "avg") && isDate(item.field?.column, schema))) return false;
  // The five highest counts, without saying whose.
  if (draft.group.length > 0 && (draft.limit ?? 1) > 1 && draft.select.every((item) => item.agg !== null)) return false;
  if (isContradiction(draft.where) || (draft.set && isContradiction(draft.set.right.where))) return false;
  const windowed = draft.where.flatMap((condition) => (isWindow(condition) ? conditionItems(condition) : [])).map((item) => item.field?.column);
  if (draft.select.some((item) => item.agg !== null) && draft.select.some((item) => item.agg === null && !item.field?.unit && windowed.includes(item.field?.column))) return false;
  if (draft.group.some((field) => !field.unit && windowed.includes(field.column))) return false;
  if (draft.having.length === 0) return true;
  const tables = tablesOf(draft, schema);
  const most = tables.reduce((product, table) => Math.max(product, schema.tables[table]?.rowCount ?? 0), 0);
  if (draft.having.some((condition) => isCount(condition) && condition.kind === "compare" && typeof condition.value === "number" && condition.value > Math.max(most, 20) && !condition.op.startsWith("<"))) return false;
  if (draft.having.some((condition) => isCount(condition) && condition.kind === "compare" && condition.op === "=" && isYear(condition.value))) return false;
  const lone = tables.length === 1 && draft.group.some((field) => schema.columns[field.column]?.isPrimary && !field.unit && !field.part);
  return !(lone && draft.having.some(isCount));
}

/** "x = A and x = B" on one column of one row, and what must be absent described by what it is not. */
function isContradiction(where: readonly Condition[]): boolean {
  const equal = new Map<string, unknown>();
  for (const condition of where) {
    if (condition.kind === "in" && condition.negated && condition.query.where.some((inner) => inner.kind === "compare" && inner.op === "!=")) return true;
    const column = condition.kind === "compare" && condition.op === "=" && condition.item.agg === null ? condition.item.field : null;
    if (condition.kind !== "compare" || !column || column.part) continue;
    const place = `${column.column} ${column.via ?? ""}`;
    if (equal.has(place) && equal.get(place) !== condition.value) return true;
    equal.set(place, condition.value);
  }
  return false;
}

function isCount(condition: Condition): boolean {
  return condition.kind === "compare" && condition.item.agg === "count" && condition.item.field === null;
}

function isYear(value: unknown): boolean {
  return typeof value === "number" && value >= 1900 && value <= 2100;
}

function isDate(column: number | undefined, schema: Schema): boolean {
  const type = schema.columns[column ?? -1]?.type;
  return type === "date" || type === "datetime" || type === "boolean";
}
