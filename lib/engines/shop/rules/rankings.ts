import { boundsOf, havingOf, selectionOf } from "@/lib/engines/shop/said/bounds";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines, largestOf } from "@/lib/engines/shop/said/figures";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { kindSaid } from "@/lib/engines/shop/rules/kinds";
import { asksForOne } from "@/lib/engines/shop/rules/one";
import { isPlural, rankedMeasure, revenueOrUnits, saysSeveral, sortsAll } from "@/lib/engines/shop/rules/ranked";
import { addUnits, dayOf, isoOf, startOf } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";

/** Best and worst: products, customers, orders, and any other dimension by any measure. */
export function readRankings(frame: Frame, context: ComposeContext): Draft | null {
  const dearest = frame.modes.has("expensive") && frame.nouns.includes("orders");
  const cheapest = frame.modes.has("cheap") && frame.nouns.includes("orders");
  if (frame.rank === null && !isHighest(frame) && !dearest && !cheapest) return null;
  const order = frame.rank ?? (cheapest || (frame.aggregate === "min" && !dearest) ? "asc" : "desc");
  if (frame.rank === null && (dearest || cheapest)) return orders(frame, order);
  const group = rankedGroup(frame);
  if (group === null) return orders(frame, order);
  if (group === "product") return products(frame, order);
  if (group === "customer") return customers(frame, order);
  return groups(frame, group, order, context);
}

/** "what do customers in Sylhet buy": the products on their orders, by units. */
export function whatIsBought(frame: Frame): Draft | Problem | null {
  const asks =
    /^(?:and )?(?:what|which (?:products?|items?))(?: products?| items?)? (?:do|did|does|have|has) .*\b(?:buy|bought|order|ordered|purchased?|sell)\b|^what (?:sells?|sold|is selling|has sold|moves?|moved|is moving)\b(?! (?:for|at)\b)/i.test(
      frame.text.trim(),
    );
  const isTrade = frame.modes.has("sell") || frame.modes.has("buy") || frame.nouns.includes("orders");
  if (
    !asks ||
    !isTrade ||
    hasAny(frame.modes, "amount", "together") ||
    frame.aggregate !== null ||
    frame.measures.length > 0 ||
    frame.groups.some((group) => group !== "product" && group !== "customer")
  )
    return null;
  const ofBest = frame.tags.some(
    ({ meaning }, at) =>
      meaning.kind === "rank" &&
      frame.tags
        .slice(at + 1, at + 3)
        .some((tag) => tag.meaning.kind === "noun" && (tag.meaning.noun === "customers" || tag.meaning.noun === "buyers")),
  );
  if (ofBest)
    return {
      problem: "ambiguous",
      message: "Ask first who that customer is, then what that customer bought.",
      options: asOptions(["Who is the top customer?", "Top 10 customers"]),
    };
  const kind = frame.customers === "new" || frame.customers === "repeat" || frame.customers === "one_time" ? frame.customers : null;
  const of =
    kind === null
      ? []
      : [
          {
            field: "customer_kind",
            op: "is",
            values: [kindSaid(frame, kind, frame.windows[0] ?? null)],
            label: `${kind.replace("_", "-")} customers`,
          },
        ];
  const { filters, window } = selectionOf(frame);
  return draft(
    "get_best_selling_products",
    {
      filters: [...filters, ...of],
      window,
      order: frame.rank ?? "desc",
      limit: frame.limit ?? (frame.rank === null ? null : asksForOne(frame) ? 1 : 10),
    },
    "products_bought",
    0.88,
  );
}

/** "which month had the maximum sales": the extreme is of a group. */
function isHighest(frame: Frame): boolean {
  return (frame.aggregate === "max" || frame.aggregate === "min") && frame.groups.length > 0;
}

