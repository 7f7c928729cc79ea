import { beforeAll, describe, expect, it } from "vitest";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { grammarGap } from "@/lib/learning/memory/grammar-gap";
import { outlineOf } from "@/lib/learning/memory/outline";
import { openSqlite } from "@/lib/query/run.sqlite";

const NOW = "2026-11-18 15:30:00";
const PER_TYPE = "SELECT account_type, count(*) FROM accounts GROUP BY account_type";
const CITIES = "SELECT DISTINCT city FROM customers";
const HIGHEST = "SELECT account_number FROM accounts ORDER BY balance DESC LIMIT 1";

let schema: Schema;
beforeAll(async () => {
  const read = await introspect(openSqlite("data/bank.sqlite"));
  if (!read.ok) throw new Error("data/bank.sqlite cannot be read");
  schema = read.value;
}, 60_000);

it.each([
  ["customers who have a loan and an account", "customers who have both a loan and an account", { met: 1, unmet: 0, unasked: 0 }],
  ["customers who have a loan and an account", "customers who have a loan and no account", null],
])("SQL that no plan can hold bears out what its words do: “%s” and “%s”", (known, asked, gap) => {
  const outline = (text: string) => outlineOf(readPlan(text, schema, NOW).asked.reading);
  const sql = "SELECT customer_id FROM loans INTERSECT SELECT customer_id FROM accounts GROUP BY customer_id HAVING max(id) > 0";
  expect(grammarGap(outline(asked), outline(known), { kind: "sql", sql }, schema)).toEqual(gap);
});

const gapOf = (known: string, asked: string, sql: string) => {
  const draft = draftOfSql(sql, schema);
  if (!draft) throw new Error(`“${sql}” is no plan`);
  const outline = (text: string) => outlineOf(readPlan(text, schema, NOW).asked.reading);
  return grammarGap(outline(asked), outline(known), { kind: "draft", draft }, schema);
};

