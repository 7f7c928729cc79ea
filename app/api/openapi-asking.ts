import { z } from "zod";
import { AgeQuery, LinesQuery, ShopFeedback, ShopQuestion } from "@/app/api/inputs";
import { BAD, json, NOT_FOUND, problem, type Operation } from "@/app/api/openapi-operation";
import type { AddedUpload } from "@/lib/ask/catalog";
import { AskInput } from "@/lib/ask/input";
import { FeedbackInput } from "@/lib/feedback/rating";

const figure = z.number().nullable();
const Rating = z.object({ value: z.enum(["up", "down"]), reasons: z.array(z.string()), comment: z.string() });
const Rated = z.object({ success: z.boolean(), rating: Rating.nullable() });
const Reply = z.looseObject({
  id: z.uuid(),
  conversationId: z.uuid(),
  engine: z.string().nullable(),
  approach: z.string().nullable(),
  outcome: z.string(),
  answer: z.string(),
  sql: z.string().nullable(),
  rowCount: figure,
  confidence: figure,
});
const ShopReply = z.object({
  answer: z.string(),
  tool_used: z.string().nullable(),
  intent: z.string().nullable(),
  confidence: figure,
  success: z.boolean(),
  response_time: figure.describe("Seconds."),
  has_data: z.boolean(),
  error: z.string().nullable(),
  interaction_id: z.uuid(),
  conversation_id: z.uuid(),
  outcome: z.string(),
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
    suggestions: z.array(
      z.object({ engine: z.enum(["shop", "text2sql", "logs"]), source: z.string().nullable(), text: z.string(), short: z.string() }),
    ),
  }),
]);
const Removed = z.object({ files: z.number(), bytes: z.number() });

const Lines = z.object({
  lines: z.array(z.object({ line: z.number(), text: z.string(), level: z.string().nullable() })),
  next: figure.describe("The line to go on from; null at the end."),
  linesRead: z.number(),
});

const NOT_RATED = problem("The rating could not be saved.");
const NOT_SAVED = problem("The question could not be saved.");
const OTHER_SITE = problem("The request comes from another site.");
const NO_TOKEN = problem("There is no token, or it is not known.");
const NOT_ITS_SHOP = problem("The token is for another shop, or the request comes from another site.");

const mcp = (method: Operation["method"]): Operation => ({
  path: "/api/mcp",
  method,
  summary: "Model Context Protocol over streamable HTTP, without sessions: the shop's tools, and “ask” in words.",
  docs: "https://modelcontextprotocol.io/specification",
  replies: {
    200: { description: "The protocol's answer.", type: "application/json" },
    401: NO_TOKEN,
    403: NOT_ITS_SHOP,
    404: NOT_FOUND,
    405: { description: "The protocol has no use for this method without sessions.", type: "application/json" },
  },
});

/** Asking, rating and handing in files. */
export const ASKING: readonly Operation[] = [
  {
    path: "/api/ask",
    method: "post",
    summary: "Asks one question; with “Accept: application/x-ndjson” the events come one a line.",
    body: AskInput,
    replies: {
      200: json(Reply),
      400: BAD,
      403: OTHER_SITE,
      404: NOT_FOUND,
      409: problem("A question with this interactionId was asked already."),
      503: NOT_SAVED,
    },
  },
  {
    path: "/api/ask/{id}/stop",
    method: "post",
    summary: "Stops a running question.",
    replies: { 200: json(z.object({ stopped: z.literal(true) })), 404: problem("The question is not running any more.") },
  },
  {
    path: "/api/feedback",
    method: "post",
    summary: "Rates an answer; value null withdraws the rating.",
    body: FeedbackInput,
    replies: { 200: json(Rated), 400: BAD, 404: NOT_FOUND, 503: NOT_RATED },
  },
  {
    path: "/api/uploads",
    method: "post",
    summary: "Takes a log or a SQLite database as the raw body.",
    query: z.object({ name: z.string() }).partial(),
    replies: {
      201: json(Uploaded),
      400: BAD,
      403: OTHER_SITE,
      413: problem("The file is too large."),
      415: problem("It is neither a log nor a SQLite database."),
      500: problem("The file could not be kept."),
      507: problem("The disk is full."),
    },
  },
  {
    path: "/api/uploads",
    method: "delete",
    summary: "Deletes stored logs that are older than so many days; the reports on them stay.",
    query: AgeQuery,
    replies: { 200: json(Removed, "What was deleted."), 400: BAD, 403: OTHER_SITE },
  },
  {
    path: "/api/uploads/{id}",
    method: "delete",
    summary: "Removes one dropped file: a log by its id, a database by its source's id; the answers about it stay.",
    replies: { 200: json(Removed, "What was deleted."), 403: OTHER_SITE, 404: NOT_FOUND },
  },
  {
    path: "/api/uploads/{id}/lines",
    method: "get",
    summary: "Lines of a stored log, secrets masked.",
    query: LinesQuery,
    replies: { 200: json(Lines), 400: BAD, 403: OTHER_SITE, 404: NOT_FOUND },
  },
  mcp("get"),
  mcp("post"),
  mcp("delete"),
  {
    path: "/api/mcp/ask",
    method: "post",
    summary: "Asks one shop in words.",
    body: ShopQuestion,
    replies: { 200: json(ShopReply), 400: BAD, 401: NO_TOKEN, 403: NOT_ITS_SHOP, 404: NOT_FOUND, 503: NOT_SAVED },
  },
  {
    path: "/api/mcp/feedback",
    method: "post",
    summary: "Rates an answer of the connection's shop; user_feedback null withdraws the rating.",
    body: ShopFeedback,
    replies: { 200: json(Rated), 400: BAD, 401: NO_TOKEN, 403: NOT_ITS_SHOP, 404: NOT_FOUND, 503: NOT_RATED },
  },
];
