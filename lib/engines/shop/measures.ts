import type { Unit } from "@/lib/answers/answer";
import type { Grain } from "@/lib/engines/shop/grains";
import { aggregate, column, compare, isNull, literal, minus, orZero, percent, ratio, times, when } from "@/lib/engines/shop/relational";
import type { Expr } from "@/lib/query/ir";

/**
 * One measure of the shop: what it is called, counted in, made of, and what it leaves out.
 * `leavesOutCancelled` holds unless the question names a status itself. `definition` completes "… is".
 */
export type Measure = {
  readonly label: string;
  readonly unit: Unit;
  readonly grain: Grain;
  readonly expr: Expr;
  readonly leavesOutCancelled: boolean;
  /** Sums and counts of nothing are zero; an average of nothing does not exist. */
  readonly additive: boolean;
  /** For counts: the thing counted, in the singular and the plural. */
  readonly noun: readonly [string, string] | null;
  readonly definition: string;
  readonly caveat: string | null;
};

const grandTotal = column("o", "grand_total");
const moved = column("m", "amount");
const quantity = column("i", "quantity");
const lineValue = times(quantity, column("i", "unit_price"));
const CANCELLED_OUT = "Cancelled orders are left out.";
const EVERY_STATUS = "Orders of every status are counted, cancelled ones too.";
const LINE_VALUES = "Values of order lines, before discounts and delivery fees; cancelled orders are left out.";
const COST_NOW =
  "Uses each product's present cost and leaves out products without one; discounts, delivery and other expenses are not deducted.";

const UNIT_MARGIN = "At present prices and costs, before discounts; products without a cost are left out.";

type Rest = Partial<Pick<Measure, "caveat" | "noun">>;
const count = (
  label: string,
  noun: readonly [string, string],
  grain: Grain,
  expr: Expr,
  definition: string,
  leavesOutCancelled: boolean,
  rest: Rest = {},
): Measure => ({ label, unit: "count", grain, expr, leavesOutCancelled, additive: true, noun, definition, caveat: null, ...rest });
const money = (label: string, grain: Grain, expr: Expr, definition: string, caveat: string | null): Measure => ({
  label,
  unit: "money",
  grain,
  expr: orZero(expr),
  leavesOutCancelled: true,
  additive: true,
  noun: null,
  definition,
  caveat,
});
const mean = (label: string, unit: Unit, grain: Grain, expr: Expr, definition: string, caveat: string | null): Measure => ({
  label,
  unit,
  grain,
  expr,
  leavesOutCancelled: true,
  additive: false,
  noun: null,
  definition,
  caveat,
});

