import { describe, expect, it } from "vitest";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";

describe("sameAnswer", () => {
  it.each([
    [
      "the same rows in another order",
      [
        ["a", 1],
        ["b", 2],
      ],
      [
        ["b", 2],
        ["a", 1],
      ],
      "same",
    ],
    ["columns in another order", [["a", 1]], [[1, "a"]], "same"],
    ["sums that differ in the last digit", [[3722.528159594235]], [[3722.528159594238]], "same"],
    ["a measure beside the name that was asked", [["Wexley"]], [["Wexley", 4213]], "more"],
    ["a count where a name was asked", [["Wexley"]], [[4213]], "other"],
    ["a column too few", [["a", 1]], [["a"]], "other"],
    ["a row too few", [["a"], ["b"]], [["a"]], "other"],
    ["sums that differ", [[3722.5]], [[3722.6]], "other"],
  ] as const)("takes %s as it is", (_what, expected, found, verdict) => {
    expect(sameAnswer(expected, found, false)).toBe(verdict);
  });

  it("minds the order of rows where the question asks for one", () => {
    expect(sameAnswer([[1], [2]], [[2], [1]], true)).toBe("other");
  });
});