function rankedGroup(frame: Frame): DimensionName | null {
  const groups = frame.groups.filter(
    (group) => !frame.filters.some(({ field, op }) => field === group && op !== "not") || group === "hour" || frame.modes.has("which"),
  );
  const [first] = groups;
  // "who placed the largest order": the order is ranked, and its row tells who.
  if (
    /\b(?:largest|biggest|highest|smallest|lowest|most expensive|cheapest)(?: value)? order\b(?! (?:count|number|volume))/i.test(
      frame.text,
    ) &&
    (first === undefined || first === "customer") &&
    frame.measures.length === 0
  )
    return null;
  // "the reason for the biggest refund": that refund, whose row tells why.
  if (
    /\b(?:largest|biggest|highest|smallest|lowest)(?: single)? refund\b(?! (?:reason|count|number|rate|amounts?))|\b(?:largest|biggest|highest|smallest|lowest) refunds\b(?!.*\bby\b).*\breasons?\b/i.test(
      frame.text,
    ) &&
    (first === undefined || first === "reason")
  )
    return null;
  if (first !== undefined) return groups.find((group) => group !== "customer" && group !== "product") ?? first;
  const words = frame.tags
    .filter(({ meaning }) => meaning.kind === "rank")
    .map(({ words: said }) => said)
    .join(" ");
  if (
    /spender|best customer|vip|loyal|valuable/.test(words) ||
    frame.nouns.some((noun) => noun === "customers" || noun === "buyers") ||
    hasAny(frame.modes, "who", "spend")
  )
    return "customer";
  if (
    /sell|sold|popular|bestseller|mov|bought|ordered|purchased|trending|hit|favou?rite|prefer/.test(words) ||
    frame.nouns.includes("products") ||
    (frame.nouns.includes("units") && !frame.nouns.includes("orders"))
  )
    return "product";
  // "best saree": of the things of that kind.
  if (
    frame.nouns.length + frame.measures.length === 0 &&
    frame.filters.some(({ field, op }) => (field === "category" || field === "product") && op === "is")
  )
    return "product";
  return null;
}

function limitOf(frame: Frame, group: DimensionName): number | null {
  return frame.limit ?? (sortsAll(frame) ? null : isPlural(frame, group) ? 10 : 1);
}

function products(frame: Frame, order: "asc" | "desc"): Draft | null {
  const figure = figureOf({ ...frame, nouns: [], modes: new Set() });
  if (figure === "unit_margin" || (figure === "gross_margin" && frame.windows.length === 0 && !frame.modes.has("sell")))
    return byMargin(frame, order);
  if (figure === "gross_margin")
    return draft(
      "get_top_n",
      { measure: figure, group_by: ["product"], order, limit: limitOf(frame, "product"), ...selectionOf(frame) },
      "products_by_margin",
      0.88,
    );
  if (figure === "refund_total" || figure === "refund_count" || frame.nouns.includes("refunds")) return null;
  const measure: MeasureName =
    figure === "gross_profit" ? "gross_profit" : figure === "revenue" || figure === "product_sales" ? revenueOrUnits(frame) : "units_sold";
  const limit = frame.limit ?? (sortsAll(frame) ? null : asksForOne(frame) ? 1 : 10);
  const kind = kindSaid(frame, frame.customers, frame.windows[0] ?? null);
  // "in a single order" is about the order.
  const isOfPeople = frame.tags.some(
    ({ meaning, words }) => meaning.kind === "customers" && /customer|buyer|client|shopper|timer|newcomer/.test(words),
  );
  const of: readonly Filter[] = !isOfPeople
    ? []
    : frame.customers === "new" || frame.customers === "repeat" || frame.customers === "one_time"
      ? [{ field: "customer_kind", op: "is", values: [kind ?? frame.customers], label: `${frame.customers.replace("_", "-")} customers` }]
      : [];
  // Every customer was new once.
  if (frame.customers === "new" && frame.windows.length === 0) return null;
  const notes =
    order === "asc" ? ["Only products that were sold at least once are ranked; ask which products never sold for the others."] : [];
  return draft(
    "get_best_selling_products",
    { measure, order, limit, ...selectionOf(frame), filters: [...selectionOf(frame).filters, ...of] },
    order === "desc" ? "best_selling_products" : "worst_selling_products",
    0.95,
    notes,
  );
}