export const MEASURES = {
  order_count: count("orders", ["order", "orders"], "orders", aggregate("count", null), "the number of orders of every status", false, {
    caveat: EVERY_STATUS,
  }),
  revenue: money(
    "revenue",
    "orders",
    aggregate("sum", grandTotal),
    "the sum of order totals of orders that are not cancelled",
    "Cancelled orders are left out; refunds are not deducted.",
  ),
  goods_sales: money(
    "sales before discounts and delivery",
    "orders",
    aggregate("sum", column("o", "subtotal")),
    "the sum of subtotals of orders that are not cancelled",
    "Cancelled orders are left out; discounts are not deducted and delivery fees not added.",
  ),
  revenue_without_delivery: money(
    "revenue without delivery fees",
    "orders",
    aggregate("sum", minus(grandTotal, column("o", "delivery_fee"))),
    "the sum of order totals less delivery fees, over orders that are not cancelled",
    "Cancelled orders are left out; discounts are deducted, refunds are not.",
  ),
  net_revenue: {
    ...money(
      "net revenue",
      "money",
      aggregate("sum", column("m", "amount")),
      "revenue less refunds, by the day of the refund",
      "Cancelled orders are left out; refunds are deducted on the day they were made.",
    ),
    leavesOutCancelled: false,
  },
  refund_share: {
    ...mean(
      "refunds as a share of revenue",
      "percent",
      "money",
      percent(
        orZero(aggregate("sum", when(compare(moved, "<", literal(0)), minus(literal(0), moved), null))),
        aggregate("sum", when(compare(moved, ">", literal(0)), moved, null)),
      ),
      "refunds, by the day of the refund, as a share of the revenue of the same period",
      "Refunds by the day of the refund; cancelled orders are left out of revenue.",
    ),
    leavesOutCancelled: false,
  },
  discount_share: mean(
    "discounts as a share of revenue",
    "percent",
    "orders",
    percent(aggregate("sum", column("o", "discount_amount")), aggregate("sum", grandTotal)),
    "discounts as a share of revenue, over orders that are not cancelled",
    CANCELLED_OUT,
  ),
  delivery_fee_share: mean(
    "delivery fees as a share of revenue",
    "percent",
    "orders",
    percent(aggregate("sum", column("o", "delivery_fee")), aggregate("sum", grandTotal)),
    "delivery fees as a share of revenue, over orders that are not cancelled",
    CANCELLED_OUT,
  ),
  average_order_value: mean(
    "average order value",
    "money",
    "orders",
    aggregate("avg", grandTotal),
    "the mean total of orders that are not cancelled",
    CANCELLED_OUT,
  ),
  median_order_value: mean(
    "median order value",
    "money",
    "orders",
    aggregate("median", grandTotal),
    "the middle total of orders that are not cancelled",
    CANCELLED_OUT,
  ),
  smallest_order: mean(
    "smallest order",
    "money",
    "orders",
    aggregate("min", grandTotal),
    "the lowest total of an order that is not cancelled",
    CANCELLED_OUT,
  ),
  largest_order: mean(
    "largest order",
    "money",
    "orders",
    aggregate("max", grandTotal),
    "the highest total of an order that is not cancelled",
    CANCELLED_OUT,
  ),
  discount_total: money(
    "discounts",
    "orders",
    aggregate("sum", column("o", "discount_amount")),
    "the sum of discounts on orders that are not cancelled",
    CANCELLED_OUT,
  ),
  average_discount: mean(
    "average discount",
    "money",
    "orders",
    aggregate("avg", column("o", "discount_amount")),
    "the mean discount of orders that are not cancelled",
    CANCELLED_OUT,
  ),
  delivery_fee_total: money(
    "delivery fees",
    "orders",
    aggregate("sum", column("o", "delivery_fee")),
    "the sum of delivery fees of orders that are not cancelled",
    CANCELLED_OUT,
  ),
  average_delivery_fee: mean(
    "average delivery fee",
    "money",
    "orders",
    aggregate("avg", column("o", "delivery_fee")),
    "the mean delivery fee of orders that are not cancelled",
    CANCELLED_OUT,
  ),
  buyer_count: count(
    "buyers",
    ["customer with an order", "customers with an order"],
    "orders",
    aggregate("count", column("o", "customer_id"), true),
    "customers with at least one order that is not cancelled",
    true,
    { caveat: "A buyer has at least one order that is not cancelled." },
  ),
  average_customer_spend: mean(
    "average spend per customer",
    "money",
    "orders",
    ratio(aggregate("sum", grandTotal), aggregate("count", column("o", "customer_id"), true)),
    "revenue divided by the customers who bought",
    CANCELLED_OUT,
  ),
  orders_per_customer: mean(
    "orders per customer",
    "ratio",
    "orders",
    ratio(aggregate("count", null), aggregate("count", column("o", "customer_id"), true)),
    "orders that are not cancelled divided by the customers who placed them",
    CANCELLED_OUT,
  ),
  units_sold: count(
    "units sold",
    ["unit", "units"],
    "lines",
    orZero(aggregate("sum", quantity)),
    "the sum of quantities on lines of orders that are not cancelled",
    true,
    { caveat: CANCELLED_OUT },
  ),
  product_sales: money(
    "sales",
    "lines",
    aggregate("sum", lineValue),
    "quantity times unit price on lines of orders that are not cancelled",
    LINE_VALUES,
  ),
  products_sold: count(
    "different products sold",
    ["product", "products"],
    "lines",
    aggregate("count", column("i", "product_id"), true),
    "different products on lines of orders that are not cancelled",
    true,
    { caveat: CANCELLED_OUT },
  ),
  items_per_order: mean(
    "average items per order",
    "ratio",
    "lines",
    ratio(aggregate("sum", quantity), aggregate("count", column("i", "order_id"), true)),
    "units divided by orders, over orders that are not cancelled",
    CANCELLED_OUT,
  ),
  gross_profit: money(
    "gross profit",
    "lines",
    aggregate("sum", times(quantity, minus(column("i", "unit_price"), column("p", "cost")))),
    "sales of order lines less the cost of what was sold",
    `${CANCELLED_OUT} ${COST_NOW}`,
  ),
  goods_cost: money(
    "cost of goods sold",
    "lines",
    aggregate("sum", times(quantity, column("p", "cost"))),
    "quantity times the present cost of what was sold",
    `${CANCELLED_OUT} ${COST_NOW}`,
  ),
  gross_margin: mean(
    "gross margin",
    "percent",
    "lines",
    percent(
      aggregate("sum", times(quantity, minus(column("i", "unit_price"), column("p", "cost")))),
      aggregate("sum", when(isNull(column("p", "cost"), true), lineValue, null)),
    ),
    "gross profit as a share of the sales of order lines whose cost is known",
    `${CANCELLED_OUT} ${COST_NOW}`,
  ),
  unit_margin: mean(
    "margin per unit",
    "money",
    "products",
    aggregate("avg", minus(column("p", "price"), column("p", "cost"))),
    "price less cost of a product, before discounts",
    UNIT_MARGIN,
  ),
  unit_margin_percent: mean(
    "margin on price",
    "percent",
    "products",
    percent(
      aggregate("sum", minus(column("p", "price"), column("p", "cost"))),
      aggregate("sum", when(isNull(column("p", "cost"), true), column("p", "price"), null)),
    ),
    "price less cost as a share of the price",
    UNIT_MARGIN,
  ),
  customer_count: count(
    "customers",
    ["customer", "customers"],
    "customers",
    aggregate("count", null),
    "registered customers, whether they ordered or not",
    false,
  ),
  new_customer_count: count(
    "new customers",
    ["new customer", "new customers"],
    "firsts",
    aggregate("count", column("f", "customer_id"), true),
    "customers whose first order that is not cancelled falls in the window",
    false,
    { caveat: "New means that the first order that is not cancelled falls in the window." },
  ),
  product_count: count(
    "active products",
    ["active product", "active products"],
    "products",
    aggregate("count", null),
    "products that are active",
    false,
  ),
  orders_containing: count(
    "orders",
    ["order", "orders"],
    "lines",
    aggregate("count", column("i", "order_id"), true),
    "different orders with a line of it, of every status",
    false,
    { caveat: EVERY_STATUS },
  ),
  product_buyers: count(
    "buyers",
    ["customer with an order", "customers with an order"],
    "lines",
    aggregate("count", column("o", "customer_id"), true),
    "different customers with a line of it on an order that is not cancelled",
    true,
    { caveat: CANCELLED_OUT },
  ),
  city_count: count(
    "cities",
    ["city", "cities"],
    "orders",
    aggregate("count", column("o", "shipping_city"), true),
    "different cities that orders were sent to",
    false,
  ),
  average_price: mean(
    "average price",
    "money",
    "products",
    aggregate("avg", column("p", "price")),
    "the mean price of active products",
    null,
  ),
  median_price: mean(
    "median price",
    "money",
    "products",
    aggregate("median", column("p", "price")),
    "the middle price of active products",
    null,
  ),
  lowest_price: mean(
    "lowest price",
    "money",
    "products",
    aggregate("min", column("p", "price")),
    "the lowest price of an active product",
    null,
  ),
  highest_price: mean(
    "highest price",
    "money",
    "products",
    aggregate("max", column("p", "price")),
    "the highest price of an active product",
    null,
  ),
  stock_units: count(
    "units in stock",
    ["unit in stock", "units in stock"],
    "products",
    orZero(aggregate("sum", column("p", "stock_quantity"))),
    "the stock of active products",
    false,
  ),
  stock_value: money(
    "stock value at cost",
    "products",
    aggregate("sum", times(column("p", "stock_quantity"), column("p", "cost"))),
    "stock times cost over active products",
    "At present cost, active products only.",
  ),
  stock_value_at_price: money(
    "stock value at selling price",
    "products",
    aggregate("sum", times(column("p", "stock_quantity"), column("p", "price"))),
    "stock times price over active products",
    "At present selling prices, active products only.",
  ),
  refund_count: count("refunds", ["refund", "refunds"], "refunds", aggregate("count", null), "refunds by the day they were made", false),
  refunded_order_count: count(
    "orders with a refund",
    ["order with a refund", "orders with a refund"],
    "refunds",
    aggregate("count", column("r", "order_id"), true),
    "different orders with a refund, by the day of the refund",
    false,
    { caveat: "By the day of the refund; an order with several refunds counts once." },
  ),
  refunded_customer_count: count(
    "customers with a refund",
    ["customer with a refund", "customers with a refund"],
    "refunds",
    aggregate("count", column("o", "customer_id"), true),
    "different customers with a refund, by the day of the refund",
    false,
    { caveat: "By the day of the refund; a customer with several refunds counts once." },
  ),
  refund_total: {
    ...money(
      "refunded amount",
      "refunds",
      aggregate("sum", column("r", "amount")),
      "the sum of refunds by the day they were made",
      "By the day of the refund.",
    ),
    leavesOutCancelled: false,
  },
  average_refund: {
    ...mean("average refund", "money", "refunds", aggregate("avg", column("r", "amount")), "the mean refund", "By the day of the refund."),
    leavesOutCancelled: false,
  },
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
