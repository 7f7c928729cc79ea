import { count, mean, money, type Measure } from "@/lib/engines/shop/measures/measure";
import { aggregate, column, orZero, times } from "@/lib/engines/shop/calls/relational";

/** Prices and stock of active products. */
export const GOODS_MEASURES = {
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
} as const satisfies Readonly<Record<string, Measure>>;
