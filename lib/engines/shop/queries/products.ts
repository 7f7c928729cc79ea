import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { soldProducts } from "@/lib/engines/shop/queries/reached-rows";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { aliasesIn, NOT_CANCELLED, sourceOf } from "@/lib/engines/shop/calls/grains";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import {
  aggregate,
  as,
  by,
  column,
  compare,
  derived,
  equals,
  inner,
  left,
  literal,
  orZero,
  ratio,
  select,
  table,
  times,
  within,
} from "@/lib/engines/shop/calls/relational";
import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { Expr, Join, OrderTerm, Predicate, Projection, Query } from "@/lib/query/ir";

/** Days of sales that the pace of selling is measured over. */
export const PACE_DAYS = 30;
/** More stock than this many days of sales is too much. */
export const OVERSTOCK_DAYS = 180;

const stock = column("p", "stock_quantity");
const name: ColumnInfo = { name: "product", label: "product", unit: "text" };
const stockColumn: ColumnInfo = { name: "stock_quantity", label: "in stock", unit: "count" };
const isActive = equals(column("p", "is_active"), literal(1));

function active(filters: readonly Filter[]): readonly Predicate[] {
  return filters.some(({ field }) => field === "active") ? [] : [isActive];
}

/** Active products by their stock: low is at or below the reorder level, out is none left, over is more than 180 days of sales. */
export function buildStock(args: ToolArguments<"get_stock_levels">, context: BuildContext): Built {
  const needsPace = args.kind === "over" || args.kind === "cover";
  const where = [...active(args.filters), ...filterConditions(args.filters, "products", null), ...stockConditions(args.kind)];
  const source = sourceOf("products", aliasesIn(where));
  const joins: readonly Join[] = [
    ...source.joins,
    ...(needsPace ? [left(derived(paceOfSales(context), "s"), equals(column("s", "product_id"), column("p", "id")))] : []),
  ];
  if (args.result === "count") {
    return {
      query: select({ columns: [as(aggregate("count", null), "products")], from: source.from, joins, where }),
      columns: [{ name: "products", label: "products", unit: "count" }],
    };
  }
  const { extra, columns, order } = stockColumns(args.kind, args.order);
  return {
    query: select({
      columns: [as(column("p", "name"), "product"), as(stock, "stock_quantity"), ...extra],
      from: source.from,
      joins,
      where,
      orderBy: [...order, by(column("p", "name")), by(column("p", "id"))],
      ...(args.limit === null ? {} : { limit: args.limit }),
    }),
    columns: [name, stockColumn, ...columns],
  };
}

/** Days that the stock lasts at the pace of the last 30 days. */
const cover: Expr = ratio(times(stock, literal(PACE_DAYS)), column("s", "units"));

function stockConditions(kind: ToolArguments<"get_stock_levels">["kind"]): readonly Predicate[] {
  switch (kind) {
    case "low":
      return [compare(stock, "<=", column("p", "reorder_level"))];
    case "out":
      return [compare(stock, "<=", literal(0))];
    case "in":
      return [compare(stock, ">", literal(0))];
    case "over":
      return [
        compare(stock, ">", literal(0)),
        compare(times(stock, literal(PACE_DAYS)), ">", times(orZero(column("s", "units")), literal(OVERSTOCK_DAYS))),
      ];
    case "cover":
      return [compare(stock, ">", literal(0))];
    case "all":
      return [];
    default:
      return kind satisfies never;
  }
}

function stockColumns(
  kind: ToolArguments<"get_stock_levels">["kind"],
  order: "asc" | "desc" | null,
): { readonly extra: readonly Projection[]; readonly columns: readonly ColumnInfo[]; readonly order: readonly OrderTerm[] } {
  if (kind === "over" || kind === "cover") {
    return {
      extra: [as(orZero(column("s", "units")), "sold_last_30_days"), as(cover, "days_of_cover")],
      columns: [
        { name: "sold_last_30_days", label: "sold in the last 30 days", unit: "count" },
        { name: "days_of_cover", label: "days of cover", unit: "days" },
      ],
      order: kind === "over" ? [by(stock, "desc")] : [{ expr: cover, direction: order ?? "asc", nulls: "last" }],
    };
  }
  return {
    extra: [as(column("p", "reorder_level"), "reorder_level")],
    columns: [{ name: "reorder_level", label: "reorder level", unit: "count" }],
    order: [by(stock, order ?? (kind === "in" ? "desc" : "asc"))],
  };
}

