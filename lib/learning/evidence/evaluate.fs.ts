import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { PlanBase } from "@/lib/engines/engine";
import { BANK_NOW, readBankQuestions } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { glossaryPath, withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { makePlan } from "@/lib/engines/text2sql/plan";
import { readPlan, SURE, type PlanReading } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { hasTopOrder, sameResult, type Rows } from "@/lib/engines/text2sql/evaluate/result-match";
import { isWrittenPlan, writtenPlan } from "@/lib/engines/written-sql";
import { splitForCurve, type Asked, type Split } from "@/lib/learning/evidence/curve";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { familyOf } from "@/lib/learning/evidence/family";
import { knownCases } from "@/lib/learning/memory/known";
import { lessonOf } from "@/lib/learning/fixes/lesson";
import { recall, type RecallDeps } from "@/lib/learning/memory/recall";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { inMemoryVerifiedStore } from "@/lib/learning/memory/in-memory-store";
import type { VerifiedStore } from "@/lib/learning/memory/store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { compileQuery } from "@/lib/query/compile";
import type { CompiledQuery, Query } from "@/lib/query/ir";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";

const Line = z.object({ id: z.string(), db: z.string(), question: z.string(), gold_sql: z.string() });
type Gold = Omit<z.infer<typeof Line>, "db">;

const STEPS = [0, 10, 30, 100] as const;
const DATABASES = 10;
const ENOUGH = 40;
const SEED = 42;
const NOW = "2026-01-01 12:00:00";
const MAX_ROWS = 5_000;

/**
 * Right answers of `n` after `seen` questions (fewer than `step` where a database has no more), of which `corrections` were answered
 * wrongly; `remembered` came from memory, `misled` of these are wrong.
 */
export type Point = {
  readonly database: string;
  readonly split: keyof ReturnType<typeof splitForCurve>;
  readonly step: number;
  readonly seen: number;
  readonly corrections: number;
  readonly n: number;
  readonly right: number;
  readonly remembered: number;
  readonly misled: number;
};

/**
 * How much corrections by an oracle help: each corrected question is answered; where the answer is wrong its gold SQL is
 * what a person would have written, where it is right it gets a thumbs-up. Asking back counts as wrong.
 * @param set a folder, of which the first ten databases with 40 questions are asked, or "bank" for the demo bank
 * @param bank where the demo bank lies
 */
export async function evaluateLearning(set: string, out: string, bank: string): Promise<readonly Point[]> {
  const points: Point[] = [];
  for (const subject of set === "bank" ? [demoBank(bank)] : subjectsOf(set)) points.push(...(await evaluateDatabase(subject)));
  writeFileSync(out, `${points.map((point) => JSON.stringify(point)).join("\n")}\n`);
  return points;
}

type Subject = { readonly name: string; readonly file: string; readonly lines: readonly Gold[]; readonly now: string };

function demoBank(file: string): Subject {
  return { name: "bank", file, lines: readBankQuestions(), now: BANK_NOW.replace("T", " ") };
}

function subjectsOf(setDir: string): readonly Subject[] {
  const lines = readFileSync(path.join(setDir, "questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)));
  const names = [...new Set(lines.map(({ db }) => db))]
    .sort()
    .filter(
      (name) => lines.filter(({ db }) => db === name).length >= ENOUGH && existsSync(path.join(setDir, "databases", `${name}.sqlite`)),
    );
  return names.slice(0, DATABASES).map((name) => ({
    name,
    file: path.join(setDir, "databases", `${name}.sqlite`),
    lines: lines.filter(({ db }) => db === name),
    now: NOW,
  }));
}

type World = {
  readonly place: MemoryPlace;
  readonly open: OpenPlace;
  readonly now: string;
  readonly runner: SqlRunner;
  readonly gold: ReadonlyMap<string, Gold>;
  readonly rows: ReadonlyMap<string, Rows>;
};

async function evaluateDatabase({ name, file, lines, now }: Subject): Promise<readonly Point[]> {
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
  const world: World = {
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
  const asked = lines
    .filter(({ id }) => rows.has(id))
    .map(({ id, question, gold_sql }): Asked => ({ id, question, family: familyOf(gold_sql) }));
  const splits = splitForCurve(asked, SEED);
  const points: Point[] = [];
  for (const split of ["otherWords", "otherQuestions"] as const) {
    for (const step of STEPS) points.push({ database: name, split, step, ...(await evaluateStep(splits[split], step, world)) });
  }
  await runner.close();
  return points;
}

async function evaluateStep({ corrected, tested }: Split, step: number, world: World) {
  const store = inMemoryVerifiedStore();
  const memory: Memory = { store, known: knownCases(store) };
  const taught = corrected.slice(0, step);
  let corrections = 0;
  for (const one of taught) if ((await teachByOracle(one, memory, world)) === "correction") corrections += 1;
  let [right, remembered, misled] = [0, 0, 0];
  for (const one of tested) {
    const answer = await answerOf(one, memory, world);
    if (answer.right) right += 1;
    if (answer.remembered) remembered += 1;
    if (answer.remembered && !answer.right) misled += 1;
  }
  return { seen: taught.length, corrections, n: tested.length, right, remembered, misled };
}

type Memory = { readonly store: VerifiedStore; readonly known: RecallDeps["known"] };

async function teachByOracle(one: Asked, memory: Memory, world: World): Promise<"rating" | "correction"> {
  const { plan, right } = await answerOf(one, memory, world);
  const gold = world.gold.get(one.id)?.gold_sql ?? "";
  const kept = right && plan ? plan : writtenPlan(one.question, gold, { source: world.place.source, shopId: null });
  const origin = right && plan ? "rating" : "correction";
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
        userId: "oracle",
      },
      world.open,
      new Date(Date.parse("2026-01-01T00:00:00Z")).toISOString(),
      randomUUID,
      (text) => text,
    ),
  );
  return origin;
}

async function answerOf(
  one: Asked,
  { store, known }: Memory,
  world: World,
): Promise<{ readonly plan: PlanBase | null; readonly right: boolean; readonly remembered: boolean }> {
  const question = { text: one.question, now: world.now, previous: [], shopId: null, source: world.place.source, uploadId: null };
  const found = await recall(question, world.place, { store, open: async () => world.open, known, english: ENGLISH_WORDS });
  const remembered = found?.kind === "verified";
  const plan = remembered ? found.plan : planned(one.question, world);
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

function planned(question: string, { open: { schema, read }, place, now }: World): PlanBase | null {
  const { ranked = [], confidence = 0 } = read(question, now) ?? {};
  const best = ranked[0]?.candidate;
  return best && confidence >= SURE
    ? makePlan({ source: place.source, question, draft: best.draft, query: best.query, schema, confidence, because: [], asOf: null })
    : null;
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

/** The curve as lines: accuracy per split and step over all databases, and how often memory answered and misled. */
export function describeCurve(points: readonly Point[]): readonly string[] {
  return (["otherWords", "otherQuestions"] as const).flatMap((split) =>
    STEPS.map((step) => {
      const own = points.filter((point) => point.split === split && point.step === step);
      const sum = (of: (point: Point) => number) => own.reduce((total, point) => total + of(point), 0);
      const n = sum((point) => point.n);
      const percent = (part: number) => `${((100 * part) / Math.max(1, n)).toFixed(1)} %`;
      return `${split}, ${step} a database (${sum((point) => point.seen)} in all, ${sum((point) => point.corrections)} of them corrected): ${percent(sum((point) => point.right))} of ${n} right, ${sum((point) => point.remembered)} from memory, ${sum((point) => point.misled)} of these wrong`;
    }),
  );
}
