import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { root, tokenise } from "@/lib/language/words";

/** How much a known word says: a table or a column is meant more surely than a value that happens to read the same. */
const NAME_WEIGHT = 1;
const SYNONYM_WEIGHT = 0.7;
const VALUE_WEIGHT = 0.6;

/** The word roots that a source knows, each with its weight. @param extra more words for what it holds, such as those for measures */
export function vocabularyOf(schema: Schema, extra: readonly string[] = []): ReadonlyMap<string, number> {
  const roots = new Map<string, number>();
  for (const text of schema.valueWords.keys()) add(roots, text, VALUE_WEIGHT);
  for (const part of [...schema.tables, ...schema.columns]) {
    for (const word of part.lemmas) add(roots, word, NAME_WEIGHT);
    for (const word of part.synonyms) add(roots, word, SYNONYM_WEIGHT);
  }
  for (const text of extra) for (const token of tokenise(text)) if (token.kind === "word") add(roots, token.lemma, SYNONYM_WEIGHT);
  return roots;
}

function add(roots: Map<string, number>, word: string, weight: number): void {
  if (STOP_WORDS.has(word)) return;
  const key = root(word);
  roots.set(key, Math.max(weight, roots.get(key) ?? 0));
}
