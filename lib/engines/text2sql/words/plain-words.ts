import { plainWording } from "@/lib/language/plain-wording";
import { lemma } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { vocabularyOf } from "@/lib/engines/text2sql/words/word-match";

/** A question in plain words, in which no name and no value of the database is taken for small talk. */
export function inPlainWords(text: string, schema: Schema): string {
  const vocabulary = vocabularyOf(schema);
  return plainWording(text, (word) => vocabulary.has(word) || vocabulary.has(lemma(word)) || schema.values.has(word));
}
