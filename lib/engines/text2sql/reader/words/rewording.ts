import { REWORDED } from "@/lib/engines/text2sql/reader/words/lexicon";
import { FIGURES } from "@/lib/engines/text2sql/reader/words/reword-figures";
import { QUESTION_FORMS } from "@/lib/engines/text2sql/reader/words/question-forms";

/** A question with everyday phrases put into words that the reader knows. */
export function reword(text: string): string {
  return [...QUESTION_FORMS, ...FIGURES, ...REWORDED].reduce((sofar, [pattern, words]) => sofar.replaceAll(pattern, words), text);
}

/** What is said, and what the schema has for it. */
export type Rewording = { readonly pattern: RegExp; readonly words: string };
