import type { Catalogue } from "@/lib/query/guard";
import type { Projection, Query, Select } from "@/lib/query/ir";
import { rewrite } from "@/lib/query/walk";

/**
 * Replaces `*` by the columns of the catalogue, so that a table's other columns stay unread.
 * A name that two sources share gets its source as a prefix, e.g. `orders_id`. The query must have passed the guard.
 */
export function expandStars(query: Query, catalogue: Catalogue): Query {
  return rewrite(query, (node) =>
    node.kind === "select" ? { ...node, columns: node.columns.flatMap((column) => listed(column, node, catalogue)) } : node,
  );
}

function listed(projection: Projection, select: Select, catalogue: Catalogue): readonly Projection[] {
  const { expr } = projection;
  if (expr.kind !== "star") return [projection];
  const sources = [select.from, ...select.joins.map((join) => join.source)].map((source) => ({
    alias: source.alias,
    columns: source.kind === "table" ? (catalogue.tables[source.table] ?? []) : namesOf(source.query),
  }));
  const names = sources.flatMap(({ columns }) => columns);
  return sources
    .filter(({ alias }) => expr.source === undefined || alias === expr.source)
    .flatMap(({ alias, columns }) =>
      columns.map((column): Projection => ({
        expr: { kind: "column", source: alias, column },
        as: names.indexOf(column) === names.lastIndexOf(column) ? column : `${alias}_${column}`,
      })),
    );
}

/** Nested queries are rewritten first, so they hold no star any more. */
function namesOf(query: Query): readonly string[] {
  return query.kind === "set" ? namesOf(query.left) : query.columns.map(({ as }) => as);
}
