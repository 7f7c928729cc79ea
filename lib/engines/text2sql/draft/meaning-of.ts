import type { Query } from "@/lib/query/ir";

const known = new WeakMap<Query, string>();

/** A key that two queries share which differ in nothing but the order and names of the columns they show. */
export function meaningOf(query: Query): string {
  const found =
    known.get(query) ??
    JSON.stringify(query.kind === "select" ? { ...query, columns: query.columns.map(({ expr }) => JSON.stringify(expr)).sort() } : query);
  known.set(query, found);
  return found;
}
