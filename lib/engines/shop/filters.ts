import { z } from "zod";
import { NOT_CANCELLED, timeOf, type Grain } from "@/lib/engines/shop/grains";
import { MOMENT_FIELDS, momentCondition, windowConditions } from "@/lib/engines/shop/moments";
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
  minus,
  percent,
  select,
  table,
  within,
} from "@/lib/engines/shop/relational";
import type { DateWindow } from "@/lib/language/windows";
import type { Expr, Predicate, Query, Value } from "@/lib/query/ir";

const ORDER_FIELDS = [
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
const PRODUCT_FIELDS = ["product", "category", "price", "stock", "stock_level", "margin", "margin_percent"] as const;
const CUSTOMER_FIELDS = ["customer", "customer_kind", "home_city"] as const;
const OWN_FIELDS = ["reason", "refund_amount", "refund_times", "active", "email", "phone", "units", "distinct_products"] as const;
export const FIELDS = [...ORDER_FIELDS, ...PRODUCT_FIELDS, ...CUSTOMER_FIELDS, ...OWN_FIELDS, ...MOMENT_FIELDS] as const;
export type FieldName = (typeof FIELDS)[number];

/** One condition. `has` and `lacks` take no values; `between` takes both ends, inclusive. `label` is how it is said. */
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
  if (grain === "coupons") return false;
  if (grain === "firsts") return field === "city" || field === "customer" || field === "home_city";
  return true;
}

/**
 * The conditions of all filters for rows of a grain. Conditions on orders reach customers and products through
 * one subquery, so that they hold for the same order.
 */
export function filterConditions(filters: readonly Filter[], grain: Grain, window: DateWindow | null): readonly Predicate[] {
  const dated = filters.filter(({ field }) => isOneOf(field, MOMENT_FIELDS)).map((filter) => momentCondition(filter, timeOf(grain)));
  return [...dated, ...propertyConditions(filters, grain, window)];
}

function propertyConditions(filters: readonly Filter[], grain: Grain, window: DateWindow | null): readonly Predicate[] {
  const order = filters.filter(({ field }) => isOneOf(field, ORDER_FIELDS));
  const product = filters.filter(({ field }) => isOneOf(field, PRODUCT_FIELDS));
  const rest = filters.filter(({ field }) => isOneOf(field, OWN_FIELDS)).map((filter) => ownCondition(filter, grain));
  const customer = filters.filter(({ field }) => isOneOf(field, CUSTOMER_FIELDS)).map((filter) => customerCondition(filter, grain, window));
  switch (grain) {
    case "orders":
    case "money":
    case "refunds":
      return [...order.map((filter) => orderCondition(filter, window)), ...basketConditions(product), ...customer, ...rest];
    case "lines":
      return [
        ...order.map((filter) => orderCondition(filter, window)),
        ...product.map((filter) => productCondition(filter, "p")),
        ...customer,
        ...rest,
      ];
    case "products":
      return [
        ...product.map((filter) => productCondition(filter, "p")),
        ...(order.length > 0 ? [within(column("p", "id"), productsIn(order))] : []),
        ...customer,
        ...rest,
      ];
    case "customers":
    case "firsts": {
      const [home, placed] = [order.filter(({ field }) => field === "city"), order.filter(({ field }) => field !== "city")];
      const through = placed.length + product.length > 0 ? [within(column("c", "id"), customersOf(placed, product))] : [];
      return [...home.map((filter) => compareField(column("c", "city"), filter)), ...through, ...customer, ...rest];
    }
    case "coupons":
      return rest;
    case "categories":
      return product.map((filter) => compareField(column("g", "parent_id"), filter));
    default:
      return grain satisfies never;
  }
}

/**
 * What orders hold. Two conditions of one kind ("rice" and "oil") may hold on different lines, others ("sarees", "over
 * 2000") on the same one; an excluded thing is on none of the lines.
 */
function basketConditions(product: readonly Filter[]): readonly Predicate[] {
  const excluded = product.filter(isExcluded);
  const held = product.filter((filter) => !isExcluded(filter));
  const [first] = held;
  const isSplit = held.length > 1 && held.every(({ field }) => field === first?.field);
  const together = isSplit ? held.map((filter) => [filter]) : held.length > 0 ? [held] : [];
  return [
    ...together.map((filters) => within(column("o", "id"), ordersWith(filters))),
    ...excluded.map((filter) => within(column("o", "id"), ordersWith([{ ...filter, op: "is" }]), true)),
  ];
}

function isExcluded({ field, op }: Filter): boolean {
  return (field === "product" || field === "category") && op === "not";
}

/** Whether filters name things that are bought apart from one another: two of a kind, or one that is not bought. */
export function isBasket(filters: readonly Filter[]): boolean {
  const things = filters.filter(({ field, op }) => (field === "product" || field === "category") && (op === "is" || op === "not"));
  return things.some(isExcluded) || new Set(things.map(({ field }) => field)).size < things.length;
}

