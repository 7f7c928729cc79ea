import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyChange, type PartChange } from "@/lib/engines/parts";
import { BANK_NOW, readBankQuestions } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { type DATABASES, openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { draftParts } from "@/lib/engines/text2sql/parts/parts";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import { compileQuery } from "@/lib/query/compile";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";
import { writeDemoData } from "@/prisma/demo/write.sqlite";

const DATA = fileURLToPath(new URL("../../../../data", import.meta.url));
await writeDemoData(DATA);
const bank = openSqlite(join(DATA, "bank.sqlite"));
let schema: Schema;

beforeAll(async () => {
  const read = await introspect(bank);
  if (!read.ok) throw new Error("data/bank.sqlite cannot be read");
  schema = read.value;
});
afterAll(() => bank.close());

function planned(question: string, of: Schema, now = BANK_NOW): Draft {
  const best = readPlan(question, of, now).ranked[0]?.candidate;
  if (!best) throw new Error(`No plan for ${question}`);
  return best.draft;
}

async function rowsOf(draft: Draft, of: Schema, runner: Pick<SqlRunner, "run" | "dialect">) {
  const query = buildQuery(draft, of);
  if (!query) throw new Error("No query");
  const run = await runner.run(compileQuery(query, runner.dialect));
  if (!run.ok) throw new Error(JSON.stringify(run.error));
  return run.value.rows;
}

const change = (part: string, choice: string, said = ""): PartChange => ({ part, choice, said });

describe("a plan over a database, changed in one part", () => {
  // Each changed plan against SQL that was written apart from it.
  it.each<[string, PartChange[], string]>([
    [
      "how many active loans",
      [change("measure.0", "total outstanding principal")],
      "SELECT sum(outstanding_principal) FROM loans WHERE status = 'active'",
    ],
    ["how many active loans", [change("where.0", "loan status is past due")], "SELECT count(*) FROM loans WHERE status = 'past_due'"],
    ["how many active loans", [change("where.0", "loan status is not active")], "SELECT count(*) FROM loans WHERE status <> 'active'"],
    ["how many active loans", [change("where.0", "leave it out")], "SELECT count(*) FROM loans"],
    [
      "how many active loans",
      [change("filter.new", "principal amount is over …", "100,000")],
      "SELECT count(*) FROM loans WHERE status = 'active' AND principal_amount > 100000",
    ],
    [
      "how many active loans",
      [change("filter.new", "it is secured")],
      "SELECT count(*) FROM loans WHERE status = 'active' AND is_secured = 1",
    ],
    [
      "how many active loans",
      [change("filter.new", "customer type is business (customer)")],
      "SELECT count(*) FROM loans l JOIN customers c ON c.id = l.customer_id WHERE l.status = 'active' AND c.customer_type = 'business'",
    ],
    [
      "how many active loans",
      [change("window.new", "by originated on …", "last year")],
      "SELECT count(*) FROM loans WHERE status = 'active' AND originated_on >= '2025-01-01' AND originated_on < '2026-01-01'",
    ],
    [
      "how many active loans",
      [change("group.new", "per loan type")],
      "SELECT loan_type, count(*) FROM loans WHERE status = 'active' GROUP BY loan_type",
    ],
    [
      "how many active loans",
      [change("group.new", "per loan type"), change("order.new", "by number of loans, highest first"), change("limit.new", "the first 3")],
      "SELECT loan_type, count(*) FROM loans WHERE status = 'active' GROUP BY loan_type ORDER BY count(*) DESC LIMIT 3",
    ],
    [
      "how many active loans",
      [change("group.new", "per year originated"), change("measure.1", "average principal amount")],
      "SELECT strftime('%Y-01-01', originated_on) y, avg(principal_amount) FROM loans WHERE status = 'active' GROUP BY y ORDER BY y",
    ],
    [
      "how many active loans",
      [change("group.new", "per branch"), change("group.0", "do not split")],
      "SELECT count(*) FROM loans WHERE status = 'active'",
    ],
    [
      "loans over 200000",
      [change("where.0", "another number …", "300000"), change("measure.0", "number of loans")],
      "SELECT count(*) FROM loans WHERE principal_amount > 300000",
    ],
    [
      "loans opened last month",
      [change("window.0", "this year"), change("measure.0", "number of loans")],
      "SELECT count(*) FROM loans WHERE applied_on >= '2026-01-01' AND applied_on <= '2026-11-18'",
    ],
    [
      "loans opened last month",
      [
        change("window.0", "another time …", "March 2026"),
        change("window.0", "the same time by originated on"),
        change("measure.0", "number of loans"),
      ],
      "SELECT count(*) FROM loans WHERE originated_on LIKE '2026-03-%'",
    ],
    ["loans opened last month", [change("window.0", "all time"), change("measure.0", "number of loans")], "SELECT count(*) FROM loans"],
    [
      "top 5 customers by number of loans",
      [change("order.0", "by total principal amount, highest first"), change("limit.0", "another number …", "7")],
      "SELECT c.full_name, count(*) FROM loans l JOIN customers c ON c.id = l.customer_id GROUP BY c.id ORDER BY sum(l.principal_amount) DESC LIMIT 7",
    ],
    [
      "average balance per branch",
      [change("measure.1", "highest balance")],
      "SELECT b.name, max(a.balance) FROM accounts a JOIN branches b ON b.id = a.branch_id GROUP BY b.id",
    ],
    [
      "average balance per branch",
      [change("filter.new", "account type is savings")],
      "SELECT b.name, avg(a.balance) FROM accounts a JOIN branches b ON b.id = a.branch_id WHERE a.account_type = 'savings' GROUP BY b.id",
    ],
  ])("%s, %j", async (question, changes, sql) => {
    let draft = planned(question, schema);
    for (const one of changes) {
      const next = applyChange(draftParts(draft, { schema, now: BANK_NOW }), one);
      if (!next.ok) throw new Error(next.error);
      draft = next.value;
    }
    const gold = await bank.run({ sql, params: [], dialect: "sqlite" });
    if (!gold.ok) throw new Error(JSON.stringify(gold.error));
    expect(gold.value.rows.length).toBeGreaterThan(0);
    expect(sameAnswer(gold.value.rows, await rowsOf(draft, schema, bank), draft.order.length > 0)).toBe("same");
  });

  it.each<[PartChange, string]>([
    [change("where.0", "loan status is happy"), "That change is not offered any more. Open the fix again."],
    [change("filter.new", "principal amount is over …", "a lot"), "“a lot” does not fit here. Type a number."],
    [change("filter.new", "principal amount is over …"), "Type a number."],
    [change("filter.new", "first name is … (customer)", "Xqzzt"), "“Xqzzt” does not fit here. Type a value that is there."],
    [change("window.new", "another time …", "soon"), "“soon” does not fit here. Type a time, such as “last month” or “March 2026”."],
  ])("refuses %j with a sentence that says what to type", (one, sentence) => {
    const changed = applyChange(draftParts(planned("how many active loans", schema), { schema, now: BANK_NOW }), one);
    expect(changed.ok ? null : changed.error).toBe(sentence);
  });

  it("offers only what runs: every choice for every question of three databases, and again after it", async () => {
    const questions = {
      lending: [
        "how many loans",
        "loans of Maria Garcia",
        "average balance per account type",
        "customers in Boston without loans",
        "customer with the most accounts",
      ],
      library: [
        "books by Lea Holm",
        "how many books per genre",
        "most expensive book",
        "members who borrowed in January 2025",
        "books over 200 pages",
      ],
      clinic: [
        "total cost of visits per doctor",
        "visits last year",
        "patients older than 40",
        "average age of patients",
        "doctors and their salary, highest first",
      ],
    } as const;
    let tried = 0;
    for (const name of ["lending", "library", "clinic"] as const satisfies readonly (keyof typeof DATABASES)[]) {
      const { runner, schema: of } = await openFixture(name);
      const context = { schema: of, now: "2025-04-01 12:00:00" };
      for (const question of questions[name]) {
        for (const part of draftParts(planned(question, of, context.now), context)) {
          for (const one of part.choices) {
            const made = one.make(one.takes === "number" ? "2" : one.takes === "window" ? "last month" : one.takes === "text" ? "a" : "");
            if (one.takes === null) expect(made, `${question}: ${part.id} ${one.label}`).not.toBeNull();
            if (made === null) continue;
            await rowsOf(made, of, runner);
            tried += 1;
            if (tried % 10 === 0) expect(draftParts(made, context).length).toBeGreaterThan(0);
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(500);
  });

  it("has parts for every plan of the bank's questions, and says each in words", () => {
    for (const { question } of readBankQuestions()
      .filter(({ part }) => part === "dev")
      .slice(0, 25)) {
      const best = readPlan(question, schema, BANK_NOW).ranked[0]?.candidate;
      if (!best) continue;
      const parts = draftParts(best.draft, { schema, now: BANK_NOW });
      expect(
        parts.some(({ part, choices }) => part === "measure" && choices.length > 0),
        question,
      ).toBe(true);
      for (const { text } of parts) expect(text).not.toMatch(/undefined|NaN|^$/u);
    }
  });
});
