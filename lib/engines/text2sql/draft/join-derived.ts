import type { Expr, Join, Select } from "@/lib/query/ir";

/** Joins the figures of groups, which show what they are grouped by first, to the rows with that value. */
export function joinDerived(type: Join["type"], query: Select, alias: string, value: Expr): Join {
  return {
    type,
    source: { kind: "derived", query, alias },
    on: { kind: "compare", op: "=", left: { kind: "column", source: alias, column: query.columns[0]?.as ?? "" }, right: value },
  };
}
