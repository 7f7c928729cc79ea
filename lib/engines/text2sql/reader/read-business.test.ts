import Database from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";

const NOW = "2026-11-18T15:30:00";
const CLINIC = `
CREATE TABLE doctors (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, title TEXT, specialty TEXT NOT NULL, hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE patients (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, city TEXT, email TEXT, is_insured BOOLEAN NOT NULL, registered_on DATE NOT NULL, doctor_id INTEGER REFERENCES doctors(id));
CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patients(id), doctor_id INTEGER NOT NULL REFERENCES doctors(id), status TEXT NOT NULL, visited_at DATETIME NOT NULL, fee REAL NOT NULL, paid_on DATE);
CREATE TABLE prescriptions (id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visits(id), drug TEXT NOT NULL, quantity INTEGER NOT NULL, expires_on DATE NOT NULL, renewed_yn INTEGER NOT NULL);
INSERT INTO doctors VALUES (1,'Ada','Moss','Dr','cardiology','2019-02-01',NULL),(2,'Ben','Reed','Prof','dermatology','2021-06-15','2026-03-31'),(3,'Cleo','Hart','Dr','cardiology','2025-01-10',NULL),(4,'Dan','Voss','Dr','urology','2024-09-01',NULL);
INSERT INTO patients VALUES (1,'Ines Park','Lowell',NULL,1,'2025-12-30',1),(2,'Jon Ash','Lowell','j@x.org',0,'2026-10-03',1),(3,'Kim Dale','Easton','k@x.org',1,'2026-10-21',2),(4,'Lee Ford','Easton','l@x.org',1,'2026-11-02',3),(5,'Mia Gray',NULL,'m@x.org',0,'2024-05-05',3);
INSERT INTO visits VALUES (1,1,1,'completed','2026-10-01 09:00:00',120,'2026-10-02'),(2,1,1,'completed','2026-10-20 10:00:00',80,NULL),(3,2,3,'no_show','2026-10-28 11:00:00',50,NULL),(4,3,2,'completed','2025-11-05 09:30:00',200,'2025-11-06'),(5,4,3,'cancelled','2026-11-10 14:00:00',60,NULL),(6,4,3,'completed','2026-11-12 15:00:00',90,'2026-11-13'),(7,2,1,'completed','2026-09-02 08:00:00',130,'2026-09-02');
INSERT INTO prescriptions VALUES (1,1,'Aspirin',30,'2026-12-01',1),(2,2,'Aspirin',60,'2026-12-20',0),(3,4,'Zinc',10,'2026-05-01',1),(4,6,'Statin',90,'2027-02-01',1);`;
const TRACKER = `
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL);
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, team_id INTEGER NOT NULL REFERENCES teams(id));
CREATE TABLE tasks (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, priority TEXT NOT NULL, status TEXT NOT NULL, assignee_id INTEGER REFERENCES people(id), reviewer_id INTEGER REFERENCES people(id), planned_hours REAL NOT NULL, used_hours REAL NOT NULL, is_billable BOOLEAN NOT NULL, created_on DATE NOT NULL, due_on DATE NOT NULL, closed_on DATE);
CREATE TABLE task_members (task_id INTEGER NOT NULL REFERENCES tasks(id), person_id INTEGER NOT NULL REFERENCES people(id), PRIMARY KEY (task_id, person_id));
INSERT INTO teams VALUES (1,'Core','North'),(2,'Apps','South'),(3,'Ops','South');
INSERT INTO people VALUES (1,'Uma Lind',1),(2,'Vic Stone',2),(3,'Wes Hale',2),(4,'Xan Pike',3);
INSERT INTO tasks VALUES (1,'TK-0001','high','open',1,2,10,4,1,'2026-10-05','2026-11-30',NULL),(2,'TK-0002','low','closed',2,1,8,9,0,'2026-01-12','2026-02-01','2026-01-30'),(3,'TK-0003','high','closed',2,3,20,25,1,'2026-04-02','2026-05-01','2026-05-20'),(4,'TK-0004','medium','in_review',3,1,5,1,0,'2026-11-03','2026-12-15',NULL),(5,'TK-0005','low','open',NULL,4,3,0,1,'2025-07-08','2027-01-10',NULL);
INSERT INTO task_members VALUES (1,1),(1,2),(2,2),(3,2),(4,3),(5,3);`;

