import { afterEach, expect, it, vi } from "vitest";
import { plainAnswer } from "@/lib/answers/plain";
import { startInteraction } from "@/lib/interactions/interaction";
import { logQuestion } from "@/lib/interactions/log-line";

const row = {
  ...startInteraction({
    id: "i",
    conversationId: "c",
    question: "orders of Rahim Uddin",
    askedAt: "2026-11-18T09:30:00.000Z",
    uploadId: null,
  }),
  engine: "shop" as const,
  approach: "tools",
  source: "shop",
  outcome: "answered" as const,
  timings: { total: 41.6 },
  answer: plainAnswer("answered", "Rahim Uddin has 3 orders."),
  sql: "SELECT 1",
  params: ["Rahim"],
  arguments: { name: "Rahim" },
  because: ["Rahim"],
};

function linesAt(level: string): readonly string[] {
  const lines: string[] = [];
  vi.stubEnv("LOG_LEVEL", level);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean(lines.push(String(text))));
  logQuestion(row);
  return lines;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, Symbol.for("tellback.log"));
});

it("is one line per question that says how it went, and nothing of what was said", () => {
  const lines = linesAt("info");
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      level: "info",
      time: expect.any(String),
      id: "i",
      engine: "shop",
      approach: "tools",
      source: "shop",
      outcome: "answered",
      ms: 42,
      errorCode: null,
      msg: "question",
    },
  ]);
  expect(lines.join("")).not.toContain("Rahim");
});

it("has the words in a line of its own, at level debug only", () => {
  expect(linesAt("debug").map((line): unknown => JSON.parse(line))[1]).toMatchObject({
    level: "debug",
    id: "i",
    question: "orders of Rahim Uddin",
    answer: "Rahim Uddin has 3 orders.",
    msg: "question text",
  });
});
