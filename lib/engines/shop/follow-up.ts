import { boundsOf } from "@/lib/engines/shop/bounds";
import type { ShopCall } from "@/lib/engines/shop/calls";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import type { DimensionName } from "@/lib/engines/shop/dimensions";
import { figureOf, fitToLines, isAverage } from "@/lib/engines/shop/figures";
import type { Filter } from "@/lib/engines/shop/filters";
import type { Frame } from "@/lib/engines/shop/frame";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { previousWindow, yearBefore, type DateWindow } from "@/lib/language/windows";

const POINTS_BACK = /^(?:and|but|also|ok(?:ay)?,? and|what about|how about|same|now|then|only|just|so|instead|and what about|and how about|what if|or)\b|\b(?:they|them|those|these|that one|of those|of these|of them|the same|instead|ones?)\b|^(?:who are|which ones|list|show) (?:they|them|those|these|it)\b|\bhow many (?:is|are) (?:that|they|those)\b/;
const BACK_IN_TIME = /\b(?:the )?(day|week|month|quarter|year|period) (?:before|earlier|prior)\b(?: that)?|\b(?:previous|prior|preceding) (?:one|period)\b|\bthe one before\b/;
const YEAR_BACK = /\bsame (?:period|time|month|week|day|quarter) (?:of )?(?:the )?(?:last|previous) year\b|\b(?:a|one) year (?:earlier|before)\b/;
const ASKS_WHO = /^(?:and )?(?:who|which|what) (?:are|were|is|was) (?:they|those|these|them|it|that)\b|^(?:list|show|display|name|give)(?: me)? (?:them|those|these|it|the list)\b|^which ones\b|^(?:list|details|names)\s*\??$/;

/**
 * Reads a question as a change to the one before: another window, a further filter, another figure, a grouping,
 * or the rows behind a number. Null where the question stands by itself.
 */
export function readFollowUp(frame: Frame, previous: ShopCall, context: ComposeContext): Draft | null {
  const text = frame.text.toLowerCase().trim();
  const pointsBack = POINTS_BACK.test(text) || BACK_IN_TIME.test(text) || YEAR_BACK.test(text);
  const stands = frame.nouns.length + frame.measures.length > 0 || frame.customers !== null || frame.stock !== null || frame.modes.has("overview") || frame.rate !== null;
  if (ASKS_WHO.test(text)) return rowsBehind(previous);
  const counted = !stands && frame.filters.length === 0 ? ofSameRows(frame, previous) : null;
  if (counted) return counted;
  if (stands && !pointsBack) return null;
  if (stands && !isFragment(frame)) return null;
  return changed(frame, text, previous, context);
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
  if (window) [args.window, changes] = [window, changes + 1];
  const filters = [...frame.filters, ...boundsOf(frame).filters];
  if (filters.length > 0) [args.filters, changes] = [mergedFilters(previous.args.filters, filters), changes + 1];
  if (frame.limit !== null && "limit" in previous.args) [args.limit, changes] = [frame.limit, changes + 1];
  if (frame.rank !== null && "order" in previous.args) [args.order, changes] = [frame.rank, changes + 1];
  // In "the month before", the month is the window, not a grouping.
  const regrouped = BACK_IN_TIME.test(text) || YEAR_BACK.test(text) ? null : regroup(frame, previous, args);
  if (regrouped) return regrouped;
  const refigured = refigure(frame, previous, args);
  if (refigured) return refigured;
  return changes > 0 ? draft(previous.tool, shifted(previous, args, window), "follow_up", 0.85) : null;
}

function windowOf({ windows }: Frame, text: string, before: DateWindow | null): DateWindow | null {
  const [named = null] = windows;
  if (before !== null && YEAR_BACK.test(text)) return yearBefore(before);
  if (named) return named;
  return before !== null && BACK_IN_TIME.test(text) ? previousWindow(before) : null;
}

/** A comparison keeps comparing with the period before. */
function shifted(previous: ShopCall, args: Record<string, unknown>, window: DateWindow | null): Record<string, unknown> {
  if ((previous.tool !== "compare_periods" && previous.tool !== "explain_change") || window === null) return args;
  return { ...args, base: previousWindow(window) };
}

function mergedFilters(before: readonly Filter[], added: readonly Filter[]): readonly Filter[] {
  return [...before.filter(({ field }) => !added.some((filter) => filter.field === field)), ...added];
}

