import type { Question } from "@/lib/engines/engine";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import { findWindows } from "@/lib/language/windows";
import type { Case } from "@/lib/learning/memory/case";
import { inOwnWords } from "@/lib/learning/memory/learned-word";
import { remember, type Remembered } from "@/lib/learning/memory/memory";
import { plainText } from "@/lib/learning/memory/normal-form";
import { partOf, refill } from "@/lib/learning/memory/plan-shape";
import { readingKey } from "@/lib/learning/memory/reading-key";
import type { OpenPlace, Recalled } from "@/lib/learning/memory/recalled";
import { recallAlike } from "@/lib/learning/memory/recall-alike";
import { recallLeaning } from "@/lib/learning/memory/recall-leaning";
import { leaningOfCases } from "@/lib/learning/memory/known";
import { fromItems, readSlots, type ReadQuestion, type SlotClock } from "@/lib/learning/memory/slots";
import type { TaughtWord, VerifiedStore } from "@/lib/learning/memory/store";
import { canBeTypo, keyPattern, matchesButTypos } from "@/lib/learning/memory/typos";
import type { VerifiedMark } from "@/lib/interactions/event";
import type { MemoryPlace, Stale, VerifiedAnswer } from "@/lib/learning/memory/verified";
import type { DateWindow } from "@/lib/language/date-window";

export type RecallDeps = {
  readonly store: Pick<VerifiedStore, "any" | "same" | "alike" | "words" | "readSo" | "resembling" | "refused">;
  readonly open: (place: MemoryPlace, now: string) => Promise<OpenPlace | null>;
  /** The questions of a place whose right plan is known and can be read over its tables, newest first. */
  readonly known: (place: MemoryPlace, open: OpenPlace) => Promise<readonly Case[]>;
  readonly english: ReadonlySet<string>;
};

type Fit = { readonly entry: VerifiedAnswer; readonly found: Remembered };

/** Begins a part of a conversation; "sort the names of …" says what it sorts. */
const CARRIES_ON =
  /^(?:and|but|now|only|just|also|what about|how about|same|instead|sort(?! (?:the|all) (?!list(?! of (?!it\b|that\b|this\b))|result|row|table|answer))|order (?:them|it|that|by)|those|these|them|it|that one|why)\b/iu;
const POINTS = /\b(?:them|those|these|the same|that one|of it)\b/iu;
/** Says itself whom it points to: "those members who …", "the same city as …". */
const EXPLAINED =
  /\b(?:those|these)(?= (?:\p{L}+ ){0,3}(?:who|whom|whose|that|which|where|with|without|from|in|of)\b)|\bthe same(?= (?:\p{L}+ ){1,3}as\b)/giu;
/** Three words or more and a new clause: what follows may point back to them. */
const EARLIER_CLAUSE = /(?:[^\s,;.?!]+\s+){2,}[^\s,;.?!]+\s*(?:[,;.?!]|\b(?:and|but)\b)[^,;.?!]*$/iu;

/**
 * Whether a question says by itself what it means. What a part of a conversation means hangs on the question before, so it is never
 * verified by itself; "find the rooms and sort them by price" points back to its own words.
 */
export function standsAlone(text: string): boolean {
  const plain = plainText(text);
  if (CARRIES_ON.test(plain)) return false;
  const rest = plain.replaceAll(EXPLAINED, "");
  const pointer = POINTS.exec(rest);
  return pointer === null || (pointer[0].toLowerCase() !== "the same" && EARLIER_CLAUSE.test(rest.slice(0, pointer.index)));
}

/**
 * The confirmed plan of a question: said exactly so, said otherwise, with a slip of the pen, or with other values;
 * the closest, then the newest first. Where there is none, the plan of a known question that asks the same in other words, or the reading
 * that the known questions of the place lean to; then the same of the question with its learned words in the engine's own.
 */