function isOneOf(field: FieldName, fields: readonly FieldName[]): boolean {
  return fields.includes(field);
}

function orderCondition(filter: Filter, window: DateWindow | null): Predicate {
  return filter.field === "order_value" && filter.values[0] === AVERAGE
    ? aboveMean(column("o", "grand_total"), filter, window)
    : orderConditionOn(filter, "o");
}

function orderConditionOn(filter: Filter, alias: string): Predicate {
  // An order without a coupon is one without that coupon.
  if (filter.field === "coupon" && filter.op === "not")
    return { kind: "or", items: [compareField(column(alias, "coupon_code"), filter), isNull(column(alias, "coupon_code"))] };
  const columns: Partial<Record<FieldName, string>> = {
    city: "shipping_city",
    coupon: "coupon_code",
    discount: "discount_amount",
    order_value: "grand_total",
  };
  if (filter.field === "hour") return compareField({ kind: "datePart", part: "hour", arg: column(alias, "created_at") }, filter);
  if (filter.field === "time") return timeCondition(filter, alias);
  if (filter.field === "discount" && (filter.op === "has" || filter.op === "lacks"))
    return compare(column(alias, "discount_amount"), filter.op === "has" ? ">" : "<=", literal(0));
  return compareField(column(alias, columns[filter.field] ?? filter.field), filter);
}

/** From "HH:MM" until before another, over midnight where that is the earlier one. */
function timeCondition({ values }: Filter, alias: string): Predicate {
  const [from = "00:00", to = "24:00"] = values.map(String);
  const clock: Expr = { kind: "call", fn: "substr", args: [column(alias, "created_at"), literal(12), literal(5)] };
  const [after, before] = [compare(clock, ">=", literal(from)), compare(clock, "<", literal(to))];
  return to > from ? { kind: "and", items: [after, before] } : { kind: "or", items: [after, before] };
}

function productCondition(filter: Filter, alias: string): Predicate {
  if (filter.field === "product") return compareField(column(alias, "id"), filter);
  if (filter.field === "stock") return compareField(column(alias, "stock_quantity"), filter);
  if (filter.field === "stock_level")
    return compare(column(alias, "stock_quantity"), filter.op === "not" ? ">" : "<=", column(alias, "reorder_level"));
  if (filter.field === "margin") return compareField(minus(column(alias, "price"), column(alias, "cost")), filter);
  if (filter.field === "margin_percent")
    return compareField(percent(minus(column(alias, "price"), column(alias, "cost")), column(alias, "price")), filter);
  if (filter.field === "price" && filter.values[0] === AVERAGE) return aboveMean(column(alias, "price"), filter, null);
  if (filter.field === "price") return compareField(column(alias, "price"), filter);
  const ids = select({
    columns: [as(column("g2", "id"), "id")],
    from: table("categories", "g2"),
    where: [{ kind: "or", items: [within(column("g2", "id"), filter.values), within(column("g2", "parent_id"), filter.values)] }],
  });
  if (filter.op === "has" || filter.op === "lacks") return isNull(column(alias, "category_id"), filter.op === "has");
  return within(column(alias, "category_id"), ids, filter.op === "not");
}

function customerCondition(filter: Filter, grain: Grain, window: DateWindow | null): Predicate {
  const owner = grain === "customers" ? column("c", "id") : grain === "firsts" ? column("f", "customer_id") : column("o", "customer_id");
  // An order of nobody is not one of theirs.
  if (filter.field === "customer" && filter.op === "not" && grain !== "products")
    return { kind: "or", items: [compareField(owner, filter), isNull(owner)] };
  if (filter.field === "home_city")
    return grain === "customers" ? compareField(column("c", "city"), filter) : within(owner, livingIn(filter));
  if (filter.field === "customer")
    return grain === "products" ? within(column("p", "id"), productsIn([], filter.values)) : compareField(owner, filter);
  const [kind, from, to] = filter.values;
  const own = from === undefined && to === undefined ? window : spanOf(from, to);
  return within(owner, kind === "registered" ? registeredIn(own) : customersOfKind(String(kind), own), filter.op === "not");
}

function livingIn(filter: Filter): Query {
  return select({
    columns: [as(column("c3", "id"), "id")],
    from: table("customers", "c3"),
    where: [compareField(column("c3", "city"), filter)],
  });
}

/** The period that a kind of customers has of its own; an open end is empty. */
function spanOf(from: Value | undefined, to: Value | undefined): DateWindow {
  const end = (value: Value | undefined): string | null => (typeof value === "string" && value !== "" ? value : null);
  return { label: "", from: end(from), to: end(to), partial: false, unit: "day", count: 0, weekdays: null };
}

function registeredIn(window: DateWindow | null): Query {
  return select({
    columns: [as(column("c3", "id"), "id")],
    from: table("customers", "c3"),
    where: windowConditions(window, column("c3", "created_at")),
  });
}

