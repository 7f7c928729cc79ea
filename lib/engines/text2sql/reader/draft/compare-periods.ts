import type { Condition, Item } from "@/lib/engines/text2sql/draft/draft";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { countItem, measureItem } from "@/lib/engines/text2sql/reader/draft/measures";
import type { Work } from "@/lib/engines/text2sql/reader/draft/work";

/** Measures of two periods side by side, or the change between them. Without a measure amounts are added up, else rows counted. */
export function periodItems(work: Work, measures: readonly Item[], [first, second]: readonly [Condition, Condition]): readonly Item[] {
  const { change } = work.frame;
  const items = measures.length > 0 ? measures : [ownMeasure(work)];
  const within = (item: Item, condition: Condition): readonly Condition[] => [...(item.filter ?? []), condition];
  const sides = items.flatMap((item) =>
    [first, second].map((condition, at): Item => ({
      ...item,
      filter: within(item, condition),
      ...(item.percent ? { within: [condition] } : {}),
      as: `${at === 0 ? "first" : "second"}_period`,
    })),
  );
  if (!change) return sides;
  if (items.some(({ percent }) => percent)) return [];
  // "more in 2025 than in 2024" takes the second from the first; growth goes from the earlier to the later, "in Q3 compared to Q2" too.
  const [from, to] = change.isDifference || startOf(second) < startOf(first) ? [second, first] : [first, second];
  const changes = items.map((item): Item => ({
    ...item,
    filter: within(item, to),
    change: { from: within(item, from), percent: change.percent },
    as: change.percent ? "percent_change" : "change",
  }));
  return change.isDifference || change.percent ? changes : [...sides, ...changes];
}

/** Where a period begins; nothing where it has no beginning. */
function startOf(period: Condition): string {
  return period.kind === "between" ? String(period.low) : period.kind === "compare" && period.op === ">=" ? String(period.value) : "";
}

function ownMeasure(work: Work): Item {
  const { frame, main } = work;
  const total = frame.change?.isDifference ? null : totalOf(frame, main.noun.at, main.noun);
  const amount = frame.schema.columns[total?.column?.senses[0]?.column ?? -1];
  const isFlow = amount?.lemmas[0] === "amount" && !amount.formula;
  return (total && isFlow ? measureItem(total, work) : null) ?? countItem(work);
}
