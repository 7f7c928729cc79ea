import { readFileSync } from "node:fs";
import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { askTurns, DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import { differenceOf } from "@/lib/engines/shop/gold.fixture";

/** A conversation with SQL, written by hand, for its last turn. */
const Conversation = z.object({ id: z.string(), split: z.enum(["dev", "held"]), turns: z.array(z.string()).min(2), gold: z.string(), ordered: z.boolean().default(false) });
const CONVERSATIONS = readFileSync(new URL("./conversations.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => Conversation.parse(JSON.parse(line)));
const { engine, runner, file } = await openDemoShop(500);
const gold = new Database(file, { readonly: true });
afterAll(() => runner.close());

const lastOf = async (turns: readonly string[]) => (await askTurns(engine, turns, 13, DEMO_NOW)).at(-1);

describe("the last turn of a conversation, against SQL written by hand", () => {
  it.each(CONVERSATIONS.map((item) => [`${item.id} ${item.split}: ${item.turns.join(" / ")}`, item] as const))("%s", async (_name, { turns, gold: sql, ordered }) => {
    expect(differenceOf(await lastOf(turns), gold.prepare(sql).raw().all() as unknown[][], ordered)).toBeNull();
  });
});
