import { describe, expect, it } from "vitest";
import { fitRouter, placeChances, type Chosen } from "@/lib/routing/router-model";

const even = new Map([
  ["shop", 0.5],
  ["bank", 0.5],
]);
const taught: readonly Chosen[] = Array.from({ length: 20 }, (_, at) => ({
  roots: at % 2 ? ["shopper", `w${at}`] : ["client", `w${at}`],
  shares: even,
  place: at % 2 ? "shop" : "bank",
}));
const chance = (model: ReturnType<typeof fitRouter>, roots: readonly string[], shares = even) => placeChances(model, { roots, shares });

describe("fitRouter", () => {
  const model = fitRouter(taught, 1);

  it("learns which source words of both are meant for, and the same each time", () => {
    expect(chance(model, ["shopper"]).get("shop")).toBeGreaterThan(0.9);
    expect(chance(model, ["client"]).get("bank")).toBeGreaterThan(0.9);
    expect(fitRouter(taught, 1)).toEqual(model);
  });

  it("does not believe a word of one question", () => {
    expect(Object.keys(model.places["shop"]?.words ?? {})).toEqual(["client", "shopper"]);
  });

  it("leaves a question of unknown words, or a source that it never saw, to the rules", () => {
    const chances = chance(
      model,
      ["zebra"],
      new Map([
        ["shop", 0.1],
        ["bank", 0.1],
        ["zoo", 0.8],
      ]),
    );
    expect([...chances].sort(([, a], [, b]) => b - a)[0]?.[0]).toBe("zoo");
  });
});
