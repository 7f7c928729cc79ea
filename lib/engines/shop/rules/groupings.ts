import type { DimensionName } from "@/lib/engines/shop/dimensions";
import type { Frame } from "@/lib/engines/shop/frame";
import type { Tag } from "@/lib/engines/shop/reading";

const NOUNS: Readonly<Record<string, DimensionName>> = { products: "product", customers: "customer", buyers: "customer", categories: "category", coupons: "coupon" };

/** The dimension that a word names: a dimension itself, or a noun that can be one. */
export function dimensionIn({ meaning }: Tag): DimensionName | null {
  if (meaning.kind === "dimension") return meaning.dimension;
  return meaning.kind === "noun" ? (NOUNS[meaning.noun] ?? null) : null;
}

/** What a question spreads its figure over: "per category", "in each city", "every month", "monthly". */
export function spreadGroups({ tags }: Frame): readonly DimensionName[] {
  return tags.flatMap((tag, at) => (isSpread(tags, at) || /^(?:dai|hour|week|month|quarter|year)ly$|^(?:month|day|week) (?:wise|by (?:month|day|week))$/.test(tag.words) ? (dimensionIn(tag) ?? []) : []));
}

/** Whether "by", "per", "each" and the like stand before a word. */
export function isSpread(tags: readonly Tag[], at: number): boolean {
  let back = at - 1;
  while (tags[back]?.meaning.kind === "filler") back -= 1;
  const before = tags[back];
  return before?.meaning.kind === "mode" && before.meaning.mode === "by" && !/^(?:sorted|ordered|based|in terms|according|depending)/.test(before.words);
}
