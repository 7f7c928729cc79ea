import type { Usage } from "@/lib/engines/text2sql/draft/usage";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { tokenizeSql } from "@/lib/query/sql-tokens";
import { leavesOf } from "@/lib/learning/memory/plan-leaves";

/** The tables, columns and values that SQL names. A column's name stands for each column of these tables that is called so. */
export function usageOfSql(sql: string, schema: Schema): Usage {
  const tokens = tokenizeSql(sql);
  const names = new Set(
    tokens.ok ? tokens.value.flatMap(({ kind, name }) => (kind === "word" || kind === "quoted" ? [name.toLowerCase()] : [])) : [],
  );
  const tables = new Set(schema.tables.filter(({ name }) => names.has(name.toLowerCase())).map(({ id }) => id));
  const columns = schema.columns.filter(({ table, name }) => tables.has(table) && names.has(name.toLowerCase()));
  const literals = leavesOf({ kind: "sql", sql }).flatMap(({ value, role }) =>
    typeof value === "string" || typeof value === "number" ? [{ column: null, value, role }] : [],
  );
  return { columns: new Map(columns.map(({ id }) => [id, []])), tables, counted: new Set(), literals };
}
