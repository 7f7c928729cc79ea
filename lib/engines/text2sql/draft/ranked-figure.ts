import type { ColumnInfo } from "@/lib/answers/answer";
import type { Query } from "@/lib/query/ir";
import type { Draft, Item } from "@/lib/engines/text2sql/draft/draft";
import { columnInfos } from "@/lib/engines/text2sql/draft/units";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** The column of what rows are ranked by, where a plan shows the first of them without that figure; null for any other plan. */
export function rankedColumn(draft: Draft, schema: Schema): ColumnInfo | null {
  const { select, order, limit, set, everything, distinct, group, latest, each } = draft;
  const item = order[0]?.item;
  if (!item || limit === null || set || everything || distinct || latest || each) return null;
  const isValue = select.every(({ agg }) => agg !== null);
  const isKey = item.agg === null && schema.columns[item.field?.column ?? -1]?.isPrimary === true;
  const isOfGroup = item.agg !== null || group.length === 0;
  // Sums with a sign are ranked by their size.
  const figure = (one: Item): string => JSON.stringify({ ...one, isUnsigned: undefined });
  const isShown = select.some((shown) => figure(shown) === figure(item));
  const [column] = columnInfos({ ...draft, select: [item] }, schema);
  if (isValue || isKey || isShown || !isOfGroup || !column) return null;
  const isTaken = columnInfos(draft, schema).some(({ name }) => name === column.name);
  return isTaken ? { ...column, name: `${column.name}_2` } : column;
}

/** The query with what its rows are ranked by as a last column. */
export function showRanking(query: Query, name: string): Query {
  const [first] = query.orderBy;
  return query.kind === "set" || !first ? query : { ...query, columns: [...query.columns, { expr: first.expr, as: name }] };
}
