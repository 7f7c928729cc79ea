import { describe, expect, it } from "vitest";
import { namedSource } from "@/lib/routing/named-source";
import { rootsOf } from "@/lib/routing/candidates.fixture";
import type { Candidate } from "@/lib/routing/route";

const candidates: readonly Candidate[] = [
  { engine: "shop", source: "shop", name: "Demo shop", roots: rootsOf("order shop customer payment", "bank transfer") },
  { engine: "text2sql", source: "bank", name: "Demo bank", roots: rootsOf("loan account customer") },
  { engine: "text2sql", source: "u1", name: "city_zoo.sqlite", roots: rootsOf("animal keeper") },
];
const namedIn = (text: string, among = candidates) => {
  const named = namedSource(text, among);
  return named === null || named === "logs" ? named : named.source;
};

describe("namedSource", () => {
  it.each([
    ["how many customers does the bank have", "bank"],
    ["bank customers", "bank"],
    ["bank revenue last month", "bank"],
    ["what did customers of the bank pay in fees", "bank"],
    ["who has been with the bank the longest", "bank"],
    ["the bank's oldest customer", "bank"],
    ["customers in the demo bank", "bank"],
    ["how many customers does my store have", "shop"],
    ["What did we sell in our shop yesterday?", "shop"],
    ["shop revenue last month", "shop"],
    ["how many keepers in city zoo", "u1"],
    ["customers in city_zoo.sqlite", "u1"],
    ["what happened in this log", "logs"],
    ["what does the log file say", "logs"],
  ])("takes the source of: %s", (text, expected) => {
    expect(namedIn(text)).toBe(expected);
  });

  it.each([
    "how many orders were paid by bank transfer",
    "bank transfer orders last month",
    "bank payments last month",
    "revenue by bank",
    "how many customers paid by bank",
    "orders paid through the bank",
    "orders paid with the bank",
    "payments by the bank transfer method",
    "average bank account balance",
    "store credits used",
    "workshop fees",
    "banking customers",
    "which shops are open",
    "who did log in yesterday",
    "compare customers of the bank with those of the shop",
  ])("takes none where the word stands for something else, or for both: %s", (text) => {
    expect(namedIn(text)).toBeNull();
  });

  it("takes none where another source has rows that are called so", () => {
    const stores = { ...candidates[2]!, roots: rootsOf("store book") };
    expect(namedIn("books in the store in Boston", [...candidates, stores])).toBeNull();
    expect(namedIn("what is in the log", [{ ...stores, roots: rootsOf("log") }])).toBeNull();
  });
});
