import type { Value } from "@/lib/query/ir";
import type { Row, RunError, SqlRunner } from "@/lib/query/runner";
import { isEpoch } from "@/lib/engines/text2sql/schema/epoch";
import type { RawTable } from "@/lib/engines/text2sql/schema/raw-table";

export type IntrospectLimits = {
  /** Rows looked at for types and samples. */
  readonly sampleRows: number;
  /** Distinct values kept per column; a column with more keeps the first ones. */
  readonly valuesPerColumn: number;
  /** Values kept for the whole database. */
  readonly valuesInAll: number;
  /** Rows looked through for values at each end of a large table. */
  readonly scanRows: number;
  /** A table with more rows is not counted row by row. */
  readonly countRows: number;
};

/** Rows of one statement about the schema. @throws ReadFailure where the database does not give them */
export type ReadRows = (sql: string, params?: readonly Value[], maxRows?: number) => Promise<readonly Row[]>;

/** `signature` is a text that changes when the definitions do. */
export type RawSchema = { readonly tables: readonly RawTable[]; readonly signature: string };

export class ReadFailure extends Error {
  constructor(readonly reason: RunError) {
    super(`schema could not be read: ${reason.code}`);
  }
}

const STATEMENT_MS = 10_000;
const MAX_ROWS = 100_000;

/** Reads from a runner in its own dialect, each statement within ten seconds. */
export function rowReader(runner: SqlRunner): ReadRows {
  return async (sql, params = [], maxRows = MAX_ROWS) => {
    const result = await runner.run({ sql, params, dialect: runner.dialect }, { maxRows, timeoutMs: STATEMENT_MS });
    if (!result.ok) throw new ReadFailure(result.error);
    return result.value.rows;
  };
}

/**
 * Reads tables one after another, each within what is left of the values to keep. A table or view that cannot be read by itself
 * (a view of a table that is gone, one that takes too long, one that the role may not see) is left out; a database that is gone is a
 * failure.
 */
export async function readEach<T>(
  items: readonly T[],
  limits: IntrospectLimits,
  readTable: (item: T, limits: IntrospectLimits) => Promise<RawTable>,
): Promise<readonly RawTable[]> {
  const tables: RawTable[] = [];
  let left = limits.valuesInAll;
  for (const item of items) {
    try {
      const table = await readTable(item, { ...limits, valuesInAll: left });
      left -= table.columns.reduce((sum, column) => sum + (column.values?.length ?? 0), 0);
      tables.push(table);
    } catch (failure) {
      if (!(failure instanceof ReadFailure) || failure.reason.code === "unavailable" || failure.reason.code === "cancelled") throw failure;
    }
  }
  return tables;
}

/**
 * Values of one column among sampled rows. One that is empty in the first rows may well be filled further on: business names among private
 * customers, say.
 */
export async function samplesOf(
  read: ReadRows,
  sample: readonly Row[],
  at: number,
  scan: string,
  rowCount: number,
  sampleRows: number,
): Promise<readonly Value[]> {
  const samples = sample.map((row) => row[at] ?? null);
  if (rowCount <= sample.length || samples.some((value) => value !== null)) return samples;
  return (await read(`SELECT value FROM ${scan} WHERE value IS NOT NULL LIMIT ${sampleRows}`)).map(([value]) => value ?? null);
}

/** Whether a value is worth finding again by its words: short text that is no number and no date. */
export function isIndexable(value: Value): boolean {
  return typeof value === "string" && value.length <= 120 && !/^-?\d+(\.\d+)?$/u.test(value) && !/^\d{4}-\d\d-\d\d/u.test(value);
}

/** The values among rows of one column that can be kept. */
export function textsOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(([value]) => (typeof value === "string" && value.length <= 120 ? [value] : []));
}

/** A name as both databases quote it. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Rows below which a day that happens to be filled everywhere proves nothing. */
const ENOUGH_ROWS = 20;

/**
 * True for a day that every row has, although it is not declared so: few schemas say what may be missing. @param scan the column as `value`
 */
export async function isDayOfAll(read: ReadRows, samples: readonly Value[], scan: string, rowCount: number): Promise<boolean> {
  const areDays =
    rowCount >= ENOUGH_ROWS &&
    samples.length > 0 &&
    samples.every((value) => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}/u.test(value)) || isEpoch(value));
  return areDays && (await read(`SELECT 1 FROM ${scan} WHERE value IS NULL LIMIT 1`)).length === 0;
}
