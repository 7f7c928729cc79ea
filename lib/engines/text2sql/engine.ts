import { DEFAULT_FORMAT, type FormatOptions } from "@/lib/answers/format";
import { makerOf, type Curve } from "@/lib/engines/calibration";
import type { Engine, ExecuteError, Execution, PlanError, Question } from "@/lib/engines/engine";
import { err, ok, type Result } from "@/lib/platform/result";
import { compileQuery } from "@/lib/query/compile";
import { runErrorText } from "@/lib/query/run-error";
import type { ResultSet } from "@/lib/query/runner";
import { wordAnswer } from "@/lib/engines/text2sql/answer";
import { describeSource } from "@/lib/engines/text2sql/describe-source";
import type { OpenedSource, TrainedRanker } from "@/lib/engines/text2sql/opened-source";
import { shownQuery, type Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import { planOver } from "@/lib/engines/text2sql/plan-over";
import { refuseUnsafe } from "@/lib/engines/text2sql/refuse";

export type Text2SqlDeps = {
  /** A source ready to be asked, or null where there is none of that id. */
  source(id: string): Promise<OpenedSource | null>;
  /** Why a source that there is cannot be asked now; null where there is none of that id. */
  problemOf?(id: string): Promise<string | null>;
  /** Ids of all sources, the default one first. */
  listSources(): Promise<readonly string[]>;
  /** The ranking of readings for a question; the one that is built in where null or absent. */
  ranker?(question: Question): Promise<TrainedRanker | null>;
  /** How far its confidence is believed when it decides whether to ask back; as it is where null or absent. */
  curve?(): Promise<Curve | null>;
};

const NAME = { name: "text2sql", approach: "pattern" } as const;
/** Under which its answers are judged. */
export const TEXT2SQL_MAKER = makerOf(NAME);

const MAX_ROWS = 1_000;

/** Answers questions over any SQLite database by grammar and schema linking; no model, the same answer every time. */
export function createText2SqlEngine(deps: Text2SqlDeps): Engine<Text2SqlPlan, ResultSet> {
  const formats = new Map<string, FormatOptions>();
  return {
    ...NAME,
    describe: async (question) => {
      const opened = await openFor(question, deps);
      return opened && describeSource(question.text, opened.source.schema);
    },
    plan: async (question) => {
      const refused = refuseUnsafe(question.text);
      if (refused) return err(refused);
      const opened = await openFor(question, deps);
      if (!opened) return err(await noSource(question.source, deps));
      const { id, source } = opened;
      if (source.format) formats.set(id, source.format);
      return planOver(question, id, source, { ranker: (await deps.ranker?.(question)) ?? null, curve: (await deps.curve?.()) ?? null });
    },
    execute: async (plan, signal) => executePlan(plan, signal, deps),
    answer: (plan, execution) => wordAnswer(plan, execution, formats.get(plan.source) ?? DEFAULT_FORMAT),
  };
}

/** The source that a question names, else the default one. */
async function openFor(
  { source: asked }: Question,
  deps: Text2SqlDeps,
): Promise<{ readonly id: string; readonly source: OpenedSource } | null> {
  const id = asked ?? (await deps.listSources())[0];
  const source = id === undefined ? null : await deps.source(id);
  return id === undefined || !source ? null : { id, source };
}

async function noSource(asked: string | null, deps: Text2SqlDeps): Promise<PlanError> {
  const id = asked ?? (await deps.listSources())[0];
  return {
    outcome: "refused",
    code: "not-recorded",
    message: id === undefined ? "No database is connected." : await whyNot(id, deps),
    options: [],
    intent: "none",
    confidence: 0,
    because: [],
  };
}

async function whyNot(id: string, deps: Text2SqlDeps): Promise<string> {
  return (await deps.problemOf?.(id)) ?? `There is no database called ${id}.`;
}

async function executePlan(
  plan: Text2SqlPlan,
  signal: AbortSignal,
  deps: Text2SqlDeps,
): Promise<Result<Execution<ResultSet>, ExecuteError>> {
  const source = await deps.source(plan.source);
  if (!source) return err({ code: "unavailable", message: await whyNot(plan.source, deps) });
  const compiled = compileQuery(shownQuery(plan), source.runner.dialect);
  const run = await source.runner.run(compiled, { maxRows: MAX_ROWS, signal });
  if (!run.ok) return err({ code: run.error.code, message: runErrorText(run.error) });
  return ok({
    result: run.value,
    rowCount: run.value.rowCount,
    elapsedMs: run.value.elapsedMs,
    ranOn: plan.source,
    sql: compiled.sql,
    params: compiled.params,
  });
}
