import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, inTermsOf, askOver } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const LETTINGS = `
CREATE TABLE offices (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL);
CREATE TABLE advisers (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, title TEXT NOT NULL, office_id INTEGER NOT NULL REFERENCES offices(id), hired_on DATE NOT NULL, left_on DATE, email TEXT);
CREATE TABLE tenants (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, phone TEXT, adviser_id INTEGER REFERENCES advisers(id), joined_on DATE NOT NULL, next_visit_on DATE, next_review_on DATE);
CREATE TABLE leases (id INTEGER PRIMARY KEY, lease_number TEXT NOT NULL UNIQUE, tenant_id INTEGER NOT NULL REFERENCES tenants(id), kind TEXT NOT NULL, rent_type TEXT NOT NULL, status TEXT NOT NULL, agreed_amount REAL NOT NULL, outstanding_amount REAL NOT NULL, requested_on DATE NOT NULL, signed_on DATE, ends_on DATE);
CREATE TABLE securities (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), form TEXT NOT NULL, value REAL NOT NULL, given_on DATE NOT NULL);
CREATE TABLE repairs (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), trade TEXT NOT NULL, status TEXT NOT NULL, cost REAL NOT NULL, done_on DATE NOT NULL, refunded_on DATE, is_refunded BOOLEAN NOT NULL);
CREATE TABLE inspections (id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants(id), lease_id INTEGER NOT NULL REFERENCES leases(id), outcome TEXT NOT NULL, held_on DATE NOT NULL);
CREATE TABLE bills (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), rent_due REAL NOT NULL, heating_due REAL NOT NULL, due_on DATE NOT NULL, paid_on DATE);
CREATE TABLE instalments (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), method TEXT NOT NULL, amount_due REAL NOT NULL, amount_paid REAL, due_on DATE NOT NULL, paid_on DATE);
CREATE TABLE receipts (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), teller TEXT NOT NULL, way TEXT NOT NULL, amount REAL NOT NULL, booked_on DATE NOT NULL);
INSERT INTO offices VALUES (1,'Quay','Lowell'),(2,'Mill','Easton');
INSERT INTO advisers VALUES (1,'Ida','Frost','Agent',1,'2019-05-01',NULL,'i@x.org'),(2,'Jude','Vale','Agent',2,'2021-02-01','2026-02-28','j@x.org'),(3,'Kit','Rowe','Senior Agent',2,'2025-03-01',NULL,'k@x.org'),(4,'Max','Frost','Agent',2,'2022-02-01','2023-02-28','m@x.org');
INSERT INTO tenants VALUES (1,'Ann Lee','555-1',1,'2024-01-10','2026-09-01',NULL),(2,'Bo Kerr','555-2',1,'2025-06-01','2026-12-01','2026-12-05'),(3,'Cy Dunn',NULL,3,'2026-04-04',NULL,NULL);
INSERT INTO leases VALUES (1,'L-01',1,'flat','fixed','running',900,400,'2025-01-01','2025-01-11','2027-01-11'),(2,'L-02',1,'shop','indexed','running',2000,1500,'2026-02-01','2026-02-21','2026-12-20'),(3,'L-03',2,'flat','fixed','ended',600,0,'2024-05-01','2024-05-06','2025-05-06'),(4,'L-04',2,'flat','indexed','running',800,700,'2026-10-01','2026-10-31','2028-10-31'),(5,'L-05',3,'shop','fixed','requested',700,0,'2026-11-10',NULL,NULL);
INSERT INTO securities VALUES (1,1,'cash',300,'2025-01-11'),(2,1,'bond',50,'2025-02-01'),(3,2,'cash',1600,'2026-02-21'),(4,4,'bond',700,'2026-10-31');
INSERT INTO repairs VALUES (1,1,'roof','failed',100,'2026-03-01',NULL,0),(2,1,'roof','finished',60,'2026-05-01','2026-06-01',1),(3,2,'heating','finished',40,'2025-05-01',NULL,0),(4,4,'heating','failed',70,'2026-11-02','2026-11-09',1),(5,4,'heating','finished',30,'2026-11-05',NULL,0),(6,4,'heating','failed',30,'2025-11-05','2026-02-02',1);
INSERT INTO instalments VALUES (1,1,'giro',50,50,'2026-10-01','2026-10-02'),(2,1,'giro',60,NULL,'2026-11-20',NULL),(3,2,'card',70,NULL,'2026-11-21',NULL),(4,4,'card',80,NULL,'2026-12-21',NULL);
INSERT INTO receipts VALUES (1,1,'Max','cheque',10,'2026-10-01'),(2,1,'Max','cheque',20,'2026-10-05'),(3,2,'Eve','cheque',25,'2026-10-06'),(4,2,'Eve','voucher',90,'2026-11-06'),(5,4,'Gus','voucher',4,'2026-11-07'),(6,4,'Gus','cheque',1,'2026-11-08'),(7,4,'Gus','cheque',1,'2026-11-09');
INSERT INTO inspections VALUES (1,1,1,'missed','2026-05-05'),(2,2,4,'passed','2026-06-06'),(3,2,3,'missed','2024-06-06'),(4,3,5,'file review','2026-07-07');
INSERT INTO bills VALUES (1,1,50,5,'2026-10-15',NULL),(2,2,80,8,'2026-12-01',NULL),(3,4,60,6,'2026-12-15',NULL),(4,1,50,4,'2026-09-15','2026-09-20');`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "today as now": [
    ["headcount of advisers per office today", "SELECT 'Quay', 1 UNION SELECT 'Mill', 1"],
    ["how many tenants do we have today", "SELECT 3"],
    ["how many advisers are there today", "SELECT 2"],
    ["new tenants today, how many", "SELECT 0"],
    ["how many advisers were hired today", "SELECT 0"],
    ["how many securities given today", "SELECT 0"],
  ],
  "shares of states within groups": [
    ["share of failed repairs per trade in 2026", "SELECT 'roof', 50.0 UNION SELECT 'heating', 50.0"],
    ["share of refunded repairs per trade this year", "SELECT 'roof', 50.0 UNION SELECT 'heating', 50.0"],
    ["share of heating repairs by status in 2026", "SELECT 'failed', 50.0 UNION SELECT 'finished', 50.0"],
  ],
  "what is left to pay": [
    ["how much has Ann Lee still to pay on her leases?", "SELECT 1900"],
    ["what does Bo Kerr still owe", "SELECT 700"],
    ["how much is still to be paid on shop leases", "SELECT 1500"],
    ["amount still to be paid per kind of lease", "SELECT kind, sum(outstanding_amount) FROM leases GROUP BY 1"],
    ["leases with more than 500 still to be paid", "SELECT 'L-02' UNION SELECT 'L-04'"],
    ["tenants who still owe more than 1000", "SELECT 'Ann Lee'"],
  ],
  "a figure against the total of its parts": [
    ["leases whose securities are worth less than what is still owed", "SELECT 'L-01'"],
    ["How many leases owe more than all of their securities are worth together?", "SELECT 1"],
    ["how many running leases have securities worth more than the outstanding amount?", "SELECT 1"],
    ["flat leases where the repairs come to more than the agreed amount, which ones?", "SELECT 'none' WHERE 0"],
  ],
  "a part of each group": [
    ["total cost of repairs per trade, and how much of it was refunded?", "SELECT 'roof', 160, 60 UNION SELECT 'heating', 170, 100"],
    ["number of repairs per trade and how many of them failed", "SELECT 'roof', 2, 1 UNION SELECT 'heating', 4, 2"],
    ["repairs per trade, and how many of those did we refund?", "SELECT 'roof', 2, 1 UNION SELECT 'heating', 4, 2"],
  ],
  "rows said again with what their figure is added up over": [
    [
      "which 2 tenants have the largest lease book, by outstanding amount on flat leases?",
      "SELECT 'Ann Lee', 400 UNION SELECT 'Bo Kerr', 700",
    ],
    ["which 2 tenants have the biggest leases, by agreed amount of running leases", "SELECT 'Ann Lee', 2900 UNION SELECT 'Bo Kerr', 800"],
  ],
  "what is taken in too": [
    ["total cost of repairs in 2026 including refunded ones", "SELECT 260"],
    ["how many failed roof repairs, incl. finished ones", "SELECT 2"],
  ],
  "one thing and another": [
    ["tenants with a shop lease and a missed inspection", "SELECT 'Ann Lee'"],
    ["tenants with a flat lease and an inspection that was passed", "SELECT 'Bo Kerr'"],
  ],
  "facts beside rows": [
    [
      "leases with more than 500 still outstanding: lease number, holder and amount",
      "SELECT 'L-02', 'Ann Lee', 1500 UNION SELECT 'L-04', 'Bo Kerr', 700",
    ],
    ["Who was hired in 2025? name, title and start date please", "SELECT 'Kit', 'Rowe', 'Senior Agent', '2025-03-01'"],
  ],
  "amounts of kinds and of what was just said": [
    ["top 2 tellers by amount", "SELECT 'Eve', 115 UNION SELECT 'Max', 30"],
    ["amount of cheque receipts by teller", "SELECT 'Eve', 25 UNION SELECT 'Max', 30 UNION SELECT 'Gus', 2"],
    ["unpaid instalments due in the next 7 days, total amount", "SELECT 130"],
    ["how many repairs reported by lease", "SELECT lease_number, count(*) FROM repairs r JOIN leases l ON l.id = r.lease_id GROUP BY l.id"],
  ],
  "time and what is due": [
    ["how long on average from request to signing per kind of lease, days", "SELECT 'flat', 45.0 / 3 UNION SELECT 'shop', 20.0"],
    ["leases signed in the first quarter compared with the second", "SELECT 1, 0"],
    ["how many tenants had an inspection by file review this year", "SELECT 1"],
    ["how many voucher receipts are there, and what amount do they come to?", "SELECT 2, 94"],
    ["How much rent and how much heating falls due in December 2026?", "SELECT 140, 14"],
    ["tenants whose visit is overdue", "SELECT 'Ann Lee'"],
  ],
};

