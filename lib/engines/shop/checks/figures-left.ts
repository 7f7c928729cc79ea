import { boundsOf } from "@/lib/engines/shop/said/bounds";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { filtersOf, grainOf, groupsOf, measuresOf } from "@/lib/engines/shop/calls/call-contents";
import type { MeasureName } from "@/lib/engines/shop/measures";
import { ABOUT, topicsOf } from "@/lib/engines/shop/checks/call-topics";

/** What is asked about, where the call is about something else: "discounts through coupons" without the coupons. */
export function figuresLeft(frame: Frame, call: ShopCall): readonly string[] {
  const asked = [
    ...frame.measures.map((measure) => ABOUT[measure]),
    ...frame.nouns.map((noun) => (noun === "refunds" || noun === "coupons" || noun === "categories" ? noun : undefined)),
  ];
  const ofProducts = call.tool === "get_stock_levels" || call.tool === "find_unsold_products";
  const people = ofProducts && frame.nouns.includes("customers") ? ["customers"] : [];
  // "customers who spent more than last month" asks for them, not for the sum.
  const each =
    call.tool === "compare_periods" &&
    call.args.group_by.length === 0 &&
    frame.nouns[0] === "customers" &&
    (frame.modes.has("spend") || frame.modes.has("buy")) &&
    !frame.modes.has("count") &&
    !OF_CUSTOMERS.has(call.args.measure)
      ? ["each customer"]
      : [];
  const bySales = measuresOf(call).some((measure) => SALES.has(measure)) || !("measure" in call.args || "measures" in call.args);
  const sales =
    frame.measures.length > 1 &&
    frame.tags.some(
      ({ meaning, words }) => meaning.kind === "measure" && meaning.measure === "revenue" && /sale|revenue|turnover/.test(words),
    ) &&
    !bySales
      ? ["sales"]
      : [];
  const byWorth =
    frame.measures.some((name) => name.startsWith("stock_value")) || /\b(?:money|cash|capital|worth|value|at cost)\b/i.test(frame.text);
  const worth =
    call.tool === "get_stock_levels" &&
    (call.args.result === "count" ? frame.measures.some((name) => name.startsWith("stock_value")) : frame.rank !== null && byWorth)
      ? ["the stock value"]
      : [];
  // Rows of stock or of what did not sell tell no amount of money.
  const money =
    (call.tool === "find_unsold_products" || (call.tool === "get_stock_levels" && call.args.kind !== "all")) &&
    /\b(?:money|cash|capital|worth|value)\b/i.test(frame.text) &&
    frame.amounts.length === 0
      ? ["the amount of money"]
      : [];
  const isOfSales =
    call.tool === "find_unsold_products" ||
    (grainOf(call) === "lines" && frame.nouns.some((noun) => noun === "products" || noun === "units"));
  const made =
    isOfSales && "window" in call.args && call.args.window !== null && /\b(?:added|created|launched|introduced)\b/i.test(frame.text)
      ? ["added"]
      : [];

  const touched = new Set(topicsOf(call));
  const spenders = "collection" in call.args && call.args.collection === "customers" && frame.modes.has("spend") ? ["spending"] : [];
  return [
    ...worth,
    ...money,
    ...made,
    ...daysLeft(frame, call),
    ...people,
    ...each,
    ...peopleLeft(frame, call),
    ...spenders,
    ...sales,
    ...new Set(asked.flatMap((topic) => (topic === undefined || touched.has(topic) ? [] : [topic]))),
  ];
}

/** "less than 10 days of stock": how long it lasts bounds nothing here. */
function daysLeft({ amounts, text }: Frame, call: ShopCall): readonly string[] {
  const isOfCover =
    /\b(?:days?|weeks?)(?:' | worth)? of (?:stock|cover|supply|inventory)\b/i.test(text) &&
    filtersOf(call).some(({ field }) => field === "stock");
  return isOfCover ? amounts.map(({ words }) => `${words} days`) : [];
}

/** "customers who returned more than once": the people themselves, or their sales, where the call tells only the other. */
function peopleLeft(frame: Frame, call: ShopCall): readonly string[] {
  const isOfPeople =
    call.tool === "find_customers" ||
    call.tool === "get_top_customers_by_spending" ||
    groupsOf(call).includes("customer") ||
    grainOf(call) === "customers" ||
    measuresOf(call).some((measure) => OF_CUSTOMERS.has(measure)) ||
    call.tool === "calculate_share" ||
    call.tool === "compare_groups";
  const asksPeople =
    /^(?:(?:list|show|find|give|get|which|what|how many|number of|count|all|the|me|of)\s+)*(?:customers?|buyers?|clients?|shoppers?|people|users?)\s+(?:who|that|whose|(?:(?:were|was|got) )?refunded)\b/i.test(
      frame.text.trim(),
    );
  if (asksPeople && !isOfPeople) return ["customers"];
  // Their number tells no amount, nor does a list of those who bought nothing or only registered.
  const tellsSpend = call.tool === "find_customers" && call.args.result === "list" && !["all", "never_ordered"].includes(call.args.kind);
  const asksSum = frame.modes.has("amount") && frame.modes.has("spend") && boundsOf(frame).spend === null && !frame.modes.has("count");
  const ofSales =
    call.tool === "find_customers" &&
    boundsOf(frame).spend === null &&
    (asksSum || (!tellsSpend && frame.measures.some((measure) => measure === "revenue" || measure === "average_order_value")));
  return ofSales ? ["sales"] : [];
}

const OF_CUSTOMERS: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "buyer_count",
  "refunded_customer_count",
  "product_buyers",
  "customer_count",
  "new_customer_count",
  "average_customer_spend",
  "orders_per_customer",
]);

const SALES: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "revenue",
  "goods_sales",
  "revenue_without_delivery",
  "product_sales",
  "net_revenue",
  "average_order_value",
  "median_order_value",
  "largest_order",
  "smallest_order",
  "average_customer_spend",
  "refund_share",
  "discount_share",
  "delivery_fee_share",
  "gross_margin",
]);
