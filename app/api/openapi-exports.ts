import { z } from "zod";
import { QueryLogQuery, ReportFormat, RowsFormat, TrainingFileInput, TrainingQuery } from "@/app/api/inputs";
import { BAD, file, json, NOT_FOUND, problem, type Operation } from "@/app/api/openapi-operation";
import { FILTER_SCHEMA } from "@/lib/metrics/filter";

const ofAnswer = z.object({ interaction: z.uuid() });
const jsonLines = (description: string) => file("application/x-ndjson", description);

/** What goes out as files. */
export const EXPORTS: readonly Operation[] = [
  {
    path: "/api/export/rows",
    method: "get",
    summary: "All rows behind an answer, however many, streamed.",
    query: ofAnswer,
    replies: { 200: file("text/csv", "The rows."), 404: NOT_FOUND, 409: problem("The answer has no rows to give.") },
  },
  {
    path: "/api/export/report",
    method: "get",
    summary: "The report behind an answer about a log, secrets masked.",
    query: ofAnswer,
    replies: { 200: json(z.looseObject({}), "The report."), 404: NOT_FOUND },
  },
  {
    path: "/api/export/interactions",
    method: "get",
    summary: "The filtered interactions with every field.",
    query: FILTER_SCHEMA.extend({ format: RowsFormat }),
    replies: { 200: file("text/csv", "One interaction a line."), 400: BAD },
  },
  {
    path: "/api/export/insights",
    method: "get",
    summary: "The insights of a span as one file.",
    query: FILTER_SCHEMA.extend({ format: ReportFormat }),
    replies: { 200: file("text/html", "The report."), 400: BAD },
  },
  {
    path: "/api/export/query-log",
    method: "get",
    summary: "Every question as JSONL.",
    query: QueryLogQuery,
    replies: { 200: jsonLines("One question a line."), 400: BAD },
  },
  {
    path: "/api/export/training",
    method: "get",
    summary: "Training lines as JSONL: questions to the shop and the sentences that answered them.",
    query: TrainingQuery,
    replies: { 200: jsonLines("One example a line."), 400: BAD },
  },
  {
    path: "/api/export/chat-interactions",
    method: "get",
    summary: "Chats about logs as JSONL, secrets masked.",
    replies: { 200: jsonLines("One question a line.") },
  },
  {
    path: "/api/training/export",
    method: "post",
    summary: "Writes training examples as a file beside the app's database.",
    body: TrainingFileInput,
    replies: {
      200: json(z.object({ success: z.boolean(), exported_examples: z.number(), output_file: z.string(), message: z.string() })),
      400: BAD,
    },
  },
  {
    path: "/api/reports/{name}",
    method: "get",
    summary: "A report that was written by schedule.",
    replies: { 200: file("text/html", "The report, as HTML or Markdown."), 404: NOT_FOUND },
  },
];
