import { isSuccess } from "@/lib/answers/success";
import type { LoggedRow } from "@/lib/interactions/query-log";

/** What a language model is trained on: the question after a fixed prefix, and the sentence that answered it. */
export type TrainingLine = { readonly input: string; readonly output: string; readonly intent: string; readonly tool: string };

export const TRAINING_PREFIX = "Answer this e-commerce analytics question: ";
/** An example counts only above this confidence. */
export const TRAINING_CONFIDENCE = 0.7;

export const FEEDBACK_FILTERS = ["not_down", "up", "any"] as const;
export type TrainingFilter = { readonly feedback: (typeof FEEDBACK_FILTERS)[number]; readonly minConfidence: number };
export const DEFAULT_TRAINING_FILTER: TrainingFilter = { feedback: "not_down", minConfidence: TRAINING_CONFIDENCE };

/**
 * An interaction as a training line, or null where it must teach nothing: it was no success, not sure enough, rated
 * down, no question to the shop's tools in words (greetings, other engines, calls by programs), or has no sentence.
 */
export function toTrainingLine(row: LoggedRow, { feedback, minConfidence }: TrainingFilter): TrainingLine | null {
  const { engine, tool, intent, outcome, confidence, rating, text } = row;
  if (engine !== "shop" || tool === null || intent === null || intent === "tool_call" || text === null || text === "") return null;
  if (!isSuccess(outcome) || (confidence ?? 0) <= minConfidence) return null;
  if (feedback === "up" ? rating !== "up" : feedback === "not_down" && rating === "down") return null;
  return { input: TRAINING_PREFIX + row.question, output: text, intent, tool };
}
