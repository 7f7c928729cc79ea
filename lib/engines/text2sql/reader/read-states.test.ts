import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectFirst, expectRead, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const HARBOUR = `
  CREATE TABLE skippers (skipper_id INTEGER PRIMARY KEY, skipper_name TEXT NOT NULL, start_date DATE NOT NULL, end_date DATE);
  CREATE TABLE boats (boat_id INTEGER PRIMARY KEY, boat_name TEXT NOT NULL, condition TEXT, insured_until DATE NOT NULL, permit_ends_on DATE NOT NULL, next_survey_due DATE, radio_fitted_on DATE);
  CREATE TABLE hires (hire_id INTEGER PRIMARY KEY, boat_id INTEGER REFERENCES boats(boat_id), skipper_id INTEGER REFERENCES skippers(skipper_id), began_on DATE NOT NULL, returned_on DATE, fuel_estimated REAL, fuel_used REAL, deposit REAL, deposit_refunded INTEGER);
  CREATE TABLE lessons (lesson_id INTEGER PRIMARY KEY, title TEXT NOT NULL, is_virtual INTEGER, held_on DATE NOT NULL);
  CREATE TABLE sign_ups (sign_up_id INTEGER PRIMARY KEY, lesson_id INTEGER REFERENCES lessons(lesson_id), pupil TEXT NOT NULL, sign_up_status TEXT NOT NULL);
  CREATE TABLE berths (berth_id INTEGER PRIMARY KEY, berth_name TEXT NOT NULL, blocked_since DATE);
  CREATE TABLE passes (pass_id INTEGER PRIMARY KEY, holder TEXT NOT NULL, valid_until DATE NOT NULL);
  CREATE TABLE supplies (item_id INTEGER PRIMARY KEY, item_name TEXT NOT NULL, units_in_stock INTEGER, copies_available INTEGER);
  INSERT INTO skippers VALUES (1, 'Ada Moss', '2020-01-01', NULL), (2, 'Ben Reed', '2021-01-01', '2026-03-31'), (3, 'Cy Dahl', '2022-05-01', NULL);
  INSERT INTO boats VALUES (1, 'Tern', 'GOOD', '2026-12-20', '2026-10-01', '2026-12-01', '2020-05-05'), (2, 'Skua', 'FAULTY', '2026-11-01', '2027-01-15', '2027-03-01', NULL), (3, 'Gull', 'GOOD', '2027-05-01', '2026-12-24', '2026-11-30', NULL);
  INSERT INTO hires VALUES (1, 1, 1, '2026-11-01', NULL, 20, NULL, 50, 0), (2, 2, 2, '2026-10-01', '2026-10-02', 10, 14, 50, 1), (3, 3, 3, '2026-10-05', '2026-10-06', 12, 9, 80, 0), (4, 2, 1, '2026-11-10', NULL, 5, NULL, 30, 0);
  INSERT INTO lessons VALUES (1, 'Knots', 0, '2026-10-01'), (2, 'Charts', 1, '2026-11-01'), (3, 'Tides', 1, '2026-12-01');
  INSERT INTO sign_ups VALUES (1, 1, 'Ida', 'CMP'), (2, 1, 'Jon', 'WDN'), (3, 2, 'Kim', 'CMP'), (4, 2, 'Lea', 'NSH'), (5, 3, 'Max', 'WTL'), (6, 3, 'Nia', 'REG'), (7, 3, 'Oda', 'WTL');
  INSERT INTO berths VALUES (1, 'North', NULL), (2, 'South', '2026-08-01');
  INSERT INTO passes VALUES (1, 'Pia', '2026-11-30'), (2, 'Rob', '2026-01-31'), (3, 'Sue', '2027-01-31');
  INSERT INTO supplies VALUES (1, 'rope', 0, 3), (2, 'buoy', 12, 0), (3, 'flare', 4, 1);`;

