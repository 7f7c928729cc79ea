import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectFirst, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";

/** An assay office: kinds and runs of the same name, days that are due, and states that rows pass through. */
const OFFICE = `
  CREATE TABLE clients (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, born_on DATE NOT NULL, opened_on DATE NOT NULL);
  CREATE TABLE officers (id INTEGER PRIMARY KEY, full_name TEXT, hired_on DATE NOT NULL);
  CREATE TABLE scales (id INTEGER PRIMARY KEY, plate TEXT UNIQUE, check_due DATE NOT NULL);
  CREATE TABLE oven_models (id INTEGER PRIMARY KEY, model_name TEXT, stock_qty INTEGER, reorder_level INTEGER);
  CREATE TABLE piece_kinds (kind_id INTEGER PRIMARY KEY, label TEXT);
  CREATE TABLE pieces (id INTEGER PRIMARY KEY, kind_id INTEGER NOT NULL REFERENCES piece_kinds(kind_id), officer_id INTEGER NOT NULL REFERENCES officers(id), logged_on DATE NOT NULL, received_at DATETIME NOT NULL, state TEXT);
  CREATE TABLE assay_types (code TEXT PRIMARY KEY, assay_name TEXT, list_price REAL, accredited INTEGER);
  CREATE TABLE assay_runs (id INTEGER PRIMARY KEY, piece_id INTEGER NOT NULL REFERENCES pieces(id), code TEXT NOT NULL REFERENCES assay_types(code), officer_id INTEGER NOT NULL REFERENCES officers(id), started_at DATETIME NOT NULL, weight_kg REAL);
  CREATE TABLE payments (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients(id), paid_on DATE NOT NULL, amount REAL NOT NULL);
  CREATE TABLE vans (id INTEGER PRIMARY KEY, plate TEXT UNIQUE, payload_kg INTEGER, next_inspection INTEGER);
  CREATE TABLE complaints (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients(id), topic TEXT, reported_on DATE NOT NULL, solved_on DATE);
  CREATE TABLE members (id INTEGER PRIMARY KEY, full_name TEXT, contact_of_kin TEXT, contact_of_kin_phone TEXT, grade TEXT, monthly_due REAL, contract_start DATE NOT NULL, contract_end DATE, died_on DATE, born_on DATE NOT NULL);
  CREATE TABLE trials (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), part TEXT, outcome TEXT, held_on DATE NOT NULL, start_time TEXT, price_charged REAL);
  CREATE TABLE visits (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients(id), visit_on DATE NOT NULL);
  INSERT INTO clients VALUES (1, 'Ann', 'Lee', '1980-02-03', '2026-02-01'), (2, 'Bo', 'Kerr', '1979-04-05', '2026-03-01'), (3, 'Cy', 'Dunn', '2026-01-05', '2024-03-01');
  INSERT INTO officers VALUES (1, 'Ida Orr', '2020-01-01'), (2, 'Jon Pike', '2026-05-01');
  INSERT INTO scales VALUES (1, 'S-1', '2026-11-01'), (2, 'S-2', '2027-02-01');
  INSERT INTO oven_models VALUES (1, 'Muffle', 1, 2), (2, 'Tube', 5, 3);
  INSERT INTO piece_kinds VALUES (1, 'Ring'), (2, 'Bowl');
  WITH RECURSIVE day(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM day WHERE n < 30)
    INSERT INTO pieces SELECT n, 1 + n % 3 / 2, 1 + n % 2, date('2025-12-01', (n * 10) || ' days'), datetime('2025-12-02', (n * 10) || ' days'), 'stamped' FROM day;
  INSERT INTO pieces VALUES (31, 1, 1, '2026-11-16', '2026-11-17 08:00:00', 'received'), (32, 2, 2, '2026-11-16', '2026-11-17 09:00:00', 'stamped');
  INSERT INTO assay_types VALUES ('F', 'Fire', 90, 1), ('X', 'X-ray', 30, 0), ('T', 'Touch', 10, 1);
  INSERT INTO assay_runs VALUES (1, 1, 'F', 1, '2026-11-10 10:00:00', 2.5), (2, 2, 'X', 1, '2026-11-11 10:00:00', 1), (3, 3, 'X', 2, '2026-10-01 10:00:00', 4);
  INSERT INTO payments VALUES (1, 1, '2026-02-01', 20), (2, 1, '2026-03-01', 30), (3, 2, '2026-03-01', 45);
  INSERT INTO vans VALUES (1, 'V-1', 900, unixepoch('2026-12-01')), (2, 'V-2', 700, unixepoch('2027-06-01'));
  INSERT INTO complaints VALUES (1, 1, 'late', '2026-10-01', NULL), (2, 2, 'lost', '2026-10-02', '2026-10-09');
  INSERT INTO members VALUES (1, 'Di Hale', 'Ed', '55-1', 'full', 10, '2020-01-01', '2026-10-01', NULL, '1950-01-01'), (2, 'Flo Nash', 'Gil', '55-2', 'full', 20, '2021-01-01', NULL, NULL, '1990-01-01'), (3, 'Hal Orr', 'Ivo', '55-3', 'half', 5, '2022-01-01', '2027-01-15', '2026-01-01', '1966-01-01');
  INSERT INTO trials VALUES (1, 1, 'oral', 'failed', '2026-03-01', '09:00', 7), (2, 1, 'oral', 'failed', '2026-10-09', '10:00', 8), (3, 2, 'oral', 'failed', '2026-02-01', '09:00', 7), (4, 2, 'oral', 'passed', '2026-03-02', '11:00', 9), (5, 3, 'written', 'passed', '2026-11-25', '14:30', 4);
  INSERT INTO visits VALUES (1, 1, '2026-10-01'), (2, 2, '2026-11-25'), (3, 3, '2026-12-09');`;

