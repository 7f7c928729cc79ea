import { describe, expect, it } from "vitest";
import { inOwnWords } from "@/lib/learning/memory/learned-word";

const words = [
  { said: "boxes", means: "parcels" },
  { said: "runner", means: "active vehicle" },
  { said: "the pit", means: "depot 3" },
  { said: "pit boss", means: "depot manager" },
  { said: "heads", means: "total passengers" },
] as const;

describe("inOwnWords", () => {
  it.each([
    ["How many boxes did we send?", "How many parcels did we send?", ["boxes"]],
    ["the heaviest box", "the heaviest parcel", ["boxes"]],
    ["which RUNNERS aren't at the pit", "which active vehicles are not at depot 3", ["runner", "the pit"]],
    ["runners and boxes per runner", "active vehicles and parcels per active vehicle", ["runner", "boxes"]],
    ["name of the pit boss", "name of depot 3 boss", ["the pit"]],
    ["name of a pit boss", "name of a depot manager", ["pit boss"]],
    ["heads per trip", "total passengers per trip", ["heads"]],
    ['parcels called "boxes"', 'parcels called "boxes"', []],
    ["boxers", "boxers", []],
    ["", "", []],
  ])("reads %j as %j", (text, read, said) => {
    const found = inOwnWords(text, words);
    expect(found.text).toBe(read);
    expect(found.used.map((word) => word.said)).toEqual(said);
  });

  it("takes the first of two meanings of a word", () => {
    expect(inOwnWords("boxes", [{ said: "boxes", means: "crates" }, ...words]).text).toBe("crates");
  });
});
