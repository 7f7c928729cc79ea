import { describe, expect, it } from "vitest";
import { readPlan, SURE } from "@/lib/engines/text2sql/plan-question";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import { inPlainWords } from "@/lib/engines/text2sql/words/plain-words";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const BOATYARD = `
CREATE TABLE holders (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, phone TEXT, joined_on DATE NOT NULL);
CREATE TABLE boats (id INTEGER PRIMARY KEY, holder_id INTEGER NOT NULL REFERENCES holders(id), name TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE fitters (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE stages (code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE repairs (id INTEGER PRIMARY KEY, boat_id INTEGER NOT NULL REFERENCES boats(id), fitter_id INTEGER NOT NULL REFERENCES fitters(id), stage_code TEXT NOT NULL REFERENCES stages(code), started_at DATETIME NOT NULL, due_on DATE NOT NULL, done_on DATE, wait_sec INTEGER NOT NULL, work_min INTEGER NOT NULL, haul_km INTEGER NOT NULL, paint_kg INTEGER NOT NULL, is_warranty INTEGER NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, holder_id INTEGER NOT NULL REFERENCES holders(id), issued_on DATE NOT NULL, due_on DATE NOT NULL, total REAL NOT NULL, paid_on DATE);
CREATE TABLE ratings (id INTEGER PRIMARY KEY, repair_id INTEGER NOT NULL REFERENCES repairs(id), score INTEGER NOT NULL);
CREATE TABLE refunds (id INTEGER PRIMARY KEY, holder_id INTEGER NOT NULL REFERENCES holders(id), month TEXT NOT NULL, amount_cents INTEGER NOT NULL);
CREATE TABLE moorings (id INTEGER PRIMARY KEY, day DATE NOT NULL, pass_type TEXT NOT NULL, takings REAL NOT NULL);
INSERT INTO holders VALUES (1,'Ann','Lee','11','2025-01-02'),(2,'Bo','Kerr','22','2026-10-05'),(3,'Cy','Dunn','33','2026-02-01');
INSERT INTO boats VALUES (1,1,'Gull','yacht'),(2,2,'Tern','barge'),(3,3,'Skua','yacht');
INSERT INTO fitters VALUES (1,'Di Marsh'),(2,'Ed Pike');
INSERT INTO stages VALUES ('P','planned'),('W','working'),('D','delivered'),('X','scrapped');
INSERT INTO repairs VALUES (1,1,1,'D','2026-10-02 09:00:00','2026-10-09','2026-10-12',120,90,10,3000,1),(2,2,1,'D','2026-10-05 10:00:00','2026-10-20','2026-10-15',60,30,5,500,0),(3,3,2,'X','2026-10-06 09:00:00','2026-10-20',NULL,300,150,7,100,0),(4,1,2,'W','2026-11-03 14:00:00','2026-11-10',NULL,30,45,8,700,0),(5,2,2,'P','2026-11-18 09:00:00','2026-12-01',NULL,90,60,2,900,1),(6,3,1,'D','2025-05-02 09:00:00','2025-05-09','2025-05-12',40,20,1,100,0);
INSERT INTO invoices VALUES (1,1,'2026-10-01','2026-10-15',50,'2026-10-20'),(2,2,'2026-10-03','2026-10-17',70,NULL),(3,3,'2026-09-19','2026-10-03',20,NULL),(4,1,'2026-09-01','2026-09-15',30,'2026-10-02'),(5,3,'2025-09-01','2025-09-15',900,'2025-10-02');
INSERT INTO ratings VALUES (1,1,5),(2,2,3),(3,3,2),(4,4,4),(5,6,1);
INSERT INTO refunds VALUES (1,1,'2026-10',1250),(2,1,'2026-09',750),(3,2,'2026-10',300);
INSERT INTO moorings VALUES (1,'2026-05-01','family',100),(2,'2026-05-01','single',300),(3,'2026-05-02','family',50),(4,'2025-05-02','family',800);`;

const { runner, schema } = await openStatements(BOATYARD);

