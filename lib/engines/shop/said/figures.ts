import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny, type Noun } from "@/lib/engines/shop/said/lexicon";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";

const COUNTS: Partial<Record<Noun, MeasureName>> = {
  orders: "order_count",
  customers: "customer_count",
  buyers: "buyer_count",
  products: "product_count",
  units: "units_sold",
  refunds: "refund_count",
  coupons: "coupon_count",
  categories: "category_count",
  order_values: "revenue",
};

/** The same where sales are asked about: customers are those who bought. */
export const SOLD_COUNTS: Partial<Record<Noun, MeasureName>> = {
  orders: "order_count",
  customers: "buyer_count",
  buyers: "buyer_count",
  units: "units_sold",
  refunds: "refund_count",
};

const AVERAGES: Partial<Record<MeasureName, MeasureName>> = {
  revenue: "average_order_value",
  discount_total: "average_discount",
  delivery_fee_total: "average_delivery_fee",
  refund_total: "average_refund",
  units_sold: "items_per_order",
  gross_profit: "profit_per_order",
};
const MEDIANS: Partial<Record<MeasureName, MeasureName>> = {
  discount_total: "median_discount",
  delivery_fee_total: "median_delivery_fee",
  refund_total: "median_refund",
};
const LARGEST: Partial<Record<MeasureName, MeasureName>> = {
  discount_total: "largest_discount",
  delivery_fee_total: "largest_delivery_fee",
};

/**
 * The measure that a question asks for, or null where it names none. Nouns count; "average", "median", "largest"
 * choose among the measures of the same thing.
 */
export function figureOf(frame: Frame): MeasureName | null {
  const named = frame.measures.find((measure) => measure !== "revenue") ?? frame.measures[0] ?? null;
  const special = frame.aggregate === null || frame.aggregate === "sum" ? null : aggregated(frame, named);
  if (special) return special;
  // "the average price of an order" is what an order comes to.
  if (named === "average_price" && frame.nouns.includes("orders") && !frame.nouns.includes("products")) return "average_order_value";
  // "how many of those were refunded" counts the orders.
  const isOfOrders = frame.nouns[0] === "orders" || (frame.nouns.length === 0 && !frame.modes.has("amount"));
  if (named === "refund_total" && frame.modes.has("count") && isOfOrders) return "refunded_order_count";
  // "how much money did we refund", "refunds, total amount": the amount is that of the refunds.
  if (named === "revenue" && frame.nouns.includes("refunds") && !frame.nouns.includes("orders") && isBareAmount(frame))
    return "refund_total";
  if (named) return named;
  if (frame.modes.has("spend") || earnsMoney(frame)) return "revenue";
  if (frame.modes.has("sell") && !frame.nouns.includes("orders")) return soldFigure(frame);
  if (asksPieces(frame)) return "units_sold";
  // "how many items are in order SB-10001": pieces of them.
  if (frame.modes.has("count") && frame.nouns.includes("products") && frame.filters.some(({ field }) => field === "order_number"))
    return "units_sold";
  // "how many different products sold": each of them once.
  if (
    frame.modes.has("different") &&
    frame.tags.some(({ meaning, words }) => meaning.kind === "noun" && /^(?:products?|items?) sold$/.test(words))
  )
    return "products_sold";
  const noun = mainNoun(frame);
  const restricted = frame.amounts.length > 0 || frame.windows.length > 0 || frame.filters.length > 0;
  if (!noun && frame.aggregate === "sum" && restricted) return "revenue";
  // "how many sarees last week": pieces of them; "how many orders of sarees" names what it counts.
  if (
    !noun &&
    frame.modes.has("count") &&
    frame.windows.length > 0 &&
    frame.stock === null &&
    frame.filters.some(({ field, op }) => (field === "product" || field === "category") && op === "is")
  )
    return "units_sold";
  if (!noun && frame.modes.has("count") && frame.filters.some(({ field }) => OF_ORDERS.has(field))) return "order_count";
  if (!noun)
    return frame.modes.has("amount") &&
      frame.filters.some(({ field }) => OF_SALES.has(field) || (field === "product" && EARNS.test(frame.text)))
      ? "revenue"
      : null;
  if (noun === "order_values" && frame.modes.has("count")) return "order_count";
  if (noun === "orders" && !frame.modes.has("count") && isOfMoney(frame)) return "revenue";
  if (
    (noun === "customers" || noun === "buyers") &&
    frame.modes.has("amount") &&
    !frame.modes.has("count") &&
    frame.filters.some(({ field }) => field === "payment_status" || field === "payment_method")
  )
    return "revenue";
  if (
    (noun === "customers" || noun === "buyers") &&
    frame.modes.has("amount") &&
    !frame.modes.has("count") &&
    /\b(?:pay|pays|paid|paying)\b/i.test(frame.text)
  )
    return "revenue";
  if (noun === "refunds" && (frame.modes.has("amount") || frame.aggregate === "sum") && !frame.modes.has("count")) return "refund_total";
  return COUNTS[noun] ?? null;
}

