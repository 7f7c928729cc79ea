import { readFileSync } from "node:fs";
import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { PreviousTurn } from "@/lib/engines/engine";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { askTurns, DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import { differenceOf } from "@/lib/engines/shop/gold.fixture";

/** A conversation with SQL, written by hand, for its last turn. */
const Conversation = z.object({
  id: z.string(),
  split: z.enum(["dev", "held"]),
  turns: z.array(z.string()).min(2),
  gold: z.string(),
  ordered: z.boolean().default(false),
});
const CONVERSATIONS = readFileSync(new URL("./conversations.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => Conversation.parse(JSON.parse(line)));
const { engine, runner, file } = await openDemoShop(500);
const gold = new Database(file, { readonly: true });
afterAll(() => runner.close());

const lastOf = async (turns: readonly string[]) => (await askTurns(engine, turns, 13, DEMO_NOW)).at(-1);

describe("the last turn of a conversation, against SQL written by hand", () => {
  it.each(CONVERSATIONS.map((item) => [`${item.id} ${item.split}: ${item.turns.join(" / ")}`, item] as const))(
    "%s",
    async (_name, { turns, gold: sql, ordered }) => {
      expect(differenceOf(await lastOf(turns), gold.prepare(sql).raw().all() as unknown[][], ordered)).toBeNull();
    },
  );
});

describe("what a follow-up says about itself", () => {
  it.each([
    [["revenue in Dhaka last month", "by channel"], ["Kept from the question before: revenue; Dhaka; last month"]],
    [
      ["top 5 products last month", "average order value"],
      ["Kept from the question before: last month", "Not kept from the question before: by product"],
    ],
    [
      ["revenue in Dhaka last month", "orders in Sylhet"],
      ["Read as a question of its own, without what the one before was about: last month"],
    ],
    [["revenue in Dhaka last month", "how many customers do we have in total?"], []],
  ])("of %j: %j", async (turns, notes) => {
    const said = await notesOf(turns);
    expect(said.filter((note) => /the (?:question|one) before/.test(note))).toHaveLength(notes.length);
    for (const note of notes)
      expect(
        said.some((one) => one.startsWith(note)),
        said.join(" "),
      ).toBe(true);
  });

  it.each([
    [["top 5 products last month", "how much stock of it is left"], "Which one is meant by “it”?"],
    [["revenue by city last month", "how many orders there"], "Which one is meant by “there”?"],
    [["orders in october", "not august, july"], "cannot put"],
    [["customers who never ordered", "by city"], "cannot carry that over"],
    [["repeat customers this year", "by city"], "cannot carry that over"],
    [["worst month this year", "why"], "Which period should be explained?"],
    [["products added in october", "have they sold"], "cannot carry that over"],
    [["last 6 orders", "the biggest one"], "cannot put"],
    [["biggest refund last month", "whose order was it"], ""],
  ])("asks back where %j cannot be told", async (turns, message) => {
    const last = await lastOf(turns);
    expect(last).toMatchObject({ outcome: "clarified", sql: null });
    expect(last?.answer).toContain(message);
  });

  it("asks who is meant where nobody was named", async () => {
    expect((await askTurns(engine, ["how much did she spend"], 13, DEMO_NOW))[0]).toMatchObject({
      outcome: "clarified",
      answer: "Who is meant? Ask with the customer's name.",
    });
  });
});

async function notesOf(turns: readonly string[]): Promise<readonly string[]> {
  let previous: readonly PreviousTurn[] = [];
  let notes: readonly string[] = [];
  for (const text of turns) {
    const planned = await engine.plan({ text, now: DEMO_NOW, previous, shopId: 13, source: "shop", uploadId: null });
    if (!planned.ok) throw new Error(planned.error.message);
    previous = [{ question: text, engine: "shop", source: "shop", plan: planned.value, uploadId: null }, ...previous];
    notes = planned.value.notes;
  }
  return notes;
}
