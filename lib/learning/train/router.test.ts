import { describe, expect, it } from "vitest";
import type { Part } from "@/lib/learning/evidence/dataset";
import { misrouted, trainRouter, type Placed } from "@/lib/learning/train/router";
import type { Taught } from "@/lib/learning/train/taught";
import { rootsOf } from "@/lib/routing/candidates.fixture";
import type { Candidate } from "@/lib/routing/route";

const candidates: readonly Candidate[] = [
  { engine: "shop", source: "shop", name: "Shop", roots: rootsOf("order customer city") },
  { engine: "text2sql", source: "bank", name: "Bank", roots: rootsOf("loan customer city") },
];
let tick = 0;
function taught(question: string, source: "shop" | "bank", part: Part): Taught {
  tick += 1;
  return {
    verifiedId: `v${tick}`,
    interactionId: `i${tick}`,
    question,
    engine: source === "shop" ? "shop" : "text2sql",
    source,
    sql: "",
    params: [],
    now: "",
    at: "",
    origin: "rating",
    isResting: false,
    context: {},
    family: `f${tick}`,
    part,
  };
}
const cities = ["Porto", "Oslo", "Lima", "Bern", "Riga", "Bonn"];
const rows = cities.flatMap((city, at) => [
  taught(`borrowers among the customers of ${city}`, "bank", at < 4 ? "train" : "held_out"),
  taught(`shoppers among the customers of ${city}`, "shop", at < 4 ? "train" : "held_out"),
]);
const builtIn: readonly Placed[] = [
  { question: "orders by city", engine: "shop", source: "shop" },
  { question: "loans by city", engine: "text2sql", source: "bank" },
];
const train = () => trainRouter(rows, builtIn, candidates, null, { seed: 42, tell: async () => undefined });

describe("trainRouter", () => {
  it("learns words that no schema holds, proves it on questions that it never saw, and keeps what the rules get right", async () => {
    const { comparison, builtInRight, builtInByChampion, used } = await train();
    expect(comparison).toMatchObject({
      heldOut: 4,
      challengerRight: 4,
      championRight: 2,
      onlyChallenger: 2,
      onlyChampion: 0,
      gains: [1, 1],
    });
    expect([builtInRight, builtInByChampion, used.length]).toEqual([2, 2, 8]);
  });

  it("counts paraphrases held out together as one proof", async () => {
    const together = rows.map((row) => (row.part === "held_out" ? { ...row, family: `of ${row.source}` } : row));
    const { comparison } = await trainRouter(together, builtIn, candidates, null, { seed: 42, tell: async () => undefined });
    expect(comparison).toMatchObject({ onlyChallenger: 2, onlyChampion: 0, gains: [2] });
  });

  it("counts verified answers that would go elsewhere", async () => {
    const { weights } = await train();
    expect(misrouted(builtIn, candidates, null, { version: "router 1", model: weights })).toBe(0);
    expect(
      misrouted(builtIn, candidates, null, { version: "router 2", model: { rule: 0, places: { "shop shop": { bias: 9, words: {} } } } }),
    ).toBe(1);
  });
});
