import { allFiltersOf, boundsOf } from "@/lib/engines/shop/said/bounds";
import { DIMENSIONS, isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines } from "@/lib/engines/shop/said/figures";
import { isSameFilter, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import { baseOf, inOrder } from "@/lib/engines/shop/rules/bases";
import { eachOf } from "@/lib/engines/shop/rules/groupings";
import { readPeriods } from "@/lib/engines/shop/rules/periods";
import { STOCK_LEVELS } from "@/lib/engines/shop/rules/products";
import { isPlural } from "@/lib/engines/shop/rules/ranked";

/** Comparisons of periods, growth, reasons for a change, shares and rates. */
export function readChanges(frame: Frame, context: ComposeContext): Draft | Problem | null {
  return why(frame, context) ?? rates(frame) ?? shares(frame) ?? readPeriods(frame, context);
}

function why(frame: Frame, context: ComposeContext): Draft | Problem | null {
  if (!frame.modes.has("why")) return null;
  const named = figureOf(frame) ?? "revenue";
  const measure = named === "order_count" || named === "units_sold" || named === "product_sales" ? named : "revenue";
  const [window = null] = frame.windows;
  if (window === null)
    return {
      problem: "ambiguous",
      message: "Which period should be explained?",
      options: asOptions(["Why did sales change last week?", "Why did sales change last month?", "Why did sales change this month?"]),
    };
  const base = frame.windows[1] ?? baseOf(window, frame);
  if (base === null) return null;
  const [later, earlier] = inOrder(window, base, context.now);
  return draft("explain_change", { measure, window: later, base: earlier, filters: allFiltersOf(frame) }, "explain_change");
}

function rates(frame: Frame): Draft | null {
  const [window = null] = frame.windows;
  // "cancellation rate of web and app": of each.
  const kinds = frame.filters.flatMap(({ field, op, values }) =>
    op === "is" && values.length > 1 ? DIMENSIONS.filter((name) => name === field) : [],
  );
  const group_by = [...frame.groups, ...kinds].slice(0, 1);
  const parts: Readonly<Record<string, Filter>> = {
    cancellation: { field: "status", op: "is", values: ["cancelled"], label: "cancelled" },
    refund: { field: "payment_status", op: "is", values: ["refunded"], label: "refunded" },
    delivery: { field: "status", op: "is", values: ["delivered"], label: "delivered" },
    payment: { field: "payment_status", op: "is", values: ["paid"], label: "paid" },
  };
  // "what share of orders get refunded": the orders, not the amount.
  const isOfRefunds = frame.modes.has("share") && frame.measures.includes("refund_total") && frame.nouns.includes("orders");
  const part = parts[frame.rate ?? (isOfRefunds ? "refund" : "")];
  const ranked =
    frame.rank !== null && group_by[0] !== undefined
      ? { order: frame.rank, limit: frame.limit ?? (isPlural(frame, group_by[0]) ? 10 : 1) }
      : {};
  return part
    ? draft(
        "calculate_share",
        {
          measure: "order_count",
          part: [part],
          filters: allFiltersOf(frame).filter((one) => !isSameFilter(one, part)),
          window,
          group_by,
          having: boundedWhole(frame),
          ...ranked,
        },
        `${frame.rate ?? "refund"}_rate`,
      )
    : null;
}

/** "of cities with at least 50 orders": the whole that a rate is of, where the orders are named. */
function boundedWhole(frame: Frame): Bound | null {
  const { having } = boundsOf(frame);
  return having?.measure === "order_count" ? having.bound : null;
}

/** "refunds as a share of revenue", "discounts in percent of sales": one amount held against revenue. */
export function readRatios(frame: Frame): Draft | null {
  const { modes, measures, nouns, windows, rank } = frame;
  const amount = measures.find((measure) => RATIOS[measure] !== undefined) ?? (nouns.includes("refunds") ? "refund_total" : undefined);
  const ratio = amount === undefined ? undefined : RATIOS[amount];
  // "the average discount as a percentage of order value" divides the sums of both.
  if (
    !modes.has("share") ||
    !(measures.includes("revenue") || nouns.includes("order_values")) ||
    ratio === undefined ||
    measures.some((measure) => measure !== "revenue" && measure !== amount) ||
    windows.length > 1 ||
    rank !== null ||
    modes.has("growth")
  )
    return null;
  return draft(
    "calculate_average",
    { measure: ratio, filters: allFiltersOf(frame), window: windows[0] ?? null, group_by: frame.groups.slice(0, 2) },
    "ratio",
    0.9,
  );
}

const RATIOS: Partial<Record<MeasureName, MeasureName>> = {
  refund_total: "refund_share",
  average_discount: "discount_share",
  average_delivery_fee: "delivery_fee_share",
  discount_total: "discount_share",
  delivery_fee_total: "delivery_fee_share",
  gross_profit: "gross_margin",
};

function shares(frame: Frame): Draft | null {
  // "by how many percent did sales grow" asks for the change in percent.
  if (!frame.modes.has("share") || (frame.modes.has("growth") && frame.windows.length > 0)) return null;
  const [window = null] = frame.windows;
  const all = allFiltersOf(frame);
  const measure = figureOf(frame) ?? "order_count";
  const groups = frame.groups.filter((group) => !all.some(({ field }) => field === group));
  // "the highest margin percentage": the margin is a percentage itself.
  if (((measure === "discount_total" || measure === "refund_total") && groups.length + all.length === 0) || !measureOf(measure).additive)
    return null;
  // "what share of products is out of stock".
  if ((frame.stock === "out" || frame.stock === "low") && frame.nouns.includes("products") && frame.groups.length === 0)
    return draft("calculate_share", { measure: "product_count", part: [STOCK_LEVELS[frame.stock]], filters: all }, "share", 0.9);
  const [each] = eachOf(frame);
  const parts = all.filter((filter) => isPartOf(filter) && filter.field !== each);
  // "what percent of orders are cancelled in Dhaka and Sylhet": of the orders of each.
  if (each !== undefined && parts.length === 1 && groups.length === 0)
    return draft(
      "calculate_share",
      { measure, part: parts, group_by: [each], filters: all.filter((filter) => !parts.includes(filter)), window },
      "share_by_group",
      0.85,
    );
  const [only] = groups;
  // "share of unpaid orders by city": of each city's orders, the part that is unpaid.
  if (all.length === 1 && only !== undefined && groups.length === 1 && frame.modes.has("by") && (isPartOf(all[0]) || isTimeDimension(only)))
    return draft(
      "calculate_share",
      { measure: fitToLines(measure, [], all), part: all, group_by: [only], window, having: boundedWhole(frame) },
      "share_by_group",
      0.85,
    );
  if (all.length === 0 || (groups.length > 0 && frame.modes.has("by"))) {
    const [first] = groups;
    return first === undefined
      ? null
      : draft("calculate_share", { measure: fitToLines(measure, [first], all), group_by: [first], filters: all, window }, "shares");
  }
  const days = all.filter(({ field }) => field === "weekday");
  const { base, part } =
    days.length > 0
      ? { base: all.filter((filter) => !days.includes(filter)), part: days }
      : wholeAndPart(
          frame,
          all.filter(({ field }) => field !== "period"),
        );
  return draft(
    "calculate_share",
    { measure: fitToLines(measure, [], all), part, filters: [...base, ...all.filter(({ field }) => field === "period")], window },
    "share",
    part.length > 1 ? 0.8 : 0.92,
  );
}

/**
 * In "what share of app orders were paid" the whole is app orders: what stands before the verb, where something stands
 * behind it. That orders are not cancelled always belongs to the whole.
 */
function wholeAndPart({ tags }: Frame, all: readonly Filter[]): { readonly base: readonly Filter[]; readonly part: readonly Filter[] } {
  const noun = tags.findIndex(({ meaning }) => meaning.kind === "noun" || meaning.kind === "measure");
  const verb = tags.findIndex(
    ({ words }, at) =>
      at > noun &&
      /^(?:are|is|were|was|used?|using|have|had|has|came?|comes?|goe?s?|went|got|gets?|made|paid|placed|contain\w*|includ\w*)\b/.test(
        words,
      ),
  );
  const said = tags
    .slice(0, verb === -1 ? 0 : verb)
    .flatMap(({ meaning }) =>
      meaning.kind === "value"
        ? [meaning.label]
        : meaning.kind === "entity" && meaning.entity.kind === "filter"
          ? [meaning.entity.filter.label]
          : [],
    );
  const isKept = ({ field, op, values }: Filter): boolean => field === "status" && op === "not" && values.join() === "cancelled";
  const whole = all.filter((filter) => isKept(filter) || said.includes(filter.label.replace(/^not /, "")));
  const part = whole.length === all.length ? all : all.filter((filter) => !whole.includes(filter));
  const base = whole.length === all.length ? [] : whole;
  // "what percent of orders get cancelled in Dhaka": of those in Dhaka.
  const places = part.filter(({ field, op }) => field === "city" && op === "is");
  const isOfPlace =
    places.length === 1 && places[0]?.values.length === 1 && part.some(isPartOf) && !tags.some(({ words }) => words === "and");
  return isOfPlace ? { base: [...base, ...places], part: part.filter((filter) => !places.includes(filter)) } : { base, part };
}

/** Whether a condition divides orders into kinds of which a share is asked for. */
export function isPartOf(filter: Filter | undefined): boolean {
  return (
    filter !== undefined && ["status", "payment_status", "payment_method", "coupon", "discount", "delivery_fee"].includes(filter.field)
  );
}
