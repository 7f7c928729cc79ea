import { compileQuery } from "@/lib/query/compile";
import type { Row, SqlRunner } from "@/lib/query/runner";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { logit } from "@/lib/engines/calibration";
import { believe, type Ranker } from "@/lib/engines/text2sql/ranker/rank";
import type { Candidate } from "@/lib/engines/text2sql/search/candidates";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** As many rows of an answer are looked at. */
export const LOOKED_AT = 200;
/** As many plans, best first, are held beside one another. More of them say no more. */
export const COMPARED = 5;
/** Looking at an answer beforehand is for tables where that takes no time to speak of. */
const MOST_ROWS = 50_000;
const LIMIT_MS = 1_000;
const RIVAL_LIMIT_MS = 50;

/** What a plan gave, and its probability; `rows` is null where it was not run or does not run. */
export type Looked = { readonly rows: readonly Row[] | null; readonly probability: number };

/**
 * What the rows of the best plans say beside the confidence that the first one had without them: none, nothing but nulls or a zero,
 * equal rows, and how far its rivals come to the same rows.
 * @param looked best first
 */
export function resultSigns(looked: readonly Looked[], confidence: number): ReadonlyMap<string, number> {
  const rows = looked[0]?.rows ?? [];
  const isNothing = rows.length === 1 && rows[0]?.every((cell) => cell === null || cell === 0) === true;
  const repeats = new Set(rows.map((row) => JSON.stringify(row))).size < rows.length;
  const known = looked.filter((plan) => plan.rows !== null);
  const own = fingerprint(rows);
  const same = known.filter((plan) => fingerprint(plan.rows ?? []) === own);
  const mass = (plans: readonly Looked[]) => plans.reduce((sum, { probability }) => sum + probability, 0);
  return new Map([
    ["bias", 1],
    ["logit", logit(confidence)],
    ["shared", logit(mass(same) / Math.max(Number.EPSILON, mass(known)))],
    ["alike", Math.max(0, same.length - 1)],
    ...(rows.length === 0 ? [["empty", 1] as const] : []),
    ...(isNothing ? [["nothing", 1] as const] : []),
    ...(repeats ? [["repeats", 1] as const] : []),
  ]);
}

/** Rows whatever their order. */
function fingerprint(rows: readonly Row[]): string {
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join("\n");
}

/**
 * How sure a reading is once the rows of its best plans were looked at. Where the first one's tables are large, or it does not run, that is
 * as sure as before.
 * People who ask mostly ask for what there is, so an empty answer speaks against its reading; rivals that come to the same answer speak for
 * it.
 */
export async function confirmReading(
  { ranked, confidence }: PlanReading,
  schema: Schema,
  runner: SqlRunner,
  { results }: Ranker,
): Promise<number> {
  const [first] = ranked;
  if (!first || results === null || sizeOf(first.candidate, schema) > MOST_ROWS) return confidence;
  const looked = await Promise.all(
    ranked.slice(0, COMPARED).map(async ({ candidate, probability }): Promise<Looked> => {
      if (sizeOf(candidate, schema) > MOST_ROWS) return { rows: null, probability };
      const run = await runner.run(compileQuery(candidate.query, runner.dialect), {
        maxRows: LOOKED_AT,
        timeoutMs: candidate === first.candidate ? LIMIT_MS : RIVAL_LIMIT_MS,
      });
      return { rows: run.ok ? run.value.rows : null, probability };
    }),
  );
  return looked[0]?.rows ? believe(resultSigns(looked, confidence), results) : confidence;
}

/** Rows of all tables that a plan reads. */
function sizeOf({ draft }: Candidate, schema: Schema): number {
  return tablesOf(draft, schema).reduce((sum, table) => sum + (schema.tables[table]?.rowCount ?? 0), 0);
}