export async function recall(question: Question, place: MemoryPlace, deps: RecallDeps): Promise<Recalled | null> {
  if (!(await deps.store.any(place))) return null;
  const words = standsAlone(question.text) ? null : await deps.store.words(place);
  // Of a part of a conversation nothing but its words can be known.
  if (words?.length === 0) return null;
  const open = await deps.open(place, question.now);
  if (!open) return null;
  const known = words ? null : await recallKnown(question, place, open, deps);
  if (known) return known;
  const worded = await inLearnedWords(question, words ?? (await deps.store.words(place)), open, deps);
  if (!worded || words) return worded;
  return (await recallKnown({ ...question, text: worded.text }, place, open, deps)) ?? worded;
}

/** A question with its learned words in the engine's own; those of a rejected answer to the same question stay. */
async function inLearnedWords(
  question: Question,
  words: readonly TaughtWord[],
  open: OpenPlace,
  { store }: RecallDeps,
): Promise<(Recalled & { kind: "worded" }) | null> {
  const { used } = inOwnWords(
    question.text,
    words.filter(({ shape }) => shape === open.shape),
  );
  if (used.length === 0) return null;
  const { normal } = readSlots(question.text, open.vocabulary, open.clock);
  const taken: TaughtWord[] = [];
  for (const word of used) if (!isAmong(normal, await store.refused(word.id), open)) taken.push(word);
  const [word] = taken;
  if (!word) return null;
  return {
    kind: "worded",
    text: inOwnWords(question.text, taken).text,
    mark: {
      id: word.id,
      origin: word.origin,
      at: word.at,
      how: "word",
      changed: taken.map(({ said, means }) => `${said} → ${means}`),
      like: word.question,
    },
  };
}

/**
 * The confirmed plan of a question, said so or nearly so; else that of a known question that asks the same in other words, or the reading
 * that the known questions of the place lean to.
 */
async function recallKnown(question: Question, place: MemoryPlace, open: OpenPlace, deps: RecallDeps): Promise<Recalled | null> {
  const asked = readSlots(question.text, open.vocabulary, open.clock);
  const fits = fitsAmong(asked, await deps.store.same(place, asked.normal), open);
  const alike = fits.length > 0 ? fits : fitsAmong(asked, await deps.store.alike(place, asked.key), open);
  const near = alike.length > 0 ? alike : await fitsDespiteTypos(asked, place, open, deps);
  if (near.length > 0) return choose(near, question, open);
  const reading = open.read(question.text, question.now);
  if (reading === null) return null;
  const same = choose(await fitsByReading(question, place, open, reading, deps), question, open);
  if (same) return same;
  const known = await deps.known(place, open);
  const otherWords = await unlessRefused(recallAlike(question, place, open, reading, known), asked, open, deps);
  if (otherWords) return otherWords;
  const leaning = await leaningOfCases(known, open);
  return leaning && unlessRefused(recallLeaning(question, place, open, reading, leaning), asked, open, deps);
}

/** A question whose answer was rated bad is not the same as the one that it was read like, and does not lean on it. */
async function unlessRefused(
  found: Extract<Recalled, { kind: "verified" }> | null,
  asked: ReadQuestion,
  open: OpenPlace,
  { store }: RecallDeps,
): Promise<Recalled | null> {
  const refused = found ? await store.refused(found.mark.id) : [];
  return isAmong(asked.normal, refused, open) ? null : found;
}

/** Whether one of these questions says the same as another. */
function isAmong(normal: string, questions: readonly string[], { vocabulary, clock }: OpenPlace): boolean {
  return questions.some((text) => readSlots(text, vocabulary, clock).normal === normal);
}

/**
 * Other words that the engine reads as it reads a verified question, to the last value; whatever it made of them then was confirmed or
 * corrected.
 */
