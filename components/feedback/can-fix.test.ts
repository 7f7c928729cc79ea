import { describe, expect, it } from "vitest";
import { canFix } from "@/components/feedback/can-fix";
import { plainAnswer } from "@/lib/answers/plain";

describe("canFix", () => {
  it.each([
    ["an answer with a plan", "shop", "calculate_sum", "answered", true],
    ["a question that was asked back", "text2sql", null, "clarified", true],
    ["a question that was refused", "shop", null, "refused", true],
    ["a greeting, since no plan stands behind it", "shop", null, "answered", false],
    ["what a database holds, which is told before any memory is looked at", "text2sql", null, "answered", false],
    ["a list of lines of a log, since only a report has rules", "logs", "list_failures", "answered", false],
    ["what no engine was reached for", null, null, "failed", false],
  ] as const)("says of %s", (_name, engine, tool, outcome, expected) => {
    expect(canFix({ engine, tool, answer: plainAnswer(outcome, "…") })).toBe(expected);
  });
});
