import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { AVERAGE, type Filter } from "@/lib/engines/shop/calls/filters";
import { grainOfGroups } from "@/lib/engines/shop/queries/groups";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Grain } from "@/lib/engines/shop/calls/grains";
import type { DimensionName } from "@/lib/engines/shop/calls/dimensions";

/** What one row of a call's result is counted over. */
export function grainOf(call: ShopCall): Grain {
  switch (call.tool) {
    case "count_documents":
    case "find_documents":
    case "get_date_range":
      return call.args.collection;
    case "group_and_count":
    case "calculate_sum":
    case "calculate_average":
    case "get_top_n":
    case "compare_periods":
    case "compare_groups":
    case "explain_change":
    case "calculate_share":
    case "get_best_selling_products":
      return measureOf(call.args.measure).grain;
    case "get_figures":
      return measureOf(call.args.measures[0] ?? "revenue").grain;
    case "find_groups":
      return grainOfGroups(call.args);
    case "get_top_customers_by_spending":
    case "get_overview":
    case "bought_together":
      return "orders";
    case "get_stock_levels":
    case "find_unsold_products":
      return "products";
    case "find_customers":
      return call.args.kind === "all" || call.args.kind === "never_ordered" ? "customers" : "orders";
    default:
      return call satisfies never;
  }
}

/** What one row of each of a call's figures is counted over. */
export function grainsOf(call: ShopCall): readonly Grain[] {
  return call.tool === "get_figures" ? call.args.measures.map((measure) => measureOf(measure).grain) : [grainOf(call)];
}

/** The measures that a call tells, in order; none where it tells rows. */
export function measuresOf(call: ShopCall): readonly MeasureName[] {
  return call.tool === "get_figures" ? call.args.measures : "measure" in call.args ? [call.args.measure] : [];
}

/** Everything that a call's rows are grouped by. */
export function groupsOf(call: ShopCall): readonly DimensionName[] {
  const groups = "group_by" in call.args ? call.args.group_by : [];
  if (call.tool === "find_groups") return [call.args.dimension, ...(call.args.every === null ? [] : [call.args.every])];
  if (call.tool === "calculate_average" && call.args.per !== null) return [...groups, call.args.per];
  return call.tool === "get_top_n" && call.args.within !== null ? [...groups, call.args.within] : groups;
}

/** Every condition of a call, those of its parts and sides too. */
export function filtersOf(call: ShopCall): readonly Filter[] {
  if (call.tool === "find_groups")
    return [...call.args.filters, ...call.args.only, ...[...call.args.some, ...call.args.none].flatMap(({ filters }) => filters)];
  if (call.tool === "compare_groups") return [...call.args.filters, ...call.args.sides];
  return call.tool === "calculate_share" ? [...call.args.filters, ...call.args.part] : call.args.filters;
}

/** The field of the group that others are held against, or "average". */
export function thanOf(call: ShopCall): string | null {
  if (call.args.filters.some(({ values }) => values[0] === AVERAGE)) return "average";
  const than = "having" in call.args ? call.args.having?.than : undefined;
  return typeof than === "object" ? than.field : (than ?? null);
}

/** Whether a call comes to one number. */
export function isFigure(call: ShopCall): boolean {
  switch (call.tool) {
    case "calculate_sum":
      return call.args.group_by.length === 0 && !call.args.cumulative;
    case "calculate_average":
      return call.args.group_by.length === 0;
    case "count_documents":
      return true;
    case "find_customers":
    case "get_stock_levels":
      return call.args.result === "count";
    default:
      return false;
  }
}
