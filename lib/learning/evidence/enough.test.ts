import { describe, expect, it } from "vitest";
import { readinessOf } from "@/lib/learning/evidence/enough";

describe("readinessOf", () => {
  it.each<[number, RegExp]>([
    [0, /^No own examples yet\./],
    [99, /^99 own examples\. 1 more is needed to learn something reliable, and 401 more to prove it/],
    [100, /enough to learn from; 400 more are needed/],
    [499, /1 more is needed/],
    [500, /^500 own examples\. That is enough to learn from and to prove it/],
  ])("says of %d own examples whether they are enough, and what is missing", (own, sentence) => {
    expect(readinessOf(own, 0)).toMatch(sentence);
  });

  it("never counts what comes with Tellback as own", () => {
    expect(readinessOf(3, 623)).toContain("3 own examples, beside 623 that come with Tellback and prove nothing about yours.");
  });
});
