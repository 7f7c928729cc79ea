import { compileQuery } from "@/lib/query/compile";
import type { Row, SqlRunner } from "@/lib/query/runner";
import { tablesOf } from "@/lib/engines/text2sql/draft/build";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { believe, logit, type Ranker } from "@/lib/engines/text2sql/ranker/rank";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** As many rows of an answer are looked at. */
export const LOOKED_AT = 200;
/** Looking at an answer beforehand is for tables where that takes no time to speak of. */
const MOST_ROWS = 50_000;
const LIMIT_MS = 1_000;

/** What the rows of a first choice say beside the confidence that it had without them: none, nothing but nulls or a zero, equal rows. */
export function resultSigns(rows: readonly Row[], confidence: number): ReadonlyMap<string, number> {
  const isNothing = rows.length === 1 && rows[0]?.every((cell) => cell === null || cell === 0) === true;
  const repeats = new Set(rows.map((row) => JSON.stringify(row))).size < rows.length;
  return new Map([["bias", 1], ["logit", logit(confidence)], ...(rows.length === 0 ? [["empty", 1] as const] : []), ...(isNothing ? [["nothing", 1] as const] : []), ...(repeats ? [["repeats", 1] as const] : [])]);
}

/**
 * How sure a reading is once the rows of its first choice were looked at. Where its tables are large, or it does not run, that is as sure as before.
 * People who ask mostly ask for what there is, so an empty answer speaks against its reading.
 */
export async function confirmReading({ ranked, confidence }: PlanReading, schema: Schema, runner: SqlRunner, { results }: Ranker): Promise<number> {
  const first = ranked[0]?.candidate;
  const size = first ? tablesOf(first.draft, schema).reduce((sum, table) => sum + (schema.tables[table]?.rowCount ?? 0), 0) : 0;
  if (!first || size > MOST_ROWS || results === null) return confidence;
  const run = await runner.run(compileQuery(first.query, runner.dialect), { maxRows: LOOKED_AT, timeoutMs: LIMIT_MS });
  return run.ok ? believe(resultSigns(run.value.rows, confidence), results) : confidence;
}