/** A gilder's shop in short names. */
const GILDERS = `
  CREATE TABLE buyr (buyr_id INTEGER PRIMARY KEY, buyr_nm TEXT);
  CREATE TABLE gld (gld_id INTEGER PRIMARY KEY, gld_nm TEXT, lng_cd TEXT, active INTEGER);
  CREATE TABLE lng (lng_cd TEXT PRIMARY KEY, lng_nm TEXT);
  CREATE TABLE ord (ord_id INTEGER PRIMARY KEY, title TEXT, buyr_id INTEGER, gld_id INTEGER, recv_dt DATE, due_dt DATE, deliv_dt DATE);
  CREATE TABLE bill (bill_id INTEGER PRIMARY KEY, ord_id INTEGER, amt_net REAL, bill_dt DATE, due_dt DATE, paid_dt DATE);
  INSERT INTO buyr VALUES (1, 'Una'), (2, 'Vic');
  INSERT INTO gld VALUES (1, 'Yan', 'de', 0), (2, 'Zoe', 'pl', 1);
  INSERT INTO lng VALUES ('de', 'German'), ('pl', 'Polish');
  INSERT INTO ord VALUES (1, 'Mirror', 1, 1, '2026-01-01', '2026-02-01', '2026-02-09'), (2, 'Frames', 2, 2, '2026-01-01', '2026-03-01', '2026-02-20');
  INSERT INTO bill VALUES (1, 1, 40, '2026-02-10', '2026-03-01', '2026-02-20'), (2, 1, 30, '2026-02-10', '2026-03-01', NULL);`;

