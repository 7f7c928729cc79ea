import { err, ok, type Result } from "@/lib/platform/result";
import type { RunError, SqlRunner } from "@/lib/query/runner";
import { readPostgresSchema } from "@/lib/engines/text2sql/introspect-postgres";
import { readSqliteSchema } from "@/lib/engines/text2sql/introspect-sqlite";
import { deriveSchema, type Schema } from "@/lib/engines/text2sql/schema";
import { ReadFailure, rowReader, type IntrospectLimits, type RawSchema } from "@/lib/engines/text2sql/schema-rows";

const LIMITS: IntrospectLimits = { sampleRows: 60, valuesPerColumn: 25_000, valuesInAll: 150_000, scanRows: 60_000, countRows: 2_000_000 };

/**
 * Reads tables, keys, row counts, sampled rows and an index of stored text values of a SQLite or PostgreSQL database.
 * Cost is bounded by `limits`, not by the size of the database: large tables are read at both ends only, and their rows estimated.
 */
export async function introspect(runner: SqlRunner, limits: Partial<IntrospectLimits> = {}): Promise<Result<Schema, RunError>> {
  const read = rowReader(runner);
  const bounds = { ...LIMITS, ...limits };
  try {
    const raw = runner.dialect === "postgres" ? await readPostgresSchema(read, bounds) : await readSqliteSchema(read, bounds);
    return ok(deriveSchema(raw.tables, hashOf(raw)));
  } catch (failure) {
    if (failure instanceof ReadFailure) return err(failure.reason);
    throw failure;
  }
}

/** FNV-1a over the table definitions and row counts. */
function hashOf({ tables, signature }: RawSchema): string {
  const text = JSON.stringify([signature, tables.map((table) => table.rowCount)]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
