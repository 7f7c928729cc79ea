import type { Condition, Draft, Item } from "@/lib/engines/text2sql/draft/draft";

/** A draft without what is said twice: equal outputs, equal conditions. */
export function tidy(draft: Draft): Draft {
  const [select, where] = [distinctBy(draft.select, itemKey), distinctBy(draft.where.map(single))];
  const isTidy =
    select.length === draft.select.length &&
    where.every((condition, at) => condition === draft.where[at]) &&
    where.length === draft.where.length;
  return isTidy ? draft : { ...draft, select, where };
}

function itemKey({ table: _table, ...item }: Item): string {
  return JSON.stringify(item);
}

/** "female students whose sex is F": two equal alternatives are one condition. */
function single(condition: Condition): Condition {
  if (condition.kind !== "or") return condition;
  const items = distinctBy(condition.items);
  return items.length === condition.items.length ? condition : items.length === 1 && items[0] ? items[0] : { ...condition, items };
}

/** Things that say the same once; by default all of each is compared. */
export function distinctBy<T>(items: readonly T[], key: (item: T) => string = JSON.stringify): readonly T[] {
  if (items.length < 2) return items;
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
