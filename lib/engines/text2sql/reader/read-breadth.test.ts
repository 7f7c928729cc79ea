import { describe, expect, it } from "vitest";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";

const NOW = "2025-04-15T12:00:00";

type Case = readonly [question: string, gold: string, ordered?: boolean];
const CASES: Readonly<Record<"lending" | "league" | "clinic", readonly Case[]>> = {
  lending: [
    ["accounts with a balance above their customer's average balance", "SELECT 3"],
    // Several of the highest, said once or twice.
    ["the 3 largest loan amounts", "SELECT amount FROM loans ORDER BY amount DESC LIMIT 3", true],
    ["what are the top two highest account balances?", "SELECT balance FROM accounts ORDER BY balance DESC LIMIT 2", true],
    ["the three lowest balances of accounts", "SELECT balance FROM accounts ORDER BY balance LIMIT 3", true],
    ["the highest loan amount", "SELECT 12000"],
    // A birthday is of every year.
    ["customers with birthday on 3 March", "SELECT 'Tom Lind'"],
    ["how many customers have their birthday on 30 November?", "SELECT 1"],
    ["how many customers have their birthday today?", "SELECT 0"],
    ["customers born on 3 March 1975", "SELECT 'Tom Lind'"],
    // Slips of the pen in short words, too.
    ["cutomers witout a laon", "SELECT full_name FROM customers WHERE id NOT IN (SELECT customer_id FROM loans)"],
    [
      "number of acounts per brnach",
      "SELECT b.name, count(*) FROM accounts a JOIN customers c ON c.id = a.customer_id JOIN branches b ON b.id = c.branch_id GROUP BY b.id",
    ],
    // Several bounds, both or either.
    ["customers with at least 1 loan and more than 1 account", "SELECT 'Tom Lind'"],
    ["how many customers have more than 1 account or more than 1 loan", "SELECT 1"],
    [
      "customers with a savings account or a loan",
      "SELECT full_name FROM customers WHERE id IN (SELECT customer_id FROM accounts WHERE account_type = 'savings') OR id IN (SELECT customer_id FROM loans)",
    ],
    ["customers with a savings account and a checking account", "SELECT 'Tom Lind'"],
    ["customers whose total account balance is above 500", "SELECT 'Maria Garcia' UNION ALL SELECT 'Ida Berg'"],
    ["how many customers have loans of more than 600 in total", "SELECT 3"],
    // A list has an order, a question its kinds once.
    ["list customers by date of birth", "SELECT full_name FROM customers ORDER BY date_of_birth", true],
    [
      "customers by number of accounts, most first",
      "SELECT full_name, count(*) FROM accounts a JOIN customers c ON c.id = a.customer_id GROUP BY c.id ORDER BY 2 DESC",
    ],
    ["which account types do we offer", "SELECT DISTINCT account_type FROM accounts"],
    ["which cities do our branches operate in", "SELECT DISTINCT city FROM branches"],
    // Several figures.
    ["how many customers, accounts and loans do we have", "SELECT 4, 5, 4"],
    ["number of branches, active loans and customers", "SELECT 2, 2, 4"],
    ["accounts by account type in percent", "SELECT account_type, count(*) * 20.0 FROM accounts GROUP BY 1"],
    ["number and total amount of loans by status", "SELECT status, count(*), sum(amount) FROM loans GROUP BY 1"],
    [
      "top 2 customers by balance",
      "SELECT full_name, sum(balance) FROM accounts a JOIN customers c ON c.id = a.customer_id GROUP BY c.id ORDER BY 2 DESC LIMIT 2",
      true,
    ],
    // Days of the week, and figures over periods.
    ["how many accounts were opened on weekends", "SELECT count(*) FROM accounts WHERE strftime('%w', opened_on) IN ('0', '6')"],
    ["accounts opened on Sundays, how many?", "SELECT count(*) FROM accounts WHERE strftime('%w', opened_on) = '0'"],
    ["running total of loans by year", "SELECT '2024', 12300.0 UNION ALL SELECT '2025', 18000.0"],
    ["month over month change in the number of accounts in 2025", "SELECT '2025-02', 1, NULL UNION ALL SELECT '2025-03', 2, 1"],
    ["customers born in the 1980s", "SELECT full_name FROM customers WHERE date_of_birth BETWEEN '1980-01-01' AND '1989-12-31'"],
    ["how many clients live in Boston", "SELECT 2"],
  ],
  league: [
    ["how many teams are professional", "SELECT 2"],
    ["teams that are not professional", "SELECT 'Herons' UNION ALL SELECT 'Elks'"],
    ["percentage of teams that are professional", "SELECT 50.0"],
  ],
  clinic: [
    ["average salary by specialty, highest first", "SELECT specialty, avg(salary) FROM doctors GROUP BY 1 ORDER BY 2 DESC", true],
    ["most recent visit", "SELECT 3, '2025-02-20'"],
    ["how many appointments this year", "SELECT 3"],
  ],
};

describe("everyday questions over any database", () => {
  for (const [database, cases] of Object.entries(CASES)) {
    it.each(cases.map(([question, gold, ordered = false]) => ({ question, gold, ordered })))(
      `${database}: $question`,
      async ({ question, gold, ordered }) => {
        await expectRead(await openFixture(database as keyof typeof CASES), question, gold, NOW, ordered);
      },
    );
  }

  it.each([
    ["lending", "how many accounts were opened on weekdays versus weekends"],
    ["lending", "branches with more than 3 surcharges"],
  ] as const)("%s: asks back about %s", async (database, question) => {
    const { schema } = await openFixture(database);
    const { candidate, unread } = readBusiness(question, schema, NOW);
    expect(candidate === null || unread.length > 0).toBe(true);
  });
});

it("says a birthday as people do", async () => {
  expect(await understood(await openFixture("lending"), "customers with birthday on 3 March", NOW)).toContain(
    "date of birth is on 3 Mar of any year",
  );
});
