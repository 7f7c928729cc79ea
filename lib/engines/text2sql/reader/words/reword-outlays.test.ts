import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, inTermsOf } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const CANTEEN = `
  CREATE TABLE members (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL);
  CREATE TABLE bookings (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), stall TEXT, kind TEXT NOT NULL, amount REAL NOT NULL, booked_on DATE NOT NULL);
  INSERT INTO members VALUES (1, 'Ada Moss'), (2, 'Ben Reed');
  INSERT INTO bookings VALUES (1, 1, 'Soup', 'voucher', 5, '2026-10-03'), (2, 1, 'Cake', 'voucher', 4, '2026-10-04'), (3, 2, 'Soup', 'voucher', 7, '2026-10-05'), (4, 2, 'Soup', 'refill', 90, '2026-10-05'), (5, 2, 'Cake', 'voucher', 99, '2026-09-05');`;
const WORDS = `{ "measures": [{ "name": "voucher spending", "synonyms": ["spend", "spending"], "aggregate": "sum", "of": "bookings.amount", "where": [{ "column": "bookings.kind", "in": ["voucher"] }] }] }`;

describe("what a glossary calls spending", () => {
  it.each([
    ["top 2 stalls by what our people spent with their vouchers in October", "SELECT 'Soup', 12 UNION SELECT 'Cake', 4"],
    ["top 2 stalls by spending last month", "SELECT 'Soup', 12 UNION SELECT 'Cake', 4"],
    ["top 2 members by how much they spent in October", "SELECT 'Ada Moss', 9 UNION SELECT 'Ben Reed', 7"],
  ])("%s", async (question, gold) => {
    const source = await openStatements(CANTEEN);
    await expectRead({ ...source, schema: inTermsOf(WORDS, source.schema) }, question, gold, NOW);
  });
});