async function fitsByReading(
  { text }: Question,
  place: MemoryPlace,
  open: OpenPlace,
  read: PlanReading,
  deps: RecallDeps,
): Promise<readonly Fit[]> {
  const reading = readingKey(text, read);
  const entries = reading === null ? [] : await deps.store.readSo(place, reading);
  // Dates are part of a reading, so windows of the words themselves are as they were; those of a meaning may have moved.
  return entries.flatMap((entry): Fit[] =>
    sameWindows(entry.meaningWindows, windowsOf(entry.meaning, open.clock))
      ? [{ entry, found: { part: null, how: "reading", changed: [] } }]
      : [],
  );
}

function sameWindows(a: readonly DateWindow[], b: readonly DateWindow[]): boolean {
  return JSON.stringify(a.map(({ from, to }) => [from, to])) === JSON.stringify(b.map(({ from, to }) => [from, to]));
}

/** The verified answers that fit a question, the closest first; as close as each other, in the order given. */
export function fitsAmong(asked: ReadQuestion, entries: readonly VerifiedAnswer[], open: OpenPlace): readonly Fit[] {
  const found = entries.flatMap((entry): Fit[] => {
    const fit = remember(asked, entry, partOf(entry.plan), windowsOf(entry.meaning, open.clock));
    return fit ? [{ entry, found: fit }] : [];
  });
  const rank: Readonly<Record<VerifiedMark["how"], number>> = {
    exact: 0,
    normalised: 1,
    slots: 2,
    reading: 3,
    alike: 4,
    leaning: 5,
    word: 6,
  };
  return found
    .map((fit, at) => ({ fit, at }))
    .sort((a, b) => rank[a.fit.found.how] - rank[b.fit.found.how] || a.at - b.at)
    .map(({ fit }) => fit);
}

/** The windows that only a meaning names. */
export function windowsOf(meaning: string | null, clock: SlotClock): readonly DateWindow[] {
  return meaning === null ? [] : findWindows(plainText(meaning), clock).map(({ window }) => window);
}

async function fitsDespiteTypos(asked: ReadQuestion, place: MemoryPlace, open: OpenPlace, deps: RecallDeps): Promise<readonly Fit[]> {
  const suspects = asked.items.filter((item) => canBeTypo(item, open.vocabulary.knows));
  if (suspects.length === 0) return [];
  const { english } = deps;
  const isWord = (word: string): boolean => english.has(word) || open.vocabulary.knows(word);
  const pattern = keyPattern(asked.items, asked.keyItems, isWord);
  const entries = pattern === null ? [] : await deps.store.resembling(place, pattern);
  const repaired = entries.flatMap((entry): Fit[] => {
    const key = entry.key.split(" ");
    if (!matchesButTypos(asked.items, key, isWord)) return [];
    const items = asked.items.map((item, at) => (item.slot ? item : { ...item, text: key[at] ?? item.text }));
    return [...fitsAmong(fromItems(asked.text, items), [entry], open)];
  });
  // Two different verified answers one slip away: nobody can say which was meant.
  return new Set(repaired.map(({ entry }) => entry.key)).size === 1 ? repaired : [];
}

/** The first that is in use; one that rests gives way only to what was confirmed after it was put to rest, however closely that fits. */
function choose(fits: readonly Fit[], question: Question, open: OpenPlace): Recalled | null {
  let resting: Stale | null = null;
  for (const { entry, found } of fits) {
    const stale: Stale | null = entry.stale ?? (entry.shape === open.shape ? null : { reason: "tables", since: entry.at });
    if (stale) resting ??= stale;
    if (stale || (resting && entry.at <= resting.since)) continue;
    const plan = refill(entry.plan, found.part, {
      question: question.text,
      now: question.now,
      schema: open.schema,
      firstOrder: open.firstOrder,
      lastOrder: open.lastOrder,
    });
    if (plan)
      return { kind: "verified", plan, mark: { id: entry.id, origin: entry.origin, at: entry.at, how: found.how, changed: found.changed } };
  }
  return resting && { kind: "stale", stale: resting };
}
