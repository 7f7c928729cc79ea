import { readFileSync } from "node:fs";
import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findUnproven } from "@/lib/answers/proof";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { askTurns, DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import { differenceOf } from "@/lib/engines/shop/gold.fixture";

const Case = z.object({
  id: z.string(),
  split: z.enum(["dev", "held"]),
  shopId: z.number(),
  turns: z.array(z.string()),
  gold: z.array(z.string()).optional(),
  check: z.array(z.string()).optional(),
  ordered: z.boolean().default(false),
  outcome: z.enum(["refused", "clarified", "refused or clarified"]).optional(),
});
const CASES = readFileSync(new URL("./questions.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => Case.parse(JSON.parse(line)));
const VIEWS = readFileSync(new URL("./questions.check.sql", import.meta.url), "utf8");
const { engine: inner, runner, file } = await openDemoShop(2_000);
const engine = proving(inner);
const gold = new Database(file, { readonly: true });
afterAll(() => runner.close());

describe("questions of shop owners, against SQL written by hand", () => {
  it.each(CASES.map((item) => [`${item.id} ${item.split}: ${item.turns.join(" / ")}`, item] as const))("%s", async (_name, item) => {
    const turns = await askTurns(engine, item.turns, item.shopId, DEMO_NOW);
    for (const option of turns[0]?.options ?? [])
      expect(
        (await engine.plan({ text: option, now: DEMO_NOW, previous: [], shopId: item.shopId, source: "shop", uploadId: null })).ok,
        `The option “${option}” can be asked itself`,
      ).toBe(true);
    if (item.outcome) {
      expect(item.outcome.split(" or ")).toContain(turns.at(-1)?.outcome);
      expect(turns.at(-1)).toMatchObject({ sql: null, rows: [] });
      return;
    }
    item.gold?.forEach((sql, index) =>
      expect(differenceOf(turns[index], gold.prepare(sql).raw().all() as unknown[][], item.ordered)).toBeNull(),
    );
  });
});

describe("the hand-written SQL", () => {
  it("agrees with a second query, written apart from it over other views", () => {
    const pairs = CASES.flatMap(({ id, gold: first = [], check = [] }) =>
      check.map((sql, index) => ({ id, first: first[index] ?? "", second: `${VIEWS}${sql}` })),
    );
    expect(pairs.length).toBeGreaterThan(180);
    for (const { id, first, second } of pairs) expect(rowsOf(second), id).toEqual(rowsOf(first));
  }, 120_000);

  it("covers eight hundred questions and more, over two hundred of them held back while the engine was made", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(800);
    expect(CASES.filter(({ split }) => split === "held").length).toBeGreaterThan(200);
  });
});

/** An engine that shows no answer with a figure or a date that its result does not hold. */
function proving(engine: typeof inner): typeof inner {
  let asked = "";
  return {
    ...engine,
    plan: (question) => {
      asked = question.text;
      return engine.plan(question);
    },
    answer: (plan, executed) => {
      const answer = engine.answer(plan, executed);
      expect(findUnproven(answer, asked), `${asked}: ${answer.text}`).toEqual([]);
      return answer;
    },
  };
}

/** Rows of a query in an order of their own, figures to nine digits. */
function rowsOf(sql: string): readonly string[] {
  const rows = gold.prepare(sql).raw().all() as unknown[][];
  return rows.map((row) => JSON.stringify(row.map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(9)) : cell)))).sort();
}
