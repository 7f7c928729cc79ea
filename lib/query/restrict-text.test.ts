import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restrictText } from "@/lib/query/restrict-text";
import type { Scopes } from "@/lib/query/scope";
import { openSqlite } from "@/lib/query/run.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-restrict-"));
const file = join(dir, "shop.sqlite");
const catalogue = { tables: { orders: ["id", "shop_id", "total"], lines: ["id", "order_id", "units"] } };
const scopes: Scopes = {
  orders: { kind: "own", column: "shop_id", value: 1 },
  lines: { kind: "through", column: "order_id", parent: "orders", parentColumn: "id" },
};

beforeAll(() => {
  const db = new Database(file);
  db.exec(
    "CREATE TABLE shops (id INTEGER); CREATE TABLE orders (id INTEGER, shop_id INTEGER, total REAL, secret TEXT); CREATE TABLE lines (id INTEGER, order_id INTEGER, units INTEGER); INSERT INTO orders VALUES (1, 1, 10, 'a'), (2, 2, 99, 'b'); INSERT INTO lines VALUES (1, 1, 3), (2, 2, 7);",
  );
  db.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function rowsOf(sql: string) {
  const restricted = restrictText(sql, catalogue, scopes, ["shops"]);
  if (!restricted.ok) return restricted.error;
  const run = await openSqlite(file).run({ ...restricted.value, dialect: "sqlite" });
  return run.ok ? run.value.rows : JSON.stringify(run.error);
}

describe("restrictText", () => {
  it.each([
    ["a plain select", "SELECT total FROM orders", [[10]]],
    ["another shop asked for by its id", "SELECT count(*) FROM orders WHERE shop_id = 2", [[0]]],
    ["rows owned through their parent", "SELECT sum(units) FROM lines", [[3]]],
    ["a definition of its own", "WITH big AS (SELECT * FROM orders) SELECT count(*) FROM big", [[1]]],
    [
      "a recursive one",
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT count(*), (SELECT count(*) FROM orders) FROM n",
      [[3, 1]],
    ],
    ["quoted names in any case", 'SELECT count(*) FROM "Orders" o JOIN LINES l ON l.order_id = o.id', [[1]]],
    ["a subquery", "SELECT (SELECT max(total) FROM orders)", [[10]]],
    ["a comment before a definition", "-- what is big\n/* here */ WITH big AS (SELECT * FROM orders) SELECT count(*) FROM big", [[1]]],
    [
      "a comment within the start of a recursive one",
      "WITH -- counts\nRECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT count(*) FROM n",
      [[3]],
    ],
    ["a comment before a select", "-- note: WITH care\nSELECT count(*) FROM orders", [[1]]],
    [
      "values that read like names",
      "SELECT count(*) FROM orders WHERE 'main' = 'main' AND 'shops' <> 'sqlite_master' AND 'x' NOT LIKE 'pg_%'",
      [[1]],
    ],
    ["values of a list", "SELECT count(*) FROM orders WHERE 'temp' IN ('main', 'temp')", [[1]]],
    ["such names for columns", "SELECT total AS main, total AS 'temp' FROM orders", [[10, 10]]],
  ])("gives only this shop's rows: %s", async (_what, sql, rows) => {
    expect(await rowsOf(sql)).toEqual(rows);
  });

  it.each([
    ["the database's name", "SELECT * FROM main.orders", "reaches past"],
    ["the same, quoted", 'SELECT * FROM "main"."orders"', "reaches past"],
    ["as a string", "SELECT * FROM 'main'.orders", "reaches past"],
    ["as a string before a string", "SELECT * FROM 'main' /* . */ . 'orders'", "reaches past"],
    ["the table of tables", "SELECT * FROM sqlite_master", "reaches past"],
    ["the same as a string", "SELECT * FROM 'sqlite_master'", "reaches past"],
    ["the same after a comma", "SELECT * FROM orders, 'sqlite_master'", "reaches past"],
    ["the same in parentheses", "SELECT * FROM ('sqlite_master')", "reaches past"],
    ["the same behind IN", "SELECT 1 WHERE 'orders' NOT IN 'sqlite_master'", "reaches past"],
    ["a schema function", "SELECT * FROM pragma_table_info('orders')", "reaches past"],
    ["a definition of the same name", "WITH orders AS (SELECT 1 AS total) SELECT * FROM orders", "duplicate"],
    ["a column outside the catalogue", "SELECT secret FROM orders", "secret"],
    ["a nested definition of the same name", "SELECT * FROM (WITH orders AS (SELECT * FROM orders) SELECT * FROM orders)", "circular"],
    ["a table outside the catalogue", 'SELECT count(*) FROM "Shops"', "cannot be asked"],
    ["the same as a string", "SELECT count(*) FROM orders JOIN 'shops'", "cannot be asked"],
    ["a parameter", "SELECT ?", "no parameters"],
  ])("refuses %s", async (_what, sql, because) => {
    expect(await rowsOf(sql)).toContain(because);
  });
});
