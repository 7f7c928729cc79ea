import type { Use } from "@/lib/interactions/event";
import type { KeyPattern } from "@/lib/learning/memory/typos";
import type { LearnedWord } from "@/lib/learning/memory/learned-word";
import type { MemoryPlace, Stale, VerifiedAnswer } from "@/lib/learning/memory/verified";

/** What a verified answer gave when it was confirmed. `now` is ISO local time of the source. */
export type TestCase = {
  readonly id: string;
  readonly now: string;
  readonly sql: string;
  readonly params: readonly (string | number | boolean | null)[];
  readonly rowCount: number;
  readonly resultHash: string;
  readonly shape: string;
};
/** One thing that was taught or taken back. `at` is ISO UTC. */
export type ChangeLine = {
  readonly at: string;
  readonly userId: string;
  readonly what: "verified" | "corrected" | "undone" | "stale" | "renewed" | "ruled";
  readonly verifiedId: string;
  readonly text: string;
};
/** What one act of teaching saves together: all of it, or nothing. */
export type Lesson = {
  readonly verified: VerifiedAnswer;
  readonly test: TestCase;
  readonly trainingId: string;
  readonly correction: { readonly id: string; readonly text: string | null; readonly sql: string | null } | null;
  /** What a word of the question turned out to mean; null where none did. */
  readonly word: LearnedWord | null;
  readonly line: ChangeLine;
};

/** A learned word with the verified answer that taught it. */
export type TaughtWord = LearnedWord & Pick<VerifiedAnswer, "id" | "source" | "question" | "origin" | "at" | "shape">;

/** Where verified answers live. Each write is one transaction, durable when its promise resolves; reads see every process's writes. */
export interface VerifiedStore {
  /** Whether anything at all is verified there; where nothing is, a question costs no more than this. */
  any(place: MemoryPlace): Promise<boolean>;
  /** Those that say the same, newest first, at most `LOOKED_AT`. */
  same(place: MemoryPlace, normal: string): Promise<readonly VerifiedAnswer[]>;
  /** Those that say the same but for what their placeholders stand for, newest first, at most `LOOKED_AT`. */
  alike(place: MemoryPlace, key: string): Promise<readonly VerifiedAnswer[]>;
  /** The words that verified answers in use have taught, of a place or of every place, newest first, at most `KNOWN_WORDS`. */
  words(place: MemoryPlace | null): Promise<readonly TaughtWord[]>;
  /** Those that the engine reads so, newest first, at most `LOOKED_AT`. */
  readSo(place: MemoryPlace, reading: string): Promise<readonly VerifiedAnswer[]>;
  /** Ids of those that are in use, newest first. */
  inUse(place: MemoryPlace, limit: number): Promise<readonly string[]>;
  /** Those of these ids that there are. */
  some(ids: readonly string[]): Promise<readonly VerifiedAnswer[]>;
  /** Those whose key looks so, for slips of the pen, newest first, at most `LOOKED_AT_TYPOS`. */
  resembling(place: MemoryPlace, pattern: KeyPattern): Promise<readonly VerifiedAnswer[]>;
  get(id: string): Promise<VerifiedAnswer | null>;
  /** All of a place, or of every place, newest first. */
  all(place: MemoryPlace | null): Promise<readonly VerifiedAnswer[]>;
  /** Those made from an interaction. */
  madeFrom(interactionId: string): Promise<readonly VerifiedAnswer[]>;
  testsOf(verifiedId: string): Promise<readonly TestCase[]>;
  /** Saves a lesson; in the place of itself where it is known, and not at all where the question has it as its newest, in use. */
  teach(lesson: Lesson): Promise<void>;
  /** Takes a verified answer back with all that was saved along; the change log gets a line. @returns false where there is none */
  undo(id: string, line: ChangeLine): Promise<boolean>;
  setStale(id: string, stale: Stale | null, line: ChangeLine): Promise<boolean>;
  /** Questions that were answered from it and rated bad. */
  refused(id: string): Promise<readonly string[]>;
  /** Whether an answer that was the verified one itself is rated bad by anybody. */
  contested(id: string): Promise<boolean>;
  /** How often answers came from each, and when last; none for those never used. */
  uses(ids: readonly string[]): Promise<ReadonlyMap<string, Use>>;
  /** The latest lines of the change log, newest first. */
  changes(limit: number): Promise<readonly ChangeLine[]>;
}

/** Whether a lesson is what the newest verified answer to its question says already. */
export function isKnown({ verified: { id, shape } }: Lesson, newest: Pick<VerifiedAnswer, "id" | "shape" | "stale"> | undefined): boolean {
  return newest?.id === id && newest.stale === null && newest.shape === shape;
}

export const LOOKED_AT = 10;
export const LOOKED_AT_TYPOS = 50;
export const KNOWN_WORDS = 500;
