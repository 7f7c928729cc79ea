import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Tag } from "@/lib/engines/shop/said/reading";
import type { Noun } from "@/lib/engines/shop/said/lexicon";
import { isCategory } from "@/lib/engines/shop/said/senses";

/**
 * Dimensions of a question. A noun such as "products" is one only where it is grouped by ("by product", "which
 * products", "top products"); "by revenue" after a dimension names the figure instead.
 */
export function findGroups(tags: readonly Tag[], isBounded: boolean): readonly DimensionName[] {
  const groups: DimensionName[] = [];
  const placed = tags.some(
    ({ meaning }) => meaning.kind === "entity" && meaning.entity.kind === "filter" && meaning.entity.filter.field === "city",
  );
  tags.forEach(({ meaning, words }, at) => {
    if (meaning.kind === "dimension") {
      const isBare = (words === "city" || words === "area" || words === "location") && placed && !isGrouped(tags, at);
      // "how many orders did customer 292 place" says what was done, not where.
      const isVerb =
        words === "place" &&
        (!isGrouped(tags, at) || /^(?:each|every one|them|those|these)$/.test(tags[at - 1]?.words ?? "")) &&
        tags
          .slice(0, at)
          .some(
            (tag) =>
              /^(?:did|do|does|to|customers?|they|we|who)$/.test(tag.words) ||
              (tag.meaning.kind === "entity" && tag.meaning.entity.kind === "filter" && tag.meaning.entity.filter.field === "customer"),
          );
      if (!isBare && !isVerb && !namesCondition(tags, at) && !groups.includes(meaning.dimension)) groups.push(meaning.dimension);
    }
    // "which coupon was used the most" ranks the coupons.
    if (
      meaning.kind === "value" &&
      meaning.field === "coupon" &&
      /^coupons?\b/.test(words) &&
      tags[tags[at - 1]?.meaning.kind === "number" ? at - 2 : at - 1]?.meaning.kind === "mode" &&
      (tags[at - 1]?.meaning.kind === "number" || isGrouped(tags, at)) &&
      tags.some((tag) => tag.meaning.kind === "rank") &&
      !groups.includes("coupon")
    )
      groups.push("coupon");
    if (meaning.kind !== "noun") return;
    // "which products sold" reads as the units sold, but asks for the products.
    const dimension = meaning.noun === "units" && /^(?:products?|items?) sold/.test(words) ? "product" : GROUPING_NOUNS[meaning.noun];
    // "categories with sales over 1,000,000": the amount bounds a figure of each.
    const isOfOrder = tags.some((tag) => tag.meaning.kind === "noun" && tag.meaning.noun === "orders");
    const isOfEach =
      isBounded &&
      !isOfOrder &&
      (meaning.noun === "categories" ||
        (dimension === "product" && meaning.noun === "units") ||
        (meaning.noun === "products" &&
          tags.some((tag) => tag.meaning.kind === "measure" && ["revenue", "units_sold", "gross_profit"].includes(tag.meaning.measure))) ||
        (meaning.noun === "products" && tags.some((tag) => tag.meaning.kind === "mode" && tag.meaning.mode === "sell")));
    // "the three categories with the most orders", "categories by sales, highest first".
    const isRanked =
      meaning.noun === "categories" &&
      at === tags.findIndex((tag) => tag.meaning.kind === "noun" || tag.meaning.kind === "measure") &&
      tags.slice(at + 1).some((tag) => tag.meaning.kind === "rank" || /^rank/.test(tag.words));
    if (
      dimension &&
      !isRankedBy(tags, at, dimension) &&
      (isOfEach || isRanked || isPartsOf(tags, at) || isGrouped(tags, at)) &&
      !groups.includes(dimension)
    )
      groups.push(dimension);
  });
  return groups;
}

/** Nouns that a figure can be grouped by. */
export const GROUPING_NOUNS: Partial<Record<Noun, DimensionName>> = {
  products: "product",
  customers: "customer",
  buyers: "customer",
  categories: "category",
  coupons: "coupon",
};

/** "the subcategories of Women and their revenue": of each of those under it, not of the one that is named. */
function isPartsOf(tags: readonly Tag[], at: number): boolean {
  const isTold = tags.some(
    ({ meaning }) =>
      meaning.kind === "measure" ||
      (meaning.kind === "noun" && meaning.noun !== "categories") ||
      (meaning.kind === "mode" && meaning.mode === "sell"),
  );
  return (
    isTold &&
    /^sub|s$/.test(tags[at]?.words ?? "") &&
    !isCategory(tags[at - 1]) &&
    !isCategory(tags[at + 1]) &&
    tags.slice(at).some(isCategory) &&
    tags[at]?.meaning.kind === "noun" &&
    tags[at].meaning.noun === "categories"
  );
}

