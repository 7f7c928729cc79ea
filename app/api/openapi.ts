import { z } from "zod";
import type { AddedUpload } from "@/lib/ask/catalog";
import { AskInput } from "@/lib/ask/input";
import { FeedbackInput } from "@/lib/feedback/rating";
import { FILTER_SCHEMA } from "@/lib/metrics/filter";

type Method = "get" | "post";
type Operation = {
  readonly path: string;
  readonly method: Method;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly replies: Readonly<Record<string, { readonly description: string; readonly type?: string; readonly schema?: z.ZodType }>>;
};

const ErrorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const BAD = { description: "The request cannot be read; the message says what to do.", schema: ErrorReply };
const NOT_FOUND = { description: "There is no such thing; it may have been deleted.", schema: ErrorReply };
const Rating = z.object({ value: z.enum(["up", "down"]), reasons: z.array(z.string()), comment: z.string() });
const Reply = z.looseObject({
  id: z.uuid(),
  conversationId: z.uuid(),
  engine: z.string().nullable(),
  approach: z.string().nullable(),
  outcome: z.string(),
  answer: z.string(),
  sql: z.string().nullable(),
  rowCount: z.number().nullable(),
  confidence: z.number().nullable(),
});
const Uploaded: z.ZodType<AddedUpload> = z.union([
  z.object({ kind: z.literal("log"), id: z.string(), fileName: z.string(), bytes: z.number() }),
  z.object({
    kind: z.literal("source"),
    source: z.object({
      id: z.string(),
      engine: z.enum(["shop", "text2sql"]),
      name: z.string(),
      summary: z.string(),
      currency: z.string().nullable(),
      problem: z.string().nullable(),
    }),
  }),
]);
const days = z.object({ days: z.number().int().min(1).max(365) }).partial();
const figure = z.number().nullable();
const Spread = {
  avg_confidence: figure,
  confidence_std: figure,
  avg_response_time_ms: figure,
  response_time_std: figure,
  template_match_rate: figure,
};
const Overview = z.looseObject({
  period_days: z.number(),
  total_runs: z.number(),
  successful_runs: z.number(),
  failed_runs: z.number(),
  success_rate: figure,
  avg_confidence: figure,
  avg_response_time_ms: figure,
  template_match_rate: figure,
  intent_distribution: z.record(z.string(), z.number()),
  user_role_distribution: z.record(z.string(), z.number()),
  module_distribution: z.record(z.string(), z.number()),
  generated_at: z.string(),
});
const RecentError = z.object({
  run_id: z.string(),
  timestamp: z.string(),
  error_type: z.string(),
  error_message: z.string(),
  user_role: z.string().nullable(),
  current_module: z.string().nullable(),
  current_tab: z.string().nullable(),
});
const json = (schema: z.ZodType, description = "The answer.") => ({ description, schema });
const analytics = (name: string, summary: string, schema: z.ZodType): Operation => ({
  path: `/api/analytics/mlflow/${name}`,
  method: "get",
  summary,
  query: days,
  replies: { 200: json(schema), 400: BAD },
});

