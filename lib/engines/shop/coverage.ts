import { boundsOf } from "@/lib/engines/shop/bounds";
import type { ShopCall } from "@/lib/engines/shop/calls";
import { canGroup, DIMENSIONS, isTimeDimension, type DimensionName } from "@/lib/engines/shop/dimensions";
import { AVERAGE, canFilter, type Filter } from "@/lib/engines/shop/filters";
import type { Frame } from "@/lib/engines/shop/frame";
import { grainOfGroups, windowsOfGroups } from "@/lib/engines/shop/queries/groups";
import type { Grain } from "@/lib/engines/shop/grains";
import { PACE_DAYS } from "@/lib/engines/shop/queries/products";
import { wordsLeft } from "@/lib/engines/shop/unread";
import { isAdded } from "@/lib/engines/shop/rules/totals";
import { spreadGroups } from "@/lib/engines/shop/rules/groupings";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { DateWindow } from "@/lib/language/windows";

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

/** Every condition of a call, those of its parts and sides too. */
export function filtersOf(call: ShopCall): readonly Filter[] {
  if (call.tool === "find_groups")
    return [...call.args.filters, ...call.args.only, ...[...call.args.some, ...call.args.none].flatMap(({ filters }) => filters)];
  if (call.tool === "compare_groups") return [...call.args.filters, ...call.args.sides];
  return call.tool === "calculate_share" ? [...call.args.filters, ...call.args.part] : call.args.filters;
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
    ({ field }) => !canFilter(grain, field) || (field === "active" && grain === "lines" && frame.nouns.includes("coupons")),
  );
  return [...new Set([...missing, ...unfit, ...clashing(used, call, frame)].map(({ label, field }) => label || field))];
}

