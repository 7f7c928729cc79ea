import { err, ok, type Result } from "@/lib/platform/result";
import { compileQuery } from "@/lib/query/compile";
import type { Catalogue } from "@/lib/query/guard";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { quoteName } from "@/lib/query/identifiers";
import { scopeQuery, type Scopes } from "@/lib/query/scope";
import { tokenizeSql, type SqlToken } from "@/lib/query/sql-tokens";

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
  if (tokens.value.some(({ kind }) => kind === "parameter")) return err("Write values into the SQL; it has no parameters.");
  const tables = tokens.value.filter((_token, at) => mayNameTable(tokens.value, at));
  const past =
    tokens.value.find(({ name }, at) => /^(?:main|temp|temporary)$/iu.test(name) && tokens.value[at + 1]?.text === ".") ??
    tables.find(({ name }) => /^(?:sqlite_|pragma_|pg_)/iu.test(name));
  if (past) return err(`${past.name} reaches past this shop's own rows, so it cannot be used here.`);
  const other = tables.find((token) => others.some((name) => name.toLowerCase() === token.name.toLowerCase()));
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
  return ok({ sql: withDefinitions(defined, sql, tokens.value), params });
}

/** Whether a token may name a table; SQLite takes a string for one, too, where tables stand. */
function mayNameTable(tokens: readonly SqlToken[], at: number): boolean {
  const { kind } = tokens[at] ?? {};
  return kind === "word" || kind === "quoted" || (kind === "string" && /^(?:from|join|in|,|\()$/iu.test(tokens[at - 1]?.text ?? ""));
}

/** A statement with definitions before its own; what stands before its first word is comments. */
function withDefinitions(defined: readonly string[], sql: string, [first, second]: readonly SqlToken[]): string {
  const before = defined.join(",\n");
  const after = ({ start, text }: SqlToken): string => sql.slice(start + text.length);
  if (first?.text.toLowerCase() !== "with") return `WITH ${before}\n${sql}`;
  return second?.text.toLowerCase() === "recursive" ? `WITH RECURSIVE ${before}, ${after(second)}` : `WITH ${before}, ${after(first)}`;
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
