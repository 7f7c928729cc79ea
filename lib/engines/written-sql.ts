import { z } from "zod";
import { plainAnswer, readResult } from "@/lib/answers/plain";
import type { Answer, ColumnInfo, Table, Unit } from "@/lib/answers/answer";
import { chooseChart } from "@/lib/answers/chart";
import { countOf } from "@/lib/answers/format";
import { WRITTEN_TOOL } from "@/lib/engines/engine-names";
import type { Engine, ExecuteError, Execution, PlanBase } from "@/lib/engines/engine";
import { err, ok, type Result } from "@/lib/platform/result";
import type { CompiledQuery } from "@/lib/query/ir";
import { runErrorText } from "@/lib/query/run-error";
import type { ResultSet, SqlRunner } from "@/lib/query/runner";
import { checkSqlText } from "@/lib/query/sql-text";

/** A plan that is SQL a person wrote. Plain JSON; `place` is where it runs. */
export type WrittenPlan = PlanBase & {
  readonly tool: typeof WRITTEN_TOOL;
  readonly question: string;
  readonly written: { readonly sql: string };
  readonly place: { readonly source: string; readonly shopId: number | null };
};

const WrittenShape = z.looseObject({
  tool: z.literal(WRITTEN_TOOL),
  question: z.string(),
  written: z.object({ sql: z.string() }),
  place: z.object({ source: z.string(), shopId: z.number().nullable() }),
});

/** Where written SQL runs: a read-only connection, and what the SQL becomes there (a shop's rows only, for a shop). */
export type WrittenTarget = {
  readonly runner: SqlRunner;
  readonly restrict: (sql: string) => Result<Pick<CompiledQuery, "sql" | "params">, string>;
  readonly dataAsOf: string | null;
};

const MAX_ROWS = 1_000;

/** Whether a stored plan is written SQL. */
export function isWrittenPlan(plan: unknown): plan is WrittenPlan {
  return WrittenShape.safeParse(plan).success;
}

/** The plan of SQL that a person wrote. */
export function writtenPlan(question: string, sql: string, place: WrittenPlan["place"]): WrittenPlan {
  return {
    intent: "written_sql",
    tool: WRITTEN_TOOL,
    arguments: { sql },
    confidence: 1,
    because: ["A person wrote the SQL of this answer"],
    question,
    written: { sql },
    place,
  };
}

/** An engine that also executes and words plans of written SQL, on the same read-only, capped and timed connection. */
export function withWrittenSql<P extends PlanBase, R>(
  engine: Engine<P, R>,
  target: (place: WrittenPlan["place"]) => Promise<WrittenTarget | null>,
): Engine<P | WrittenPlan, R | WrittenResult> {
  return {
    name: engine.name,
    approach: engine.approach,
    describe: async (question) => (await engine.describe?.(question)) ?? null,
    plan: (question) => engine.plan(question),
    // What is no written plan was made by the engine itself.
    execute: async (plan, signal) =>
      isWrittenPlan(plan) ? runWritten(plan, signal, await target(plan.place)) : engine.execute(plan as P, signal),
    answer: (plan, execution) =>
      isWrittenPlan(plan) ? wordWritten(execution as Execution<WrittenResult>) : engine.answer(plan as P, execution as Execution<R>),
  };
}

export type WrittenResult = { readonly rows: ResultSet; readonly dataAsOf: string | null };

async function runWritten(
  plan: WrittenPlan,
  signal: AbortSignal,
  target: WrittenTarget | null,
): Promise<Result<Execution<WrittenResult>, ExecuteError>> {
  if (!target) return err({ code: "unavailable", message: `There is no database called ${plan.place.source}.` });
  const query = writtenQuery(plan, target);
  if (!query.ok) return query;
  const run = await target.runner.run(query.value.restricted, { maxRows: MAX_ROWS, signal });
  if (!run.ok) return err({ code: run.error.code, message: runErrorText(run.error) });
  return ok({
    result: { rows: run.value, dataAsOf: target.dataAsOf },
    rowCount: run.value.rowCount,
    elapsedMs: run.value.elapsedMs,
    ranOn: plan.place.source,
    sql: query.value.shown,
    params: [],
  });
}

/**
 * What written SQL runs as: `restricted` reaches what its place may reach, `shown` is as the person wrote it and must never run by itself.
 */
export function writtenQuery(
  { written }: WrittenPlan,
  { runner, restrict }: WrittenTarget,
): Result<{ readonly shown: string; readonly restricted: CompiledQuery }, ExecuteError> {
  const checked = checkSqlText(written.sql);
  if (!checked.ok) return checked;
  const restricted = restrict(checked.value);
  if (!restricted.ok) return err({ code: "refused", message: restricted.error });
  return ok({ shown: checked.value, restricted: { ...restricted.value, dialect: runner.dialect } });
}

function wordWritten({ result: { rows, dataAsOf }, sql, params }: Execution<WrittenResult>): Answer {
  const columns = rows.columns.map((name, at): ColumnInfo => ({
    name,
    label: name.replaceAll("_", " "),
    unit: unitOf(rows.rows.map((row) => row[at])),
  }));
  const table: Table = { columns, rows: rows.rows, rowCount: rows.rowCount, truncated: rows.truncated };
  const empty = rows.rows.length === 0;
  const answer: Answer = {
    ...plainAnswer(empty ? "empty" : "answered", ""),
    table,
    chart: chooseChart(table),
    sql,
    params,
    dataAsOf,
    understood: [{ part: "measure", text: "as the written SQL says" }],
  };
  return { ...answer, text: rows.rowCount > 1 ? `${countOf(rows.rowCount, "row")}.` : readResult(answer) };
}

/** Written SQL says nothing of units; a whole number may be an id as well as a count. */
function unitOf(cells: readonly unknown[]): Unit {
  return cells.some((cell) => typeof cell === "number") ? "number" : "text";
}
