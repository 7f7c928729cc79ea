import { extend, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** The row that a named key points to, beside the row that holds the key: "employees and their managers", "home team and away team". */
export function editVia(draft: Draft, material: Material): readonly Draft[] {
  const { schema } = material.reading;
  if (draft.set || draft.everything) return [];
  const keys = [...material.columns]
    .filter(([column, score]) => score >= 0.5 && playsPart(column, schema))
    .map(([column]) => column)
    .slice(0, 3);
  return keys.flatMap((key) => {
    const [name, ...more] = namesBehind(key, schema);
    if (!name) return [];
    const shown = draft.select.findIndex((item) => item.agg === null && item.field?.column === key);
    const items = [name, ...more].map((field): Item => ({ agg: null, field }));
    const select = shown < 0 ? [...draft.select, ...items] : [...draft.select.slice(0, shown), ...items, ...draft.select.slice(shown + 1)];
    return [extend(draft, { select }, 0, ["edit:via"]), ...filteredVia(draft, key, name, schema)];
  });
}

/** Conditions on the pointed-to table moved to the row behind the key: "employees whose manager is Ann". */
function filteredVia(draft: Draft, key: number, { column, via }: Field, schema: Schema): readonly Draft[] {
  const table = schema.columns[column]?.table;
  return draft.where.flatMap((condition, at) => {
    if (
      condition.kind !== "compare" ||
      !condition.item.field ||
      condition.item.field.via !== undefined ||
      schema.columns[condition.item.field.column]?.table !== table
    )
      return [];
    const moved = { ...condition, item: { ...condition.item, field: { ...condition.item.field, via: via ?? key } } };
    return [extend(draft, { where: draft.where.map((known, position) => (position === at ? moved : known)) }, 0, ["edit:via"])];
  });
}

function namesBehind(key: number, schema: Schema): readonly Field[] {
  const target = schema.columns[schema.links.find((link) => link.from === key)?.to ?? -1];
  return (schema.tables[target?.table ?? -1]?.nameColumns ?? []).map((column) => ({ column, via: key }));
}

/** A key to its own table, or one of several to the same: it says which part the row plays. */
function playsPart(column: number, schema: Schema): boolean {
  const link = schema.links.find(({ from }) => from === column);
  const tableOf = (id: number) => schema.columns[id]?.table;
  if (!link) return false;
  return (
    tableOf(link.from) === tableOf(link.to) ||
    schema.links.some((other) => other.from !== column && tableOf(other.from) === tableOf(column) && tableOf(other.to) === tableOf(link.to))
  );
}
