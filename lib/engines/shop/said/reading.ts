import { ENTRIES, type Meaning } from "@/lib/engines/shop/said/lexicon";
import { FILLERS } from "@/lib/engines/shop/said/fillers";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { LONGEST_NAME, linkAt, type Entity } from "@/lib/engines/shop/said/link";
import { phraseLemmas, tokeniseQuestion, type ShopToken } from "@/lib/engines/shop/said/tokens";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";
import { findHours, type FoundHours } from "@/lib/language/hours";
import { upToSameTime } from "@/lib/language/same-time";
import { findWindows } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

type Tagged =
  | Meaning
  | { readonly kind: "entity"; readonly entity: Entity }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "window"; readonly window: DateWindow }
  | { readonly kind: "unknown" };
/** A stretch of tokens with what it means; `words` as read, after spelling was repaired. */
export type Tag = { readonly meaning: Tagged; readonly words: string; readonly start: number; readonly end: number };
/** A question as a row of tags, in order. */
export type Reading = {
  readonly tags: readonly Tag[];
  readonly windows: readonly DateWindow[];
  readonly tokens: readonly ShopToken[];
  readonly now: string;
};
export type ReadContext = { readonly now: string; readonly weekendDays: readonly number[] };

type Phrase = { readonly lemmas: readonly string[]; readonly meaning: Meaning };

const PHRASES: ReadonlyMap<string, readonly Phrase[]> = indexPhrases();
/** Every word that means something to a shop, in the singular. */
export const LEXICON_WORDS: readonly string[] = [...new Set(ENTRIES.flatMap(([, phrases]) => phrases.split("|").flatMap(phraseLemmas)))];
/** Every word that a question may hold without being a name. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set([...LEXICON_WORDS, ...FILLERS]);
/**
 * Reads a question word by word: date windows first, then the longest phrase or name at each place.
 * A word that nothing explains stays as `unknown`.
 */
export function readQuestion(text: string, vocabulary: Vocabulary, context: ReadContext): Reading {
  const hours = findHours(text);
  const clocked = hours.flatMap(({ spans }) => spans);
  const found = upToSameTime(findWindows(withoutSpans(text, clocked), context), text, context.now);
  const timed = [...found.flatMap(({ spans }) => spans), ...clocked];
  const tokens = tokeniseQuestion(text);
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
    tags: withoutMain(tags, vocabulary, (from, to) => text.slice(tokens[from]?.end, tokens[to]?.start)).filter(
      ({ meaning }) => meaning.kind !== "window" || (!seen.has(meaning.window) && seen.add(meaning.window)),
    ),
    windows: found.map(({ window }) => window),
    tokens,
    now: context.now,
  };
}

/** "men's panjabis" are panjabis: the main category right before one of its own says nothing more. */
function withoutMain(tags: readonly Tag[], { categories }: Vocabulary, between: (from: number, to: number) => string): readonly Tag[] {
  const categoryOf = (tag: Tag | undefined): readonly unknown[] =>
    tag?.meaning.kind === "entity" && tag.meaning.entity.kind === "filter" && tag.meaning.entity.filter.field === "category"
      ? tag.meaning.entity.filter.values
      : [];
  return tags.map((tag, at) => {
    const next = tags.slice(at + 1).find(({ words }) => !/^(?:'?s|wear)$/.test(words));
    const parents = categoryOf(next).map((id) => categories.find((category) => category.id === id)?.parent ?? null);
    const own = categoryOf(tag);
    const isOne = next !== undefined && !/[,;&/+]/.test(between(tag.end - 1, next.start));
    return isOne && own.length > 0 && parents.length > 0 && parents.every((id) => own.includes(id))
      ? { ...tag, meaning: { kind: "filler" } }
      : tag;
  });
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

/** A word that means nothing by itself. */
export function isVain(word: string): boolean {
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
  // "the good ones" are no goods.
  const candidates = (PHRASES.get(first.lemma) ?? []).filter(({ lemmas }) => first.text !== "good" || lemmas.length > 1);
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
