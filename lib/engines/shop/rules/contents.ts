import { draft, type Draft } from "@/lib/engines/shop/draft";
import { EVERY_STATUS } from "@/lib/engines/shop/said/filters-said";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { Mode } from "@/lib/engines/shop/said/lexicon";

const INSIDE = /\b(?:in|inside|contain(?:s|ed)?|holds?|held|contents?)\b/i;
const OTHERWISE: readonly Mode[] = ["count", "amount", "who", "when", "spend", "share", "why"];

/** "what was in order SB-10001", "items of that order": the products on its lines, whatever became of it. */
export function readContents({ filters, nouns, measures, groups, modes, rank, aggregate, text }: Frame): Draft | null {
  const isOfOrder = filters.length > 0 && filters.every(({ field, op }) => field === "order_number" && op === "is");
  const ofProducts = nouns.some((noun) => noun === "products" || noun === "units");
  const asks = ofProducts || ((modes.has("which") || modes.has("list")) && INSIDE.test(text));
  if (
    !isOfOrder ||
    !asks ||
    measures.length > 0 ||
    groups.some((group) => group !== "product") ||
    rank !== null ||
    aggregate !== null ||
    OTHERWISE.some((mode) => modes.has(mode))
  )
    return null;
  return draft("get_best_selling_products", { filters: [...filters, EVERY_STATUS], limit: null }, "order_contents", 0.92);
}
