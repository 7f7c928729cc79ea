import { afterAll, expect, it } from "vitest";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { askTurns, DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";

const { engine, runner } = await openDemoShop(5);
afterAll(() => runner.close());

const sqlAfter = async (...turns: readonly string[]) => (await askTurns(engine, turns, 13, DEMO_NOW)).at(-1)?.sql;

const BEFORE = [
  "how many orders were cancelled last week",
  "orders over 5000 paid by card in Dhaka",
  "top 10 customers",
  "revenue last month",
  "revenue by city last month",
];

it.each([
  "how many sarees did we sell last month",
  "how many sarees did we sell",
  "how many panjabis were sold this year",
  "what is the most expensive product",
  "what is the cheapest product",
  "what is the best selling saree",
  "which products sold best last month",
  "what sold best yesterday",
  "top 5 products this month",
  "how much did we sell in Sylhet last month",
  "who are our top 5 customers",
  "how many orders did we get yesterday",
  "show unpaid orders from last week",
])("takes over nothing: %j", async (text) => {
  const alone = await sqlAfter(text);
  expect(alone).toEqual(expect.any(String));
  for (const before of BEFORE) expect(await sqlAfter(before, text), before).toBe(alone);
});

it("starts anew after a chain too", async () => {
  const chain = ["how many orders were cancelled last week", "how many sarees did we sell last month"];
  expect(await sqlAfter(...chain, "what is the most expensive product")).toBe(await sqlAfter("what is the most expensive product"));
});

it.each([
  ["sarees sold in september", "how much did we sell last month"],
  ["how many orders were cancelled last week", "how many of them were paid by card"],
])("still leans on what was before: %j, %j", async (before, text) => {
  expect(await sqlAfter(before, text)).not.toBe(await sqlAfter(text));
});
