import { boundsOf } from "@/lib/engines/shop/bounds";
import type { ShopCall } from "@/lib/engines/shop/calls";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import { isTimeDimension, type DimensionName } from "@/lib/engines/shop/dimensions";
import { figureOf, fitToLines, isAverage, mainNoun } from "@/lib/engines/shop/figures";
import type { Filter } from "@/lib/engines/shop/filters";
import type { Frame } from "@/lib/engines/shop/frame";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { previousWindow, sameDaysBefore, yearBefore, type DateWindow } from "@/lib/language/windows";

const POINTS_BACK = /^(?:by|per|for each|broken|split|break|breakdown|and|but|also|ok(?:ay)?,? and|what about|how about|same|now|then|only|just|so|instead|and what about|and how about|what if|or)\b|\b(?:they|them|those|these|that one|of those|of these|of them|the same|instead|ones?)\b|^(?:who are|which ones|list|show) (?:they|them|those|these|it)\b|\b(?:is|was|are|were|makes?) (?:that|it|they|those|these)\b|\bthen[?.! ]*$/;
const BACK_IN_TIME = /\b(?:the )?(day|week|month|quarter|year|period) (?:before|earlier|prior)\b(?: that)?|\b(?:previous|prior|preceding) (?:one|period)\b|\bthe one before\b/;
const YEAR_BACK = /\bsame (?:period|time|month|week|day|quarter) (?:of )?(?:the )?(?:last|previous) year\b|\b(?:a|one) year (?:earlier|before)\b/;
/** A ranking that names who is ranked. */
const RANKED_PEOPLE = /\b(?:best customers?|(?:biggest|top|big) spenders?)\b/;
const ASKS_WHO = /^(?:and )?(?:who|which|what) (?:are|were|is|was) (?:they|those|these|them|it|that)\b|^(?:list|show|display|name|give)(?: me)? (?:them|those|these|it|the list)\b|^which ones\b|^(?:list|details|names)\s*\??$/;

/**
 * Reads a question as a change to the one before: another window, a further filter, another figure, a grouping,
 * or the rows behind a number. Null where the question stands by itself.
 */
export function readFollowUp(frame: Frame, previous: ShopCall, context: ComposeContext): Draft | null {
  const text = frame.text.toLowerCase().trim();
  if (RANKED_PEOPLE.test(text) && !POINTS_BACK.test(text)) return null;
  const pointsBack = POINTS_BACK.test(text) || isCondition(frame, text) || BACK_IN_TIME.test(text) || YEAR_BACK.test(text);
  const asksTheSame = frame.windows.length + frame.filters.length + frame.groups.length === 0 && /^(?:so )?what (?:was|is|were|are|about) (?:the|our|my) /.test(text);
  const stands = mainNoun(frame) !== null || frame.measures.length > 0 || frame.customers !== null || frame.stock !== null || frame.modes.has("overview") || frame.rate !== null;
  if (ASKS_WHO.test(text) && frame.groups.length + frame.windows.length === 0 && frame.aggregate === null && !frame.modes.has("share")) return rowsBehind(previous);
  const continued = stands ? null : (whyOf(frame, previous) ?? comparedWith(frame, previous, context) ?? (frame.filters.length === 0 ? (SORTS.test(text) ? sorted(frame, previous) : (ofSameRows(frame, previous) ?? sorted(frame, previous))) : null));
  if (continued) return continued;
  if (stands && !pointsBack && !asksTheSame) return null;
  if (stands && !isFragment(frame)) return null;
  return changed(frame, text, previous, context);
}

/** "for app orders", "in Dhaka", "without coupon orders": a condition on what was asked before, and nothing else. */
function isCondition({ nouns, measures, modes, filters, windows }: Frame, text: string): boolean {
  const asks = ["count", "amount", "list", "which", "who", "when", "share"].some((mode) => [...modes].some((had) => had === mode));
  return /^(?:for|in|from|with|without|on|at|excluding|except|through|via)\b/.test(text) && !asks && measures.length === 0 && nouns.every((noun) => noun === "orders") && filters.length + windows.length > 0;
}

