import type { Answer } from "@/lib/answers/answer";
import type { PlanBase } from "@/lib/engines/engine";
import { shownParts, type Part, type ShownPart } from "@/lib/engines/parts";
import type { Interaction } from "@/lib/interactions/event";
import { changeReading } from "@/lib/learning/fixes/change-reading";
import type { ChangedReading, Fix, WrittenSql } from "@/lib/learning/fixes/fix-input";
import { findWord, holds, type TaughtBy } from "@/lib/learning/fixes/learn-word";
import { planOfSql } from "@/lib/learning/fixes/plan-of-sql";
import { inOwnWords, type LearnedWord } from "@/lib/learning/memory/learned-word";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { effectsOf, type Effect } from "@/lib/learning/fixes/replaced";
import { lessonOfCorrection, lineFor, placeOf, questionOf, taughtBy, type Corrected, type TeachDeps } from "@/lib/learning/fixes/teach";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { err, ok, type Result } from "@/lib/platform/result";
import { checkSqlText } from "@/lib/query/sql-text";
import { tokenizeSql } from "@/lib/query/sql-tokens";

/** What a fix would give, beside what it does to other questions. */
export type FixPreview = {
  readonly answer: Answer;
  /** Of a reading, or of SQL, as it is after its changes; null for words. */ readonly parts: readonly ShownPart[] | null;
  /** Why SQL stays as it is written; null where it became a plan, and for other fixes. */ readonly kept: string | null;
  /** What a word of the question turned out to mean, which other questions may be read by; null where none did. */
  readonly word: LearnedWord | null;
  readonly fixes: readonly Effect[];
  readonly breaks: readonly Effect[];
};
export type ReadingOffer = { readonly id: string; readonly label: string };
export type SavedFix = { readonly verifiedId: string; readonly fixes: number; readonly breaks: number };

type Prepared = {
  readonly row: Interaction;
  readonly place: MemoryPlace;
  readonly open: OpenPlace;
  readonly corrected: Corrected & Pick<Planned, "parts" | "kept">;
};

/** So many waiting questions are read with a new word. */
const TRIED = 20;

/** The other readings of an answered question, best first, without the one that was answered. */
export async function offerReadings(interactionId: string, deps: TeachDeps): Promise<Result<readonly ReadingOffer[], string>> {
  const found = await findRow(interactionId, deps);
  if (!found.ok) return found;
  const { row, place, now } = found.value;
  const readings = await deps.readings(row, place, now);
  return ok(readings.map(({ label, plan }) => ({ id: idOf(plan, deps), label })));
}

/** The parts of an answer, and what may stand in the place of each; none of an answer without a plan. */
export async function offerParts(interactionId: string, deps: TeachDeps): Promise<Result<readonly ShownPart[], string>> {
  const found = await findRow(interactionId, deps, true);
  if (!found.ok) return found;
  const { row, place, now } = found.value;
  // The stored plan was made by this program.
  return ok(row.plan === null ? [] : shownParts(await deps.parts(row.plan as PlanBase, place, now)));
}

/** Runs a fix without saving it: its answer on live data, and the questions that it would change. */
export async function previewFix(
  interactionId: string,
  fix: Fix,
  userId: string,
  deps: TeachDeps,
  signal: AbortSignal,
): Promise<Result<FixPreview, string>> {
  const prepared = await prepare(interactionId, fix, deps, signal);
  if (!prepared.ok) return prepared;
  const { row, place, open, corrected } = prepared.value;
  const taught = await taughtBy(row, place, open, corrected, deps);
  const word = await findWord(taught);
  const { fixes, breaks } = await effects(prepared.value, word && { word, taught }, userId, deps);
  const { answer, parts, kept } = corrected;
  return ok({ answer, parts: parts && shownParts(parts), kept, word, fixes, breaks });
}

/**
 * Saves a fix: verified answer, test, training row, correction and change-log line, all or nothing.
 * @param confirmed ids of verified answers that may answer otherwise from now on, and the word that is to be learned
 */
