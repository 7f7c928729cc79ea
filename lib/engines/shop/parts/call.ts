import { COUNT_OF, type CUSTOMER_KINDS, parseCall, TOOL_SCHEMAS, type ShopCall, type ToolName } from "@/lib/engines/shop/calls/calls";
import { grainsOf } from "@/lib/engines/shop/calls/call-contents";
import { canGroup, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { isAverage } from "@/lib/engines/shop/said/figures";
import { canFilter } from "@/lib/engines/shop/calls/filters";
import { measureOf } from "@/lib/engines/shop/measures";
import type { AggregateRequest } from "@/lib/engines/shop/queries/aggregate";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";
import type { CalendarUnit } from "@/lib/language/calendar";

/** What the parts of a shop's question are read with. @property now ISO local time of the shop */
export type ShopPartContext = {
  readonly now: string;
  readonly weekendDays: readonly number[];
  readonly names: Pick<Vocabulary, "cities" | "categories" | "products" | "coupons">;
};

/** One figure, whole or by group: what several tools have in common. */
export type Figure = AggregateRequest & { readonly per: CalendarUnit | null };

/** A call that gives one figure as that figure; null for any other. */
export function figureOfCall(call: ShopCall): Figure | null {
  const whole = { group_by: [], order: null, limit: null, having: null, per: null };
  switch (call.tool) {
    case "count_documents": {
      const { collection, filters, window } = call.args;
      return { ...whole, measure: COUNT_OF[collection], filters, window };
    }
    case "calculate_average":
      return call.args;
    case "calculate_sum":
    case "group_and_count":
    case "get_top_n":
      return { ...call.args, per: null };
    case "get_best_selling_products":
      return { ...whole, ...call.args, group_by: ["product"] };
    case "get_top_customers_by_spending":
      return { ...whole, ...call.args, measure: "revenue", group_by: ["customer"] };
    default:
      return null;
  }
}

/** The tool call for a figure; null where its parts do not go together. */
export function callOfFigure(figure: Figure): ShopCall | null {
  const { measure, group_by, per, order, limit } = figure;
  if (per !== null && group_by.length === 0) return checked("calculate_average", figure);
  const counted = Object.entries(COUNT_OF).find(([, name]) => name === measure)?.[0];
  if (group_by.length === 0)
    return counted === undefined
      ? checked(isAverage(measure) ? "calculate_average" : "calculate_sum", { ...figure, order: null, limit: null, having: null })
      : checked("count_documents", { ...figure, collection: counted });
  if (group_by.length === 1 && order !== null && limit !== null) return checked("get_top_n", figure);
  const isCount = measureOf(measure).unit === "count" && measure !== "units_sold";
  return checked(isAverage(measure) ? "calculate_average" : isCount ? "group_and_count" : "calculate_sum", { ...figure, per: null });
}

/** A call with some arguments changed; null where they do not go together. */
export function changed(call: ShopCall, patch: Readonly<Record<string, unknown>>): ShopCall | null {
  const figure = figureOfCall(call);
  return figure ? callOfFigure({ ...figure, ...patch }) : checked(call.tool, { ...call.args, ...patch });
}

/** A call of a tool with those of the arguments that it takes. */
function checked(tool: ToolName, args: Readonly<Record<string, unknown>>): ShopCall | null {
  const taken = Object.keys(TOOL_SCHEMAS[tool].shape);
  const { call } = parseCall(tool, Object.fromEntries(Object.entries(args).filter(([name]) => taken.includes(name))));
  return call !== null && fits(call) ? call : null;
}

/** Whether the rows of a call can be filtered and grouped so; a filter or a grouping that they do not have would be left out silently. */
function fits(call: ShopCall): boolean {
  const filters = [...call.args.filters, ...("part" in call.args ? call.args.part : [])];
  const groups: readonly DimensionName[] = "group_by" in call.args ? call.args.group_by : [];
  return grainsOf(call).every(
    (grain) => filters.every(({ field }) => canFilter(grain, field)) && groups.every((name) => canGroup(grain, name)),
  );
}

/** Whether customers of a kind are told by their orders, so that those can be bounded. */
export function isOfOrders(kind: (typeof CUSTOMER_KINDS)[number]): boolean {
  return kind !== "all" && kind !== "never_ordered";
}
