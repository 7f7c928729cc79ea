import { extend, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";

const RIVALS = 6;

/** Another column in place of one that is used, everywhere or in the outputs or the grouping alone. */
export function swapColumns(draft: Draft, material: Material): readonly Draft[] {
  const { schema } = material.reading;
  const found: Draft[] = [];
  for (const [column, roles] of usageOf(draft, schema).columns) {
    const rivals = (material.rivals.get(column) ?? []).filter((other) => fits(other, roles, material)).slice(0, RIVALS);
    for (const other of rivals) {
      found.push(extend(replaceIn(draft, column, other), {}, 0, ["edit:swap"]));
      if (roles.includes("S") && roles.length > 1)
        found.push(extend(draft, { select: draft.select.map((item) => swapItem(item, column, other)) }, 0, ["edit:swapShown"]));
    }
  }
  return [...found, ...gathered(draft, material)];
}

/** "name, phone and address of the supplier": every column shown from one table that has them all. */
function gathered(draft: Draft, { alike, reading: { schema } }: Material): readonly Draft[] {
  const tableOf = (column: number) => schema.columns[column]?.table ?? -1;
  const shown = draft.select.flatMap((item) =>
    item.agg === null && item.field && item.field.via === undefined ? [item.field.column] : [],
  );
  const homes = new Set(shown.flatMap((column) => [column, ...(alike.get(column) ?? [])]).map(tableOf));
  return [...homes].flatMap((home) => {
    const swaps = new Map(
      shown.map(
        (column) => [column, tableOf(column) === home ? column : alike.get(column)?.find((other) => tableOf(other) === home)] as const,
      ),
    );
    const moved = [...swaps].filter(([from, to]) => from !== to);
    if (moved.length < 2 || [...swaps.values()].includes(undefined)) return [];
    const next = moved.reduce((changed, [from, to]) => replaceIn(changed, from, to ?? from), draft);
    const left = new Set(moved.map(([from]) => tableOf(from)));
    return [
      next,
      ...(draft.tables.some((table) => left.has(table))
        ? [extend(next, { tables: draft.tables.filter((table) => !left.has(table)) })]
        : []),
    ].map((changed) => extend(changed, {}, 0, ["edit:gather"]));
  });
}

function fits(column: number, roles: readonly string[], material: Material): boolean {
  const type = material.reading.schema.columns[column]?.type;
  return !roles.some((role) => role === "avg" || role === "sum") || type === "number";
}

function swapItem(item: Item, from: number, to: number): Item {
  return item.field?.column === from ? { ...item, field: { ...item.field, column: to } } : item;
}

function replaceIn(draft: Draft, from: number, to: number): Draft {
  const item = (old: Item) => swapItem(old, from, to);
  const right = draft.set?.right;
  return {
    ...draft,
    select: draft.select.map(item),
    where: draft.where.map((old) => swapCondition(old, from, to)),
    having: draft.having.map((old) => swapCondition(old, from, to)),
    group: draft.group.map((field) => (field.column === from ? { ...field, column: to } : field)),
    order: draft.order.map((order) => ({ ...order, item: item(order.item) })),
    set: draft.set && right ? { ...draft.set, right: replaceIn(right, from, to) } : null,
  };
}

/** Conditions on stored values stay: another column does not hold them. */
function swapCondition(condition: Condition, from: number, to: number): Condition {
  switch (condition.kind) {
    case "compare":
      return typeof condition.value === "string" ? condition : { ...condition, item: swapItem(condition.item, from, to) };
    case "between":
    case "like":
    case "null":
      return { ...condition, item: swapItem(condition.item, from, to) };
    case "aggregate":
      return { ...condition, item: swapItem(condition.item, from, to), of: swapItem(condition.of, from, to) };
    case "or":
      return { ...condition, items: condition.items.map((item) => swapCondition(item, from, to)) };
    case "columns":
    case "in":
      return condition;
    default:
      return condition satisfies never;
  }
}
