import { filtersOf, grainOf, grainsOf, groupsOf } from "@/lib/engines/shop/calls/call-contents";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { canGroup, DIMENSIONS, isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { spreadGroups } from "@/lib/engines/shop/rules/groupings";

/** What is asked "by" something that the call does not group by, and what its figures cannot be grouped by. */
export function groupsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const used: readonly string[] = groupsOf(call);
  const implied: Partial<Record<ShopCall["tool"], readonly string[]>> = {
    get_best_selling_products: ["product", "customer"],
    get_top_customers_by_spending: ["customer"],
    find_customers: ["customer"],
    find_documents: ["product", "customer", "category", "coupon", "reason", "status", "payment_status", "city", "day"],
    get_stock_levels: ["product"],
    find_unsold_products: ["product"],
    bought_together: ["product", "customer"],
    explain_change: ["product", "category", "channel", "city"],
    get_date_range: ["day", "product", "customer"],
    count_documents: [],
  };
  const known = new Set([
    ...used,
    ...used.flatMap((name) => POSITIONS[name] ?? []),
    ...(implied[call.tool] ?? []),
    ...(call.tool === "get_stock_levels" && call.args.kind === "cover" ? ["day"] : []),
    ...(grainOf(call) === "categories" ? ["category", "main_category"] : []),
  ]);
  const filtered = new Set<string>(filtersOf(call).map(({ field }) => field));
  const impossible = used.flatMap((name) =>
    DIMENSIONS.some((known) => known === name && grainsOf(call).some((grain) => !canGroup(grain, known)))
      ? [`by ${name.replaceAll("_", " ")}`]
      : [],
  );
  // "in the city of Dhaka", "orders with status pending": the dimension names the filter beside it.
  return [
    ...impossible,
    ...frame.groups
      .filter(
        (group) =>
          !known.has(group) &&
          (!filtered.has(group) || call.tool === "bought_together") &&
          !(group === "payment_method" && (filtered.has("payment_status") || used.some((name) => name.startsWith("payment")))) &&
          !(group === "customer" && frame.groups.length > 1) &&
          !(group === "city" && used.length === 0 && "measure" in call.args && call.args.measure === "city_count") &&
          !(call.tool === "compare_periods" && isTimeDimension(group) && !spreadGroups(frame).includes(group)),
      )
      .map((group) => `by ${group.replaceAll("_", " ")}`),
  ];
}

/** "By month" of two years side by side is by the months of the year. */
const POSITIONS: Readonly<Record<string, readonly string[]>> = {
  month_of_year: ["month"],
  quarter_of_year: ["quarter"],
  day_of_month: ["day"],
  weekday: ["day"],
};
