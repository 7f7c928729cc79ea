import { describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { describeFormula } from "@/lib/engines/text2sql/draft/explain-names";
import { epochOf } from "@/lib/engines/text2sql/schema/epoch";

async function formulasOf(sql: string): Promise<readonly string[]> {
  const { schema } = await openStatements(sql);
  return schema.columns.flatMap((column) =>
    column.formula ? [`${schema.tables[column.table]?.name ?? ""}: ${describeFormula(column, schema)}`] : [],
  );
}

const HEAD = "CREATE TABLE sales (id INTEGER PRIMARY KEY, sold_on DATE); INSERT INTO sales VALUES (1, '2026-01-01');";
const line = (columns: string, values: string, head = HEAD): string =>
  `${head} CREATE TABLE sale_items (id INTEGER PRIMARY KEY, sale_id INTEGER REFERENCES sales(id), ${columns}); INSERT INTO sale_items VALUES (1, 1, ${values});`;

describe("columns that are worked out", () => {
  it.each<[string, string, readonly string[]]>([
    ["a price and a quantity", line("price REAL, units INTEGER", "2.5, 3"), ["sale_items: price × units", "sales: price × units"]],
    [
      "a discount as a part of one",
      line("unit_price REAL, qty INTEGER, discount REAL", "2, 3, 0.1"),
      ["sale_items: unit price × quantity × (1 − discount)", "sales: unit price × quantity × (1 − discount)"],
    ],
    [
      "a discount in money",
      line("unit_price REAL, qty INTEGER, discount_amount REAL", "20, 3, 5"),
      ["sale_items: unit price × quantity − discount amount", "sales: unit price × quantity − discount amount"],
    ],
    ["a discount that cannot be told", line("unit_price REAL, qty INTEGER, discount INTEGER", "20, 3, 5"), []],
    ["a total of the line", line("unit_price REAL, qty INTEGER, line_total REAL", "20, 3, 60"), ["sales: sum of line total"]],
    [
      "a total of the whole",
      line(
        "unit_price REAL, qty INTEGER",
        "20, 3",
        "CREATE TABLE sales (id INTEGER PRIMARY KEY, total REAL); INSERT INTO sales VALUES (1, 60);",
      ),
      ["sale_items: unit price × quantity"],
    ],
    [
      "what is paid for each thing, of anything that has lines",
      "CREATE TABLE tours (id INTEGER PRIMARY KEY, day DATE); INSERT INTO tours VALUES (1, '2026-01-01'); CREATE TABLE tour_lines (id INTEGER PRIMARY KEY, tour_id INTEGER REFERENCES tours(id), seats INTEGER, rate_per_seat REAL); INSERT INTO tour_lines VALUES (1, 1, 4, 25);",
      ["tour_lines: rate per seat × seats", "tours: rate per seat × seats"],
    ],
    [
      "what is paid for each thing where none are counted",
      "CREATE TABLE tours (id INTEGER PRIMARY KEY); CREATE TABLE tour_lines (id INTEGER PRIMARY KEY, tour_id INTEGER REFERENCES tours(id), seats INTEGER, rate_per_night REAL);",
      [],
    ],
    [
      "rows that are no lines of the whole",
      "CREATE TABLE tours (id INTEGER PRIMARY KEY); CREATE TABLE tour_guides (id INTEGER PRIMARY KEY, tour_id INTEGER REFERENCES tours(id), days INTEGER, rate_per_day REAL);",
      ["tour_guides: rate per day × days"],
    ],
    [
      "sales of things that have the price",
      "CREATE TABLE cakes (id INTEGER PRIMARY KEY, name TEXT, price REAL); CREATE TABLE sales (id INTEGER PRIMARY KEY, cake_id INTEGER REFERENCES cakes(id), qty INTEGER);",
      ["sales: price × quantity"],
    ],
    [
      "stock of things that have a price, which nobody has bought yet",
      "CREATE TABLE cakes (id INTEGER PRIMARY KEY, name TEXT, price REAL); CREATE TABLE shelves (id INTEGER PRIMARY KEY, cake_id INTEGER REFERENCES cakes(id), qty INTEGER);",
      [],
    ],
    [
      "goods with a price and a stock",
      "CREATE TABLE kinds (id INTEGER PRIMARY KEY); CREATE TABLE goods (id INTEGER PRIMARY KEY, kind_id INTEGER REFERENCES kinds(id), price REAL, in_stock INTEGER);",
      [],
    ],
  ])("from %s", async (_, sql, expected) => expect(await formulasOf(sql)).toEqual(expected));
});

describe("whole numbers that are moments", () => {
  it.each<[readonly string[], readonly (number | null)[], string | null]>([
    [["created", "at"], [1_790_000_000, null, 1_791_000_000], "seconds"],
    [["last", "login"], [1_790_000_000_123], "milliseconds"],
    [["created", "at"], [1_790_000_000, 12], null],
    [["phone"], [1_790_000_000], null],
    [["run", "time"], [4200, 9100], null],
    [["created", "at"], [null], null],
  ])("%j of %j: %s", (words, samples, expected) => expect(epochOf(words, samples)).toBe(expected));
});
