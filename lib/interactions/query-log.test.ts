import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OUTCOMES } from "@/lib/answers/answer";
import { isInPart, toQueryLogLine, type LoggedRow } from "@/lib/interactions/query-log";
import { queryLogLines, toJsonLines, trainingLines } from "@/lib/interactions/lines";
import { readLoggedRows } from "@/lib/interactions/log-rows.prisma";
import { TEST_RUN } from "@/lib/interactions/test-run";
import { DEFAULT_TRAINING_FILTER } from "@/lib/interactions/training-line";
import { writeJsonLines } from "@/lib/interactions/write-lines.fs";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const FIELDS = [
  "timestamp",
  "question",
  "shop_id",
  "answer",
  "tool_used",
  "intent",
  "confidence",
  "success",
  "response_time",
  "error",
  "has_data",
  "user_feedback",
];

const row: LoggedRow = {
  id: "1",
  question: "orders today",
  askedAt: "2026-11-18T09:30:00.000Z",
  engine: "shop",
  shopId: 13,
  intent: "count",
  tool: "count_documents",
  confidence: 0.9,
  rowCount: 1,
  outcome: "answered",
  errorCode: null,
  context: {},
  text: "3 orders.",
  totalMs: 1234.56,
  rating: "up",
};

describe("toQueryLogLine", () => {
  it("has exactly the agreed fields in their order, with seconds", () => {
    expect(Object.keys(toQueryLogLine(row))).toEqual(FIELDS);
    expect(toQueryLogLine(row)).toMatchObject({
      success: true,
      has_data: true,
      error: null,
      response_time: 1.2346,
      shop_id: 13,
      user_feedback: "up",
    });
  });

  it("counts a true zero as success without data, and nothing else that was not answered", () => {
    const lines = OUTCOMES.map((outcome) => toQueryLogLine({ ...row, outcome }));
    expect(lines.map(({ success }) => success)).toEqual([true, true, false, false, false]);
    expect(lines.map(({ has_data }) => has_data)).toEqual([true, false, false, false, false]);
    expect(toQueryLogLine({ ...row, outcome: "refused", errorCode: "not-recorded" }).error).toBe("not-recorded");
    expect(toQueryLogLine({ ...row, outcome: "unfinished" })).toMatchObject({ success: false, error: "unfinished" });
  });

  it("names a shop only for a question to the shop", () => {
    expect(toQueryLogLine({ ...row, engine: "text2sql" }).shop_id).toBeNull();
  });

  it("splits into success and failed without a rest", () => {
    for (const outcome of [...OUTCOMES, "unfinished"] as const) {
      const line = toQueryLogLine({ ...row, outcome });
      expect(Number(isInPart(line, "success")) + Number(isInPart(line, "failed"))).toBe(1);
    }
  });
});

describe("trainingLines", () => {
  const lines = async (rows: readonly LoggedRow[], filter = DEFAULT_TRAINING_FILTER) => collected(trainingLines(of(rows), filter));

  it("has the prefix, and the four fields in their order", async () => {
    expect(await lines([row])).toEqual([
      { input: "Answer this e-commerce analytics question: orders today", output: "3 orders.", intent: "count", tool: "count_documents" },
    ]);
    expect(Object.keys((await lines([row]))[0] ?? {})).toEqual(["input", "output", "intent", "tool"]);
  });

  it.each<[string, Partial<LoggedRow>]>([
    ["a clarification", { outcome: "clarified" }],
    ["a confidence of just 0.7", { confidence: 0.7 }],
    ["an answer rated down", { rating: "down" }],
    ["a greeting", { tool: null, intent: "greeting" }],
    ["a call by a program", { intent: "tool_call" }],
    ["a question to a database", { engine: "text2sql" }],
    ["a missing sentence", { text: null }],
  ])("leaves out %s", async (_name, change) => {
    expect(await lines([{ ...row, ...change }])).toEqual([]);
  });

  it("carries the first 50 rows of the result in its grounded form, and leaves out what has none", async () => {
    const table = JSON.stringify({
      columns: [{ name: "orders", unit: "count" }],
      rows: Array.from({ length: 60 }, (_, at) => [at]),
      rowCount: 60,
    });
    const [line, ...more] = await lines([{ ...row, table }, row], { ...DEFAULT_TRAINING_FILTER, form: "grounded" });
    expect(Object.keys(line ?? {})).toEqual(["input", "output", "intent", "tool", "columns", "rows"]);
    expect(line).toMatchObject({ output: "3 orders.", columns: ["orders"], rows: expect.arrayContaining([[0], [49]]) });
    expect(line).toHaveProperty("rows.length", 50);
    expect(more).toEqual([]);
  });

  it("keeps only what was rated up, or what was rated down too, when asked", async () => {
    const rows: LoggedRow[] = [row, { ...row, rating: null }, { ...row, rating: "down" }];
    expect(await lines(rows, { ...DEFAULT_TRAINING_FILTER, feedback: "up" })).toHaveLength(1);
    expect(await lines(rows, { ...DEFAULT_TRAINING_FILTER, feedback: "any" })).toHaveLength(3);
  });
});

