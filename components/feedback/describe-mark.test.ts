import { describe, expect, it } from "vitest";
import { describeMark, describeUse } from "@/components/feedback/describe-mark";

const at = new Date(2026, 10, 18, 14, 2).toISOString();

describe("describeMark", () => {
  it.each([
    ["correction", new Date(2026, 10, 18, 20), [], "From a verified answer · corrected 14:02"],
    ["rating", new Date(2026, 10, 19), [], "From a verified answer · confirmed 18 Nov, 14:02"],
    ["correction", new Date(2027, 0, 1), ["500 → 900"], "From a verified answer · corrected 18 Nov 2026, 14:02 · 500 → 900"],
  ] as const)("says how and when: %s", (origin, now, changed, text) => {
    expect(describeMark({ id: "v", origin, at, how: "exact", changed }, now)).toBe(text);
  });

  it.each([
    ["alike", "Read like"],
    ["leaning", "Leaning on"],
    ["word", "As taught by"],
  ] as const)("names the question that an answer was made with: %s", (how, words) => {
    expect(
      describeMark(
        { id: "v", origin: "correction", at, how, changed: [], like: "How many singers are there?" },
        new Date(2026, 10, 18, 20),
      ),
    ).toBe(`${words} “How many singers are there?” · corrected 14:02`);
  });
});

describe("describeUse", () => {
  it.each([
    [null, "not used yet"],
    [{ count: 1, lastAt: at }, "used 1 time, last 14:02"],
    [{ count: 12, lastAt: at }, "used 12 times, last 14:02"],
  ])("says how often and when last: %j", (use, text) => {
    expect(describeUse(use, new Date(2026, 10, 18, 20))).toBe(text);
  });
});