/** "how much did they spend", "how many did we sell" after a list: without its rows the figure would be of everything. */
export function leansOnRows(frame: Frame, previous: ShopCall): boolean {
  const says = /\b(?:they|them|their|those|these|it|its|that one|the same)\b/i.test(frame.text) && !/\bis it\b|\bit is\b/i.test(frame.text);
  const ranked = ["get_best_selling_products", "get_top_n", "get_top_customers_by_spending"].includes(previous.tool);
  const isBare = frame.windows.length + frame.filters.length + frame.groups.length + frame.nouns.length + frame.measures.length === 0;
  const bareGroup = /^(?:and )?(?:by|per|for each|split by|broken down by)\b/i.test(frame.text.trim()) && frame.nouns.length + frame.measures.length === 0 && frame.groups.length > 0;
  return says || bareGroup || (ranked && isBare && (frame.modes.has("sell") || frame.modes.has("spend") || frame.modes.has("buy")));
}

/** "and the month before": the month is where to go back to, not what to group by. */
export function movesInTime(text: string): boolean {
  return BACK_IN_TIME.test(text.toLowerCase()) || YEAR_BACK.test(text.toLowerCase());
}

/** A few words, such as "and orders?" or "only unpaid ones": not a question with a figure and conditions of its own. */
function isFragment({ tags, nouns, measures }: Frame): boolean {
  return tags.filter(({ meaning }) => meaning.kind !== "filler").length <= 6 && nouns.length + measures.length <= 2;
}

function changed(frame: Frame, text: string, previous: ShopCall, _context: ComposeContext): Draft | null {
  const args: Record<string, unknown> = { ...previous.args };
  const before = "window" in previous.args ? previous.args.window : null;
  let changes = 0;
  const window = windowOf(frame, text, before ?? null);
  // Stock has no period: what was sold in one is another figure of the same products.
  if (window && !("window" in previous.args)) return frame.modes.has("sell") ? draft("calculate_sum", { measure: figureOf(frame) ?? "units_sold", filters: [...previous.args.filters, ...frame.filters], window }, "follow_up", 0.85) : null;
  if (window) [args.window, changes] = [window, changes + 1];
  const filters = [...frame.filters, ...boundsOf(frame).filters];
  if (filters.length > 0) [args.filters, changes] = [mergedFilters(previous.args.filters, filters), changes + 1];
  if (frame.limit !== null && "limit" in previous.args) [args.limit, changes] = [frame.limit, changes + 1];
  const series = groupsBefore(previous);
  if (frame.rank !== null && frame.groups.length === 0 && series.length === 1 && ["calculate_sum", "calculate_average", "group_and_count"].includes(previous.tool)) return draft("get_top_n", { measure: figureBefore(previous), group_by: series, window: args.window, filters: args.filters, order: frame.rank, limit: frame.limit ?? 1 }, "follow_up", 0.85);
  if (frame.rank !== null && "order" in previous.args) [args.order, changes] = [frame.rank, changes + 1];
  // In "the month before", the month is the window, not a grouping.
  const bought = ofCustomers(frame, previous, args, window);
  if (bought) return bought;
  const against = againstBefore(frame, previous, args);
  if (against) return against;
  const regrouped = movesInTime(text) ? null : regroup(frame, previous, args);
  if (regrouped) return regrouped;
  const refigured = refigure(frame, previous, args);
  if (refigured) return refigured;
  return changes > 0 ? draft(previous.tool, shifted(previous, args, window), "follow_up", 0.85) : null;
}

/** "how many of them ordered this year": of customers, those who bought; a period is never that of their registration. */
function ofCustomers({ modes }: Frame, previous: ShopCall, { filters, limit }: Record<string, unknown>, window: DateWindow | null): Draft | null {
  const isList = (previous.tool === "count_documents" || previous.tool === "find_documents") && previous.args.collection === "customers";
  if (!isList || !(window || modes.has("buy") || modes.has("spend"))) return null;
  return draft("find_customers", { kind: "buyers", result: previous.tool === "count_documents" || modes.has("count") ? "count" : "list", filters, window, limit: limit ?? null }, "follow_up", 0.85);
}

/** "versus Sylhet" after a figure of Dhaka: both side by side. */
function againstBefore({ modes, filters, groups }: Frame, previous: ShopCall, { window }: Record<string, unknown>): Draft | null {
  const [added] = filters;
  const known = previous.args.filters.find(({ field }) => field === added?.field);
  const measure = figureBefore(previous);
  if (!modes.has("versus") || !added || !known || filters.length > 1 || groups.length > 0 || measure === null || groupsBefore(previous).length > 0) return null;
  return draft("compare_groups", { measure, sides: [known, added], filters: previous.args.filters.filter((filter) => filter !== known), window }, "follow_up", 0.85);
}