/** "how much did this product make" asks for what it brought in. */
function earnsMoney({ modes, nouns, text }: Frame): boolean {
  return modes.has("amount") && !modes.has("count") && nouns.join() === "products" && MADE.test(text);
}

/** Whether a figure of money is named only as such, so that it belongs to what the question is about. */
export function isBareAmount({ tags }: Frame): boolean {
  return tags.every(({ meaning, words }) => meaning.kind !== "measure" || /^(?:money|total amount|amount|cash)/.test(words));
}

/** "how many sarees did Dhaka order": what stands right after "how many" is counted, and "order" says what was done. */
function asksPieces({ tags, windows, stock }: Frame): boolean {
  const at = tags.findIndex(({ meaning }) => meaning.kind === "mode" && meaning.mode === "count");
  const [thing, next] = at === -1 ? [] : tags.slice(at + 1);
  const isThing =
    thing?.meaning.kind === "entity" &&
    thing.meaning.entity.kind === "filter" &&
    ["product", "category"].includes(thing.meaning.entity.filter.field);
  const isOrdered =
    tags.slice(at + 1).some(({ words }, place) => words === "order" && place > 1) &&
    tags.slice(at + 1).some(({ words }) => /^(?:did|do|does|have|has)$/.test(words));
  return isThing && isOrdered && next?.meaning.kind !== "noun" && windows.length > 0 && stock === null;
}

const OF_ORDERS: ReadonlySet<string> = new Set(["payment_status", "payment_method", "status", "coupon", "channel"]);

/** "how much did it make". */
export const MADE = /\b(?:make|made|earn(?:ed)?|bring in|brought in|generated?|gross(?:ed)?)\b/i;
/** "how much is the cable" asks for its price, "how much did it make" for its sales. */
export const EARNS = new RegExp(`${MADE.source}|\\bhow much was\\b`, "i");

/** "how much did EID26 bring in": what these fields restrict is sales. */
const OF_SALES: ReadonlySet<string> = new Set([
  "payment_status",
  "payment_method",
  "status",
  "coupon",
  "channel",
  "city",
  "category",
  "customer_kind",
  "hour",
]);

/** "how much", "total of paid orders", but not "how much did orders grow". */
function isOfMoney({ modes, text, aggregate }: Frame): boolean {
  if (modes.has("growth")) return false;
  return modes.has("amount") || (aggregate === "sum" && /\b(?:total|sum) of\b/i.test(text));
}

/** What was sold: an amount, units, or how many products. "Which city sells most" is about the amount. */
function soldFigure({ modes, nouns, groups, text }: Frame): MeasureName {
  if (modes.has("different")) return "products_sold";
  // "how much did women's products sell" asks for money, "how many" for pieces.
  if (nouns.includes("units") || (nouns.includes("products") && (!modes.has("amount") || modes.has("count") || groups.length > 0)))
    return "units_sold";
  if (/\b(?:fewer|how many)\b/i.test(text) && !modes.has("amount")) return "units_sold";
  const ofParts = groups.length > 0 && groups.every((group) => group !== "product" && group !== "category") && !modes.has("count");
  return hasAny(modes, "amount", "growth", "versus") || ofParts ? "revenue" : "units_sold";
}

/** The noun that is counted: not the one that the question only groups by. */
export function mainNoun({ nouns, groups, modes }: Frame): Noun | null {
  if (modes.has("buy") && nouns.includes("customers")) return "buyers";
  const groupNouns: Partial<Record<Noun, DimensionName>> = {
    products: "product",
    customers: "customer",
    categories: "category",
    coupons: "coupon",
  };
  const free = nouns.filter((noun) => !groups.some((group) => group === groupNouns[noun]));
  if (free.length === 0) return null;
  if (free.includes("orders") && free.includes("products") && !free.includes("customers"))
    return free[0] === "products" && !modes.has("count") ? "products" : (free[0] ?? null);
  return free[0] ?? null;
}

