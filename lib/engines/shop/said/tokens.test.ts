import { describe, expect, it } from "vitest";
import { tokeniseQuestion } from "@/lib/engines/shop/said/tokens";

describe("tokeniseQuestion", () => {
  it.each([
    ["orders over 2 lakh", [200_000]],
    ["1,200 orders", [1200]],
    ["forty-five orders", [45]],
    ["not ordered in sixty five days", [65]],
    ["one two hundred", [1, 200]],
    ["twenty or five orders", [20, 5]],
  ])("reads the numbers of “%s”", (text, numbers) => {
    expect(tokeniseQuestion(text).flatMap(({ number }) => number ?? [])).toEqual(numbers);
  });
});