const CLUB = `
CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE members (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, date_of_birth DATE NOT NULL, club_id INTEGER NOT NULL REFERENCES clubs(id), mentor_id INTEGER REFERENCES members(id), joined_on DATE NOT NULL, left_on DATE);
CREATE TABLE payments (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), kind TEXT NOT NULL, status TEXT NOT NULL, amount REAL NOT NULL, paid_at DATETIME NOT NULL);
INSERT INTO clubs VALUES (1,'Harriers','Ferndale'),(2,'Rovers','Ashby');
INSERT INTO members VALUES (1,'Ann','Lee','1950-03-01',1,NULL,'2001-01-05',NULL),(2,'Bo','Kerr','1990-07-20',1,1,'2020-05-01',NULL),(3,'Cy','Dunn','2004-11-30',2,1,'2025-11-02','2026-06-30'),(4,'Di','Marsh','1985-01-15',2,2,'2026-11-03',NULL);
INSERT INTO payments VALUES (1,1,'membership','posted',100,'2026-09-03 10:00:00'),(2,2,'membership','failed',80,'2026-10-01 10:00:00'),(3,2,'donation','posted',40,'2026-10-15 10:00:00'),(4,3,'donation','posted',250,'2026-10-20 10:00:00'),(5,4,'membership','posted',90,'2026-11-17 10:00:00'),(6,2,'membership','posted',80,'2025-10-05 10:00:00');`;

const RENTAL = `
CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, depot_id INTEGER NOT NULL REFERENCES depots(id), supervisor_id INTEGER REFERENCES staff(id), started_on DATE NOT NULL, left_on DATE);
CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT NOT NULL, industry TEXT, email TEXT, depot_id INTEGER NOT NULL REFERENCES depots(id), next_check_on DATE);
CREATE TABLE contracts (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, client_id INTEGER NOT NULL REFERENCES clients(id), kind TEXT NOT NULL, status TEXT NOT NULL, limit_amount REAL NOT NULL, used_amount REAL NOT NULL, start_on DATE NOT NULL, end_on DATE NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, contract_id INTEGER NOT NULL REFERENCES contracts(id), kind TEXT NOT NULL, amount REAL NOT NULL, issued_on DATE NOT NULL, due_on DATE NOT NULL, paid_on DATE);
INSERT INTO depots VALUES (1,'Harbour','1998-05-04'),(2,'Hilltop','2011-09-01');
INSERT INTO staff VALUES (1,'Ida Frost','Depot Manager',1,NULL,'2010-03-01',NULL),(2,'Jude Vale','Depot Manager',2,1,'2015-06-15',NULL),(3,'Kit Rowe','Mechanic',1,1,'2019-01-07','2025-08-31'),(4,'Lou Penn','Mechanic',2,2,'2022-11-18',NULL);
INSERT INTO clients VALUES (1,'Acorn Ltd','Farming','a@x.org',1,'2026-09-01'),(2,'Birch Ltd',NULL,NULL,1,'2026-11-10'),(3,'Cedar Ltd','Mining','c@x.org',2,'2027-02-01'),(4,'Dune Ltd','Farming',NULL,2,NULL);
INSERT INTO contracts VALUES (1,'RC-0001',1,'crane','active',1000,950,'2026-01-01','2026-12-15'),(2,'RC-0002',2,'truck','active',500,500,'2025-03-01','2026-03-01'),(3,'RC-0003',3,'crane','ended',800,200,'2024-05-01','2025-05-01'),(4,'RC-0004',3,'truck','active',600,60,'2026-10-01','2027-10-01');
INSERT INTO invoices VALUES (1,1,'rent_fee',300,'2026-09-01','2026-09-15','2026-09-25'),(2,1,'service_fee',40,'2026-09-02','2026-09-16','2026-09-10'),(3,2,'rent_fee',200,'2025-10-01','2025-10-15','2025-12-04'),(4,3,'rent_fee',150,'2026-07-01','2026-07-15',NULL),(5,4,'transport',90,'2026-11-02','2026-11-30',NULL),(6,4,'rent_fee',250,'2026-10-05','2026-10-20','2026-10-20');`;