/** A concert hall: shifts in states that a table of their own tells, and staff who left. */
const HALL = `
  CREATE TABLE halls (id INTEGER PRIMARY KEY, name TEXT, seats INTEGER);
  CREATE TABLE concerts (id INTEGER PRIMARY KEY, hall_id INTEGER NOT NULL REFERENCES halls(id), title TEXT, tickets_sold INTEGER, status TEXT, starts_at DATETIME NOT NULL);
  CREATE TABLE staff (id INTEGER PRIMARY KEY, full_name TEXT, hire_date DATE NOT NULL, term_date DATE);
  CREATE TABLE shift_states (code INTEGER PRIMARY KEY, label TEXT);
  CREATE TABLE shifts (id INTEGER PRIMARY KEY, staff_id INTEGER NOT NULL REFERENCES staff(id), state_code INTEGER NOT NULL REFERENCES shift_states(code), shift_date DATE NOT NULL);
  CREATE TABLE sales (id INTEGER PRIMARY KEY, concert_id INTEGER NOT NULL REFERENCES concerts(id), net_amount REAL, vat_amount REAL, sold_on DATE NOT NULL, load_t REAL);
  INSERT INTO halls VALUES (1, 'Great', 100), (2, 'Small', 40);
  INSERT INTO concerts VALUES (1, 1, 'Mass', 100, 'played', '2026-03-01 19:00:00'), (2, 1, 'Duo', 60, 'played', '2026-04-01 19:00:00'), (3, 2, 'Trio', 10, 'played', '2026-05-01 19:00:00'), (4, 2, 'Solo', 5, 'planned', '2026-12-01 19:00:00');
  INSERT INTO staff VALUES (1, 'Ann Lee', '2020-01-01', '2026-05-31'), (2, 'Bo Kerr', '2026-02-01', NULL), (3, 'Cy Dunn', '2021-01-01', NULL);
  INSERT INTO shift_states VALUES (1, 'done'), (2, 'planned'), (3, 'no show');
  INSERT INTO shifts VALUES (1, 1, 1, '2026-10-01'), (2, 2, 1, '2026-10-02'), (3, 2, 3, '2026-10-03'), (4, 2, 2, '2026-11-20'), (5, 1, 1, '2026-11-16');
  INSERT INTO sales VALUES (1, 1, 100, 20, '2026-09-01', 12), (2, 2, 50, 10, '2026-10-01', 30);`;

