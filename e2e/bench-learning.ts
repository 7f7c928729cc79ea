import { createHash, randomUUID } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeHome } from "@/e2e/start-app";
import { performRun } from "@/lib/ask/train.prisma";
import { readBankQuestions, BANK_NOW } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { writtenPlan } from "@/lib/engines/written-sql";
import { queryLogLines } from "@/lib/interactions/lines";
import { readLoggedRows } from "@/lib/interactions/log-rows.prisma";
import { writeJsonLines } from "@/lib/interactions/write-lines.fs";
import { lessonOf } from "@/lib/learning/fixes/lesson";
import type { Lesson } from "@/lib/learning/memory/store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { openSqlite } from "@/lib/query/run.sqlite";
import { MODELS } from "@/lib/learning/models/model";
import { requestRuns } from "@/lib/learning/models/runs.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { databasePath } from "@/lib/platform/migrate.sqlite";
import { writeSeed } from "@/prisma/seed/write.sqlite";

const CHUNK = 500;
const PLACE: MemoryPlace = { engine: "text2sql", source: "bank", shopId: null };

/**
 * `npm run bench:learning -- [TAUGHT] [EXPORTED]`: each training on so many taught questions, and the export of so many questions; 0 leaves
 * one out.
 */
async function bench([taught = "10000", exported = "1000000"]: readonly string[]): Promise<void> {
  const { dir, databaseUrl } = makeHome();
  process.env["DATABASE_URL"] = databaseUrl;
  process.env["TELLBACK_DATA_DIR"] = join(dir, "data");
  try {
    if (Number(taught) > 0) await benchTraining(databaseUrl, Number(taught));
    if (Number(exported) > 0) await benchExport(databaseUrl, dir, Number(exported));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function benchTraining(databaseUrl: string, count: number): Promise<void> {
  const db = openPrisma(databaseUrl);
  await teachMany(db, count);
  for (const model of MODELS) {
    const requested = await requestRuns(
      db,
      { models: [model], trigger: "command", withFeedback: true, seed: 42, folder: null, codeVersion: "bench", pid: process.pid },
      randomUUID,
    );
    if (!requested.ok) throw new Error(requested.error);
    const [id = ""] = requested.value;
    const [start, before] = [performance.now(), process.cpuUsage()];
    if (!(await performRun(id, () => undefined))) throw new Error(`the training of ${model} failed`);
    const { user, system } = process.cpuUsage(before);
    const { dataCard, metrics } = await db.trainingRun.findUniqueOrThrow({ where: { id } });
    console.log(
      `train ${model} on ${count.toLocaleString("en-GB")} taught questions: ${((performance.now() - start) / 1000).toFixed(1)} s (CPU ${((user + system) / 1e6).toFixed(1)} s beside the queries), peak ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
    );
    console.log(`  ${JSON.stringify(dataCard)} ${JSON.stringify(metrics)}`);
  }
  await db.$disconnect();
}

/** What a correction by SQL teaches, over the demo bank. */
async function lessonMaker(): Promise<(id: string, question: string, sql: string) => Lesson> {
  const schema = await introspect(openSqlite("data/bank.sqlite"));
  if (!schema.ok) throw new Error("data/bank.sqlite cannot be read");
  const open = {
    shape: shapeOf(schema.value),
    vocabulary: vocabularyFor("text2sql", schema.value),
    clock: { now: BANK_NOW, weekendDays: [6, 7] },
    read: () => null,
  };
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  return (id, question, sql) =>
    lessonOf(
      {
        place: PLACE,
        interactionId: id,
        question,
        meaning: null,
        plan: writtenPlan(question, sql, PLACE),
        now: BANK_NOW,
        sql,
        params: [],
        rowCount: 0,
        rows: [],
        origin: "correction",
        correction: null,
        userId: "bench",
      },
      open,
      new Date().toISOString(),
      randomUUID,
      hash,
    );
}

/** The demo bank's own questions with their queries, each said in many ways. */
async function teachMany(db: ReturnType<typeof openPrisma>, count: number): Promise<void> {
  const questions = readBankQuestions();
  const lesson = await lessonMaker();
  const openings = ["", "please ", "tell me ", "show me ", "could you say ", "I need to know ", "give me ", "quickly: "];
  const endings = ["", " please", " now", " thanks", " for my report", " for the board", " for the audit", " for Monday", " again"];
  await db.conversation.create({ data: { id: "bench", title: "bench" } });
  for (let from = 0; from < count; from += CHUNK) {
    const part = Array.from({ length: Math.min(CHUNK, count - from) }, (_, index) => {
      const at = from + index;
      const { question = "", gold_sql: sql = "" } = questions[at % questions.length] ?? {};
      const round = Math.floor(at / questions.length);
      return {
        id: randomUUID(),
        sql,
        question: `${openings[round % openings.length] ?? ""}${question}${endings[Math.floor(round / openings.length) % endings.length] ?? ""}`,
      };
    });
    await db.interaction.createMany({
      data: part.map(({ id, question, sql }) => ({
        id,
        conversationId: "bench",
        question,
        sql,
        engine: "text2sql",
        approach: "pattern",
        source: "bank",
        outcome: "answered",
        plan: { confidence: 0.4 + (id.charCodeAt(0) % 50) / 100 },
      })),
    });
    await db.rating.createMany({
      data: part.map(({ id }) => ({ interactionId: id, userId: "bench", value: id.charCodeAt(1) % 3 === 0 ? "down" : "up", reasons: [] })),
    });
    const lessons = part.map(({ id, question, sql }) => lesson(id, question, sql));
    const json = (value: unknown): object => JSON.parse(JSON.stringify(value));
    const createdAt = new Date();
    await db.verifiedAnswer.createMany({
      data: lessons.map(({ verified: { at: _at, stale: _stale, plan, slots, meaningWindows, ...columns } }) => ({
        ...columns,
        plan: json(plan),
        slots: json(slots),
        meaningWindows: json(meaningWindows),
        createdAt,
      })),
    });
    await db.testCase.createMany({
      data: lessons.map(({ verified, test }) => ({ ...test, params: [], verifiedId: verified.id, createdAt })),
    });
    await db.trainingRow.createMany({
      data: lessons.map(({ verified, test, trainingId }) => ({
        id: trainingId,
        verifiedId: verified.id,
        engine: "text2sql",
        source: "bank",
        question: verified.question,
        sql: test.sql,
        plan: {},
        createdAt,
      })),
    });
  }
}

async function benchExport(databaseUrl: string, dir: string, count: number): Promise<void> {
  writeSeed(databasePath(databaseUrl), { count, seed: 1, now: new Date(), days: 365 });
  const db = openPrisma(databaseUrl);
  const out = join(dir, "query-log.jsonl");
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const lines = await writeJsonLines(out, queryLogLines(readLoggedRows(db, {}), "all"));
  clearInterval(watch);
  const { user, system } = process.cpuUsage(before);
  console.log(
    `export of ${lines.toLocaleString("en-GB")} questions: ${((performance.now() - start) / 1000).toFixed(1)} s (CPU ${((user + system) / 1e6).toFixed(1)} s), ${(statSync(out).size / 1e6).toFixed(0)} MB written, at most ${(most / 1e6).toFixed(0)} MB of memory`,
  );
}

await bench(process.argv.slice(2));
process.exit(0);