type Case = readonly [question: string, gold: string];
const CLINIC_CASES: readonly Case[] = [
  ["How many prescriptions were renewed?", "SELECT 3"],
  ["How many doctors were hired in 2019 or earlier?", "SELECT 1"],
  ["How many people with the title Dr currently work here?", "SELECT 3"],
  ["How many visits cost more than the average visit?", "SELECT 3"],
  ["How many patients registered last month?", "SELECT 2"],
  [
    "How many visits were there per month in 2026",
    "SELECT strftime('%Y-%m', visited_at), count(*) FROM visits WHERE visited_at >= '2026-01-01' GROUP BY 1",
  ],
  ["How many insured patients are there?", "SELECT 3"],
  ["list uninsured patients", "SELECT full_name FROM patients WHERE is_insured = 0"],
  ["unpaid visits since October 2026, how many?", "SELECT count(*) FROM visits WHERE paid_on IS NULL AND visited_at >= '2026-10-01'"],
  ["What percentage of visits were no show?", "SELECT 100.0 / 7"],
  [
    "percentage of completed visits that are unpaid, by specialty",
    "SELECT specialty, 100.0 * sum(paid_on IS NULL) / count(*) FROM visits v JOIN doctors d ON d.id = v.doctor_id WHERE status = 'completed' GROUP BY 1",
  ],
  ["total fees by specialty", "SELECT specialty, sum(fee) FROM visits v JOIN doctors d ON d.id = v.doctor_id GROUP BY 1"],
  ["Which patients have never had a visit?", "SELECT full_name FROM patients WHERE id NOT IN (SELECT patient_id FROM visits)"],
  ["Which patients have no email?", "SELECT full_name FROM patients WHERE email IS NULL"],
  ["patients in Lowell with more than one visit", "SELECT full_name FROM patients WHERE id IN (1, 2)"],
  ["Which doctor has the fewest visits?", "SELECT first_name, last_name FROM doctors WHERE id = 2"],
  ["current doctors by specialty", "SELECT specialty, count(*) FROM doctors WHERE left_on IS NULL GROUP BY 1"],
  ["How many prescriptions expire next month?", "SELECT 2"],
  [
    "average fee of completed visits for each doctor",
    "SELECT first_name, last_name, avg(fee) FROM visits v JOIN doctors d ON d.id = v.doctor_id WHERE status = 'completed' GROUP BY d.id",
  ],
  ["average number of visits per patient", "SELECT 7 / 5.0"],
  ["how many patients have no visit booked with them, not even a cancelled one", "SELECT 1"],
  ["number of visits that are neither completed nor cancelled", "SELECT 1"],
  ["Were there more visits in September 2026 or October 2026?", "SELECT 1, 3"],
  ["how many more visits were there in October 2026 than in September 2026?", "SELECT 2"],
  ["difference in fees between October 2026 and September 2026 (October 2026 minus September 2026)", "SELECT 120"],

  ["how many prescrptions are there", "SELECT 4"],
  ["how many patients are homeless, i.e. have no city?", "SELECT 1"],
  ["how many prescriptions expire before the end of 2034?", "SELECT 4"],
  [
    "number of doctors per specialty, leaving out those who have left",
    "SELECT specialty, count(*) FROM doctors WHERE left_on IS NULL GROUP BY 1",
  ],
  ["How many visits have a fee above the average?", "SELECT 3"],
  ["patients with both Aspirin and Statin prescriptions", "SELECT full_name FROM patients WHERE 0"],
  ["What is the total fee of visits in 2026 versus 2025?", "SELECT 530, 200"],
  [
    "top 2 patients by total fee",
    "SELECT p.full_name, sum(v.fee) FROM visits v JOIN patients p ON p.id = v.patient_id GROUP BY p.id ORDER BY 2 DESC LIMIT 2",
  ],
];
const TRACKER_CASES: readonly Case[] = [
  ["billable versus non-billable tasks: count and planned hours", "SELECT is_billable, count(*), sum(planned_hours) FROM tasks GROUP BY 1"],
  [
    "top 2 assignees by number of tasks",
    "SELECT p.name, count(*) FROM tasks k JOIN people p ON p.id = k.assignee_id GROUP BY p.id ORDER BY 2 DESC LIMIT 2",
  ],
  [
    "How many tasks are there and how many of those are closed?",
    "SELECT (SELECT count(*) FROM tasks), (SELECT count(*) FROM tasks WHERE status = 'closed')",
  ],
  [
    "Which team has the most people? number of people per team",
    "SELECT t.name, count(*) FROM people p JOIN teams t ON t.id = p.team_id GROUP BY t.id",
  ],
  ["how many tasks have used hours above 100%?", "SELECT 2"],
  ["tasks with used hours under 50 percent of their planned hours, how many", "SELECT 3"],
  ["What percentage of planned hours are used hours on closed tasks?", "SELECT 100.0 * 34 / 28"],
  ["number of tasks in 2027, going by the due date", "SELECT 1"],
  ["How many tasks in 2027, by due date?", "SELECT 1"],
  ["How many open tasks are there?", "SELECT 2"],
  ["tasks in review", "SELECT code FROM tasks WHERE status = 'in_review'"],
  ["How many high priority tasks were closed this year?", "SELECT 1"],
  ["tasks due next month", "SELECT code FROM tasks WHERE due_on >= '2026-12-01' AND due_on < '2027-01-01'"],
  [
    "number of tasks by team and status",
    "SELECT t.name, k.status, count(*) FROM tasks k JOIN people p ON p.id = k.assignee_id JOIN teams t ON t.id = p.team_id GROUP BY 1, 2",
  ],
  ["How many non-billable tasks do teams in the South have?", "SELECT 2"],
  ["number of tasks per assignee", "SELECT p.name, count(*) FROM tasks k JOIN people p ON p.id = k.assignee_id GROUP BY p.id"],
  ["number of tasks per reviewer", "SELECT p.name, count(*) FROM tasks k JOIN people p ON p.id = k.reviewer_id GROUP BY p.id"],
  ["What is the status of TK-0003?", "SELECT 'closed'"],
  ["total planned hours minus used hours of billable tasks", "SELECT 10 + 20 + 3 - 29"],
  ["tasks with planned hours between 4 and 9", "SELECT code FROM tasks WHERE planned_hours BETWEEN 4 AND 9"],
  ["How many tasks were created before 2026?", "SELECT 1"],
  ["Which task was created most recently?", "SELECT 'TK-0004'"],
  ["tasks without members", "SELECT code FROM tasks WHERE 0"],
  ["Which team has the fewest people?", "SELECT name FROM teams WHERE id IN (1)"],
];

