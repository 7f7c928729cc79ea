import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { PlanBase } from "@/lib/engines/engine";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { BANK_NOW, readBankQuestions } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { hasTopOrder, sameResult, type Rows } from "@/lib/engines/text2sql/evaluate/result-match";
import { makePlan } from "@/lib/engines/text2sql/plan";
import { doubtOf } from "@/lib/engines/text2sql/plan-over";
import { readPlan, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import { glossaryPath, withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { isWrittenPlan, writtenPlan } from "@/lib/engines/written-sql";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { findWord } from "@/lib/learning/fixes/learn-word";
import { lessonOf } from "@/lib/learning/fixes/lesson";
import { inMemoryVerifiedStore } from "@/lib/learning/memory/in-memory-store";
import { knownCases } from "@/lib/learning/memory/known";
import { inOwnWords, type LearnedWord } from "@/lib/learning/memory/learned-word";
import { recall, type RecallDeps } from "@/lib/learning/memory/recall";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import type { VerifiedStore } from "@/lib/learning/memory/store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { OpenRunner, SqlRunner } from "@/lib/query/runner";

const Line = z.object({ id: z.string(), db: z.string(), question: z.string(), gold_sql: z.string() });
/** A question with the SQL that is right for it. */
export type Gold = Omit<z.infer<typeof Line>, "db">;
/** A database with questions; `now` is ISO local time. */
export type Subject = { readonly name: string; readonly file: string; readonly lines: readonly Gold[]; readonly now: string };

const NOW = "2026-01-01 12:00:00";
const MAX_ROWS = 5_000;

/** The demo bank with our own questions about it. */
export function demoBank(file: string): Subject {
  return { name: "bank", file, lines: readBankQuestions(), now: BANK_NOW.replace("T", " ") };
}

/** The databases of a set (`questions.jsonl`, `databases/`) that have so many questions, by name. */
export function subjectsOf(setDir: string, least: number): readonly Subject[] {
  const lines = readFileSync(path.join(setDir, "questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)));
  return [...new Set(lines.map(({ db }) => db))]
    .sort()
    .map((name) => ({
      name,
      file: path.join(setDir, "databases", `${name}.sqlite`),
      lines: lines.filter(({ db }) => db === name),
      now: NOW,
    }))
    .filter(({ file, lines: own }) => own.length >= least && existsSync(file));
}

/** A database as the product opens it, with what is right for its questions. */
export type World = {
  readonly place: MemoryPlace;
  readonly open: OpenPlace;
  readonly now: string;
  readonly runner: OpenRunner;
  readonly gold: ReadonlyMap<string, Gold>;
  readonly rows: ReadonlyMap<string, Rows>;
};

/** Opens a database; questions whose SQL cannot run have no rows. The caller closes its runner. */
export async function openWorld({ name, file, lines, now }: Subject): Promise<World> {
  const runner = openSqlite(file);
  const read = await introspect(runner);
  if (!read.ok) throw new Error(`${file} could not be read: ${read.error.code}`);
  const described = withGlossary(read.value, glossaryPath(file));
  if (!described.ok) throw new Error(described.error);
  const schema = described.value;
  const rows = new Map<string, Rows>();
  for (const { id, gold_sql } of lines) {
    const found = await rowsOf({ sql: gold_sql, params: [], dialect: "sqlite" }, runner);
    if (found) rows.set(id, found);
  }
  return {
    now,
    place: { engine: "text2sql", source: name, shopId: null },
    open: {
      schema,
      shape: shapeOf(schema),
      vocabulary: vocabularyFor("text2sql", schema),
      clock: { now, weekendDays: [6, 7] },
      read: readOnce(schema),
      asOf: null,
      firstOrder: null,
      lastOrder: null,
    },
    runner,
    gold: new Map(lines.map((line) => [line.id, line])),
    rows,
  };
}

/** What was taught about one database. */
export type Memory = { readonly store: VerifiedStore; readonly known: RecallDeps["known"] };

export function emptyMemory(): Memory {
  const store = inMemoryVerifiedStore();
  return { store, known: knownCases(store) };
}

type Asked = Pick<Gold, "id" | "question">;

/**
 * A person who knows what is right: confirms a right answer and corrects any other by SQL, accepting what is learned of a word.
 * @returns which of the two, and that word
 */
export async function teachByOracle(
  one: Asked,
  memory: Memory,
  world: World,
): Promise<{ readonly origin: "rating" | "correction"; readonly word: LearnedWord | null }> {
  const { plan, right } = await answerOf(one, memory, world);
  const gold = world.gold.get(one.id)?.gold_sql ?? "";
  const kept = right && plan ? plan : writtenPlan(one.question, gold, { source: world.place.source, shopId: null });
  const origin = right && plan ? "rating" : "correction";
  const word = await wordOf(one.question, gold, memory, world);
  await memory.store.teach(
    lessonOf(
      {
        place: world.place,
        interactionId: one.id,
        question: one.question,
        meaning: null,
        plan: kept,
        now: world.now,
        sql: gold,
        params: [],
        rowCount: 0,
        rows: [],
        origin,
        correction: null,
        word,
        userId: "oracle",
      },
      world.open,
      new Date(Date.parse("2026-01-01T00:00:00Z")).toISOString(),
      randomUUID,
      (text) => text,
    ),
  );
  return { origin, word };
}

async function wordOf(asked: string, gold: string, { store }: Memory, world: World): Promise<LearnedWord | null> {
  const { open, now, place } = world;
  const question = inOwnWords(asked, await store.words(place)).text;
  const draft = draftOfSql(gold, open.schema);
  const plan = draft && planFor(question, draft, 1, world);
  return (
    plan && findWord({ question, outcome: "clarified", open, plan, meaning: null, now, planned: async (text) => planned(text, world) })
  );
}

/** How a question is answered with what was taught: from memory, or by the engine; asking back is not right. */
export async function answerOf(
  one: Asked,
  { store, known }: Memory,
  world: World,
): Promise<{ readonly plan: PlanBase | null; readonly right: boolean; readonly remembered: boolean }> {
  const question = { text: one.question, now: world.now, previous: [], shopId: null, source: world.place.source, uploadId: null };
  const found = await recall(question, world.place, { store, open: async () => world.open, known, english: ENGLISH_WORDS });
  const remembered = found?.kind === "verified";
  const plan = remembered ? found.plan : planned(found?.kind === "worded" ? found.text : one.question, world);
  const rows = plan && (await rowsOf(compiledOf(plan), world.runner));
  const gold = world.rows.get(one.id) ?? [];
  return { plan, remembered, right: rows !== null && sameResult(gold, rows, hasTopOrder(world.gold.get(one.id)?.gold_sql ?? "")) };
}

/** Questions are read again at each step of a curve, always in the same way. */
function readOnce(schema: Schema): OpenPlace["read"] {
  const known = new Map<string, PlanReading>();
  return (text, now) => {
    const reading = known.get(text) ?? readPlan(text, schema, now);
    known.set(text, reading);
    return reading;
  };
}

function planned(question: string, world: World): PlanBase | null {
  const { open, now } = world;
  const reading = open.read(question, now);
  const best = reading?.ranked[0]?.candidate;
  return reading && best && !doubtOf(reading, reading.schema, []) ? planFor(question, best.draft, reading.confidence, world) : null;
}

function planFor(question: string, draft: Draft, confidence: number, { place, open: { schema } }: World): PlanBase | null {
  const query = buildQuery(draft, schema);
  return query && makePlan({ source: place.source, question, draft, query, schema, confidence, because: [], asOf: null });
}

function compiledOf(plan: PlanBase): CompiledQuery {
  if (isWrittenPlan(plan)) return { sql: plan.written.sql, params: [], dialect: "sqlite" };
  // What is not written here was planned here, with its query.
  return compileQuery(Reflect.get(plan, "query") as Query, "sqlite");
}

async function rowsOf(query: CompiledQuery, runner: SqlRunner): Promise<Rows | null> {
  const run = await runner.run(query, { maxRows: MAX_ROWS, timeoutMs: 10_000 });
  return run.ok ? run.value.rows : null;
}