function windowOf({ windows }: Frame, text: string, before: DateWindow | null): DateWindow | null {
  const [named = null] = windows;
  if (before !== null && YEAR_BACK.test(text)) return yearBefore(before);
  if (named) return onDays(named, before);
  return before !== null && BACK_IN_TIME.test(text) ? previousWindow(before) : null;
}

/** "and on weekdays?": the period stays, its days change. */
function onDays(named: DateWindow, before: DateWindow | null): DateWindow {
  if (before === null || named.weekdays === null || named.from !== null || named.to !== null) return named;
  const period = before.from === null && before.to === null ? "" : before.label.replace(/,? ?(?:weekdays|weekends) only$/, "");
  return { ...before, weekdays: named.weekdays, label: period === "" ? named.label : `${period}, ${named.label}` };
}

/** A comparison keeps comparing with the period before. */
function shifted(previous: ShopCall, args: Record<string, unknown>, window: DateWindow | null): Record<string, unknown> {
  if ((previous.tool !== "compare_periods" && previous.tool !== "explain_change") || window === null) return args;
  return { ...args, base: previousWindow(window) };
}

function mergedFilters(before: readonly Filter[], added: readonly Filter[]): readonly Filter[] {
  return [...before.filter(({ field }) => !added.some((filter) => filter.field === field)), ...added];
}

/** Kinds of customers that are a figure of their own. */
const OF_KIND: Readonly<Record<string, MeasureName>> = { all: "customer_count", buyers: "buyer_count", new: "new_customer_count" };

function figureBefore(previous: ShopCall): MeasureName | null {
  if ("measure" in previous.args) return previous.args.measure;
  if (previous.tool === "count_documents" || previous.tool === "find_documents") {
    const counts: Readonly<Record<string, MeasureName>> = { orders: "order_count", customers: "customer_count", products: "product_count", refunds: "refund_count", coupons: "coupon_count", categories: "category_count" };
    return counts[previous.args.collection] ?? null;
  }
  if (previous.tool === "find_customers" && previous.args.orders === null && previous.args.spend === null && previous.args.registered === null) return OF_KIND[previous.args.kind] ?? null;
  return null;
}

function groupsBefore(previous: ShopCall): readonly DimensionName[] {
  return "group_by" in previous.args ? previous.args.group_by : [];
}

function regroup(frame: Frame, previous: ShopCall, args: Record<string, unknown>): Draft | null {
  const measure = figureOf({ ...frame, aggregate: null }) ?? figureBefore(previous);
  if (frame.groups.length > 0 && previous.tool === "get_figures" && frame.nouns.length + frame.measures.length === 0) return draft("get_figures", { ...args, group_by: frame.groups.slice(0, 1) }, "follow_up", 0.85);
  if (frame.groups.length === 0 || measure === null) return null;
  const [unit] = frame.groups;
  if (frame.aggregate === "avg" && unit !== undefined && isTimeDimension(unit) && frame.groups.length === 1 && measureOf(measure).additive && groupsBefore(previous).length === 0) return draft("calculate_average", { measure, per: unit, window: args.window ?? null, filters: args.filters ?? [] }, "follow_up", 0.85);
  const [window, filters] = [args.window ?? null, args.filters ?? []];
  if (previous.tool === "calculate_share" && frame.nouns.length + frame.measures.length === 0) return draft("calculate_share", { ...args, group_by: frame.groups.slice(0, 1) }, "follow_up", 0.85);
  if (previous.tool === "compare_periods") return draft("compare_periods", { ...args, group_by: frame.groups.slice(0, 1) }, "follow_up", 0.85);
  if (previous.tool === "compare_groups") return draft("compare_groups", { ...args, group_by: frame.groups.slice(0, 1) }, "follow_up", 0.85);
  // "paid versus unpaid", then "by month": the two stay apart.
  const kept = groupsBefore(previous).filter((group) => previous.args.filters.some(({ field, values }) => field === group && values.length > 1));
  if (kept.length === 1 && frame.groups.length === 1 && frame.rank === null && frame.limit === null && !kept.includes(frame.groups[0] ?? "day")) return draft(isAverage(measure) ? "calculate_average" : "calculate_sum", { measure: fitToLines(measure, [...frame.groups, ...kept], previous.args.filters), group_by: [...frame.groups, ...kept], window, filters }, "follow_up", 0.85);
  const fitted = fitToLines(measure, frame.groups, previous.args.filters);
  if ((frame.rank !== null || frame.limit !== null) && frame.groups.length === 1) return draft("get_top_n", { measure: fitted, group_by: frame.groups, window, filters, order: frame.rank ?? "desc", limit: frame.limit ?? 10 }, "follow_up", 0.85);
  return draft(isAverage(fitted) ? "calculate_average" : "calculate_sum", { measure: fitted, group_by: frame.groups.slice(0, 2), window, filters }, "follow_up", 0.85);
}