/** Price less cost of each product, in money and in percent; ranked by the one that is asked for. */
function byMargin(frame: Frame, order: "asc" | "desc"): Draft {
  const inPercent = /%|\b(?:percent\w*|pct|rate|ratio)\b/i.test(frame.text);
  const measures: readonly MeasureName[] = inPercent ? ["unit_margin_percent", "unit_margin"] : ["unit_margin", "unit_margin_percent"];
  const { filters } = selectionOf(frame);
  const known: Filter = { field: "margin", op: "has", values: [], label: "with a known cost" };
  return draft(
    "get_figures",
    { measures, group_by: ["product"], order, limit: limitOf(frame, "product"), filters: [...filters, known] },
    "products_by_margin",
    0.88,
  );
}

function customers(frame: Frame, order: "asc" | "desc"): Draft {
  const { orders: orderBound, spend } = boundsOf(frame);
  const isByOrders =
    frame.nouns.includes("orders") ||
    (isOfCancelled(frame) && frame.measures.length === 0 && !frame.modes.has("amount")) ||
    /frequent|most orders|most times?|often|loyal|\bordered? (?:the )?most\b/i.test(frame.text);
  const args = { order, limit: limitOf(frame, "customer"), ...selectionOf(frame) };
  if (orderBound || spend || frame.customers !== null) {
    return draft(
      "find_customers",
      {
        ...args,
        kind: frame.customers === "repeat" || frame.customers === "one_time" || frame.customers === "new" ? frame.customers : "buyers",
        result: "list",
        orders: orderBound,
        spend,
        sort: isByOrders ? "orders" : "spend",
      },
      "top_customers",
    );
  }
  // "who bought the most sarees": pieces of them.
  const pieces =
    /\b(?:bought|buys?|ordered|orders|purchased|got) (?:the )?(?:most|fewest|least) (?!orders|often|times|money)\p{L}/iu.test(frame.text) &&
    frame.filters.some(({ field }) => field === "category" || field === "product");
  if (pieces || frame.nouns.includes("units") || frame.measures.includes("units_sold"))
    return draft("get_top_n", { ...args, measure: "units_sold", group_by: ["customer"] }, "top_customers");
  if (isByOrders && !frame.measures.includes("revenue"))
    return draft("find_customers", { ...args, kind: "buyers", result: "list", sort: "orders" }, "top_customers_by_orders");
  // "who got the most refunds" is told by their number, "most money back" by the amount.
  const isOfRefunds =
    frame.nouns.includes("refunds") || frame.measures.some((measure) => measure === "refund_total" || measure === "refund_count");
  if (isOfRefunds)
    return draft(
      "get_top_n",
      {
        ...args,
        measure:
          frame.measures.includes("refund_total") || frame.measures.includes("revenue") || frame.modes.has("amount")
            ? "refund_total"
            : "refund_count",
        group_by: ["customer"],
      },
      "top_customers",
    );
  const other = frame.measures.find((measure) => measure !== "revenue" && measure !== "units_sold");
  if (other === "discount_total" || other === "average_order_value")
    return draft("get_top_n", { ...args, measure: other, group_by: ["customer"] }, "top_customers");
  return draft("get_top_customers_by_spending", args, order === "desc" ? "top_customers" : "lowest_customers");
}

/** "who cancelled most": what is cancelled brings in nothing, so it is told by how often. */
function isOfCancelled({ filters }: Frame): boolean {
  return filters.some(({ field, op, values }) => field === "status" && op === "is" && values.join() === "cancelled");
}

