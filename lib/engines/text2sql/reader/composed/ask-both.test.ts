import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, understood } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const GYM = `
  CREATE TABLE halls (hall_id INTEGER PRIMARY KEY, hall_name TEXT NOT NULL);
  CREATE TABLE trainers (trainer_id INTEGER PRIMARY KEY, trainer_name TEXT NOT NULL, hired_on DATE NOT NULL, left_on DATE);
  CREATE TABLE lockers (locker_id INTEGER PRIMARY KEY, hall_id INTEGER NOT NULL REFERENCES halls(hall_id), size TEXT NOT NULL, state TEXT NOT NULL, rented_on DATE NOT NULL, returned_on DATE);
  CREATE TABLE parcels (parcel_id INTEGER PRIMARY KEY, hall_id INTEGER NOT NULL REFERENCES halls(hall_id), received_on DATE NOT NULL);
  INSERT INTO halls VALUES (1, 'North'), (2, 'South');
  INSERT INTO trainers VALUES (1, 'Ada', '2025-02-01', NULL), (2, 'Ben', '2025-03-01', '2026-04-01'), (3, 'Cy', '2020-01-01', '2025-08-31'), (4, 'Di', '2019-01-01', '2026-09-30');
  INSERT INTO lockers VALUES (1, 1, 'small', 'broken', '2026-10-02', NULL), (2, 1, 'large', 'fine', '2026-10-08', '2026-10-20'), (3, 2, 'small', 'fine', '2026-10-30', NULL), (4, 2, 'small', 'fine', '2025-06-01', '2026-10-05'), (5, 1, 'large', 'broken', '2024-06-01', '2026-10-06'), (6, 1, 'small', 'fine', '2026-11-01', NULL);
  INSERT INTO parcels VALUES (1, 1, '2026-10-03'), (2, 2, '2026-10-04'), (3, 1, '2026-09-30');`;

describe("two counts in one question", () => {
  it.each([
    ["How many lockers did we rent last month and how many were returned?", "SELECT 3, 3"],
    ["how many small lockers were rented in October and how many were returned", "SELECT 2, 1"],
    ["how many lockers were rented and how many returned in October?", "SELECT 3, 3"],
    ["how many lockers were rented in North last month, and how many were returned?", "SELECT 2, 2"],
    ["how many lockers were rented last month and how many are broken?", "SELECT 3, 1"],
    ["how many trainers were hired in 2025 and how many left?", "SELECT 2, 1"],
    ["how many trainers were hired in 2025 and how many left this year?", "SELECT 2, 2"],
    ["how many lockers were rented last month and how many parcels did we receive?", "SELECT 3, 2"],
    ["how many lockers were rented last year and how many parcels were received last month?", "SELECT 1, 2"],
  ])("%s", async (question, gold) => expectRead(await openStatements(GYM), question, gold, NOW));

  it("asks back where what is said of the first may not hold for the second", async () => {
    const source = await openStatements(GYM);
    expect(await understood(source, "how many lockers were rented in North last month and how many parcels were received?", NOW)).toBe(
      "clarified",
    );
  });
});