const OCTOBER = "'2026-10-01' AND '2026-10-31 23:59:59'";
const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "what to show, listed": [
    ["repairs started in November, boat and fitter", "SELECT 'Gull', 'Ed Pike' UNION ALL SELECT 'Tern', 'Ed Pike'"],
    [
      "repairs started in November - which boat, who, since when",
      "SELECT 'Gull', 'Ed Pike', '2026-11-03 14:00:00' UNION ALL SELECT 'Tern', 'Ed Pike', '2026-11-18 09:00:00'",
    ],
    ["yachts + holder", "SELECT b.name, h.first_name, h.last_name FROM boats b JOIN holders h ON h.id=b.holder_id WHERE kind='yacht'"],
    ["Which boats are barges? I need the holder too.", "SELECT 'Tern', 'Bo', 'Kerr'"],
    ["overdue invoices, who owes and how much", "SELECT 'Bo','Kerr',70 UNION ALL SELECT 'Cy','Dunn',20"],
    ["Which invoices are overdue? Show me holder, total and phone", "SELECT 'Bo','Kerr',70,'22' UNION ALL SELECT 'Cy','Dunn',20,'33'"],
    ["repairs due next month, date boat fitter", "SELECT '2026-12-01','Tern','Ed Pike'"],
    ["holders who joined in October, phone and since when", "SELECT 'Bo','Kerr','22','2026-10-05'"],
  ],
  "two figures in one sentence": [
    ["of the repairs this year, how many were delivered and how many were scrapped?", "SELECT 2, 1"],
    ["how many repairs were delivered this year and what share is that of all repairs?", "SELECT 2, 40"],
    ["how many repairs were started in October and how many of them were warranty", "SELECT 3, 1"],
  ],
  "a figure of two periods": [
    ["What was the average invoice amount in October compared to September?", "SELECT 60, 25"],
    ["Did we invoice more in October than in September? By invoiced amount", "SELECT 120, 50"],
    ["Did we get more repairs in October than in November?", "SELECT 3, 2"],
  ],
  "parts of a total in a window": [
    ["What share of this year's takings came from family passes?", "SELECT 100.0*150/450"],
    ["what percentage of the October repairs was warranty", "SELECT 100.0 / 3"],
    ["share of warranty repairs among the delivered repairs this year", "SELECT 50"],
  ],
  "ranked by figures of other rows": [
    ["top 2 holders by invoiced amount 2026", "SELECT 'Bo','Kerr',70 UNION ALL SELECT 'Ann','Lee',80"],
    ["top 2 holders by invoice amount this year", "SELECT 'Bo','Kerr',70 UNION ALL SELECT 'Ann','Lee',80"],
    ["Which fitters had the best average rating score this year? Top 1, at least 2 ratings please.", "SELECT 'Di Marsh', 4"],
    ["repairs per fitter 2026, scrapped repairs dont count", "SELECT 'Di Marsh', 2 UNION ALL SELECT 'Ed Pike', 2"],
  ],
  "figures in another unit than they are kept in": [
    [
      "avg wait per fitter in October",
      `SELECT f.name, avg(wait_sec) FROM repairs r JOIN fitters f ON f.id=r.fitter_id WHERE started_at BETWEEN ${OCTOBER} GROUP BY 1`,
    ],
    ["total wait time in minutes per fitter this yr", "SELECT 'Di Marsh', 3 UNION ALL SELECT 'Ed Pike', 7"],
    ["work hours per fitter october", "SELECT 'Di Marsh', 2 UNION ALL SELECT 'Ed Pike', 2.5"],
    ["km per fitter 2026", "SELECT 'Di Marsh', 15 UNION ALL SELECT 'Ed Pike', 17"],
    ["total paint in tonnes 2026", "SELECT 5.2"],
    ["total refund amount in euros per holder", "SELECT 'Ann','Lee',20 UNION ALL SELECT 'Bo','Kerr',3"],
    ["longest repair in October, fitter and hours", "SELECT 'Ed Pike', 2.5"],
  ],
  "by the hour and the day": [
    ["busiest days for repairs this year", "SELECT date(started_at), 1 FROM repairs WHERE started_at >= '2026-01-01'"],
    [
      "At what hour of the day do we start the most repairs? Count by hour for this year, busiest first.",
      "SELECT 9, 3 UNION ALL SELECT 10, 1 UNION ALL SELECT 14, 1",
    ],
  ],
  "how long it takes": [
    [
      "how long do yacht repairs take on avg from start to done (days)",
      "SELECT avg(julianday(done_on)-julianday(started_at)) FROM repairs WHERE boat_id IN (1,3) AND done_on IS NOT NULL",
    ],
  ],
};

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  it.each([...cases])("%s", (question, gold) => expectRead({ runner, schema }, question, gold, NOW));
});

it("what is listed by name makes a plan no less sure", () => {
  expect(readPlan("overdue invoices, who owes and how much", schema, NOW).confidence).toBeGreaterThan(SURE);
});

it.each([
  ["how long do ferries take on avg from start to done", "ferries"],
  ["average refund per holder last month", "joined"],
])("does not answer by what was not asked: %s", (question, word) => {
  const { candidate, unread } = readBusiness(inPlainWords(question, schema), schema, NOW);
  expect(candidate === null || unread.includes(word) || !candidate.compiled.sql.includes(word)).toBe(true);
});
