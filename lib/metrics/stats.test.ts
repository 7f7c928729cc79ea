import { describe, expect, it } from "vitest";
import { computeStats, percentile, type StatCounts } from "@/lib/metrics/stats";

const none: StatCounts = { interactions: [], ratings: { up: 0, down: 0 }, responseMs: [] };

describe("computeStats", () => {
  it("has no rate where nothing was counted, because a zero would read as all bad", () => {
    expect(computeStats(none)).toMatchObject({
      questions: 0,
      successRate: null,
      satisfaction: null,
      responseRate: null,
      medianMs: null,
      p95Ms: null,
    });
  });

  it("counts only answered and truly empty as success, and leaves unfinished turns out of the rate", () => {
    const row = (outcome: string, count: number) => ({ engine: "shop", approach: "tools", outcome, count });
    const stats = computeStats({
      ...none,
      interactions: [row("answered", 5), row("empty", 1), row("clarified", 2), row("refused", 1), row("failed", 1), row("unfinished", 4)],
    });
    expect(stats).toMatchObject({ questions: 14, finished: 10, success: 6, successRate: 0.6 });
  });

  it("divides satisfaction by the rated answers, not by all", () => {
    const stats = computeStats({
      ...none,
      interactions: [{ engine: "shop", approach: "tools", outcome: "answered", count: 100 }],
      ratings: { up: 3, down: 1 },
    });
    expect(stats).toMatchObject({ rated: 4, satisfaction: 0.75, responseRate: 0.04 });
  });

  it("shares usage per engine and approach, and leaves turns that never reached one out of it", () => {
    const stats = computeStats({
      ...none,
      interactions: [
        { engine: "shop", approach: "tools", outcome: "answered", count: 3 },
        { engine: "text2sql", approach: "pattern", outcome: "failed", count: 1 },
        { engine: "", approach: "", outcome: "unfinished", count: 7 },
      ],
    });
    expect(stats.engines).toEqual([
      { name: "shop", count: 3, share: 0.75 },
      { name: "text2sql", count: 1, share: 0.25 },
    ]);
    expect(stats.approaches.map(({ name }) => name)).toEqual(["tools", "pattern"]);
  });
});

describe("percentile", () => {
  it.each([
    ["nothing", [], 0.5, null],
    ["one value is every percentile", [{ ms: 7, count: 1 }], 0.95, 7],
    [
      "the lower middle of an even count",
      [
        { ms: 1, count: 2 },
        { ms: 9, count: 2 },
      ],
      0.5,
      1,
    ],
    [
      "the tail",
      [
        { ms: 1, count: 94 },
        { ms: 500, count: 6 },
      ],
      0.95,
      500,
    ],
    [
      "not yet the tail",
      [
        { ms: 1, count: 95 },
        { ms: 500, count: 5 },
      ],
      0.95,
      1,
    ],
    [
      "counts that went back to zero are skipped",
      [
        { ms: 3, count: 0 },
        { ms: 8, count: 1 },
      ],
      0.5,
      8,
    ],
  ])("%s", (_name, histogram, p, expected) => {
    expect(percentile(histogram, p)).toBe(expected);
  });
});
