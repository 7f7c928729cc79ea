import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { fits } from "@/lib/tracking/fits";
import { EXPERIMENT, runIdOf, toRun, TRAINING_EXPERIMENT, type TrackedRow, type TrackedRunData } from "@/lib/tracking/names";
import { searchModels, searchVersions } from "@/lib/tracking/read-models.prisma";
import { invalid, nextToken, readToken, refuse, UNKNOWN_PAGE, unreadable, type ReadReply } from "@/lib/tracking/read-reply";
import { findTraining, runOrder, searchTraining } from "@/lib/tracking/read-training.prisma";
import { parseOrders, parseSearchFilter } from "@/lib/tracking/search-filter";
import { toSearchSql, type SearchSql } from "@/lib/tracking/search-sql";

const EXPERIMENTS = [
  { experiment_id: "1", name: EXPERIMENT },
  { experiment_id: "2", name: TRAINING_EXPERIMENT },
] as const;
const MAX_RESULTS = 50_000;
const SearchRuns = z.object({
  experiment_ids: z.array(z.string()).default([]),
  filter: z.string().default(""),
  run_view_type: z.string().default("ACTIVE_ONLY"),
  max_results: z.coerce.number().int().min(1).max(MAX_RESULTS).default(1000),
  order_by: z.array(z.string()).default([]),
  page_token: z.string().default(""),
});
const SearchExperiments = z.object({ filter: z.string().default(""), view_type: z.string().default("ACTIVE_ONLY") });

/**
 * The read side of MLflow's REST API, answered from our own rows. @param path after `/api/2.0/mlflow/`  @param input the query or the JSON
 * body
 */
export async function answerMlflow(db: PrismaClient, path: string, input: Readonly<Record<string, unknown>>): Promise<ReadReply> {
  const field = (name: string) => String(input[name] ?? "");
  switch (path) {
    case "experiments/search":
      return searchExperiments(input);
    case "experiments/get":
      return experimentWhere((experiment) => experiment.experiment_id === field("experiment_id"), field("experiment_id"));
    case "experiments/get-by-name":
      return experimentWhere((experiment) => experiment.name === field("experiment_name"), field("experiment_name"));
    case "runs/search":
      return searchRuns(db, input);
    case "runs/get":
      return withRun(db, field("run_id") || field("run_uuid"), (run) => ({ run: toJson(run) }));
    case "metrics/get-history":
      return withRun(db, field("run_id") || field("run_uuid"), ({ run }) => ({
        metrics: run.metrics.filter(({ key }) => key === field("metric_key")).map((metric) => ({ ...metric, step: 0 })),
      }));
    case "registered-models/search":
      return searchModels(db, input);
    case "model-versions/search":
      return searchVersions(db, input);
    default:
      return refuse(
        404,
        "ENDPOINT_NOT_FOUND",
        `Tellback answers what reads experiments, runs, metrics and registered models. ${path} needs an MLflow server.`,
      );
  }
}

function searchExperiments(input: Readonly<Record<string, unknown>>): ReadReply {
  const query = SearchExperiments.safeParse(input);
  if (!query.success) return invalid(query.error);
  const filter = parseSearchFilter(query.data.filter);
  if (!filter.ok) return unreadable(filter.error);
  const shown =
    query.data.view_type === "DELETED_ONLY"
      ? []
      : EXPERIMENTS.filter(({ name }) =>
          filter.value.every((comparison) => fits(comparison.field.key === "name" ? name : null, comparison)),
        );
  return { status: 200, body: { experiments: shown.map(toExperiment) } };
}

function experimentWhere(fits: (experiment: (typeof EXPERIMENTS)[number]) => boolean, asked: string): ReadReply {
  const found = EXPERIMENTS.find(fits);
  return found
    ? { status: 200, body: { experiment: toExperiment(found) } }
    : refuse(404, "RESOURCE_DOES_NOT_EXIST", `There is no experiment “${asked}” here.`);
}

function toExperiment(experiment: (typeof EXPERIMENTS)[number]) {
  return { ...experiment, artifact_location: "", lifecycle_stage: "active", creation_time: 0, last_update_time: 0, tags: [] };
}

