import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { Draft } from "@/lib/engines/shop/draft";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { isMeasureName, measureOf } from "@/lib/engines/shop/measures";

/** How a running total is said. */
const RUNNING =
  /\b(?:running (?:total|sum)s?|cumulative(?:ly)?|cumulated|accumulated|adding up (?:month by month|week by week|day by day|as we go))\b/i;

/** "cumulative revenue by month": a series with what it has come to. Different things are no more when they are added up. */
export function asRunning(draft: Draft, { text }: Frame): Draft {
  const { tool, args } = draft;
  const [group, ...others] = Array.isArray(args.group_by) ? args.group_by : [];
  const measure = typeof args.measure === "string" && isMeasureName(args.measure) ? measureOf(args.measure) : null;
  const isSeries = (tool === "calculate_sum" || tool === "group_and_count") && others.length === 0 && isTimeDimension(group);
  const addsUp =
    measure !== null &&
    measure.additive &&
    !(measure.expr.kind === "aggregate" && measure.expr.distinct === true && measure.grain !== "firsts");
  return RUNNING.test(text) && isSeries && addsUp
    ? { ...draft, tool: "calculate_sum", args: { ...args, cumulative: true }, intent: "running_total" }
    : draft;
}
