import { ENTRIES, type Meaning } from "@/lib/engines/shop/said/lexicon";
import { FILLERS } from "@/lib/engines/shop/said/fillers";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { LONGEST_NAME, linkAt, type Entity } from "@/lib/engines/shop/said/link";
import { phraseLemmas, tokeniseQuestion, type ShopToken } from "@/lib/engines/shop/said/tokens";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";
import { ENGLISH_WORDS } from "@/lib/language/english";
import type { Language } from "@/lib/language/translate";
import { editDistance, isShortened, isSwapped } from "@/lib/language/words";
import { findHours, type FoundHours } from "@/lib/language/hours";
import { findWindows, type DateWindow } from "@/lib/language/windows";

export type Tagged =
  | Meaning
  | { readonly kind: "entity"; readonly entity: Entity }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "window"; readonly window: DateWindow }
  | { readonly kind: "unknown" };
/** A stretch of tokens with what it means; `words` as read, after spelling was repaired. */
export type Tag = { readonly meaning: Tagged; readonly words: string; readonly start: number; readonly end: number };
export type Correction = { readonly wrote: string; readonly read: string };
/** A question as a row of tags, in order. */
export type Reading = {
  readonly tags: readonly Tag[];
  readonly windows: readonly DateWindow[];
  readonly corrections: readonly Correction[];
  readonly tokens: readonly ShopToken[];
};
export type ReadContext = { readonly now: string; readonly weekendDays: readonly number[]; readonly language?: Language };

type Phrase = { readonly lemmas: readonly string[]; readonly meaning: Meaning };

const PHRASES: ReadonlyMap<string, readonly Phrase[]> = indexPhrases();
/** Every word that means something to a shop, in the singular. */
export const LEXICON_WORDS: readonly string[] = [...new Set(ENTRIES.flatMap(([, phrases]) => phrases.split("|").flatMap(phraseLemmas)))];
const KNOWN_WORDS: ReadonlySet<string> = new Set([...LEXICON_WORDS, ...FILLERS]);
// Misspellings are repaired only towards these: short and rare words are too close to too many others.
// A repair into a word that means nothing by itself would make the misspelt one vanish.
const REPAIR_TARGETS: readonly string[] = LEXICON_WORDS.filter((word) => word.length >= 4 && !isVain(word));

/**
 * Reads a question word by word: date windows first, then the longest phrase or name at each place.
 * A word that nothing explains stays as `unknown`.
 */
export function readQuestion(text: string, vocabulary: Vocabulary, context: ReadContext): Reading {
  const hours = findHours(text);
  const clocked = hours.flatMap(({ spans }) => spans);
  const found = findWindows(withoutSpans(text, clocked), context);
  const timed = [...found.flatMap(({ spans }) => spans), ...clocked];
  const { tokens, corrections } = repairSpelling(tokeniseQuestion(text), vocabulary, timed, context.language ?? "en");
  const tags: Tag[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    const window = found.find(({ spans }) => spans.some(({ start, end }) => token.start < end && token.end > start));
    const hour = clocked.find(({ start, end }) => token.start < end && token.end > start);
    const inHours = hours.find(({ spans }) => hour !== undefined && spans.includes(hour));
    const tag = window
      ? windowTag(tokens, at, window.spans, window.window)
      : hour && inHours
        ? hoursTag(tokens, at, hour, inHours)
        : tagAt(
            tokens,
            at,
            vocabulary,
            timed.map(({ start }) => start),
          );
    if (hour === undefined || hour === inHours?.spans[0] || window) tags.push(tag);
    at = tag.end;
  }
  const seen = new Set<DateWindow>();
  return {
    tags: tags.filter(({ meaning }) => meaning.kind !== "window" || (!seen.has(meaning.window) && seen.add(meaning.window))),
    windows: found.map(({ window }) => window),
    corrections,
    tokens,
  };
}

type TextSpan = { readonly start: number; readonly end: number };

function withoutSpans(text: string, spans: readonly TextSpan[]): string {
  return spans.reduce((left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end), text);
}

/** Hours that hold together are one filter. */
function hoursTag(tokens: readonly ShopToken[], at: number, span: TextSpan, { hours, clock, label }: FoundHours): Tag {
  const filter: Filter =
    clock === null ? { field: "hour", op: "is", values: [...hours], label } : { field: "time", op: "between", values: [...clock], label };
  const end = tokens.findIndex((token, index) => index > at && token.start >= span.end);
  const stop = end === -1 ? tokens.length : end;
  return {
    meaning: { kind: "entity", entity: { kind: "filter", filter, exact: true } },
    words: wordsOf(tokens, at, stop),
    start: at,
    end: stop,
  };
}

