import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { crossQuestions } from "@/lib/engines/shop/cross.fixture";
import { openDemoShop } from "@/lib/engines/shop/demo-shop.fixture.sqlite";
import { askTurns, DEMO_NOW } from "@/lib/engines/shop/evaluate.fs";
import { differenceOf } from "@/lib/engines/shop/gold.fixture";

const { engine, runner, file } = await openDemoShop(2_000);
const gold = new Database(file, { readonly: true });
afterAll(() => runner.close());

/** Every seventh: seven has no factor in common with the turns that windows and words take. */
const STEP = 7;
const ASKED = crossQuestions().filter((_, at) => at % STEP === 0);
const FORMS = [...new Set(ASKED.map(({ form }) => form))];

describe("every measure with every dimension, in every form, against SQL written apart", () => {
  it.each(FORMS)(
    "answers in the form “%s”",
    async (form) => {
      const differences: string[] = [];
      for (const { text, sql } of ASKED.filter((question) => question.form === form)) {
        const [turn] = await askTurns(engine, [text], 13, DEMO_NOW);
        const difference = differenceOf(turn, gold.prepare(sql).raw().all() as unknown[][], false);
        if (difference !== null) differences.push(`${text}: ${difference}`);
      }
      expect(differences).toEqual([]);
    },
    60_000,
  );

  it("covers each measure, and more than three hundred questions", () => {
    expect(ASKED.length).toBeGreaterThan(300);
    expect(new Set(ASKED.map(({ measure }) => measure)).size).toBe(new Set(crossQuestions().map(({ measure }) => measure)).size);
  });
});
