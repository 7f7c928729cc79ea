import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { explain } from "@/lib/engines/text2sql/draft/explain";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import { readPlan } from "@/lib/engines/text2sql/plan-question";

const NOW = "2026-11-18T15:30:00";

const BAKERY = `
  CREATE TABLE shops (shop_id INTEGER PRIMARY KEY, name TEXT, town TEXT);
  CREATE TABLE pastries (pastry_id INTEGER PRIMARY KEY, pastry_name TEXT, kind TEXT);
  CREATE TABLE receipts (receipt_id INTEGER PRIMARY KEY, shop_id INTEGER REFERENCES shops(shop_id), sold_on DATE);
  CREATE TABLE receipt_items (receipt_id INTEGER REFERENCES receipts(receipt_id), pastry_id INTEGER REFERENCES pastries(pastry_id), price_each REAL, qty INTEGER, discount_pct INTEGER, PRIMARY KEY (receipt_id, pastry_id));
  INSERT INTO shops VALUES (1, 'Mill Lane', 'Tarn'), (2, 'Old Dock', 'Wick');
  INSERT INTO pastries VALUES (1, 'Rye Loaf', 'bread'), (2, 'Plum Tart', 'cake'), (3, 'Salt Roll', 'bread');
  INSERT INTO receipts VALUES (1, 1, '2025-03-04'), (2, 1, '2026-05-06'), (3, 2, '2026-06-07'), (4, 2, '2026-07-08');
  INSERT INTO receipt_items VALUES (1, 1, 4, 10, 0), (1, 2, 20, 1, 50), (2, 1, 4, 5, 0), (3, 2, 20, 4, 25), (3, 3, 1, 40, 0), (4, 3, 1, 10, 10);`;

const LODGE = `
  CREATE TABLE cabins (cabin_id INTEGER PRIMARY KEY, cabin_name TEXT, valley TEXT);
  CREATE TABLE stays (stay_id INTEGER PRIMARY KEY, cabin_id INTEGER REFERENCES cabins(cabin_id), arrival DATE, nightly_rate REAL, nights INTEGER);
  INSERT INTO cabins VALUES (1, 'Fern', 'North'), (2, 'Moss', 'South');
  INSERT INTO stays VALUES (1, 1, '2026-02-01', 80, 3), (2, 1, '2026-03-01', 90, 2), (3, 2, '2026-04-01', 50, 7);`;

const KIOSK = `
  CREATE TABLE films (film_id INTEGER PRIMARY KEY, title TEXT, genre TEXT);
  CREATE TABLE bills (bill_id INTEGER PRIMARY KEY, billed_on DATE, total REAL);
  CREATE TABLE bill_lines (bill_line_id INTEGER PRIMARY KEY, bill_id INTEGER REFERENCES bills(bill_id), film_id INTEGER REFERENCES films(film_id), unit_price REAL, quantity INTEGER);
  INSERT INTO films VALUES (1, 'Salt', 'drama'), (2, 'Fog', 'drama'), (3, 'Kite', 'comedy');
  INSERT INTO bills VALUES (1, '2026-01-05', 9), (2, '2026-02-05', 4);
  INSERT INTO bill_lines VALUES (1, 1, 1, 2, 1), (2, 1, 3, 3.5, 2), (3, 2, 2, 4, 1);`;

const PINGS = `
  CREATE TABLE boats (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE alarms (id INTEGER PRIMARY KEY, boat_id INTEGER REFERENCES boats(id), kind TEXT, raised_at INTEGER NOT NULL, cleared_at INTEGER);
  CREATE TABLE positions (id INTEGER PRIMARY KEY, boat_id INTEGER REFERENCES boats(id), seen_ts INTEGER NOT NULL, speed INTEGER);
  INSERT INTO boats VALUES (1, 'Heron'), (2, 'Tern');
  INSERT INTO alarms VALUES (1, 1, 'leak', ${Date.parse("2026-10-03T10:00Z") / 1000}, ${Date.parse("2026-10-05T10:00Z") / 1000}), (2, 1, 'fire', ${Date.parse("2026-10-31T23:30Z") / 1000}, NULL), (3, 2, 'leak', ${Date.parse("2026-11-18T09:00Z") / 1000}, ${Date.parse("2026-11-18T15:00Z") / 1000});
  INSERT INTO positions VALUES (1, 1, ${Date.parse("2026-11-17T10:00Z")}, 5), (2, 1, ${Date.parse("2026-11-18T10:00Z")}, 7), (3, 2, ${Date.parse("2025-11-18T10:00Z")}, 9);`;

