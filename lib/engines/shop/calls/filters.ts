import { z } from "zod";
import type { Grain } from "@/lib/engines/shop/calls/grains";
import { MOMENT_FIELDS } from "@/lib/engines/shop/calls/moments";

export const ORDER_FIELDS = [
  "status",
  "payment_status",
  "payment_method",
  "channel",
  "city",
  "coupon",
  "discount",
  "order_value",
  "delivery_fee",
  "order_number",
  "hour",
  "time",
] as const;

export const PRODUCT_FIELDS = ["product", "category", "price", "stock", "stock_level", "margin", "margin_percent", "sku"] as const;
export const CUSTOMER_FIELDS = ["customer", "customer_kind", "home_city"] as const;
export const OWN_FIELDS = ["reason", "refund_amount", "refund_times", "active", "email", "phone", "units", "distinct_products"] as const;
export const FIELDS = [...ORDER_FIELDS, ...PRODUCT_FIELDS, ...CUSTOMER_FIELDS, ...OWN_FIELDS, ...MOMENT_FIELDS] as const;
export type FieldName = (typeof FIELDS)[number];

/** Stands in the place of an amount: the mean of all. */
export const AVERAGE = "average";

/** One condition. `has` and `lacks` take no values, or a text that is part of it; `between` takes both ends, inclusive. `label` is how it is said. */
export const FilterSchema = z.object({
  field: z.enum(FIELDS),
  op: z.enum(["is", "not", "over", "at_least", "under", "at_most", "between", "has", "lacks"]),
  values: z.array(z.union([z.string(), z.number()])).default([]),
  label: z.string().default(""),
});

export type Filter = z.infer<typeof FilterSchema>;

/** Whether rows of a grain can be restricted by a field. Categories are by the one that they are part of. */
export function canFilter(grain: Grain, field: FieldName): boolean {
  if (isOneOf(field, OWN_FIELDS)) {
    if (field === "reason" || field === "refund_amount") return grain === "refunds";
    if (field === "distinct_products" || field === "refund_times") return grain === "orders";
    if (field === "units") return grain === "lines" || grain === "orders";
    return field === "active" ? grain === "products" || grain === "coupons" || grain === "lines" : grain === "customers";
  }
  if (isOneOf(field, MOMENT_FIELDS)) return grain !== "categories";
  if (grain === "categories") return field === "category";
  if (grain === "coupons") return field === "coupon";
  if (grain === "firsts") return field === "city" || field === "customer" || field === "home_city";
  return true;
}

/** Whether two conditions ask the same, however they are said. */
export function isSameFilter(one: Filter, other: Filter): boolean {
  return one.field === other.field && one.op === other.op && one.values.join() === other.values.join();
}

/** Whether filters name things that are bought apart from one another: two of a kind, or one that is not bought. */
export function isBasket(filters: readonly Filter[]): boolean {
  const things = filters.filter(({ field, op }) => (field === "product" || field === "category") && (op === "is" || op === "not"));
  return things.some(isExcluded) || new Set(things.map(({ field }) => field)).size < things.length;
}

/** Whether a filter is of a thing that is not bought. */
export function isExcluded({ field, op }: Filter): boolean {
  return (field === "product" || field === "category") && op === "not";
}

/** Whether a field is among others, whose type is narrower than its own. */
export function isOneOf(field: FieldName, fields: readonly FieldName[]): boolean {
  return fields.includes(field);
}
