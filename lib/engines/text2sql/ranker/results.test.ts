import { describe, expect, it } from "vitest";
import type { Row } from "@/lib/query/runner";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { BUILT_IN, readPlan } from "@/lib/engines/text2sql/plan-question";
import { logit } from "@/lib/engines/calibration";
import type { Ranker } from "@/lib/engines/text2sql/ranker/rank";
import { confirmReading, resultSigns } from "@/lib/engines/text2sql/ranker/results";

const NOW = "2025-03-25T10:00:00";
const RANKER = {
  ...BUILT_IN,
  results: {
    confidence: { bias: 0.2, logit: 0.9, empty: -1.5, nothing: -1, repeats: -1.2 },
    steps: [
      [0, 0],
      [1, 1],
    ],
  },
} satisfies Ranker;

describe("resultSigns", () => {
  it.each<[string, readonly Row[], readonly string[]]>([
    [
      "rows that differ",
      [
        ["a", 1],
        ["a", 2],
      ],
      [],
    ],
    ["no rows", [], ["empty"]],
    ["a zero alone", [[0]], ["nothing"]],
    ["nulls alone", [[null, null]], ["nothing"]],
    [
      "equal rows",
      [
        ["a", 1],
        ["b", 1],
        ["a", 1],
      ],
      ["repeats"],
    ],
    ["one row with something in it", [[0, "a"]], []],
  ])("%s", (_what, rows, signs) => {
    expect(
      [...resultSigns([{ rows, probability: 1 }], 0.5).keys()].filter((name) => !["bias", "logit", "shared", "alike"].includes(name)),
    ).toEqual(signs);
  });

  it.each<[string, readonly (readonly Row[] | null)[], number, number]>([
    ["rivals with the same rows in another order", [[["a"], ["b"]], [["b"], ["a"]], [["c"]]], 0.8, 1],
    ["rivals with other rows", [[["a"]], [["b"]], [["a", 1]]], 0.5, 0],
    ["a rival that does not run", [[["a"]], null, [["a"]]], 1, 1],
  ])("%s", (_what, results, share, alike) => {
    const signs = resultSigns(
      results.map((rows, at) => ({ rows, probability: [0.5, 0.3, 0.2][at] ?? 0 })),
      0.5,
    );
    expect(signs.get("shared")).toBeCloseTo(logit(share));
    expect(signs.get("alike")).toBe(alike);
  });
});

describe("confirmReading", () => {
  const sureOf = async (question: string, results: Ranker["results"] = RANKER.results, rowCount?: number) => {
    const { schema, runner } = await openFixture("library");
    const known = rowCount === undefined ? schema : { ...schema, tables: schema.tables.map((table) => ({ ...table, rowCount })) };
    const reading = readPlan(question, known, NOW);
    return { before: reading.confidence, after: await confirmReading(reading, known, runner, { ...RANKER, results }) };
  };

  it("believes a reading less whose answer is empty", async () => {
    const there = await sureOf("titles of books with more than 200 pages");
    const empty = await sureOf("titles of books with more than 20000 pages");
    expect(empty.after).toBeLessThan(empty.before - 0.05);
    expect(there.after).toBeGreaterThan(empty.after);
  });

  it.each([
    ["large tables", RANKER.results, 1_000_000],
    ["a ranker that was not taught to look", null, undefined],
  ])("is as sure as before with %s", async (_what, results, rowCount) => {
    const { before, after } = await sureOf("titles of books with more than 20000 pages", results, rowCount);
    expect(after).toBe(before);
  });
});
