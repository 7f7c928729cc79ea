import { DIMENSIONS, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { GROUPING_NOUNS } from "@/lib/engines/shop/said/groups-said";
import type { Tag } from "@/lib/engines/shop/said/reading";

/** The dimension that a word names: a dimension itself, or a noun that can be one. */
export function dimensionIn({ meaning }: Tag): DimensionName | null {
  if (meaning.kind === "dimension") return meaning.dimension;
  return meaning.kind === "noun" ? (GROUPING_NOUNS[meaning.noun] ?? null) : null;
}

/** What a question spreads its figure over: "per category", "in each city", "every month", "monthly". */
export function spreadGroups({ tags }: Frame): readonly DimensionName[] {
  return tags.flatMap((tag, at) =>
    isSpread(tags, at) || /^(?:dai|hour|week|month|quarter|year)ly$|^(?:month|day|week) (?:wise|by (?:month|day|week))$/.test(tag.words)
      ? (dimensionIn(tag) ?? [])
      : [],
  );
}

/** Whether "by", "per", "each" and the like stand before a word. */
export function isSpread(tags: readonly Tag[], at: number): boolean {
  let back = at - 1;
  while (tags[back]?.meaning.kind === "filler") back -= 1;
  const before = tags[back];
  return (
    before?.meaning.kind === "mode" &&
    before.meaning.mode === "by" &&
    !/^(?:sorted|ordered|based|in terms|according|depending)/.test(before.words)
  );
}

/** "cash and card: orders and revenue each", "revenue for Dhaka and for Sylhet": of every value that is named. */
export function eachOf({ tags, filters, groups, nouns, modes, measures, text }: Frame): readonly DimensionName[] {
  const several = filters.find(({ op, values }) => op === "is" && values.length > 1);
  const isOfIt = ({ meaning }: Tag): boolean =>
    (meaning.kind === "value"
      ? meaning.field
      : meaning.kind === "entity" && meaning.entity.kind === "filter"
        ? meaning.entity.filter.field
        : null) === several?.field;
  const isEach = tags.some(
    ({ words }, at) =>
      /^(?:each|for each|of each|for every|every|separately|respectively|individually)$/.test(words) &&
      tags.slice(at + 1).every(({ meaning }) => meaning.kind === "filler" || meaning.kind === "window"),
  );
  const repeats =
    tags.filter((tag, at) => isOfIt(tag) && /(?:^|and )(?:for|of|from|in|by|via|through)$/.test(tags[at - 1]?.words ?? "")).length ===
      several?.values.length && /\band (?:for|of|from|in|by|via|through)\b/i.test(text);
  const isTold = several !== undefined && (SINGLE.has(several.field) || (several.field === "category" && !nouns.includes("orders")));
  // "pending and approved orders" are rows to work on.
  const areRows =
    (several?.field === "status" || several?.field === "payment_status") &&
    measures.length === 0 &&
    !modes.has("count") &&
    !modes.has("amount");
  const isJoined = isTold && !areRows && areJoined(tags, isOfIt, several.values.length, text);
  return (isEach || repeats || isJoined) && groups.length === 0 && several !== undefined
    ? DIMENSIONS.filter((name) => name === several.field)
    : [];
}

/** An order has one of each of these. */
const SINGLE: ReadonlySet<string> = new Set(["city", "channel", "payment_method", "payment_status", "status"]);

/** "orders to Dhaka and Gazipur": a figure each, unless they are to be added up or listed. */
function areJoined(tags: readonly Tag[], isOfIt: (tag: Tag) => boolean, count: number, text: string): boolean {
  const own = tags.flatMap((tag, at) => (isOfIt(tag) ? [at] : []));
  const isAnd = own
    .slice(1)
    .every((at, place) => tags.slice((own[place] ?? at) + 1, at).every(({ words }) => /^(?:and|plus|also|&|\+|the)$/.test(words)));
  return (
    own.length === count &&
    isAnd &&
    /\band\b|[&+]|\bplus\b/i.test(text) &&
    !/\b(?:together|combined|altogether|in total|total|overall|sum|both|between them|list|show)\b/i.test(text)
  );
}
