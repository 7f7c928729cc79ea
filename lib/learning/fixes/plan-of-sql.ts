import type { Answer } from "@/lib/answers/answer";
import type { PlanBase } from "@/lib/engines/engine";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { makePlan } from "@/lib/engines/text2sql/plan";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { writtenPlan } from "@/lib/engines/written-sql";
import type { TeachDeps } from "@/lib/learning/fixes/teach";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { err, ok, type Result } from "@/lib/platform/result";
import { hasTopOrder } from "@/lib/engines/text2sql/evaluate/result-match";

/** `kept`: why it stays as it is written; null where it became a plan. */
export type SqlPlan = { readonly plan: PlanBase; readonly kept: string | null };

const WRITTEN = ["A person wrote the SQL of this answer"];
const OF_A_SHOP = "This SQL is kept as it is written: a shop's answers are made by its own tools, so it has no parts to change.";
const SAYS_MORE = "This SQL is kept as it is written: it says more than a plan holds, so it has no parts to change.";
const CAME_OTHERWISE = "This SQL is kept as it is written: read as a plan it does not give the same rows.";

/**
 * SQL as a plan, with the parts that any other has, where a plan holds all that it says and gives the same rows on the data as they are;
 * any other stays SQL.
 * @param sql checked: one SELECT  @returns why it cannot run
 */
export async function planOfSql(
  sql: string,
  question: string,
  place: MemoryPlace,
  open: OpenPlace,
  engine: ReturnType<TeachDeps["engine"]>,
  signal: AbortSignal,
): Promise<Result<SqlPlan, string>> {
  const written = writtenPlan(question, sql, { source: place.source, shopId: place.shopId });
  const answer = async (plan: PlanBase): Promise<Result<Answer, string>> => {
    const executed = await engine.execute(plan, signal);
    return executed.ok ? ok(engine.answer(plan, executed.value)) : err(executed.error.message);
  };
  const wanted = await answer(written);
  if (!wanted.ok) return wanted;
  if (place.engine !== "text2sql") return ok({ plan: written, kept: OF_A_SHOP });
  const draft = draftOfSql(sql, open.schema);
  const query = draft && buildQuery(draft, open.schema);
  if (!draft || !query) return ok({ plan: written, kept: SAYS_MORE });
  const {
    ranked: _ranked,
    marks: _marks,
    ...plan
  } = makePlan({
    source: place.source,
    question,
    draft,
    query,
    schema: open.schema,
    confidence: 1,
    because: WRITTEN,
    asOf: open.asOf,
  });
  const found = await answer(plan);
  return ok(
    found.ok && sameRows(wanted.value, found.value, hasTopOrder(sql)) ? { plan, kept: null } : { plan: written, kept: CAME_OTHERWISE },
  );
}

/** Whether both gave the same rows, cell by cell; what was cut off cannot be held beside. */
function sameRows({ table: one }: Answer, { table: other }: Answer, isOrdered: boolean): boolean {
  if (!one || !other || one.truncated || other.truncated) return false;
  const rowsOf = (rows: typeof one.rows) => rows.map((row) => JSON.stringify(row));
  const [left, right] = isOrdered ? [rowsOf(one.rows), rowsOf(other.rows)] : [rowsOf(one.rows).sort(), rowsOf(other.rows).sort()];
  return JSON.stringify(left) === JSON.stringify(right);
}
