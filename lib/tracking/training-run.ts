import { ID_TAG, type Metric, type Pair, type TrackedRunData } from "@/lib/tracking/names";
import type { ModelVersionModel, TrainingRunModel } from "@/prisma/client/models";

export type TrackedTrainingRow = Pick<
  TrainingRunModel,
  | "id"
  | "model"
  | "state"
  | "trigger"
  | "withFeedback"
  | "seed"
  | "parameters"
  | "dataCard"
  | "metrics"
  | "codeVersion"
  | "createdAt"
  | "startedAt"
  | "finishedAt"
  | "error"
> & { readonly version: Pick<ModelVersionModel, "number"> | null };

/** Runs in these states are over. */
export const ENDED_STATES = ["done", "failed", "cancelled", "interrupted"];
const MAX_PAIRS = 90;
const MAX_TEXT = 500;

/** The name of a model in a registry that it may share with others. */
export function registeredName(model: string): string {
  return `tellback-${model}`;
}

/** One training run in MLflow's words. Numbers of its result are metrics, its settings and its data are parameters, named by their path. */
export function toTrainingRun(row: TrackedTrainingRow): TrackedRunData {
  const start = (row.startedAt ?? row.createdAt).getTime();
  const end = (row.finishedAt ?? row.startedAt ?? row.createdAt).getTime();
  const settings: readonly Pair[] = [
    ["model", row.model],
    ["trigger", row.trigger],
    ["with_feedback", String(row.withFeedback)],
    ["seed", String(row.seed)],
    ["code_version", row.codeVersion],
  ].map(([key = "", value = ""]) => ({ key, value }));
  const tags = [
    [ID_TAG, row.id],
    ["state", row.state],
    ["error", row.error],
    ["model_version", row.version === null ? null : `${row.model} ${row.version.number}`],
  ] as const;
  return {
    id: row.id,
    runName: `${row.model} ${(row.startedAt ?? row.createdAt).toISOString().slice(0, 16)}`,
    startTime: start,
    endTime: end,
    status: row.state === "done" ? "FINISHED" : ENDED_STATES.includes(row.state) ? "FAILED" : "RUNNING",
    metrics: leavesOf(row.metrics, "").flatMap(([key, value]): Metric[] =>
      typeof value === "number" && Number.isFinite(value) ? [{ key, value, timestamp: end }] : [],
    ),
    params: [...settings, ...paramsOf(row.parameters, "parameters"), ...paramsOf(row.dataCard, "data")].slice(0, MAX_PAIRS),
    tags: tags.flatMap(([key, value]) => (value === null ? [] : [{ key, value }])),
  };
}

function paramsOf(value: unknown, name: string): readonly Pair[] {
  return leavesOf(value, name).flatMap(([key, leaf]) => (leaf === null ? [] : [{ key, value: String(leaf).slice(0, MAX_TEXT) }]));
}

type Leaf = string | number | boolean | null;

/** The plain values inside JSON, each with its path in the letters that MLflow allows; lists are left out, since they hold rows. */
function leavesOf(value: unknown, path: string): readonly (readonly [string, Leaf])[] {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return path === "" ? [] : [[path.replace(/[^\w./ -]/gu, "_").slice(0, 200), value]];
  if (typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === "" ? key : `${path}.${key}`));
}
