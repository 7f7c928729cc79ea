import { describe, expect, it } from "vitest";
import type { PlanBase } from "@/lib/engines/engine";
import { EMPTY_SCHEMA } from "@/lib/engines/text2sql/schema/empty-schema.fixture";
import { findWord, saidInstead, unknownPhrases, type TaughtBy } from "@/lib/learning/fixes/learn-word";

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

describe("findWord in a shop", () => {
  const planOf = (text: string): PlanBase => {
    const args = { of: /customers/u.test(text) ? "customers" : "orders" };
    const plan = { intent: "i", tool: "t", arguments: args, call: { tool: "t", args }, confidence: 1, because: [] };
    return plan;
  };
  const taught = (outcome: TaughtBy["outcome"], meaning: string | null): TaughtBy => ({
    question: "how many punters in May",
    outcome,
    open: { schema: EMPTY_SCHEMA, vocabulary: { values: () => [], grouping: () => null, knows: () => false }, read: () => null },
    plan: planOf("customers"),
    meaning,
    now: "2026-11-18 15:30:00",
    planned: async (text) => planOf(text),
  });

  it("learns what the person said instead of a word that was asked back about", async () => {
    expect(await findWord(taught("clarified", "how many customers in May"))).toEqual({ said: "punters", means: "customers" });
  });

  it.each([
    ["an answered question, whose words the shop reads", "answered", "how many customers in May"],
    ["words that lead elsewhere", "clarified", "how many orders in May"],
    ["a fix that says everything otherwise", "clarified", "customers of last spring"],
    ["a fix without words", "clarified", null],
  ] as const)("learns nothing from %s", async (_what, outcome, meaning) => {
    expect(await findWord(taught(outcome, meaning))).toBeNull();
  });
});
