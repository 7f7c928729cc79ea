import { gzipSync } from "node:zlib";
import { benchMemory } from "@/e2e/bench-memory";
import { cpuSecondsOf } from "@/e2e/cpu-time";
import { putLoad } from "@/e2e/load";
import { startApp } from "@/e2e/start-app";
import { readStatCounts } from "@/lib/metrics/counts.prisma";
import { computeStats } from "@/lib/metrics/stats";
import { openPrisma } from "@/lib/platform/client.prisma";

const PORT = 3218;
const MIXED = 500;
const AT_ONCE = 50;
const STORED = 100_000;

type Timed = { readonly ms: number; readonly engine: string; readonly outcome: string; readonly question: string };

/** Measures the running product: 500 questions in turn, 50 at once, the stats panel at 100,000 rows, the page's weight. */
async function bench(): Promise<void> {
  const app = await startApp(PORT);
  try {
    const questions = mixedQuestions(MIXED);
    for (const question of questions.slice(0, 10)) await askOne(app.url, question);
    const inTurn: Timed[] = [];
    for (const question of questions) inTurn.push(await askOne(app.url, question));
    report("500 in turn, all", inTurn);
    for (const engine of ["shop", "text2sql"])
      report(
        `  ${engine}`,
        inTurn.filter((timed) => timed.engine === engine),
      );
    console.log(`  outcomes: ${JSON.stringify(tally(inTurn.map(({ outcome }) => outcome)))}`);
    for (const { question, ms } of [...inTurn].sort((a, b) => b.ms - a.ms).slice(0, 3))
      console.log(`  slowest: ${ms.toFixed(0)} ms, ${question}`);
    report("50 at once", await Promise.all(questions.slice(0, AT_ONCE).map((question) => askOne(app.url, question))));
    await weighPage(app.url);
    await benchStats(app.databaseUrl);
    await benchMemory(app.databaseUrl);
  } finally {
    await app.stop();
  }
}

/** 100 people who ask the shop for a minute: without a pause, and reading each answer for five seconds. */
async function benchLoad(): Promise<void> {
  const app = await startApp(PORT);
  try {
    const questions = mixedQuestions(MIXED).filter((_, index) => index % 2 === 0);
    for (const question of questions.slice(0, 20)) await askOne(app.url, question);
    for (const readingMs of [5000, 0]) {
      const cpuBefore = cpuSecondsOf(app.process.pid ?? 0);
      const ownBefore = process.cpuUsage();
      const { times, errors, seconds } = await putLoad(app.url, questions, { users: 100, seconds: 60, readingMs });
      const sorted = [...times].sort((a, b) => a - b);
      const at = (p: number) => (sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN).toFixed(0);
      console.log(
        `100 users for 60 s, ${readingMs === 0 ? "asking without a pause" : `reading ${readingMs / 1000} s`}: ${times.length} questions, ${(times.length / seconds).toFixed(1)} a second, median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms, ${errors.length} errors`,
      );
      const cpu = cpuSecondsOf(app.process.pid ?? 0);
      const own = process.cpuUsage(ownBefore);
      if (cpu !== null && cpuBefore !== null)
        console.log(
          `  the server used ${(((cpu - cpuBefore) * 1000) / times.length).toFixed(1)} ms of CPU a question, ${((cpu - cpuBefore) / seconds).toFixed(2)} cores; those who ask ${((own.user + own.system) / 1e6 / seconds).toFixed(2)} cores`,
        );
      for (const error of errors.slice(0, 3)) console.log(`  ${error}`);
    }
  } finally {
    await app.stop();
  }
}

