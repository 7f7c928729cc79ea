import { CANCELLED_OUT, count, EVERY_STATUS, type Measure } from "@/lib/engines/shop/measures/measure";
import { aggregate, column } from "@/lib/engines/shop/calls/relational";

/** How many customers, products and cities there are, and how many orders and buyers a product has. */
export const COUNT_MEASURES = {
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
} as const satisfies Readonly<Record<string, Measure>>;
