import { describe, expect, it } from "vitest";
import { makeQuestions } from "@/lib/collect/question-set";

const names = { cities: ["Dhaka", "Sylhet"], categories: ["Kitchen"], products: ["Tea Set", "Lamp"] };

describe("makeQuestions", () => {
  const questions = makeQuestions(500, "collect", names);

  it("makes as many different questions as asked, the same at each run", () => {
    expect(questions).toHaveLength(500);
    expect(new Set(questions.map(({ text, after }) => `${after}|${text}`)).size).toBe(500);
    expect(makeQuestions(500, "collect", names)).toEqual(questions);
    expect(makeQuestions(500, "other", names)).not.toEqual(questions);
  });

  it("covers every kind, and a tenth must not be answered", () => {
    const count = (kind: string) => questions.filter((question) => question.kind === kind).length;
    for (const kind of [
      "total",
      "count",
      "breakdown",
      "top",
      "series",
      "comparison",
      "segment",
      "share",
      "customers",
      "stock",
      "list",
      "follow-up",
      "change",
      "small talk",
      "not answerable",
      "misspelt",
    ])
      expect(count(kind), kind).toBeGreaterThan(2);
    expect(questions.filter(({ mustNotAnswer }) => mustNotAnswer)).toHaveLength(count("not answerable"));
    expect(count("not answerable")).toBeGreaterThan(30);
  });

  it("refuses more than it can vary, instead of running for ever", () => {
    expect(() => makeQuestions(1_000_000, "collect", names)).toThrow(/At most 10000/);
  });
});
