import { selectionOf } from "@/lib/engines/shop/said/bounds";
import { COUNT_OF } from "@/lib/engines/shop/calls/calls";
import { canGroup, isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import { EARNS, figureOf, fitToLines, isAverage, mainNoun } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny, type Noun } from "@/lib/engines/shop/said/lexicon";
import { measureOf } from "@/lib/engines/shop/measures";
import { readGroups } from "@/lib/engines/shop/rules/by-group";
import { eachOf } from "@/lib/engines/shop/rules/groupings";
import { saysSeveral, sortsAll } from "@/lib/engines/shop/rules/ranked";

/** Figures whole or by group, lists, first and last dates, and the overview of a period. */
export function readTotals(frame: Frame, context: ComposeContext): Draft | null {
  return (
    oneRow(frame) ??
    dates(frame) ??
    averagePer(frame) ??
    levelOfCategories(frame) ??
    readGroups(frame, context) ??
    list(frame) ??
    total(frame) ??
    overview(frame)
  );
}

/** "who is customer 12", "price of …": the row itself. */
function oneRow(frame: Frame): Draft | null {
  const { filters, window } = selectionOf(frame);
  const [only] = filters;
  const contact =
    filters.length === 2 &&
    filters.some(({ field }) => field === "customer") &&
    filters.some(({ field, op }) => (field === "phone" || field === "email") && op === "has");
  if (contact && frame.measures.length === 0 && !frame.modes.has("count"))
    return draft("find_documents", { collection: "customers", filters, window }, "show_customer");
  if (only === undefined || filters.length > 1 || window !== null || frame.measures.length > 0 || hasAny(frame.modes, "spend", "count"))
    return null;
  if (
    only.field === "customer" &&
    only.op === "is" &&
    !frame.nouns.some((noun) => noun !== "customers") &&
    hasAny(frame.modes, "who", "list", "which")
  )
    return draft("find_documents", { collection: "customers", filters }, "show_customer");
  if (only.field === "order_number" && only.op === "is" && frame.aggregate === null)
    return draft("find_documents", { collection: "orders", filters }, "show_order");
  const shown = [
    ...(COSTS_US.test(frame.text) ? ["cost"] : []),
    ...(/\b(?:sku|(?:item|article) (?:code|number))s?\b/i.test(frame.text) ? ["sku"] : []),
  ];
  const asksPrice =
    hasAny(frame.modes, "unit_of", "list") ||
    (frame.modes.has("amount") && !frame.modes.has("sell") && !EARNS.test(frame.text)) ||
    (frame.modes.size === 0 && only.values.length === 1) ||
    /^(?:and |so |ok )*what(?:['’]?s| is) (?!(?:bought|sold|together|wrong)\b)/i.test(frame.text.trim());
  if (
    only.field === "product" &&
    only.op === "is" &&
    asksPrice &&
    frame.aggregate === null &&
    frame.rank === null &&
    !frame.nouns.some((noun) => noun !== "products")
  )
    return draft(
      "find_documents",
      { collection: "products", filters, sort: "name", ...(shown.length > 0 ? { show: shown } : {}) },
      "show_product",
    );
  return null;
}

/** "how much is it and how many are left": the row of a product tells both. */
export function readPriceAndStock(frame: Frame): Draft | null {
  const { filters, window } = selectionOf(frame);
  const [only, ...others] = filters;
  const isOfStock = frame.stock === "all" || frame.stock === "in" || frame.measures.includes("stock_units");
  const isPlain = window === null && frame.rank === null && frame.groups.length === 0 && !hasAny(frame.modes, "sell", "buy", "spend");
  return only?.field === "product" && only.op === "is" && others.length === 0 && isOfStock && isPlain && PRICE_AND_STOCK.test(frame.text)
    ? draft("find_documents", { collection: "products", filters, sort: "name" }, "show_product")
    : null;
}

const PRICE_AND_STOCK =
  /^(?!.*\b(?:worth|values?|valued|make|made|at (?:cost|selling|the price)|cost price)\b)(?:.*\b(?:how much (?:is|are|does|do|for)|prices?|costs?)\b.*(?:\band\b|[,&+]).*\b(?:left|stock|how many|remaining)\b|.*\b(?:left|stock|how many)\b.*(?:\band\b|[,&+]).*\b(?:prices?|costs?|how much (?:is|are|does|do))\b)/i;

/** What a product is bought for, beside what it sells for. */
const COSTS_US =
  /\bcost(?:s|ed|ing)? (?:us|me|the shop)\b|\b(?:purchase|buying|cost) (?:price|cost)s?\b|\bprice and (?:the |its |our )?costs?\b|\bcosts? and (?:the |its |our )?(?:selling )?price\b/i;

function dates(frame: Frame): Draft | null {
  if (!frame.modes.has("when") || frame.rank !== null) return null;
  const noun = frame.nouns[0];
  const collection =
    noun === "products" || noun === "refunds" || (noun === "customers" && !frame.nouns.includes("orders") && !frame.modes.has("buy"))
      ? noun
      : "orders";
  return draft("get_date_range", { collection, ...selectionOf(frame) }, "date_range");
}

/** "our main categories", "how many subcategories": those without one above them, or with one. */
function levelOfCategories({ tags, nouns, measures, groups, filters, windows, rank, modes }: Frame): Draft | null {
  const isMain = groups.join() === "main_category" && nouns.length === 0;
  const isSub =
    groups.every((group) => group === "category") &&
    nouns.join() === "categories" &&
    tags.some(({ meaning, words }) => meaning.kind === "noun" && words.startsWith("sub"));
  if (
    (!isMain && !isSub) ||
    measures.length + filters.length + windows.length > 0 ||
    rank !== null ||
    hasAny(modes, "sell", "buy", "by", "share", "amount")
  )
    return null;
  const level: Frame["filters"] = [
    { field: "category", op: isMain ? "lacks" : "has", values: [], label: isMain ? "at the top level" : "below another one" },
  ];
  return draft(
    modes.has("count") ? "count_documents" : "find_documents",
    { collection: "categories", filters: level },
    "categories_by_level",
    0.9,
  );
}

/** "average orders per day": a mean over periods of what is otherwise a sum. */
export function averagePer(frame: Frame): Draft | null {
  const onDays = frame.windows[0]?.weekdays ?? null;
  // "average revenue on Fridays": of a Friday, not of an order.
  if (
    frame.aggregate === "avg" &&
    onDays !== null &&
    frame.groups.length === 0 &&
    frame.measures.length === 1 &&
    frame.measures[0] === "revenue" &&
    !/order|sale\b|basket|customer/i.test(frame.text)
  )
    return draft(
      "calculate_average",
      { measure: fitToLines("revenue", [], frame.filters), per: "day", ...selectionOf(frame) },
      "average_per_period",
      0.85,
    );
  const unit = frame.groups.find(isTimeDimension);
  // "average orders", "average sales" of a period are no averages of an order.
  const [, plural = ""] =
    /\b(?:average|avg|mean|typical)(?: (?:daily|weekly|monthly|yearly|total|number of|count of))* (orders|sales)\b/iu.exec(frame.text) ??
    [];
  if ((frame.aggregate !== "avg" && plural === "") || unit === undefined) return null;
  const said = frame.measures[0] ?? null;
  const named = said === "average_order_value" && plural !== "" ? (/^o/iu.test(plural) ? "order_count" : "revenue") : said;
  const measure =
    named && measureOf(named).additive
      ? named
      : (figureOf({ ...frame, aggregate: null }) ?? (frame.modes.has("amount") ? "revenue" : null));
  // The average customer spends, not the average year.
  if (/\b(?:average|typical|usual|normal) (?:customer|buyer|client|shopper)\b/i.test(frame.text)) return null;
  if (measure === null || isAverage(measure) || (named !== null && isAverage(named))) return null;
  const isPer =
    /\b(?:per|each|every|a|daily|weekly|monthly|yearly|quarterly|annual)\b/i.test(frame.text) &&
    !/\b(?:by|for each)\s+(?:day|week|month|quarter|year)/i.test(frame.text);
  if (!isPer || /order value|basket|\baov\b/i.test(frame.text)) return null;
  const others = frame.groups.filter((group) => !isTimeDimension(group));
  const fitted = fitToLines(measure, others, frame.filters);
  if (others.length > 1 || !others.every((group) => canGroup(measureOf(fitted).grain, group))) return null;
  return draft(
    "calculate_average",
    { measure: fitted, per: unit, group_by: others, ...selectionOf(frame) },
    "average_per_period",
    0.92,
    others.length === 0 ? [] : [`The mean of each is over the ${unit}s that have any.`],
  );
}

const COLLECTIONS: Partial<Record<Noun, keyof typeof COUNT_OF>> = {
  orders: "orders",
  customers: "customers",
  buyers: "customers",
  products: "products",
  categories: "categories",
  refunds: "refunds",
  coupons: "coupons",
};

function list(frame: Frame): Draft | null {
  const isOfOrders =
    (frame.amounts.length > 0 || frame.modes.has("list")) &&
    frame.filters.some(({ field }) => ["status", "payment_status", "payment_method", "channel", "coupon"].includes(field));
  const noun =
    mainNoun({ ...frame, groups: [] }) ??
    (isOfOrders ? "orders" : null) ??
    (frame.modes.has("who") && frame.modes.has("buy") && frame.filters.length > 0 ? "buyers" : null);
  const collection = noun === null ? undefined : COLLECTIONS[noun];
  if (collection === undefined || frame.modes.has("count") || frame.modes.has("amount") || frame.aggregate !== null) return null;
  if (frame.measures.some((measure) => measure !== "discount_total" || !frame.filters.some(({ field }) => field === "discount")))
    return null;
  const { filters, window } = selectionOf(frame);
  const asked = hasAny(frame.modes, "list", "which", "recent", "oldest", "who") || frame.limit !== null;
  // Hours say when, as a window does; they ask for no list by themselves.
  const restricted = filters.some(({ field }) => field !== "hour");
  if (!asked && !restricted) return null;
  const each = collection === "orders" && !asked ? eachOf(frame) : [];
  if (each.length > 0)
    return draft("group_and_count", { measure: fitToLines("order_count", each, filters), group_by: each, filters, window }, "group", 0.88);
  if (
    collection === "customers" &&
    (noun === "buyers" || frame.modes.has("buy") || filters.some(({ field }) => !["city", "email", "phone", "customer"].includes(field)))
  ) {
    return draft(
      "find_customers",
      { kind: "buyers", result: "list", filters, window, limit: frame.limit, sort: frame.modes.has("recent") ? "newest" : "spend" },
      "list_customers",
    );
  }
  if (
    collection === "products" &&
    (hasAny(frame.modes, "sell", "buy") || (window !== null && !isAdded(frame)) || filters.some(({ field }) => field === "customer"))
  ) {
    return draft("get_best_selling_products", { limit: frame.limit, filters, window }, "products_sold", 0.85, [
      "Listed are the products sold, by units.",
    ]);
  }
  // "what were our refunds last month" asks for figures, as "what were our sales" does.
  if (
    collection === "refunds" &&
    frame.limit === null &&
    /^(?:so |and |now )*what(?:'?s| is| are| was| were) (?:our|the|my|all|total)\b/i.test(frame.text.trim())
  )
    return draft("get_figures", { measures: ["refund_count", "refund_total"], filters, window }, "several_figures", 0.85);
  const recent = frame.modes.has("recent") || frame.modes.has("oldest");
  const limit = frame.limit ?? (recent && !sortsAll(frame) ? (saysSeveral(frame) ? 10 : 1) : null);
  const sort = frame.modes.has("oldest") ? "oldest" : collection === "products" && !recent ? "name" : "newest";
  return draft("find_documents", { collection, filters, window, limit, sort }, `list_${collection}`, asked ? 0.95 : 0.88);
}

function total(frame: Frame): Draft | null {
  const noun = mainNoun(frame);
  const figure = figureOf(frame);
  if (figure === null) return null;
  const { filters, window } = selectionOf(frame);
  const onOrders = filters.some(({ field }) => !["city", "email", "phone", "customer"].includes(field));
  if (
    (figure === "customer_count" && (onOrders || (window !== null && window.from !== null))) ||
    (figure === "buyer_count" && (onOrders || filters.length > 0))
  ) {
    const notes =
      figure === "customer_count" && !onOrders
        ? ["Counted are customers who ordered in this window; ask for registered or new customers for the others."]
        : [];
    return draft(
      "find_customers",
      { kind: "buyers", result: "count", filters, window },
      "count_buyers",
      notes.length > 0 ? 0.78 : 0.93,
      notes,
    );
  }
  if (figure === "product_count" && window !== null && !isAdded(frame)) {
    return draft("calculate_sum", { measure: "units_sold", filters, window }, "units_sold", 0.75, [
      "Counted are the units sold; ask for different products for the number of products.",
    ]);
  }
  const measure = fitToLines(figure, [], filters);
  if (isAverage(measure)) return draft("calculate_average", { measure, filters, window }, "average");
  const collection = noun && frame.measures.length === 0 ? COLLECTIONS[noun] : undefined;
  if (collection && COUNT_OF[collection] === measure)
    return draft("count_documents", { collection, filters, window }, `count_${collection}`);
  return draft("calculate_sum", { measure, filters, window }, "sum", frame.nouns.length + frame.measures.length > 0 ? 0.95 : 0.8);
}

/** Whether a period is the one that rows were made in: "products added in May". */
export function isAdded({ text }: Pick<Frame, "text">): boolean {
  return /\b(?:added|created|new|launched|introduced|issued|registered|joined)\b/i.test(text);
}

/** A period alone, or a word such as "summary": the four figures that a shop is run by. */
function overview(frame: Frame): Draft | null {
  const onlyWindow = frame.windows.length === 1 && frame.nouns.length + frame.measures.length + frame.amounts.length === 0;
  if (!frame.modes.has("overview") && !onlyWindow) return null;
  // "delivered today": a kind of orders and a period, which are counted.
  // "who ordered today": the customers.
  if (frame.modes.has("who") && frame.modes.has("buy"))
    return draft(
      "find_customers",
      { kind: "buyers", result: frame.modes.has("count") ? "count" : "list", ...selectionOf(frame) },
      "list_customers",
      0.85,
    );
  if (!frame.modes.has("overview") && frame.filters.length > 0)
    return draft("count_documents", { collection: "orders", ...selectionOf(frame) }, "count_orders", 0.75);
  return draft("get_overview", selectionOf(frame), "overview", frame.modes.has("overview") ? 0.9 : 0.75);
}
