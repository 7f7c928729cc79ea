import { conditionItems, type Draft, extend } from "@/lib/engines/text2sql/draft/draft";
import { columnAt, type Context } from "@/lib/engines/text2sql/search/context";
import { withoutRows } from "@/lib/engines/text2sql/search/expand-absence";

/** "the average score of customers who have a loan": each row once, however many loans it has. */
function withRows(draft: Draft, needed: ReadonlySet<number>, idle: readonly number[], context: Context): readonly Draft[] {
  const [owner, second] = needed;
  const [table, more] = idle;
  const isMeasured = draft.select.length > 0 && draft.select.every((item) => item.agg !== null);
  if (
    !isMeasured ||
    owner === undefined ||
    second !== undefined ||
    table === undefined ||
    more !== undefined ||
    draft.group.length > 0 ||
    draft.set
  )
    return [];
  const inner = withoutRows(owner, table, context);
  return inner
    ? [
        extend(
          draft,
          { where: [...draft.where, { kind: "in", column: inner.column, query: inner.query, negated: false }], tables: [owner] },
          0.3,
          ["presence"],
        ),
      ]
    : [];
}

/** Tables that were named but are not needed may be left out of the joins. */
export function chooseTables(draft: Draft, context: Context): readonly Draft[] {
  if (draft.everything) return [draft];
  const needed = new Set(
    [
      ...draft.select,
      ...[...draft.group, ...(draft.each?.of ?? [])].map((field) => ({ field, table: undefined })),
      ...draft.order.map((order) => order.item),
      ...[...draft.where, ...draft.having].flatMap(conditionItems),
    ].flatMap((item) => (item.field ? [columnAt(context, item.field.column)?.table ?? -1] : item.table === undefined ? [] : [item.table])),
  );
  const idle = draft.tables.filter((table) => !needed.has(table));
  if (idle.length === 0 || (needed.size === 0 && idle.length === 1)) return [draft];
  const keep = needed.size === 0 ? draft.tables.slice(0, 1) : [];
  const tables = [...draft.tables.filter((table) => needed.has(table)), ...keep];
  // Both halves of a set go the same way to the same rows.
  const isTwin = draft.set !== null && draft.set.op !== "except" && draft.set.right.tables.join() === draft.tables.join();
  const trimmed = extend(
    draft,
    { tables, ...(draft.set && isTwin ? { set: { ...draft.set, right: { ...draft.set.right, tables } } } : {}) },
    0.15,
    ["tablesTrimmed"],
  );
  return [extend(draft, {}, 0.25 * idle.length, ["tablesKept"]), trimmed, ...withRows(draft, needed, idle, context)];
}
