import { GRAMMAR_WORDS, STOP_WORDS } from "@/lib/language/lexicon";
import { tokenise, type Token } from "@/lib/language/words";
import { isNoun, kindred } from "@/lib/engines/text2sql/reader/words/kindred";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { findValues } from "@/lib/engines/text2sql/words/link-values";
import { matchWords, vocabularyOf } from "@/lib/engines/text2sql/words/word-match";

/** A word of the question and what it was taken for in words of the schema; `belief` is how far that holds. */
export type Stretch = { readonly said: string; readonly read: string; readonly belief: number };

/**
 * What words that nothing links may stand for: a stored value that they are a part of ("wheat" of "Winter wheat"), what they mean
 * ("trucks" are vehicles). Words of which two may be meant are left out.
 * @param unread words that the reader makes nothing of
 */
export function stretchesOf(text: string, unread: readonly string[], schema: Schema): readonly Stretch[] {
  if (unread.length === 0) return [];
  const left = new Set(unread.flatMap((words) => words.split(" ")));
  return tokenise(text).flatMap((token, at, tokens) =>
    token.kind === "word" &&
    /^\p{L}{4,}$/u.test(token.lower) &&
    left.has(token.text) &&
    ![STOP_WORDS, GRAMMAR_WORDS, RELATIONS].some((words) => words.has(token.lower)) &&
    !isLinked(tokens, at, schema)
      ? (stretch(token, schema) ?? [])
      : [],
  );
}

/** A question in the words that were taken for its own. */
export function restate(text: string, stretches: readonly Stretch[]): string {
  return stretches.reduce(
    (sofar, { said, read }) => sofar.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${said}(?![\\p{L}\\p{N}])`, "gu"), read),
    text,
  );
}

/** True where the ranker takes a word for something of the schema, however loosely. */
function isLinked(tokens: readonly Token[], at: number, schema: Schema): boolean {
  const [token] = tokens.slice(at, at + 1);
  return token !== undefined && (matchWords(token, vocabularyOf(schema)).size > 0 || findValues(tokens, at, at + 1, schema).length > 0);
}

function stretch(token: Token, schema: Schema): Stretch | null {
  if (!isNoun(token.lemma, schema)) return null;
  return partOfValue(token, schema) ?? meant(token, schema);
}

/** "wheat" where "Winter wheat" is stored and no other value has the word; "divorces" where several of many titles begin so. */
function partOfValue({ text, lemma, lower }: Token, schema: Schema): Stretch | null {
  for (const word of [lower, lemma]) {
    const stored = (schema.innerWords.get(word) ?? []).flatMap((key) => schema.values.get(key) ?? []);
    const columns = new Set([...stored.map(({ column }) => column), ...(schema.sharedWords.get(word) ?? [])]);
    const [column] = [...columns];
    const isKind = (schema.columns[column ?? -1]?.distinct ?? Infinity) <= FEW_VALUES;
    if (columns.size !== 1 || !isKind) continue;
    const [only, ...others] = stored;
    if (only && DENIES.test(String(only.value)) && !DENIES.test(lower)) continue;
    if (only && others.length === 0) return { said: text, read: `"${only.value}"`, belief: 0.9 };
    return { said: text, read: `${word.charAt(0).toUpperCase()}${word.slice(1)}`, belief: 0.85 };
  }
  return null;
}

const FEW_VALUES = 60;
/** "alcohol-free" is no part of "alcohol" but what lacks it. */
const DENIES = /^(?:non|no|not|without)[- ]|[- ](?:free|less)$/iu;

/** "trucks" where there are vehicles. */
function meant({ text, lemma, lower }: Token, schema: Schema): Stretch | null {
  const found = kindred(lemma, schema);
  const [best, ...others] = found;
  if (!best || others.some((other) => other.distance < best.distance + CLEARLY)) return null;
  return { said: text, read: lower === lemma ? best.words : plural(best.words), belief: SYNONYM - STEP * best.distance };
}

/** How far a synonym is believed, and how much less each step away from it. */
const SYNONYM = 0.9;
const STEP = 0.15;
/** How much nearer one meaning must be than all others. */
const CLEARLY = 0.3;
