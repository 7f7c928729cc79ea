import { COUNT_OF, parseCall, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { draft, type Draft } from "@/lib/engines/shop/draft";
import type { Referent } from "@/lib/engines/shop/follow/antecedent";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { DateWindow } from "@/lib/language/date-window";

/** A turn read by what was answered before, with the question as it was read: what the turn points at or bounds is settled in it. */
export type FollowUp = { readonly draft: Draft; readonly frame: Frame };

/**
 * What a change is read from: the turn, the call before, and that call with the window, the conditions, the number and
 * the order of rows that the turn names (`call`), which everything else starts from.
 */
export type Change = {
  readonly frame: Frame;
  readonly text: string;
  readonly previous: ShopCall;
  /** The call before `previous`. */ readonly before: ShopCall | null;
  readonly call: ShopCall;
  /** Whether the turn names a condition. */ readonly isRestricted: boolean;
  readonly now: string;
};

/** A call as the reading of a follow-up. */
export function follow(tool: Draft["tool"], args: Draft["args"], confidence = 0.85): Draft {
  return draft(tool, args, "follow_up", confidence);
}

/** Whether conditions and a window tell whole which rows a call is of: those that never sold, or are low in stock, are more than that. */
export function isOfConditions({ tool, args }: ShopCall): boolean {
  if (tool === "find_unsold_products" || tool === "find_groups" || tool === "bought_together") return false;
  if (tool === "get_stock_levels") return args.kind === "all";
  const isBounded = ("having" in args && args.having !== null) || ("spend" in args && (args.orders !== null || args.spend !== null));
  return !isBounded && !(tool === "find_customers" && args.kind !== "buyers");
}

/** Whether a call's window is when its products were added or its customers registered, which says nothing of when they sold or bought. */
export function saysWhenAdded({ tool, args }: ShopCall): boolean {
  return "collection" in args
    ? args.collection === "products" || args.collection === "customers"
    : tool === "find_customers" && args.kind === "all";
}

/** Tools whose answer is a ranking. */
export const RANKINGS: ReadonlySet<ShopCall["tool"]> = new Set(["get_top_n", "get_best_selling_products", "get_top_customers_by_spending"]);

/** Whether the order of a call says which end is shown; in a split it is only how that is sorted. */
export function isRanking({ tool }: ShopCall): boolean {
  return RANKINGS.has(tool) || tool === "find_customers";
}

/** When a call's rows are of; null for all time. */
export function windowOf(call: ShopCall): DateWindow | null {
  return "window" in call.args ? call.args.window : null;
}

/** The figure of a call; of rows that are listed or counted, their number. */
export function figureBefore(call: ShopCall): MeasureName | null {
  if ("measure" in call.args) return call.args.measure;
  if (call.tool === "count_documents" || call.tool === "find_documents") return COUNT_OF[call.args.collection];
  if (call.tool === "find_customers") return countOf(call.args);
  return null;
}

/** Customers of a kind as a figure, where one tells the same. */
function countOf({ kind, orders, spend, registered, filters }: Extract<ShopCall, { tool: "find_customers" }>["args"]): MeasureName | null {
  const isPlain =
    orders === null &&
    spend === null &&
    registered === null &&
    !filters.some(({ field }) => field === "city" || field === "email" || field === "phone");
  return !isPlain ? null : kind === "new" ? "new_customer_count" : kind === "buyers" ? "buyer_count" : null;
}

/** A call in words of its parts, checked: null where they do not go together. */
export function callOf({ tool, args }: Draft): ShopCall | null {
  return parseCall(tool, args).call;
}

/** Few enough products to be told one by one. */
const FEW = 20;

/** "how much stock of these is left": of several products that of each, since pieces of different things come to nothing together. */
export function stockOfEach(found: FollowUp | null, referents: readonly Referent[], { text }: Frame): FollowUp | null {
  const { args, tool } = found?.draft ?? {};
  const areSeveral = referents.length > 1 && referents.length <= FEW && referents.every(({ filter }) => filter?.field === "product");
  const isSum =
    tool === "calculate_sum" &&
    args?.measure === "stock_units" &&
    !("group_by" in args && Array.isArray(args.group_by) && args.group_by.length > 0);
  return found === null || !areSeveral || !isSum || /\b(?:total|altogether|together|in all|combined)\b/i.test(text)
    ? found
    : { ...found, draft: { ...found.draft, args: { ...args, group_by: ["product"] } } };
}
