import type { AggregateName } from "@/lib/query/ir";
import { countRows, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { readColumn, type Scope } from "@/lib/engines/text2sql/sql/sql-names";
import type { SqlReader } from "@/lib/engines/text2sql/sql/sql-reader";
import { NotADraft } from "@/lib/engines/text2sql/sql/sql-reader";

const AGGREGATES: readonly AggregateName[] = ["count", "sum", "avg", "min", "max"];

/** A column, an aggregate of one, or the difference of two. */
export function readItem(sql: SqlReader, scope: Scope, schema: Schema): Item {
  const agg = AGGREGATES.find((name) => sql.takes(name, "(")) ?? null;
  if (agg === null) return { agg, ...readOperand(sql, scope, schema) };
  if (agg === "count" && sql.takes("*", ")")) return countRows();
  const distinct = sql.takes("distinct");
  const operand = readOperand(sql, scope, schema);
  sql.expects(")");
  if (distinct && (agg !== "count" || operand.minus)) throw new NotADraft("distinct");
  return { agg, ...operand, ...(distinct ? { distinct } : {}) };
}

function readOperand(sql: SqlReader, scope: Scope, schema: Schema): Pick<Item, "field" | "minus"> {
  const field = { column: readColumn(sql, scope, schema).id };
  return sql.takes("-") ? { field, minus: { column: readColumn(sql, scope, schema).id } } : { field };
}
