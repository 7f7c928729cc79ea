import type { ColumnInfo, Unit } from "@/lib/answers/answer";
import { EXTRA_COLUMNS, type ToolArguments } from "@/lib/engines/shop/calls/calls";
import { customerName } from "@/lib/engines/shop/calls/dimensions";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { aliasesIn, NOT_CANCELLED, sourceOf, timeOf, type Grain } from "@/lib/engines/shop/calls/grains";
import type { Built } from "@/lib/engines/shop/queries/built";
import { aggregate, as, by, column, equals, literal, select, when } from "@/lib/engines/shop/calls/relational";
import type { Expr, OrderTerm } from "@/lib/query/ir";

type Shown = { readonly expr: Expr; readonly info: ColumnInfo };
type Collection = ToolArguments<"find_documents">["collection"];
type Sort = ToolArguments<"find_documents">["sort"];

const shown = (expr: Expr, name: string, label: string, unit: Unit): Shown => ({ expr, info: { name, label, unit } });

const COLUMNS: Readonly<Record<Collection, readonly Shown[]>> = {
  orders: [
    shown(column("o", "order_number"), "order_number", "order", "id"),
    shown(column("o", "created_at"), "created_at", "placed", "datetime"),
    shown(customerName(), "customer", "customer", "text"),
    shown(column("o", "status"), "status", "status", "text"),
    shown(column("o", "payment_status"), "payment_status", "payment", "text"),
    shown(column("o", "grand_total"), "grand_total", "total", "money"),
  ],
  customers: [
    shown(customerName(), "customer", "customer", "text"),
    shown(column("c", "city"), "city", "city", "text"),
    shown(column("c", "email"), "email", "e-mail", "text"),
    shown(column("c", "phone"), "phone", "phone", "text"),
    shown(column("c", "created_at"), "created_at", "registered", "datetime"),
  ],
  products: [
    shown(column("p", "name"), "product", "product", "text"),
    shown(column("g", "name"), "category", "category", "text"),
    shown(column("p", "price"), "price", "price", "money"),
    shown(column("p", "stock_quantity"), "stock_quantity", "in stock", "count"),
  ],
  categories: [shown(column("g", "name"), "category", "category", "text")],
  refunds: [
    shown(column("o", "order_number"), "order_number", "order", "id"),
    shown(column("r", "created_at"), "created_at", "refunded", "datetime"),
    shown(column("r", "reason"), "reason", "reason", "text"),
    shown(column("r", "amount"), "amount", "amount", "money"),
  ],
  coupons: [
    shown(column("k", "code"), "code", "coupon", "text"),
    shown(column("k", "percent_off"), "percent_off", "percent off", "percent"),
    shown(when(equals(column("k", "is_active"), literal(1)), literal("active"), literal("inactive")), "state", "state", "text"),
  ],
};

/** Columns that a collection shows only where they are asked for. */
const EXTRA: Partial<Record<Collection, Partial<Record<(typeof EXTRA_COLUMNS)[number], Shown>>>> = {
  orders: {
    city: shown(column("o", "shipping_city"), "city", "city", "text"),
    channel: shown(column("o", "channel"), "channel", "channel", "text"),
    payment_method: shown(column("o", "payment_method"), "payment_method", "payment method", "text"),
    coupon: shown(column("o", "coupon_code"), "coupon", "coupon", "text"),
    phone: shown(column("c", "phone"), "phone", "phone", "text"),
    email: shown(column("c", "email"), "email", "e-mail", "text"),
    discount: shown(column("o", "discount_amount"), "discount", "discount", "money"),
    delivery_fee: shown(column("o", "delivery_fee"), "delivery_fee", "delivery fee", "money"),
  },
  products: {
    cost: shown(column("p", "cost"), "cost", "cost", "money"),
    sku: shown(column("p", "sku"), "sku", "sku", "id"),
  },
  refunds: { customer: shown(customerName(), "customer", "customer", "text") },
};

/** The columns that a list of a collection can show beside its usual ones. */
export function extraColumnsOf(collection: Collection): readonly (typeof EXTRA_COLUMNS)[number][] {
  return EXTRA_COLUMNS.filter((name) => EXTRA[collection]?.[name] !== undefined);
}