/** The field of the group that others are held against, or "average". */
function thanOf(call: ShopCall): string | null {
  if (call.args.filters.some(({ values }) => values[0] === AVERAGE)) return "average";
  const than = "having" in call.args ? call.args.having?.than : undefined;
  return typeof than === "object" ? than.field : (than ?? null);
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

/** What one row of a call's result is counted over. */
export function grainOf(call: ShopCall): Grain {
  switch (call.tool) {
    case "count_documents":
    case "find_documents":
    case "get_date_range":
      return call.args.collection;
    case "group_and_count":
    case "calculate_sum":
    case "calculate_average":
    case "get_top_n":
    case "compare_periods":
    case "compare_groups":
    case "explain_change":
    case "calculate_share":
    case "get_best_selling_products":
      return measureOf(call.args.measure).grain;
    case "get_figures":
      return measureOf(call.args.measures[0] ?? "revenue").grain;
    case "find_groups":
      return grainOfGroups(call.args);
    case "get_top_customers_by_spending":
    case "get_overview":
    case "bought_together":
      return "orders";
    case "get_stock_levels":
    case "find_unsold_products":
      return "products";
    case "find_customers":
      return call.args.kind === "all" || call.args.kind === "never_ordered" ? "customers" : "orders";
    default:
      return call satisfies never;
  }
}

/** Measures and nouns that name a figure of their own, by what they are about. */
const ABOUT: Partial<Record<MeasureName, string>> = {
  discount_total: "discounts",
  average_discount: "discounts",
  delivery_fee_total: "delivery fees",
  average_delivery_fee: "delivery fees",
  refund_total: "refunds",
  average_refund: "refunds",
  refund_count: "refunds",
  refunded_order_count: "refunds",
  refunded_customer_count: "refunds",
  net_revenue: "refunds",
  refund_share: "refunds",
  discount_share: "discounts",
  delivery_fee_share: "delivery fees",
  gross_profit: "profit",
  goods_cost: "profit",
  gross_margin: "profit",
  unit_margin: "profit",
  unit_margin_percent: "profit",
  stock_units: "stock",
  stock_value: "stock",
  stock_value_at_price: "stock",
  coupon_count: "coupons",
  average_price: "prices",
  median_price: "prices",
  lowest_price: "prices",
  highest_price: "prices",
};

/** What is asked about, where the call is about something else: "discounts through coupons" without the coupons. */
function figuresLeft(frame: Frame, call: ShopCall): readonly string[] {
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
  const made =
    call.tool === "find_unsold_products" && call.args.window !== null && /\b(?:added|created|launched|introduced)\b/i.test(frame.text)
      ? ["added"]
      : [];
  const touched = new Set(topicsOf(call));
  const spenders = "collection" in call.args && call.args.collection === "customers" && frame.modes.has("spend") ? ["spending"] : [];
  return [
    ...worth,
    ...money,
    ...made,
    ...people,
    ...each,
    ...peopleLeft(frame, call),
    ...spenders,
    ...sales,
    ...new Set(asked.flatMap((topic) => (topic === undefined || touched.has(topic) ? [] : [topic]))),
  ];
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
    /^(?:(?:list|show|find|give|get|which|what|how many|number of|count|all|the|me|of)\s+)*(?:customers?|buyers?|clients?|shoppers?|people|users?)\s+(?:who|that|whose)\b/i.test(
      frame.text.trim(),
    );
  if (asksPeople && !isOfPeople) return ["customers"];
  const ofSales =
    call.tool === "find_customers" &&
    call.args.kind === "all" &&
    frame.measures.some((measure) => measure === "revenue" || measure === "average_order_value");
  return ofSales ? ["sales"] : [];
}

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

function measuresOf(call: ShopCall): readonly MeasureName[] {
  return call.tool === "get_figures" ? call.args.measures : "measure" in call.args ? [call.args.measure] : [];
}

function topicsOf(call: ShopCall): readonly string[] {
  const measures = measuresOf(call);
  const groups: readonly string[] = groupsOf(call);
  const fields = filtersOf(call).map(({ field }) => field);
  const byField: Readonly<Record<string, string>> = {
    discount: "discounts",
    delivery_fee: "delivery fees",
    refund_amount: "refunds",
    refund_times: "refunds",
    reason: "refunds",
    coupon: "coupons",
    category: "categories",
    price: "prices",
    stock: "stock",
    stock_level: "stock",
    margin: "profit",
    margin_percent: "profit",
    payment_status: "refunds",
  };
  const byTool: Partial<Record<ShopCall["tool"], readonly string[]>> = {
    get_stock_levels: ["stock", "prices"],
    find_unsold_products: ["stock"],
    explain_change: ["categories"],
  };
  const listed =
    "collection" in call.args ? [call.args.collection, ...(call.args.collection === "products" ? ["prices", "stock"] : [])] : [];
  return [
    ...measures.map((measure) => ABOUT[measure] ?? (measure === "category_count" ? "categories" : "")),
    ...[...groups, ...fields].flatMap((name) => [byField[name] ?? ""]),
    ...(byTool[call.tool] ?? []),
    ...listed,
  ];
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
    (own === null ? 0 : 1) + ("base" in call.args ? 1 : 0) + (call.tool === "find_customers" && call.args.registered !== null ? 1 : 0);
  const hasSpan = call.tool === "find_customers" && call.args.kind === "lapsed";
  const count = hasSpan ? Math.max(used, 1) : used;
  return restricts.slice(count).map(({ label }) => label);
}

/** "By month" of two years side by side is by the months of the year. */
const POSITIONS: Readonly<Record<string, readonly string[]>> = {
  month_of_year: ["month"],
  quarter_of_year: ["quarter"],
  day_of_month: ["day"],
  weekday: ["day"],
};

/** Everything that a call's rows are grouped by. */
export function groupsOf(call: ShopCall): readonly DimensionName[] {
  const groups = "group_by" in call.args ? call.args.group_by : [];
  if (call.tool === "find_groups") return [call.args.dimension, ...(call.args.every === null ? [] : [call.args.every])];
  if (call.tool === "calculate_average" && call.args.per !== null) return [...groups, call.args.per];
  return call.tool === "get_top_n" && call.args.within !== null ? [...groups, call.args.within] : groups;
}

function groupsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const used: readonly string[] = groupsOf(call);
  const implied: Partial<Record<ShopCall["tool"], readonly string[]>> = {
    get_best_selling_products: ["product", "customer"],
    get_top_customers_by_spending: ["customer"],
    find_customers: ["customer"],
    find_documents: ["product", "customer", "category", "coupon", "reason", "status", "payment_status", "city", "day"],
    get_stock_levels: ["product"],
    find_unsold_products: ["product"],
    bought_together: ["product", "customer"],
    explain_change: ["product", "category", "channel", "city"],
    get_date_range: ["day", "product", "customer"],
    count_documents: [],
  };
  const known = new Set([
    ...used,
    ...used.flatMap((name) => POSITIONS[name] ?? []),
    ...(implied[call.tool] ?? []),
    ...(call.tool === "get_stock_levels" && call.args.kind === "cover" ? ["day"] : []),
    ...(grainOf(call) === "categories" ? ["category", "main_category"] : []),
  ]);
  const filtered = new Set<string>(filtersOf(call).map(({ field }) => field));
  const impossible = used.flatMap((name) =>
    DIMENSIONS.some((known) => known === name && grainsOf(call).some((grain) => !canGroup(grain, known)))
      ? [`by ${name.replaceAll("_", " ")}`]
      : [],
  );
  // "in the city of Dhaka", "orders with status pending": the dimension names the filter beside it.
  return [
    ...impossible,
    ...frame.groups
      .filter(
        (group) =>
          !known.has(group) &&
          (!filtered.has(group) || call.tool === "bought_together") &&
          !(group === "payment_method" && (filtered.has("payment_status") || used.some((name) => name.startsWith("payment")))) &&
          !(group === "customer" && frame.groups.length > 1) &&
          !(group === "city" && used.length === 0 && "measure" in call.args && call.args.measure === "city_count") &&
          !(call.tool === "compare_periods" && isTimeDimension(group) && !spreadGroups(frame).includes(group)),
      )
      .map((group) => `by ${group.replaceAll("_", " ")}`),
  ];
}

