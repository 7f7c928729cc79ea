import { EMPTY_DRAFT, extend, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Values of one column that another named table holds too, does not hold, or adds: "names used by both authors and students". */
export function editSets(draft: Draft, material: Material): readonly Draft[] {
  const [shown, more] = draft.select;
  const column = shown?.agg === null ? shown.field?.column : undefined;
  const isPlain =
    column !== undefined &&
    !more &&
    !draft.set &&
    draft.where.length === 0 &&
    draft.group.length === 0 &&
    draft.order.length === 0 &&
    draft.limit === null;
  if (!isPlain || (!material.says.pair && !material.says.not)) return [];
  const { schema } = material.reading;
  const ops = material.says.not ? (["except"] as const) : (["intersect", "union"] as const);
  const home = schema.columns[column]?.table ?? -1;
  return [...material.tables]
    .filter(([table, score]) => score >= 0.6 && table !== home)
    .flatMap(([table]) =>
      twins(column, table, schema).flatMap((twin) =>
        ops.map((op) =>
          extend(draft, { tables: [], distinct: false, set: { op, right: { ...EMPTY_DRAFT, select: [plain(twin)] } } }, 0, [`edit:${op}`]),
        ),
      ),
    );
}

/** Columns of a table that hold the same things: joined by a key, keys of the same table, or of the same name. */
function twins(column: number, table: number, schema: Schema): readonly number[] {
  const keyOf = (id: number) => schema.links.find((link) => link.from === id)?.to ?? id;
  const name = bareName(column, schema);
  return (schema.tables[table]?.columns ?? []).filter(
    (id) =>
      keyOf(id) === keyOf(column) ||
      (name !== "id" && bareName(id, schema) === name && schema.columns[id]?.type === schema.columns[column]?.type),
  );
}

/** The words of a column without those of its table: "sales details" and "purchase details" are details both. */
function bareName(id: number, schema: Schema): string {
  const column = schema.columns[id];
  const owner = schema.tables[column?.table ?? -1]?.lemmas ?? [];
  return (column?.lemmas.filter((word) => !owner.includes(word)) ?? []).join(" ") || "id";
}
