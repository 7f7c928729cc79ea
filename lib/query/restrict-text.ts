import { err, ok, type Result } from "@/lib/platform/result";
import { compileQuery } from "@/lib/query/compile";
import type { Catalogue } from "@/lib/query/guard";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { quoteName } from "@/lib/query/identifiers";
import { scopeQuery, type Scopes } from "@/lib/query/scope";
import { tokenizeSql } from "@/lib/query/sql-tokens";

/**
 * SQL text that can only reach the rows a scope allows: every table of the catalogue is replaced by a definition of the same
 * name that holds its allowed rows, which comes before the text and hides the table itself.
 * Names that reach past such a definition (a database name, the tables that describe tables) are refused.
 * @param sql a checked SELECT, WITH … SELECT or VALUES without parameters
 * @param others tables of the database outside the catalogue; none of them may be named
 */
export function restrictText(
  sql: string,
  catalogue: Catalogue,
  scopes: Scopes,
  others: readonly string[],
): Result<Pick<CompiledQuery, "sql" | "params">, string> {
  const tokens = tokenizeSql(sql);
  if (!tokens.ok) return tokens;
  for (const token of tokens.value) {
    const name = token.name.toLowerCase();
    if (token.kind === "parameter") return err("Write values into the SQL; it has no parameters.");
    if (token.kind === "symbol" || token.kind === "number") continue;
    if (/^(?:main|temp|temporary)$/u.test(name) || /^(?:sqlite_|pragma_|pg_)/u.test(name))
      return err(`${token.name} reaches past this shop's own rows, so it cannot be used here.`);
  }
  const other = tokens.value.find((token) => others.some((name) => name.toLowerCase() === token.name.toLowerCase()));
  if (other) return err(`The table ${other.name} cannot be asked here.`);
  const defined: string[] = [];
  const params: CompiledQuery["params"][number][] = [];
  for (const table of Object.keys(catalogue.tables)) {
    const columns = catalogue.tables[table] ?? [];
    const query: Query = {
      kind: "select",
      columns: columns.map((column) => ({ expr: { kind: "column", source: table, column }, as: column })),
      from: { kind: "table", table, alias: table },
      joins: [],
      groupBy: [],
      orderBy: [],
    };
    const scoped = scopeQuery(query, scopes);
    if (!scoped.ok) return err(scoped.error.message);
    const compiled = compileQuery(scoped.value, "sqlite");
    // A definition may not read a name that is being defined, so each reads its table by its full name.
    defined.push(`${quoteName(table)} AS (${fullNames(compiled.sql, catalogue)})`);
    params.push(...compiled.params);
  }
  const own = /^\s*with\b/iu.exec(sql);
  const isRecursive = /^\s*with\s+recursive\b/iu.exec(sql);
  const rest = isRecursive ? `, ${sql.slice(isRecursive[0].length)}` : own ? `, ${sql.slice(own[0].length)}` : `\n${sql}`;
  return ok({ sql: `WITH ${isRecursive ? "RECURSIVE " : ""}${defined.join(",\n")}${rest}`, params });
}

/** `FROM "orders"` as `FROM main."orders"`; the compiled text names tables only there. */
function fullNames(sql: string, catalogue: Catalogue): string {
  const tokens = tokenizeSql(sql);
  if (!tokens.ok) throw new TypeError(tokens.error);
  let written = "";
  let at = 0;
  tokens.value.forEach((token, index) => {
    if (!Object.hasOwn(catalogue.tables, token.name) || !/^(?:from|join)$/iu.test(tokens.value[index - 1]?.text ?? "")) return;
    written += `${sql.slice(at, token.start)}main.`;
    at = token.start;
  });
  return written + sql.slice(at);
}
