import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectSame } from "@/lib/engines/text2sql/expect-same.fixture";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";

const NOW = "2026-11-18T15:30:00";
const LETTINGS = `
CREATE TABLE offices (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL);
CREATE TABLE advisers (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, title TEXT NOT NULL, office_id INTEGER NOT NULL REFERENCES offices(id), hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE tenants (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, phone TEXT, adviser_id INTEGER REFERENCES advisers(id), joined_on DATE NOT NULL, next_visit_on DATE);
CREATE TABLE leases (id INTEGER PRIMARY KEY, lease_number TEXT NOT NULL UNIQUE, tenant_id INTEGER NOT NULL REFERENCES tenants(id), kind TEXT NOT NULL, rent_type TEXT NOT NULL, status TEXT NOT NULL, agreed_amount REAL NOT NULL, outstanding_amount REAL NOT NULL, requested_on DATE NOT NULL, signed_on DATE, ends_on DATE);
CREATE TABLE securities (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), form TEXT NOT NULL, value REAL NOT NULL, given_on DATE NOT NULL);
CREATE TABLE repairs (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), trade TEXT NOT NULL, status TEXT NOT NULL, cost REAL NOT NULL, done_on DATE NOT NULL, refunded_on DATE, is_refunded BOOLEAN NOT NULL);
CREATE TABLE inspections (id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants(id), lease_id INTEGER NOT NULL REFERENCES leases(id), outcome TEXT NOT NULL, held_on DATE NOT NULL);
CREATE TABLE bills (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), rent_due REAL NOT NULL, heating_due REAL NOT NULL, due_on DATE NOT NULL, paid_on DATE);
INSERT INTO offices VALUES (1,'Quay','Lowell'),(2,'Mill','Easton');
INSERT INTO advisers VALUES (1,'Ida','Frost','Agent',1,'2019-05-01',NULL),(2,'Jude','Vale','Agent',2,'2021-02-01','2026-02-28'),(3,'Kit','Rowe','Senior Agent',2,'2025-03-01',NULL);
INSERT INTO tenants VALUES (1,'Ann Lee','555-1',1,'2024-01-10','2026-09-01'),(2,'Bo Kerr','555-2',1,'2025-06-01','2026-12-01'),(3,'Cy Dunn',NULL,3,'2026-04-04',NULL);
INSERT INTO leases VALUES (1,'L-01',1,'flat','fixed','running',900,400,'2025-01-01','2025-01-11','2027-01-11'),(2,'L-02',1,'shop','indexed','running',2000,1500,'2026-02-01','2026-02-21','2026-12-20'),(3,'L-03',2,'flat','fixed','ended',600,0,'2024-05-01','2024-05-06','2025-05-06'),(4,'L-04',2,'flat','indexed','running',800,700,'2026-10-01','2026-10-31','2028-10-31'),(5,'L-05',3,'shop','fixed','requested',700,0,'2026-11-10',NULL,NULL);
INSERT INTO securities VALUES (1,1,'cash',300,'2025-01-11'),(2,1,'bond',50,'2025-02-01'),(3,2,'cash',1600,'2026-02-21'),(4,4,'bond',700,'2026-10-31');
INSERT INTO repairs VALUES (1,1,'roof','failed',100,'2026-03-01',NULL,0),(2,1,'roof','finished',60,'2026-05-01','2026-06-01',1),(3,2,'heating','finished',40,'2025-05-01',NULL,0),(4,4,'heating','failed',70,'2026-11-02','2026-11-09',1),(5,4,'heating','finished',30,'2026-11-05',NULL,0),(6,4,'heating','failed',30,'2025-11-05','2026-02-02',1);
INSERT INTO inspections VALUES (1,1,1,'missed','2026-05-05'),(2,2,4,'passed','2026-06-06'),(3,2,3,'missed','2024-06-06');
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
  "time and what is due": [
    ["leases signed in the first quarter compared with the second", "SELECT 1, 0"],
    ["How much rent and how much heating falls due in December 2026?", "SELECT 140, 14"],
    ["tenants whose visit is overdue", "SELECT 'Ann Lee'"],
  ],
};

const { runner, schema } = await openStatements(LETTINGS);

describe("questions about what is lent out, owed and secured", () => {
  for (const [title, cases] of Object.entries(CASES)) {
    it.each(cases.map(([question, gold]) => ({ question, gold })))(`${title}: $question`, async ({ question, gold }) => {
      await expectSame(runner, readBusiness(question, schema, NOW), gold);
    });
  }
});
