import { describe, expect, it } from "vitest";
import { doubtOf, settleDoubt } from "@/lib/engines/logs/failures/doubt";

const described = { category: "other", patterns: [] } as const;
const failure = { kind: "failure", severity: 0.65, ...described } as const;

describe("doubts of the rules", () => {
  it.each([
    [{ level: "error", ruled: "failure", failing: false, evident: false }, "error-without-words"],
    [{ level: "error", ruled: "failure", failing: true, evident: false }, null],
    [{ level: "error", ruled: "failure", failing: false, evident: true }, null],
    [{ level: "warn", ruled: "weak", failing: true, evident: false }, "warning"],
    [{ level: "warn", ruled: null, failing: false, evident: false }, null],
    [{ level: null, ruled: null, failing: true, evident: false }, "words-without-level"],
    [{ level: null, ruled: "failure", failing: true, evident: false }, null],
    [{ level: "info", ruled: null, failing: true, evident: false }, "words-under-calm-level"],
    [{ level: "fatal", ruled: "failure", failing: false, evident: false }, null],
  ] as const)("of %j: %s", (event, doubt) => {
    expect(doubtOf(event)).toBe(doubt);
  });

  it("leaves the rules in force when the classifier is not sure", () => {
    expect(settleDoubt("error-without-words", 0.5, failure, described)).toBe(failure);
    expect(settleDoubt("words-without-level", 0.5, null, described)).toBeNull();
  });

  it("says that the classifier decided where it did", () => {
    expect(settleDoubt("error-without-words", 0.95, failure, described)).toEqual({ ...failure, decidedBy: "model" });
    expect(settleDoubt("error-without-words", 0.05, failure, described)).toMatchObject({ kind: "weak", decidedBy: "model" });
    expect(settleDoubt("warning", 0.05, { ...failure, kind: "weak" }, described)).toBeNull();
  });

  it("raises no alarm by the classifier alone", () => {
    for (const doubt of ["words-without-level", "words-under-calm-level"] as const)
      expect(settleDoubt(doubt, 0.99, null, described)?.kind).toBe("weak");
  });
});
