import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { EXPERIMENT, toRun, TRAINING_EXPERIMENT, type TrackedRow } from "@/lib/tracking/names";
import { parseOrder, parseSearchFilter, type Comparison } from "@/lib/tracking/search-filter";
import { toSearchSql } from "@/lib/tracking/search-sql";

/** MLflow's error, with the status that goes with it. */
export type ReadReply = { readonly status: number; readonly body: object };

const EXPERIMENTS = [{ experiment_id: "1", name: EXPERIMENT }, { experiment_id: "2", name: TRAINING_EXPERIMENT }] as const;
const MAX_RESULTS = 50_000;
const SearchRuns = z.object({ experiment_ids: z.array(z.string()).default([]), filter: z.string().default(""), run_view_type: z.string().default("ACTIVE_ONLY"), max_results: z.coerce.number().int().min(1).max(MAX_RESULTS).default(1000), order_by: z.array(z.string()).default([]), page_token: z.string().default("") });
const SearchExperiments = z.object({ filter: z.string().default(""), view_type: z.string().default("ACTIVE_ONLY") });

/** The read side of MLflow's REST API, answered from our own rows. @param path after `/api/2.0/mlflow/`  @param input the query or the JSON body */
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
      return withRun(db, field("run_id") || field("run_uuid"), (row) => ({ run: toJson(row) }));
    case "metrics/get-history":
      return withRun(db, field("run_id") || field("run_uuid"), (row) => ({ metrics: toRun(row).metrics.filter(({ key }) => key === field("metric_key")).map((metric) => ({ ...metric, step: 0 })) }));
    // Nothing is registered in Tellback's own database; what is trained is found in the mirror.
    case "registered-models/search":
    case "model-versions/search":
      return { status: 200, body: {} };
    default:
      return refuse(404, "ENDPOINT_NOT_FOUND", `Tellback answers what reads experiments, runs and metrics. ${path} needs an MLflow server.`);
  }
}

function searchExperiments(input: Readonly<Record<string, unknown>>): ReadReply {
  const query = SearchExperiments.safeParse(input);
  if (!query.success) return invalid(query.error);
  const filter = parseSearchFilter(query.data.filter);
  if (!filter.ok) return refuse(400, "INVALID_PARAMETER_VALUE", filter.error);
  const shown = query.data.view_type === "DELETED_ONLY" ? [] : EXPERIMENTS.filter(({ name }) => filter.value.every((comparison) => nameFits(name, comparison)));
  return { status: 200, body: { experiments: shown.map(toExperiment) } };
}

function nameFits(name: string, { field, op, values }: Comparison): boolean {
  if (field.key !== "name") return op === "IS NULL";
  const pattern = (flags: string) => new RegExp(`^${String(values[0]).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("%", ".*").replaceAll("_", ".")}$`, flags).test(name);
  return op === "=" ? name === values[0] : op === "!=" ? name !== values[0] : op === "LIKE" ? pattern("s") : op === "ILIKE" ? pattern("si") : op === "IN" ? values.includes(name) : op === "NOT IN" ? !values.includes(name) : op === "IS NOT NULL";
}

function experimentWhere(fits: (experiment: (typeof EXPERIMENTS)[number]) => boolean, asked: string): ReadReply {
  const found = EXPERIMENTS.find(fits);
  return found ? { status: 200, body: { experiment: toExperiment(found) } } : refuse(404, "RESOURCE_DOES_NOT_EXIST", `There is no experiment “${asked}” here.`);
}

function toExperiment(experiment: (typeof EXPERIMENTS)[number]) {
  return { ...experiment, artifact_location: "", lifecycle_stage: "active", creation_time: 0, last_update_time: 0, tags: [] };
}