function paceOfSales({ now }: BuildContext): Query {
  return select({
    columns: [as(column("i", "product_id"), "product_id"), as(aggregate("sum", column("i", "quantity")), "units")],
    from: table("order_items", "i"),
    joins: [inner(table("orders", "o"), equals(column("o", "id"), column("i", "order_id")))],
    where: [NOT_CANCELLED, compare(column("o", "created_at"), ">=", literal(isoOf(addUnits("day", dayOf(now), 1 - PACE_DAYS))))],
    groupBy: [column("i", "product_id")],
  });
}

/** Active products, and all of them. */
export function buildCatalogueSize(args: ToolArguments<"count_documents">): Built {
  const where = [...filterConditions(args.filters, "products", null), ...windowConditions(args.window, column("p", "created_at"))];
  return {
    query: select({
      columns: [
        as({ kind: "aggregate", fn: "count", arg: null, filter: isActive }, "active_products"),
        as(aggregate("count", null), "all_products"),
      ],
      ...sourceOf("products", aliasesIn(where)),
      where,
    }),
    columns: [
      { name: "active_products", label: "active products", unit: "count" },
      { name: "all_products", label: "all products", unit: "count" },
    ],
  };
}

/** Active products that are on no order (in the window) that is not cancelled. */
export function buildUnsold(args: ToolArguments<"find_unsold_products">): Built {
  const where = [
    ...active(args.filters),
    ...filterConditions(args.filters, "products", null),
    within(column("p", "id"), soldProducts(args.window, args.cancelled), true),
  ];
  const source = sourceOf("products", aliasesIn(where));
  if (args.result === "count")
    return {
      query: select({ columns: [as(aggregate("count", null), "products")], ...source, where }),
      columns: [{ name: "products", label: "products", unit: "count" }],
    };
  return {
    query: select({
      columns: [as(column("p", "name"), "product"), as(column("p", "price"), "price"), as(stock, "stock_quantity")],
      ...source,
      where,
      orderBy: [by(column("p", "name")), by(column("p", "id"))],
      ...(args.limit === null ? {} : { limit: args.limit }),
    }),
    columns: [name, { name: "price", label: "price", unit: "money" }, stockColumn],
  };
}

/** Pairs of products on the same order, most common first; with products or a category named, what is bought with those. */
export function buildTogether(args: ToolArguments<"bought_together">): Built {
  const anchor = args.filters.find(({ field }) => field === "product") ?? args.filters.find(({ field }) => field === "category");
  const others = args.filters.filter((filter) => filter !== anchor);
  const [a, b] = [column("a", "product_id"), column("b", "product_id")];
  const orders = aggregate("count", column("a", "order_id"), true);
  const joins = [
    inner(table("order_items", "b"), equals(column("b", "order_id"), column("a", "order_id"))),
    inner(table("orders", "o"), equals(column("o", "id"), column("a", "order_id"))),
    inner(table("products", "pa"), equals(column("pa", "id"), a)),
    inner(table("products", "pb"), equals(column("pb", "id"), b)),
  ];
  const pair = anchor ? [within(a, productsOf(anchor)), within(b, productsOf(anchor), true)] : [compare(a, "<", b)];
  return {
    query: select({
      columns: [as(column("pa", "name"), "product"), as(column("pb", "name"), "bought_with"), as(orders, "orders")],
      from: table("order_items", "a"),
      joins,
      where: [
        NOT_CANCELLED,
        ...pair,
        ...filterConditions(others, "orders", args.window),
        ...windowConditions(args.window, column("o", "created_at")),
      ],
      groupBy: [a, b, column("pa", "name"), column("pb", "name")],
      orderBy: [by(orders, "desc"), by(column("pa", "name")), by(column("pb", "name"))],
      ...(args.limit === null ? {} : { limit: args.limit }),
    }),
    columns: [
      name,
      { name: "bought_with", label: "bought with", unit: "text" },
      { name: "orders", label: "orders together", unit: "count" },
    ],
  };
}

function productsOf(filter: Filter): Query {
  const where = filterConditions([filter], "products", null);
  return select({ columns: [as(column("p", "id"), "id")], ...sourceOf("products", aliasesIn(where)), where });
}
