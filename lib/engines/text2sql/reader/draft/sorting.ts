import type { Frame, Superlative } from "@/lib/engines/text2sql/reader/frame/frame";

/** True for an order of all rows ("sorted by", "highest first") rather than a choice among them ("the highest"). */
export function isSorting({ word, limit }: Superlative): boolean {
  return limit === null && /^(?:sort|order|rank|arrange|list|in order)/u.test(word);
}

/** "top 3 branches by number of customers": the figure that rows are ranked by is shown beside them. */
export function isRankedBy({ units }: Pick<Frame, "units">, { superlative, measure, column, isTotal }: Frame["order"][number]): boolean {
  const figure = measure?.at ?? column?.at ?? -1;
  return (
    isTotal === true || (!isSorting(superlative) && units.slice(superlative.at, figure).some(({ lower }) => /(?:^| )by$/u.test(lower)))
  );
}

/** "the worst rating" where a low figure is the better one: the way round is the other. */
export function isTurned({ units, schema }: Frame, at: number, column: number | undefined): boolean {
  return /(?:^| )(?:best|worst)$/u.test(units[at]?.lower ?? "") && schema.columns[column ?? -1]?.isLowBest === true;
}