export async function saveFix(
  interactionId: string,
  fix: Fix,
  confirmed: { readonly breaks: readonly string[]; readonly word: LearnedWord | null },
  userId: string,
  deps: TeachDeps,
  signal: AbortSignal,
): Promise<Result<SavedFix, string>> {
  const prepared = await prepare(interactionId, fix, deps, signal);
  if (!prepared.ok) return prepared;
  const { row, place, open, corrected } = prepared.value;
  const { word } = confirmed;
  const learned = word && { word, taught: await taughtBy(row, place, open, corrected, deps) };
  if (learned && !(await holds(learned.word, learned.taught)))
    return err(`Read as “${learned.word.means}”, “${learned.word.said}” does not lead to this answer any more. Look at the preview again.`);
  const { lesson, fixes, breaks } = await effects(prepared.value, learned, userId, deps);
  const surprise = breaks.find(({ id }) => !confirmed.breaks.includes(id));
  if (surprise) return err(`This would also change the verified answer to “${surprise.question}”. Look at the preview and confirm it.`);
  await deps.store.teach(lesson);
  return ok({ verifiedId: lesson.verified.id, fixes: fixes.length, breaks: breaks.length });
}

/** Takes a verified answer back. @returns false where it is gone already */
export async function undoVerified(id: string, userId: string, deps: Pick<TeachDeps, "store" | "clock">): Promise<boolean> {
  const entry = await deps.store.get(id);
  return entry !== null && deps.store.undo(id, lineFor(entry, "undone", userId, deps.clock.now().toISOString()));
}

/** Puts a verified answer back to use. @returns false where it is gone */
export async function renewVerified(id: string, userId: string, deps: Pick<TeachDeps, "store" | "clock">): Promise<boolean> {
  const entry = await deps.store.get(id);
  return entry !== null && deps.store.setStale(id, null, lineFor(entry, "renewed", userId, deps.clock.now().toISOString()));
}

/** A word that a fix teaches, and what it is taught by. */
type Learned = { readonly word: LearnedWord; readonly taught: TaughtBy };

async function effects({ row, place, open, corrected }: Prepared, learned: Learned | null, userId: string, deps: TeachDeps) {
  const lesson = lessonOfCorrection(row, place, open, corrected, learned?.word ?? null, userId, deps);
  // Only what says the same can answer for another verified question: its own words come before any slots.
  const [others, waiting] = await Promise.all([deps.store.same(place, lesson.verified.normal), deps.waiting(place)]);
  const itself = waiting.some(({ id }) => id === row.id) ? [] : [{ id: row.id, question: row.question }];
  const { fixes, breaks } = effectsOf(
    lesson.verified,
    others.filter(({ stale }) => stale === null),
    [...itself, ...waiting],
    open,
  );
  const left = waiting.filter(({ id }) => !fixes.some((fixed) => fixed.id === id));
  return { lesson, breaks, fixes: [...fixes, ...(learned ? await readableWith(learned, left) : [])] };
}

/** Waiting questions that can be read with a word, of those with that word in them. */
async function readableWith({ word, taught: { planned } }: Learned, waiting: readonly Effect[]): Promise<readonly Effect[]> {
  const having = waiting.map((effect) => ({ effect, ...inOwnWords(effect.question, [word]) })).filter(({ used }) => used.length > 0);
  const plans = await Promise.all(having.slice(0, TRIED).map(async ({ effect, text }) => ((await planned(text)) ? [effect] : [])));
  return plans.flat();
}

type Found = { readonly row: Interaction; readonly place: MemoryPlace; /** ISO local time of the source */ readonly now: string };

/** @param then at the time of asking, which the windows of the answered plan count from; else now */
async function findRow(interactionId: string, deps: TeachDeps, then = false): Promise<Result<Found, string>> {
  const row = await deps.interactions.get(interactionId);
  const place = row && placeOf(row);
  if (!row || !place) return err("That answer cannot be fixed: it is gone, or it came from no data source.");
  return ok({ row, place, now: await deps.nowAt(place.source, then ? row.askedAt : deps.clock.now().toISOString()) });
}

