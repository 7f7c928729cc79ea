import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PreviousTurn } from "@/lib/engines/engine";
import { createLogsEngine } from "@/lib/engines/logs/engine";
import { runLogJob } from "@/lib/engines/logs/run-job.fs";
import { rootsOf } from "@/lib/routing/candidates.fixture";
import { chooseRoute, type Candidate } from "@/lib/routing/route";

const LOG = [
  "2026-06-02 10:01:59 INFO [w] shop.Door : basket bk-11112222 answered 201",
  "2026-06-02 10:02:05 WARN [w] shop.Till : slow answer",
  "2026-06-02 10:02:10 ERROR [w] shop.Payment : capture for basket bk-33334444 failed: Connection refused (till.example/10.0.0.1:443)",
  "2026-06-02 10:02:11 ERROR [w] shop.Door : basket bk-33334444 answered 502",
  "2026-06-02 10:06:00 INFO [w] shop.Door : basket bk-55556666 answered 201",
].join("\n");

const candidates: readonly Candidate[] = [
  {
    engine: "shop",
    source: "shop",
    name: "Demo shop",
    roots: rootsOf("order revenue product customer payment status", "delivered failed"),
  },
  {
    engine: "text2sql",
    source: "bank",
    name: "Demo bank",
    roots: rootsOf("loan account transaction customer start end type employee", "long fixed line credit"),
  },
];

let dir = "";
const engine = createLogsEngine({ resolveUpload: async () => ({ path: join(dir, "log"), fileName: "app.log" }), runJob: runLogJob });
const log: PreviousTurn = { question: "What failed?", engine: "logs", source: null, plan: null, uploadId: "u" };
const bank: PreviousTurn = { question: "how many loans", engine: "text2sql", source: "bank", plan: {}, uploadId: null };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "log-conversation-"));
  await writeFile(join(dir, "log"), LOG);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const placeOf = (text: string, previous: readonly PreviousTurn[]): string => {
  const { route } = chooseRoute({ text, engine: "auto", source: null, uploadId: null, previous }, candidates);
  return route.source ?? route.engine;
};

async function answerOf(text: string): Promise<string> {
  const plan = await engine.plan({ text, now: "2026-11-21T12:00:00", previous: [log], shopId: null, source: null, uploadId: null });
  if (!plan.ok) return `${plan.error.message} ${plan.error.options.map(({ question }) => question).join(" ")}`;
  const execution = await engine.execute(plan.value, new AbortController().signal);
  return execution.ok ? engine.answer(plan.value, execution.value).text : execution.error.message;
}

describe("a further turn after a log", () => {
  it.each<[string, RegExp]>([
    ["What should I do?", /till\.example/],
    ["how do I fix it", /till\.example/],
    ["how many lines are there", /in 5 lines/],
    ["how many errors", /2 failing lines/],
    ["how many warnings are there", /1 line matches/],
    ["how long did it take", /4 minutes 1 second/],
    ["when did it start", /starts at 2026-06-02 10:01:59/],
    ["when did it end", /ends at 2026-06-02 10:06:00/],
    ["first error", /first failing line is line 3.*Connection refused/],
    ["what was the last error", /last failing line is line 4/],
    ["is it fixed now", /last failing line is line 4.*1 line came after it/],
    ["what happened afterwards", /1 line came after it/],
    ["what does it mean", /could not connect/],
    ["why did it fail", /could not connect/],
    ["which component", /failing lines/],
    ["which transactions failed", /1 of 3 transactions failed/],
    ["show lines around 3", /5 lines match/],
    ["is it serious", /First cause, on line 3/],
    ["was the payment captured", /You can ask one of these\. What failed in this log\?/],
  ])("stays with it and is answered, or asked back about with its own options: %s", async (text, answer) => {
    expect(placeOf(text, [log])).toBe("logs");
    expect(await answerOf(text)).toMatch(answer);
  });

  it.each([
    ["revenue last month", "shop"],
    ["top 5 customers this year", "shop"],
    ["who is the best customer", "shop"],
    ["ingresos del mes pasado", "shop"],
    ["how many loans", "bank"],
    ["how many customers does the bank have", "bank"],
    ["orders in the shop that failed", "shop"],
  ])("goes to another source only where it plainly names what that one has: %s", (text, place) => {
    expect(placeOf(text, [log])).toBe(place);
  });

  it.each([
    ["why did it fail", "logs"],
    ["how long did it take", "logs"],
    ["what happened in the log", "logs"],
    ["and by type?", "bank"],
    ["which transactions failed", "logs"],
    ["how many transactions", "bank"],
    ["how many accounts", "bank"],
    ["who are they", "bank"],
  ])("comes back to it from another source: %s", (text, place) => {
    expect(placeOf(text, [bank, log])).toBe(place);
  });
});
