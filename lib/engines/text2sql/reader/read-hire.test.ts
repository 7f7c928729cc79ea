import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, inTermsOf, askOver } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const HIRE = `
CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE employees (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, depot_id INTEGER NOT NULL REFERENCES depots(id), hired_on DATE NOT NULL);
CREATE TABLE members (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, member_kind TEXT NOT NULL, born_on DATE, depot_id INTEGER NOT NULL REFERENCES depots(id), joined_on DATE NOT NULL);
CREATE TABLE rentals (id INTEGER PRIMARY KEY, rental_number TEXT NOT NULL UNIQUE, member_id INTEGER NOT NULL REFERENCES members(id), depot_id INTEGER NOT NULL REFERENCES depots(id), clerk_id INTEGER NOT NULL REFERENCES employees(id), purpose TEXT NOT NULL, status TEXT NOT NULL, deposit REAL NOT NULL, term_months INTEGER NOT NULL, requested_on DATE NOT NULL, started_on DATE, lost_on DATE);
CREATE TABLE rental_bills (id INTEGER PRIMARY KEY, rental_id INTEGER NOT NULL REFERENCES rentals(id), amount REAL NOT NULL, due_on DATE NOT NULL, paid_on DATE);
CREATE TABLE wallets (id INTEGER PRIMARY KEY, wallet_number TEXT NOT NULL UNIQUE, member_id INTEGER NOT NULL REFERENCES members(id), sort TEXT NOT NULL, balance REAL NOT NULL, opened_on DATE NOT NULL);
INSERT INTO depots VALUES (1,'Elm','North','2001-01-01'),(2,'Oak','South','2005-01-01');
INSERT INTO employees VALUES (1,'Max','Frost',1,'2020-01-01'),(2,'Ann','Rowe',2,'2026-05-04'),(3,'Ann','Frost',2,'2024-05-04');
INSERT INTO members VALUES (1,'Max Rowe','firm',NULL,1,'2025-01-01'),(2,'Bo Kerr','person','1950-02-01',1,'2026-05-02'),(3,'Cy Dunn','person','1999-02-01',2,'2026-05-09'),(4,'Di Pole','firm',NULL,2,'2024-01-01');
INSERT INTO rentals VALUES (1,'R-1',1,1,1,'garden','running',100,6,'2026-01-02','2026-01-10',NULL),(2,'R-2',1,2,2,'garden','lost',900,24,'2026-02-02','2026-02-10','2026-06-01'),(3,'R-3',2,1,1,'moving','running',250,36,'2026-05-02','2026-05-10',NULL),(4,'R-4',3,2,3,'moving','requested',60,12,'2026-11-02',NULL,NULL),(5,'R-5',3,2,3,'garden','lost',40,12,'2024-11-02','2024-11-05','2026-03-01');
INSERT INTO rental_bills VALUES (1,1,10,'2026-05-10','2026-05-09'),(2,1,20,'2026-06-10','2026-07-01'),(3,2,30,'2026-06-10',NULL),(4,3,40,'2027-05-10',NULL),(5,3,5000,'2026-12-10',NULL);
INSERT INTO wallets VALUES (1,'W-1',1,'cash',50,'2026-05-05'),(2,'W-2',2,'cash',5,'2025-05-05'),(3,'W-3',2,'card',7,'2026-06-05'),(4,'W-4',3,'voucher',9,'2026-05-07');`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "asked the other way round": [
    ["gimme the number of rentals", "SELECT 5"],
    ["How high is the average deposit of rentals?", "SELECT 270"],
    ["Elm depot opened when?", "SELECT '2001-01-01'"],
    ["month with the most wallets opened in 2026", "SELECT '2026-05'"],
    ["Who did we hire in May?", "SELECT 'Ann', 'Rowe'"],
    ["For rentals started in 2026, what is the lowest deposit?", "SELECT 100"],
    ["rentals for moving: highest deposit?", "SELECT 250"],
    ["bottom 2 rentals started in 2026 by deposit", "SELECT 'R-1' UNION SELECT 'R-3'"],
    ["How did the total deposit of rentals develop by year?", "SELECT '2024', 40 UNION SELECT '2026', 1310"],
  ],
  "states by their verb": [["how many rentals did we lose this year?", "SELECT 2"]],
  "money in what holds it": [
    ["how much money is in card wallets?", "SELECT 7"],
    ["how many cash wallets are there and how much is in them in total?", "SELECT 2, 55"],
    ["money sitting in wallets by sort", "SELECT 'card', 7 UNION SELECT 'cash', 55 UNION SELECT 'voucher', 9"],
  ],
  "neither of two": [["members with neither a wallet nor a rental", "SELECT 'Di Pole'"]],
  ages: [
    ["members between 20 and 30 years old", "SELECT 'Cy Dunn'"],
    ["how many members aged 60 to 80", "SELECT 1"],
    ["how many members were born in February?", "SELECT 2"],
    ["members born in February 1999", "SELECT 'Cy Dunn'"],
  ],
  "two kinds side by side": [
    ["are there more cash wallets or voucher wallets?", "SELECT 'cash', 2 UNION SELECT 'voucher', 1"],
    ["do we have more lost or running rentals", "SELECT 'lost', 2 UNION SELECT 'running', 2"],
    ["Which depot has more members, Elm or Oak?", "SELECT 'Elm', 2 UNION SELECT 'Oak', 2"],
  ],
  "bounds and ranges": [
    ["number of rentals with a deposit > 90", "SELECT 3"],
    ["number of rentals with a deposit <= 60", "SELECT 2"],
    ["rentals with a deposit from 50 to 300, how many?", "SELECT 3"],
    ["number of rentals started from 2025 on", "SELECT 3"],
    ["how many rentals with a term longer than 2 years", "SELECT 1"],
    ["rentals with a 12 month term", "SELECT 'R-4' UNION SELECT 'R-5'"],
    ["number of rentals older than 1 year", "SELECT 1"],
    ["number of members older than 65 years", "SELECT 1"],
    ["highest amount of rental bills", "SELECT 5000"],
  ],
  "a value behind what it is a value of": [
    ["how many rentals in region South", "SELECT 3"],
    ["total deposit of rentals with purpose garden", "SELECT 1040"],
    ["top 1 rental purposes", "SELECT 'garden'"],
  ],
  "who came and who works there": [
    ["members that became members in May", "SELECT 'Bo Kerr' UNION SELECT 'Cy Dunn'"],
    ["How many members did we win in May?", "SELECT 2"],
    ["How many people work at Oak?", "SELECT 2"],
    ["how many members took out a rental in May", "SELECT 1"],
  ],
  "what each has of its own": [
    ["how many members have a cash wallet or a voucher wallet", "SELECT 3"],
    ["how many members have either a card wallet or a garden rental", "SELECT 3"],
    ["share of firm members with a garden rental", "SELECT 50"],
    ["wallets held by firm members opened in May", "SELECT 'W-1'"],
    ["which depot has the fewest lost rentals held by person members", "SELECT 'Oak'"],
    ["how many rental bills of the Elm depot on garden rentals", "SELECT 2"],
  ],
  "when it happened": [
    ["number of rentals requested for in May", "SELECT 1"],
    ["how many rental bills are due in May and June", "SELECT 1, 2"],
    ["how many rental bills are due in the second quarter of next year", "SELECT 1"],
  ],
  "what is there now": [
    ["current balance of wallet W-3", "SELECT 7"],
    ["How much is in wallet W-1?", "SELECT 50"],
  ],
};

