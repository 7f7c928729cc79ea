import { describe, expect, it } from "vitest";
import { describeStats, formatMs, summariseStats } from "@/components/stats/describe-stats";
import { computeStats } from "@/lib/metrics/stats";

const none = computeStats({ interactions: [], ratings: { up: 0, down: 0 }, responseMs: [] });
const some = computeStats({
  interactions: [
    { engine: "shop", approach: "tools", outcome: "answered", count: 9 },
    { engine: "shop", approach: "tools", outcome: "refused", count: 1 },
  ],
  ratings: { up: 3, down: 1 },
  responseMs: [
    { ms: 20, count: 9 },
    { ms: 1500, count: 1 },
  ],
});

describe("describeStats", () => {
  it("shows a dash and not 0 % before anything is counted, since a zero would read as all bad", () => {
    expect(describeStats(none).map((line) => line.value)).toEqual(["0", "–", "–", "–", "–"]);
    expect(summariseStats(none)).toBe("No questions yet");
  });

  it("gives every number its denominator", () => {
    expect(describeStats(some).map((line) => `${line.value} (${line.over})`)).toEqual([
      "10 (10 finished)",
      "90 % (9 of 10 finished)",
      "75 % (3 good of 4 rated)",
      "40 % (4 of 10 finished)",
      "20 ms (median · 95 % within 1.5 s)",
    ]);
    expect(summariseStats(some)).toBe("10 questions · 90 % success · in 20 ms · 75 % good of 4");
  });
});

describe("formatMs", () => {
  it.each([
    [0.2, "under 1 ms"],
    [12.4, "12 ms"],
    [999.4, "999 ms"],
    [1200, "1.2 s"],
    [125_000, "2 min 5 s"],
    [119_900, "2 min 0 s"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});
