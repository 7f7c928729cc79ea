import type { CompiledQuery, Dialect, Value } from "@/lib/query/ir";
import { tokenizeSql } from "@/lib/query/sql-tokens";

/**
 * A compiled query as SQL that runs by itself, its parameters written as literals; for showing and exporting, never for running a question.
 * @throws TypeError when text and parameters do not fit together
 */
export function inlineParams({ sql, params, dialect }: CompiledQuery): string {
  const tokens = tokenizeSql(sql);
  if (!tokens.ok) throw new TypeError(tokens.error);
  const placeholders = tokens.value.filter((token) => token.kind === "parameter");
  let text = "";
  let at = 0;
  for (const [index, { text: mark, start }] of placeholders.entries()) {
    const position = mark === "?" ? index : Number(mark.slice(1)) - 1;
    const value = params[position];
    if (value === undefined) throw new TypeError(`The query has ${placeholders.length} placeholders and ${params.length} parameters.`);
    text += sql.slice(at, start) + sqlLiteral(value, dialect);
    at = start + mark.length;
  }
  return text + sql.slice(at);
}

/** One value as a literal of SQL text. NaN has none and becomes NULL. */
export function sqlLiteral(value: Value, dialect: Dialect): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return dialect === "postgres" ? String(value).toUpperCase() : String(Number(value));
  if (typeof value === "number") return numberLiteral(value);
  const quoted = `'${value.replaceAll("'", "''")}'`;
  // A literal ends at a NUL character, so that one is spelled out.
  return value.includes("\0") ? `(${quoted.split("\0").join("' || char(0) || '")})` : quoted;
}

function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return "NULL";
  if (!Number.isFinite(value)) return value > 0 ? "9e999" : "-9e999";
  return String(value);
}
