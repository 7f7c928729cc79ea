import { ENGLISH_WORDS } from "@/lib/language/english";
import { findHours } from "@/lib/language/hours";
import { respellDates } from "@/lib/language/window-spelling";
import { findWindows } from "@/lib/language/windows";
import { editDistance, isShortened, isSwapped } from "@/lib/language/words";
import { isVain, KNOWN_WORDS, LEXICON_WORDS, type ReadContext } from "@/lib/engines/shop/said/reading";
import { tokeniseQuestion, type ShopToken } from "@/lib/engines/shop/said/tokens";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";

/** A misspelt word, as it was written and as it is read. */
export type Correction = { readonly wrote: string; readonly read: string };

// Misspellings are repaired only towards these: short and rare words are too close to too many others.
// A repair into a word that means nothing by itself would make the misspelt one vanish.
const REPAIR_TARGETS: readonly string[] = LEXICON_WORDS.filter((word) => word.length >= 4 && !isVain(word));

// Only long ones, after every name: what is near to those is hardly meant as anything else.
const VAIN_TARGETS: readonly string[] = [...KNOWN_WORDS].filter((word) => word.length >= 6 && isVain(word));

/** A question with the spelling of its words repaired, so that every rule reads what was meant. Names and addresses are left alone. */
export function repairSpelling(
  text: string,
  vocabulary: Vocabulary,
  context: ReadContext,
): { readonly text: string; readonly corrections: readonly Correction[] } {
  const timed = [...findWindows(text, context).flatMap(({ spans }) => spans), ...findHours(text).flatMap(({ spans }) => spans)];
  const dates = respellDates(text);
  const corrections: Correction[] = [];
  let repaired = "";
  let from = 0;
  for (const token of tokeniseQuestion(text)) {
    const { start, end } = token;
    const isDate = timed.some((span) => start < span.end && end > span.start);
    const dated = respelled(dates, start, end);
    const isSlip = !isDate && dated !== token.text && !isKnown(token, vocabulary);
    const read = isAddress(text, start, end) && !isDate ? null : isDate || isSlip ? dated : repairedWord(token, vocabulary);
    if (read === null || read === token.text) continue;
    if (!isDate) corrections.push({ wrote: token.text, read });
    repaired += text.slice(from, start) + read;
    from = end;
  }
  return { text: repaired + text.slice(from), corrections };
}

function respelled({ text, at }: ReturnType<typeof respellDates>, start: number, end: number): string {
  return [...text].filter((_, index) => (at[index] ?? -1) >= start && (at[index] ?? -1) < end).join("");
}

/** Part of an e-mail address, a link or a number with letters. */
function isAddress(text: string, start: number, end: number): boolean {
  const before = /\S*$/u.exec(text.slice(0, start))?.[0] ?? "";
  const after = /^\S*/u.exec(text.slice(end))?.[0] ?? "";
  return /[@_/]|\.\p{L}|\d-?$/u.test(before) || /[@_]|^\.\p{L}|^-?\d/u.test(after);
}

function repairedWord(token: ShopToken, vocabulary: Vocabulary): string | null {
  const read = token.number !== null || isKnown(token, vocabulary) ? null : nearestWord(token.lemma, vocabulary);
  const isPlural = read !== null && token.lemma !== token.text && /s$/.test(token.text) && !/s$/.test(read);
  return isPlural ? `${read.replace(/(?<=[^aeiou])y$/, "ie")}s` : read;
}

function isKnown({ text, lemma }: ShopToken, vocabulary: Vocabulary): boolean {
  return (
    KNOWN_WORDS.has(lemma) ||
    KNOWN_WORDS.has(text) ||
    vocabulary.words.has(lemma) ||
    vocabulary.firstNames.has(lemma) ||
    vocabulary.lastNames.has(lemma) ||
    !/\p{L}/u.test(text)
  );
}

function nearestWord(word: string, vocabulary: Vocabulary): string | null {
  const slip = ENGLISH_WORDS.has(word) ? null : slipOf(word, vocabulary);
  if (slip !== null) return slip;
  // A real word is not a misspelling: "write" stands for nothing in a shop that sells "white" shirts.
  if (word.length < 4 || /\d/.test(word) || ENGLISH_WORDS.has(word) || /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/.test(word))
    return null;
  const limit = word.length >= 8 ? 2 : 1;
  const isWord = (name: string): boolean => name.length >= 4 && /^\p{L}+$/u.test(name);
  // Short names of persons are too many: some of them is near to any word.
  const persons = word.length >= 6 ? [...vocabulary.firstNames.keys(), ...vocabulary.lastNames.keys()].filter(isWord) : [];
  return (
    nearestIn(word, REPAIR_TARGETS, limit) ??
    nearestIn(word, [...vocabulary.words].filter(isWord), limit) ??
    nearestIn(word, persons, 1) ??
    nearestIn(word, VAIN_TARGETS, word.length >= 5 ? 1 : 0)
  );
}

/** "shw", "prdct", "maek": a word without some of its vowels, or with two letters swapped; every letter of it is right, so it may be any word. */
function slipOf(word: string, { words }: Vocabulary): string | null {
  if (word.length < 3 || /\d/.test(word)) return null;
  const found = [...KNOWN_WORDS, ...words].filter((other) => (other.length > 3 && isShortened(word, other)) || isSwapped(word, other));
  const least = Math.min(...found.map(({ length }) => length));
  const nearest = new Set(found.filter(({ length }) => length === least));
  const [only] = nearest;
  return nearest.size === 1 && only !== undefined ? only : null;
}

function nearestIn(word: string, candidates: readonly string[], limit: number): string | null {
  let best: string | null = null;
  let distance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit || isContrary(word, candidate)) continue;
    // The first letter is rarely the wrong one; without this, short words match by chance.
    const cost = editDistance(word, candidate, limit) + (candidate.charAt(0) === word.charAt(0) || word.length > 5 ? 0 : 1);
    if (cost < distance) [best, distance] = [candidate, cost];
  }
  return best;
}

/** "undelivered" is no slip of the pen for "delivered". */
function isContrary(word: string, other: string): boolean {
  return ["un", "in", "dis", "non", "mis"].some(
    (prefix) =>
      word.startsWith(prefix) !== other.startsWith(prefix) &&
      (word === prefix + other ||
        other === prefix + word ||
        (word.startsWith(prefix) && editDistance(word.slice(prefix.length), other, 1) <= 1)),
  );
}
