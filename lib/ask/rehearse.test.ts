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
  const all = (["shop shop orders", "text2sql bank loans", "text2sql other pets", "text2sql bank cards"] as const).map((line) => {
    const [engine = "", source = "", text = ""] = line.split(" ");
    return { engine: engine === "shop" ? ("shop" as const) : ("text2sql" as const), source, text, short: text };
  });
  await rehearse(all, { ...deps, recall });
  expect(asked).toEqual(["shop shop: orders", "text2sql bank: loans", "text2sql bank: cards"]);
  expect([store.rows.size, logged]).toEqual([0, []]);
});
