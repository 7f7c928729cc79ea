import { type Draft, itemsOf } from "@/lib/engines/text2sql/draft/draft";
import { aliasOf } from "@/lib/engines/text2sql/draft/field-expr";
import { type JoinTree, connect, targetOf } from "@/lib/engines/text2sql/schema/join-graph";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Expr, Join } from "@/lib/query/ir";
import { columnExpr } from "@/lib/engines/text2sql/draft/column-expr";

/** Tables that a draft needs, those of its own columns first; nested drafts have their own. */
export function tablesOf(draft: Draft, schema: Schema): readonly number[] {
  const tables = new Set(draft.everything ? draft.tables.slice(0, 1) : []);
  for (const item of itemsOf(draft)) {
    const table = item.field ? schema.columns[item.field.via ?? item.field.column]?.table : item.table;
    if (table !== undefined) tables.add(table);
  }
  for (const table of draft.tables) tables.add(table);
  return [...tables];
}

/** The joins that the draft brings, where they reach every table that it uses. */
export function joinTree(draft: Draft, schema: Schema, preferred?: ReadonlySet<number>): JoinTree | null {
  const tables = tablesOf(draft, schema);
  const { joins } = draft;
  const isReached = (id: number): boolean => joins?.root === id || joins?.steps.some(({ table }) => table === id) === true;
  return joins && tables.every(isReached) ? joins : connect(schema, tables, preferred);
}

/** The steps of a tree as joins, inner or left. */
export function joinsOf(tree: JoinTree, schema: Schema): readonly Join[] {
  return tree.steps.map(({ table, left, right }) => {
    const name = schema.tables[table]?.name ?? "";
    return {
      type: "inner",
      source: { kind: "table", table: name, alias: name },
      on: { kind: "compare", op: "=", left: columnExpr(left, schema), right: columnExpr(right, schema) },
    };
  });
}

/** Rows that stand beside those of their own table, one for each key that leads to them. */
export function rowsBehind(draft: Draft, schema: Schema): readonly Join[] {
  const keys = new Set(itemsOf(draft).flatMap((item) => item.field?.via ?? []));
  return [...keys].flatMap((via): readonly Join[] => {
    const target = targetOf(via, schema);
    const alias = aliasOf(via, schema);
    const table = schema.tables[schema.columns[target ?? -1]?.table ?? -1];
    if (target === undefined || !table) return [];
    const key: Expr = { kind: "column", source: alias, column: schema.columns[target]?.name ?? "" };
    return [
      {
        type: "inner",
        source: { kind: "table", table: table.name, alias },
        on: { kind: "compare", op: "=", left: columnExpr(via, schema), right: key },
      },
    ];
  });
}
