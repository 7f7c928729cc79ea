import { countRows, EMPTY_DRAFT, extend, plain, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";
import { isFigure } from "@/lib/engines/text2sql/schema/schema";

/** A ranking or order added, turned round, by another measure, or said as "equal to the highest". */
export function editOrder(draft: Draft, material: Material): readonly Draft[] {
  if (draft.set) return [];
  const found: Draft[] = [];
  const put = (change: Partial<Draft>, mark: string) => found.push(extend(draft, change, 0, [`edit:${mark}`]));
  const [first] = draft.order;
  if (!first) {
    if (!material.says.ranking && !material.says.ordered) return [];
    for (const item of terms(draft, material))
      for (const dir of ["asc", "desc"] as const)
        put({ order: [{ item, dir }], limit: material.says.ranking ? 1 : null, ...impliedGroup(draft, item, material) }, "order");
    return found;
  }
  put({ order: [], limit: null }, "unorder");
  put({ order: draft.order.map((order, at) => (at === 0 ? { ...order, dir: order.dir === "asc" ? "desc" : "asc" } : order)) }, "turn");
  if (draft.order.length > 1) put({ order: draft.order.slice(0, 1) }, "orderOne");
  if (draft.limit === null && material.says.ranking) put({ limit: 1 }, "limit");
  if (draft.limit !== null) put({ limit: null }, "unlimit");
  for (const item of terms(draft, material))
    if (item.agg !== first.item.agg || item.field?.column !== first.item.field?.column)
      put({ order: [{ item, dir: first.dir }], ...impliedGroup(draft, item, material) }, "orderBy");
  found.push(...ofTheTop(draft, material));
  if (draft.limit === 1 && first.item.agg === null && first.item.field) {
    const agg = first.dir === "desc" ? ("max" as const) : ("min" as const);
    const extreme: Condition = { kind: "aggregate", item: first.item, op: "=", of: { agg, field: first.item.field } };
    put({ where: [...draft.where, extreme], order: [], limit: null }, "extreme");
    if (!material.says.grouped)
      put({ select: [{ agg, field: first.item.field }], group: [], having: [], order: [], limit: null }, "extremeOnly");
  }
  return found;
}

/** "customers who use the most popular payment method": the rows of the group that leads, not the group. */
function ofTheTop(draft: Draft, material: Material): readonly Draft[] {
  const [key, more] = draft.group;
  const isRanking = key && !more && draft.limit !== null && draft.order[0]?.item.agg && !key.unit && !key.part;
  if (!isRanking || draft.having.length > 0) return [];
  const { schema } = material.reading;
  const others = draft.select.filter((item) => item.agg === null && item.field?.column !== key.column);
  const owner = schema.columns[key.column]?.table ?? -1;
  const select =
    others.length > 0
      ? others
      : (schema.tables[owner]?.nameColumns ?? []).filter((column) => column !== key.column && material.tables.has(owner)).map(plain);
  if (select.length === 0) return [];
  const { order, limit, group, tables } = draft;
  const leading: Draft = { ...EMPTY_DRAFT, select: [plain(key.column)], group, order, limit, tables };
  return [
    extend(
      draft,
      {
        select,
        where: [...draft.where, { kind: "in", column: key.column, query: leading, negated: false }],
        group: [],
        order: [],
        limit: null,
        tables: [],
      },
      0,
      ["edit:ofTheTop"],
    ),
  ];
}

/** What rows may be ordered by: shown measures, named numbers and dates, and counts. */
function terms(draft: Draft, material: Material): readonly Item[] {
  const { schema } = material.reading;
  const shown = draft.select.filter((item) => item.agg !== null);
  const named = [...material.columns]
    .filter(([column, score]) => score >= 0.55 && (material.says.ordered || schema.columns[column]?.type !== "text"))
    .map(([column]) => column)
    .slice(0, 6);
  const sums = named.filter((column) => isFigure(schema.columns[column], schema));
  const fns = [...new Set(["sum" as const, ...material.aggregates.filter((fn) => fn !== "max" && fn !== "min")])];
  return [...shown, ...named.map(plain), countRows(), ...sums.flatMap((column) => fns.map((agg) => ({ agg, field: { column } })))];
}

function impliedGroup(draft: Draft, item: Item, material: Material): Partial<Draft> {
  if (draft.group.length > 0 || item.agg === null) return {};
  const field = draft.select.find((select) => select.agg === null)?.field;
  const key = field ? material.reading.schema.tables[material.reading.schema.columns[field.column]?.table ?? -1]?.primaryKey[0] : undefined;
  return field
    ? { group: [{ column: item.field === null && key === undefined ? field.column : (key ?? field.column) }], distinct: false }
    : {};
}
