import { besideBound, boundsOf, havingOf, selectionOf } from "@/lib/engines/shop/said/bounds";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import { figureOf, fitToLines, isAverage } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { dimensionIn } from "@/lib/engines/shop/rules/groupings";
import { dayOf } from "@/lib/language/calendar";

/** A figure for each group: "orders by city", "revenue per month". */
export function readGroups(frame: Frame, context: ComposeContext): Draft | null {
  const groups = groupsOf(frame, context);
  const [first] = groups;
  if (first === undefined) return null;
  if (
    frame.modes.has("count") &&
    first === "city" &&
    groups.length === 1 &&
    !frame.modes.has("by") &&
    frame.nouns.length === 0 &&
    frame.measures.length === 0
  )
    return draft("calculate_sum", { measure: "city_count", ...selectionOf(frame) }, "count_cities");
  const bounds = boundsOf(frame);
  const bounded = bounds.having?.measure ?? null;
  const asked =
    (bounded === null ? null : besideBound(frame, bounded)) ??
    bounded ??
    figureOf(frame) ??
    (frame.modes.has("amount") && frame.nouns.length === 0 ? "revenue" : defaultFigure(frame, first));
  // "when do customers order": the time is that of their orders.
  const placed =
    asked === "customer_count" && (frame.nouns.includes("orders") || frame.modes.has("buy")) && groups.some((group) => group !== "city");
  const measure = fitToLines(placed ? "order_count" : asked, groups, frame.filters);
  const usable = groups.filter((group) => canGroup(measureOf(measure).grain, group));
  if (usable.length === 0 || (measure === "buyer_count" && usable[0] === "customer")) return null;
  const args = { measure, group_by: usable.slice(0, 2), ...selectionOf(frame), having: havingOf(frame, measure), limit: frame.limit };
  // "how many cities had more than 100 orders" asks for their number.
  const counts =
    frame.modes.has("count") &&
    bounds.having !== null &&
    usable.length === 1 &&
    /\b(?:how many|number of|count)\b/i.test(frame.text) &&
    asksNumberOf(frame, first);
  if (counts) return draft("calculate_sum", { ...args, limit: null, count_groups: true }, "count_groups", 0.9);
  return draft(toolFor(measure), args, isTimeDimension(first) ? "series" : "group");
}

/** Whether "how many" stands before the groups themselves: "how many days", not "how many orders by day". */
function asksNumberOf({ tags }: Frame, group: DimensionName): boolean {
  const count = tags.findIndex(({ meaning }) => meaning.kind === "mode" && meaning.mode === "count");
  const next = tags
    .slice(count + 1)
    .find(({ meaning }) => meaning.kind !== "filler" && !(meaning.kind === "mode" && meaning.mode === "different"));
  return (
    next !== undefined &&
    (dimensionIn(next) === group ||
      (group === "product" && next.meaning.kind === "noun" && next.meaning.noun === "units" && /^(?:products?|items?)/.test(next.words)))
  );
}

function groupsOf(frame: Frame, { now, vocabulary }: ComposeContext): readonly DimensionName[] {
  const isNoun = (group: DimensionName): boolean =>
    group === "customer" || group === "product" || group === "category" || group === "coupon";
  // "which coupons are active" lists coupons: nothing else is counted for each of them.
  const hasFigure =
    frame.nouns.length > 1 ||
    frame.nouns.includes("units") ||
    frame.measures.length > 0 ||
    hasAny(frame.modes, "by", "sell") ||
    boundsOf(frame).having !== null;
  const asked = frame.groups.filter((group) => !isNoun(group) || hasFigure);
  if (asked.length > 0 || !frame.modes.has("trend")) return asked;
  const [window] = frame.windows;
  const days = dayOf(window?.to ?? now) - dayOf(window?.from ?? vocabulary.firstOrder ?? now);
  return [days > 92 ? "month" : days > 45 ? "week" : "day"];
}

function defaultFigure(frame: Frame, group: DimensionName): MeasureName {
  if (group === "reason") return "refund_count";
  if (group === "category" && frame.nouns.includes("products")) return "product_count";
  return frame.modes.has("trend") ? "revenue" : "order_count";
}

/** The tool that tells a measure by group. */
export function toolFor(measure: MeasureName): ToolName {
  if (isAverage(measure)) return "calculate_average";
  return measureOf(measure).unit === "count" && measure !== "units_sold" ? "group_and_count" : "calculate_sum";
}