/** The routes for programs. What the handlers check by a schema is described by that same schema. */
export const OPERATIONS: readonly Operation[] = [
  {
    path: "/api/ask",
    method: "post",
    summary: "Asks one question; with “Accept: application/x-ndjson” the events come one a line.",
    body: AskInput,
    replies: {
      200: json(Reply),
      400: BAD,
      404: NOT_FOUND,
      409: { description: "A question with this interactionId was asked already.", schema: ErrorReply },
      503: { description: "The question could not be saved.", schema: ErrorReply },
    },
  },
  {
    path: "/api/feedback",
    method: "post",
    summary: "Rates an answer; value null withdraws the rating.",
    body: FeedbackInput,
    replies: { 200: json(z.object({ success: z.boolean(), rating: Rating.nullable() })), 400: BAD, 404: NOT_FOUND },
  },
  {
    path: "/api/uploads",
    method: "post",
    summary: "Takes a log or a SQLite database as the raw body.",
    query: z.object({ name: z.string() }).partial(),
    replies: {
      201: json(Uploaded),
      400: BAD,
      413: { description: "The file is too large.", schema: ErrorReply },
      415: { description: "It is neither a log nor a SQLite database.", schema: ErrorReply },
      500: { description: "The file could not be kept.", schema: ErrorReply },
      507: { description: "The disk is full.", schema: ErrorReply },
    },
  },
  {
    path: "/api/stats",
    method: "get",
    summary: "The stats panel as Server-Sent Events, and how the turns of a conversation stand.",
    query: z.object({ conversation: z.uuid() }).partial(),
    replies: { 200: { description: "An event for each change.", type: "text/event-stream" } },
  },
  {
    path: "/api/health",
    method: "get",
    summary: "Whether questions can be asked.",
    replies: {
      200: json(z.looseObject({ status: z.enum(["ok", "unavailable"]) })),
      503: json(z.looseObject({ status: z.string() }), "Nothing can be asked."),
    },
  },
  {
    path: "/api/export/rows",
    method: "get",
    summary: "All rows behind an answer, however many, streamed.",
    query: z.object({ interaction: z.uuid() }),
    replies: {
      200: { description: "The rows.", type: "text/csv" },
      404: NOT_FOUND,
      409: { description: "The answer has no rows to give.", schema: ErrorReply },
    },
  },
  {
    path: "/api/export/interactions",
    method: "get",
    summary: "The filtered interactions with every field.",
    query: FILTER_SCHEMA.extend({ format: z.enum(["csv", "jsonl"]).optional() }),
    replies: { 200: { description: "One interaction a line.", type: "text/csv" }, 400: BAD },
  },
  {
    path: "/api/export/insights",
    method: "get",
    summary: "The insights of a span as one file.",
    query: FILTER_SCHEMA.extend({ format: z.enum(["html", "md"]).optional() }),
    replies: { 200: { description: "The report.", type: "text/html" }, 400: BAD },
  },
  analytics("overview", "Totals, rates and distributions.", Overview),
  analytics(
    "trends",
    "Figures per day.",
    z.looseObject({ period_days: z.number(), trends: z.array(z.object({ date: z.string(), ...Spread, request_count: z.number() })) }),
  ),
  analytics(
    "errors",
    "What was not answered, by kind, and the latest of it.",
    z.looseObject({
      period_days: z.number(),
      total_errors: z.number(),
      error_types: z.record(z.string(), z.number()),
      recent_errors: z.array(RecentError),
    }),
  ),
  analytics(
    "model-comparison",
    "Figures per model.",
    z.looseObject({ models: z.record(z.string(), z.object({ ...Spread, run_count: z.number() })) }),
  ),
  analytics(
    "prompt-analysis",
    "Figures per prompt version.",
    z.looseObject({ prompts: z.record(z.string(), z.object({ ...Spread, run_count: z.number(), last_used: z.string() })) }),
  ),
  analytics("report", "All of them at once.", z.looseObject({ period_days: z.number(), generated_at: z.string(), overview: Overview })),
  {
    path: "/api/analytics/mlflow/health",
    method: "get",
    summary: "Whether MLflow is told, and what waits for it.",
    replies: { 200: json(z.looseObject({ status: z.enum(["off", "ok", "down"]), pending: z.number() })) },
  },
  {
    path: "/api/analytics/mlflow/experiments/recreate",
    method: "post",
    summary: "Makes the experiments on the MLflow server, or restores them.",
    replies: { 200: json(z.looseObject({ success: z.boolean() })), 502: { description: "MLflow does not answer.", schema: ErrorReply } },
  },
];

/** The routes as an OpenAPI 3.1 document, made from the schemas that check the requests. */
export function openApiDocument(): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  return {
    openapi: "3.1.0",
    info: { title: "Tellback", version: "1", description: "Ask a shop, a database or a log; rate the answer; read the figures." },
    paths,
  };
}

function describe({ path, method, summary, query, body, replies }: Operation) {
  const responses = Object.entries(replies).map(([status, { description, type, schema }]) => [
    status,
    {
      description,
      ...(type
        ? { content: { [type]: { schema: { type: "string" } } } }
        : schema
          ? { content: { "application/json": { schema: toSchema(schema, "output") } } }
          : {}),
    },
  ]);
  return {
    operationId: `${method}${path.replace(/^\/api/, "").replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(query
      ? {
          parameters: Object.entries(query.shape).map(([name, schema]) => ({
            name,
            in: "query",
            required: !z.safeParse(schema, undefined).success,
            schema: toSchema(schema, "input"),
          })),
        }
      : {}),
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: toSchema(body, "input") } } } } : {}),
    responses: Object.fromEntries(responses),
  };
}

/** A coerced value comes as text in an address; what it becomes is what is described. */
function toSchema(schema: z.core.$ZodType, io: "input" | "output"): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodNumber) jsonSchema.type ??= "number";
    },
  });
  return described;
}