const BASE: Readonly<Record<Collection, string>> = {
  orders: "o",
  customers: "c",
  products: "p",
  categories: "g",
  refunds: "r",
  coupons: "k",
};

/** Rows of a collection with the columns a person looks for; newest first unless sorted otherwise. */
export function buildListing(args: ToolArguments<"find_documents">): Built {
  const grain: Grain = args.collection;
  const columns = [...COLUMNS[args.collection], ...(args.show ?? []).flatMap((name) => EXTRA[args.collection]?.[name] ?? [])];
  const onlyActive =
    args.collection === "products" && !args.filters.some(({ field }) => field === "active" || field === "product")
      ? [equals(column("p", "is_active"), literal(1))]
      : [];
  const where = [...onlyActive, ...filterConditions(args.filters, grain, args.window), ...windowConditions(args.window, timeOf(grain))];
  return {
    query: select({
      ...sourceOf(grain, aliasesIn([columns.map(({ expr }) => expr), where])),
      columns: columns.map(({ expr, info }) => as(expr, info.name)),
      where,
      orderBy: [...sortTerms(args.collection, args.sort), by(column(BASE[args.collection], "id"))],
      ...(args.limit === null ? {} : { limit: args.limit }),
    }),
    columns: columns.map(({ info }) => info),
  };
}

function sortTerms(collection: Collection, sort: Sort): readonly OrderTerm[] {
  const base = BASE[collection];
  const value: Partial<Record<Collection, Expr>> = {
    orders: column("o", "grand_total"),
    products: column("p", "price"),
    refunds: column("r", "amount"),
    coupons: column("k", "percent_off"),
  };
  const name: Partial<Record<Collection, Expr>> = {
    products: column("p", "name"),
    categories: column("g", "name"),
    coupons: column("k", "code"),
    customers: column("c", "first_name"),
  };
  const fallback = name[collection] ?? column(base, "id");
  if (collection === "categories") return [by(fallback)];
  switch (sort) {
    case "newest":
      return [by(timeOf(collection), "desc")];
    case "oldest":
      return [by(timeOf(collection))];
    case "value":
      return [by(value[collection] ?? fallback, "desc")];
    case "price":
      return [by(value[collection] ?? fallback)];
    case "stock":
      return [by(collection === "products" ? column("p", "stock_quantity") : fallback)];
    case "name":
      return [by(fallback)];
    default:
      return sort satisfies never;
  }
}

/** First and last moment of a collection's rows, and how many there are. */
export function buildDateRange(args: ToolArguments<"get_date_range">): Built {
  const time = timeOf(args.collection);
  const where = [...filterConditions(args.filters, args.collection, args.window), ...windowConditions(args.window, time)];
  return {
    query: select({
      ...sourceOf(args.collection, aliasesIn(where)),
      columns: [as(aggregate("min", time), "first"), as(aggregate("max", time), "last")],
      where,
    }),
    columns: [
      { name: "first", label: "first", unit: "datetime" },
      { name: "last", label: "last", unit: "datetime" },
    ],
  };
}

/** Orders, revenue, average order value and buyers of a window in one row. */
export function buildOverview(args: ToolArguments<"get_overview">): Built {
  const total = column("o", "grand_total");
  const where = [...filterConditions(args.filters, "orders", args.window), ...windowConditions(args.window, column("o", "created_at"))];
  const kept = (fn: "sum" | "avg" | "count", arg: Expr, distinct = false): Expr => ({
    kind: "aggregate",
    fn,
    arg,
    filter: NOT_CANCELLED,
    ...(distinct ? { distinct } : {}),
  });
  return {
    query: select({
      ...sourceOf("orders", aliasesIn(where)),
      columns: [
        as(aggregate("count", null), "order_count"),
        as({ kind: "call", fn: "coalesce", args: [kept("sum", total), literal(0)] }, "revenue"),
        as(kept("avg", total), "average_order_value"),
        as(kept("count", column("o", "customer_id"), true), "buyer_count"),
      ],
      where,
    }),
    columns: [
      { name: "order_count", label: "orders", unit: "count" },
      { name: "revenue", label: "revenue", unit: "money" },
      { name: "average_order_value", label: "average order value", unit: "money" },
      { name: "buyer_count", label: "buyers", unit: "count" },
    ],
  };
}
