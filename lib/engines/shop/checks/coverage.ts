import { boundsOf, kindOf } from "@/lib/engines/shop/said/bounds";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { canFilter, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { windowsOfGroups } from "@/lib/engines/shop/queries/groups";
import { PACE_DAYS } from "@/lib/engines/shop/queries/products";
import { isAdded } from "@/lib/engines/shop/rules/totals";
import { measureOf } from "@/lib/engines/shop/measures";
import { filtersOf, grainOf, measuresOf, thanOf } from "@/lib/engines/shop/calls/call-contents";
import { figuresLeft } from "@/lib/engines/shop/checks/figures-left";
import { groupsLeft } from "@/lib/engines/shop/checks/groups-left";
import { modesLeft } from "@/lib/engines/shop/checks/modes-left";
import type { DateWindow } from "@/lib/language/date-window";

/**
 * The parts of a question that a call leaves out, in words. A question is answered only when there are none:
 * a figure for less than what was asked is a wrong figure.
 */
export function leftOut(frame: Frame, call: ShopCall): readonly string[] {
  return [
    ...filtersLeft(frame, call),
    ...figuresLeft(frame, call),
    ...windowsLeft(frame, call),
    ...groupsLeft(frame, call),
    ...boundsLeft(frame, call),
    ...restLeft(frame, call),
  ];
}

function filtersLeft(frame: Frame, call: ShopCall): readonly string[] {
  const used = filtersOf(call);
  const grain = grainOf(call);
  const groups = "group_by" in call.args ? call.args.group_by : [];
  const asked = [...frame.filters, ...boundsOf(frame).filters];
  const missing = asked.filter(
    ({ field, label }) =>
      !(field === "active" && call.tool === "find_customers" && call.args.kind === "lapsed") &&
      !used.some((filter) => filter.field === field || (field === "city" && filter.field === "home_city")) &&
      !(field === "active" && call.tool === "get_stock_levels") &&
      label !== "" &&
      !groups.some((group) => (group === "payment_kind" && field === "payment_method") || (group === "coupon" && field === "coupon")) &&
      !("dimension" in call.args && call.args.dimension === field) &&
      !(field === thanOf(call)),
  );
  // Of a coupon that is active, its lines tell nothing.
  const unfit = used.filter(
    ({ field, op }) =>
      !canFilter(grain, field) ||
      (field === "active" && grain === "lines" && frame.nouns.includes("coupons")) ||
      // That it was used tells which orders are meant, not which coupons.
      (field === "coupon" && grain === "coupons" && (op === "has" || op === "lacks")),
  );
  return [...new Set([...missing, ...unfit, ...clashing(used, call, frame)].map(({ label, field }) => label || field))];
}

/** One order can hold a thing and lack another; a customer who bought both, or one but not the other, is seen over several orders. */
function clashing(used: readonly Filter[], call: ShopCall, { modes }: Frame): readonly Filter[] {
  // No order is placed in the morning and in the evening.
  const hours = used.filter(({ field }) => field === "time" || field === "hour");
  if (hours.length > 1 && call.tool !== "compare_groups") return hours;
  const bought = used.filter(({ field }) => field === "product" || field === "category");
  const isOfCustomers = call.tool === "get_top_customers_by_spending" || grainOf(call) === "customers";
  if (call.tool === "find_customers" || call.tool === "find_groups") return [];
  if (modes.has("both") && bought.length < 2 && bought.some(({ values }) => values.length > 1)) return bought;
  return isOfCustomers && bought.some(({ op }) => op === "not") ? bought.filter(({ op }) => op === "not") : [];
}

function windowsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const restricts = frame.windows.filter(({ from, to, weekdays }) => from !== null || to !== null || weekdays !== null);
  // The pace of sales is that of the last 30 days.
  if (call.tool === "get_stock_levels" && (call.args.kind === "cover" || call.args.kind === "over"))
    return restricts.filter(({ label }) => label !== `the last ${PACE_DAYS} days`).map(({ label }) => label);
  if (call.tool === "find_groups") return restricts.slice(windowsOfGroups(call.args).length).map(({ label }) => label);
  const own = "window" in call.args ? call.args.window : null;
  // A period held against itself tells nothing: one of the two was read wrongly.
  if ("base" in call.args && call.args.base.from === own?.from && call.args.base.to === own.to) return [`${call.args.base.label} twice`];
  // Coupons, products and categories have no day but the one that they were made on.
  if ("collection" in call.args && ["coupons", "products", "categories"].includes(call.args.collection) && !isAdded(frame))
    return restricts.map(({ label }) => label);
  // Prices and stock are those of now; a product has no day but the one that it was added on.
  if ("measure" in call.args && grainOf(call) === "products" && !isAdded(frame)) return restricts.map(({ label }) => label);
  // "in September and October": each of them lies in the span that is asked.
  const isInside = ({ from, to, weekdays }: DateWindow): boolean =>
    own !== null &&
    from !== null &&
    to !== null &&
    (own.from ?? from) <= from &&
    (own.to ?? to) >= to &&
    own.weekdays?.join() === weekdays?.join();
  if (restricts.length > 1 && restricts.every(isInside)) return [];
  const used =
    (own === null ? 0 : 1) +
    ("base" in call.args ? 1 : 0) +
    (call.tool === "find_customers" && call.args.registered !== null ? 1 : 0) +
    filtersOf(call).filter(({ field, values }) => field === "customer_kind" && values.length > 1).length;
  const hasSpan = call.tool === "find_customers" && call.args.kind === "lapsed";
  const count = hasSpan ? Math.max(used, 1) : used;
  return restricts.slice(count).map(({ label }) => label);
}

function boundsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const { having, orders, spend } = boundsOf(frame);
  const words = frame.amounts.map((amount) => amount.words);
  if (having && !("having" in call.args && call.args.having !== null)) return words;
  // "by average order value, at least 50 orders": another figure is bounded than the one that is told.
  const bounded = having?.measure ?? null;
  const told = "measure" in call.args ? (("having" in call.args ? call.args.having?.of : undefined) ?? call.args.measure) : bounded;
  if (bounded !== null && told !== null && kindOf(told) !== kindOf(bounded)) return words;
  if ((orders || spend) && !("spend" in call.args && call.args.kind !== "all" && call.args.kind !== "never_ordered")) return words;
  return [];
}

function restLeft(frame: Frame, call: ShopCall): readonly string[] {
  const left: string[] = [];
  const isWhichOne = frame.limit === 1 && /\b(?:which|what) one\b/i.test(frame.text);
  if (frame.limit !== null && !isWhichOne && !("limit" in call.args)) left.push(String(frame.limit));
  if (
    frame.customers !== null &&
    call.tool !== "find_customers" &&
    call.tool !== "find_groups" &&
    !filtersOf(call).some(({ field }) => field === "customer_kind") &&
    !measuresOf(call).some(
      (name) =>
        (name === "new_customer_count" && frame.customers === "new") || (name === "customer_count" && frame.customers === "registered"),
    ) &&
    !(frame.customers === "registered" && "collection" in call.args && call.args.collection === "customers") &&
    call.tool !== "find_unsold_products" &&
    call.tool !== "get_date_range"
  )
    left.push(`${frame.customers.replaceAll("_", " ")} customers`);
  if (frame.rate !== null && call.tool !== "calculate_share" && !("result" in call.args && call.args.result === "share"))
    left.push("the rate");
  left.push(...modesLeft(frame, call));
  if (
    frame.modes.has("share") &&
    call.tool !== "calculate_share" &&
    call.tool !== "compare_periods" &&
    !measuresOf(call).some((name) => measureOf(name).unit === "percent") &&
    !("result" in call.args && call.args.result === "share") &&
    !(call.tool === "get_top_n" && call.args.over === "share")
  )
    left.push("the share");
  return left;
}
