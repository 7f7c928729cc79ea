import { afterAll, describe, expect, it } from "vitest";
import { readBankQuestions } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import { openSqlite } from "@/lib/query/run.sqlite";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";

const questions = readBankQuestions();
const pool = createWorkerPool({ size: 1 });
const bank = openSqlite("data/bank.sqlite", { pool });
afterAll(() => pool.close());

async function rows(sql: string) {
  const run = await bank.run({ sql, params: [], dialect: "sqlite" });
  if (!run.ok) throw new Error(`${sql}: ${JSON.stringify(run.error)}`);
  return run.value.rows;
}

describe("the questions about the demo bank", () => {
  it("are 440, of the first 150 every third is kept for measuring", () => {
    expect(questions.length).toBe(440);
    expect(new Set(questions.map(({ question }) => question.toLowerCase())).size).toBe(440);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(440);
    expect(questions.map(({ part }) => part)).toEqual(questions.map((_, at) => (at < 150 && at % 3 === 2 ? "held" : "dev")));
  });

  it("touch every table", () => {
    const text = questions.map(({ gold_sql }) => gold_sql).join("\n");
    for (const table of [
      "branches",
      "employees",
      "customers",
      "accounts",
      "account_holders",
      "transactions",
      "cards",
      "facilities",
      "loans",
      "loan_payments",
      "collateral",
      "risk_ratings",
      "fees",
    ])
      expect(text).toMatch(new RegExp(`\\b${table}\\b`));
  });

  it("have an answer that a second, differently written query gives too", async () => {
    const wrong: string[] = [];
    for (const { id, gold_sql, check } of questions) {
      const [gold, second] = [await rows(gold_sql), await rows(check)];
      if (gold.length === 0 || sameAnswer(gold, second, false) !== "same") wrong.push(id);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
