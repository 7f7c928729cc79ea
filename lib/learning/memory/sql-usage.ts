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

/** What SQL does, as words of grammar say it. Whom it denies and where it splits hangs on more than its words. */
export function signsOfSql(sql: string): readonly string[] {
  const tokens = tokenizeSql(sql);
  const words = tokens.ok ? tokens.value.flatMap(({ kind, name }) => (kind === "word" ? [name.toLowerCase()] : [])) : [];
  return words.flatMap((word) => (Object.hasOwn(SQL_SIGNS, word) ? (SQL_SIGNS[word] ?? []) : []));
}

const SQL_SIGNS: Readonly<Record<string, readonly string[]>> = {
  count: ["count"],
  avg: ["avg"],
  sum: ["sum"],
  min: ["min", "asc"],
  max: ["max", "desc"],
  distinct: ["distinct"],
  order: ["order"],
  desc: ["desc"],
  intersect: ["both", "common"],
};
