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
  minus,
  select,
  table,
} from "@/lib/engines/shop/calls/relational";
import type { Expr, Join, Predicate, Query, Source } from "@/lib/query/ir";

/** What one row of a measure's table is. `buyers` is one row per customer with orders; `money` holds orders and, negative, refunds; `gaps` holds orders with the moment of the customer's order before. */
export type Grain = "orders" | "lines" | "customers" | "products" | "refunds" | "coupons" | "categories" | "firsts" | "money" | "gaps";

/** o orders, i order_items, p products, g categories, h their parents, c customers, r refunds, k coupons, f first orders, m money moved, n orders after another. */
type Alias = "o" | "i" | "p" | "g" | "h" | "c" | "r" | "k" | "f" | "m" | "n";

type GrainInfo = {
  readonly from: () => Source;
  /** The moment a row belongs to; null where rows have none. */
  readonly time: Expr;
  readonly joins: Partial<Record<Alias, { readonly needs: readonly Alias[]; readonly join: Join }>>;
};

export const NOT_CANCELLED: Predicate = compare(column("o", "status"), "!=", literal("cancelled"));

const toCustomer = (from: Alias): Join => left(table("customers", "c"), equals(column("c", "id"), column(from, "customer_id")));
const toCategory: Join = left(table("categories", "g"), equals(column("g", "id"), column("p", "category_id")));

const toParent: Join = left(table("categories", "h"), equals(column("h", "id"), column("g", "parent_id")));

const INFO: Readonly<Record<Grain, GrainInfo>> = {
  orders: {
    from: () => table("orders", "o"),
    time: column("o", "created_at"),
    joins: { c: { needs: [], join: toCustomer("o") }, f: { needs: [], join: toFirstOrder() } },
  },
  lines: {
    from: () => table("order_items", "i"),
    time: column("o", "created_at"),
    joins: {
      o: { needs: [], join: inner(table("orders", "o"), equals(column("o", "id"), column("i", "order_id"))) },
      p: { needs: [], join: inner(table("products", "p"), equals(column("p", "id"), column("i", "product_id"))) },
      g: { needs: ["p"], join: toCategory },
      h: { needs: ["g"], join: toParent },
      c: { needs: ["o"], join: toCustomer("o") },
      f: { needs: ["o"], join: toFirstOrder() },
    },
  },
  customers: { from: () => table("customers", "c"), time: column("c", "created_at"), joins: {} },
  products: {
    from: () => table("products", "p"),
    time: column("p", "created_at"),
    joins: { g: { needs: [], join: toCategory }, h: { needs: ["g"], join: toParent } },
  },
  refunds: {
    from: () => table("refunds", "r"),
    time: column("r", "created_at"),
    joins: {
      o: { needs: [], join: inner(table("orders", "o"), equals(column("o", "id"), column("r", "order_id"))) },
      c: { needs: ["o"], join: toCustomer("o") },
    },
  },
  coupons: { from: () => table("coupons", "k"), time: column("k", "created_at"), joins: {} },
  categories: { from: () => table("categories", "g"), time: literal(null), joins: {} },
  firsts: {
    from: () => derived(firstOrders(), "f"),
    time: column("f", "first_at"),
    joins: { c: { needs: [], join: toCustomer("f") }, o: { needs: [], join: toOwnOrder() } },
  },
  money: {
    from: () => derived(moneyMoved(), "m"),
    time: column("m", "moved_at"),
    joins: {
      o: { needs: [], join: inner(table("orders", "o"), equals(column("o", "id"), column("m", "order_id"))) },
      c: { needs: ["o"], join: toCustomer("o") },
    },
  },
  gaps: {
    from: () => derived(ordersAfterAnother(), "n"),
    time: column("n", "created_at"),
    joins: {
      o: { needs: [], join: inner(table("orders", "o"), equals(column("o", "id"), column("n", "order_id"))) },
      c: { needs: ["o"], join: toCustomer("o") },
    },
  },
};

/** The moment that dates the rows of a grain. */
export function timeOf(grain: Grain): Expr {
  return INFO[grain].time;
}

/** The FROM and the joins that reach the aliases, each once and in the order of their needs. */
export function sourceOf(grain: Grain, aliases: readonly string[]): { readonly from: Source; readonly joins: readonly Join[] } {
  const info = INFO[grain];
  const joined = new Map<string, Join>();
  const add = (alias: string): void => {
    for (const [name, { needs, join }] of Object.entries(info.joins)) {
      if (name !== alias || joined.has(alias)) continue;
      needs.forEach(add);
      joined.set(alias, join);
    }
  };
  [...aliases, ...aliasesIn(info.time)].forEach(add);
  return { from: info.from(), joins: [...joined.values()] };
}

/** Every alias that an expression or predicate reads at its own level (subqueries have their own). */
export function aliasesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(aliasesIn);
  if (typeof node !== "object" || node === null) return [];
  if ("kind" in node && (node.kind === "select" || node.kind === "set")) return [];
  const own = "kind" in node && node.kind === "column" && "source" in node && typeof node.source === "string" ? [node.source] : [];
  return [...own, ...Object.values(node).flatMap(aliasesIn)];
}

function toFirstOrder(): Join {
  return left(derived(firstOrders(), "f"), equals(column("f", "customer_id"), column("o", "customer_id")));
}

/** The first order itself: of one customer, made at that moment. */
function toOwnOrder(): Join {
  return inner(table("orders", "o"), {
    kind: "and",
    items: [
      equals(column("o", "customer_id"), column("f", "customer_id")),
      equals(column("o", "created_at"), column("f", "first_at")),
      NOT_CANCELLED,
    ],
  });
}

function firstOrders(): Query {
  return select({
    columns: [as(column("o", "customer_id"), "customer_id"), as(aggregate("min", column("o", "created_at")), "first_at")],
    from: table("orders", "o"),
    where: [NOT_CANCELLED],
    groupBy: [column("o", "customer_id")],
  });
}

function ordersAfterAnother(): Query {
  const placed = column("o", "created_at");
  const before: Expr = {
    kind: "window",
    fn: "lag",
    arg: placed,
    partitionBy: [column("o", "customer_id")],
    orderBy: [by(placed), by(column("o", "id"))],
  };
  return select({
    columns: [as(column("o", "id"), "order_id"), as(placed, "created_at"), as(before, "before_at")],
    from: table("orders", "o"),
    where: [NOT_CANCELLED],
  });
}

function moneyMoved(): Query {
  const paidIn = select({
    columns: [
      as(column("o", "id"), "order_id"),
      as(column("o", "customer_id"), "customer_id"),
      as(column("o", "created_at"), "moved_at"),
      as(column("o", "grand_total"), "amount"),
    ],
    from: table("orders", "o"),
    where: [NOT_CANCELLED],
  });
  const paidBack = select({
    columns: [
      as(column("r", "order_id"), "order_id"),
      as(column("o", "customer_id"), "customer_id"),
      as(column("r", "created_at"), "moved_at"),
      as(minus(literal(0), column("r", "amount")), "amount"),
    ],
    from: table("refunds", "r"),
    joins: [inner(table("orders", "o"), equals(column("o", "id"), column("r", "order_id")))],
  });
  return { kind: "set", op: "unionAll", left: paidIn, right: paidBack, orderBy: [] };
}