/** "and orders?" after a figure: another figure over the same rows. */
function refigure(frame: Frame, previous: ShopCall, args: Record<string, unknown>): Draft | null {
  // "and without coupon orders?" after an average: the noun carries the condition, the figure stays.
  const isCarrier = frame.filters.length > 0 && frame.measures.length === 0 && !frame.modes.has("count") && frame.nouns.every((noun) => noun === "orders");
  const figure = isCarrier ? null : frame.nouns.length + frame.measures.length > 0 ? figureOf(frame) : null;
  if (figure === null || figure === figureBefore(previous)) return null;
  // "how many orders did they place" after the first ten: a figure over everybody would not be theirs.
  const isOfFew = previous.tool === "get_top_customers_by_spending" || (previous.tool === "find_customers" && previous.args.result === "list" && previous.args.limit !== null);
  if (isOfFew && /\b(?:they|them|their|those|these)\b/i.test(frame.text)) return null;
  const groups = groupsBefore(previous);
  const measure = fitToLines(figure, groups, previous.args.filters);
  const [window, filters] = [args.window ?? null, args.filters ?? []];
  if (previous.tool === "compare_periods" || previous.tool === "compare_groups") return draft(previous.tool, { ...args, measure }, "follow_up", 0.85);
  if (previous.tool === "get_best_selling_products") return figure === "revenue" || figure === "units_sold" || figure === "gross_profit" ? draft(previous.tool, { ...args, measure: figure === "revenue" ? "product_sales" : figure }, "follow_up", 0.85) : null;
  if (previous.tool === "get_top_n") return draft("get_top_n", { ...args, measure }, "follow_up", 0.85);
  const tool = isAverage(measure) ? "calculate_average" : measureOf(measure).unit === "count" && groups.length > 0 ? "group_and_count" : "calculate_sum";
  return draft(tool, { measure, group_by: groups, window, filters }, "follow_up", 0.82);
}

/** "why?" of a figure with a window: what changed since the period before. */
function whyOf({ modes, windows }: Frame, previous: ShopCall): Draft | null {
  const window = windows[0] ?? ("window" in previous.args ? previous.args.window : null);
  const measure = previous.tool === "get_overview" ? "revenue" : figureBefore(previous);
  if (!modes.has("why") || !window || (measure !== "revenue" && measure !== "order_count" && measure !== "units_sold" && measure !== "product_sales")) return null;
  const base = "base" in previous.args ? previous.args.base : window.partial && window.unit !== "day" ? sameDaysBefore(window) : previousWindow(window);
  return base ? draft("explain_change", { measure, window, base, filters: previous.args.filters }, "follow_up", 0.85) : null;
}

/** "how does that compare to September?": the figure before, and in another period. */
function comparedWith({ modes, windows }: Frame, previous: ShopCall, { now }: ComposeContext): Draft | null {
  const [named] = windows;
  const measure = previous.tool === "get_overview" ? "revenue" : figureBefore(previous);
  const window = "window" in previous.args ? previous.args.window : null;
  const groups = groupsBefore(previous);
  if (!named || !window || measure === null || windows.length > 1 || !(modes.has("versus") || modes.has("growth")) || groups.length > 1 || groups.some(isTimeDimension)) return null;
  const [later, earlier] = (window.from ?? now) >= (named.from ?? now) ? [window, named] : [named, window];
  return draft("compare_periods", { measure, window: later, base: earlier, group_by: groups, filters: previous.args.filters }, "follow_up", 0.85);
}

const SORTS = /\b(?:sort|sorted|order|ordered|rank|ranked)(?: them| it| these)? by (?:the )?(?:value|amount|total|price|size|date|time)\b/;

/** "show the oldest", "the 3 biggest", "newest first" of rows that were counted or listed. */
function sorted({ modes, rank, limit, windows, groups, text }: Frame, previous: ShopCall): Draft | null {
  const by = SORTS.exec(text.toLowerCase())?.[0];
  if (windows.length > 0 || (groups.length > 0 && by === undefined) || (previous.tool !== "count_documents" && previous.tool !== "find_documents")) return null;
  const sort = by !== undefined && rank === null ? (/date|time/.test(by) ? "newest" : "value") : rank !== null ? (rank === "desc" ? "value" : "price") : modes.has("oldest") ? "oldest" : modes.has("recent") ? "newest" : null;
  if (sort === null) return null;
  const { collection, filters, window } = previous.args;
  return draft("find_documents", { collection, filters, window, sort, limit: limit ?? ("limit" in previous.args ? previous.args.limit : by === undefined ? 10 : null) }, "follow_up", 0.85);
}