describe("two questions whose grammar differs", () => {
  it.each([
    [
      "nothing differs",
      "number of accounts per account type",
      "number of accounts for each account type",
      PER_TYPE,
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "the plan does what only the new one says",
      "number of accounts of all account types",
      "number of accounts for each account type",
      PER_TYPE,
      { met: 2, unmet: 0, unasked: 0 },
    ],
    [
      "the plan leaves no row twice, as only the known one says",
      "different cities of customers",
      "cities of customers",
      CITIES,
      { met: 0, unmet: 0, unasked: 1 },
    ],
    [
      "who did something is no splitting",
      "employees hired by a branch",
      "employees that a branch hired",
      "SELECT first_name FROM employees",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "the plan splits by another name of what only the new one splits by",
      "account types and the number of accounts",
      "number of accounts for each kind",
      PER_TYPE,
      { met: 1, unmet: 1, unasked: 0 },
    ],
    [
      "every row of a list is shown, as only the new one says",
      "branch names and balances of all accounts",
      "branch names and balances of each account",
      "SELECT b.name, a.balance FROM accounts a JOIN branches b ON a.branch_id = b.id",
      { met: 2, unmet: 0, unasked: 0 },
    ],
    [
      "every row of a list is shown, as only the known one says",
      "for each account, give its balance and branch name",
      "branch names and balances of all accounts",
      "SELECT b.name, a.balance FROM accounts a JOIN branches b ON a.branch_id = b.id",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "only the new one counts what differs",
      "number of cities of customers",
      "how many different cities of customers",
      "SELECT count(city) FROM customers",
      { met: 0, unmet: 1, unasked: 0 },
    ],
    [
      "the known one only says that the order goes upwards",
      "account numbers sorted by balance in ascending order",
      "account numbers sorted by balance",
      "SELECT account_number FROM accounts ORDER BY balance ASC",
      { met: 0, unmet: 0, unasked: 1 },
    ],
    [
      "“number of” names a figure that the plan shows",
      "term months of the loans",
      "number of term months of the loans",
      "SELECT term_months FROM loans",
      { met: 1, unmet: 0, unasked: 0 },
    ],
    [
      "what is compared stands between the words that compare",
      "loans whose principal amount is higher than 500",
      "loans with a higher principal amount than 500",
      "SELECT id FROM loans WHERE principal_amount > 500",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "not only one but also the other is both",
      "customers with loans and cards",
      "customers with not only loans but also cards",
      "SELECT customer_id FROM loans INTERSECT SELECT customer_id FROM accounts",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "“each” splits by nothing",
      "names and cities of the branches",
      "names of the branches, and the city of each, please",
      "SELECT name, city FROM branches",
      { met: 1, unmet: 0, unasked: 0 },
    ],
    [
      "“at least” ranks nothing",
      "branches with two accounts or more",
      "branches with at least two accounts",
      "SELECT branch_id FROM accounts GROUP BY branch_id HAVING count(*) >= 2",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "the oldest is the earliest",
      "number of the oldest account",
      "number of the earliest account",
      "SELECT account_number FROM accounts ORDER BY opened_on LIMIT 1",
      { met: 1, unmet: 0, unasked: 0 },
    ],
    [
      "a direction says that there is an order",
      "accounts sorted in descending order of balance",
      "accounts in descending order of balance",
      "SELECT account_number FROM accounts ORDER BY balance DESC",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "“about” says of what",
      "all details of loans",
      "all the information about loans",
      "SELECT * FROM loans",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "first and last are parts of a name",
      "employees and when they were hired",
      "full name (first and last) of employees and when they were hired",
      "SELECT first_name, last_name, hired_on FROM employees",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "the first is the earliest",
      "number of the earliest account",
      "number of the account that was opened first",
      "SELECT account_number FROM accounts ORDER BY opened_on LIMIT 1",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "a direction stands before what sorts",
      "account numbers sorted by ascending balance",
      "account numbers sorted by balance",
      "SELECT account_number FROM accounts ORDER BY balance",
      { met: 0, unmet: 0, unasked: 1 },
    ],
    [
      "it sorts by a count however that is said",
      "the 3 branches with the highest number of accounts",
      "the top 3 branches by total number of accounts",
      "SELECT branch_id FROM accounts GROUP BY branch_id ORDER BY count(*) DESC LIMIT 3",
      { met: 1, unmet: 0, unasked: 0 },
    ],
    [
      "the most are counted",
      "branch with the biggest number of accounts",
      "branch with the most accounts",
      "SELECT branch_id FROM accounts GROUP BY branch_id ORDER BY count(*) DESC LIMIT 1",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "at least one is any",
      "customers with any loan",
      "customers with at least one loan",
      "SELECT DISTINCT customer_id FROM loans",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "what is listed somewhere is in no order",
      "number of loans",
      "how many loans are listed in the database",
      "SELECT count(*) FROM loans",
      { met: 0, unmet: 0, unasked: 0 },
    ],
    [
      "a number says how many of several",
      "the five largest accounts",
      "the top 5 accounts by balance",
      "SELECT account_number FROM accounts ORDER BY balance DESC LIMIT 5",
      { met: 1, unmet: 0, unasked: 1 },
    ],
  ])("may mean the same where %s", (_what, known, asked, sql, gap) => {
    expect(gapOf(known, asked, sql)).toEqual(gap);
  });

  it.each([
    ["the new one denies", "customers with loans", "customers without loans", "SELECT customer_id FROM loans"],
    [
      "only the known one denies",
      "customers without loans",
      "customers with loans",
      "SELECT full_name FROM customers WHERE id NOT IN (SELECT customer_id FROM loans)",
    ],
    [
      "only the known one asks for empty fields",
      "customers in no city",
      "customers and their cities",
      "SELECT full_name FROM customers WHERE city IS NULL",
    ],
    ["the other end is asked for", "account with the highest balance", "account with the lowest balance", HIGHEST],
    [
      "the order goes upwards and the known plan takes the first only",
      "account with the lowest balance",
      "accounts sorted by balance",
      "SELECT account_number FROM accounts ORDER BY balance LIMIT 1",
    ],
    ["rows of a figure are counted", "term months of the loans", "number of loans", "SELECT term_months FROM loans"],
    ["several are asked for", "the largest account balance", "the largest account balances", HIGHEST],
    ["another figure is asked for", "number of accounts per account type", "average balance per account type", PER_TYPE],
    ["it is split otherwise", "number of accounts per account type", "number of accounts per branch", PER_TYPE],
    ["it is not split", "number of accounts per account type", "number of accounts", PER_TYPE],
    ["it is sorted instead", "number of accounts per account type", "number of accounts sorted by account type", PER_TYPE],
    ["split and counted change places", "number of accounts by account type", "number of account types by account", PER_TYPE],
    [
      "one row is shown, not one of each",
      "name of the branch with the largest account",
      "name of the branch with the largest of each account",
      "SELECT b.name FROM accounts a JOIN branches b ON a.branch_id = b.id ORDER BY a.balance DESC LIMIT 1",
    ],
    [
      "the bound is the other one",
      "accounts with a balance over 500",
      "accounts with a balance under 500",
      "SELECT account_number FROM accounts WHERE balance > 500",
    ],
    [
      "the fewest are asked for",
      "branch with the most accounts",
      "branch with the fewest accounts",
      "SELECT branch_id FROM accounts GROUP BY branch_id ORDER BY count(*) DESC LIMIT 1",
    ],
    [
      "the last is asked for",
      "number of the earliest account",
      "number of the account that was opened last",
      "SELECT account_number FROM accounts ORDER BY opened_on LIMIT 1",
    ],
    [
      "a bound is one",
      "loans with a term",
      "loans with a term of at least one month",
      "SELECT id FROM loans WHERE term_months IS NOT NULL",
    ],
    ["a figure is met only about", "loans of 500", "loans of about 500", "SELECT id FROM loans WHERE principal_amount = 500"],
  ])("mean something else where %s", (_what, known, asked, sql) => {
    expect(gapOf(known, asked, sql)).toBeNull();
  });
});
