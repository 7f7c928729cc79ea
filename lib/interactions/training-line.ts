import { z } from "zod";
import { isSuccess } from "@/lib/answers/success";
import type { LoggedRow } from "@/lib/interactions/query-log";

/** What a language model is trained on: the question after a fixed prefix, and the sentence that answered it. */
export type TrainingLine = { readonly input: string; readonly output: string; readonly intent: string; readonly tool: string };
/** The same with the result that the sentence was made from: a sentence with a figure and no source can only teach a model to invent. */
export type GroundedLine = TrainingLine & { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] };

const TRAINING_PREFIX = "Answer this e-commerce analytics question: ";
/** An example counts only above this confidence. */
const TRAINING_CONFIDENCE = 0.7;

export const FEEDBACK_FILTERS = ["not_down", "up", "any"] as const;
export const TRAINING_FORMS = ["sentence", "grounded"] as const;
export type TrainingFilter = {
  readonly feedback: (typeof FEEDBACK_FILTERS)[number];
  readonly minConfidence: number;
  readonly form: (typeof TRAINING_FORMS)[number];
};
export const DEFAULT_TRAINING_FILTER: TrainingFilter = { feedback: "not_down", minConfidence: TRAINING_CONFIDENCE, form: "sentence" };

const GROUNDING_ROWS = 50;
const Result = z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.array(z.unknown())) });

/**
 * An interaction as a training line, or null where it must teach nothing: it was no success, not sure enough, rated
 * down, no question to the shop's tools in words (greetings, other engines, calls by programs), or has no sentence.
 */
export function toTrainingLine(row: LoggedRow, { feedback, minConfidence, form }: TrainingFilter): TrainingLine | GroundedLine | null {
  const { engine, tool, intent, outcome, confidence, rating, text } = row;
  if (engine !== "shop" || tool === null || intent === null || intent === "tool_call" || text === null || text === "") return null;
  if (!isSuccess(outcome) || (confidence ?? 0) <= minConfidence) return null;
  if (feedback === "up" ? rating !== "up" : feedback === "not_down" && rating === "down") return null;
  const line: TrainingLine = { input: TRAINING_PREFIX + row.question, output: text, intent, tool };
  return form === "grounded" ? grounded(line, row.table ?? null) : line;
}

/** With its first 50 rows; null where the answer has no result. */
function grounded(line: TrainingLine, table: string | null): GroundedLine | null {
  if (table === null) return null;
  const { columns, rows } = Result.parse(JSON.parse(table));
  return { ...line, columns: columns.map(({ name }) => name), rows: rows.slice(0, GROUNDING_ROWS) };
}