function windowTag(
  tokens: readonly ShopToken[],
  at: number,
  spans: readonly { readonly start: number; readonly end: number }[],
  window: DateWindow,
): Tag {
  const first = tokens[at];
  const span = spans.find(({ start, end }) => first && first.start < end && first.end > start);
  let end = at + 1;
  while (span && (tokens[end]?.start ?? Number.POSITIVE_INFINITY) < span.end) end += 1;
  return { meaning: { kind: "window", window }, words: wordsOf(tokens, at, end), start: at, end };
}

function tagAt(tokens: readonly ShopToken[], at: number, vocabulary: Vocabulary, windowStarts: readonly number[]): Tag {
  const token = tokens[at];
  const stop = tokens.findIndex((other, index) => index > at && windowStarts.some((start) => other.start <= start && start < other.end));
  const open = tokens.slice(0, stop === -1 ? tokens.length : stop);
  const phrase = longestPhrase(open, at, (length) => cutsName(open, at, length, vocabulary));
  const link = linkAt(open, at, vocabulary, KNOWN_WORDS);
  if (link && link.length > (phrase?.lemmas.length ?? 0)) return make(tokens, at, link.length, { kind: "entity", entity: link.entity });
  if (phrase) return make(tokens, at, phrase.lemmas.length, phrase.meaning);
  if (token?.number != null) return make(tokens, at, 1, { kind: "number", value: token.number });
  if (token && (FILLERS.has(token.text) || FILLERS.has(token.lemma) || token.text === "+")) return make(tokens, at, 1, { kind: "filler" });
  return make(tokens, at, 1, { kind: "unknown" });
}

function isVain(word: string): boolean {
  return FILLERS.has(word) && !PHRASES.get(word)?.some(({ lemmas }) => lemmas.length === 1);
}

function make(tokens: readonly ShopToken[], start: number, length: number, meaning: Tagged): Tag {
  return { meaning, words: wordsOf(tokens, start, start + length), start, end: start + length };
}

function wordsOf(tokens: readonly ShopToken[], start: number, end: number): string {
  return tokens
    .slice(start, end)
    .map(({ text }) => text)
    .join(" ");
}

/** "without Order Desk" leaves a customer out; "without order" and a word are not meant. */
function cutsName(tokens: readonly ShopToken[], at: number, length: number, { longNames }: Vocabulary): boolean {
  const lemmas = tokens.slice(at, at + length + LONGEST_NAME).map(({ lemma }) => lemma);
  return (
    longNames.size > 0 &&
    lemmas
      .slice(1, length)
      .some((_, back) => lemmas.slice(length).some((__, over) => longNames.has(lemmas.slice(back + 1, length + over + 1).join(" "))))
  );
}

function longestPhrase(tokens: readonly ShopToken[], at: number, cuts: (length: number) => boolean): Phrase | null {
  const first = tokens[at];
  if (!first) return null;
  const candidates = PHRASES.get(first.lemma) ?? [];
  return (
    candidates.find(
      ({ lemmas }) => lemmas.every((lemma, index) => tokens[at + index]?.lemma === lemma) && !(lemmas.length > 1 && cuts(lemmas.length)),
    ) ?? null
  );
}

function indexPhrases(): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const [meaning, phrases] of ENTRIES) {
    for (const text of phrases.split("|")) {
      const lemmas = phraseLemmas(text);
      const [first] = lemmas;
      if (first === undefined) throw new TypeError(`The phrase ${JSON.stringify(text)} has no words.`);
      const known = index.get(first) ?? [];
      if (!known.some((other) => other.lemmas.join(" ") === lemmas.join(" "))) known.push({ lemmas, meaning });
      index.set(first, known);
    }
  }
  for (const known of index.values()) known.sort((a, b) => b.lemmas.length - a.lemmas.length);
  return index;
}

function repairSpelling(
  tokens: readonly ShopToken[],
  vocabulary: Vocabulary,
  spans: readonly TextSpan[],
  language: Language,
): { readonly tokens: readonly ShopToken[]; readonly corrections: readonly Correction[] } {
  const corrections: Correction[] = [];
  // What a lexicon of another language leaves is no misspelt English word.
  if (language !== "en") return { tokens, corrections };
  const repaired = tokens.map((token) => {
    if (token.number !== null || isKnown(token, vocabulary) || spans.some(({ start, end }) => token.start < end && token.end > start))
      return token;
    const read = nearestWord(token.lemma, vocabulary);
    if (read === null) return token;
    corrections.push({ wrote: token.text, read });
    return { ...token, text: read, lemma: read };
  });
  return { tokens: repaired, corrections };
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
    nearestIn(word, REPAIR_TARGETS, limit) ?? nearestIn(word, [...vocabulary.words].filter(isWord), limit) ?? nearestIn(word, persons, 1)
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
