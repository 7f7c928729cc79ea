import type { Filter } from "@/lib/engines/shop/calls/filters";
import { NOT_CANCELLED, timeOf } from "@/lib/engines/shop/calls/grains";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { compareField, orderConditionOn, productCondition } from "@/lib/engines/shop/queries/field-conditions";
import {
  aggregate,
  all,
  as,
  column,
  compare,
  equals,
  inner,
  isNull,
  literal,
  select,
  table,
  within,
} from "@/lib/engines/shop/calls/relational";
import type { Expr, Predicate, Query, Value } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

/** Ids of orders with a line whose product meets every filter. */
export function ordersWith(product: readonly Filter[]): Query {
  return select({
    columns: [as(column("i2", "order_id"), "order_id")],
    from: table("order_items", "i2"),
    joins: [inner(table("products", "p2"), equals(column("p2", "id"), column("i2", "product_id")))],
    where: product.map((filter) => productCondition(filter, "p2", column("i2", "unit_price"))),
  });
}

/** Ids of orders by what their lines count up to: units, unless another count is given. */
export function ordersByUnits(filter: Filter, counted: Expr = aggregate("sum", column("i2", "quantity"))): Query {
  return select({
    columns: [as(column("i2", "order_id"), "order_id")],
    from: table("order_items", "i2"),
    groupBy: [column("i2", "order_id")],
    having: compareField(counted, filter),
  });
}

/** Ids of orders by their number of refunds. */
export function ordersByRefunds(filter: Filter): Query {
  return select({
    columns: [as(column("r2", "order_id"), "order_id")],
    from: table("refunds", "r2"),
    groupBy: [column("r2", "order_id")],
    having: compareField(aggregate("count", null), filter),
  });
}

/** Ids of products on a line of an order that meets every filter and, where some are given, is of one of the customers. */
export function productsIn(order: readonly Filter[], customers: readonly Value[] = []): Query {
  return select({
    columns: [as(column("i2", "product_id"), "product_id")],
    from: table("order_items", "i2"),
    joins: [inner(table("orders", "o2"), equals(column("o2", "id"), column("i2", "order_id")))],
    where: [
      ...order.map((filter) => orderConditionOn(filter, "o2")),
      ...(customers.length > 0 ? [within(column("o2", "customer_id"), customers)] : []),
    ],
  });
}

/** Products on a line of an order that lies in the window and is not cancelled, or of any such order. */
export function soldProducts(window: DateWindow | null, cancelledToo: boolean): Query {
  return select({
    columns: [as(column("i", "product_id"), "product_id")],
    from: table("order_items", "i"),
    joins: [inner(table("orders", "o"), equals(column("o", "id"), column("i", "order_id")))],
    where: [...(cancelledToo ? [] : [NOT_CANCELLED]), ...windowConditions(window, timeOf("orders"))],
  });
}

/** Ids of customers with an order that meets every filter, and is not cancelled unless a status is named. */
export function customersOf(order: readonly Filter[], product: readonly Filter[]): Query {
  const namesStatus = order.some(({ field }) => field === "status");
  return select({
    columns: [as(column("o2", "customer_id"), "customer_id")],
    from: table("orders", "o2"),
    where: [
      ...(namesStatus ? [] : [compare(column("o2", "status"), "!=", literal("cancelled"))]),
      ...order.map((filter) => orderConditionOn(filter, "o2")),
      ...(product.length > 0 ? [within(column("o2", "id"), ordersWith(product))] : []),
    ],
  });
}

/** Customers by how often they bought: `new` by a first order in the window, `returning` by one before it, `lapsed` by none since it began. */
export function customersOfKind(kind: string, window: DateWindow | null): Query {
  const first = aggregate("min", column("o3", "created_at"));
  const orders = aggregate("count", null);
  const having: Readonly<Record<string, readonly Predicate[]>> = {
    new: windowConditions(window, first),
    returning: window?.from ? [compare(first, "<", literal(window.from))] : [compare(orders, ">", literal(1))],
    repeat: [compare(orders, ">=", literal(2))],
    one_time: [equals(orders, literal(1))],
    lapsed: window?.from ? [compare(aggregate("max", column("o3", "created_at")), "<", literal(window.from))] : [],
  };
  const condition = all(having[kind] ?? []);
  return select({
    columns: [as(column("o3", "customer_id"), "customer_id")],
    from: table("orders", "o3"),
    where: [compare(column("o3", "status"), "!=", literal("cancelled")), isNull(column("o3", "customer_id"), true)],
    groupBy: [column("o3", "customer_id")],
    ...(condition ? { having: condition } : {}),
  });
}

/** Ids of customers who registered in a window. */
export function registeredIn(window: DateWindow | null): Query {
  return select({
    columns: [as(column("c3", "id"), "id")],
    from: table("customers", "c3"),
    where: windowConditions(window, column("c3", "created_at")),
  });
}

/** Ids of customers by the city that they live in. */
export function livingIn(filter: Filter): Query {
  return select({
    columns: [as(column("c3", "id"), "id")],
    from: table("customers", "c3"),
    where: [compareField(column("c3", "city"), filter)],
  });
}
