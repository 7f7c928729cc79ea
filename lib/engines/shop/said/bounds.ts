import type { Amount } from "@/lib/engines/shop/said/amounts";
import { FIELDS, type FieldName, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { dimensionIn, spreadGroups } from "@/lib/engines/shop/rules/groupings";
import { fitToLines, SOLD_COUNTS } from "@/lib/engines/shop/said/figures";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import type { Tag } from "@/lib/engines/shop/said/reading";
import type { DateWindow } from "@/lib/language/date-window";

/** What the amounts of a question restrict: rows, the orders or the spending of customers, or the figure of each group. */
export type Bounds = {
  readonly filters: readonly Filter[];
  readonly orders: Bound | null;
  readonly spend: Bound | null;
  readonly having: { readonly bound: Bound; readonly measure: MeasureName | null } | null;
};

type Target =
  | { readonly to: "filter"; readonly field: FieldName }
  | { readonly to: "orders" }
  | { readonly to: "spend" }
  | { readonly to: "having"; readonly measure: MeasureName | null };

/** Decides for each amount which figure it bounds, from the words beside it and what the question is about. */
export function boundsOf(frame: Frame): Bounds {
  const aboutCustomers =
    frame.nouns.some((noun) => noun === "customers" || noun === "buyers") ||
    frame.modes.has("who") ||
    (frame.customers !== null && frame.modes.has("spend"));
  let bounds: Bounds = { filters: [], orders: null, spend: null, having: null };
  for (const amount of frame.amounts) {
    const target = targetOf(amount, frame, aboutCustomers);
    if (target.to === "filter") bounds = { ...bounds, filters: [...bounds.filters, amountFilter(target.field, amount.bound)] };
    if (target.to === "orders") bounds = { ...bounds, orders: amount.bound };
    if (target.to === "spend") bounds = { ...bounds, spend: amount.bound };
    if (target.to === "having") bounds = { ...bounds, having: { bound: amount.bound, measure: target.measure } };
  }
  return bounds;
}

/** All filters of a question: those it names, and those that its amounts make. */
export function allFiltersOf(frame: Frame): readonly Filter[] {
  return [...frame.filters, ...boundsOf(frame).filters];
}

/** The rows that a question is about: its filters and its first window, null for all time. */
export function selectionOf(frame: Frame): { readonly filters: readonly Filter[]; readonly window: DateWindow | null } {
  return { filters: allFiltersOf(frame), window: frame.windows[0] ?? null };
}

/** The bound of the groups whose figure is told, with the figure that it is of where that is another one of the same rows. */
export function havingOf(frame: Frame, measure: MeasureName): Bound | null {
  const { having } = boundsOf(frame);
  if (having?.measure == null || kindOf(having.measure) === kindOf(measure)) return having?.bound ?? null;
  const of = fitToLines(having.measure, measureOf(measure).grain === "lines" ? ["product"] : [], frame.filters);
  return measureOf(of).grain === measureOf(measure).grain ? { ...having.bound, of } : having.bound;
}

/** The figure that a question names beside the one that its bound is of: "average order value of cities with over 500 orders". */
export function besideBound({ measures }: Frame, bounded: MeasureName): MeasureName | null {
  return measures.find((measure) => kindOf(measure) !== kindOf(bounded)) ?? null;
}

/** What a measure is of, where lines and orders tell the same. */
export function kindOf(measure: MeasureName): string {
  const same: Partial<Record<MeasureName, string>> = {
    product_sales: "revenue",
    orders_containing: "order_count",
    product_buyers: "buyer_count",
    customer_count: "buyer_count",
    new_customer_count: "buyer_count",
  };
  return same[measure] ?? measure;
}

const FIELD_NAMES: Partial<Record<FieldName, string>> = {
  order_value: "order total",
  price: "price",
  stock: "stock",
  discount: "discount",
  delivery_fee: "delivery fee",
  refund_amount: "refund",
  refund_times: "number of refunds",
  units: "units",
  distinct_products: "number of different products",
  margin: "margin per unit",
  margin_percent: "margin in percent",
};

/** Fields that an amount can bound. */
export const AMOUNT_FIELDS: readonly FieldName[] = FIELDS.filter((field) => FIELD_NAMES[field] !== undefined);

/** A bound in words: "over 800", "10 to 20". */
export function boundText({ op, values: [low = 0, high = 0], than }: Bound): string {
  if (than !== undefined) return `${op.replace("_", " ")} ${than === "average" ? "the average" : `that of ${than.label}`}`;
  const words = {
    is: `exactly ${low}`,
    over: `over ${low}`,
    at_least: `at least ${low}`,
    under: `under ${low}`,
    at_most: `at most ${low}`,
    between: `${low} to ${high}`,
  } as const;
  return words[op];
}

/** Rows whose amount lies within a bound. */
export function amountFilter(field: FieldName, bound: Bound): Filter {
  return { field, op: bound.op, values: [...bound.values], label: `${FIELD_NAMES[field] ?? field} ${boundText(bound)}` };
}

/**
 * "channels where discounts were above 5000", "how many weekdays had over 200 refunds": the figure beside the amount, of each group that is
 * asked for.
 */
function figureOfGroups({ before, after }: Amount, { tags, amounts }: Frame): MeasureName | null {
  const lead = tags.findIndex((tag) => dimensionIn(tag) !== null || tag.meaning.kind === "noun" || tag.meaning.kind === "measure");
  const [subject, next] = [tags[lead], tags[lead + 1]];
  const group = subject === undefined ? null : dimensionIn(subject);
  if (
    group === null ||
    group === "customer" ||
    amounts.length > 1 ||
    next === undefined ||
    !/^(?:where|with|had|have|has|having|whose|exceed\w*|that|which|did|get|got|saw|made)$/.test(next.words)
  )
    return null;
  const figureIn = (tag: Tag | null): MeasureName | null =>
    tag === null || tag === subject
      ? null
      : tag.meaning.kind === "measure"
        ? tag.meaning.measure
        : tag.meaning.kind === "noun"
          ? (SOLD_COUNTS[tag.meaning.noun] ?? null)
          : null;
  const isOfCategories = (group === "category" || group === "main_category") && after !== null && isNoun(after, "products");
  const figure = isOfCategories ? "product_count" : (figureIn(after) ?? figureIn(before));
  const ofProducts =
    group === "product" && figure !== null && !["units_sold", "revenue", "order_count", "buyer_count", "gross_profit"].includes(figure);
  return ofProducts || figure === "gross_margin" || figure?.startsWith("stock") === true ? null : figure;
}

function targetOf(amount: Amount, frame: Frame, aboutCustomers: boolean): Target {
  const { before, after, words, isMoney } = amount;
  const figure = isMoney && frame.measures.length === 0 ? null : figureOfGroups(amount, frame);
  if (figure !== null) return { to: "having", measure: figure };
  const [ofOrders, ofProducts] = [frame.nouns.includes("orders"), frame.nouns.includes("products")];
  if (/^(?:cost|pric)/.test(words)) return { to: "filter", field: ofOrders && !ofProducts ? "order_value" : "price" };
  if (after && isNoun(after, "refunds") && (ofOrders || aboutCustomers))
    return aboutCustomers ? { to: "having", measure: "refund_count" } : { to: "filter", field: "refund_times" };
  if (isMoney && !isFigure(before) && ofProducts && !ofOrders && frame.stock !== null && frame.measures.length === 0)
    return { to: "filter", field: "price" };
  if (after && (after.meaning.kind === "stock" || (after.meaning.kind === "measure" && after.meaning.measure === "stock_units")))
    return { to: "filter", field: "stock" };
  const hasFigure = frame.measures.length > 0 || frame.modes.has("sell") || frame.nouns.includes("units") || frame.nouns.includes("orders");
  const onlyNames = frame.groups.every((group) => group === "customer" || (group === "product" && !hasFigure));
  const grouped = frame.groups.length > 0 && !onlyNames;
  // An amount of money bounds the rows that are asked for, never how many of them there are.
  if (isMoney && !isFigure(before) && !aboutCustomers && !grouped && ofOrders) return { to: "filter", field: "order_value" };
  if (after && isNoun(after, "orders"))
    return aboutCustomers || (!grouped && frame.nouns.every((noun) => noun === "orders"))
      ? { to: "orders" }
      : grouped
        ? { to: "having", measure: "order_count" }
        : { to: "filter", field: "order_value" };
  if (after && /^times?$/.test(after.words) && !aboutCustomers && (frame.nouns.includes("products") || frame.nouns.includes("units")))
    return { to: "having", measure: null };
  if ((after && /^times?$/.test(after.words)) || /\b(?:once|twice|thrice)\b/.test(words)) return { to: "orders" };
  if (after && (isNoun(after, "units") || isNoun(after, "products"))) {
    if (frame.nouns.includes("orders")) return { to: "filter", field: frame.modes.has("different") ? "distinct_products" : "units" };
    return grouped || frame.modes.has("sell") ? { to: "having", measure: "units_sold" } : { to: "filter", field: "price" };
  }
  if (after && (isNoun(after, "customers") || isNoun(after, "buyers"))) return { to: "having", measure: grouped ? null : "buyer_count" };
  // "customers with orders over 5000": one order is bounded, not what they spent in all.
  if (aboutCustomers && isMoney && /\b(?:in total|altogether|in all|combined|overall)\b/i.test(frame.text)) return { to: "spend" };
  if (aboutCustomers && before && /\borders?$/.test(before.words) && (isNoun(before, "buyers") || isNoun(before, "orders")))
    return { to: "filter", field: "order_value" };
  return (
    (before && targetOfWord(before, frame, aboutCustomers, grouped, isPercent(after))) ?? targetOfSubject(frame, aboutCustomers, grouped)
  );
}

function targetOfWord({ meaning }: Tag, frame: Frame, aboutCustomers: boolean, grouped: boolean, isShare: boolean): Target | null {
  if (meaning.kind === "mode") {
    if (meaning.mode === "unit_of") return { to: "filter", field: "price" };
    if (meaning.mode === "spend") return aboutCustomers ? { to: "spend" } : { to: "filter", field: "order_value" };
  }
  if (meaning.kind === "value" && meaning.field === "discount") return { to: "filter", field: "discount" };
  if (meaning.kind === "stock") return { to: "filter", field: "stock" };
  if (meaning.kind === "measure") {
    const fields: Partial<Record<MeasureName, FieldName>> = {
      stock_units: "stock",
      discount_total: "discount",
      delivery_fee_total: "delivery_fee",
      refund_total: "refund_amount",
      average_price: "price",
    };
    if (meaning.measure === "gross_margin" || (meaning.measure === "gross_profit" && isShare))
      return grouped && !frame.nouns.includes("products")
        ? { to: "having", measure: "gross_margin" }
        : { to: "filter", field: isShare ? "margin_percent" : "margin" };
    const field = fields[meaning.measure];
    if (field) return { to: "filter", field };
    if (meaning.measure === "revenue" && (grouped || aboutCustomers))
      return grouped ? { to: "having", measure: "revenue" } : { to: "spend" };
    if (["units_sold", "stock_value", "stock_value_at_price"].includes(meaning.measure)) return { to: "having", measure: meaning.measure };
  }
  if (meaning.kind === "noun") {
    if (meaning.noun === "order_values" || meaning.noun === "orders")
      return grouped && meaning.noun === "orders" && !frame.measures.length && !isSpreadAfter(frame)
        ? null
        : { to: "filter", field: "order_value" };
    if (meaning.noun === "refunds") return { to: "filter", field: "refund_amount" };
    if (meaning.noun === "products" && !grouped)
      return frame.measures.includes("stock_units") ? { to: "filter", field: "stock" } : { to: "filter", field: "price" };
    if (meaning.noun === "units") return { to: "having", measure: "units_sold" };
  }
  return null;
}

/** "orders over 5000 by channel": the orders are bounded, not how many there are of each; "channels with orders over 100" are. */
function isSpreadAfter(frame: Frame): boolean {
  const first = frame.tags.find((tag) => tag.meaning.kind === "noun" || dimensionIn(tag) !== null);
  return first !== undefined && isNoun(first, "orders") && spreadGroups(frame).length > 0;
}

function targetOfSubject(frame: Frame, aboutCustomers: boolean, grouped: boolean): Target {
  if (aboutCustomers && frame.measures.every((measure) => measure === "revenue")) return { to: "spend" };
  if (grouped) return { to: "having", measure: null };
  if (frame.stock !== null) return { to: "filter", field: "stock" };
  if (frame.nouns.includes("products") && !frame.nouns.includes("orders") && frame.measures.length === 0)
    return { to: "filter", field: "price" };
  if (frame.nouns.includes("refunds") || frame.measures.includes("refund_total")) return { to: "filter", field: "refund_amount" };
  return { to: "filter", field: "order_value" };
}

/** Whether a number is followed by "%" or "percent". */
function isPercent(after: Tag | null): boolean {
  return after !== null && /^(?:%|percent|pct)$/.test(after.words);
}

/** Whether a word names a figure of its own: "discount over 200", "stock below 10". */
function isFigure(tag: Tag | null): boolean {
  const meaning = tag?.meaning;
  return (
    meaning?.kind === "measure" ||
    meaning?.kind === "stock" ||
    (meaning?.kind === "value" && meaning.field === "discount") ||
    (meaning?.kind === "noun" && meaning.noun === "refunds")
  );
}

function isNoun(tag: Tag, noun: string): boolean {
  return tag.meaning.kind === "noun" && tag.meaning.noun === noun;
}