describe("questions about kinds and their rows, days that are due and what came in", () => {
  it.each<[question: string, gold: string]>([
    [
      "how many pieces has each officer had this year",
      "SELECT full_name, count(*) FROM pieces JOIN officers o ON o.id = officer_id WHERE logged_on >= '2026-01-01' GROUP BY o.id",
    ],
    [
      "how many assays has every officer started since October",
      "SELECT full_name, count(*) FROM assay_runs JOIN officers o ON o.id = officer_id WHERE started_at >= '2026-10-01' GROUP BY o.id",
    ],
    ["how many clients this year", "SELECT 2"],
    ["top 1 client by total paid", "SELECT 'Ann', 'Lee', 50.0"],
    ["clients by total paid", "SELECT 'Ann', 'Lee', 50.0 UNION SELECT 'Bo', 'Kerr', 45"],
    ["unsolved complaints with client", "SELECT 'late', 'Ann', 'Lee'"],
    ["visits next week with client", "SELECT 2, 'Bo', 'Kerr'"],
    ["unsolved complaints oldest first with client, topic and date", "SELECT 'Ann', 'Lee', 'late', '2026-10-01'"],
    ["pieces per kind", "SELECT label, count(*) FROM pieces JOIN piece_kinds USING (kind_id) GROUP BY 1"],
    ["how many pieces of each kind did we log this month", "SELECT 'Ring', 1 UNION SELECT 'Bowl', 1"],
    ["assays per officer", "SELECT 'Ida Orr', 2 UNION SELECT 'Jon Pike', 1"],
    ["assays started last week", "SELECT 1 UNION SELECT 2"],
    ["accredited assays", "SELECT 'Fire' UNION SELECT 'Touch'"],
    ["which assays cost more than 50", "SELECT 'Fire'"],
    ["which ovens are below their reorder level", "SELECT 'Muffle'"],
    ["scales past their check date", "SELECT 'S-1'"],
    ["which scales are past there check date", "SELECT 'S-1'"],
    ["scales with an overdue check", "SELECT 'S-1'"],
    ["which vans have their inspection coming up within the next 30 days?", "SELECT 'V-1', '2026-12-01 00:00:00'"],
    ["vans due for inspection next month", "SELECT 'V-1'"],
    ["how many pieces came in yesterday", "SELECT 2"],
    ["pieces that arrived yesterday", "SELECT 31 UNION SELECT 32"],
    ["kilos per officer", "SELECT 'Ida Orr', 3.5 UNION SELECT 'Jon Pike', 4"],
    ["total kilos of each assay", "SELECT assay_name, sum(weight_kg) FROM assay_runs JOIN assay_types USING (code) GROUP BY 1"],
    ["how many visits do we still have ahead of us?", "SELECT 2"],
    ["average age at death", "SELECT (julianday('2026-01-01') - julianday('1966-01-01')) / 365.25"],
    ["how many days pass on average between the birth and the death", "SELECT julianday('2026-01-01') - julianday('1966-01-01')"],
    ["which contracts run out in the next 3 months", "SELECT 'Hal Orr'"],
    ["which contracts have expired", "SELECT 'Di Hale'"],
    ["total monthly due of the members with a running contract, per grade", "SELECT 'full', 20.0 UNION SELECT 'half', 5"],
    ["what did we charge each member for trials this year", "SELECT 'Di Hale', 15.0 UNION SELECT 'Flo Nash', 16"],
    ["how much did we charge in March", "SELECT 16.0"],
    ["trials next week, name, part, day and time", "SELECT 'Hal Orr', 'written', '2026-11-25', '14:30'"],
    ["failed trials in October with member and phone", "SELECT 'Di Hale', '55-1'"],
    ["clients who complained more than once this year", "SELECT 'x', 'y' WHERE 0"],
    ["members who failed at least twice this year", "SELECT 'Di Hale'"],
    ["how much were we paid from the 1st to the 9th of March compared with the same days in February", "SELECT 75.0, 20.0"],
    ["total paid january-march this year vs the same three months last year", "SELECT 95.0, NULL"],
  ])("%s", (question, gold) => expectFirst(OFFICE, question, gold, NOW));

  it.each<[question: string, gold: string]>([
    ["how many orders were late", "SELECT 1"],
    ["share of orders that were delivered late", "SELECT 50"],
    ["what percent of the orders went out late", "SELECT 50"],
    ["orders not billed yet", "SELECT 'Frames'"],
    ["which orders did we forget to bill", "SELECT 'Frames'"],
    ["top 2 buyers by billed amount", "SELECT 'Una', 70.0"],
    ["active gilders", "SELECT 'Zoe'"],
    ["orders per gilder", "SELECT 'Yan', 1 UNION SELECT 'Zoe', 1"],
    ["which languages are there", "SELECT 'German' UNION SELECT 'Polish'"],
  ])("%s, in short names", (question, gold) => expectFirst(GILDERS, question, gold, NOW));

  it.each<[question: string, gold: string]>([
    ["average number of tickets per concert at each hall", "SELECT 'Great', 80.0 UNION SELECT 'Small', 7.5"],
    ["how many finished shifts", "SELECT 3"],
    ["how many shifts did each of us finish in October", "SELECT 'Ann Lee', 1 UNION SELECT 'Bo Kerr', 1"],
    ["how many shifts are planned for this week", "SELECT 1"],
    ["what percent of the shifts in October ended as a no show", "SELECT 100.0 / 3"],
    ["staff who left us this year", "SELECT 'Ann Lee'"],
    ["who are the staff that never had a shift?", "SELECT 'Cy Dunn'"],
    ["staff who never took a shift", "SELECT 'Cy Dunn'"],
    ["how many sales in September and October together", "SELECT 2"],
    ["did we do more shifts in October than in September?", "SELECT 3, 0"],
    ["busiest staff this year by finished shifts", "SELECT 'Ann Lee'"],
    ["sales over 20 t", "SELECT 2"],
  ])("%s, in a hall", (question, gold) => expectFirst(HALL, question, gold, NOW));

  it.each([
    "which played concerts were sold out?",
    "does a played concert sell longer than a planned one on average?",
    "total of the sales including VAT",
  ])("asks back in a hall: %s", async (question) => {
    expect(await understood(await openStatements(HALL), question, NOW)).toBe("clarified");
  });

  it("is sure of an order that was asked for", async () => {
    expect(await understood(await openStatements(OFFICE), "accredited assays cheapest first with list price", NOW)).toBe(
      "assay name and list price from assay types where accredited is 1, by list price, lowest first",
    );
  });

  it.each([
    "phone number of Ann Lee",
    "who failed the oral trial and still has not passed it?",
    "how many trials took longer than their target hours",
    "when were the ovens of Ida Orr last emptied",
    "how many kg did the van V-1 carry last month",
  ])("asks back rather than answering less: %s", async (question) => {
    expect(await understood(await openStatements(OFFICE), question, NOW)).toBe("clarified");
  });
});
