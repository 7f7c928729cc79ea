import { COUNT_MEASURES } from "@/lib/engines/shop/measures/counts";
import { GOODS_MEASURES } from "@/lib/engines/shop/measures/goods";
import { count, type Measure } from "@/lib/engines/shop/measures/measure";
import { ORDER_MEASURES } from "@/lib/engines/shop/measures/orders";
import { REFUND_MEASURES } from "@/lib/engines/shop/measures/refunds";
import { SOLD_MEASURES } from "@/lib/engines/shop/measures/sold";
import { aggregate } from "@/lib/engines/shop/calls/relational";

/** The figures that the shop can tell, by name; menus and schemas list them in this order. */
export const MEASURES = {
  ...ORDER_MEASURES,
  ...SOLD_MEASURES,
  ...COUNT_MEASURES,
  ...GOODS_MEASURES,
  ...REFUND_MEASURES,
  coupon_count: count("coupons", ["coupon", "coupons"], "coupons", aggregate("count", null), "coupons of the shop, active or not", false),
  category_count: count("categories", ["category", "categories"], "categories", aggregate("count", null), "categories of the shop", false),
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof MEASURES;
const NAMES: ReadonlySet<string> = new Set(Object.keys(MEASURES));

/** Whether a text is the name of a measure of the catalogue. */
export function isMeasureName(text: string): text is MeasureName {
  return NAMES.has(text);
}

/** All measure names, for schemas. */
export const MEASURE_NAMES = Object.keys(MEASURES).filter(isMeasureName);

/** A measure of the catalogue, by its name. */
export function measureOf(name: MeasureName): Measure {
  return MEASURES[name];
}
