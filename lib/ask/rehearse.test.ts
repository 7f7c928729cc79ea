import { expect, it } from "vitest";
import { rehearse } from "@/lib/ask/rehearse";
import { fakeAskDeps } from "@/lib/ask/wiring.fake";

it("asks the suggestions of each engine's first source, and saves and logs nothing", async () => {
  const { deps, store, logged } = fakeAskDeps();
  const asked: string[] = [];
  const recall: typeof deps.recall = async ({ source, text }, engine) => {
    asked.push(`${engine} ${source}: ${text}`);
    return null;
  };
  const suggested = (engine: "shop" | "text2sql", source: string, text: string) => ({ engine, source, text, short: text });
  const all = [
    suggested("shop", "shop", "orders"),
    suggested("text2sql", "bank", "loans"),
    suggested("text2sql", "other", "pets"),
    suggested("text2sql", "bank", "cards"),
  ];
  await rehearse(all, { ...deps, recall });
  expect(asked).toEqual(["shop shop: orders", "text2sql bank: loans", "text2sql bank: cards"]);
  expect([store.rows.size, logged]).toEqual([0, []]);
});
