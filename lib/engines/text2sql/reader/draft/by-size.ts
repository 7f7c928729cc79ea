import type { Condition, Draft, Item } from "@/lib/engines/text2sql/draft/draft";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";

/** An amount whose sign says whether it came in or went out. */
function isDirected({ type, lemmas, samples }: Column): boolean {
  return (
    type === "number" &&
    lemmas.at(-1) === "amount" &&
    samples.some((value) => typeof value === "number" && value < 0) &&
    samples.some((value) => typeof value === "number" && value > 0)
  );
}

/** "withdrawals over 500", "the biggest transfer": what goes out is bounded and ranked by its size, although it is stored below 0. */
export function bySize(draft: Draft, schema: Schema): Draft {
  const sized = (item: Item): Item => {
    const column = schema.columns[item.field?.column ?? -1];
    return column && isDirected(column) && item.agg !== "count" && !item.change && !item.overTime ? { ...item, isUnsigned: true } : item;
  };
  const bounded = (condition: Condition): Condition => {
    switch (condition.kind) {
      case "in":
        return { ...condition, query: bySize(condition.query, schema) };
      case "compare":
        return typeof condition.value === "number" && condition.value > 0 && condition.op !== "!="
          ? { ...condition, item: sized(condition.item) }
          : condition;
      case "between":
        return typeof condition.low === "number" && condition.low >= 0 ? { ...condition, item: sized(condition.item) } : condition;
      case "or":
        return { ...condition, items: condition.items.map(bounded) };
      default:
        return condition;
    }
  };
  return {
    ...draft,
    select: draft.select.map((item) => (item.agg === "max" || item.agg === "min" ? sized(item) : item)),
    where: draft.where.map(bounded),
    having: draft.having.map(bounded),
    order: draft.order.map(({ item, dir }) => ({ item: sized(item), dir })),
  };
}
