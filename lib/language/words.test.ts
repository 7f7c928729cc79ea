import { describe, expect, it } from "vitest";
import { placeNames } from "@/lib/language/lexicon";
import { isShortened, isSwapped, lemma, tokenise } from "@/lib/language/words";

describe("tokenise", () => {
  it.each([
    ["names with the letter ‘a’", ["names:word", "with:word", "the:word", "letter:word", "a:quoted"]],
    ["the customers’ names", ["the:word", "customers:word", "':mark", "names:word"]],
  ])("%s", (text, tokens) => {
    expect(tokenise(text).map((token) => `${token.text}:${token.kind}`)).toEqual(tokens);
  });
});

describe("singulars", () => {
  it.each(["coaches:coach", "beaches:beach", "approaches:approach", "headaches:headache", "matches:match", "shoes:shoe"])("%s", (pair) => {
    const [plural = "", singular] = pair.split(":");
    expect(lemma(plural)).toBe(singular);
  });
});

describe("slips of the thumb", () => {
  it.each([
    ["prdct", "product", true],
    ["shw", "show", true],
    ["ystrday", "yesterday", true],
    ["shw", "shoe", false],
    ["stk", "stock", false],
    ["show", "show", false],
    ["mt", "meat", true],
    ["st", "estate", false],
  ])("%s shortens %s: %s", (word, other, is) => expect(isShortened(word, other)).toBe(is));

  it.each([
    ["maek", "make", true],
    ["slaes", "sales", true],
    ["amke", "make", false],
    ["male", "make", false],
  ])("%s swaps letters of %s: %s", (word, other, is) => expect(isSwapped(word, other)).toBe(is));
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