function figureBefore(previous: ShopCall): MeasureName | null {
  if ("measure" in previous.args) return previous.args.measure;
  if (previous.tool === "count_documents" || previous.tool === "find_documents") {
    const counts: Readonly<Record<string, MeasureName>> = { orders: "order_count", customers: "customer_count", products: "product_count", refunds: "refund_count", coupons: "coupon_count", categories: "category_count" };
    return counts[previous.args.collection] ?? null;
  }
  return null;
}

function groupsBefore(previous: ShopCall): readonly DimensionName[] {
  return "group_by" in previous.args ? previous.args.group_by : [];
}

function regroup(frame: Frame, previous: ShopCall, args: Record<string, unknown>): Draft | null {
  const measure = figureOf({ ...frame, aggregate: null }) ?? figureBefore(previous);
  if (frame.groups.length > 0 && previous.tool === "get_figures" && frame.nouns.length + frame.measures.length === 0) return draft("get_figures", { ...args, group_by: frame.groups.slice(0, 1) }, "follow_up", 0.85);
  if (frame.groups.length === 0 || measure === null) return null;
  const [window, filters] = [args.window ?? null, args.filters ?? []];
  if (previous.tool === "compare_periods") return draft("compare_periods", { ...args, group_by: frame.groups.slice(0, 1) }, "follow_up", 0.85);
  const fitted = fitToLines(measure, frame.groups, previous.args.filters);
  return draft(isAverage(fitted) ? "calculate_average" : "calculate_sum", { measure: fitted, group_by: frame.groups.slice(0, 2), window, filters }, "follow_up", 0.85);
}

/** "and orders?" after a figure: another figure over the same rows. */
function refigure(frame: Frame, previous: ShopCall, args: Record<string, unknown>): Draft | null {
  const figure = frame.nouns.length + frame.measures.length > 0 ? figureOf(frame) : null;
  if (figure === null || figure === figureBefore(previous)) return null;
  const groups = groupsBefore(previous);
  const measure = fitToLines(figure, groups, previous.args.filters);
  const [window, filters] = [args.window ?? null, args.filters ?? []];
  if (previous.tool === "compare_periods") return draft("compare_periods", { ...args, measure }, "follow_up", 0.85);
  if (previous.tool === "get_top_n") return draft("get_top_n", { ...args, measure }, "follow_up", 0.85);
  const tool = isAverage(measure) ? "calculate_average" : measureOf(measure).unit === "count" && groups.length > 0 ? "group_and_count" : "calculate_sum";
  return draft(tool, { measure, group_by: groups, window, filters }, "follow_up", 0.82);
}

/** "how many is that?", "what percentage is that?", "how much are they worth?" of the rows before. */
function ofSameRows({ modes, windows, groups }: Frame, previous: ShopCall): Draft | null {
  if (windows.length + groups.length > 0) return null;
  const { filters } = previous.args;
  const window = "window" in previous.args ? (previous.args.window ?? null) : null;
  if (modes.has("share")) {
    const measure = figureBefore(previous);
    return measure === null || filters.length === 0 || groupsBefore(previous).length > 0 ? null : draft("calculate_share", { measure, part: filters, window }, "follow_up", 0.8);
  }
  if (modes.has("amount") && !modes.has("count") && figureBefore(previous) === "order_count" && groupsBefore(previous).length === 0) return draft("calculate_sum", { measure: "revenue", filters, window }, "follow_up", 0.85);
  if (!modes.has("count")) return null;
  if (previous.tool === "find_documents") return draft("count_documents", { collection: previous.args.collection, filters, window }, "follow_up", 0.9);
  if (previous.tool === "find_customers" || previous.tool === "find_unsold_products" || previous.tool === "get_stock_levels") return draft(previous.tool, { ...previous.args, result: "count" }, "follow_up", 0.9);
  return null;
}

/** The rows behind a figure: "who are they?" after a count. */
function rowsBehind(previous: ShopCall): Draft | null {
  switch (previous.tool) {
    case "count_documents":
      return draft("find_documents", previous.args, "follow_up", 0.9);
    case "find_customers":
    case "find_unsold_products":
    case "get_stock_levels":
      return draft(previous.tool, { ...previous.args, result: "list" }, "follow_up", 0.9);
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