const LEDGER = `
  CREATE TABLE parcels (parcel_id INTEGER PRIMARY KEY, label TEXT NOT NULL, state TEXT, amount REAL, amount_paid REAL, customs_cleared_on DATE);
  INSERT INTO parcels VALUES (1, 'A1', 'OUT', 10, 10, '2026-01-01'), (2, 'A2', 'LOST', 20, 5, NULL), (3, 'A3', 'AVAIL', 30, 0, NULL), (4, 'A4', 'OUT', 5, 5, '2026-02-01');`;

describe("the state that things are in", () => {
  it.each([
    ["how many sign ups for Knots dropped out", "SELECT count(*) FROM sign_ups WHERE sign_up_status = 'WDN'"],
    ["sign ups on the waiting list", "SELECT pupil FROM sign_ups WHERE sign_up_status = 'WTL'"],
    ["how many no-shows were there", "SELECT count(*) FROM sign_ups WHERE sign_up_status = 'NSH'"],
    ["how many sign ups are completed", "SELECT count(*) FROM sign_ups WHERE sign_up_status = 'CMP'"],
    ["how many boats are broken", "SELECT count(*) FROM boats WHERE condition = 'FAULTY'"],
    ["how many skippers have left", "SELECT count(*) FROM skippers WHERE end_date IS NOT NULL"],
    ["current skippers", "SELECT skipper_name FROM skippers WHERE end_date IS NULL"],
    ["which berths are blocked", "SELECT berth_name FROM berths WHERE blocked_since IS NOT NULL"],
    ["how many passes are still valid", "SELECT count(*) FROM passes WHERE valid_until >= '2026-11-18'"],
    ["passes that are no longer valid", "SELECT holder FROM passes WHERE valid_until < '2026-11-18'"],
    ["boats with insurance running out in december", "SELECT boat_name FROM boats WHERE insured_until LIKE '2026-12%'"],
    ["boats whose permit has expired", "SELECT boat_name FROM boats WHERE permit_ends_on < '2026-11-18'"],
    [
      "boats due for a survey in the next 30 days",
      "SELECT boat_name FROM boats WHERE next_survey_due BETWEEN '2026-11-18' AND '2026-12-18'",
    ],
    ["how many boats are out", "SELECT count(*) FROM boats WHERE boat_id IN (SELECT boat_id FROM hires WHERE returned_on IS NULL)"],
    ["classroom lessons", "SELECT title FROM lessons WHERE is_virtual = 0"],
    ["how many online lessons are there", "SELECT count(*) FROM lessons WHERE is_virtual = 1"],
    ["hires where more fuel was used than estimated", "SELECT hire_id FROM hires WHERE fuel_used > fuel_estimated"],
    ["hires that went over the estimate", "SELECT hire_id FROM hires WHERE fuel_used > fuel_estimated"],
    ["hires whose deposit has not been refunded", "SELECT hire_id FROM hires WHERE deposit_refunded = 0"],
    ["boats whose radio has not been fitted", "SELECT boat_name FROM boats WHERE radio_fitted_on IS NULL"],
    ["which supplies have run out", "SELECT item_name FROM supplies WHERE units_in_stock <= 0"],
    ["which supplies are unavailable", "SELECT item_name FROM supplies WHERE copies_available = 0"],
  ])("%s", async (question, gold) => expectRead(await openStatements(HARBOUR), question, gold, NOW));

  it.each([
    ["how many parcels are on loan", "SELECT count(*) FROM parcels WHERE state = 'OUT'"],
    ["which parcels have gone missing", "SELECT label FROM parcels WHERE state = 'LOST'"],
    ["available parcels", "SELECT label FROM parcels WHERE state = 'AVAIL'"],
    ["parcels where less was paid than due", "SELECT label FROM parcels WHERE amount_paid < amount"],
    ["which parcels have not cleared customs", "SELECT label FROM parcels WHERE customs_cleared_on IS NULL"],
  ])("%s", async (question, gold) => expectRead(await openStatements(LEDGER), question, gold, NOW));
});

