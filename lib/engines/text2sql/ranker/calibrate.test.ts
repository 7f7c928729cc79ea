import { describe, expect, it } from "vitest";
import { fitConfidence, fitSteps } from "@/lib/engines/text2sql/ranker/calibrate";
import { calibrated, rawConfidence } from "@/lib/engines/text2sql/ranker/rank";

describe("fitSteps", () => {
  it("gives shares that never fall as the score rises, near the true ones", () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => ({ score: at / 3_000, right: (at * 7919) % 1_000 < at / 3 }));
    const steps = fitSteps(rows);
    steps.slice(1).forEach(([score, share], at) => {
      expect(score).toBeGreaterThan(steps[at]?.[0] ?? 0);
      expect(share).toBeGreaterThanOrEqual(steps[at]?.[1] ?? 0);
    });
    for (const score of [0.2, 0.5, 0.8]) expect(Math.abs(calibrated(score, steps) - score)).toBeLessThan(0.1);
  });

  it("reads scores beyond the first and last step as those", () => {
    const steps = [
      [0.2, 0.1],
      [0.8, 0.9],
    ] as const;
    expect(calibrated(0, steps)).toBeCloseTo(0.1);
    expect(calibrated(1, steps)).toBeCloseTo(0.9);
    expect(calibrated(0.5, steps)).toBeCloseTo(0.5);
  });
});

describe("fitConfidence", () => {
  it("learns which sign speaks for a right answer", () => {
    const rows = Array.from({ length: 400 }, (_, at) => ({
      signs: new Map([
        ["bias", 1],
        [at % 2 === 0 ? "good" : "bad", 1],
      ]),
      right: at % 2 === 0 ? at % 10 !== 0 : at % 10 === 1,
    }));
    const weights = fitConfidence(rows);
    expect(
      rawConfidence(
        new Map([
          ["bias", 1],
          ["good", 1],
        ]),
        weights,
      ),
    ).toBeGreaterThan(0.6);
    expect(
      rawConfidence(
        new Map([
          ["bias", 1],
          ["bad", 1],
        ]),
        weights,
      ),
    ).toBeLessThan(0.4);
  });
});
