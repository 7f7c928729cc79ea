import type { AggregateName, CompareOp, Expr, Join, OrderTerm, Predicate, Projection, Query, Select, Source, Value } from "@/lib/query/ir";

/** A column of a table alias. */
export const column = (source: string, name: string): Expr => ({ kind: "column", source, column: name });
/** A bound value. */
export const literal = (value: Value): Expr => ({ kind: "literal", value });
/** An aggregate over the rows of a group; a null argument counts rows. */
export const aggregate = (fn: AggregateName, arg: Expr | null, distinct = false): Expr => ({
  kind: "aggregate",
  fn,
  arg,
  ...(distinct ? { distinct } : {}),
});
export const times = (left: Expr, right: Expr): Expr => ({ kind: "arithmetic", op: "*", left, right });
export const minus = (left: Expr, right: Expr): Expr => ({ kind: "arithmetic", op: "-", left, right });
/** left / right, null where right is zero. */
export const ratio = (left: Expr, right: Expr): Expr => ({ kind: "arithmetic", op: "/", left, right });
/** left / right in percent, 0..100; null where right is zero. */
export const percent = (left: Expr, right: Expr): Expr => ratio(times(literal(100), left), right);
export const orZero = (expr: Expr): Expr => ({ kind: "call", fn: "coalesce", args: [expr, literal(0)] });
export const when = (predicate: Predicate, then: Expr, otherwise: Expr | null): Expr => ({
  kind: "case",
  branches: [{ when: predicate, then }],
  otherwise,
});

export const compare = (left: Expr, op: CompareOp, right: Expr): Predicate => ({ kind: "compare", op, left, right });
export const equals = (left: Expr, right: Expr): Predicate => compare(left, "=", right);
export const within = (arg: Expr, items: readonly Value[] | Query, negated = false): Predicate => ({
  kind: "in",
  arg,
  within: isQuery(items) ? items : items.map(literal),
  ...(negated ? { negated } : {}),
});
export const isNull = (arg: Expr, negated = false): Predicate => ({ kind: "isNull", arg, ...(negated ? { negated } : {}) });
export const not = (item: Predicate): Predicate => ({ kind: "not", item });

function isQuery(items: readonly Value[] | Query): items is Query {
  return "kind" in items;
}

/** All of the predicates, or undefined when there are none. */
export function all(items: readonly Predicate[]): Predicate | undefined {
  return items.length > 1 ? { kind: "and", items } : items[0];
}

export const table = (name: string, alias: string): Source => ({ kind: "table", table: name, alias });
export const derived = (query: Query, alias: string): Source => ({ kind: "derived", query, alias });
export const inner = (source: Source, on: Predicate): Join => ({ type: "inner", source, on });
export const left = (source: Source, on: Predicate): Join => ({ type: "left", source, on });
export const as = (expr: Expr, name: string): Projection => ({ expr, as: name });
export const by = (expr: Expr, direction: "asc" | "desc" = "asc"): OrderTerm => ({ expr, direction });

type SelectParts = { readonly columns: readonly Projection[]; readonly from: Source } & Partial<
  Pick<Select, "distinct" | "joins" | "groupBy" | "having" | "orderBy" | "limit">
> & { readonly where?: readonly Predicate[] };

/** A select with the parts that were left out empty. */
export function select({ where = [], joins = [], groupBy = [], orderBy = [], ...parts }: SelectParts): Select {
  const condition = all(where);
  return { kind: "select", joins, groupBy, orderBy, ...parts, ...(condition ? { where: condition } : {}) };
}
