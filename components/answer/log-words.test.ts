import { describe, expect, it } from "vitest";
import { groupFailures, severityWord, verdictBeside } from "@/components/answer/log-words";
import type { Failure, LogTemplate } from "@/lib/answers/log-report";

const failure = (line: number, templateId: string, severity: number): Failure => ({
  line,
  templateId,
  severity,
  timestamp: null,
  component: null,
  operation: null,
  level: "ERROR",
  category: "timeout",
  patterns: [],
  keywords: [],
  transactionId: null,
  message: `line ${line}`,
  evidence: [],
  decidedBy: "rules",
  role: "failure",
});
const template = (id: string, text: string): LogTemplate => ({
  id,
  template: text,
  count: 1,
  firstLine: 1,
  lastLine: 1,
  sample: text,
  isFailure: true,
});

describe("groupFailures", () => {
  it("puts the group with the worst failure first, whatever its size, and reads each group in the order of the file", () => {
    const groups = groupFailures({
      failures: [failure(9, "a", 0.4), failure(3, "b", 0.9), failure(2, "a", 0.5), failure(5, "a", 0.3)],
      templates: [template("a", "timeout after <*>"), template("b", "payment <*> refused")],
    });
    expect(groups.map((group) => [group.template, group.worst, group.failures.map(({ line }) => line)])).toEqual([
      ["payment <*> refused", 0.9, [3]],
      ["timeout after <*>", 0.5, [2, 5, 9]],
    ]);
  });

  it("names a group by its message when its template was cut from the report", () => {
    expect(groupFailures({ failures: [failure(7, "gone", 0.2)], templates: [] })[0]?.template).toBe("line 7");
  });
});

describe("severityWord", () => {
  it.each([
    [1, "critical"],
    [0.85, "critical"],
    [0.84, "high"],
    [0.35, "medium"],
    [0, "low"],
  ])("calls %s %s", (severity, word) => {
    expect(severityWord(severity)).toBe(word);
  });
});

describe("verdictBeside", () => {
  const rootCause = { sentence: "The till was turned away (line 1,018).", failure: failure(1018, "a", 0.9) };
  const verdict = {
    outcome: "failed",
    sentence: "1 of 2 transactions failed. First cause, on line 1,018: the till was turned away.",
  } as const;

  it.each([
    ["1 of 2 transactions failed. First cause, on line 1,018: the till was turned away.", null],
    ["The till was turned away (line 1,018).", "1 of 2 transactions failed."],
    ["Find out who holds the till, see line 1.", verdict.sentence],
  ])("beside “%s” says what is not said yet", (said, beside) => {
    expect(verdictBeside(said, { verdict, rootCause })).toBe(beside);
  });

  it("is whole where nothing failed", () => {
    expect(verdictBeside("Two lines match.", { verdict, rootCause: null })).toBe(verdict.sentence);
  });
});
