import { isSuccess } from "@/lib/answers/success";
import type { InteractionModel, RatingModel } from "@/prisma/client/models";

export const EXPERIMENT = "tellback";
export const TRAINING_EXPERIMENT = "tellback-training";
/** The tag by which a run is found again; an interaction has at most one living run. */
export const ID_TAG = "tellback_id";

/** Longest values that an MLflow store keeps. */
const MAX_PARAM = 6000;
const MAX_TAG = 5000;

export type Metric = { readonly key: string; readonly value: number; readonly timestamp: number };
export type Pair = { readonly key: string; readonly value: string };
/** An interaction, or a training, as an MLflow run; `id` is our own, times are epoch ms. */
export type TrackedRunData = {
  readonly id: string;
  readonly runName: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly status: "FINISHED" | "FAILED" | "RUNNING";
  readonly metrics: readonly Metric[];
  readonly params: readonly Pair[];
  readonly tags: readonly Pair[];
};

/** What a run is made of; the rows as they are stored. */
export type TrackedRow = Pick<
  InteractionModel,
  | "id"
  | "conversationId"
  | "question"
  | "askedAt"
  | "approach"
  | "source"
  | "intent"
  | "tool"
  | "confidence"
  | "sql"
  | "rowCount"
  | "executeMs"
  | "totalMs"
  | "modelVersion"
  | "promptVersion"
  | "outcome"
  | "errorCode"
  | "role"
  | "module"
  | "tab"
> & { readonly ratings: readonly Pick<RatingModel, "value" | "comment" | "updatedAt">[] };

/** Approaches that answer by fixed rules and templates. */
const TEMPLATE_APPROACHES: readonly string[] = ["tools", "pattern", "rules"];

/** One interaction in MLflow's words. The names are those of the product and never change; what is not known is left out. */
export function toRun(row: TrackedRow): TrackedRunData {
  const start = row.askedAt.getTime();
  const end = start + Math.round(row.totalMs ?? 0);
  const rating = latestRating(row);
  const known = (pairs: readonly (readonly [string, number | null])[]) =>
    pairs.flatMap(([key, value]) => (value === null ? [] : [{ key, value, timestamp: end }]));
  return {
    id: row.id,
    runName: shorten(row.question.split("\n", 1)[0] ?? "", 80),
    startTime: start,
    endTime: end,
    status: row.outcome === "unfinished" ? "RUNNING" : row.outcome === "failed" ? "FAILED" : "FINISHED",
    metrics: [
      ...known([
        ["execution_time_seconds", row.executeMs === null ? null : row.executeMs / 1000],
        ["success", isSuccess(row.outcome) ? 1 : 0],
        ["result_count", row.rowCount],
        ["confidence_score", row.confidence],
        ["response_time_ms", row.totalMs],
        ["template_match_rate", isTemplate(row) ? 1 : 0],
      ]),
      ...(rating ? [{ key: "user_rating", value: rating.value === "up" ? 1 : 0, timestamp: rating.updatedAt.getTime() }] : []),
    ],
    params: pairs(
      [
        ["question", row.question],
        ["approach", row.approach],
        ["sql_query", row.sql],
        ["model_name", row.modelVersion ?? row.approach],
        ["message_length", String(row.question.length)],
        ["message_word_count", String(row.question.split(/\s+/).filter(Boolean).length)],
        ["requires_workflow", row.tool === null ? "false" : "true"],
        ["category_source", row.tool === null ? null : isTemplate(row) ? "template" : "model"],
      ],
      MAX_PARAM,
    ),
    tags: pairs(
      [
        [ID_TAG, row.id],
        ["session_id", row.conversationId],
        ["user_role", row.role],
        ["current_module", row.module],
        ["current_tab", row.tab],
        ["detected_intent", row.intent],
        ["prompt_version", row.promptVersion],
        ["approach_used", row.approach],
        ["user_comment", rating ? rating.comment : null],
        ["error_occurred", row.errorCode === null ? "false" : "true"],
      ],
      MAX_TAG,
    ),
  };
}

/** Our id of a run as MLflow writes one: 32 hexadecimal digits. */
export function runIdOf(id: string): string {
  return id.replaceAll("-", "");
}

/** The rating that stands for a run: the newest, where several people rated. */
function latestRating({ ratings }: Pick<TrackedRow, "ratings">): TrackedRow["ratings"][number] | null {
  return [...ratings].sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())[0] ?? null;
}

function isTemplate({ tool, approach }: TrackedRow): boolean {
  return tool !== null && TEMPLATE_APPROACHES.includes(approach ?? "");
}

function pairs(entries: readonly (readonly [string, string | null])[], longest: number): readonly Pair[] {
  return entries.flatMap(([key, value]) => (value === null ? [] : [{ key, value: shorten(value, longest) }]));
}

function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
