import { err, ok, type Result } from "@/lib/platform/result";
import type { Value } from "@/lib/query/ir";
import type { Row, RunError, SqlRunner } from "@/lib/query/runner";
import { deriveSchema, type RawColumn, type RawTable, type Schema } from "@/lib/engines/text2sql/schema";

export type IntrospectLimits = {
  /** Rows looked at for types and samples. */
  readonly sampleRows: number;
  /** Distinct values kept per column; a column with more keeps the first ones. */
  readonly valuesPerColumn: number;
  /** Values kept for the whole database. */
  readonly valuesInAll: number;
  /** Rows scanned for distinct values on large tables. */
  readonly scanRows: number;
};
const LIMITS: IntrospectLimits = { sampleRows: 60, valuesPerColumn: 25_000, valuesInAll: 150_000, scanRows: 60_000 };

class ReadFailure extends Error {
  constructor(readonly reason: RunError) {
    super(`schema could not be read: ${reason.code}`);
  }
}

/**
 * Reads tables, keys, row counts, sampled rows and an index of stored text values of a SQLite database.
 * Cost is bounded by `limits`, not by the size of the database, but for one `count(*)` a table.
 */
export async function introspect(runner: SqlRunner, limits: Partial<IntrospectLimits> = {}): Promise<Result<Schema, RunError>> {
  const bounds = { ...LIMITS, ...limits };
  try {
    const tables = await rows(runner, "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rootpage, name", []);
    const raw: RawTable[] = [];
    let left = bounds.valuesInAll;
    for (const [name] of tables) {
      const table = await readTable(runner, String(name), { ...bounds, valuesInAll: left });
      left -= table.columns.reduce((sum, column) => sum + (column.values?.length ?? 0), 0);
      raw.push(table);
    }
    return ok(deriveSchema(raw, hashOf(raw, tables)));
  } catch (failure) {
    if (failure instanceof ReadFailure) return err(failure.reason);
    throw failure;
  }
}

async function rows(runner: SqlRunner, sql: string, params: readonly Value[], maxRows = 100_000): Promise<readonly Row[]> {
  const result = await runner.run({ sql, params, dialect: "sqlite" }, { maxRows, timeoutMs: 10_000 });
  if (!result.ok) throw new ReadFailure(result.error);
  return result.value.rows;
}

async function readTable(runner: SqlRunner, name: string, bounds: IntrospectLimits): Promise<RawTable> {
  const info = await rows(runner, "SELECT name, type, pk FROM pragma_table_info(?)", [name]);
  const keys = await rows(runner, 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq', [name]);
  const indexes = await rows(runner, 'SELECT i.name, min(c.name) FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE i."unique" = 1 GROUP BY i.name HAVING count(*) = 1', [name]);
  const rowCount = Number((await rows(runner, `SELECT count(*) FROM ${quote(name)}`, []))[0]?.[0] ?? 0);
  const sample = await rows(runner, `SELECT * FROM ${quote(name)} LIMIT ${bounds.sampleRows}`, [], bounds.sampleRows);
  const unique = new Set(indexes.map((row) => String(row[1])));
  const columns: RawColumn[] = [];
  let left = bounds.valuesInAll;
  for (const [at, [column, type, pk]] of info.entries()) {
    const values = sample.map((row) => row[at] ?? null);
    const indexed = left > 0 && values.some(isIndexable) ? await distinctValues(runner, name, String(column), rowCount, { ...bounds, valuesInAll: left }) : null;
    left -= indexed?.length ?? 0;
    columns.push({ name: String(column), declaredType: String(type), primaryPosition: Number(pk), unique: unique.has(String(column)), samples: values, values: indexed });
  }
  return { name, rowCount, columns, foreignKeys: keys.map(([from, table, to]) => ({ column: String(from), table: String(table), target: to === null || to === undefined ? null : String(to) })) };
}

function isIndexable(value: Value): boolean {
  return typeof value === "string" && value.length <= 120 && !/^-?\d+(\.\d+)?$/u.test(value) && !/^\d{4}-\d\d-\d\d/u.test(value);
}

async function distinctValues(runner: SqlRunner, table: string, column: string, rowCount: number, bounds: IntrospectLimits): Promise<readonly string[]> {
  const limit = Math.min(bounds.valuesPerColumn, bounds.valuesInAll);
  const from = rowCount > bounds.scanRows ? `(SELECT ${quote(column)} FROM ${quote(table)} LIMIT ${bounds.scanRows})` : quote(table);
  const found = await rows(runner, `SELECT DISTINCT ${quote(column)} FROM ${from} WHERE ${quote(column)} IS NOT NULL LIMIT ${limit}`, [], limit);
  return found.flatMap(([value]) => (typeof value === "string" && value.length <= 120 ? [value] : []));
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** FNV-1a over the table definitions and row counts. */
function hashOf(raw: readonly RawTable[], definitions: readonly Row[]): string {
  const text = JSON.stringify([definitions, raw.map((table) => table.rowCount)]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
