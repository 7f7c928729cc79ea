import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { askOver, expectFirst, inTermsOf, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { compileQuery } from "@/lib/query/compile";

const NOW = "2026-11-18T15:30:00";

/** Boats are brought in to a yard; members pay by a card of their own. */
const YARD = `
CREATE TABLE members (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, town TEXT NOT NULL);
CREATE TABLE cards (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), credit_limit REAL NOT NULL, balance REAL NOT NULL);
CREATE TABLE payments (id INTEGER PRIMARY KEY, card_id INTEGER NOT NULL REFERENCES cards(id), amount REAL NOT NULL, paid_at DATETIME NOT NULL);
CREATE TABLE riggers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, monthly_wage REAL NOT NULL);
CREATE TABLE boats (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), name TEXT NOT NULL, berth_count INTEGER NOT NULL, yearly_fee REAL NOT NULL, deck_area REAL NOT NULL);
CREATE TABLE refits (id INTEGER PRIMARY KEY, boat_id INTEGER NOT NULL REFERENCES boats(id), rigger_id INTEGER REFERENCES riggers(id), status TEXT NOT NULL, brought_in DATE NOT NULL, price REAL);
CREATE TABLE moorings (id INTEGER PRIMARY KEY, boat_id INTEGER NOT NULL REFERENCES boats(id), start_on DATE NOT NULL, end_on DATE NOT NULL, status TEXT NOT NULL);
INSERT INTO members VALUES (1,'Ada Finch','Deal'),(2,'Bert Gale','Hythe'),(3,'Cleo Hart','Deal'),(4,'Dan Iles','Hythe');
INSERT INTO cards VALUES (1,1,1000,950),(2,1,500,10),(3,2,1000,100),(4,3,800,790);
INSERT INTO payments VALUES (1,1,40,'2026-10-02 10:00:00'),(2,4,15,'2026-11-03 09:00:00');
INSERT INTO riggers VALUES (1,'Ed Jay',2400),(2,'Flo Kerr',3100);
INSERT INTO boats VALUES (1,1,'Tern',2,900,30),(2,2,'Plover',4,1500,55),(3,2,'Knot',2,1100,41);
INSERT INTO refits VALUES (1,1,1,'finished','2026-10-05',300),(2,2,NULL,'waiting','2026-11-16',NULL),(3,3,2,'finished','2026-11-17',800),(4,2,2,'finished','2026-09-30',120);
INSERT INTO moorings VALUES (1,1,'2026-01-01','2026-12-20','let'),(2,2,'2025-06-01','2027-05-31','let'),(3,3,'2024-01-01','2024-12-31','vacant');`;

const CASES: readonly (readonly [question: string, gold: string])[] = [
  // The verb of a day only says which day a window is about.
  ["refits brought in this week", "SELECT 2 UNION SELECT 3"],
  ["which moorings end in the next 60 days", "SELECT 1"],
  // What stands behind a clause.
  ["the most expensive refit and whose boat it was", "SELECT 3, 800.0, 'Bert Gale'"],
  ["Boats with more than 3 berths, with owner and yearly fee", "SELECT 'Plover', 'Bert Gale', 1500.0"],
  [
    "Any refits over 100? I need status and price, biggest first",
    "SELECT 'finished', 800.0 UNION SELECT 'finished', 300.0 UNION SELECT 'finished', 120.0",
  ],
  // Another time of the same figure.
  ["How many refits were brought in last month, and how many this month?", "SELECT 1, 2"],
  // Verbs and what they are of.
  ["How many members have never used their card?", "SELECT 1"],
  ["which riggers earn over 3000", "SELECT 'Flo Kerr'"],
  ["who earns the most", "SELECT 'Flo Kerr'"],
  ["cards that are more than 90% used", "SELECT 1 UNION SELECT 4"],
  ["average yearly fee by number of berths", "SELECT 2, 1000.0 UNION SELECT 4, 1500.0"],
  ["largest boat in Hythe", "SELECT 'Plover'"],
  ["boats whose yearly fee is above the average of their member", "SELECT 'Plover'"],
  ["refits nobody is assigned to", "SELECT 2"],
  ["how many moorings are empty", "SELECT 1"],
];

const ASKED_BACK: readonly string[] = ["members paying more than 30 percent"];

const source = await openStatements(YARD);

describe("questions over the counter", () => {
  it.each(CASES)("%s", async (question, gold) => {
    const planned = await askOver(source, question, NOW);
    if (!planned.ok) throw new Error(planned.error.message);
    await expectFirst(YARD, question, gold, NOW);
  });

  it.each(ASKED_BACK)("asks back: %s", async (question) => {
    expect(await understood(source, question, NOW)).toBe("clarified");
  });
});

const BANK = JSON.stringify({
  tables: {},
  columns: { "boats.yearly_fee": { synonyms: ["amount charged"] } },
  values: {},
  measures: [
    {
      name: "card spending",
      synonyms: ["spent by card"],
      aggregate: "sum",
      of: "payments.amount",
    },
    { name: "amount deposited", aggregate: "sum", of: "payments.amount" },
  ],
  terms: [],
});

describe("words of a glossary taken apart", () => {
  it.each<[string, string]>([
    ["How much did members in Deal deposit in October?", "SELECT 40.0"],
    ["who deposited the most?", "SELECT 'Ada Finch'"],
    ["how much was spent in Deal by card", "SELECT 55.0"],
  ])("%s", async (question, gold) => {
    const described = { ...source, schema: inTermsOf(BANK, source.schema) };
    const planned = await askOver(described, question, NOW);
    if (!planned.ok) throw new Error(planned.error.message);
    const [expected, found] = await Promise.all(
      [{ sql: gold, params: [], dialect: "sqlite" as const }, compileQuery(planned.value.query, "sqlite")].map((query) =>
        source.runner.run(query),
      ),
    );
    expect([planned.value.explanation, found?.ok && found.value.rows]).toEqual([
      planned.value.explanation,
      expected?.ok && expected.value.rows,
    ]);
  });

  it("take no percentage for a number of rows", async () => {
    const described = { ...source, schema: inTermsOf(BANK, source.schema) };
    expect(await understood(described, "members paying more than 10 percent refits", NOW)).toBe("clarified");
  });
});