const COURIER = `
  CREATE TABLE depots (depot_id INTEGER PRIMARY KEY, depot_name TEXT NOT NULL, kind TEXT NOT NULL);
  CREATE TABLE drops (drop_id INTEGER PRIMARY KEY, depot_id INTEGER REFERENCES depots(depot_id), address TEXT NOT NULL, planned_for DATETIME NOT NULL, promised_by DATE NOT NULL, delivered_at DATETIME, stage TEXT NOT NULL, isRefused INTEGER);
  CREATE TABLE gripes (gripe_id INTEGER PRIMARY KEY, drop_id INTEGER REFERENCES drops(drop_id), topic TEXT NOT NULL);
  CREATE TABLE bills (bill_id INTEGER PRIMARY KEY, drop_id INTEGER REFERENCES drops(drop_id), issued_on DATE NOT NULL, fee REAL NOT NULL, paid_on DATE);
  INSERT INTO depots VALUES (1, 'Quay', 'cold store'), (2, 'Mill', 'yard');
  INSERT INTO drops VALUES (1, 1, 'Elm 1', '2026-10-02 09:00:00', '2026-10-02', '2026-10-02 16:00:00', 'signed', 0), (2, 1, 'Elm 2', '2026-10-03 09:00:00', '2026-10-03', '2026-10-05 10:00:00', 'signed', 0), (3, 2, 'Ash 3', '2026-12-20 09:00:00', '2026-12-21', NULL, 'booked', 0), (4, 2, 'Ash 4', '2026-11-02 09:00:00', '2026-11-02', '2026-11-02 11:00:00', 'returned', 0);
  INSERT INTO gripes VALUES (1, 1, 'late'), (2, 3, 'damaged'), (3, 4, 'rude');
  INSERT INTO bills VALUES (1, 1, '2026-10-02', 10, '2026-10-20'), (2, 2, '2026-10-03', 20, NULL), (3, 4, '2026-11-02', 30, NULL);`;

describe("days and states of one row", () => {
  it.each([
    ["how many drops were late", "SELECT count(*) FROM drops WHERE date(delivered_at) > promised_by"],
    [
      "how many drops came late in October",
      "SELECT count(*) FROM drops WHERE date(delivered_at) > promised_by AND delivered_at LIKE '2026-10%'",
    ],
    ["how many drops so far this year", "SELECT count(*) FROM drops WHERE planned_for BETWEEN '2026-01-01' AND '2026-11-18 15:30'"],
    ["how much is still outstanding on unpaid bills", "SELECT sum(fee) FROM bills WHERE paid_on IS NULL"],
    ["outstanding bills", "SELECT bill_id FROM bills WHERE paid_on IS NULL"],
    ["how many unsigned drops are there", "SELECT count(*) FROM drops WHERE stage <> 'signed'"],
    ["how many drops have not been returned", "SELECT count(*) FROM drops WHERE stage <> 'returned'"],
    ["how many drops are not refused", "SELECT count(*) FROM drops WHERE isRefused = 0"],
  ])("%s", async (question, gold) => expectRead(await openStatements(COURIER), question, gold, NOW));
});

const ROOFERS = `
  CREATE TABLE gangs (gang_id INTEGER PRIMARY KEY, gang_name TEXT NOT NULL);
  CREATE TABLE roofs (roof_id INTEGER PRIMARY KEY, gang_id INTEGER NOT NULL REFERENCES gangs(gang_id), planned_date DATE NOT NULL, completed_date DATE, tile_count INTEGER NOT NULL);
  INSERT INTO gangs VALUES (1, 'North'), (2, 'South');
  INSERT INTO roofs VALUES (1, 1, '2025-12-20', '2026-01-08', 900), (2, 1, '2026-10-02', '2026-10-05', 400), (3, 2, '2026-09-28', '2026-10-01', 700), (4, 2, '2026-11-10', NULL, 300), (5, 2, '2026-12-03', NULL, 500);`;