const CLUB_CASES: readonly Case[] = [
  [
    "payments over 90: member, amount",
    "SELECT m.first_name, m.last_name, p.amount FROM payments p JOIN members m ON m.id = p.member_id WHERE p.amount > 90",
  ],
  [
    "members with more than one payment - name, club, how many",
    "SELECT m.first_name, m.last_name, c.name, count(*) FROM payments p JOIN members m ON m.id = p.member_id JOIN clubs c ON c.id = m.club_id GROUP BY m.id HAVING count(*) > 1",
  ],
  ["payments collected each month", "SELECT strftime('%Y-%m', paid_at), sum(amount) FROM payments GROUP BY 1"],
  [
    "members with over 300 in payments",
    "SELECT m.first_name, m.last_name FROM payments p JOIN members m ON m.id = p.member_id GROUP BY m.id HAVING sum(amount) > 300",
  ],
  ["members who never made a payment", "SELECT first_name, last_name FROM members WHERE id NOT IN (SELECT member_id FROM payments)"],
  ["How many members were born in the 1990s?", "SELECT 1"],
  ["List the surnames of the members of Rovers", "SELECT 'Dunn' UNION ALL SELECT 'Marsh'"],
  ["failed share of the membership payments", "SELECT 25"],
  ["Number, total and average of posted payments", "SELECT 5, 560, 112"],
  ["average, smallest and largest payment", "SELECT avg(amount), min(amount), max(amount) FROM payments"],
  ["How many payments are bigger than the average donation?", "SELECT 1"],
  ["total payments in 2025, as a positive number", "SELECT 80"],
  ["which kind of payment brings in the most?", "SELECT 'membership'"],
  ["how much was donated in 2026?", "SELECT 290"],
  ["how many members report directly to Ann Lee?", "SELECT 2"],
  ["How many members are over 60?", "SELECT 1"],
  ["members aged between 20 and 40", "SELECT first_name, last_name FROM members WHERE id IN (2, 3)"],
  [
    "average age of members by club",
    "SELECT c.name, avg((julianday('2026-11-18') - julianday(date_of_birth)) / 365.25) FROM members m JOIN clubs c ON c.id = m.club_id GROUP BY c.id",
  ],
  ["members who have been with us for more than 5 years", "SELECT 'Ann', 'Lee' UNION SELECT 'Bo', 'Kerr'"],
  ["members who have left", "SELECT 'Cy', 'Dunn'"],
  ["Who is Bo Kerr's mentor?", "SELECT 'Ann', 'Lee'"],
  [
    "members and their mentors",
    "SELECT a.first_name, a.last_name, b.first_name, b.last_name FROM members a JOIN members b ON b.id = a.mentor_id",
  ],
  ["number of members per mentor", "SELECT 'Ann', 'Lee', 2 UNION SELECT 'Bo', 'Kerr', 1"],
  ["members without a mentor", "SELECT 'Ann', 'Lee'"],
  ["largest payment in each club", "SELECT 'Harriers', 1, 100 UNION SELECT 'Rovers', 4, 250"],
  ["newest member of each club", "SELECT 'Harriers', 'Bo', 'Kerr', '2020-05-01' UNION SELECT 'Rovers', 'Di', 'Marsh', '2026-11-03'"],
  ["What percentage of the total amount was donations?", "SELECT 100.0 * 290 / 640"],
  ["payment failure rate by kind", "SELECT 'membership', 25.0 UNION SELECT 'donation', 0.0"],
  ["How many more payments were there in October 2026 than in September 2026?", "SELECT 2"],
  ["By what percentage did payments change from September to October 2026 (amount)?", "SELECT 270.0"],
  ["payments last month vs October 2025", "SELECT 370, 80"],
  ["total amount of membership vs donation payments", "SELECT 'membership', 350 UNION SELECT 'donation', 290"],
  ["smallest and largest payment", "SELECT 40, 250"],
  ["second largest payment", "SELECT 1, 100"],
  ["How many members have more than one payment?", "SELECT 1"],
  ["Which members have had no payments since October 2026?", "SELECT 'Ann', 'Lee'"],
  ["average number of payments per month in 2026", "SELECT 5 / 3.0"],
  ["Which month had the most payments?", "SELECT '2026-10'"],
  ["who made the most payments", "SELECT 'Bo', 'Kerr'"],
  ["payments posted yesterday", "SELECT 5"],
  ["payments over 90", "SELECT id FROM payments WHERE amount > 90"],
  ["How many payments were there in 2025 and 2026?", "SELECT 1, 5"],
  ["members who are not in Ashby", "SELECT first_name, last_name FROM members WHERE club_id = 1"],
];

