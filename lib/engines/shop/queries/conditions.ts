import {
  AVERAGE,
  CUSTOMER_FIELDS,
  isExcluded,
  isOneOf,
  ORDER_FIELDS,
  OWN_FIELDS,
  PRODUCT_FIELDS,
  type Filter,
} from "@/lib/engines/shop/calls/filters";
import { timeOf, type Grain } from "@/lib/engines/shop/calls/grains";
import { MOMENT_FIELDS, momentCondition } from "@/lib/engines/shop/calls/moments";
import { aboveMean, compareField, orderConditionOn, productCondition } from "@/lib/engines/shop/queries/field-conditions";
import {
  customersOf,
  customersOfKind,
  registeredIn,
  livingIn,
  ordersByRefunds,
  ordersByUnits,
  ordersWith,
  productsIn,
} from "@/lib/engines/shop/queries/reached-rows";
import { aggregate, column, isNull, within } from "@/lib/engines/shop/calls/relational";
import type { Predicate, Value } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

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
    case "gaps":
    case "refunds":
      return [...order.map((filter) => orderCondition(filter, window)), ...basketConditions(product), ...customer, ...rest];
    case "lines":
      return [
        ...order.map((filter) => orderCondition(filter, window)),
        ...product.map((filter) => productCondition(filter, "p", column("i", "unit_price"))),
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
      return [...order.map((filter) => compareField(column("k", "code"), filter)), ...rest];
    case "categories":
      return product.map((filter) => compareField(column("g", "parent_id"), filter));
    default:
      return grain satisfies never;
  }
}

function orderCondition(filter: Filter, window: DateWindow | null): Predicate {
  return filter.field === "order_value" && filter.values[0] === AVERAGE
    ? aboveMean(column("o", "grand_total"), filter, window)
    : orderConditionOn(filter, "o");
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

/** The period that a kind of customers has of its own; an open end is empty. */
function spanOf(from: Value | undefined, to: Value | undefined): DateWindow {
  const end = (value: Value | undefined): string | null => (typeof value === "string" && value !== "" ? value : null);
  return { label: "", from: end(from), to: end(to), partial: false, unit: "day", count: 0, weekdays: null };
}