const GLOSSARY = `{
  "tables": { "rental_bills": { "synonyms": ["instalment"] } },
  "columns": { "rentals.lost_on": { "synonyms": ["lost"] } },
  "measures": [{ "name": "amount gone", "aggregate": "sum", "of": "rentals.deposit", "where": [{ "column": "rentals.status", "in": ["lost"] }] }]
}`;
const DEFINED = [
  ["how many rental instalments", "SELECT 5"],
  ["amount gone in June", "SELECT 900"],
  ["amount gone since March 2026", "SELECT 940"],
] as const;

const { runner, schema } = await openStatements(HIRE);

describe("questions about what is hired out", () => {
  for (const [title, cases] of Object.entries(CASES)) {
    it.each(cases.map(([question, gold]) => ({ question, gold })))(`${title}: $question`, async ({ question, gold }) => {
      await expectRead({ runner, schema }, question, gold, NOW);
    });
  }

  it.each(DEFINED)("as a glossary says: %s", async (question, gold) => {
    await expectRead({ runner, schema: inTermsOf(GLOSSARY, schema) }, question, gold, NOW);
  });

  it.each([
    ["how many rentals does Max Frost handle?", true],
    ["how many rentals does Ann Frost handle?", true],
    ["how many rentals does Max Kerr handle?", false],
  ])("knows who bears a first and a last name of two columns: %s", async (text, isBorne) => {
    const planned = await askOver({ runner, schema }, text, NOW);
    expect(planned.ok).toBe(isBorne);
  });
});
