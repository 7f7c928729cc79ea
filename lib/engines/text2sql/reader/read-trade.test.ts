import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import { readPlan } from "@/lib/engines/text2sql/plan-question";

const NOW = "2026-11-18T15:30:00";

const BIKES = `
  CREATE TABLE makers (maker_id INTEGER PRIMARY KEY, maker_name TEXT);
  CREATE TABLE bikes (bike_id INTEGER PRIMARY KEY, model TEXT, maker_id INTEGER REFERENCES makers(maker_id), units_in_stock INTEGER);
  CREATE TABLE carriers (carrier_id INTEGER PRIMARY KEY, firm TEXT);
  CREATE TABLE clients (client_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, town TEXT);
  CREATE TABLE pay_methods (method_id INTEGER PRIMARY KEY, method_name TEXT);
  CREATE TABLE orders (order_id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), carrier_id INTEGER REFERENCES carriers(carrier_id), method_id INTEGER REFERENCES pay_methods(method_id), ordered_on DATE, due_date DATE, delivery_date DATE);
  CREATE TABLE order_items (item_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id), bike_id INTEGER REFERENCES bikes(bike_id), unit_price REAL, quantity INTEGER);
  INSERT INTO makers VALUES (1, 'Oakley'), (2, 'Rill');
  INSERT INTO bikes VALUES (1, 'Dart', 1, 4), (2, 'Plod', 1, 0), (3, 'Swan', 2, 7);
  INSERT INTO carriers VALUES (1, 'Hare Post'), (2, 'Mule Freight');
  INSERT INTO clients VALUES (1, 'Ann', 'Lee', 'Tarn'), (2, 'Bo', 'Kerr', 'Wick'), (3, 'Cy', 'Dunn', 'Tarn');
  INSERT INTO pay_methods VALUES (1, 'Card'), (2, 'Cash');
  INSERT INTO orders VALUES (1, 1, 1, 1, '2025-05-01', '2025-05-10', '2025-05-12'), (2, 1, 2, 2, '2026-02-01', '2026-02-08', '2026-02-05'), (3, 2, 2, 1, '2026-10-03', '2026-10-20', '2026-10-19'), (4, 1, 2, 1, '2026-11-10', '2026-11-30', NULL);
  INSERT INTO order_items VALUES (1, 1, 1, 500, 1), (2, 1, 2, 100, 2), (3, 2, 2, 100, 5), (4, 3, 3, 900, 1), (5, 4, 1, 425, 2);`;

const TEAM = `
  CREATE TABLE nurses (nurse_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, hired_on DATE);
  CREATE TABLE wages (nurse_id INTEGER REFERENCES nurses(nurse_id), amount INTEGER, from_date DATE, to_date DATE);
  CREATE TABLE calls (call_id INTEGER PRIMARY KEY, nurse_id INTEGER REFERENCES nurses(nurse_id), kind TEXT, created_at INTEGER NOT NULL, answered_at INTEGER, closed_at INTEGER);
  CREATE TABLE rentals (rental_id INTEGER PRIMARY KEY, nurse_id INTEGER REFERENCES nurses(nurse_id), taken_on DATE);
  CREATE TABLE wards (ward_id INTEGER PRIMARY KEY, ward_name TEXT);
  CREATE TABLE postings (nurse_id INTEGER REFERENCES nurses(nurse_id), ward_id INTEGER REFERENCES wards(ward_id), valid_from DATE, valid_to DATE);
  CREATE TABLE tariffs (tariff_id INTEGER PRIMARY KEY, tariff_name TEXT, monthly_fee REAL);
  CREATE TABLE memberships (membership_id INTEGER PRIMARY KEY, tariff_id INTEGER REFERENCES tariffs(tariff_id), started_on DATE, ended_on DATE);
  CREATE TABLE beds (bed_id INTEGER PRIMARY KEY, state TEXT);
  INSERT INTO nurses VALUES (1, 'Ida', 'Moss', '2020-01-01'), (2, 'Jon', 'Reed', '2021-01-01'), (3, 'Kit', 'Hale', '2022-01-01');
  INSERT INTO wages VALUES (1, 30, '2020-01-01', '2024-01-01'), (1, 40, '2024-01-01', '9999-01-01'), (2, 50, '2021-01-01', '2025-01-01'), (2, 35, '2025-01-01', '9999-01-01');
  INSERT INTO calls VALUES (1, 1, 'fall', 1790000000, 1790003600, 1790086400), (2, 1, 'fall', 1791000000, 1791010800, NULL), (3, 2, 'fever', 1792000000, NULL, NULL), (6, 1, 'fall', 1790000000, 1790003600, 1790086400), (4, 2, 'fever', 1792000000, 1792007200, 1792172800), (5, 2, 'fever', 1793000000, NULL, NULL);
  INSERT INTO rentals VALUES (1, 1, '2026-01-01');
  INSERT INTO beds VALUES (1, 'Rented'), (2, 'Free');
  INSERT INTO wards VALUES (1, 'North'), (2, 'South');
  INSERT INTO postings VALUES (1, 1, '2020-01-01', '2023-01-01'), (1, 2, '2023-01-02', NULL), (2, 1, '2021-01-01', NULL);
  INSERT INTO tariffs VALUES (1, 'Basic', 30), (2, 'Full', 50);
  INSERT INTO memberships VALUES (1, 1, '2025-01-01', NULL), (2, 1, '2025-02-01', NULL), (3, 2, '2025-01-01', '2026-01-01'), (4, 2, '2026-01-01', NULL);`;

