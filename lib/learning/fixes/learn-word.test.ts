import { describe, expect, it } from "vitest";
import { saidInstead, unknownPhrases } from "@/lib/learning/fixes/learn-word";

describe("saidInstead", () => {
  it.each([
    ["how many boxes did we send", "how many parcels did we send", { said: "boxes", means: "parcels" }],
    ["boxes per day", "parcels that were sent per day", { said: "boxes", means: "parcels that were sent" }],
    ["list the slow movers", "list the products with no orders", { said: "slow movers", means: "products with no orders" }],
    ["how many boxes", "how many boxes", null],
    ["how many boxes", "how many boxes today", null],
    ["what does all of this stuff cost us", "total expenses", null],
  ])("%j → %j", (question, meaning, word) => {
    expect(saidInstead(question, meaning)).toEqual(word);
  });
});

describe("unknownPhrases", () => {
  it.each([
    ["how many boxes did we send", ["boxes", "send"]],
    ["the big greenies", ["big", "greenies", "big greenies"]],
    ["parcels of the depots", []],
    ['parcels called "boxes"', []],
  ])("%j", (question, phrases) => {
    expect(unknownPhrases(question, (word) => ["parcel", "depot"].includes(word))).toEqual(phrases);
  });
});
