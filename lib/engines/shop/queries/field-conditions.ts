import { AVERAGE, type FieldName, type Filter } from "@/lib/engines/shop/calls/filters";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import {
  aggregate,
  as,
  column,
  compare,
  equals,
  isNull,
  literal,
  minus,
  percent,
  select,
  table,
  within,
} from "@/lib/engines/shop/calls/relational";
import type { Expr, Predicate, Value } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

/** What a filter asks of orders, at their alias; an amount is compared as it stands. */
export function orderConditionOn(filter: Filter, alias: string): Predicate {
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

/** What a filter asks of products, at their alias; a category holds what is under it too. @param paid what a piece was sold for */
export function productCondition(filter: Filter, alias: string, paid: Expr = column(alias, "price")): Predicate {
  if (filter.field === "product") return compareField(column(alias, "id"), filter);
  if (filter.field === "sku") return compareField(column(alias, "sku"), filter);
  if (filter.field === "stock") return compareField(column(alias, "stock_quantity"), filter);
  if (filter.field === "stock_level")
    return compare(column(alias, "stock_quantity"), filter.op === "not" ? ">" : "<=", column(alias, "reorder_level"));
  if (filter.field === "margin") return compareField(minus(paid, column(alias, "cost")), filter);
  if (filter.field === "margin_percent") return compareField(percent(minus(paid, column(alias, "cost")), paid), filter);
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

/** A value compared as a filter says; several values mean any of them, or none where they are excluded. */
export function compareField(expr: Expr, { op, values }: Filter): Predicate {
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
      return low === null ? isNull(expr, true) : { kind: "like", arg: expr, pattern: literal(`%${low}%`) };
    case "lacks":
      return low === null
        ? isNull(expr)
        : { kind: "or", items: [{ kind: "like", arg: expr, pattern: literal(`%${low}%`), negated: true }, isNull(expr)] };
    default:
      return op satisfies never;
  }
}

/** "orders above average": against the mean of orders that are not cancelled, of the same period; of active products. */
export function aboveMean(expr: Expr, { op, field }: Filter, window: DateWindow | null): Predicate {
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

/** From "HH:MM" until before another, over midnight where that is the earlier one. */
function timeCondition({ values }: Filter, alias: string): Predicate {
  const [from = "00:00", to = "24:00"] = values.map(String);
  const clock: Expr = { kind: "call", fn: "substr", args: [column(alias, "created_at"), literal(12), literal(5)] };
  const [after, before] = [compare(clock, ">=", literal(from)), compare(clock, "<", literal(to))];
  return to > from ? { kind: "and", items: [after, before] } : { kind: "or", items: [after, before] };
}