const opened = new Map<string, Promise<OpenedSource>>();

async function answer(sql: string, question: string) {
  const source = await (opened.get(sql) ?? openStatements(sql));
  opened.set(sql, Promise.resolve(source));
  const best = readPlan(question, source.schema, NOW).ranked[0]?.candidate;
  if (!best) throw new Error("no plan");
  const rows = async (text: string, params: readonly (string | number | boolean | null)[] = []) => {
    const run = await source.runner.run({ sql: text, params, dialect: "sqlite" });
    if (!run.ok) throw new Error(JSON.stringify(run.error));
    return run.value.rows;
  };
  return {
    rows,
    found: await rows(best.compiled.sql, best.compiled.params),
    said: explain(best.draft, source.schema),
    sql: best.compiled.sql,
  };
}

async function expectSame(sql: string, question: string, gold: string) {
  const { rows, found, sql: own } = await answer(sql, question);
  expect({ same: sameAnswer(await rows(gold), found, false), found, own }).toEqual(expect.objectContaining({ same: "same" }));
}

describe("what lines come to, where no column says it", () => {
  it.each<[string, string]>([
    ["total revenue", "SELECT 40 + 10 + 20 + 60 + 40 + 9"],
    ["revenue by town", "SELECT 'Tarn', 70.0 UNION SELECT 'Wick', 109.0"],
    ["revenue by pastry in 2026", "SELECT 'Rye Loaf', 20.0 UNION SELECT 'Plum Tart', 60.0 UNION SELECT 'Salt Roll', 49.0"],
    ["top 2 pastries by revenue", "SELECT 'Plum Tart', 70.0 UNION SELECT 'Rye Loaf', 60.0"],
    ["average receipt value", "SELECT (50 + 20 + 100 + 9) / 4.0"],
    ["sales per month in 2026", "SELECT '2026-05', 20.0 UNION SELECT '2026-06', 100.0 UNION SELECT '2026-07', 9.0"],
    ["which month of 2026 had the highest sales?", "SELECT '2026-06', 100.0"],
    ["receipts worth more than 50", "SELECT 3"],
    ["the receipt with the highest amount in each shop", "SELECT 'Mill Lane', 1, 50.0 UNION SELECT 'Old Dock', 3, 100.0"],
  ])("is worked out from price, quantity and discount: %s", (question, gold) => expectSame(BAKERY, question, gold));

  it.each<[string, string]>([
    ["revenue by valley", "SELECT 'North', 420.0 UNION SELECT 'South', 350.0"],
    ["average value of stays", "SELECT 770 / 3.0"],
  ])("is so much a night for so many nights: %s", (question, gold) => expectSame(LODGE, question, gold));

  it.each<[string, string]>([
    ["total revenue", "SELECT 13.0"],
    ["revenue by genre", "SELECT 'drama', 6.0 UNION SELECT 'comedy', 7.0"],
    ["top film by revenue", "SELECT 'Kite', 7.0"],
  ])("leaves a stored total its place, which counts once for each bill: %s", (question, gold) => expectSame(KIOSK, question, gold));

  it("is told once with its formula", async () => {
    const { said } = await answer(BAKERY, "revenue by town");
    expect(said.match(/price each × quantity × \(1 − discount percent ÷ 100\)/gu)).toHaveLength(1);
  });
});

describe("moments that are stored as numbers", () => {
  it.each<[string, string]>([
    ["alarms raised in October 2026", "SELECT 1 UNION SELECT 2"],
    ["alarms per month", "SELECT '2026-10', 2 UNION SELECT '2026-11', 1"],
    ["alarms raised today", "SELECT 3"],
    ["alarms that were never cleared", "SELECT 2"],
    ["number of positions in the last 7 days", "SELECT 2"],
    ["latest position of Heron", "SELECT 2, '2026-11-18 10:00:00'"],
    ["average days between raised and cleared", "SELECT (2 + 0.25) / 2"],
  ])("are counted in seconds or milliseconds: %s", (question, gold) => expectSame(PINGS, question, gold));
});