const GLOSSARY = `{
  "columns": { "tenants.adviser_id": { "synonyms": ["account manager"] }, "leases.signed_on": { "synonyms": ["handed out"] } },
  "terms": [
    { "name": "renter", "table": "tenants", "where": [{ "column": "tenants.id", "has": "leases.tenant_id" }] },
    { "name": "live lease", "table": "leases", "where": [{ "column": "leases.status", "in": ["running", "requested"] }] },
    { "name": "overdue bill", "synonyms": ["overdue"], "table": "bills", "where": [{ "column": "bills.paid_on", "isEmpty": true }, { "column": "bills.due_on", "before": "today" }] }
  ]
}`;
const DEFINED = [
  ["number of tenants per account manager", "SELECT 'Ida', 'Frost', 2 UNION SELECT 'Kit', 'Rowe', 1"],
  ["leases handed out per month in 2026", "SELECT '2026-02', 1 UNION SELECT '2026-10', 1"],
  ["running renters", "SELECT 'Ann Lee' UNION SELECT 'Bo Kerr'"],
  ["tenants whose visit is overdue", "SELECT 'Ann Lee'"],
  ["average agreed amount of live leases, fixed vs indexed", "SELECT 'fixed', 800.0 UNION SELECT 'indexed', 1400.0"],
] as const;

const { runner, schema } = await openStatements(LETTINGS);

describe("questions about what is lent out, owed and secured", () => {
  for (const [title, cases] of Object.entries(CASES)) {
    it.each(cases.map(([question, gold]) => ({ question, gold })))(`${title}: $question`, async ({ question, gold }) => {
      await expectRead({ runner, schema }, question, gold, NOW);
    });
  }

  it.each(DEFINED)("as a glossary says: %s", async (question, gold) => {
    await expectRead({ runner, schema: inTermsOf(GLOSSARY, schema) }, question, gold, NOW);
  });

  it.each([
    ["email of Frost", false],
    ["emails of all advisers called Frost", true],
  ])("asks which one is meant where several bear a surname: %s", async (text, isAnswered) => {
    const planned = await askOver({ runner, schema }, text, NOW);
    expect(planned.ok).toBe(isAnswered);
  });
});