const RENTAL_CASES: readonly Case[] = [
  [
    "Which depot opened most recently and how many clients does it have?",
    "SELECT 'Hilltop', count(*) FROM clients WHERE depot_id = (SELECT id FROM depots ORDER BY opened_on DESC LIMIT 1)",
  ],
  ["Which depots opened since 2000 and how many clients do they have?", "SELECT 'Hilltop', count(*) FROM clients WHERE depot_id = 2"],
  [
    "which depots opened before 2020 and how many staff does each have now",
    "SELECT d.name, count(*) FROM depots d JOIN staff s ON s.depot_id = d.id WHERE s.left_on IS NULL GROUP BY d.id",
  ],
  ["How many contracts run out in 2027?", "SELECT 1"],
  ["How many invoices were paid after their due date?", "SELECT 2"],
  ["utilisation of the contracts by kind", "SELECT kind, 100.0 * sum(used_amount) / sum(limit_amount) FROM contracts GROUP BY kind"],
  ["clients with an unknown industry", "SELECT 'Birch Ltd'"],
  ["contract utilisation rate by status", "SELECT status, 100.0 * sum(used_amount) / sum(limit_amount) FROM contracts GROUP BY status"],
  ["invoices issued in 2026: number and total", "SELECT 5, 830"],
  ["depots and their opening dates", "SELECT name, opened_on FROM depots"],
  ["client checks due in 2026: how many?", "SELECT 2"],
  ["average days late", "SELECT 30"],
  [
    "How many days does it take on average from issue to payment, by kind?",
    "SELECT kind, avg(julianday(paid_on) - julianday(issued_on)) FROM invoices GROUP BY 1",
  ],
  ["how late are invoices on average", "SELECT 30"],
  ["invoices paid more than 30 days late, how many?", "SELECT 1"],
  ["what share of invoices due in September 2026 were paid on time?", "SELECT 50"],
  ["how many invoices are more than 90 days overdue?", "SELECT 1"],
  ["contracts with invoices more than 90 days overdue", "SELECT 'RC-0003'"],
  ["invoices paid within 10 days of issue", "SELECT 2"],
  ["How long do contracts last on average?", "SELECT avg(julianday(end_on) - julianday(start_on)) FROM contracts"],
  ["average contract duration in days by kind", "SELECT kind, avg(julianday(end_on) - julianday(start_on)) FROM contracts GROUP BY 1"],
  ["how long does it take to pay an invoice on average?", "SELECT avg(julianday(paid_on) - julianday(issued_on)) FROM invoices"],
  ["clients whose next check is overdue", "SELECT 'Acorn Ltd' UNION SELECT 'Birch Ltd'"],
  ["clients whose next check is overdue by more than 30 days", "SELECT 'Acorn Ltd'"],
  ["How many contracts end before the end of the year?", "SELECT 1"],
  ["Who runs the Hilltop depot?", "SELECT 'Jude Vale'"],
  ["list the depot managers", "SELECT 'Ida Frost' UNION SELECT 'Jude Vale'"],
  ["Who does Lou Penn report to?", "SELECT 'Jude Vale'"],
  ["number of staff per depot, only people who still work here", "SELECT 'Harbour', 1 UNION SELECT 'Hilltop', 2"],
  [
    "average tenure of current staff in years",
    "SELECT avg((julianday('2026-11-18') - julianday(started_on)) / 365.25) FROM staff WHERE left_on IS NULL",
  ],
  ["Which depot is the oldest and when did it open?", "SELECT 'Harbour', '1998-05-04'"],
  ["How much is still unused on active contracts?", "SELECT 50 + 0 + 540"],
  ["active contracts that have used more than 90% of their limit, how many", "SELECT 2"],
  ["fully used contracts", "SELECT 'RC-0002'"],
  ["contracts with a used amount below the limit amount, how many?", "SELECT 3"],
  ["top 2 clients by total used amount, with the amount", "SELECT 'Acorn Ltd', 950 UNION SELECT 'Birch Ltd', 500"],
  ["Which client has the largest contract?", "SELECT 'Acorn Ltd'"],
  [
    "How many clients are there per industry? Leave out those whose industry is not on file",
    "SELECT 'Farming', 2 UNION SELECT 'Mining', 1",
  ],
  ["how many clients gave no e-mail address", "SELECT 2"],
  ["how many invoices were issued on each weekday?", "SELECT 'Tuesday', 1 UNION SELECT 'Wednesday', 3 UNION SELECT 'Monday', 2"],
  ["busiest month for invoices", "SELECT '2026-09', 2"],
  ["total amount of fees", "SELECT sum(amount) FROM invoices WHERE kind LIKE '%fee'"],
  ["How many invoices are there, and what do they add up to?", "SELECT 6, 1030"],
  ["amount of invoices by kind, only those above 200", "SELECT 'rent_fee', 900"],
  ["average amount per invoice by kind, highest first", "SELECT kind, avg(amount) FROM invoices GROUP BY 1 ORDER BY 2 DESC"],
  ["which kind of invoice has the highest overdue amount", "SELECT 'rent_fee'"],
  ["how many of the contracts started in 2024 have ended", "SELECT 1"],
];