/** Customers by how often they bought: `new` by a first order in the window, `returning` by one before it. */
function customersOfKind(kind: string, window: DateWindow | null): Query {
  const first = aggregate("min", column("o3", "created_at"));
  const orders = aggregate("count", null);
  const having: Readonly<Record<string, readonly Predicate[]>> = {
    new: windowConditions(window, first),
    returning: window?.from ? [compare(first, "<", literal(window.from))] : [compare(orders, ">", literal(1))],
    repeat: [compare(orders, ">=", literal(2))],
    one_time: [equals(orders, literal(1))],
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

function ownCondition(filter: Filter, grain: Grain): Predicate {
  switch (filter.field) {
    case "reason":
      return compareField(column("r", "reason"), filter);
    case "refund_amount":
      return compareField(column("r", "amount"), filter);
    case "active":
      return within(
        column(grain === "coupons" ? "k" : "p", "is_active"),
        filter.values.length > 1 ? filter.values : [filter.op === "not" || filter.op === "lacks" ? 0 : 1],
      );
    case "units":
      return grain === "lines" ? compareField(column("i", "quantity"), filter) : within(column("o", "id"), ordersByUnits(filter));
    case "refund_times":
      return within(column("o", "id"), ordersByRefunds(filter));
    case "distinct_products":
      return within(column("o", "id"), ordersByUnits(filter, aggregate("count", column("i2", "product_id"), true)));
    default:
      return compareField(column("c", filter.field), filter);
  }
}

/** "orders above average": against the mean of orders that are not cancelled, of the same period; of active products. */
function aboveMean(expr: Expr, { op, field }: Filter, window: DateWindow | null): Predicate {
  const others =
    field === "price"
      ? select({
          columns: [as(aggregate("avg", column("p4", "price")), "mean")],
          from: table("products", "p4"),
          where: [equals(column("p4", "is_active"), literal(1))],
        })
      : select({
          columns: [as(aggregate("avg", column("o4", "grand_total")), "mean")],
          from: table("orders", "o4"),
          where: [compare(column("o4", "status"), "!=", literal("cancelled")), ...windowConditions(window, column("o4", "created_at"))],
        });
  return compare(expr, op === "over" ? ">" : "<", { kind: "scalar", query: others });
}

/** Stands in the place of an amount: the mean of all. */
export const AVERAGE = "average";

function compareField(expr: Expr, { op, values }: Filter): Predicate {
  const [low = null, high = null]: readonly Value[] = values;
  switch (op) {
    case "is":
      return values.length === 1 ? equals(expr, literal(low)) : within(expr, values);
    case "not":
      return values.length === 1 ? compare(expr, "!=", literal(low)) : within(expr, values, true);
    case "over":
      return compare(expr, ">", literal(low));
    case "at_least":
      return compare(expr, ">=", literal(low));
    case "under":
      return compare(expr, "<", literal(low));
    case "at_most":
      return compare(expr, "<=", literal(low));
    case "between":
      return { kind: "between", arg: expr, low: literal(low), high: literal(high) };
    case "has":
      return isNull(expr, true);
    case "lacks":
      return isNull(expr);
    default:
      return op satisfies never;
  }
}

function ordersWith(product: readonly Filter[]): Query {
  return select({
    columns: [as(column("i2", "order_id"), "order_id")],
    from: table("order_items", "i2"),
    joins: [inner(table("products", "p2"), equals(column("p2", "id"), column("i2", "product_id")))],
    where: product.map((filter) => productCondition(filter, "p2")),
  });
}

function ordersByUnits(filter: Filter, counted: Expr = aggregate("sum", column("i2", "quantity"))): Query {
  return select({
    columns: [as(column("i2", "order_id"), "order_id")],
    from: table("order_items", "i2"),
    groupBy: [column("i2", "order_id")],
    having: compareField(counted, filter),
  });
}

function ordersByRefunds(filter: Filter): Query {
  return select({
    columns: [as(column("r2", "order_id"), "order_id")],
    from: table("refunds", "r2"),
    groupBy: [column("r2", "order_id")],
    having: compareField(aggregate("count", null), filter),
  });
}

function productsIn(order: readonly Filter[], customers: readonly Value[] = []): Query {
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

function customersOf(order: readonly Filter[], product: readonly Filter[]): Query {
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

/** Products on a line of an order that lies in the window and is not cancelled, or of any such order. */
export function soldProducts(window: DateWindow | null, cancelledToo = false): Query {
  return select({
    columns: [as(column("i", "product_id"), "product_id")],
    from: table("order_items", "i"),
    joins: [inner(table("orders", "o"), equals(column("o", "id"), column("i", "order_id")))],
    where: [...(cancelledToo ? [] : [NOT_CANCELLED]), ...windowConditions(window, timeOf("orders"))],
  });
}