describe("what was planned for one day and done on another", () => {
  it.each([
    [
      "how many tiles has each gang put up this year",
      "SELECT gang_name, sum(tile_count) FROM gangs JOIN roofs USING (gang_id) WHERE completed_date >= '2026-01-01' GROUP BY 1",
    ],
    ["how many roofs did we do in October", "SELECT 2"],
    ["how many roofs have we made since July", "SELECT 2"],
    ["how many roofs are planned for December", "SELECT 1"],
    ["how many roofs do we have in December", "SELECT 1"],
  ])("%s", async (question, gold) => expectRead(await openStatements(ROOFERS), question, gold, NOW));
});

const RABBITS = `
  CREATE TABLE rabbits (rabbit_id INTEGER PRIMARY KEY, rabbit_name TEXT NOT NULL, breed TEXT NOT NULL, weight_kg REAL NOT NULL, status TEXT NOT NULL, remark TEXT);
  INSERT INTO rabbits VALUES (1, 'Bun', 'Rex', 2.5, 'alive', NULL), (2, 'Dot', 'Rex', 2.1, 'dead', 'shy'), (3, 'Fay', 'Lop', 3.5, 'alive', NULL), (4, 'Gus', 'Lop', 3.1, 'alive', 'shy'), (5, 'Hal', 'Lop', 2.9, 'sold', NULL), (6, 'Ivy', 'Rex', 2.2, 'sold', 'bites');`;

describe("states of life, what more is asked of the rows, and values that are not recorded", () => {
  it.each([
    ["how many living rabbits of each breed have we got", "SELECT breed, count(*) FROM rabbits WHERE status = 'alive' GROUP BY 1"],
    ["how many deceased rabbits are there", "SELECT 1"],
    ["Which rabbits are alive, and what breed are they?", "SELECT rabbit_name, breed FROM rabbits WHERE status = 'alive'"],
    ["rabbits that were sold please, and what breed they are", "SELECT rabbit_name, breed FROM rabbits WHERE status = 'sold'"],
    ["What is the most common remark?", "SELECT 'shy'"],
  ])("%s", async (question, gold) => expectFirst(RABBITS, question, gold, NOW));
});

describe("a state that nothing here tells", () => {
  it.each([
    "how many skippers are suspended",
    "how many lessons are out right now",
    "how many boats have been sold",
    "which passes are tattered",
    "how many boats are under repair",
  ])("asks back about “%s”", async (text) => expect(await understood(await openStatements(HARBOUR), text, NOW)).toBe("clarified"));

  it("asks back about what is in a place, where only the place would be told", async () => {
    expect(await understood(await openStatements(COURIER), "what is in the cold stores right now?", NOW)).toBe("clarified");
  });

  it("takes what never happened for no state of today", async () => {
    expect(await understood(await openStatements(LEDGER), "parcels that were never rented out", NOW)).not.toContain("state is");
  });

  it("takes what is done to rows for no state of theirs", async () => {
    const sql = `CREATE TABLE lorries (lorry_id INTEGER PRIMARY KEY, plate TEXT, status TEXT);
      CREATE TABLE repairs (repair_id INTEGER PRIMARY KEY, lorry_id INTEGER REFERENCES lorries(lorry_id), done_on DATE, cost REAL);
      INSERT INTO lorries VALUES (1, 'A-1', 'running'), (2, 'B-2', 'repair'); INSERT INTO repairs VALUES (1, 1, '2026-02-01', 90), (2, 2, '2026-03-01', 20);`;
    expect(await understood(await openStatements(sql), "which lorry has cost us the most in repairs so far this year?", NOW)).not.toContain(
      "status",
    );
  });

  it("says what a code stands for", async () => {
    expect(await understood(await openStatements(HARBOUR), "how many sign ups are completed", NOW)).toContain("CMP (completed)");
  });
});