const folder = mkdtempSync(path.join(tmpdir(), "reader-"));
const pool = createWorkerPool({ size: 1 });
afterAll(() => {
  pool.close();
  rmSync(folder, { recursive: true, force: true });
});

function makeFile(name: string, sql: string): string {
  const file = path.join(folder, `${name}.sqlite`);
  const database = new Database(file);
  database.exec(sql);
  database.close();
  return file;
}

describe.each([
  { name: "a clinic", sql: CLINIC, cases: CLINIC_CASES },
  { name: "a task tracker", sql: TRACKER, cases: TRACKER_CASES },
  { name: "a club", sql: CLUB, cases: CLUB_CASES },
  { name: "a rental", sql: RENTAL, cases: RENTAL_CASES },
])("questions of $name", ({ name, sql, cases }) => {
  let runner: SqlRunner;
  let schema: Schema;
  beforeAll(async () => {
    runner = openSqlite(makeFile(name.replace(" ", "-"), sql), { pool });
    const read = await introspect(runner);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    schema = read.value;
  });

  it.each(cases)("%s", async (question, gold) => {
    const reading = readBusiness(question, schema, NOW);
    expect([reading.candidate !== null, reading.unread]).toEqual([true, []]);
    if (!reading.candidate) return;
    const expected = await runner.run({ sql: gold, params: [], dialect: "sqlite" });
    const found = await runner.run(reading.candidate.compiled);
    if (!expected.ok || !found.ok) throw new Error(JSON.stringify([expected, found]));
    expect({
      same: sameAnswer(expected.value.rows, found.value.rows, false),
      rows: found.value.rows,
      sql: reading.candidate.compiled.sql,
    }).toEqual(expect.objectContaining({ same: "same" }));
  });
});

