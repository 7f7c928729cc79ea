import type { Query } from "@/lib/query/ir";
import { oncePer } from "@/lib/platform/once-per";

/** A key that two queries share which differ in nothing but the order and names of the columns they show. */
export const meaningOf = oncePer((query: Query): string =>
  JSON.stringify(query.kind === "select" ? { ...query, columns: query.columns.map(({ expr }) => JSON.stringify(expr)).sort() } : query),
);
