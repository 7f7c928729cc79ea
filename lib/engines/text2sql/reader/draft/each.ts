import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Draft, Field, Item, Order } from "@/lib/engines/text2sql/draft/draft";
import type { Groups } from "@/lib/engines/text2sql/reader/draft/groups";
import { outputItems } from "@/lib/engines/text2sql/reader/draft/outputs";
import type { Work } from "@/lib/engines/text2sql/reader/draft/work";

/** What changes in a draft that asks for the first of each group: "largest loan in each branch". */
export type Each = Pick<Draft, "select" | "group" | "each" | "limit">;

/**
 * Reads a superlative with a grouping beside it as one of each group. Null where it ranks the groups themselves ("loans per officer, top
 * 5").
 * Rows are shown with their group and the figure that ranks them.
 */
export function firstOfEach(work: Work, groups: Groups, order: readonly Order[], limit: number | null): Each | null {
  const { frame } = work;
  if (!ranksEach(work) || order.length !== 1) return null;
  const own = groups.fields.slice(0, frame.groups.length);
  const figure = order[0]?.item;
  if (figure === undefined) return null;
  const isSummed = figure.agg !== null;
  const rest: readonly Field[] = isSummed ? groups.fields.slice(frame.groups.length) : [];
  if (isSummed && rest.length === 0) return null;
  const rows: readonly Item[] = isSummed ? [] : outputItems(work, []);
  return {
    select: [...groups.shown, ...rows, figure],
    group: isSummed ? [...own, ...rest] : [],
    each: { of: own, limit: limit ?? 1 },
    limit: null,
  };
}

/** True where a superlative stands before the grouping, or the grouping opens the question. */
export function ranksEach({ frame, main }: Work): boolean {
  const [group] = frame.groups;
  const [ranked] = frame.order;
  if (
    !group ||
    !ranked ||
    frame.order.length !== 1 ||
    ranked.superlative.counted ||
    frame.measures.length > 0 ||
    frame.periods.length > 0 ||
    main.having.length > 0
  )
    return false;
  const subject = Math.min(main.noun.at, ...(main.entity ? [main.entity.at] : []));
  return ranked.superlative.at < group.at || (group.at < subject && group.at < ranked.superlative.at);
}

/** "most popular genre in each country": what is counted there of each genre is not said. */
export function ranksWithin({ units, nouns, groups: [group], order: [ranked] }: Frame): boolean {
  const [subject] = nouns;
  return (
    group !== undefined &&
    ranked?.superlative.counted === true &&
    subject !== undefined &&
    /(?:popular|common|frequent)$/u.test(units[ranked.superlative.at]?.lower ?? "") &&
    ranked.superlative.at < subject.at &&
    subject.at < group.at
  );
}
