import { CANCELLED_OUT, count, mean, money, type Measure } from "@/lib/engines/shop/measures/measure";
import { aggregate, column, isNull, minus, orZero, percent, ratio, times, when } from "@/lib/engines/shop/calls/relational";

const quantity = column("i", "quantity");
const lineValue = times(quantity, column("i", "unit_price"));
const LINE_VALUES = "Values of order lines, before discounts and delivery fees; cancelled orders are left out.";
const COST_NOW =
  "Uses each product's present cost and leaves out products without one; discounts, delivery and other expenses are not deducted.";
const UNIT_MARGIN = "At present prices and costs, before discounts; products without a cost are left out.";

/** What was sold, line by line: units, sales, cost and profit; and what a product leaves at its present price. */
export const SOLD_MEASURES = {
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
  average_line_value: mean(
    "average line value",
    "money",
    "lines",
    aggregate("avg", lineValue),
    "the mean of quantity times unit price on lines of orders that are not cancelled",
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
  profit_per_order: mean(
    "gross profit per order",
    "money",
    "lines",
    ratio(
      aggregate("sum", times(quantity, minus(column("i", "unit_price"), column("p", "cost")))),
      aggregate("count", column("i", "order_id"), true),
    ),
    "gross profit divided by orders that are not cancelled",
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
} as const satisfies Readonly<Record<string, Measure>>;
