import { hasAny, type Mode } from "@/lib/engines/shop/said/lexicon";
import { addsUp, isBounded } from "@/lib/engines/shop/said/implied";
import type { Tag } from "@/lib/engines/shop/said/reading";

/** What the words and the text as a whole ask to be done; words that bound an amount ask for nothing. */
export function findModes(tags: readonly Tag[], inAmounts: ReadonlySet<Tag>, text: string, windows: number): ReadonlySet<Mode> {
  const modes = new Set(
    tags.flatMap((tag, at) =>
      tag.meaning.kind === "mode" && !inAmounts.has(tag) && !isPercentNumber(tags, at) && !isBounded(tags, at, inAmounts)
        ? [tag.meaning.mode]
        : [],
    ),
  );
  // "the order count", "pending orders count": the noun says to count.
  if (tags.some(({ meaning, words }) => meaning.kind === "noun" && /\bcounts?$/.test(words))) modes.add("count");
  if (
    /\bin (?:taka|tk|bdt|money)\b|[,\s]in (?:value|amounts?)\s*[?.!]*$|(?<![\d.,] ?)\b(?:taka|tk|bdt)\b(?! ?\d)[^.]*\b(?:sold|sell|sales?)\b/i.test(
      text,
    )
  )
    modes.add("amount");
  if (tags.some(({ meaning, words }) => meaning.kind === "mode" && meaning.mode === "different" && /^(?:how many|number of)/.test(words)))
    modes.add("count");
  if (modes.has("amount") && countsWith(tags, modes)) {
    modes.delete("amount");
    modes.add("count");
  }
  if (PART_OF.test(text)) modes.add("share");
  if (modes.has("together") && addsUp(tags, text)) modes.delete("together");
  if (modes.has("together") && tellsMeans(tags)) {
    modes.delete("together");
    modes.add("buy");
  }
  // "did we sell more this month than last month": the word and its "than" stand apart.
  if (windows > 1 && /\b(?:more|less|fewer|better|worse|higher|lower|bigger|smaller)\b.*\b(?:than|or)\b/i.test(text)) modes.add("growth");
  // "are we selling more than last year": the running one is meant beside it.
  if (tags.some((tag, at) => !inAmounts.has(tag) && /\bthan$/.test(tag.words) && tags[at + 1]?.meaning.kind === "window"))
    modes.add("growth");
  return modes;
}

/** The "%" of "10%": no share is asked for, and nothing in the shop is bounded by a percentage. */
export function isPercentNumber(tags: readonly Tag[], at: number): boolean {
  return /^(?:%|percent|pct)$/.test(tags[at]?.words ?? "") && tags[at - 1]?.meaning.kind === "number";
}

/** "how much of October's revenue came from …": a part and its whole. */
const PART_OF =
  /\bhow (?:much|big a part) of (?:[\p{L}\d'’]+\s+){0,4}?(?:revenue|sales|turnover|income|orders|profits?|takings|refunds|discounts|units)\b(?!.*\b(?:left|in stock)\b)/iu;

/** "bought with coupon EID26", "ordered with a card": with what it was paid, not with which other product. */
function tellsMeans(tags: readonly Tag[]): boolean {
  return tags.some(({ meaning, words }, at) => {
    if (meaning.kind !== "mode" || meaning.mode !== "together" || !/ with$/.test(words)) return false;
    const means = tags.slice(at + 1).find((tag) => tag.meaning.kind !== "filler")?.meaning;
    const field =
      means?.kind === "value" ? means.field : means?.kind === "entity" && means.entity.kind === "filter" ? means.entity.filter.field : null;
    return (
      (means?.kind === "noun" && means.noun === "coupons") ||
      field === "coupon" ||
      field === "payment_method" ||
      field === "discount" ||
      field === "payment_status"
    );
  });
}

const COUNTED: ReadonlySet<string> = new Set(["orders", "customers", "buyers", "products", "units", "coupons", "categories"]);

/** "how much orders did we get": what can be counted is counted, where no word of money stands beside it. */
function countsWith(tags: readonly Tag[], modes: ReadonlySet<Mode>): boolean {
  const at = tags.findIndex(({ words }) => words === "how much");
  const counted = tags.slice(at + 1).find(({ words }) => !/^(?:of|the|our|my)$/.test(words))?.meaning;
  return (
    at !== -1 &&
    counted?.kind === "noun" &&
    COUNTED.has(counted.noun) &&
    !hasAny(modes, "spend", "unit_of") &&
    tags.every(
      ({ meaning }, place) =>
        meaning.kind !== "measure" &&
        meaning.kind !== "aggregate" &&
        (place === at || meaning.kind !== "mode" || meaning.mode !== "amount"),
    )
  );
}