/** "how many is that?", "what percentage is that?", "how much are they worth?" of the rows before. */
function ofSameRows({ modes, windows, groups }: Frame, previous: ShopCall): Draft | null {
  if (windows.length + groups.length > 0) return null;
  const { filters } = previous.args;
  const window = "window" in previous.args ? (previous.args.window ?? null) : null;
  if (modes.has("share")) {
    const measure = figureBefore(previous);
    const [group] = groupsBefore(previous);
    if (measure !== null && group !== undefined && !isTimeDimension(group) && measureOf(measure).additive) return draft("calculate_share", { measure, group_by: [group], filters, window }, "follow_up", 0.85);
    return measure === null || filters.length === 0 || groupsBefore(previous).length > 0 ? null : draft("calculate_share", { measure, part: filters, window }, "follow_up", 0.8);
  }
  const kind = previous.tool === "find_customers" ? previous.args.kind : null;
  if (modes.has("spend") && (kind === "new" || kind === "repeat" || kind === "one_time")) {
    const part: Filter = { field: "customer_kind", op: "is", values: [kind === "repeat" && window !== null ? "returning" : kind], label: `${kind.replace("_", "-")} customers` };
    return draft("calculate_sum", { measure: "revenue", filters: [...filters, part], window }, "follow_up", 0.8);
  }
  if (modes.has("amount") && !modes.has("count") && figureBefore(previous) === "refund_count" && groupsBefore(previous).length === 0) return draft("calculate_sum", { measure: "refund_total", filters, window }, "follow_up", 0.85);
  if (modes.has("amount") && !modes.has("count") && figureBefore(previous) === "order_count" && groupsBefore(previous).length === 0) return draft("calculate_sum", { measure: "revenue", filters, window }, "follow_up", 0.85);
  if (!modes.has("count")) return null;
  if (previous.tool === "find_documents") return draft("count_documents", { collection: previous.args.collection, filters, window }, "follow_up", 0.9);
  if (previous.tool === "find_customers" || previous.tool === "find_unsold_products" || previous.tool === "find_groups" || previous.tool === "get_stock_levels") return draft(previous.tool, { ...previous.args, result: "count" }, "follow_up", 0.9);
  return null;
}

/** The rows behind a figure: "who are they?" after a count. */
function rowsBehind(previous: ShopCall): Draft | null {
  switch (previous.tool) {
    case "count_documents":
      return draft("find_documents", previous.args, "follow_up", 0.9);
    case "find_customers":
    case "find_unsold_products":
    case "find_groups":
    case "get_stock_levels":
      return draft(previous.tool, { ...previous.args, result: "list" }, "follow_up", 0.9);
    case "get_top_customers_by_spending":
    case "get_best_selling_products":
    case "get_top_n":
      return draft(previous.tool, previous.args, "follow_up", 0.85);
    case "calculate_sum":
    case "calculate_average":
    case "group_and_count":
      return behindFigure(previous.args.measure, previous.args.filters, previous.args.window);
    default:
      return null;
  }
}

function behindFigure(measure: MeasureName, filters: readonly Filter[], window: DateWindow | null): Draft | null {
  if (measure === "buyer_count") return draft("find_customers", { kind: "buyers", result: "list", filters, window }, "follow_up", 0.9);
  if (measure === "new_customer_count") return draft("find_customers", { kind: "new", result: "list", filters, window }, "follow_up", 0.9);
  const grain = measureOf(measure).grain;
  if (grain === "lines") return draft("get_best_selling_products", { filters, window, limit: null }, "follow_up", 0.85);
  if (grain === "firsts" || grain === "money") return null;
  // A figure over orders leaves cancelled ones out, so its rows do too.
  const kept: Filter = { field: "status", op: "not", values: ["cancelled"], label: "not cancelled" };
  const rows = measureOf(measure).leavesOutCancelled && grain === "orders" && !filters.some(({ field }) => field === "status") ? [...filters, kept] : filters;
  return draft("find_documents", { collection: grain, filters: rows, window }, "follow_up", 0.85);
}
