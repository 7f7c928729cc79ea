import { COUNT_OF, TOOL_SCHEMAS, type ShopCall, type ToolName } from "@/lib/engines/shop/calls/calls";
import { buildAggregate, buildAveragePer, buildCumulative, buildGroupCount } from "@/lib/engines/shop/queries/aggregate";
import type { BuildContext, Built } from "@/lib/engines/shop/queries/built";
import { buildComparison, buildExplanation, buildShare } from "@/lib/engines/shop/queries/compare";
import { buildCustomers } from "@/lib/engines/shop/queries/customers";
import { buildFigures } from "@/lib/engines/shop/queries/figures";
import { buildGroups } from "@/lib/engines/shop/queries/groups";
import { buildLeaders, buildOverTop } from "@/lib/engines/shop/queries/leaders";
import { buildDateRange, buildListing, buildOverview } from "@/lib/engines/shop/queries/listing";
import { buildSides } from "@/lib/engines/shop/queries/sides";
import { buildCatalogueSize, buildStock, buildTogether, buildUnsold } from "@/lib/engines/shop/queries/products";

/** A tool as a program sees it; TOOL_SCHEMAS has the schema of its arguments. */
type ToolInfo = { readonly name: ToolName; readonly description: string };

const DESCRIPTIONS: Readonly<Record<ToolName, string>> = {
  count_documents: "Counts orders, customers, products, categories, refunds or coupons, with filters and a date window.",
  find_documents: "Lists orders, customers, products, categories, refunds or coupons, sorted and filtered.",
  group_and_count: "Counts by one or two dimensions (status, city, channel, month, weekday …).",
  calculate_sum: "Adds up a measure (revenue, units sold, discounts, refunds …), whole or by dimension.",
  calculate_average: "Average, median, minimum or maximum of a measure, whole or by dimension.",
  get_top_n:
    "The first or last N of a dimension by a measure (cities by revenue, days by orders …), overall or within each group of another.",
  get_figures: "Two to five measures side by side, whole or by one dimension.",
  find_groups:
    "Customers, products, categories, cities, channels, payment methods or coupons with some orders of one kind and none of another, only such orders, or orders in every period.",
  get_date_range: "First and last date of the orders, customers, products or refunds.",
  get_best_selling_products: "Products by units sold (or by sales or gross profit), best or worst first.",
  get_top_customers_by_spending: "Customers by what they spent on orders that are not cancelled.",
  compare_periods: "One measure in two periods with absolute and relative change, whole or by dimension.",
  compare_groups:
    "One measure for two to four kinds of rows side by side (paid and unpaid, with and without a coupon, new and returning customers), whole or by dimension.",
  explain_change: "The segments that changed most between two periods.",
  calculate_share: "The share of a measure that falls on a part (paid orders, one city, one category …).",
  get_stock_levels: "Products that are low, out of stock, in stock or overstocked, and days of cover.",
  find_customers: "Repeat, one-time, new, lapsed customers, those who never ordered, and by orders placed or amount spent.",
  find_unsold_products: "Active products that were not sold, ever or in a window.",
  bought_together: "Products bought on the same order.",
  get_overview: "Orders, revenue, average order value and buyers of a window.",
};

/** Every tool of the shop engine with its description. */
export const SHOP_TOOLS: readonly ToolInfo[] = (Object.keys(TOOL_SCHEMAS) as ToolName[]).map((name) => ({
  name,
  description: DESCRIPTIONS[name],
}));

/**
 * The query of a checked call, over all shops: the caller scopes it to one shop before it runs.
 * @returns the query and what its columns hold
 */
export function buildCall(call: ShopCall, context: BuildContext): Built {
  switch (call.tool) {
    case "count_documents":
      if (call.args.collection === "products" && !call.args.filters.some(({ field }) => field === "active"))
        return buildCatalogueSize(call.args);
      return buildAggregate(
        { ...call.args, measure: COUNT_OF[call.args.collection], group_by: [], order: null, limit: null, having: null },
        context,
      );
    case "find_documents":
      return buildListing(call.args);
    case "group_and_count":
      return buildAggregate(call.args, context);
    case "calculate_sum":
      if (call.args.cumulative) return buildCumulative(call.args, context);
      return call.args.count_groups ? buildGroupCount(call.args, context) : buildAggregate(call.args, context);
    case "get_top_n":
      if (call.args.over !== null) return buildOverTop(call.args, call.args.over, context);
      return call.args.within === null ? buildAggregate(call.args, context) : buildLeaders(call.args, call.args.within, context);
    case "calculate_average":
      return call.args.per === null ? buildAggregate(call.args, context) : buildAveragePer(call.args, call.args.per, context);
    case "get_figures":
      return buildFigures(call.args, context);
    case "find_groups":
      return buildGroups(call.args, context);
    case "get_date_range":
      return buildDateRange(call.args);
    case "get_best_selling_products":
      return buildAggregate({ ...call.args, group_by: ["product"], having: null }, context);
    case "get_top_customers_by_spending":
      return buildAggregate({ ...call.args, measure: "revenue", group_by: ["customer"], having: null }, context);
    case "compare_periods":
      return buildComparison(call.args, context);
    case "compare_groups":
      return buildSides(call.args, context);
    case "explain_change":
      return buildExplanation(call.args, context);
    case "calculate_share":
      return buildShare(call.args, context);
    case "get_stock_levels":
      return buildStock(call.args, context);
    case "find_customers":
      return buildCustomers(call.args, context);
    case "find_unsold_products":
      return buildUnsold(call.args);
    case "bought_together":
      return buildTogether(call.args);
    case "get_overview":
      return buildOverview(call.args);
    default:
      return call satisfies never;
  }
}
