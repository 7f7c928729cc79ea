import { figureBefore, follow, RANKINGS, windowOf, type Change } from "@/lib/engines/shop/follow/change";
import { asksForOne, ranksOne } from "@/lib/engines/shop/rules/one";
import { COUNT_OF, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { grainOf, groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Draft } from "@/lib/engines/shop/draft";
import { figureOf, fitToGroups, isAverage, isBareAmount, meanOf } from "@/lib/engines/shop/said/figures";
import { isSameFilter, type Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { widerThan } from "@/lib/engines/shop/calls/stored-plan";
import { positionOf } from "@/lib/engines/shop/rules/periods";
import { movesTo } from "@/lib/engines/shop/follow/turn";

/** "what percentage is that?": the part that the conditions before leave of the whole. */
export function share({ frame, previous, before }: Change): Draft | null {
  const measure = figureBefore(previous);
  const { filters } = previous.args;
  const isKind = previous.tool === "find_customers" && (previous.args.kind === "repeat" || previous.args.kind === "one_time");
  if (isKind && frame.modes.has("share") && frame.filters.length === 0)
    return follow(previous.tool, { ...previous.args, result: "share" }, 0.8);
  const [only, ...others] = frame.filters;
  // "only card" of shares by payment method: its share of them all.
  if (
    previous.tool === "calculate_share" &&
    only !== undefined &&
    others.length === 0 &&
    previous.args.group_by[0] === only.field &&
    frame.windows.length === 0
  )
    return follow("calculate_share", {
      measure: previous.args.measure,
      part: [only],
      filters: previous.args.filters,
      window: previous.args.window,
    });
  if (!frame.modes.has("share") || frame.groups.length + frame.windows.length > 0) return null;
  // "and only weekends?", "what share is that": of all days.
  const window = windowOf(previous);
  if (frame.filters.length + filters.length === 0 && window?.weekdays != null && measure !== null && groupsOf(previous).length === 0)
    return follow(
      "calculate_share",
      {
        measure,
        part: [{ field: "weekday", op: "is", values: window.weekdays, label: window.label.replace(/^.*, | only$/g, "") }],
        window: { ...window, weekdays: null, label: window.label.replace(/, [^,]* only$/, "") },
      },
      0.8,
    );
  // "what share is Dhaka" of a split or a whole.
  const rest = filters.filter(({ field }) => !frame.filters.some((own) => own.field === field));
  if (frame.filters.length > 0)
    return measure === null
      ? null
      : follow(
          "calculate_share",
          { measure: fitToGroups(measure, [], frame.filters), part: frame.filters, filters: rest, window: windowOf(previous) },
          0.8,
        );
  const wider = widerThan(previous, before);
  // "orders to Dhaka", "only the unpaid ones", "what share is that": of those to Dhaka.
  const narrowed =
    wider === null || OF_ALL.test(frame.text)
      ? []
      : filters.filter((filter) => !wider.args.filters.some((other) => isSameFilter(filter, other)));
  if (wider !== null && narrowed.length > 0 && measure !== null && previous.tool !== "compare_groups" && groupsOf(previous).length === 0)
    return follow(
      "calculate_share",
      { measure, part: narrowed, filters: filters.filter((filter) => !narrowed.includes(filter)), window: windowOf(previous) },
      0.8,
    );
  const part =
    previous.tool === "compare_groups" || filters.length === 0 || measure === null || groupsOf(previous).length > 0 ? [] : filters;
  if (part.length > 0) return follow("calculate_share", { measure, part, window: windowOf(previous) }, 0.8);
  // Of a split the share of each part.
  const groups = groupsOf(previous);
  return measure !== null && groups.length === 1
    ? follow("calculate_share", { measure, group_by: groups, filters, window: windowOf(previous), ...firstOf(previous) }, 0.8)
    : null;
}

/** Of a ranking its first rows, as many as before. */
function firstOf({ args }: ShopCall): { readonly limit?: number; readonly order?: "asc" | "desc" } {
  return "limit" in args && args.limit !== null && "order" in args ? { limit: args.limit, order: args.order ?? "desc" } : {};
}

const OF_ALL = /\bof (?:all (?:the |our |my )?(?:orders|sales|revenue|refunds|customers)|everything|the (?:total|whole|grand total))\b/i;

const SPLITS: readonly ShopCall["tool"][] = ["calculate_sum", "calculate_average", "group_and_count", "compare_periods"];
/** "which day" of a split by weekday is one of those days. */
const SAME_GROUP: Partial<Record<DimensionName, readonly DimensionName[]>> = {
  day: ["weekday", "day_of_month"],
  month: ["month_of_year"],
  quarter: ["quarter_of_year"],
};

/** "the most expensive" of groups that are told by an amount. */
function endOf({ aggregate, modes }: Frame, call: ShopCall): "asc" | "desc" | null {
  const measure = figureBefore(call);
  const isOfMoney = measure !== null && measureOf(measure).unit === "money";
  if (aggregate === "max" || (isOfMoney && modes.has("expensive"))) return "desc";
  return aggregate === "min" || (isOfMoney && modes.has("cheap")) ? "asc" : null;
}

/** "which one was the lowest": of a split, its extreme; in a ranking only the other end or number changes. */
export function extreme({ frame, call }: Change): Draft | null {
  const order = frame.rank ?? endOf(frame, call);
  const groups = groupsOf(call);
  const isOfGroup = frame.groups.every((group) => groups.some((known) => known === group || SAME_GROUP[group]?.includes(known)));
  if (order === null || !isOfGroup || groups.length !== 1 || !SPLITS.includes(call.tool)) return null;
  const named = frame.measures.length > 0 ? figureOf(frame) : null;
  return follow("get_top_n", {
    measure: named === null ? figureBefore(call) : fitToGroups(named, groups, call.args.filters),
    group_by: groups,
    window: windowOf(call),
    filters: call.args.filters,
    order,
    limit: frame.limit ?? 1,
  });
}

/** "what is that per day on average", "and per week?" after a mean per day: the mean over periods of what was added up. */
export function perPeriod({ frame, text, call }: Change): Draft | null {
  const unit = frame.groups.find(isTimeDimension);
  const measure = figureBefore(call);
  const isMean =
    frame.aggregate === "avg" || (call.tool === "calculate_average" && call.args.per !== null && /\b(?:per|each|a|every)\b/.test(text));
  if (
    !isMean ||
    unit === undefined ||
    frame.groups.length > 1 ||
    frame.nouns.length + frame.measures.length > 0 ||
    measure === null ||
    isAverage(measure) ||
    !groupsOf(call).every(isTimeDimension)
  )
    return null;
  return follow("calculate_average", { measure, per: unit, window: windowOf(call), filters: call.args.filters });
}

/** "by channel", "split that by weekday": the same figure in other parts. */
export function split({ frame, text, call, previous, isRestricted }: Change): Draft | null {
  const groups = movesTo(frame.text) === null ? frame.groups : [];
  const named = figureOf({ ...frame, aggregate: null });
  const measure = named === null || isCarried(frame, isRestricted) ? (timesOf(frame, call) ?? figureBefore(call)) : named;
  if (groups.length === 0) return null;
  if (call.tool === "get_figures" && frame.nouns.length + frame.measures.length === 0)
    return follow("get_figures", { ...call.args, group_by: groups.slice(0, 1) });
  if (measure === null) return customersBy(call, groups);
  if (call.tool === "compare_periods")
    return follow(call.tool, { ...call.args, group_by: groups.slice(0, 1).map((group) => positionOf(group, call.args.window)) });
  if (call.tool === "compare_groups" || call.tool === "calculate_share")
    return follow(call.tool, { ...call.args, group_by: groups.slice(0, 1) });
  if (!isTold(call)) return null;
  const [window, filters] = [windowOf(call), call.args.filters];
  // "paid versus unpaid", then "by month": the two stay apart.
  const kept = [...groupsOf(previous)].filter((group) =>
    previous.args.filters.some(({ field, values }) => field === group && values.length > 1),
  );
  // "and by month too": the split before stays beside it.
  const beside = /\b(?:too|as well)\b|^also\b/.test(text) && groups.length === 1 && groupsOf(call).length === 1 ? groupsOf(call) : [];
  if (beside.length > 0) kept.push(...beside.filter((group) => !kept.includes(group)));
  const all =
    kept.length === 1 && groups.length === 1 && frame.rank === null && frame.limit === null && !groups.some((group) => kept.includes(group))
      ? [...groups, ...kept]
      : groups.slice(0, 2);
  // "and in each category?" after the best product: the best of each.
  const [ranked] = groupsOf(call).length === 1 ? groupsOf(call) : call.tool === "get_best_selling_products" ? (["product"] as const) : [];
  const isEach = /\b(?:each|every)\b/i.test(frame.text) && (call.tool === "get_top_n" || call.tool === "get_best_selling_products");
  if (isEach && ranked !== undefined && groups.length === 1 && groups[0] !== ranked && frame.rank === null && named === null)
    return follow("get_top_n", {
      measure: fitToGroups(measure, [ranked, ...groups], filters),
      group_by: [ranked],
      within: groups[0],
      window,
      filters,
      order: call.args.order,
      limit: call.args.limit ?? 1,
    });
  const fitted = fitToGroups(measure, all, filters);
  if ((frame.rank !== null || frame.limit !== null) && groups.length === 1)
    return follow("get_top_n", {
      measure: fitted,
      group_by: groups,
      window,
      filters,
      order: frame.rank ?? "desc",
      limit: frame.limit ?? (frame.modes.has("which") || frame.modes.has("who") || asksForOne(frame) || ranksOne(frame) ? 1 : 10),
    });
  return follow(isAverage(fitted) ? "calculate_average" : "calculate_sum", { measure: fitted, group_by: all, window, filters });
}

/** "the most common reason" counts, whatever the figure before was. */
function timesOf({ text, rank }: Frame, call: ShopCall): MeasureName | null {
  const grain = grainOf(call);
  return rank !== null && /\b(?:most|least) (?:common|frequent)\b|\bcommonest\b/iu.test(text) && (grain === "orders" || grain === "refunds")
    ? COUNT_OF[grain]
    : null;
}

/** "and the total revenue this month" after a ranking: the figure of all, not of its leaders. */
export function whole({ frame, call, text }: Change): Draft | null {
  const named = frame.measures.length > 0 && frame.aggregate === "sum" ? figureOf(frame) : null;
  const isSplit =
    frame.groups.length > 0 || frame.rank !== null || frame.limit !== null || /\b(?:by|per|each|every|their|its)\b/u.test(text);
  const isWhole = frame.windows.length > 0 || /\b(?:in total|altogether|all together|all in all)\b/u.test(text);
  return named === null || isSplit || !RANKINGS.has(call.tool) || !isWhole
    ? null
    : follow("calculate_sum", { measure: fitToGroups(named, [], call.args.filters), window: windowOf(call), filters: call.args.filters });
}

/** "by city" of repeat customers: those that are so by all of their orders, where they live. */
function customersBy(call: ShopCall, groups: readonly DimensionName[]): Draft | null {
  if (call.tool !== "find_customers" || (call.args.kind !== "repeat" && call.args.kind !== "one_time")) return null;
  const { kind, window, registered, orders, spend, filters } = call.args;
  if (window !== null || registered !== null || orders !== null || spend !== null || groups.some((group) => group !== "city")) return null;
  return follow("group_and_count", {
    measure: "customer_count",
    group_by: groups,
    filters: [...filters, { field: "customer_kind", op: "is", values: [kind], label: `${kind.replace("_", "-")} customers` }],
  });
}

/** "and orders?", "how many units was that", "average per order?": another figure over the same rows. */
export function otherFigure({ frame, call, isRestricted }: Change): Draft | null {
  const named =
    isCarried(frame, isRestricted) ||
    frame.nouns.length +
      frame.measures.length +
      (frame.aggregate === null || frame.aggregate === "sum" ? 0 : 1) +
      (frame.modes.has("sell") ? 1 : 0) ===
      0
      ? null
      : figureOf(frame);
  // "average per order" of delivery fees is their average.
  const mean =
    frame.aggregate === "avg" && frame.measures.length === 0 && frame.nouns.every((noun) => noun === "orders")
      ? meanOf(figureBefore(call))
      : null;
  // "how many of them cod" after what they come to on average: so many.
  const isCounted =
    frame.modes.has("count") && frame.nouns.length + frame.measures.length === 0 && grainOf(call) === "orders" && !frame.modes.has("sell");
  const figure = (isCounted ? countInstead(call) : null) ?? mean ?? (named === null ? null : ofRows(named, frame, call));
  if (figure === null || figure === figureBefore(call)) return null;
  // Of products that were counted, what was sold of all others says nothing.
  const isOfSome = call.args.filters.some(({ field }) => field === "product" || field === "category");
  if (grainOf(call) === "products" && measureOf(figure).grain === "lines" && !isOfSome) return null;
  // The orders that a discount is "on" are those that have one.
  const part: readonly Filter[] =
    figure === "order_count" && figureBefore(call) === "discount_total"
      ? [{ field: "discount", op: "has", values: [], label: "with a discount" }]
      : [];
  // Prices and stock are those of now, whenever it was that things sold.
  const isOfNow = measureOf(figure).grain === "products" && grainOf(call) !== "products";
  const [window, filters] = [isOfNow ? null : windowOf(call), [...call.args.filters, ...part]];
  const groups: readonly DimensionName[] = call.tool === "get_best_selling_products" ? ["product"] : groupsOf(call);
  const measure = fitToGroups(figure, groups, filters);
  if (call.tool === "compare_periods" || call.tool === "compare_groups" || call.tool === "calculate_share")
    return follow(call.tool, { ...call.args, measure });
  if (call.tool === "get_top_n") return follow(call.tool, { ...call.args, measure, having: null });
  if (call.tool === "get_best_selling_products" && (measure === "product_sales" || measure === "units_sold" || measure === "gross_profit"))
    return follow(call.tool, { ...call.args, measure });
  if (call.tool === "get_best_selling_products")
    return follow(
      isAverage(figure) ? "calculate_average" : "calculate_sum",
      { measure: fitToGroups(figure, [], filters), window, filters },
      0.8,
    );
  if (!isTold(call)) return null;
  if (call.tool === "calculate_average" && call.args.per !== null && !isAverage(measure))
    return follow(call.tool, { ...call.args, measure });
  const order = "order" in call.args && groups.length > 0 ? { order: call.args.order } : {};
  const tool = isAverage(measure)
    ? "calculate_average"
    : measureOf(measure).unit === "count" && groups.length > 0
      ? "group_and_count"
      : "calculate_sum";
  return follow(tool, { measure, group_by: groups, window, filters, ...order }, 0.82);
}

/** The number of the orders that an amount or a mean is of. */
function countInstead(call: ShopCall): MeasureName | null {
  const measure = figureBefore(call);
  return measure !== null && measureOf(measure).unit !== "count" ? "order_count" : null;
}

/** Whether a call's window and conditions tell its rows whole: low stock, lapsed customers and pairs are more than that. */
function isTold(call: ShopCall): boolean {
  return figureBefore(call) !== null || call.tool === "get_figures" || call.tool === "get_date_range";
}

/** In "and without coupon orders?" the noun only carries the condition; the figure stays. */
function isCarried(frame: Frame, isRestricted: boolean): boolean {
  return isRestricted && frame.measures.length === 0 && !frame.modes.has("count") && frame.nouns.every((noun) => noun === "orders");
}

/**
 * After a figure of sales "customers" are those who bought, and "products" those that were sold; a bare "amount" of refunds is what was
 * paid back.
 */
function ofRows(measure: MeasureName, frame: Frame, call: ShopCall): MeasureName {
  if (measure === "revenue" && grainOf(call) === "refunds" && isBareAmount(frame)) return "refund_total";
  // "for how many orders": those that money was paid back for.
  const isOfThose = /\b(?:for|on|in|of|from) how many\b|\b(?:is|was|are|were) (?:that|those|these|they)\b/i.test(frame.text);
  if (grainOf(call) === "refunds" && measure === "order_count" && isOfThose) return "refunded_order_count";
  if (grainOf(call) === "refunds" && (measure === "customer_count" || measure === "buyer_count")) return "refunded_customer_count";
  const isOfSales = ["orders", "lines"].includes(grainOf(call));
  return isOfSales && measure === "customer_count" ? "buyer_count" : isOfSales && measure === "product_count" ? "products_sold" : measure;
}
