import { createHash, randomUUID } from "node:crypto";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { makePlan } from "@/lib/engines/text2sql/plan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { lessonOf } from "@/lib/learning/fixes/lesson";
import { knownCases } from "@/lib/learning/memory/known";
import { recall } from "@/lib/learning/memory/recall";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { prismaVerifiedStore } from "@/lib/learning/memory/store.prisma";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { openPrisma } from "@/lib/platform/client.prisma";
import { openSqlite } from "@/lib/query/run.sqlite";

const KEPT = 10_000;
const RUNS = 200;
const SCORES = 50;
const NOW = "2026-11-18 15:30:00";
const PLACE: MemoryPlace = { engine: "text2sql", source: "bank", shopId: null };

/** Times the look-up among 10,000 verified answers of one source, and how soon a new one acts. */
export async function benchMemory(databaseUrl: string): Promise<void> {
  const db = openPrisma(databaseUrl);
  const store = prismaVerifiedStore(db);
  const read = await introspect(openSqlite("data/bank.sqlite"));
  if (!read.ok) throw new Error("data/bank.sqlite cannot be read");
  const schema = read.value;
  const open: OpenPlace = {
    schema,
    shape: shapeOf(schema),
    vocabulary: vocabularyFor("text2sql", schema),
    clock: { now: NOW, weekendDays: [6, 7] },
    read: (text, at) => readPlan(text, schema, at),
    asOf: null,
    firstOrder: null,
    lastOrder: null,
  };
  const plans = Array.from({ length: SCORES }, (_, above) => planOf(`customers with credit score over ${700 + above}`, schema));
  const english = [...ENGLISH_WORDS];
  const questionAt = (index: number) =>
    `customers of ${english[(index * 7919) % english.length] ?? ""} ${english[(index * 104729) % english.length] ?? ""} with credit score over ${700 + (index % SCORES)}`;
  // Each has a reading of its own; the engine's would take minutes to make for all of them.
  const filled = { ...open, read: () => null };
  const lesson = (question: string, plan = plans[0]) => {
    const made = lessonOf(
      {
        place: PLACE,
        interactionId: "bench",
        question,
        meaning: null,
        plan,
        now: NOW,
        sql: "SELECT 1",
        params: [],
        rowCount: 0,
        rows: [],
        origin: "rating",
        correction: null,
        userId: "bench",
      },
      filled,
      new Date().toISOString(),
      randomUUID,
      (text) => createHash("sha256").update(text).digest("hex"),
    );
    return { ...made, verified: { ...made.verified, reading: question } };
  };
  for (let from = 0; from < KEPT; from += 500) {
    const data = Array.from({ length: 500 }, (_, index) => {
      const {
        at,
        stale: _stale,
        plan: made,
        slots,
        meaningWindows,
        ...columns
      } = lesson(questionAt(from + index), plans[(from + index) % SCORES]).verified;
      return {
        ...columns,
        plan: JSON.parse(JSON.stringify(made)),
        slots: JSON.parse(JSON.stringify(slots)),
        meaningWindows: [...meaningWindows],
        createdAt: new Date(at),
      };
    });
    await db.verifiedAnswer.createMany({ data });
  }
  const known = knownCases(store);
  const ask = (text: string) =>
    recall({ text, now: NOW, previous: [], shopId: null, source: "bank", uploadId: null }, PLACE, {
      store,
      open: async () => open,
      known,
      english: ENGLISH_WORDS,
    });
  const among = `memory look-up among ${KEPT.toLocaleString("en-GB")}`;
  await time(`${among}, exact`, (run) => ask(questionAt(run * 37)));
  await time(`${among}, said otherwise`, (run) => ask(`Please show me the ${questionAt(run * 37)}`));
  await time(`${among}, with another number`, (run) => ask(questionAt(run * 37).replace(/\d+$/u, "755")));
  await time(`${among}, with a slip of the pen`, (run) => ask(questionAt(run * 37).replace("customers", "csutomers")));
  const alone = await time("plan of an unknown question", async (run) => readPlan(`accounts of nobody number ${run}`, schema, NOW));
  const first = performance.now();
  await ask("accounts of nobody at first");
  console.log(
    `${among}, the first unknown one of a process, which reads the newest known ones: ${(performance.now() - first).toFixed(0)} ms`,
  );
  const both = await time("look-up and plan of an unknown question", async (run) => {
    await ask(`accounts of nobody numbered ${run}`);
    return readPlan(`accounts of nobody numbered ${run}`, schema, NOW);
  });
  console.log(`${among}, unknown: ${(both - alone).toFixed(1)} ms of CPU more than the plan, which is made once for both`);
  const effects: number[] = [];
  for (let run = 0; run < 20; run += 1) {
    const start = performance.now();
    await store.teach(lesson(`brand new question ${run} number`));
    const found = await ask(`brand new question ${run} number`);
    if (found?.kind !== "verified") throw new Error("What was just taught is not found");
    effects.push(performance.now() - start);
  }
  report("saved to effect", effects);
}

function planOf(question: string, schema: Schema) {
  const best = readPlan(question, schema, NOW).ranked[0]?.candidate;
  if (!best) throw new Error("The bench's question has no plan");
  return makePlan({ source: "bank", question: "", draft: best.draft, query: best.query, schema, confidence: 1, because: [], asOf: null });
}

/** @returns CPU ms a run on average, which other work on the machine does not change @throws where nothing was found */
async function time(name: string, work: (run: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    if (!(await work(run))) throw new Error(`Nothing was found: ${name}`);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000 / RUNS;
  report(name, times, `, ${cpuMs.toFixed(1)} ms of CPU`);
  return cpuMs;
}

function report(name: string, times: number[], more = ""): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (p: number) => (sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN).toFixed(1);
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms${more}`);
}
