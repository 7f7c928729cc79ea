import { z } from "zod";
import { DaysQuery } from "@/app/api/inputs";
import { BAD, json, problem, type Operation } from "@/app/api/openapi-operation";

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
const MlflowError = z.object({ error_code: z.string(), message: z.string() });
const analytics = (name: string, summary: string, schema: z.ZodType): Operation => ({
  path: `/api/analytics/mlflow/${name}`,
  method: "get",
  summary,
  query: DaysQuery,
  replies: { 200: json(schema), 400: BAD },
});

const mlflow = (method: Operation["method"]): Operation => ({
  path: "/api/2.0/mlflow/{path}",
  method,
  summary: "The read side of MLflow's REST API, from our own rows: experiments, runs, metrics and registered models.",
  docs: "https://mlflow.org/docs/latest/api_reference/rest-api.html",
  replies: {
    200: json(z.looseObject({}), "As MLflow describes it."),
    400: json(MlflowError, "The request cannot be read."),
    404: json(MlflowError, "There is no such thing, or it needs an MLflow server."),
  },
});

/** How things stand, for people and programs. */
export const FIGURES: readonly Operation[] = [
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
      200: json(z.looseObject({ status: z.enum(["ok", "unavailable"]), build: z.string() })),
      503: json(z.looseObject({ status: z.string() }), "Nothing can be asked."),
    },
  },
  {
    path: "/api/chat/stats",
    method: "get",
    summary: "Totals of log chats.",
    replies: {
      200: json(
        z.object({
          success: z.boolean(),
          stats: z.object({
            total_interactions: z.number(),
            total_logs_analyzed: z.number(),
            total_failures_detected: z.number(),
            data_file: z.string(),
            data_file_size_mb: z.number(),
          }),
        }),
      ),
    },
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
    replies: { 200: json(z.looseObject({ success: z.boolean() })), 502: problem("MLflow does not answer.") },
  },
  mlflow("get"),
  mlflow("post"),
  {
    path: "/api/openapi.json",
    method: "get",
    summary: "This document.",
    replies: { 200: json(z.looseObject({}), "An OpenAPI document.") },
  },
];