function grainsOf(call: ShopCall): readonly Grain[] {
  return call.tool === "get_figures" ? call.args.measures.map((measure) => measureOf(measure).grain) : [grainOf(call)];
}

/** What a measure is of, where lines and orders tell the same. */
function kindOf(measure: MeasureName): string {
  const same: Partial<Record<MeasureName, string>> = {
    product_sales: "revenue",
    orders_containing: "order_count",
    product_buyers: "buyer_count",
    customer_count: "buyer_count",
    new_customer_count: "buyer_count",
  };
  return same[measure] ?? measure;
}

function boundsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const { having, orders, spend } = boundsOf(frame);
  const words = frame.amounts.map((amount) => amount.words);
  if (having && !("having" in call.args && call.args.having !== null)) return words;
  // "by average order value, at least 50 orders": another figure is bounded than the one that is told.
  const bounded = having?.measure ?? null;
  if (bounded !== null && "measure" in call.args && kindOf(call.args.measure) !== kindOf(bounded)) return words;
  if ((orders || spend) && !("spend" in call.args && call.args.kind !== "all" && call.args.kind !== "never_ordered")) return words;
  return [];
}

// Prepositions that bound an amount only beside a number.
const LOOSE: ReadonlySet<string> = new Set(["from", "over", "within", "up to", "exactly", "precisely", "range of", "under", "=", "beyond"]);

