import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, askOver } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";

const NOW = "2026-11-18T15:30:00";
const DAIRY = `
CREATE TABLE shops (id INTEGER PRIMARY KEY, shop_name TEXT NOT NULL, town TEXT NOT NULL, contact TEXT, phone TEXT, member_since DATE NOT NULL);
CREATE TABLE drivers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, joined_on DATE NOT NULL);
CREATE TABLE routes (id INTEGER PRIMARY KEY, route_name TEXT NOT NULL, run_on DATE NOT NULL);
CREATE TABLE shifts (id INTEGER PRIMARY KEY, driver_id INTEGER NOT NULL REFERENCES drivers(id), route_id INTEGER NOT NULL REFERENCES routes(id), hours REAL NOT NULL);
CREATE TABLE deliveries (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), driver_id INTEGER REFERENCES drivers(id), status TEXT NOT NULL, crates_out INTEGER NOT NULL, amount_eur REAL NOT NULL, settled INTEGER NOT NULL, delivered_on DATE NOT NULL);
CREATE TABLE plans (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), status TEXT NOT NULL, started_on DATE NOT NULL, ended_on DATE);
INSERT INTO shops VALUES (1,'Ash Market','Deal','Nora Quill','555-1','2021-03-01'),(2,'Birch Deli','Deal','Nora Finch','555-2','2024-07-09'),(3,'Cedar Foods','Hythe','Olga Reid','555-3','2026-02-11');
INSERT INTO drivers VALUES (1,'Uma Lind','2026-10-02'),(2,'Vic Stone','2020-05-05'),(3,'Wes Hale','2022-01-01');
INSERT INTO routes VALUES (1,'North','2026-10-05'),(2,'South','2026-10-20'),(3,'East','2026-09-01');
INSERT INTO shifts VALUES (1,1,1,4),(2,2,2,8),(3,2,3,9),(4,1,2,2.5);
INSERT INTO deliveries VALUES (1,1,1,'delivered',10,100.5,1,'2026-10-03'),(2,1,2,'cancelled',4,40,0,'2026-10-21'),(3,2,2,'delivered',7,300,0,'2026-09-15'),(4,3,NULL,'planned',20,90,0,'2026-11-25'),(5,2,1,'delivered',1,15,1,'2025-10-10'),(6,3,NULL,'planned',2,20,0,'2026-12-20');
INSERT INTO plans VALUES (1,1,'active','2026-10-01',NULL),(2,2,'cancelled','2025-01-01','2026-10-12'),(3,3,'cancelled','2026-10-01','2026-11-03');`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "what is left out": [
    ["delivery amounts by month since September, cancelled deliveries excluded", "SELECT '2026-09', 300 UNION ALL SELECT '2026-10', 100.5"],
    ["how many deliveries were there in October, cancelled ones left out", "SELECT 1"],
    ["deliveries of October without the cancelled ones", "SELECT 1"],
  ],
  "money by what brings it in": [
    ["sales by town this year", "SELECT 'Deal', 440.5"],
    ["which shop brings in the most money?", "SELECT 'Birch Deli'"],
    ["In which town have we earned the most?", "SELECT 'Deal'"],
    ["shops with more than 100 euros unsettled", "SELECT 'Birch Deli' UNION SELECT 'Cedar Foods'"],
    ["the two priciest deliveries of 2025", "SELECT 5, 15"],
    ["deliveries and sales per town in October", "SELECT 'Deal', 2, 140.5"],
    ["how many crates did we deliver in October", "SELECT 14"],
  ],
  "one row and who did it": [
    ["what is the amount of delivery 3", "SELECT 300"],
    ["who brought delivery 3?", "SELECT 'Vic Stone'"],
    ["deliveries nobody has been assigned to", "SELECT 4 UNION SELECT 6"],
    ["deliveries nobody has been asigned to yet", "SELECT 4 UNION SELECT 6"],
    ["newest member", "SELECT 'Cedar Foods'"],
    ["which route do we use most often?", "SELECT 'South'"],
  ],
  "names that a column holds": [["names of the towns of shops with a phone of 555-3", "SELECT 'Hythe'"]],
  "several figures of one column": [
    ["the highest and average hours of shifts", "SELECT max(hours), avg(hours) FROM shifts"],
    ["minimum, maximum and total hours of shifts", "SELECT min(hours), max(hours), sum(hours) FROM shifts"],
    ["average and maximum crates out per status", "SELECT status, avg(crates_out), max(crates_out) FROM deliveries GROUP BY 1"],
  ],
  "only and never": [
    ["shops that only ever had cancelled plans", "SELECT 'Birch Deli' UNION SELECT 'Cedar Foods'"],
    ["drivers who only ever had delivered deliveries", "SELECT 'Uma Lind'"],
  ],
  "what is shown beside": [
    [
      "unsettled deliveries, oldest first, with shop and amount",
      "SELECT shop_name, amount_eur FROM deliveries d JOIN shops s ON s.id = d.shop_id WHERE settled = 0 ORDER BY delivered_on",
    ],
    [
      "unsettled deliveries with shop and amount, oldest first",
      "SELECT shop_name, amount_eur FROM deliveries d JOIN shops s ON s.id = d.shop_id WHERE settled = 0 ORDER BY delivered_on",
    ],
  ],
  "short forms, signs and courtesy": [
    ["# of deliveries w/ an amount > 95 in October?", "SELECT 1"],
    ["HOW MANY DELIVERIES ARE THERE WITH AT MIN. 7 CRATES OUT?", "SELECT 3"],
    ["In 2025, how many deliveries were there? It's for the board meeting.", "SELECT 1"],
    ["By town, how many shops are there - thanks in advance", "SELECT 'Deal', 2 UNION ALL SELECT 'Hythe', 1"],
    ["which shops arent in Deal", "SELECT 'Cedar Foods'"],
    ["may I have the phone of Cedar Foods", "SELECT '555-3'"],
    ["deliveries of Birch Deli: how many", "SELECT 2"],
    ["how many distnct towns do our shops have", "SELECT 2"],
  ],
  "windows of time": [
    ["top driver by hours in October", "SELECT 'Vic Stone', 8"],
    ["total hours of shifts in September", "SELECT 9"],
    ["how many deliveries are there in the next two weeks", "SELECT 1"],
    ["number of deliveries within the next two months", "SELECT 2"],
    ["how many plans were cancelled in October", "SELECT 1"],
    ["shops that have been around since before 2022", "SELECT 'Ash Market'"],
    ["how many deliveries this year and the same period last year", "SELECT 3, 1"],
    ["deliveries next Wednesday", "SELECT 4"],
    ["deliveries planned for December", "SELECT 6"],
    ["how many routes did we run in October", "SELECT 2"],
    ["plans starting tomorrow", "SELECT id FROM plans WHERE started_on = '2026-11-19'"],
    ["drivers who delivered nothing in October", "SELECT 'Vic Stone' UNION SELECT 'Wes Hale'"],
  ],
};

const { runner, schema } = await openStatements(DAIRY);

describe("everyday wording over a database without a glossary", () => {
  for (const [title, cases] of Object.entries(CASES)) {
    it.each(cases.map(([question, gold]) => ({ question, gold })))(`${title}: $question`, async ({ question, gold }) => {
      await expectRead({ runner, schema }, question, gold, NOW);
    });
  }

  it.each([
    ["cash and settled deliveries", ["cash"]],
    ["number of settled and cash deliveries", ["cash"]],
    ["how much cash came in from deliveries this year?", []],
  ])("of “%s” leaves unread %j", (text, unread) => {
    expect(readBusiness(text, schema, NOW).unread).toEqual(unread);
  });

  it.each([
    ["How is Deal doing?", "too-vague"],
    ["hey there, sorry to bother you! how is Deal doing?", "too-vague"],
    ["compare our drivers", "too-vague"],
    ["please compare open and closed deliveries", "too-vague"],
    ["What do we think of driver 2?", "ambiguous"],
    ["What's Nora's phone number?", "ambiguous"],
  ])("asks back about “%s”", async (text, code) => {
    const planned = await askOver({ runner, schema }, text, NOW);
    expect(planned.ok ? planned.value.explanation : planned.error.code).toBe(code);
  });
});
