import { plainWording } from "@/lib/language/plain-wording";
import { lemma } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { putPlainly } from "@/lib/engines/text2sql/words/paraphrases";
import { spellOut } from "@/lib/engines/text2sql/words/spell-out";
import { vocabularyOf } from "@/lib/engines/text2sql/words/word-match";

/** A question and a schema as both readers take them, and as what they learn from is prepared: each in the words of the other. */
export function forReaders(text: string, own: Schema): { readonly plain: string; readonly schema: Schema } {
  const { schema } = spellOut(text, own);
  return { plain: inPlainWords(text, schema), schema };
}

/** A question in plain words, in which no name and no value of the database is taken for small talk. */
export function inPlainWords(text: string, schema: Schema): string {
  const vocabulary = vocabularyOf(schema);
  const isName = (word: string): boolean => vocabulary.has(word) || vocabulary.has(lemma(word)) || schema.values.has(word);
  return putPlainly(countedRows(plainWording(text, isName), schema));
}

const PER_GROUP =
  /^(?<rows>(?:\p{L}+ ){0,2}\p{L}+s) (?<by>per|for each|for every|in each) (?<group>[^,;:?!]+?),? (?:(?:(?:the )?(?:most|highest|largest|biggest|busiest)(?: common)?(?: \p{L}+)? first|descending)|(?<least>(?:the )?(?:fewest|least|lowest|smallest)(?: \p{L}+)? first|ascending))[.!]?$/iu;

/** "orders per city, most first" counts rows of a table, as "number of orders per city, highest first" does. */
function countedRows(text: string, { tables }: Schema): string {
  const { rows = "", by = "", group = "", least } = PER_GROUP.exec(text)?.groups ?? {};
  const words = rows.toLowerCase().split(" ").map(lemma);
  const isTable = tables.some(({ lemmas }) => lemmas.at(-1) === words.at(-1) && words.every((word) => lemmas.includes(word)));
  return isTable ? `number of ${rows} ${by} ${group}, ${least === undefined ? "highest" : "lowest"} first` : text;
}