async function searchRuns(db: PrismaClient, input: Readonly<Record<string, unknown>>): Promise<ReadReply> {
  const query = SearchRuns.safeParse(input);
  if (!query.success) return invalid(query.error);
  const { experiment_ids, filter: text, run_view_type, max_results, order_by, page_token } = query.data;
  const filter = parseSearchFilter(text);
  if (!filter.ok) return refuse(400, "INVALID_PARAMETER_VALUE", filter.error);
  const orders = [];
  for (const entry of order_by) {
    const order = parseOrder(entry);
    if (!order.ok) return refuse(400, "INVALID_PARAMETER_VALUE", order.error);
    orders.push(order.value);
  }
  const search = toSearchSql(filter.value, orders);
  if (!search.ok) return refuse(400, "INVALID_PARAMETER_VALUE", search.error);
  const skip = readToken(page_token);
  if (skip === null) return refuse(400, "INVALID_PARAMETER_VALUE", "page_token is none of those that a search gave.");
  if (!experiment_ids.includes("1") || run_view_type === "DELETED_ONLY") return { status: 200, body: {} };
  const { where, params, order } = search.value;
  const found = await db.$queryRawUnsafe<{ id: string }[]>(`SELECT "id" FROM "Interaction" WHERE "outcome" <> 'unfinished' AND ${where} ORDER BY ${order} LIMIT ? OFFSET ?`, ...params, max_results + 1, skip);
  const ids = found.slice(0, max_results).map(({ id }) => id);
  const rows = new Map((await readRuns(db, ids)).map((row) => [row.id, row]));
  const runs = ids.flatMap((id) => { const row = rows.get(id); return row ? [toJson(row)] : []; });
  return { status: 200, body: { ...(runs.length > 0 ? { runs } : {}), ...(found.length > max_results ? { next_page_token: Buffer.from(String(skip + max_results)).toString("base64url") } : {}) } };
}

const READ_AT_ONCE = 5000;

async function readRuns(db: PrismaClient, ids: readonly string[]): Promise<readonly TrackedRow[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / READ_AT_ONCE) }, (_, index) => ids.slice(index * READ_AT_ONCE, (index + 1) * READ_AT_ONCE));
  const omit = { answer: true, plan: true, because: true, arguments: true, params: true } as const;
  return (await Promise.all(chunks.map((chunk) => db.interaction.findMany({ where: { id: { in: [...chunk] } }, include: { ratings: true }, omit })))).flat();
}

async function withRun(db: PrismaClient, runId: string, body: (row: TrackedRow) => object): Promise<ReadReply> {
  const id = /^[0-9a-f]{32}$/.test(runId) ? runId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : runId;
  const row = await db.interaction.findUnique({ where: { id }, include: { ratings: true } });
  return row ? { status: 200, body: body(row) } : refuse(404, "RESOURCE_DOES_NOT_EXIST", `There is no run “${runId}” here.`);
}

function toJson(row: TrackedRow) {
  const run = toRun(row);
  const run_id = run.interactionId.replaceAll("-", "");
  return {
    info: { run_id, run_uuid: run_id, run_name: run.runName, experiment_id: "1", user_id: "", status: run.status, start_time: run.startTime, end_time: run.endTime, artifact_uri: "", lifecycle_stage: "active" },
    data: { metrics: run.metrics.map((metric) => ({ ...metric, step: 0 })), params: run.params, tags: [...run.tags, { key: "mlflow.runName", value: run.runName }] },
    inputs: {},
  };
}

function readToken(token: string): number | null {
  if (token === "") return 0;
  const skip = Number(Buffer.from(token, "base64url").toString("utf8"));
  return Number.isInteger(skip) && skip > 0 ? skip : null;
}

function refuse(status: number, error_code: string, message: string): ReadReply {
  return { status, body: { error_code, message } };
}

function invalid(error: z.ZodError): ReadReply {
  const issue = error.issues[0];
  return refuse(400, "INVALID_PARAMETER_VALUE", `${issue?.path.join(".") ?? "The request"}: ${issue?.message ?? "cannot be read"}.`);
}
