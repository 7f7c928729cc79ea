import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { askOver, expectFirst, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { FIRM, SCHOOL, STALL } from "@/lib/engines/text2sql/reader/composed/small-firms.fixture";

const NOW = "2026-11-18T15:30:00";

const BRANCHES = "SELECT 'North','Harbour',3 UNION SELECT 'South','Mill',1 UNION SELECT 'South','Quay',1";
const EARNERS = "SELECT 'Lending','Cy Park',9500.0 UNION SELECT 'Service','Ed Moss',4500.0";
const SOLD = "SELECT 'Tea','Black Tea',5 UNION SELECT 'Jam','Plum Jam',3 UNION SELECT 'Jam','Fig Jam',3 UNION SELECT 'Soap','Oat Soap',4";
const MONTHS =
  "SELECT '2025-01','Green Tea',3 UNION SELECT '2025-02','Black Tea',5 UNION SELECT '2025-03','Plum Jam',2 UNION SELECT '2025-04','Oat Soap',4";
const SPENT = "SELECT 'Hill','Omar Said',29.0 UNION SELECT 'Lake','Pia Lund',9.0 UNION SELECT 'Park','Omar Said',10.0";

const CASES: readonly (readonly [sql: string, question: string, gold: string])[] = [
  [FIRM, "in each region which branch has the most customers", BRANCHES],
  [FIRM, "which branch has the most customers in each region?", BRANCHES],
  [FIRM, "for every region, the branch with the most customers", BRANCHES],
  [FIRM, "show me for each region which branch has the highest number of customers", BRANCHES],
  [FIRM, "per region, the branch with the fewest employees", "SELECT 'North','Central',1 UNION SELECT 'South','Quay',1"],
  [
    FIRM,
    "the branch with the highest total loan amount in each region",
    "SELECT 'North','Harbour',4100.0 UNION SELECT 'South','Mill',1400.0",
  ],
  [
    FIRM,
    "for each region the branch with the largest average loan",
    "SELECT 'North','Central',2000.0 UNION SELECT 'South','Mill',700.0 UNION SELECT 'South','Quay',700.0",
  ],
  [FIRM, "for every department, who earns the most", EARNERS],
  [FIRM, "the highest paid employee of each department", EARNERS],
  [FIRM, "the top earner in each department", EARNERS],
  [FIRM, "employees who earn the most in their department", EARNERS],
  [FIRM, "employees who earn more than everyone else in their department", EARNERS],
  [
    FIRM,
    "top 2 employees by salary in each department",
    `${EARNERS} UNION SELECT 'Lending','Ann Lee',9000.0 UNION SELECT 'Service','Di Holm',4000.0`,
  ],
  [
    FIRM,
    "which city has the most customers in each region",
    "SELECT 'North','Boston',2 UNION SELECT 'South','Salem',1 UNION SELECT 'South','Troy',1",
  ],
  [
    FIRM,
    "most common account kind in each city",
    "SELECT 'Boston','savings',1 UNION SELECT 'Boston','checking',1 UNION SELECT 'Salem','savings',2 UNION SELECT 'Troy','checking',1",
  ],
  [STALL, "the best selling product of each category", SOLD],
  [STALL, "in each category, which product sold the most", SOLD],
  [STALL, "which product sold the most in each category", SOLD],
  [STALL, "the product with the highest total quantity sold per category", SOLD],
  [STALL, "each category's best selling product", SOLD],
  [STALL, "what is the best selling product per month", MONTHS],
  [STALL, "which product sold the most each month", MONTHS],
  [STALL, "which customer spent the most in each store", SPENT],
  [STALL, "for each store, which customer spent the most?", SPENT],
  [STALL, "for each district which store has the highest revenue", "SELECT 'East','Hill',43.0 UNION SELECT 'West','Park',14.0"],
  [STALL, "for each district, which store made the most sales", "SELECT 'East','Hill',4 UNION SELECT 'West','Park',2"],
  [STALL, "the cheapest product of each supplier", "SELECT 'Leaf Ltd','Black Tea',3.0 UNION SELECT 'Berry Co','Oat Soap',2.0"],
  [STALL, "which category has the most products for each supplier", "SELECT 'Leaf Ltd','Tea',2 UNION SELECT 'Berry Co','Jam',2"],
  [SCHOOL, "in each class, who is the oldest student", "SELECT 'A','Ben','Reed',17 UNION SELECT 'B','Eve','Kerr',18"],
];

describe("the first of each group", () => {
  it.each(CASES)("%#", async (sql, question, gold) => {
    const planned = await askOver(await openStatements(sql), question, NOW);
    if (!planned.ok) throw new Error(`${question}: ${planned.error.message}`);
    await expectFirst(sql, question, gold, NOW);
  });

  it("says of what it is the first", async () => {
    expect(await understood(await openStatements(STALL), "the best selling product of each category", NOW)).toContain(
      "by total quantity, highest first, the first of each category",
    );
  });

  it("takes “per” for a rate where what is ranked lies in no such group", async () => {
    expect(await understood(await openStatements(FIRM), "which region has the most customers per branch", NOW)).not.toContain(
      "the first of each branch",
    );
  });
});