describe("words that name nothing", () => {
  it("are given back, so that the question is asked back instead of half answered", async () => {
    const runner = openSqlite(makeFile("words", CLINIC), { pool });
    const read = await introspect(runner);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(readBusiness("How many visits had a surcharge?", read.value, NOW).unread).toEqual(["surcharge"]);
    expect(readBusiness("average age of patients", read.value, NOW).unread).toContain("age");
    expect(readBusiness("doctors with more visits in 2026", read.value, NOW).unread).toContain("more");
    expect(readBusiness("average fee of visits with a contract", read.value, NOW).unread).toEqual(["contract"]);
    expect(readBusiness("doctors with more visits than Ada Moss", read.value, NOW).unread).toContain("more");
    expect(readBusiness("visits of patients in Lowell at Easton", read.value, NOW).candidate).toBeNull();
  });
});

describe("what no plan can say", () => {
  it("is given back rather than half answered", async () => {
    const runner = openSqlite(makeFile("half", RENTAL), { pool });
    const read = await introspect(runner);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(readBusiness("clients who never paid a contract", read.value, NOW).unread).toEqual(["paid"]);
    expect(readBusiness("what do our staff earn per month", read.value, NOW).unread).toContain("earn");
    expect(readBusiness("share of invoices that are rent fees vs share of contracts", read.value, NOW).unread).toContain("share of");
    expect(readBusiness("invoices issued this year, and how much of those?", read.value, NOW).candidate).toBeNull();
    expect(readBusiness("staff with more than 4000 contracts", read.value, NOW).candidate).toBeNull();
  });
});

