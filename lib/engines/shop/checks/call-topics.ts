import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { filtersOf, groupsOf, measuresOf } from "@/lib/engines/shop/calls/call-contents";
import type { MeasureName } from "@/lib/engines/shop/measures";

/** What a call is about: the things that its measures, groups, filters and rows tell something of. */
export function topicsOf(call: ShopCall): readonly string[] {
  const measures = measuresOf(call);
  const groups: readonly string[] = groupsOf(call);
  const fields = filtersOf(call).map(({ field }) => field);
  const byField: Readonly<Record<string, string>> = {
    discount: "discounts",
    delivery_fee: "delivery fees",
    refund_amount: "refunds",
    refund_times: "refunds",
    reason: "refunds",
    coupon: "coupons",
    category: "categories",
    price: "prices",
    stock: "stock",
    stock_level: "stock",
    margin: "profit",
    margin_percent: "profit",
    payment_status: "refunds",
  };
  const byTool: Partial<Record<ShopCall["tool"], readonly string[]>> = {
    get_stock_levels: ["stock", "prices"],
    find_unsold_products: ["stock"],
    explain_change: ["categories"],
  };
  const listed =
    "collection" in call.args ? [call.args.collection, ...(call.args.collection === "products" ? ["prices", "stock"] : [])] : [];
  return [
    ...measures.map((measure) => ABOUT[measure] ?? (measure === "category_count" ? "categories" : "")),
    ...[...groups, ...fields].flatMap((name) => [byField[name] ?? ""]),
    ...(byTool[call.tool] ?? []),
    ...listed,
  ];
}

/** Measures and nouns that name a figure of their own, by what they are about. */
export const ABOUT: Partial<Record<MeasureName, string>> = {
  discount_total: "discounts",
  average_discount: "discounts",
  median_discount: "discounts",
  largest_discount: "discounts",
  delivery_fee_total: "delivery fees",
  average_delivery_fee: "delivery fees",
  median_delivery_fee: "delivery fees",
  largest_delivery_fee: "delivery fees",
  refund_total: "refunds",
  average_refund: "refunds",
  median_refund: "refunds",
  refund_count: "refunds",
  refunded_order_count: "refunds",
  refunded_customer_count: "refunds",
  net_revenue: "refunds",
  refund_share: "refunds",
  discount_share: "discounts",
  delivery_fee_share: "delivery fees",
  gross_profit: "profit",
  profit_per_order: "profit",
  goods_cost: "profit",
  gross_margin: "profit",
  unit_margin: "profit",
  unit_margin_percent: "profit",
  stock_units: "stock",
  stock_value: "stock",
  stock_value_at_price: "stock",
  coupon_count: "coupons",
  average_price: "prices",
  median_price: "prices",
  lowest_price: "prices",
  highest_price: "prices",
};
