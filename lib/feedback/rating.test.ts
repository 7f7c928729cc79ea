import { describe, expect, it } from "vitest";
import { applyRating, RATING_REASONS, reasonsFor, type Rating, type RatingChange } from "@/lib/feedback/apply-rating";
import { RateInput } from "@/lib/feedback/rating";

const up: Rating = { value: "up", reasons: [], comment: "" };
const explained: Rating = { value: "down", reasons: ["wrong_number"], comment: "should be 12" };

describe("applyRating", () => {
  it.each<[string, Rating | null, RatingChange, Rating | null]>([
    ["one click saves", null, { type: "thumb", value: "up" }, up],
    ["the same thumb again withdraws, and leaves no zero behind", up, { type: "thumb", value: "up" }, null],
    ["withdrawing takes the comment along", explained, { type: "thumb", value: "down" }, null],
    ["the other thumb switches and clears what was said about the first", explained, { type: "thumb", value: "up" }, up],
    [
      "details enrich",
      up,
      { type: "details", reasons: ["slow"], comment: "but slow" },
      { value: "up", reasons: ["slow"], comment: "but slow" },
    ],
    ["details alone are no vote", null, { type: "details", reasons: ["slow"], comment: "x" }, null],
    ["clearing twice is the same as once", null, { type: "clear" }, null],
  ])("%s", (_name, before, change, after) => {
    expect(applyRating(before, change)).toEqual(after);
  });
});

describe("reasons", () => {
  it("are stable codes, because exports and training sets keep them for ever", () => {
    expect(Object.keys(RATING_REASONS)).toEqual([
      "wrong_number",
      "wrong_period",
      "wrong_product",
      "wrong_units",
      "wrong_table",
      "wrong_filter",
      "missing_rows",
      "did_not_run",
      "missed_error",
      "false_alarm",
      "wrong_cause",
      "unclear",
      "slow",
      "other",
      "accurate",
      "complete",
      "easy_to_read",
      "fast",
    ]);
  });

  it("are offered per engine, and end with the general ones", () => {
    expect(reasonsFor("logs", "down").map(({ code }) => code)).toEqual([
      "missed_error",
      "false_alarm",
      "wrong_cause",
      "unclear",
      "slow",
      "other",
    ]);
    expect(reasonsFor("shop", "up").map(({ code }) => code)).toEqual(["accurate", "complete", "easy_to_read", "fast"]);
  });

  it("refuse a code that does not exist", () => {
    expect(RateInput.safeParse({ interactionId: crypto.randomUUID(), value: "up", reasons: ["bad vibes"] }).success).toBe(false);
  });
});