/** In "products ranked by buyers" the buyers are counted. */
function isRankedBy(tags: readonly Tag[], at: number, dimension: DimensionName): boolean {
  return (
    dimension === "customer" &&
    tags
      .slice(0, at)
      .some(({ meaning }) => meaning.kind === "dimension" || (meaning.kind === "noun" && GROUPING_NOUNS[meaning.noun] !== undefined)) &&
    tags.some(({ words }) => /^(?:rank|sorted|ordered by|arranged)/.test(words))
  );
}

/** "orders with status pending": the word says what the value behind it is, and groups nothing. */
function namesCondition(tags: readonly Tag[], at: number): boolean {
  const [tag, next] = [tags[at]?.meaning, tags.slice(at + 1).find(({ words }) => !/^(?:is|are|was|were|of|as|=)$/.test(words))?.meaning];
  const field =
    next?.kind === "value" ? next.field : next?.kind === "entity" && next.entity.kind === "filter" ? next.entity.filter.field : null;
  return (
    tag?.kind === "dimension" &&
    tag.dimension === field &&
    /^(?:with|in|of|whose|where|having|have|has)$/.test(
      tags.slice(0, at).findLast(({ words }) => !/^(?:the|a|an|order|their)$/.test(words))?.words ?? "",
    )
  );
}

function isGrouped(tags: readonly Tag[], at: number): boolean {
  // In "which category has the most products" and "cities with the most customers" those behind the rank are counted.
  let ranked = at - 1;
  while (tags[ranked]?.meaning.kind === "filler" || tags[ranked]?.meaning.kind === "stock") ranked -= 1;
  const isSubject = ({ meaning }: Tag): boolean =>
    meaning.kind === "dimension" || (meaning.kind === "noun" && GROUPING_NOUNS[meaning.noun] !== undefined);
  const [said, lead] = [tags[ranked]?.words ?? "", tags.slice(0, Math.max(ranked, 0))];
  const isOfSubject =
    lead.some(isSubject) &&
    (lead.some(({ meaning, words }) => (meaning.kind === "mode" && meaning.mode === "with") || words === "by") ||
      (lead.some(({ meaning, words }) => (meaning.kind === "mode" && meaning.mode === "which") || /^where\b/.test(words)) &&
        lead.some(({ meaning }) => meaning.kind === "dimension" && tags[ranked + 1]?.words !== "people")));
  if (tags[at]?.meaning.kind === "noun" && /^(?:most|fewest|least|highest number of)$/.test(said) && isOfSubject) return false;
  // "what does a customer spend", "what each buyer spends on average" ask for the usual one.
  const isMean = (dimension: string | undefined): boolean =>
    dimension === "customer" &&
    tags.some(({ meaning }) => meaning.kind === "aggregate" && meaning.fn === "avg") &&
    tags.some(({ meaning }) => meaning.kind === "mode" && meaning.mode === "spend");
  const noun = tags[at]?.meaning;
  if (/^(?:each|every)$/.test(tags[at - 1]?.words ?? "") && noun?.kind === "noun" && isMean(GROUPING_NOUNS[noun.noun])) return false;
  if (/^an?$/.test(tags[at - 1]?.words ?? "")) return false;
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const tag = tags[back];
    const meaning = tag?.meaning;
    if (!tag || !meaning) return false;
    if (meaning.kind === "mode" && meaning.mode === "which")
      return !(tag.words === "what" && /^(?:do|does|did|would)$/.test(tags[back + 1]?.words ?? ""));
    if (meaning.kind === "mode" && meaning.mode === "by") return true;
    if (meaning.kind === "rank") return true;
    if (meaning.kind === "dimension" && tags[back + 1]?.words === "and")
      return !tags.slice(back, at).some(({ words }) => words === "their");
    const passes =
      meaning.kind === "filler" ||
      tag.words === "profitable" ||
      meaning.kind === "number" ||
      meaning.kind === "value" ||
      meaning.kind === "entity" ||
      (meaning.kind === "mode" && ["also", "sell", "different", "who", "list"].includes(meaning.mode));
    if (!passes) return false;
  }
  return false;
}
