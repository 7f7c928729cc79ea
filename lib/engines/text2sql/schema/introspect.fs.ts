import { err, ok, type Result } from "@/lib/platform/result";
import { openWordNet } from "@/lib/language/wordnet.fs";
import type { RunError, SqlRunner } from "@/lib/query/runner";
import { fingerprint } from "@/lib/engines/text2sql/schema/fingerprint";
import { readPostgresSchema } from "@/lib/engines/text2sql/schema/introspect-postgres";
import { readSqliteSchema } from "@/lib/engines/text2sql/schema/introspect-sqlite";
import { deriveSchema } from "@/lib/engines/text2sql/schema/derive-schema";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { ReadFailure, rowReader, type IntrospectLimits } from "@/lib/engines/text2sql/schema/schema-rows";

const WORDNET = openWordNet();
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
    const hash = fingerprint(JSON.stringify([raw.signature, raw.tables.map((table) => table.rowCount)]));
    return ok({ ...deriveSchema(raw.tables, hash), dictionary: WORDNET });
  } catch (failure) {
    if (failure instanceof ReadFailure) return err(failure.reason);
    throw failure;
  }
}