async function prepare(interactionId: string, fix: Fix, deps: TeachDeps, signal: AbortSignal): Promise<Result<Prepared, string>> {
  const found = await findRow(interactionId, deps, fix.kind === "reading" && asAnswered(fix));
  if (!found.ok) return found;
  const { row, place, now } = found.value;
  const open = await deps.open(place, now);
  if (!open) return err("The data source cannot be read now. Try again when it is connected.");
  const planned = await planOf(fix, found.value, open, deps, signal);
  if (!planned.ok) return planned;
  const engine = deps.engine(place.engine);
  const executed = await engine.execute(planned.value.plan, signal);
  if (!executed.ok) return err(executed.error.message);
  const answer = engine.answer(planned.value.plan, executed.value);
  return ok({ row, place, open, corrected: { ...planned.value, answer, ranSql: executed.value.sql ?? "", now } });
}

type Planned = Pick<Corrected, "plan" | "meaning" | "text" | "sql"> & {
  readonly parts: readonly Part<PlanBase>[] | null;
  readonly kept: string | null;
};

async function planOf(
  fix: Fix,
  { row, place, now }: Found,
  open: OpenPlace,
  deps: TeachDeps,
  signal: AbortSignal,
): Promise<Result<Planned, string>> {
  switch (fix.kind) {
    case "reading": {
      const read = await readingOf(fix, { row, place, now }, deps);
      return read.ok ? ok({ ...read.value, sql: null, kept: null }) : read;
    }
    case "sql":
      return readSql(fix, { row, place, now }, open, deps, signal);
    case "words": {
      const planned = await deps.engine(place.engine).plan(questionOf(row, now, fix.text));
      if (!planned.ok) return err(`Said like this it is not understood either: ${planned.error.message}`);
      return ok({ plan: planned.value, meaning: fix.text, text: fix.text, sql: null, parts: null, kept: null });
    }
    default:
      return fix satisfies never;
  }
}

/** Whether a reading is the one that was answered. */
function asAnswered({ id }: ChangedReading): boolean {
  return id === null;
}

async function readingOf(reading: ChangedReading, { row, place, now }: Found, deps: TeachDeps) {
  const offered = asAnswered(reading) ? null : (await deps.readings(row, place, now)).find(({ plan }) => idOf(plan, deps) === reading.id);
  if (offered === undefined) return err("That reading is not offered any more. Open the fix again.");
  // The stored plan was made by this program.
  const base = offered ?? { label: null, plan: row.plan as PlanBase };
  return changeReading(base, reading.changes, (plan) => deps.parts(plan, place, now), { now, weekendDays: [] });
}

/** SQL that is one of the readings, or that a plan holds, becomes that plan, which can be changed and worded; any other stays SQL. */
async function readSql(
  { sql, changes }: WrittenSql,
  { row, place, now }: Found,
  open: OpenPlace,
  deps: TeachDeps,
  signal: AbortSignal,
): Promise<Result<Planned, string>> {
  const checked = checkSqlText(sql);
  if (!checked.ok) return err(checked.error.message);
  const wanted = sameSql(checked.value);
  const same = (await deps.readings(row, place, now)).find((reading) => reading.sql !== null && sameSql(reading.sql) === wanted);
  const found = same
    ? ok({ plan: same.plan, kept: null })
    : await planOfSql(checked.value, row.question, place, open, deps.engine(place.engine), signal);
  if (!found.ok) return found;
  const { plan, kept } = found.value;
  if (kept !== null) return changes.length > 0 ? err(kept) : ok({ plan, meaning: null, text: null, sql: checked.value, parts: [], kept });
  const changed = await changeReading({ label: null, plan }, changes, (made) => deps.parts(made, place, now), { now, weekendDays: [] });
  if (!changed.ok) return changed;
  const { text, ...made } = changed.value;
  return ok({ ...made, text: changes.length === 0 ? null : text, sql: changes.length === 0 ? checked.value : null, kept: null });
}

/** SQL without its spaces, case of words and comments. */
function sameSql(sql: string): string {
  const tokens = tokenizeSql(sql);
  return tokens.ok
    ? tokens.value
        .map((token) =>
          token.kind === "word" ? token.text.toLowerCase() : token.kind === "quoted" ? token.name.toLowerCase() : token.text,
        )
        .join(" ")
    : sql;
}

function idOf(plan: PlanBase, deps: Pick<TeachDeps, "hash">): string {
  return deps.hash(JSON.stringify([plan.tool, plan.arguments])).slice(0, 24);
}
