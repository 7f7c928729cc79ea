import { describe, expect, it } from "vitest";
import { describeSpan, failuresIn, spanOf } from "@/components/answer/time-span";
import type { Failure } from "@/lib/answers/log-report";

const histogram = ["10:00", "10:01", "10:02"].map((clock) => ({ from: `2026-06-02T${clock}:00.000`, lines: 2, failures: 1 }));
const failure = (line: number, timestamp: string | null): Failure => ({
  line,
  timestamp,
  component: null,
  operation: null,
  level: null,
  severity: 1,
  category: "other",
  patterns: [],
  keywords: [],
  transactionId: null,
  templateId: "t",
  message: "m",
  evidence: [],
  decidedBy: "rules",
  role: "failure",
});
const failures = [
  failure(1, "2026-06-02T10:00:59.999"),
  failure(2, "2026-06-02T10:01:00.000"),
  failure(3, "2026-06-02T10:02:30.000"),
  failure(4, null),
];

describe("spans of the histogram", () => {
  it.each([
    [0, [1]],
    [1, [2]],
    [2, [3]],
  ])("hold the failures from the start of bar %i to the start of the next", (index, lines) => {
    expect(failuresIn(failures, spanOf(histogram, index)).map(({ line }) => line)).toEqual(lines);
  });

  it("leave every failure when none is chosen", () => {
    expect(failuresIn(failures, spanOf(histogram, 9))).toHaveLength(4);
  });

  it("are told in words", () => {
    expect(describeSpan({ from: "2026-06-02T10:02:00.000", to: null })).toMatch(/^from .*10:02.* on$/);
  });
});
