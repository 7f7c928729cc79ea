import { findNumbers } from "@/lib/language/numbers";
import { normalise, tokenise, type Token } from "@/lib/language/words";
import { findWindows } from "@/lib/language/windows";
import { normalWords, plainText } from "@/lib/learning/memory/normal-form";
import type { DateWindow } from "@/lib/language/date-window";

/** A part of a question that another question may say otherwise. `spelling` is how it was said, normalised. */
export type Slot =
  | { readonly kind: "number" | "percent"; readonly spelling: string; readonly value: number }
  | { readonly kind: "quoted"; readonly spelling: string; readonly value: string }
  | { readonly kind: "value"; readonly spelling: string; readonly stored: readonly { readonly column: number; readonly value: string }[] }
  | { readonly kind: "window"; readonly spelling: string; readonly window: DateWindow }
  | { readonly kind: "grouping"; readonly spelling: string; readonly group: string; readonly family: string };

/** What a source knows: stored values by normalised text, and what it can be grouped by. */
export type SlotVocabulary = {
  readonly values: (normalised: string) => readonly { readonly column: number; readonly value: string }[];
  /** @returns a grouping of that name and the family it may be exchanged within, or null */
  readonly grouping: (words: string) => { readonly group: string; readonly family: string } | null;
  /** Words that a source's own names are made of; their spelling is never repaired. */
  readonly knows: (word: string) => boolean;
};

export type SlotClock = { readonly now: string; readonly weekendDays: readonly number[] };

/** One item of a question in order: a word, or a slot. */
export type Item = { readonly text: string; readonly slot: Slot | null; readonly isName: boolean };
/** `normal` equals for questions that say the same; `key` for those that differ in slots only. */
export type ReadQuestion = {
  readonly text: string;
  readonly items: readonly Item[];
  readonly slots: readonly Slot[];
  readonly keyItems: readonly string[];
  readonly normal: string;
  readonly key: string;
};

type Span = { readonly start: number; readonly end: number; readonly slot: Slot };

const MARKS: Readonly<Record<Slot["kind"], string>> = { number: "#", percent: "%#", quoted: '"@"', value: "@", window: "~", grouping: "^" };
/** "orders in the last 30 days", "orders last week": the small word says nothing. */
const BEFORE_WINDOW = new Set(["in", "during", "for", "on", "of", "within"]);
const LONGEST_VALUE = 5;
const PLAIN = new Set(
  "a an the all of in on at to by for with and or not no is are was were be how many much what which who when where why that this these those it its count number list show top first last most least more less than over under new old average total sum order by each per date day week month year time between from since before after".split(
    " ",
  ),
);

/** Reads a question as words and slots: windows first, then quoted texts, stored values, groupings, numbers. */
export function readSlots(text: string, vocabulary: SlotVocabulary, clock: SlotClock): ReadQuestion {
  const plain = plainText(text);
  const tokens = tokenise(plain);
  const spans: Span[] = [];
  const take = (found: readonly Span[]): void => {
    for (const span of found) if (!spans.some((other) => span.start < other.end && span.end > other.start)) spans.push(span);
  };
  take(quotedIn(tokens));
  take(windowsIn(plain, clock));
  take(groupingsIn(tokens, vocabulary));
  take(valuesIn(tokens, vocabulary));
  take(numbersIn(tokens));
  return fromItems(plain, itemsOf(plain, spans));
}

/** A read question of other items, as when slips of the pen were repaired. */
export function fromItems(text: string, items: readonly Item[]): ReadQuestion {
  const keyItems = items.map(({ text: word, slot }) => (slot ? MARKS[slot.kind] : word));
  return {
    text,
    items,
    slots: items.flatMap(({ slot }) => (slot ? [slot] : [])),
    keyItems,
    normal: items.map((item) => item.text).join(" "),
    key: keyItems.join(" "),
  };
}

