import { isShortFor } from "@/lib/language/english";
import { GRAMMAR_WORDS, STOP_WORDS, synonymsOf } from "@/lib/language/lexicon";
import { editDistance, root, type Token } from "@/lib/language/words";
import { namesInWords, type Column, type Schema, type Table } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** Every word of the schema's names with its root, and the columns that it names. */
export type Vocabulary = ReadonlyMap<string, { readonly columns: readonly number[]; readonly root: string }>;

/** The vocabulary of a schema, made once per schema value. */
export const vocabularyOf = oncePer((schema: Schema): Vocabulary => {
  const columnsOf = new Map<string, number[]>();
  const wordsOf = (named: Column | Table) => namesInWords(named).flat();
  for (const column of schema.columns)
    for (const word of new Set(wordsOf(column))) columnsOf.set(word, [...(columnsOf.get(word) ?? []), column.id]);
  for (const word of schema.tables.flatMap(wordsOf)) columnsOf.set(word, columnsOf.get(word) ?? []);
  return new Map([...columnsOf].map(([word, columns]) => [word, { columns, root: root(word) }]));
});

/**
 * How well a token of the question stands for words of the schema: 1 the same word, 0.9 one family, 0.75 a synonym or a slip of the pen.
 */
export function matchWords(token: Token, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const exact = vocabulary.has(token.lemma) || vocabulary.has(token.lower);
  if (vocabulary.has(token.lower)) found.set(token.lower, 1);
  if (vocabulary.has(token.lemma)) found.set(token.lemma, 1);
  if (found.size === 0) for (const word of measuresLike(token.lower)) if (vocabulary.has(word)) found.set(word, 0.9);
  if (token.kind !== "word" || STOP_WORDS.has(token.lower) || GRAMMAR_WORDS.has(token.lower)) return found;
  const synonyms = synonymsOf(token.lemma);
  const verbal = synonymsOf(verbBase(token.lemma));
  for (const [word, posting] of vocabulary) {
    if (found.has(word)) continue;
    const score = familyScore(token, word, posting.root, synonyms.has(word) || verbal.has(word), exact);
    if (score > 0) found.set(word, score);
  }
  return found;
}

/** Words for one statistic: "average temperature" is what `mean_temperature` holds. */
const MEASURES = ["average mean avg", "maximum max highest", "minimum min lowest"].map((words) => words.split(" "));

function measuresLike(word: string): readonly string[] {
  return MEASURES.find((words) => words.includes(word))?.filter((other) => other !== word) ?? [];
}

function familyScore(token: Token, word: string, wordRoot: string, synonym: boolean, exact: boolean): number {
  if ((token.root.length >= 4 && token.root === wordRoot) || (/(?:ing|ed)$/u.test(token.lower) && verbBase(token.lower) === word))
    return 0.9;
  if (synonym) return 0.75;
  if (isShortFor(word, token.lemma) || isShortFor(token.lower, word)) return 0.85;
  const short = Math.min(token.lemma.length, word.length);
  if (
    short >= 4 &&
    (word.startsWith(token.lemma) || token.lemma.startsWith(word)) &&
    short / Math.max(token.lemma.length, word.length) > 0.55
  )
    return exact ? 0.6 : 0.72;
  // "room" of `classroom`, "scholarship" of `onscholarship`
  if (token.lemma.length >= 4 && word.length > token.lemma.length && word.endsWith(token.lemma)) return exact ? 0.5 : 0.65;
  if (exact || token.lemma.length < 5 || token.lemma[0] !== word[0]) return 0;
  const limit = token.lemma.length >= 8 ? 2 : 1;
  return editDistance(token.lemma, word, limit) <= limit ? 0.7 : 0;
}

function verbBase(word: string): string {
  const match = /^(.{3,}?)(?:ing|ed|er|or)$/u.exec(word);
  return match?.[1] ?? word;
}
