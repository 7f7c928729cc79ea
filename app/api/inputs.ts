import { z } from "zod";
import { MAX_QUESTION_CHARS } from "@/lib/ask/input";
import { LEVELS } from "@/lib/engines/logs/records/record";
import { RateInput } from "@/lib/feedback/rating";
import { LOG_PARTS } from "@/lib/interactions/query-log";
import { DEFAULT_TRAINING_FILTER, FEEDBACK_FILTERS, TRAINING_FORMS } from "@/lib/interactions/training-line";
import { ShopId } from "@/lib/interactions/shop-id";
import { DayText, numberText } from "@/lib/language/text-values";

/** What the routes check of a request; the OpenAPI document describes it by the same schemas. */

/** What every export can be restricted by: whole days (UTC, both inclusive), a shop, and whether test runs count. */
export const ExportFilter = z.object({
  from: DayText.optional(),
  to: DayText.optional(),
  shop_id: numberText(ShopId).optional(),
  test_runs: z.enum(["yes", "no"], "must be yes or no").optional(),
});

/** Which part of the query log. */
export const QueryLogQuery = ExportFilter.extend({ which: z.enum(LOG_PARTS, `must be ${LOG_PARTS.join(", ")}`).default("all") });

/** How training data can be restricted. */
export const TrainingQuery = ExportFilter.extend({
  feedback: z.enum(FEEDBACK_FILTERS, `must be ${FEEDBACK_FILTERS.join(", ")}`).default(DEFAULT_TRAINING_FILTER.feedback),
  form: z.enum(TRAINING_FORMS, `must be ${TRAINING_FORMS.join(" or ")}`).default(DEFAULT_TRAINING_FILTER.form),
  min_confidence: numberText(
    z.number("must be a number from 0 to 1").min(0, "must be a number from 0 to 1").max(1, "must be a number from 0 to 1"),
  ).default(DEFAULT_TRAINING_FILTER.minConfidence),
});

/** Which training data is written as a file. */
export const TrainingFileInput = TrainingQuery.extend({
  kind: z.enum(["logs", "questions"], "must be logs or questions").default("logs"),
});

export const RowsFormat = z.enum(["csv", "jsonl"]).default("csv");
export const ReportFormat = z.enum(["html", "md"]).default("html");

/** How many days a report of the analytics covers, today included. */
export const DaysQuery = z.object({
  days: numberText(
    z
      .number("days must be a number from 1 to 365")
      .int("days must be a whole number from 1 to 365")
      .min(1, "days must be 1 to 365")
      .max(365, "days must be 1 to 365"),
  ).optional(),
});

/** Which lines of a stored log. */
export const LinesQuery = z.object({
  from: numberText(z.number().int().min(1)).default(1),
  count: numberText(z.number().int().min(1).max(1000)).default(200),
  search: z.string().max(200).default(""),
  level: z.enum(LEVELS).nullable().default(null),
});

/** How old the stored logs are that go. */
export const AgeQuery = z.object({ olderThanDays: numberText(z.number().int().min(0).max(3650)) });

/** A question to one shop. */
export const ShopQuestion = z.object({
  question: z
    .string("question must be a text")
    .trim()
    .min(1, "The question is empty. Send for example “How many orders today?”.")
    .max(MAX_QUESTION_CHARS, `The question is longer than ${MAX_QUESTION_CHARS.toLocaleString("en-GB")} characters.`),
  shop_id: z
    .union(
      [
        ShopId,
        z
          .string()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ],
      "must be the number of a shop",
    )
    .nullable()
    .default(null),
  conversation_id: z.uuid("must be the id of a conversation").nullable().default(null),
});

const { interactionId, value, reasons, comment } = RateInput.shape;

/** A rating in the names of the shop's route; those of `POST /api/feedback` are understood too. */
export const ShopFeedback = z.looseObject({
  interaction_id: interactionId.optional(),
  user_feedback: value.nullable().optional(),
  reasons,
  comment,
});
