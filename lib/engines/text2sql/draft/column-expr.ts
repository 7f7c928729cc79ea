import type { Formula, Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Expr } from "@/lib/query/ir";

/** A column by its table's name, or by the alias of a table that is joined twice; what is not stored as it is worked out. */
export function columnExpr(id: number, schema: Schema, alias?: string): Expr {
  const column = schema.columns[id];
  if (column?.formula) return formulaExpr(column.formula, schema, alias);
  const stored: Expr = { kind: "column", source: alias ?? schema.tables[column?.table ?? -1]?.name ?? "", column: column?.name ?? "" };
  return column?.epoch ? { kind: "call", fn: column.epoch === "seconds" ? "fromSeconds" : "fromMilliseconds", args: [stored] } : stored;
}

/** What a column that is not stored comes to; a total stands in rows joined by `withTotals`. */
function formulaExpr(formula: Formula, schema: Schema, alias?: string): Expr {
  if (formula.kind === "total") return { kind: "column", source: totalsName(formula, schema), column: SUM };
  const [price, quantity] = formula.of;
  const left = formula.via === undefined ? columnExpr(price, schema, alias) : lookedUp(price, formula.via, schema, alias);
  const right = columnExpr(quantity, schema, alias);
  const full: Expr = { kind: "arithmetic", op: "*", left, right };
  const { less } = formula;
  if (!less) return full;
  const column = columnExpr(less.column, schema, alias);
  const literal = (value: number): Expr => ({ kind: "literal", value });
  const discount: Expr =
    schema.columns[less.column]?.isRequired === true ? column : { kind: "call", fn: "coalesce", args: [column, literal(0)] };
  if (less.kind === "amount") return { kind: "arithmetic", op: "-", left: full, right: discount };
  const part: Expr = less.kind === "percent" ? { kind: "arithmetic", op: "/", left: discount, right: literal(100) } : discount;
  return { kind: "arithmetic", op: "*", left: full, right: { kind: "arithmetic", op: "-", left: literal(1), right: part } };
}

/** A column of the one row that a key leads to. */
function lookedUp(column: number, via: number, schema: Schema, alias?: string): Expr {
  const target = schema.links.find(({ from, to }) => from === via && schema.columns[to]?.table === schema.columns[column]?.table)?.to ?? -1;
  const table = schema.tables[schema.columns[column]?.table ?? -1]?.name ?? "";
  const row = `${table}_priced`;
  return {
    kind: "scalar",
    query: {
      kind: "select",
      columns: [{ expr: columnExpr(column, schema, row), as: schema.columns[column]?.name ?? "" }],
      from: { kind: "table", table, alias: row },
      joins: [],
      where: { kind: "compare", op: "=", left: columnExpr(target, schema, row), right: columnExpr(via, schema, alias) },
      groupBy: [],
      orderBy: [],
    },
  };
}

/** What the totals of a formula are called where they are joined: "order_lines_by_order_id". */
export function totalsName({ by }: Total, schema: Schema): string {
  return `${schema.tables[schema.columns[by]?.table ?? -1]?.name ?? ""}_by_${schema.columns[by]?.name ?? ""}`;
}

/** The column of such totals that holds the sum. */
export const SUM = "amount";

/** A formula that adds up the lines of a row. */
export type Total = Extract<Formula, { kind: "total" }>;