/** Questions that differ in measure, window, filter and grouping; the same list at each run. */
function mixedQuestions(count: number): readonly string[] {
  const windows = [
    "today",
    "yesterday",
    "this week",
    "last week",
    "this month",
    "last month",
    "in the last 30 days",
    "in September",
    "this year",
    "last quarter",
  ];
  const shop = windows.flatMap((window) => [
    `total revenue ${window}`,
    `how many orders ${window}`,
    `average order value ${window}`,
    `top 5 products ${window}`,
    `orders by status ${window}`,
    `revenue by channel ${window}`,
    `top 10 customers ${window}`,
    `cancelled orders ${window}`,
    `revenue by month ${window}`,
    `orders over 2000 ${window}`,
  ]);
  const cities = ["Boston", "Hartford", "Albany", "Providence", "Portland"];
  const bank = [
    ...["checking", "savings", "money_market", "term_deposit"].flatMap((type) => [
      `how many ${type} accounts are there`,
      `average balance of ${type} accounts`,
      `largest ${type} account balance`,
    ]),
    ...["mortgage", "auto", "personal", "business"].flatMap((type) => [
      `how many ${type} loans`,
      `total outstanding principal of ${type} loans`,
      `average interest rate of ${type} loans`,
      `top 5 ${type} loans by principal amount`,
    ]),
    ...cities.flatMap((city) => [`how many customers in ${city}`, `list customers in ${city}`]),
    "number of loans per branch",
    "number of accounts by status",
    "total balance per branch city",
    "employees by department",
    "number of cards by network",
    "average appraised value by collateral type",
  ];
  return Array.from(
    { length: count },
    (_, index) => (index % 2 === 0 ? shop[(index / 2) % shop.length] : bank[((index - 1) / 2) % bank.length]) ?? "",
  );
}

async function askOne(url: string, question: string): Promise<Timed> {
  const start = performance.now();
  const response = await fetch(`${url}/api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question }),
  });
  if (!response.ok) throw new Error(`${response.status} for “${question}”: ${await response.text()}`);
  const reply: unknown = await response.json();
  const field = (name: string) => (typeof reply === "object" && reply !== null && name in reply ? String(Reflect.get(reply, name)) : "");
  return { ms: performance.now() - start, engine: field("engine"), outcome: field("outcome"), question };
}

function report(name: string, timed: readonly Timed[]): void {
  const sorted = timed.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (p: number) => (sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN).toFixed(1);
  const failed = timed.filter(({ outcome }) => outcome === "failed" || outcome === "unfinished").length;
  console.log(`${name}: n ${timed.length}, median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms, ${failed} failed`);
}

async function benchStats(databaseUrl: string): Promise<void> {
  const db = openPrisma(databaseUrl);
  const conversationId = crypto.randomUUID();
  await db.conversation.create({ data: { id: conversationId, title: "bench" } });
  const outcomes = ["answered", "answered", "answered", "empty", "clarified", "failed"];
  for (let from = 0; from < STORED; from += 1000) {
    const data = Array.from({ length: 1000 }, (_, index) => ({
      id: crypto.randomUUID(),
      conversationId,
      question: "q",
      engine: index % 2 ? "shop" : "text2sql",
      approach: index % 2 ? "tools" : "pattern",
      outcome: outcomes[(from + index) % outcomes.length] ?? "answered",
      totalMs: ((from + index) * 7919) % 4000,
    }));
    await db.interaction.createMany({ data });
  }
  const times: number[] = [];
  for (let run = 0; run < 50; run += 1) {
    const start = performance.now();
    computeStats(await readStatCounts(db));
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(
    `stats at ${STORED.toLocaleString("en-GB")} interactions: median ${times[25]?.toFixed(1)} ms, max ${times[49]?.toFixed(1)} ms`,
  );
}

/**
 * JavaScript that the chat page's own HTML asks for, gzip-compressed; `nomodule` scripts are left out, since a browser that runs modules
 * skips them.
 */
async function weighPage(url: string): Promise<void> {
  const html = await (await fetch(url)).text();
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const scripts = [...new Set(tags.map((tag) => tag[1] ?? ""))];
  const sizes = await Promise.all(
    scripts.map(async (src) => gzipSync(Buffer.from(await (await fetch(new URL(src, url))).arrayBuffer())).length),
  );
  console.log(
    `first load of the chat page: ${scripts.length} scripts, ${(sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0)} kB gzip`,
  );
}

function tally(keys: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

await (process.argv.includes("--load") ? benchLoad() : bench());
