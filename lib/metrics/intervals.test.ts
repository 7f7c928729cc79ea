import { describe, expect, it } from "vitest";
import { clearlyDiffer, estimateRate, meanAndDeviation } from "@/lib/metrics/intervals";

describe("estimateRate", () => {
  it("is null of nothing, and never a certain 0 or 100 %", () => {
    expect(estimateRate(0, 0)).toBeNull();
    expect(estimateRate(3, 3)).toMatchObject({ rate: 1, high: 1 });
    expect(estimateRate(3, 3)?.low).toBeCloseTo(0.4385, 4);
  });

  it("narrows with n", () => {
    const width = (n: number) => {
      const e = estimateRate(n / 2, n);
      return e ? e.high - e.low : 0;
    };
    expect(width(10)).toBeGreaterThan(width(100));
  });
});

describe("clearlyDiffer", () => {
  it("needs enough rows before it calls two rates different", () => {
    const pair = (n: number) => [estimateRate(0.9 * n, n), estimateRate(0.6 * n, n)] as const;
    const differ = (n: number) => {
      const [a, b] = pair(n);
      return a !== null && b !== null && clearlyDiffer(a, b);
    };
    expect([differ(10), differ(100)]).toEqual([false, true]);
  });
});

describe("meanAndDeviation", () => {
  it("comes from sums", () => {
    expect(meanAndDeviation(2, 4, 10)).toEqual({ mean: 2, deviation: 1 });
    expect(meanAndDeviation(0, 0, 0)).toBeNull();
  });
});