describe("reading and writing the log", () => {
  const dir = mkdtempSync(join(tmpdir(), "tellback-log-"));
  const url = `file:${join(dir, "app.sqlite")}`;
  const db = openPrisma(url);
  const STORED = 2500;
  beforeAll(async () => {
    migrate(url, "prisma/migrations");
    await db.conversation.create({ data: { id: "c", title: "t" } });
    // A third of the rows share an instant, so that a batch ends between equals.
    const data = Array.from({ length: STORED }, (_, index) => ({
      id: crypto.randomUUID(),
      conversationId: "c",
      question: `q${index}`,
      askedAt: new Date(1_790_000_000_000 + Math.floor(index / 3) * 1000),
      engine: "shop",
      shopId: index % 2 ? 13 : 10,
      outcome: index % 5 === 0 ? "clarified" : "answered",
      errorCode: index % 5 === 0 ? "ambiguous" : null,
      answer: { text: `answer ${index}`, table: { rows: [[1]] } },
      module: index % 10 === 0 ? TEST_RUN : null,
    }));
    await db.interaction.createMany({ data });
    await db.rating.create({ data: { interactionId: data[1]?.id ?? "", userId: "local", value: "down", reasons: [] } });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("gives every row once, in the order asked, with its sentence and rating", async () => {
    const rows = await collected(readLoggedRows(db));
    expect(rows).toHaveLength(STORED);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(STORED);
    expect(rows.map(({ askedAt }) => askedAt)).toEqual(rows.map(({ askedAt }) => askedAt).sort());
    expect(rows.find(({ question }) => question === "q1")).toMatchObject({ text: "answer 1", rating: "down", context: {} });
  });

  it("restricts by shop, time and test runs", async () => {
    const count = async (filter: Parameters<typeof readLoggedRows>[1]) => (await collected(readLoggedRows(db, filter))).length;
    expect(await count({ shopId: 13 })).toBe(1250);
    expect(await count({ withoutTestRuns: true })).toBe(2250);
    expect(await count({ from: new Date(1_790_000_001_000), to: new Date(1_790_000_003_000) })).toBe(6);
    expect(await count({ engine: "logs" })).toBe(0);
  });

  it("writes a file that is whole, and leaves nothing behind when a row cannot be read", async () => {
    const path = join(dir, "exports", "log.jsonl");
    expect(await writeJsonLines(path, queryLogLines(readLoggedRows(db), "failed"))).toBe(500);
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(500);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ question: "q0", error: "ambiguous", success: false });
    const broken = async function* () {
      yield row;
      throw new Error("the disk is gone");
    };
    await expect(writeJsonLines(join(dir, "exports", "broken.jsonl"), broken())).rejects.toThrow("the disk is gone");
    expect(readdirSync(join(dir, "exports"))).toEqual(["log.jsonl"]);
  });

  it("makes pieces that join to the lines", async () => {
    const values = Array.from({ length: 3000 }, (_, index) => ({ index, text: "x".repeat(100) }));
    const pieces = await collected(toJsonLines(of(values)));
    expect(pieces.length).toBeGreaterThan(3);
    expect(
      pieces
        .join("")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(values);
  });
});

async function* of<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
