import { beforeAll, describe, expect, it } from "vitest";
import { readBankQuestions } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { compileQuery } from "@/lib/query/compile";
import { openSqlite } from "@/lib/query/run.sqlite";

const runner = openSqlite("data/bank.sqlite");
let schema: Schema;

beforeAll(async () => {
  const read = await introspect(runner);
  if (!read.ok) throw new Error(read.error.code);
  schema = read.value;
});

async function rowsOf(sql: string, params: readonly (string | number | boolean | null)[] = []): Promise<string> {
  const run = await runner.run({ sql, params, dialect: "sqlite" }, { maxRows: 10_000, timeoutMs: 60_000 });
  if (!run.ok) throw new Error(`${sql}: ${JSON.stringify(run.error)}`);
  const rows = run.value.rows.map((row) => JSON.stringify(row));
  return JSON.stringify(/order by/iu.test(sql) ? rows : rows.sort());
}

async function rowsOfPlan(sql: string): Promise<string | null> {
  const draft = draftOfSql(sql, schema);
  const query = draft && buildQuery(draft, schema);
  if (!query) return null;
  const compiled = compileQuery(query, "sqlite");
  return rowsOf(compiled.sql, compiled.params);
}

describe("draftOfSql", () => {
  it.each([
    "SELECT count(*) FROM customers",
    "SELECT DISTINCT city FROM customers WHERE customer_type = 'business' AND region != 'North'",
    "SELECT c.full_name, b.name FROM customers AS c JOIN branches b ON c.branch_id = b.id WHERE b.city LIKE '%e%' ORDER BY c.full_name DESC LIMIT 7",
    "SELECT b.city, count(*) AS n, avg(a.balance) FROM accounts a JOIN branches b ON a.branch_id = b.id GROUP BY b.city HAVING count(*) > 3 ORDER BY n DESC, b.city",
    "SELECT full_name FROM customers WHERE id NOT IN (SELECT customer_id FROM loans WHERE status IN ('active', 'past_due')) ORDER BY full_name",
    "SELECT account_number FROM accounts WHERE balance > (SELECT avg(balance) FROM accounts) ORDER BY account_number;",
    "SELECT full_name FROM customers WHERE (city = 'Wexley' OR city = 'Tolliver') AND email IS NOT NULL ORDER BY id",
    "SELECT city FROM branches INTERSECT SELECT city FROM customers",
    "SELECT * FROM branches WHERE opened_on BETWEEN '1990-01-01' AND '2015-12-31' ORDER BY id",
    "SELECT max(credit_limit - balance), count(DISTINCT network) FROM cards",
    "SELECT c.full_name FROM loans l, customers c WHERE l.customer_id = c.id AND l.loan_type = 'auto' ORDER BY l.id",
    "SELECT count(*) FROM accounts WHERE balance < -10.5",
  ])("gives a plan with the rows of %s", async (sql) => {
    expect(await rowsOfPlan(sql)).toBe(await rowsOf(sql));
  });

  it.each([
    ["a table twice", "SELECT e.last_name, m.last_name FROM employees e JOIN employees m ON e.manager_id = m.id"],
    ["an outer join", "SELECT b.name FROM branches b LEFT JOIN loans l ON l.branch_id = b.id"],
    ["a case", "SELECT CASE WHEN balance > 0 THEN 1 ELSE 0 END FROM accounts"],
    ["and beside or", "SELECT id FROM customers WHERE city = 'Wexley' OR city = 'Tolliver' AND email IS NULL"],
    ["a common table", "WITH x AS (SELECT 1) SELECT * FROM x"],
    ["an unknown column", "SELECT colour FROM customers"],
    ["an ambiguous column", "SELECT city FROM customers c JOIN branches b ON c.branch_id = b.id"],
    ["no SQL", "how many customers"],
  ])("gives none for %s", (_what, sql) => {
    expect(draftOfSql(sql, schema)).toBeNull();
  });

  it("never changes the rows of a query that it reads, over questions about the bank", async () => {
    const read: string[] = [];
    for (const { gold_sql } of readBankQuestions().filter((_, at) => at % 3 === 0)) {
      const planned = await rowsOfPlan(gold_sql);
      if (planned === null) continue;
      read.push(gold_sql);
      expect(planned, gold_sql).toBe(await rowsOf(gold_sql));
    }
    expect(read.length).toBeGreaterThan(20);
  }, 120_000);
});
