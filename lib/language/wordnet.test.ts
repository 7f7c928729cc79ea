import { describe, expect, it } from "vitest";
import { kinOf, nounShare } from "@/lib/language/thesaurus";
import { openWordNet } from "@/lib/language/wordnet.fs";

const wordnet = openWordNet();

describe("WordNet", () => {
  it("finds the senses of the first and the last words of its files, and none of what is no word", () => {
    expect(["'hood", "aardvark", "zymosis", "zyrian", "qwertzu"].map((word) => wordnet.senses(word).length)).toEqual([1, 1, 2, 1, 0]);
  });

  it("reads a synset with its words and what they are kinds of", () => {
    const [sense] = wordnet.senses("truck");
    expect(sense).toMatchObject({ pos: "noun", number: 1, count: 20 });
    const { words, pointers } = wordnet.synset(sense?.synset ?? "");
    expect(words).toEqual(["truck", "motortruck"]);
    expect(pointers.flatMap(({ kind, synset }) => (kind === "@" ? wordnet.synset(synset).words : []))).toEqual([
      "motor vehicle",
      "automotive vehicle",
    ]);
  });

  it.each([
    ["attorney", "lawyer", "same"],
    ["purchaser", "buyer", "same"],
    ["truck", "vehicle", "kind of"],
    ["cottage", "house", "kind of"],
    ["object", "artefact", "wider than"],
    ["crate", "invoice", undefined],
    ["toll", "vehicle", undefined],
  ])("knows how %s stands to %s", (noun, other, how) => {
    expect(kinOf(noun, other, wordnet)?.how).toBe(how);
  });

  it("puts the frequent sense nearer than the rare one", () => {
    expect(kinOf("physician", "doctor", wordnet)?.distance).toBeLessThan(0.1);
    expect(kinOf("photo", "picture", wordnet)?.distance ?? Infinity).toBeGreaterThan(1);
  });

  it("tells how far a word is a noun", () => {
    expect(nounShare("truck", wordnet)).toBeGreaterThan(0.9);
    expect(nounShare("driven", wordnet)).toBe(0);
  });
});
