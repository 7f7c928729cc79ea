import { describe, expect, it } from "vitest";
import { placeNames } from "@/lib/language/lexicon";
import { tokenise } from "@/lib/language/words";

describe("tokenise", () => {
  it.each([
    ["names with the letter ‘a’", ["names:word", "with:word", "the:word", "letter:word", "a:quoted"]],
    ["the customers’ names", ["the:word", "customers:word", "':mark", "names:word"]],
  ])("%s", (text, tokens) => {
    expect(tokenise(text).map((token) => `${token.text}:${token.kind}`)).toEqual(tokens);
  });
});

describe("placeNames", () => {
  it.each([
    ["usa", "united states", null],
    ["united states", "u s", null],
    ["uk", "united kingdom", null],
    ["california", undefined, "ca"],
    ["ny", undefined, "new york"],
    ["norway", undefined, null],
  ])("%s", (text, same, state) => {
    const found = placeNames(text);
    expect([found.same.find((name) => name === same), found.state]).toEqual([same, state]);
  });
});
