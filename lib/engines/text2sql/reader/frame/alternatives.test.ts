import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, inTermsOf } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const KENNELS = `
  CREATE TABLE keepers (keeper_id INTEGER PRIMARY KEY, keeper_name TEXT NOT NULL, town TEXT NOT NULL, is_volunteer INTEGER NOT NULL CHECK (is_volunteer IN (0, 1)));
  CREATE TABLE dogs (dog_id INTEGER PRIMARY KEY, dog_name TEXT NOT NULL, keeper_id INTEGER REFERENCES keepers(keeper_id), status TEXT NOT NULL, size TEXT NOT NULL, is_chipped INTEGER NOT NULL CHECK (is_chipped IN (0, 1)), weight REAL NOT NULL);
  CREATE TABLE walks (walk_id INTEGER PRIMARY KEY, keeper_id INTEGER NOT NULL REFERENCES keepers(keeper_id), walked_on DATE NOT NULL);
  INSERT INTO keepers VALUES (1, 'Ada Moss', 'Lowell', 1), (2, 'Ben Reed', 'Easton', 0), (3, 'Cy Dahl', 'Easton', 1), (4, 'Dot Hale', 'Lowell', 0);
  INSERT INTO dogs VALUES (1, 'Rex', 1, 'boarding', 'large', 1, 61), (2, 'Fly', 1, 'reserved', 'small', 0, 9), (3, 'Mog', 2, 'adopted', 'small', 1, 12), (4, 'Pip', 3, 'quarantined', 'large', 0, 50), (5, 'Bo', 2, 'boarding', 'small', 0, 8), (6, 'Tam', 4, 'adopted', 'large', 1, 58);
  INSERT INTO walks VALUES (1, 1, '2026-10-01'), (2, 2, '2025-10-01');`;
const WORDS = `{
  "terms": [
    { "name": "heavy", "table": "dogs", "where": [{ "column": "dogs.weight", "atLeast": 55 }] },
    { "name": "resident", "table": "dogs", "where": [{ "column": "dogs.status", "in": ["boarding", "quarantined"] }] }
  ] }`;

describe("states joined by a word", () => {
  it.each([
    ["how many dogs are quarantined or small", "SELECT 4"],
    ["dogs that are chipped or reserved", "SELECT dog_name FROM dogs WHERE is_chipped = 1 OR status = 'reserved'"],
    ["how many keepers are volunteers or live in Lowell", "SELECT 3"],
    ["how many dogs are heavy or quarantined", "SELECT 3"],
    ["number of heavy or quarantined dogs", "SELECT 3"],
    ["keepers with a heavy or reserved dog", "SELECT keeper_name FROM keepers WHERE keeper_id IN (1, 4)"],
    ["resident or reserved dogs by size", "SELECT 'large', 2 UNION SELECT 'small', 2"],
    ["resident and reserved dogs by size", "SELECT 'large', 2 UNION SELECT 'small', 2"],
    ["how many dogs are boarding or resident", "SELECT 3"],
    ["how many small dogs are reserved or chipped", "SELECT 2"],
    ["chipped and adopted dogs", "SELECT dog_name FROM dogs WHERE is_chipped = 1 AND status = 'adopted'"],
    ["how many dogs are not heavy or quarantined", "SELECT count(*) FROM dogs WHERE weight < 55 AND status <> 'quarantined'"],
    ["how many dogs are not quarantined or heavy", "SELECT count(*) FROM dogs WHERE weight < 55 AND status <> 'quarantined'"],
    ["keepers with a dog that is boarding or reserved and no walks this year", "SELECT 'Ben Reed'"],
    ["keepers with a dog (resident or reserved) who have had no walks this year", "SELECT 'Ben Reed' UNION SELECT 'Cy Dahl'"],
    ["keepers with a walk and a boarding or reserved dog", "SELECT 'Ada Moss' UNION SELECT 'Ben Reed'"],
    ["keepers with a walk or a quarantined dog", "SELECT 'Ada Moss' UNION SELECT 'Ben Reed' UNION SELECT 'Cy Dahl'"],
    ["how many dogs are quarantined, small or heavy", "SELECT 6"],
    ["how many dogs are reserved, large or chipped", "SELECT 5"],
    ["dogs that are reserved or have a weight over 60", "SELECT 'Rex' UNION SELECT 'Fly'"],
    ["how many dogs have a weight over 55 or are small", "SELECT 5"],
    ["keepers with a heavy dog or in Easton", "SELECT keeper_name FROM keepers WHERE keeper_id IN (1, 2, 3, 4)"],
    ["how many keepers are volunteers or have an adopted dog", "SELECT 4"],
    ["keepers who are volunteers or have no walks this year", "SELECT keeper_name FROM keepers"],
    ["which walks were in September or October 2026", "SELECT walk_id FROM walks WHERE walked_on LIKE '2026-1%'"],
    ["how many walks were there in 2025 or 2026", "SELECT 2"],
    ["keepers with a walk in 2024 or 2025", "SELECT 'Ben Reed'"],
    ["keepers without a walk or a quarantined dog", "SELECT 'Dot Hale'"],
    ["which keepers have no walks or dogs", "SELECT 1 WHERE 0"],
    ["keepers with neither a walk nor a heavy dog", "SELECT 'Cy Dahl'"],
    ["how many keepers have never had a walk or a reserved dog", "SELECT 2"],
    ["keepers who are volunteers or have walked in 2025", "SELECT 'Ada Moss' UNION SELECT 'Ben Reed' UNION SELECT 'Cy Dahl'"],
    ["small versus large dogs by status", "SELECT status, size, count(*) FROM dogs GROUP BY 1, 2"],
    [
      "number of boarding vs adopted dogs per town of the keeper",
      "SELECT town, status, count(*) FROM dogs JOIN keepers USING (keeper_id) WHERE status IN ('boarding', 'adopted') GROUP BY 1, 2",
    ],
  ])("%s", async (question, gold) => {
    const source = await openStatements(KENNELS);
    await expectRead({ ...source, schema: inTermsOf(WORDS, source.schema) }, question, gold, NOW);
  });
});
