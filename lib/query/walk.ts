import type { Expr, Predicate, Query, Source } from "@/lib/query/ir";

/** Anything in a query that has a kind. */
export type Node = Query | Source | Expr | Predicate;

const isNode = (value: object): value is Node => "kind" in value;

/**
 * Visits a node and everything below it, parents first.
 * All fields are followed, not a list of known ones: a node kind added later cannot be missed by the guard.
 */
export function walk(node: Node, visit: (node: Node) => void): void {
  const enter = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value) && isNode(value)) visit(value);
    Object.values(value).forEach(enter);
  };
  enter(node);
}

/** A copy of a query in which `change` has replaced nodes, children first. `change` must return a node that may stand in the same place. */
export function rewrite(query: Query, change: (node: Node) => Node): Query {
  const copy = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(copy);
    const copied = Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, copy(inner)]));
    return isNode(copied) ? change(copied) : copied;
  };
  // A copy of a query is a query as long as `change` keeps its promise.
  return copy(query) as Query;
}

/** Whether a node of the kind is this one or lies below it, at any depth. */
export function holds(node: Node, kind: Node["kind"]): boolean {
  let found = false;
  walk(node, (inner) => {
    found ||= inner.kind === kind;
  });
  return found;
}

/** The names of all tables that a query reads, at any depth, each once and in order of appearance. */
export function tablesUsed(query: Query): readonly string[] {
  const tables = new Set<string>();
  walk(query, (node) => {
    if (node.kind === "table") tables.add(node.table);
  });
  return [...tables];
}

/** Whether two nodes have the same content; a field that is undefined counts as absent. */
export function sameNode(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (
    typeof left !== "object" ||
    typeof right !== "object" ||
    left === null ||
    right === null ||
    Array.isArray(left) !== Array.isArray(right)
  )
    return false;
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].every((field) => sameNode(Reflect.get(left, field), Reflect.get(right, field)));
}
