import { joinTree, tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";
import { otherKeys } from "@/lib/engines/text2sql/schema/join-graph";

/** A named table joined although no column of it is used, or left out; two tables joined by another of their keys. */
export function editTables(draft: Draft, material: Material): readonly Draft[] {
  const { schema } = material.reading;
  const used = new Set(tablesOf(draft, schema));
  const added = [...material.tables]
    .filter(([table, score]) => score >= 0.6 && !used.has(table))
    .map(([table]) => extend(draft, { tables: [...draft.tables, table] }, 0, ["edit:join"]));
  const first = draft.everything ? 1 : 0;
  const left = draft.tables
    .slice(first)
    .map((table) => extend(draft, { tables: draft.tables.filter((other) => other !== table) }, 0, ["edit:unjoin"]));
  const counts = draft.select.some((item) => item.table !== undefined)
    ? [extend(draft, { select: draft.select.map(({ table: _table, ...item }) => item) }, 0, ["edit:countAny"])]
    : [];
  const tree = joinTree(draft, schema);
  const rejoined = (tree ? otherKeys(schema, tree) : []).map((joins) => extend(draft, { joins }, 0, ["edit:via"]));
  return [...added, ...left, ...counts, ...rejoined];
}
