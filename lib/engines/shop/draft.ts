import type { Option } from "@/lib/answers/answer";
import type { ToolName } from "@/lib/engines/shop/calls/calls";
import type { Language } from "@/lib/language/translate";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";

/** A reading of a question as one tool call, before its arguments are checked. */
export type Draft = {
  readonly tool: ToolName;
  readonly args: Readonly<Record<string, unknown>>;
  readonly intent: string;
  /** 0..1, before deductions for spelling. */
  readonly confidence: number;
  /** Assumptions that the answer must state. */
  readonly notes: readonly string[];
};

/** Why a question has no single reading, with full questions to choose from. */
export type Problem = {
  readonly problem: "ambiguous" | "unknown-words" | "too-vague" | "not-recorded";
  readonly message: string;
  readonly options: readonly Option[];
};

export type ComposeContext = {
  readonly now: string;
  readonly weekendDays: readonly number[];
  readonly vocabulary: Vocabulary;
  /** What was asked in; misspellings are repaired in English only. */ readonly language: Language;
};

/** A draft with the usual confidence. */
export function draft(
  tool: ToolName,
  args: Readonly<Record<string, unknown>>,
  intent: string,
  confidence = 0.95,
  notes: readonly string[] = [],
): Draft {
  return { tool, args, intent, confidence, notes };
}

/** Options whose label is the question itself. */
export function asOptions(questions: readonly string[]): readonly Option[] {
  return questions.map((question) => ({ label: question, question }));
}