const opened = new Map<string, Promise<OpenedSource>>();

async function expectSame(sql: string, question: string, gold: string) {
  const known = opened.get(sql) ?? openStatements(sql);
  opened.set(sql, known);
  const source = await known;
  const rows = async (text: string, params: readonly (string | number | boolean | null)[] = []) => {
    const run = await source.runner.run({ sql: text, params, dialect: "sqlite" });
    if (!run.ok) throw new Error(JSON.stringify(run.error));
    return run.value.rows;
  };
  const best = readPlan(question, source.schema, NOW).ranked[0]?.candidate;
  const found = best ? await rows(best.compiled.sql, best.compiled.params) : [];
  expect({ same: sameAnswer(await rows(gold), found, false), found, own: best?.compiled.sql }).toEqual(
    expect.objectContaining({ same: "same" }),
  );
}

describe("what is asked of a trade in its first hour", () => {
  it.each<[string, string]>([
    ["best selling bike", "SELECT 'Plod'"],
    ["which bike sells best?", "SELECT 'Plod'"],
    ["top selling bike of each maker", "SELECT 'Oakley', 'Plod', 7 UNION SELECT 'Rill', 'Swan', 1"],
    ["how many units of each bike were sold in 2026?", "SELECT 'Dart', 2 UNION SELECT 'Plod', 5 UNION SELECT 'Swan', 1"],
    ["which bike earned the most money?", "SELECT 'Dart'"],
    ["how much did Ann Lee spend?", "SELECT 700 + 500 + 850.0"],
    ["total paid by client Ann Lee", "SELECT 700 + 500 + 850.0"],
    ["average spend per client", "SELECT 2950 / 3.0"],
    ["clients who have not bought anything since 2026-10-01", "SELECT 'Cy', 'Dunn'"],
    ["which carrier delivered the most orders?", "SELECT 'Mule Freight'"],
    ["orders delivered late", "SELECT 1"],
    ["number of orders by method", "SELECT 'Card', 3 UNION SELECT 'Cash', 1"],
    ["bikes that are still in stock", "SELECT 'Dart' UNION SELECT 'Swan'"],
    ["sales by maker this year", "SELECT 'Oakley', 1350.0 UNION SELECT 'Rill', 900.0"],
    ["bikes out of stock", "SELECT 'Plod'"],
    ["top 2 best-selling bikes", "SELECT 'Plod' UNION SELECT 'Dart'"],
    ["what is the largest order by value?", "SELECT 3, 900.0"],
    ["total order value billed to Bo Kerr", "SELECT 900.0"],
    ["average order value per town", "SELECT 'Tarn', 2050 / 3.0 UNION SELECT 'Wick', 900.0"],
  ])("%s", (question, gold) => expectSame(BIKES, question, gold));

  it.each<[string, string]>([
    ["current wage of Jon Reed", "SELECT 35"],
    ["average current wage", "SELECT 37.5"],
    ["which nurse closed the most calls?", "SELECT 'Ida', 'Moss'"],
    ["average closing time in hours by kind", "SELECT 'fall', 24.0 UNION SELECT 'fever', 48"],
    ["nurses who never rented anything", "SELECT 'Jon', 'Reed' UNION SELECT 'Kit', 'Hale'"],
    ["calls without a nurse", "SELECT call_id FROM calls WHERE nurse_id IS NULL"],
    ["when was the last rental of Ida Moss?", "SELECT '2026-01-01'"],
    ["who works at North ward now?", "SELECT 'Jon', 'Reed'"],
    ["current ward of Ida Moss", "SELECT 'South'"],
    ["MRR", "SELECT 30 + 30 + 50"],
    ["monthly recurring revenue by tariff", "SELECT 'Basic', 60 UNION SELECT 'Full', 50"],
    ["hiring date of each nurse", "SELECT first_name, last_name, hired_on FROM nurses"],
  ])("of rows with a beginning and an end: %s", (question, gold) => expectSame(TEAM, question, gold));
});