/** Words that change what is asked for, where the call does nothing with them. */
function modesLeft(frame: Frame, call: ShopCall): readonly string[] {
  const grouped = "group_by" in call.args && call.args.group_by.length > 0;
  const compares = call.tool === "compare_periods" || call.tool === "explain_change" || call.tool === "compare_groups";
  const ranks =
    ["get_top_n", "get_best_selling_products", "get_top_customers_by_spending", "find_customers", "get_stock_levels"].includes(call.tool) ||
    (call.tool === "find_documents" && !["newest", "oldest", "name"].includes(call.args.sort)) ||
    (call.tool === "bought_together" && frame.rank === "desc") ||
    (grouped && "order" in call.args && call.args.order !== null) ||
    compares;
  const excludes =
    filtersOf(call).some(({ op }) => op === "not" || op === "lacks") ||
    call.tool === "find_unsold_products" ||
    (call.tool === "find_customers" && (call.args.kind === "lapsed" || call.args.kind === "never_ordered")) ||
    (call.tool === "find_groups" && call.args.none.length > 0);
  const isExtreme = frame.aggregate === "max" || frame.aggregate === "min";
  const averages =
    call.tool === "calculate_average" ||
    thanOf(call) === "average" ||
    (call.tool === "get_top_n" && call.args.over === "average") ||
    (isExtreme && ranks) ||
    call.tool === "get_overview" ||
    measuresOf(call).some((measure) => !measureOf(measure).additive);
  const bySide = grouped && "group_by" in call.args && call.args.group_by.some((group) => !isTimeDimension(group));
  const said = (kinds: (tag: Frame["tags"][number]) => boolean): string =>
    frame.tags
      .filter(kinds)
      .map(({ words }) => words)
      .join(" ");
  const used = new Set(frame.amounts.flatMap((amount) => [...amount.used]));
  const loose =
    compares || thanOf(call) !== null
      ? []
      : frame.tags.filter((tag) => tag.meaning.kind === "bound" && !used.has(tag) && !LOOSE.has(tag.words)).map(({ words }) => words);
  const perOrder = frame.tags.flatMap((tag, at) =>
    tag.meaning.kind === "mode" &&
    /^(?:per|for each|for every|each|every)$/.test(tag.words) &&
    frame.tags[at + 1]?.meaning.kind === "noun" &&
    /^orders?$/.test(frame.tags[at + 1]?.words ?? "")
      ? [`${tag.words} order`]
      : [],
  );
  const isMean = "measure" in call.args && !measureOf(call.args.measure).additive;
  const inTime = ["find_documents", "get_date_range", "find_customers", "find_groups"].includes(call.tool) || compares || ranks;
  const ends = frame.tags.filter(
    ({ meaning, words }) =>
      meaning.kind === "mode" && (meaning.mode === "oldest" || meaning.mode === "recent") && !/^(?:first|last|recently)$/.test(words),
  );
  const first = frame.tags.filter(
    ({ meaning, words }, at) =>
      /^(?:first|last)$/.test(words) &&
      meaning.kind === "mode" &&
      (meaning.mode === "oldest" || meaning.mode === "recent") &&
      ["noun", "measure"].includes(frame.tags[at + 1]?.meaning.kind ?? ""),
  );
  const cumulates =
    !("cumulative" in call.args && call.args.cumulative) && "group_by" in call.args && call.args.group_by.some(isTimeDimension)
      ? (/\b(?:running total|cumulative\w*|cumulated|accumulated)\b/i.exec(frame.text)?.slice(0, 1) ?? [])
      : [];
  // A span between two moments of an order is not recorded; "only one city" is a count that no figure here makes.
  const spans =
    frame.again !== null && "again_days" in call.args && call.args.again_days === frame.again
      ? []
      : (/\bwithin (?:an?|one|two|three|\d+|the same) (?:hour|day|week|month)s?\b|\b(?:only|just|exactly)(?: in| from| to)? one (?!time|order)\w+|\bone (?:city|channel|category|product|day|month) only\b/i
          .exec(frame.text)
          ?.slice(0, 1) ?? []);
  // "do coupon orders spend more": what is spent is an amount, not a number of orders.
  const spends =
    frame.modes.has("spend") &&
    (call.tool === "find_documents" || call.tool === "count_documents") &&
    "collection" in call.args &&
    call.args.collection === "orders" &&
    !filtersOf(call).some(({ field }) => field === "order_value")
      ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "spend")]
      : [];
  const sells =
    call.tool === "get_stock_levels" && (call.args.kind === "low" || call.args.kind === "out") && frame.modes.has("sell")
      ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "sell")]
      : [];
  const priced =
    topicsOf(call).some((topic) => topic === "prices" || topic === "stock" || topic === "profit" || topic === "products") ||
    measuresOf(call).some((measure) => measure === "average_order_value" || measure === "median_order_value");
  const costs = frame.modes.has("unit_of") && !priced ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "unit_of")] : [];
  const differs =
    (frame.modes.has("different") && filtersOf(call).some(({ field }) => field === "units" || field === "price")) ||
    (frame.modes.has("different") && measuresOf(call).includes("items_per_order"))
      ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "different")]
      : [];
  return [
    ...loose,
    ...spends,
    ...sells,
    ...costs,
    ...(frame.modes.has("others") && call.tool !== "compare_groups"
      ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "others")]
      : []),
    ...cumulates,
    ...(filtersOf(call).some(({ field }) => field === "units") ? [] : spans),
    ...differs,
    ...wordsLeft(frame, call),
    ...(isMean ? [] : perOrder),
    ...(inTime ? [] : [...ends, ...first].map(({ words }) => words)),
    ...(call.tool === "get_stock_levels"
      ? frame.tags.filter(({ meaning, words }) => meaning.kind === "rank" && /sell|sold|popular|mov/.test(words)).map(({ words }) => words)
      : []),
    ...(frame.rank !== null && !ranks && !("measure" in call.args && /^(?:largest|smallest)_order$/.test(call.args.measure))
      ? [said(({ meaning }) => meaning.kind === "rank")]
      : []),
    ...(frame.aggregate !== null && frame.aggregate !== "sum" && !averages ? [said(({ meaning }) => meaning.kind === "aggregate")] : []),
    ...(frame.tags.some(({ meaning }) => meaning.kind === "aggregate" && meaning.fn === "median") &&
    !measuresOf(call).some((name) => name.startsWith("median"))
      ? ["median"]
      : []),
    ...(frame.modes.has("negation") && !excludes ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "negation")] : []),
    ...(frame.modes.has("versus") &&
    !compares &&
    !bySide &&
    thanOf(call) === null &&
    call.tool !== "get_figures" &&
    !(frame.modes.has("share") && measuresOf(call).some((name) => measureOf(name).unit === "percent"))
      ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "versus")]
      : []),
    ...(frame.modes.has("growth") &&
    !compares &&
    thanOf(call) === null &&
    !(grouped && call.tool !== "get_top_n" && "group_by" in call.args && call.args.group_by.some(isTimeDimension))
      ? [said(({ meaning }) => meaning.kind === "mode" && meaning.mode === "growth")]
      : []),
    ...((frame.modes.has("expensive") || frame.modes.has("cheap")) &&
    call.tool !== "find_documents" &&
    !(call.tool === "get_top_n" && /_price$/.test(call.args.measure))
      ? [said(({ meaning }) => meaning.kind === "mode" && (meaning.mode === "expensive" || meaning.mode === "cheap"))]
      : []),
    ...(frame.stock !== null &&
    !["get_stock_levels", "find_unsold_products"].includes(call.tool) &&
    !filtersOf(call).some(({ field }) => field === "stock" || field === "stock_level") &&
    !measuresOf(call).some((name) => name.startsWith("stock")) &&
    !tellsStock(call)
      ? [said(({ meaning }) => meaning.kind === "stock")]
      : []),
  ];
}

function restLeft(frame: Frame, call: ShopCall): readonly string[] {
  const left: string[] = [];
  if (frame.limit !== null && !("limit" in call.args)) left.push(String(frame.limit));
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

/** A product that is named is shown with its stock. */
function tellsStock(call: ShopCall): boolean {
  return (
    call.tool === "find_documents" &&
    call.args.collection === "products" &&
    call.args.filters.some(({ field, op }) => field === "product" && op === "is")
  );
}
