import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Join, Select } from "@/lib/query/ir";
import { joinDerived } from "@/lib/engines/text2sql/draft/join-derived";
import { columnExpr, SUM, type Total, totalsName } from "@/lib/engines/text2sql/draft/column-expr";

/** Joins once what the lines of each row add up to, where a query speaks of it: grouped first, so that no row is there twice. */
export function withTotals(select: Select, schema: Schema): Select {
  const { columns, where, groupBy, having, orderBy, joins } = select;
  const missing = schema.columns.flatMap(({ formula, table }): readonly Join[] =>
    formula?.kind === "total" && !joins.some(({ source }) => source.alias === totalsName(formula, schema))
      ? [totalsOf(formula, table, schema)]
      : [],
  );
  if (missing.length === 0) return select;
  const said = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null || isQuery(value)) return;
    if ("kind" in value && value.kind === "column" && "source" in value) said.add(String(value.source));
    Object.values(value).forEach(look);
  };
  look([columns, where, groupBy, having, orderBy]);
  const totals = missing.filter(({ source }) => said.has(source.alias));
  return totals.length === 0 ? select : { ...select, joins: [...joins, ...totals] };
}

function isQuery(value: object): boolean {
  return "kind" in value && (value.kind === "select" || value.kind === "set");
}

function totalsOf(formula: Total, table: number, schema: Schema): Join {
  const { of, by } = formula;
  const alias = totalsName(formula, schema);
  const lines = schema.tables[schema.columns[by]?.table ?? -1]?.name ?? "";
  const key = columnExpr(by, schema);
  const target = schema.links.find(({ from, to }) => from === by && schema.columns[to]?.table === table)?.to ?? -1;
  const query: Select = {
    kind: "select",
    columns: [
      { expr: key, as: schema.columns[by]?.name ?? "" },
      { expr: { kind: "aggregate", fn: "sum", arg: columnExpr(of, schema) }, as: SUM },
    ],
    from: { kind: "table", table: lines, alias: lines },
    joins: [],
    groupBy: [key],
    orderBy: [],
  };
  return joinDerived("left", query, alias, columnExpr(target, schema));
}
