import { ENGLISH_WORDS } from "@/lib/language/english";
import { ABBREVIATIONS } from "@/lib/language/lexicon";
import { lemma } from "@/lib/language/words";
import { lemmas, partsOf } from "@/lib/engines/text2sql/schema/names";
import type { Readings } from "@/lib/engines/text2sql/schema/schema";

/** Abbreviations that mean one thing in every database. */
const FIRM = new Set(
  "id ids no num nbr dt dte nm nam amt amnt qty avg yr mth mnth wk qtr addr adr desc descr dob ssn fname lname sname cname pname dname jan lat lon long feb mar apr jun jul aug sept oct nov dec kg km cm mm usd eur gbp chf url pdf".split(
    " ",
  ),
);
const LONGEST = 6;

/** True for a part of a name that may stand for another word than it spells: no word of English, or one that is a usual abbreviation. */
export function isAbbreviation(part: string): boolean {
  return mayAbbreviate(part, LONGEST) && (Object.hasOwn(ABBREVIATIONS, part) || !ENGLISH_WORDS.has(part));
}

/** True for what may be short for another word where names are cut, though it is a word itself: `man` of a manager. */
export function isCutWord(part: string): boolean {
  return mayAbbreviate(part, LONGEST_CUT) && part.length >= 3 && ENGLISH_WORDS.has(part);
}

const LONGEST_CUT = 4;

function mayAbbreviate(part: string, longest: number): boolean {
  return part.length >= 2 && part.length <= longest && /^\p{L}+$/u.test(part) && !FIRM.has(part);
}

/** Below this letters in common are a coincidence. */
export const FITS = 0.5;
/** What is left of a word without its vowels is no coincidence. */
export const CERTAIN = 0.95;

/**
 * How well a part of a name abbreviates a word, 0 to 1: it begins with its first letters, and goes on with consonants of it in their order.
 * "contractor" is `ctr`, `contr` and `cntrctr`, "repair" is `rep` and `rpr`. Both in lower case.
 */
export function abbreviates(part: string, word: string): number {
  const noun = lemma(word);
  return Math.max(...[...new Set([word, noun, noun.replace(/(?<=\p{L}{3})(?:ed|ing)$/u, "")])].map((form) => fit(part, form)));
}

function fit(part: string, word: string): number {
  if (part[0] !== word[0] || word.length <= part.length) return 0;
  let shared = 0;
  while (shared < part.length && part[shared] === word[shared]) shared += 1;
  const [rest, tail] = [part.slice(shared), word.slice(shared)];
  if (rest === "" && part.length >= 3) return 0.6 + (0.4 * part.length) / word.length;
  if (/[aeiou]/u.test(rest) || !new RegExp([...rest].join(".*"), "u").test(tail)) return 0;
  const [said, whole] = [skeleton(part), skeleton(word)];
  const covered = said.length / whole.length;
  const isEnded = said.at(-1) === whole.at(-1);
  if (covered >= 1) return 1;
  return Math.min(CERTAIN - 0.01, covered + (isEnded ? 0.15 : 0)) - (part.length === 2 && covered < 0.6 ? 0.1 : 0);
}

/** The first letter and the consonants, of doubled ones one. */
function skeleton(word: string): string {
  return `${word.charAt(0)}${word.slice(1).replaceAll(/[aeiou]/gu, "")}`.replaceAll(/(.)\1+/gu, "$1");
}

type Named = { readonly name: string; readonly columns: readonly { readonly name: string }[] };

/**
 * What the keys of a database say of its abbreviations: `br_id` is the key of the branches, so `br` is a branch wherever it stands, and
 * a table `dep` with the key `dept_id` is one of departments. Parts that no table or more than one has a word for are left out.
 */
export function readingsByKeys(tables: readonly Named[]): Readings {
  const named = tables.map(({ name, columns }) => ({ parts: partsOf(name), words: wholeWords(name), key: keyed(columns[0]?.name ?? "") }));
  const all = new Set(named.flatMap(({ words }) => words));
  const readings = new Map<string, string>();
  const read = (part: string, from: Iterable<string>, least = FITS): void => {
    const [word, ...others] = [...from].filter((known) => abbreviates(part, known) >= least);
    if (word !== undefined && others.length === 0 && !readings.has(part)) readings.set(part, word);
  };
  for (const { parts, words, key } of named) {
    if (key === null) continue;
    if (isAbbreviation(key) && !all.has(usual(key))) read(key, words, LOOSELY);
    const [part = "", ...others] = parts;
    if (others.length === 0 && part !== key && isAbbreviation(part)) read(part, [readings.get(key) ?? usual(key)]);
  }
  const own = new Set(named.map(({ key }) => key));
  for (const part of tables.flatMap(({ columns }) => columns.flatMap(({ name }) => keyed(name) ?? [])))
    if (isAbbreviation(part) && !own.has(part) && !all.has(usual(part))) read(part, all);
  return readings;
}

/** Letters in common with the one word of a table say enough where they begin the name of its key. */
const LOOSELY = 0.3;

/** The one part before "id" in the name of a key. */
function keyed(name: string): string | null {
  const [part = "", id, ...others] = partsOf(name);
  return id === "id" && others.length === 0 ? part : null;
}

function wholeWords(name: string): readonly string[] {
  return lemmas(partsOf(name)).filter((word) => ENGLISH_WORDS.has(word) && !Object.hasOwn(ABBREVIATIONS, word));
}

function usual(part: string): string {
  return (Object.hasOwn(ABBREVIATIONS, part) ? ABBREVIATIONS[part] : undefined) ?? part;
}
