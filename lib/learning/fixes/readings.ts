import type { PlanBase } from "@/lib/engines/engine";
import { CallSchema, parseCall } from "@/lib/engines/shop/calls/calls";
import { isMeasureName, MEASURE_NAMES, measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { makePlan, shownQuery, type Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { compileQuery } from "@/lib/query/compile";
import { inlineParams } from "@/lib/query/inline-params";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Another way to read a question: its plan, what it says in words, and its SQL with values where it has one before it runs. */
export type OtherReading = { readonly label: string; readonly plan: PlanBase; readonly sql: string | null };

const AT_MOST = 6;
const COUNTED: Readonly<Record<string, MeasureName>> = {
  orders: "order_count",
  customers: "customer_count",
  products: "product_count",
  refunds: "refund_count",
};

/** The readings of a question over a database, best first. @param now ISO local time of the source */
export function databaseReadings(
  question: string,
  source: string,
  schema: Schema,
  now: string,
  asOf: string | null,
): readonly OtherReading[] {
  const { ranked, confidence, schema: named } = readPlan(question, schema, now);
  const plans = ranked
    .slice(0, AT_MOST * 4)
    .map(({ candidate: { draft, query } }): Text2SqlPlan =>
      makePlan({ source, question, draft, query, schema: named, confidence, because: ["Chosen by a person"], asOf }),
    );
  const seen = new Set<string>();
  return plans
    .flatMap((plan) =>
      seen.has(plan.explanation) || !seen.add(plan.explanation)
        ? []
        : [{ label: plan.explanation, plan, sql: inlineParams(compileQuery(shownQuery(plan), "sqlite")) }],
    )
    .slice(0, AT_MOST);
}

/** The same question of a shop for another figure of the same rows. */
export function shopReadings(plan: ShopPlan): readonly OtherReading[] {
  const call = CallSchema.safeParse(plan.call);
  if (!call.success) return [];
  const { tool, args } = call.data;
  const measure =
    "measure" in args && isMeasureName(args.measure) ? args.measure : tool === "count_documents" ? COUNTED[args.collection] : undefined;
  if (
    measure === undefined ||
    tool === "compare_periods" ||
    tool === "compare_groups" ||
    tool === "explain_change" ||
    tool === "calculate_share" ||
    tool === "get_figures" ||
    tool === "get_best_selling_products"
  )
    return [];
  const others = MEASURE_NAMES.filter((name) => name !== measure && measureOf(name).grain === measureOf(measure).grain);
  return others.slice(0, AT_MOST).flatMap((name): OtherReading[] => {
    const grouped =
      "group_by" in args
        ? {
            group_by: args.group_by,
            order: args.order,
            limit: args.limit,
            having: args.having,
            ...("within" in args ? { within: args.within } : {}),
          }
        : {};
    const wanted =
      tool === "get_top_n" || tool === "group_and_count" ? tool : measureOf(name).additive ? "calculate_sum" : "calculate_average";
    const made = parseCall(wanted, {
      measure: name,
      filters: args.filters,
      window: "window" in args ? args.window : null,
      ...grouped,
    }).call;
    if (made === null) return [];
    const other: ShopPlan = { ...plan, intent: wanted, tool: made.tool, arguments: made.args, call: made, because: ["Chosen by a person"] };
    return [{ label: measureOf(name).label, plan: other, sql: null }];
  });
}
