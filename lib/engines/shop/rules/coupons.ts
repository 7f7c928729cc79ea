import { boundsOf } from "@/lib/engines/shop/said/bounds";
import { draft, type Draft } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { askedFor } from "@/lib/engines/shop/rules/conditions";
import { isAdded } from "@/lib/engines/shop/rules/totals";

const USED = /\b(?:us(?:ed?|es|age|ing)|redeem\w*|redemptions?|appl(?:y|ied)|perform\w*|work(?:s|ed|ing)?|doing|did)\b/i;

/** "which coupons were used in October", "coupon usage this year": each coupon with its orders; "how many different ones" counts them. */
export function readCoupons(frame: Frame): Draft | null {
  const { modes, nouns, measures, rank, windows, groups, customers, text } = frame;
  const isUse = USED.test(text) || (windows.length > 0 && !isAdded(frame));
  const isPlain =
    measures.length === 0 &&
    rank === null &&
    windows.length <= 1 &&
    customers === null &&
    groups.every((group) => group === "coupon" || group === "customer") &&
    !hasAny(modes, "negation", "share", "versus", "growth", "why", "who", "unsold", "amount", "spend", "when");
  const named = frame.filters.some(({ field, op }) => (field === "coupon" && op !== "has") || field === "active");
  // "how often each was used" is told beside each of them.
  const counts = modes.has("count") && !/\b(?:how often|how many times|number of (?:times|uses))\b/i.test(text);
  if (askedFor(frame) !== "coupon" || !isUse || !isPlain || named || (counts && !modes.has("different")) || nouns.includes("refunds"))
    return null;
  const filters = [...frame.filters.filter(({ field }) => field !== "coupon"), ...boundsOf(frame).filters];
  const args = { measure: "order_count", group_by: ["coupon"], filters, window: windows[0] ?? null };
  return counts
    ? draft("calculate_sum", { ...args, count_groups: true }, "count_coupons_used", 0.88)
    : draft("group_and_count", { ...args, limit: frame.limit }, "coupons_used", 0.88);
}
