import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, inTermsOf, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const UNION = `
  CREATE TABLE halls (hall_id INTEGER PRIMARY KEY, hall_name TEXT NOT NULL);
  CREATE TABLE tabs (tab_id INTEGER PRIMARY KEY, tab_number TEXT NOT NULL UNIQUE, hall_id INTEGER NOT NULL REFERENCES halls(hall_id), tab_limit REAL NOT NULL, balance REAL NOT NULL, state TEXT NOT NULL, is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)));
  CREATE TABLE takings (taking_id INTEGER PRIMARY KEY, hall_id INTEGER NOT NULL REFERENCES halls(hall_id), kind TEXT NOT NULL, amount REAL NOT NULL, taken_on DATE NOT NULL);
  INSERT INTO halls VALUES (1, 'North'), (2, 'South');
  INSERT INTO tabs VALUES (1, 'T-1', 1, 100, 40, 'open', 1), (2, 'T-2', 1, 300, 60, 'late', 0), (3, 'T-3', 2, 200, 200, 'open', 1), (4, 'T-4', 2, 200, 100, 'late', 0), (5, 'T-5', 2, 100, 0, 'shut', 0);
  INSERT INTO takings VALUES (1, 1, 'donation', 10, '2026-10-03'), (2, 1, 'donation', 20, '2026-10-09'), (3, 2, 'ticket', 50, '2026-10-10'), (4, 2, 'donation', 5, '2026-11-01');`;
const WORDS = `{ "terms": [{ "name": "maxed out", "table": "tabs", "where": [{ "column": "tabs.balance", "atLeast": 200 }] }] }`;

describe("parts in percent", () => {
  it.each([
    ["number of tabs and % shared per hall", "SELECT 'North', 2, 50.0 UNION SELECT 'South', 3, 100 / 3.0"],
    ["how many tabs per hall, and percentage maxed out", "SELECT 'North', 2, 0.0 UNION SELECT 'South', 3, 100 / 3.0"],
    ["tabs per hall with the % that are late", "SELECT 'North', 2, 50.0 UNION SELECT 'South', 3, 100 / 3.0"],
    ["total tab limit, total balance and utilisation per hall", "SELECT 'North', 400, 100, 25.0 UNION SELECT 'South', 500, 300, 60.0"],
    ["open tabs: total limit and % balance by hall", "SELECT 'North', 100, 40.0 UNION SELECT 'South', 200, 100.0"],
    ["What share of the limit is used up on our late tabs altogether?", "SELECT 32.0"],
    ["how many percent of tabs are shared overall", "SELECT 40.0"],
    ["Of the tabs that are not shut, what percentage is late at each hall?", "SELECT 'North', 50.0 UNION SELECT 'South', 50.0"],
  ])("%s", async (question, gold) => {
    const source = await openStatements(UNION);
    await expectRead({ ...source, schema: inTermsOf(WORDS, source.schema) }, question, gold, NOW);
  });

  it("asks back where a part of rows or of their sum may be meant", async () => {
    expect(await understood(await openStatements(UNION), "total balance and % shared per hall", NOW)).toBe("clarified");
  });
});

describe("money by what it came as, or is on", () => {
  it.each([
    ["What came in as donations last month?", "SELECT 30"],
    ["what did we take in as donations in October at each hall", "SELECT 'North', 30"],
    ["which tabs does North have and what's on them?", "SELECT 'T-1', 40 UNION SELECT 'T-2', 60"],
  ])("%s", async (question, gold) => expectRead(await openStatements(UNION), question, gold, NOW));
});
