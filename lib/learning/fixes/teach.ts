import { readMeaning } from "@/lib/engines/text2sql/meaning";
import type { Engine, PlanBase, Question } from "@/lib/engines/engine";
import type { Part } from "@/lib/engines/parts";
import type { Answer } from "@/lib/answers/answer";
import { isSuccess } from "@/lib/answers/success";
import type { Interaction, VerifiedMark } from "@/lib/interactions/event";
import type { InteractionStore } from "@/lib/interactions/store";
import { findWord, type TaughtBy } from "@/lib/learning/fixes/learn-word";
import { lessonOf, withoutSeconds } from "@/lib/learning/fixes/lesson";
import { partOf } from "@/lib/learning/memory/plan-shape";
import type { OtherReading } from "@/lib/learning/fixes/readings";
import { standsAlone } from "@/lib/learning/memory/recall";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import type { Effect } from "@/lib/learning/fixes/replaced";
import { inOwnWords, type LearnedWord } from "@/lib/learning/memory/learned-word";
import type { Lesson, VerifiedStore } from "@/lib/learning/memory/store";
import type { MemoryPlace, VerifiedAnswer } from "@/lib/learning/memory/verified";
import type { Clock } from "@/lib/platform/clock";

/** Everything that teaching needs of the running product. */
export type TeachDeps = {
  readonly store: VerifiedStore;
  readonly interactions: Pick<InteractionStore, "get">;
  readonly engine: (name: MemoryPlace["engine"]) => Engine;
  readonly open: (place: MemoryPlace, now: string) => Promise<OpenPlace | null>;
  /** ISO local time of a source at an instant (ISO UTC). */
  readonly nowAt: (source: string, instant: string) => Promise<string>;
  readonly readings: (row: Interaction, place: MemoryPlace, now: string) => Promise<readonly OtherReading[]>;
  /** The parts of a plan that can be changed. @param now ISO local time that its windows count from */
  readonly parts: (plan: PlanBase, place: MemoryPlace, now: string) => Promise<readonly Part<PlanBase>[]>;
  /** Questions of a place that wait for review. */
  readonly waiting: (place: MemoryPlace) => Promise<readonly Effect[]>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly hash: (text: string) => string;
};

/** Where an answered question is remembered, or null where it cannot be. */
export function placeOf({ engine, source, shopId }: Pick<Interaction, "engine" | "source" | "shopId">): MemoryPlace | null {
  if (source === null || engine === null || engine === "logs") return null;
  return { engine, source, shopId: engine === "shop" ? shopId : null };
}

/** A question of a saved row as an engine is asked it, without what came before. */
export function questionOf(row: Interaction, now: string, text = row.question): Question {
  return { text, now, previous: [], shopId: row.shopId, source: row.source, uploadId: null };
}

/** Whether an answer was the verified one itself, not a plan of its own that another question led to. */
export function isItself({ how }: VerifiedMark): boolean {
  return how !== "alike" && how !== "leaning" && how !== "word";
}

/**
 * What a thumbs-up teaches, or null where there is nothing: the answer came from a verified one of its own, was none, or meant
 * something only together with the question before it.
 */
export async function lessonOfRating(row: Interaction, userId: string, deps: TeachDeps): Promise<Lesson | null> {
  const place = placeOf(row);
  const table = row.answer?.table ?? null;
  if (
    !place ||
    (row.verified && isItself(row.verified)) ||
    row.sql === null ||
    table === null ||
    !isSuccess(row.outcome) ||
    !standsAlone(row.question)
  )
    return null;
  const now = await deps.nowAt(place.source, row.askedAt);
  const open = await deps.open(place, now);
  if (!open || (row.verified === null && !(await meansTheSameAlone(row, place, now, deps)))) return null;
  // The stored plan was made by this program.
  const word = await findWord(await taughtBy(row, place, open, { plan: row.plan as PlanBase, meaning: null, now }, deps));
  return lessonOf(
    {
      place,
      interactionId: row.id,
      question: row.question,
      meaning: null,
      plan: row.plan,
      now,
      sql: row.sql,
      params: row.params,
      rowCount: table.rowCount,
      rows: table.rows,
      origin: "rating",
      correction: null,
      word,
      userId,
    },
    open,
    deps.clock.now().toISOString(),
    deps.newId,
    deps.hash,
  );
}

async function meansTheSameAlone(row: Interaction, place: MemoryPlace, now: string, deps: TeachDeps): Promise<boolean> {
  const alone = await planAlone(row, place, now, deps);
  return alone !== null && withoutSeconds(partOf(alone)) === withoutSeconds(partOf(row.plan));
}

/** The engine's own plan of a question, or of other words in its place, without what came before; null where it asks back. */
async function planAlone(
  row: Interaction,
  { engine }: MemoryPlace,
  now: string,
  deps: Pick<TeachDeps, "engine">,
  text = row.question,
): Promise<PlanBase | null> {
  const made = await deps.engine(engine).plan(questionOf(row, now, text));
  return made.ok ? made.value : null;
}

/** What a confirmed or corrected question may teach of words that are not known yet. */
export async function taughtBy(
  row: Interaction,
  place: MemoryPlace,
  open: OpenPlace,
  { plan, meaning, now }: Pick<Corrected, "plan" | "meaning" | "now">,
  deps: Pick<TeachDeps, "engine" | "store">,
): Promise<TaughtBy> {
  const { text } = inOwnWords(readMeaning(row.question).text, await deps.store.words(place));
  return { question: text, outcome: row.outcome, open, plan, meaning, now, planned: (other) => planAlone(row, place, now, deps, other) };
}

export type Corrected = {
  readonly plan: PlanBase;
  readonly meaning: string | null;
  readonly text: string | null;
  readonly sql: string | null;
  readonly answer: Answer;
  readonly ranSql: string;
  readonly now: string;
};

/** What a correction teaches. */
export function lessonOfCorrection(
  row: Interaction,
  place: MemoryPlace,
  open: OpenPlace,
  corrected: Corrected,
  word: LearnedWord | null,
  userId: string,
  deps: Pick<TeachDeps, "clock" | "newId" | "hash">,
): Lesson {
  const { plan, meaning, text, sql, answer, ranSql, now } = corrected;
  const correction = { id: deps.newId(), text, sql };
  const rows = answer.table?.rows ?? [];
  return lessonOf(
    {
      place,
      interactionId: row.id,
      question: row.question,
      meaning,
      plan,
      now,
      sql: ranSql,
      params: answer.params,
      rowCount: answer.table?.rowCount ?? 0,
      rows,
      origin: "correction",
      correction,
      word,
      userId,
    },
    open,
    deps.clock.now().toISOString(),
    deps.newId,
    deps.hash,
  );
}

/** The line of the change log for something that was taken back, rests, or is in use again. */
export function lineFor(entry: Pick<VerifiedAnswer, "id" | "question">, what: "undone" | "stale" | "renewed", userId: string, at: string) {
  return { at, userId, what, verifiedId: entry.id, text: `“${entry.question}”` } as const;
}
