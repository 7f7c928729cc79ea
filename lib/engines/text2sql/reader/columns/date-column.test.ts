import { it } from "vitest";
import { expectFirst } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const HAULAGE = `
  CREATE TABLE loads (load_id INTEGER PRIMARY KEY, booked_on DATE NOT NULL, registered_on DATE, delivered_on DATE, installed_on DATE, pallets INTEGER);
  INSERT INTO loads VALUES (1, '2026-10-01', '2026-09-02', '2026-10-03', '2026-11-02', 4), (2, '2026-10-20', '2026-10-21', '2026-11-02', NULL, 9), (3, '2026-10-28', '2026-11-01', '2026-11-04', '2026-10-30', 2), (4, '2026-09-30', NULL, NULL, NULL, 7);`;

it.each([
  ["how many loads did we deliver in October", "delivered_on"],
  ["how many loads were delivered in October", "delivered_on"],
  ["how many loads did we register in October", "registered_on"],
  ["how many loads did we install in October", "installed_on"],
  ["how many loads did we book in October", "booked_on"],
])("%s is told by %s", async (question, column) => {
  const gold = `SELECT count(*) FROM loads WHERE ${column} >= '2026-10-01' AND ${column} < '2026-11-01'`;
  await expectFirst(HAULAGE, question, gold, "2026-11-18T15:30:00");
});
