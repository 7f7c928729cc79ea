import type { Superlative } from "@/lib/engines/text2sql/reader/frame";

/** True for an order of all rows ("sorted by", "highest first") rather than a choice among them ("the highest"). */
export function isSorting({ word, limit }: Superlative): boolean {
  return limit === null && /^(?:sort|order|rank|arrange|list|in order)/u.test(word);
}