function aggregated(frame: Frame, named: MeasureName | null): MeasureName | null {
  const { aggregate, nouns } = frame;
  const aboutPrice =
    (frame.modes.has("unit_of") && !(nouns.includes("orders") && !nouns.includes("products"))) ||
    (nouns.includes("products") && !nouns.includes("orders") && named === null && !frame.modes.has("sell") && !nouns.includes("refunds"));
  if (named !== null && AVERAGES[named] === undefined) return named;
  switch (aggregate) {
    case "avg":
      if (named !== null && named !== "revenue") return AVERAGES[named] ?? named;
      if (aboutPrice) return "average_price";
      if (nouns.includes("refunds")) return "average_refund";
      // "how many orders does a repeat customer place on average".
      if (
        frame.modes.has("count") &&
        nouns.includes("orders") &&
        (frame.customers !== null || nouns.some((noun) => noun === "customers" || noun === "buyers"))
      )
        return "orders_per_customer";
      if (nouns.includes("units")) return "items_per_order";
      if (
        frame.modes.has("spend") &&
        /\b(?:per|each|an|every|on an) (?:order|purchase|basket)\b|\bwhen (?:they|people|customers|buyers)\b|\b(?:each|every|at a) time\b/i.test(
          frame.text,
        )
      )
        return "average_order_value";
      if (frame.modes.has("spend") || ((nouns.includes("customers") || nouns.includes("buyers")) && !nouns.includes("orders")))
        return "average_customer_spend";
      return "average_order_value";
    case "median":
      return aboutPrice
        ? "median_price"
        : named !== null && named !== "revenue"
          ? (MEDIANS[named] ?? named)
          : nouns.includes("refunds")
            ? "median_refund"
            : "median_order_value";
    case "min":
      return aboutPrice ? "lowest_price" : named === null || named === "revenue" ? "smallest_order" : null;
    case "max":
      return aboutPrice ? "highest_price" : named === null || named === "revenue" ? "largest_order" : (LARGEST[named] ?? null);
    default:
      return null;
  }
}

/** The same figure where lines must tell it: sales of products and categories, orders that hold them. */
export function fitToLines(measure: MeasureName, groups: readonly DimensionName[], filters: readonly Filter[]): MeasureName {
  const byLine = groups.some((group) => group === "product" || group === "category" || group === "main_category");
  const ofLine = filters.some(({ field }) => field === "product" || field === "category" || field === "active");
  if (measure === "revenue" && (byLine || ofLine)) return "product_sales";
  if (measure === "order_count" && byLine) return "orders_containing";
  if (measure === "buyer_count" && byLine) return "product_buyers";
  return measure;
}

/** The highest of the amounts that a sum adds up, where one tells it. */
export function largestOf(measure: MeasureName | undefined): MeasureName | null {
  return measure === undefined ? null : (LARGEST[measure] ?? null);
}

/** The highest or the lowest of the amounts that a mean or a sum is made of, where one tells it. */
export function extremeOf(measure: MeasureName, end: "max" | "min"): MeasureName | null {
  const sum = Object.entries(AVERAGES).find(([, mean]) => mean === measure)?.[0] ?? measure;
  if (sum === "revenue") return end === "max" ? "largest_order" : "smallest_order";
  if (measure === "average_price") return end === "max" ? "highest_price" : "lowest_price";
  return end === "max" && (sum === "discount_total" || sum === "delivery_fee_total") ? (LARGEST[sum] ?? null) : null;
}

/** The mean that goes with a sum, per order; null where there is none. */
export function meanOf(measure: MeasureName | null): MeasureName | null {
  return measure === null ? null : (AVERAGES[measure] ?? null);
}

/** The figure that was asked for, as lines must tell it, or again over whole orders where they need not any more. */
export function fitToGroups(measure: MeasureName, groups: readonly DimensionName[], filters: readonly Filter[]): MeasureName {
  const whole: Partial<Record<MeasureName, MeasureName>> = {
    product_sales: "revenue",
    orders_containing: "order_count",
    product_buyers: "buyer_count",
  };
  // Of a product that is named only its units can be many.
  const isOfOne = filters.some(({ field, op, values }) => field === "product" && op === "is" && values.length === 1);
  return fitToLines(measure === "products_sold" && isOfOne ? "units_sold" : (whole[measure] ?? measure), groups, filters);
}

/** Whether a measure is a mean, a median or an extreme, which the average tool answers. */
export function isAverage(measure: MeasureName): boolean {
  return !measureOf(measure).additive;
}
