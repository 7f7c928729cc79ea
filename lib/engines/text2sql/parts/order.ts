import { choice, numberChoice, partOf, type Choice, type Part } from "@/lib/engines/parts";
import { plain, type Draft, type Item, type Order } from "@/lib/engines/text2sql/draft/draft";
import { otherFigures, sameItem } from "@/lib/engines/text2sql/parts/measures";
import { columnsOfTable, mainTable, type PartContext } from "@/lib/engines/text2sql/parts/near";
import { settle } from "@/lib/engines/text2sql/parts/settle";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeOrders } from "@/lib/engines/text2sql/draft/explain-conditions";

const USUAL_LIMITS = [1, 3, 5, 10, 20, 50] as const;
const MOST_ROWS = 1000;
const DOWN = ["desc"] as const;
const BOTH = ["desc", "asc"] as const;

/** How rows are sorted and how many of them are wanted. */
export function orderParts(draft: Draft, { schema }: PartContext): readonly Part<Draft>[] {
  const isList = draft.group.length > 0 || draft.everything || draft.select.some(({ agg }) => agg === null);
  return isList && !draft.set ? [sortPart(draft, schema), limitPart(draft, schema)] : [];
}

function sortPart(draft: Draft, schema: Schema): Part<Draft> {
  const by = (order: readonly Order[]) => settle(draft, { ...draft, order }, schema);
  const items = sortable(draft, schema);
  const choices: readonly Choice<Draft>[] = items.flatMap((item) =>
    (draft.group.length > 0 && !isShown(item, draft) ? DOWN : BOTH).map((dir) => {
      const order: readonly Order[] = [{ item, dir }, ...draft.order.slice(1)];
      return isSame(draft.order[0], item, dir) ? choice<Draft>("", null) : choice(describeOrders(order.slice(0, 1), schema), by(order));
    }),
  );
  if (draft.order.length === 0) return partOf("order.new", "order", "order", choices, true);
  return partOf("order.0", "order", describeOrders(draft.order, schema), [...choices, choice("in no order", by([]))]);
}

function isShown(item: Item, { select, order }: Draft): boolean {
  return [...select, ...order.map((one) => one.item)].some((other) => sameItem(other, item));
}

function isSame(order: Order | undefined, item: Item, dir: Order["dir"]): boolean {
  return order !== undefined && order.dir === dir && sameItem(order.item, item);
}

function sortable(draft: Draft, schema: Schema): readonly Item[] {
  const shown = draft.select;
  if (draft.group.length > 0) {
    const figure = [...shown, ...draft.order.map(({ item }) => item)].find(({ agg }) => agg !== null);
    return [...shown, ...(figure ? otherFigures(figure, draft, schema) : [])];
  }
  return [...shown, ...columnsOfTable(mainTable(draft, schema), schema).map(({ id }) => plain(id))];
}

function limitPart(draft: Draft, schema: Schema): Part<Draft> {
  const first = (limit: number | null) => settle(draft, { ...draft, limit }, schema);
  const usual = USUAL_LIMITS.filter((limit) => limit !== draft.limit).map((limit) => choice(textOf(limit), first(limit)));
  const another = numberChoice("another number …", (limit) =>
    Number.isInteger(limit) && limit >= 1 && limit <= MOST_ROWS ? first(limit) : null,
  );
  // The first of groups in no order are any.
  if (draft.limit === null) return partOf("limit.new", "limit", "limit", first(1) === null ? [] : [...usual, another], true);
  return partOf("limit.0", "limit", textOf(draft.limit), [...usual, another, choice("all of them", first(null))]);
}

function textOf(limit: number): string {
  return limit === 1 ? "only the first" : `the first ${limit}`;
}