/** "top 5 orders", "largest refund": single rows by their amount. */
function orders(frame: Frame, order: "asc" | "desc"): Draft | null {
  const isRefund = frame.nouns.includes("refunds") || frame.measures.includes("refund_total");
  // "the biggest discount ever given": its amount, where no orders are asked for.
  const largest = frame.nouns.length === 0 && order === "desc" && frame.limit === null ? largestOf(frame.measures[0]) : null;
  if (largest !== null) return draft("calculate_average", { measure: largest, ...selectionOf(frame) }, "largest");
  if (!isRefund && !frame.nouns.includes("orders") && !frame.nouns.includes("order_values") && !frame.measures.includes("revenue"))
    return null;
  return draft(
    "find_documents",
    {
      collection: isRefund ? "refunds" : "orders",
      sort: order === "desc" ? "value" : "price",
      limit: frame.limit ?? (sortsAll(frame) ? null : saysSeveral(frame) ? 10 : 1),
      ...selectionOf(frame),
    },
    "top_orders",
  );
}

function groups(frame: Frame, group: DimensionName, order: "asc" | "desc", context: ComposeContext): Draft {
  // "the largest order of each city" is an order, not a number of them.
  if (/\b(?:largest|biggest|highest|smallest|lowest) order\b(?! (?:count|number|volume))/i.test(frame.text) && frame.measures.length === 0)
    return draft(
      "calculate_average",
      { measure: order === "desc" ? "largest_order" : "smallest_order", group_by: [group], ...selectionOf(frame) },
      "extreme_by_group",
      0.85,
    );
  const asked = figureOf({ ...frame, aggregate: frame.aggregate === "avg" || frame.aggregate === "median" ? frame.aggregate : null });
  const measure = fitToLines(countable(rankedMeasure(frame, group, asked), group, frame), [group], frame.filters);
  const { filters, window } = selectionOf(frame);
  const args = { measure, group_by: [group], order, limit: limitOf(frame, group), filters, having: havingOf(frame, measure) };
  const complete =
    order === "asc" || /\b(?:full|complete|whole|finished)\b/i.test(frame.text) ? completePeriods(group, window, context) : null;
  const notes = complete ? [incompleteLeftOut(group)] : [];
  return draft(
    "get_top_n",
    { ...args, window: complete ?? window },
    order === "desc" ? "best_period" : "worst_period",
    asked === null ? 0.88 : 0.94,
    notes,
  );
}

/** "which method do people like most" is told by their orders; "which channel has most customers" by those who ordered. */
function countable(measure: MeasureName, group: DimensionName, { tags }: Frame): MeasureName {
  if (measure !== "customer_count" || canGroup(measureOf(measure).grain, group)) return measure;
  const areRanked = tags.some(({ meaning }, at) => meaning.kind === "rank" && tags[at + 1]?.meaning.kind === "noun");
  return areRanked ? "buyer_count" : "order_count";
}

/** Says that incomplete periods do not compete. */
export function incompleteLeftOut(group: DimensionName): string {
  return `Incomplete ${group}s at the start and the end are left out, since they would look worst.`;
}

/** The window cut to whole periods: without the first one where records begin inside it, and without the running one. */
export function completePeriods(group: DimensionName, window: DateWindow | null, { now, vocabulary }: ComposeContext): DateWindow | null {
  if (!isTimeDimension(group) || vocabulary.firstOrder === null) return null;
  const begin = window?.from ?? vocabulary.firstOrder;
  const first = startOf(group, dayOf(begin));
  const from = window?.from && dayOf(window.from) === first && window.from > vocabulary.firstOrder ? first : addUnits(group, first, 1);
  const end = startOf(group, dayOf(window?.to ?? now));
  if (from >= end) return null;
  return {
    label: window?.label ?? `whole ${group}s on record`,
    from: isoOf(from),
    to: isoOf(end),
    partial: false,
    unit: "day",
    count: end - from,
    weekdays: window?.weekdays ?? null,
  };
}