/** A slot swallows the words it covers; the first of them stands for it. */
function itemsOf(plain: string, spans: readonly Span[]): readonly Item[] {
  const items: Item[] = [];
  const placed = new Set<Span>();
  for (const word of normalWords(plain)) {
    const span = spans.find(({ start, end }) => word.start < end && word.end > start);
    if (!span) items.push({ text: word.text, slot: null, isName: word.isName });
    else if (!placed.has(span)) {
      placed.add(span);
      if (span.slot.kind === "window" && BEFORE_WINDOW.has(items.at(-1)?.text ?? "")) items.pop();
      items.push({ text: span.slot.spelling, slot: span.slot, isName: false });
    }
  }
  return items;
}

function quotedIn(tokens: readonly Token[]): readonly Span[] {
  return tokens.flatMap((token) =>
    token.kind === "quoted"
      ? [{ start: token.start, end: token.end, slot: { kind: "quoted", spelling: `"${token.text}"`, value: token.text } }]
      : [],
  );
}

function windowsIn(plain: string, clock: SlotClock): readonly Span[] {
  return findWindows(plain, clock).flatMap(({ window, spans }) => {
    // Weekday words that stand apart from their window make two spans of one meaning: such a question has no window slot.
    const [span, ...others] = spans;
    return span && others.length === 0
      ? [
          {
            start: span.start,
            end: span.end,
            slot: { kind: "window" as const, spelling: normalise(plain.slice(span.start, span.end)), window },
          },
        ]
      : [];
  });
}

function groupingsIn(tokens: readonly Token[], vocabulary: SlotVocabulary): readonly Span[] {
  return tokens.flatMap((token, at): Span[] => {
    const before = tokens[at - 1]?.lower ?? "";
    const isSorting = /^(?:sort|order|rank|follow)(?:ed|ing|s)?$/u.test(tokens[at - 2]?.lower ?? "");
    if (isSorting || !(before === "by" || before === "per" || (before === "each" && /^(?:for|in)$/u.test(tokens[at - 2]?.lower ?? ""))))
      return [];
    for (let length = 3; length >= 1; length -= 1) {
      const run = tokens.slice(at, at + length);
      const last = run.at(-1);
      if (run.length < length || !last || run.some(({ kind }) => kind !== "word")) continue;
      const spelling = [...run.slice(0, -1).map(({ lower }) => lower), last.lemma].join(" ");
      const found = vocabulary.grouping(spelling);
      if (found) return [{ start: token.start, end: last.end, slot: { kind: "grouping", spelling, ...found } }];
    }
    return [];
  });
}

function valuesIn(tokens: readonly Token[], vocabulary: SlotVocabulary): readonly Span[] {
  const found: Span[] = [];
  for (let at = 0; at < tokens.length;) {
    const span = valueAt(tokens, at, vocabulary);
    if (span) found.push(span.span);
    at += span?.length ?? 1;
  }
  return found;
}

function valueAt(
  tokens: readonly Token[],
  at: number,
  vocabulary: SlotVocabulary,
): { readonly span: Span; readonly length: number } | null {
  for (let length = Math.min(LONGEST_VALUE, tokens.length - at); length >= 1; length -= 1) {
    const run = tokens.slice(at, at + length);
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last || run.some(({ kind }) => kind === "quoted") || first.kind === "mark" || last.kind === "mark") continue;
    const spelling = normalise(run.map(({ text }) => text).join(" "));
    if (run.every(({ kind, lower }) => kind === "number" || PLAIN.has(lower))) continue;
    const stored = vocabulary.values(spelling);
    if (stored.length > 0) return { span: { start: first.start, end: last.end, slot: { kind: "value", spelling, stored } }, length };
  }
  return null;
}

function numbersIn(tokens: readonly Token[]): readonly Span[] {
  return findNumbers(tokens).flatMap(({ start, end, value, percent }): Span[] => {
    const [first, last] = [tokens[start], tokens[end - 1]];
    // A minus or a scale word that is not read as part of the number would be lost with it.
    if (!first || !last || tokens[start - 1]?.text === "-") return [];
    return [
      {
        start: first.start,
        end: last.end,
        slot: percent ? { kind: "percent", spelling: `${value}%`, value } : { kind: "number", spelling: String(value), value },
      },
    ];
  });
}
