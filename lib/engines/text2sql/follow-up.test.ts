import { describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import { inlineParams } from "@/lib/query/inline-params";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { explain } from "@/lib/engines/text2sql/draft/explain";
import { askedOfEach, leansBack, readFollowUp } from "@/lib/engines/text2sql/follow-up";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const NOW = "2025-03-25T10:00:00";

/** The plan after a first question and its follow-ups; null where one of them is none. */
async function converse(
  name: keyof typeof DATABASES,
  first: string,
  ...then: readonly string[]
): Promise<{ readonly draft: Draft | null; readonly schema: Schema; readonly rows: readonly (readonly unknown[])[] }> {
  const { schema, runner } = await openFixture(name);
  let draft: Draft | null = readPlan(first, schema, NOW).ranked[0]?.candidate.draft ?? null;
  for (const text of then) draft = draft && readFollowUp(text, draft, schema, NOW);
  const query = draft && buildQuery(draft, schema);
  const run = query ? await runner.run(compileQuery(query, "sqlite"), { maxRows: 100 }) : null;
  return { draft, schema, rows: run?.ok ? run.value.rows : [] };
}

describe("a follow-up changes the plan before it", () => {
  it.each<[keyof typeof DATABASES, readonly [string, ...string[]], readonly (readonly unknown[])[]]>([
    ["lending", ["How many customers are there?", "only those in Boston"], [[2]]],
    ["lending", ["How many customers are there?", "only those in Boston", "what about Chicago?"], [[2]]],
    ["lending", ["How many loans are there?", "only active ones"], [[2]]],
    ["lending", ["How many loans were originated last month?", "and the month before?"], [[1]]],
    ["lending", ["How many loans were originated in November 2024?", "what about the month after that"], [[0]]],
    ["lending", ["How many loans are there?", "only the active ones"], [[2]]],
    [
      "lending",
      ["How many loans are there?", "and by month?"],
      [
        ["2024-03-01", 1],
        ["2024-11-01", 1],
        ["2025-01-01", 1],
        ["2025-03-01", 1],
      ],
    ],
    ["lending", ["How many loans were originated this year?", "what about last year"], [[2]]],
    [
      "lending",
      ["How many loans were originated this year?", "what about last year", "and by status?"],
      [
        ["past_due", 1],
        ["paid_off", 1],
      ],
    ],
    [
      "lending",
      ["List the account types and balances of all accounts", "sort by balance"],
      [
        ["savings", 15],
        ["checking", 40],
        ["savings", 120.5],
        ["money_market", 700],
        ["money_market", 9000],
      ],
    ],
    ["lending", ["List the account types and balances of all accounts", "only savings", "how many are there?"], [[2]]],
    [
      "lending",
      ["What is the total balance of accounts?", "per account type"],
      [
        [40, "checking"],
        [9700, "money_market"],
        [135.5, "savings"],
      ],
    ],
    ["library", ["How many books are there?", "only travel"], [[2]]],
    [
      "library",
      ["How many books are there?", "by genre"],
      [
        [1, "crime"],
        [1, "poetry"],
        [2, "travel"],
      ],
    ],
    [
      "library",
      ["List the titles of all books", "sort by price descending"],
      [["Night Trains"], ["Salt Roads"], ["The Pale Kitchen"], ["Low Tide"]],
    ],
    ["library", ["List the titles of all books", "sort by price descending", "only the first 2"], [["Night Trains"], ["Salt Roads"]]],
    ["library", ["List the titles of all books", "only those with more than 250 pages", "how many are there?"], [[2]]],
    [
      "library",
      ["List the titles of all books", "and their genre"],
      [
        ["Salt Roads", "travel"],
        ["Night Trains", "travel"],
        ["The Pale Kitchen", "crime"],
        ["Low Tide", "poetry"],
      ],
    ],
    ["lending", ["How many loans were originated this year?", "and in 2024?"], [[2]]],
    ["lending", ["How many loans are there?", "no, I meant past due"], [[1]]],
    ["lending", ["What is the average balance of savings accounts?", "the total instead"], [[135.5]]],
    ["lending", ["What is the total balance of accounts?", "per account type", "which one is the highest?"], [[9700, "money_market"]]],
    [
      "lending",
      ["What is the total balance of accounts?", "per account type", "just the top 2"],
      [
        [135.5, "savings"],
        [9700, "money_market"],
      ],
    ],
    [
      "library",
      ["List the titles of all books", "sort by price descending", "only the first 2", "make it 3"],
      [["Night Trains"], ["Salt Roads"], ["The Pale Kitchen"]],
    ],
    ["clinic", ["How many patients are there?", "show their names"], [["Ada"], ["Ben"], ["Cleo"]]],
    ["clinic", ["How many visits are there?", "in February 2025"], [[2]]],
    ["clinic", ["How many visits are there?", "what about last year?"], [[1]]],
    [
      "clinic",
      ["What is the average cost of visits?", "and by specialty?"],
      [
        [250, "cardiology"],
        [80, "dermatology"],
      ],
    ],
    ["clinic", ["List the names of all patients", "only those older than 40"], [["Ben"], ["Cleo"]]],
    ["clinic", ["List the names of all patients", "only those from Porto", "sort by age"], [["Ada"], ["Cleo"]]],
    ["lending", ["How many savings accounts are there?", "average balance?"], [[67.75]]],
    ["lending", ["How many active loans are there?", "total amount?"], [[5700]]],
    ["lending", ["How many active loans are there?", "which customers?"], [["Maria Garcia"], ["Tom Lind"]]],
  ])("%s: %j", async (name, questions, rows) => {
    const found = await converse(name, ...questions);
    const shown = found.draft ? explain(found.draft, found.schema) : "no follow-up";
    const ordered = (all: readonly (readonly unknown[])[]) =>
      (/sort/u.test(questions.join(" ")) ? all : [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).map((row) =>
        [...row].sort(),
      );
    expect(ordered(found.rows), shown).toEqual(ordered(rows));
  });

  it.each(["How many accounts are there?", "Which branches are in Chicago?", "average amount of loans", "top 2 customers by balance"])(
    "leaves a question of its own alone: %s",
    async (text) => {
      expect((await converse("lending", "How many customers are there?", text)).draft).toBeNull();
    },
  );

  it("keeps the joins that the new filter needs", async () => {
    const { draft, schema } = await converse("clinic", "How many visits are there?", "only cardiology");
    const query = draft && buildQuery(draft, schema);
    expect(query ? inlineParams(compileQuery(query, "sqlite")) : "").toMatch(/JOIN doctors[^]*'cardiology'/u);
  });

  it.each<[string, boolean]>([
    ["how many employees does it have?", true],
    ["only the waived ones", true],
    ["show their phone numbers", true],
    ["How many branches are there?", false],
    ["and how many branches?", false],
    ["is it open on Sundays", false],
    ["who is the manager there?", true],
    ["how many branches are there", false],
    ["how many customers have their birthday today?", false],
    ["show the customers with their balance", true],
  ])("%s leans on the question before: %s", async (text, leans) => {
    expect(leansBack(text, (await openFixture("lending")).schema)).toBe(leans);
  });

  it("takes over nothing where a question names whose it means", async () => {
    const { draft } = await converse("lending", "customers in Boston", "how many customers have their birthday on 3 March?");
    expect(draft).toBeNull();
  });

  it("joins nothing that would count a figure several times", async () => {
    const { draft } = await converse("clinic", "What is the total salary by specialty?", "and by city");
    expect(draft).toBeNull();
  });

  it("asks of each what was listed as a whole", async () => {
    const { schema } = await openFixture("lending");
    const listed = readPlan("list the branches", schema, NOW).ranked[0]?.candidate.draft;
    expect(listed && askedOfEach("how many customers are there in each", listed, schema)).toBe("how many customers per branch");
    const some = readPlan("branches in Chicago", schema, NOW).ranked[0]?.candidate.draft;
    expect(some && askedOfEach("how many customers each", some, schema)).toBeNull();
  });
});