async function searchRuns(db: PrismaClient, input: Readonly<Record<string, unknown>>): Promise<ReadReply> {
  const query = SearchRuns.safeParse(input);
  if (!query.success) return invalid(query.error);
  const { experiment_ids, filter: text, run_view_type, max_results, order_by, page_token } = query.data;
  const filter = parseSearchFilter(text);
  if (!filter.ok) return unreadable(filter.error);
  const orders = parseOrders(order_by);
  if (!orders.ok) return unreadable(orders.error);
  const search = toSearchSql(filter.value, orders.value);
  if (!search.ok) return unreadable(search.error);
  const skip = readToken(page_token);
  if (skip === null) return UNKNOWN_PAGE;
  if (run_view_type === "DELETED_ONLY") return { status: 200, body: {} };
  const training = experiment_ids.includes("2")
    ? (await searchTraining(db, filter.value, orders.value)).map((run): ExperimentRun => ({ experiment: "2", run }))
    : [];
  if (!experiment_ids.includes("1")) return pageOf(training.slice(skip), skip, max_results);
  if (training.length === 0) return pageOf(await searchInteractions(db, search.value, max_results + 1, skip), skip, max_results);
  // Of two experiments the first rows of each are enough to know the first rows of both.
  const asked = await searchInteractions(db, search.value, skip + max_results + 1, 0);
  const compare = runOrder(orders.value);
  return pageOf([...asked, ...training].sort((a, b) => compare(a.run, b.run)).slice(skip), skip, max_results);
}

type ExperimentRun = { readonly experiment: "1" | "2"; readonly run: TrackedRunData };

function pageOf(runs: readonly ExperimentRun[], skip: number, size: number): ReadReply {
  return {
    status: 200,
    body: { ...(runs.length > 0 ? { runs: runs.slice(0, size).map(toJson) } : {}), ...(runs.length > size ? nextToken(skip + size) : {}) },
  };
}

async function searchInteractions(
  db: PrismaClient,
  { where, params, order }: SearchSql,
  take: number,
  skip: number,
): Promise<readonly ExperimentRun[]> {
  const found = await db.$queryRawUnsafe<{ id: string }[]>(
    `SELECT "id" FROM "Interaction" WHERE "outcome" <> 'unfinished' AND ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...params,
    take,
    skip,
  );
  const ids = found.map(({ id }) => id);
  const rows = new Map((await readRuns(db, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id): ExperimentRun[] => {
    const row = rows.get(id);
    return row ? [{ experiment: "1", run: toRun(row) }] : [];
  });
}

const READ_AT_ONCE = 5000;

async function readRuns(db: PrismaClient, ids: readonly string[]): Promise<readonly TrackedRow[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / READ_AT_ONCE) }, (_, index) =>
    ids.slice(index * READ_AT_ONCE, (index + 1) * READ_AT_ONCE),
  );
  const omit = { answer: true, plan: true, because: true, arguments: true, params: true } as const;
  return (
    await Promise.all(
      chunks.map((chunk) => db.interaction.findMany({ where: { id: { in: [...chunk] } }, include: { ratings: true }, omit })),
    )
  ).flat();
}

async function withRun(db: PrismaClient, runId: string, body: (run: ExperimentRun) => object): Promise<ReadReply> {
  const id = /^[0-9a-f]{32}$/.test(runId) ? runId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : runId;
  const row = await db.interaction.findUnique({ where: { id }, include: { ratings: true } });
  if (row) return { status: 200, body: body({ experiment: "1", run: toRun(row) }) };
  const run = await findTraining(db, id);
  return run
    ? { status: 200, body: body({ experiment: "2", run }) }
    : refuse(404, "RESOURCE_DOES_NOT_EXIST", `There is no run “${runId}” here.`);
}

function toJson({ experiment, run }: ExperimentRun) {
  const run_id = runIdOf(run.id);
  return {
    info: {
      run_id,
      run_uuid: run_id,
      run_name: run.runName,
      experiment_id: experiment,
      user_id: "",
      status: run.status,
      start_time: run.startTime,
      end_time: run.endTime,
      artifact_uri: "",
      lifecycle_stage: "active",
    },
    data: {
      metrics: run.metrics.map((metric) => ({ ...metric, step: 0 })),
      params: run.params,
      tags: [...run.tags, { key: "mlflow.runName", value: run.runName }],
    },
    inputs: {},
  };
}