describe("definitions of a glossary", () => {
  const LINES = `{"terms":[{"name":"large visit","table":"visits","where":[{"column":"visits.fee","atLeast":100}]},{"name":"customer","table":"patients","where":[{"column":"patients.id","has":"visits.patient_id"}]},{"name":"latest visit","table":"visits","latestPer":"visits.patient_id"},{"name":"lapsed prescription","table":"prescriptions","where":[{"column":"prescriptions.expires_on","before":"today"}]},{"name":"visit paid later","synonyms":["paid later"],"table":"visits","where":[{"column":"visits.paid_on","after":"visits.visited_at"}]},{"name":"cheap visit","table":"visits","where":[{"column":"visits.fee","below":60}]},{"name":"odd visit","table":"visits","where":[{"column":"visits.status","notIn":["completed","cancelled"]}]}],
    "measures":[{"name":"income","aggregate":"sum","of":"visits.fee","where":[{"column":"visits.status","in":["completed"]}]}],"columns":{"prescriptions.quantity":{"best":"lowest"}},"tables":{"visits":{"timeColumn":"visited_at"},"prescriptions":{"timeColumn":"expires_on","amountColumn":"quantity","currentPer":"visit_id"}}}`;
  it.each([
    ["How many large visits in 2026?", "SELECT 2"],
    [
      "income by specialty",
      "SELECT specialty, sum(fee) FROM visits v JOIN doctors d ON d.id = v.doctor_id WHERE status = 'completed' GROUP BY 1",
    ],
    ["latest visits by status", "SELECT 'cancelled', 0 WHERE 0 UNION ALL SELECT 'completed', 3 UNION ALL SELECT 'no_show', 1"],
    ["how many lapsed prescriptions", "SELECT 1"],
    [
      "patients with both a large completed visit and a large cancelled visit",
      "SELECT full_name FROM patients WHERE id IN (SELECT patient_id FROM visits WHERE status = 'completed' AND fee >= 100) AND id IN (SELECT patient_id FROM visits WHERE status = 'cancelled' AND fee >= 100)",
    ],
    [
      "number of large completed visits versus large cancelled visits",
      "SELECT status, count(*) FROM visits WHERE fee >= 100 AND status IN ('completed', 'cancelled') GROUP BY 1",
    ],
    [
      "average fee of large completed visits compared to large cancelled visits",
      "SELECT status, avg(fee) FROM visits WHERE fee >= 100 AND status IN ('completed', 'cancelled') GROUP BY 1",
    ],
    ["visits with a fee over 1 hunderd", "SELECT id FROM visits WHERE fee > 100"],
    ["how many customers", "SELECT count(DISTINCT patient_id) FROM visits"],
    ["average fee of large completed visits", "SELECT avg(fee) FROM visits WHERE fee >= 100 AND status = 'completed'"],
    ["how many visits are not large", "SELECT count(*) FROM visits WHERE fee < 100"],
    [
      "visits with a prescription quantity of 60 or worse",
      "SELECT id FROM visits WHERE id IN (SELECT visit_id FROM prescriptions WHERE quantity >= 60 AND expires_on <= '2026-11-18')",
    ],
    ["how many visits in 2026 were paid later?", "SELECT count(*) FROM visits WHERE paid_on > visited_at AND visited_at >= '2026-01-01'"],
    ["how many cheap visits", "SELECT 1"],
    ["total amount of prescriptions", "SELECT sum(quantity) FROM prescriptions"],
    ["how many odd large visits", "SELECT 0"],
    ["how many odd visits", "SELECT count(*) FROM visits WHERE status NOT IN ('completed', 'cancelled')"],
  ])("%s", async (question, gold) => {
    const file = makeFile(`glossary-${question.replaceAll(/\W/g, "-")}`, CLINIC);
    const runner = openSqlite(file, { pool });
    const read = await introspect(runner);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${file}.glossary.json`, LINES);
    const described = withGlossary(read.value, `${file}.glossary.json`);
    if (!described.ok) throw new Error(described.error);
    const { candidate, unread } = readBusiness(question, described.value, NOW);
    if (!candidate) throw new Error(`no plan: ${unread.join(", ")}`);
    const expected = await runner.run({ sql: gold, params: [], dialect: "sqlite" });
    const found = await runner.run(candidate.compiled);
    if (!expected.ok || !found.ok) throw new Error(JSON.stringify([expected, found]));
    expect({ same: sameAnswer(expected.value.rows, found.value.rows, false), sql: candidate.compiled.sql, rows: found.value.rows }).toEqual(
      expect.objectContaining({ same: "same" }),
    );
  });
});
