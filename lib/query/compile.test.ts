import Database from "libsql";
import { describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import { inlineParams } from "@/lib/query/inline-params";
import type { Expr, Predicate, Query, Select, Value } from "@/lib/query/ir";

const database = new Database(":memory:");
database.exec(`CREATE TABLE orders (id INTEGER, customer_id INTEGER, status TEXT, total REAL, created_at TEXT);
  INSERT INTO orders VALUES (1, 1, 'paid', 10, '2024-03-01 10:30:00'), (2, 1, 'cancelled', 5, '2024-03-03 09:00:00'), (3, 2, 'paid', NULL, '2024-05-06 23:00:00'), (4, NULL, 'open', 7.5, '2023-12-31 00:00:00');
  CREATE TABLE customers (id INTEGER, name TEXT, "Home City" TEXT); INSERT INTO customers VALUES (1, 'Ann', 'Oslo'), (2, 'bob''s', NULL)`);

const column = (source: string, name: string): Expr => ({ kind: "column", source, column: name });
const o = (name: string): Expr => column("o", name);
const literal = (value: Value): Expr => ({ kind: "literal", value });
const count: Expr = { kind: "aggregate", fn: "count", arg: null };
const paid: Predicate = { kind: "compare", op: "=", left: o("status"), right: literal("paid") };
const countPaid: Expr = { kind: "aggregate", fn: "count", arg: null, filter: paid };
const from = (rest: Partial<Select>): Select => ({
  kind: "select",
  columns: [{ expr: o("id"), as: "id" }],
  from: { kind: "table", table: "orders", alias: "o" },
  joins: [],
  groupBy: [],
  orderBy: [],
  ...rest,
});
const one = (expr: Expr, rest: Partial<Select> = {}): Select => from({ columns: [{ expr, as: "x" }], ...rest });

function runOnSqlite(sql: string, params: readonly Value[]): unknown {
  const bound = params.map((param) => (typeof param === "number" && Number.isInteger(param) ? BigInt(param) : param));
  return database
    .prepare(sql)
    .raw(true)
    .all(...bound);
}

/** Text, parameters and rows in one: the text must be as written here, bind, run, and mean the same with its literals inlined. */
function expectSqlite(query: Query, sql: string, params: readonly Value[], rows: unknown): void {
  const compiled = compileQuery(query, "sqlite");
  expect(compiled).toEqual({ sql, params, dialect: "sqlite" });
  expect(runOnSqlite(sql, params)).toEqual(rows);
  expect(runOnSqlite(inlineParams(compiled), [])).toEqual(rows);
}

type Case = readonly [what: string, query: Query, sqlite: string, postgres: string, params: readonly Value[], rows: unknown];
const FROM = "\nFROM orders AS o";

describe("compileQuery", () => {
  it.each<Case>([
    [
      "a share is a real division and null on zero",
      one({ kind: "arithmetic", op: "/", left: countPaid, right: count }),
      `SELECT (1.0 * count(*) FILTER (WHERE o.status = ?) / count(*)) AS x${FROM}`,
      `SELECT (count(*) FILTER (WHERE o.status = $1)::double precision / NULLIF(count(*), 0)) AS x${FROM}`,
      ["paid"],
      [[0.5]],
    ],
    [
      "weeks start on Monday",
      one({ kind: "dateTrunc", unit: "week", arg: o("created_at") }, { orderBy: [{ expr: o("id"), direction: "asc" }] }),
      `SELECT date(o.created_at, 'weekday 0', '-6 days') AS x${FROM}\nORDER BY o.id`,
      `SELECT to_char(date_trunc('week', o.created_at::timestamp), 'YYYY-MM-DD') AS x${FROM}\nORDER BY o.id NULLS FIRST`,
      [],
      [["2024-02-26"], ["2024-02-26"], ["2024-05-06"], ["2023-12-25"]],
    ],
    [
      "Monday is weekday 1",
      one(
        { kind: "datePart", part: "weekday", arg: o("created_at") },
        { where: { kind: "compare", op: ">=", left: o("id"), right: literal(3) }, orderBy: [{ expr: o("id"), direction: "asc" }] },
      ),
      `SELECT ((strftime('%w', o.created_at) + 6) % 7 + 1) AS x${FROM}\nWHERE o.id >= ?\nORDER BY o.id`,
      `SELECT EXTRACT(ISODOW FROM o.created_at::timestamp)::int AS x${FROM}\nWHERE o.id >= $1::int\nORDER BY o.id NULLS FIRST`,
      [3],
      [[1], [7]],
    ],
    [
      "a median per group leaves nulls out",
      from({
        columns: [
          { expr: o("status"), as: "status" },
          { expr: { kind: "aggregate", fn: "median", arg: o("total") }, as: "middle" },
        ],
        groupBy: [o("status")],
        orderBy: [{ expr: o("status"), direction: "desc" }],
      }),
      `SELECT o.status, median(o.total) AS middle${FROM}\nGROUP BY o.status\nORDER BY o.status DESC`,
      `SELECT o.status, percentile_cont(0.5) WITHIN GROUP (ORDER BY o.total) AS middle${FROM}\nGROUP BY o.status\nORDER BY o.status DESC NULLS LAST`,
      [],
      [
        ["paid", 10],
        ["open", 7.5],
        ["cancelled", 5],
      ],
    ],
    [
      "an order by an output column uses its name, and nulls go where they are asked",
      one(
        { kind: "arithmetic", op: "*", left: o("total"), right: literal(2) },
        {
          orderBy: [{ expr: { kind: "arithmetic", op: "*", left: o("total"), right: literal(2) }, direction: "asc", nulls: "last" }],
          limit: 4,
          offset: 2,
        },
      ),
      `SELECT o.total * ? AS x${FROM}\nORDER BY x NULLS LAST\nLIMIT 4\nOFFSET 2`,
      `SELECT o.total * $1::int AS x${FROM}\nORDER BY x NULLS LAST\nLIMIT 4\nOFFSET 2`,
      [2],
      [[20], [null]],
    ],
    [
      "names are quoted where needed, text is bound, and case can be ignored",
      {
        kind: "select",
        columns: [
          { expr: column("c", "Home City"), as: "Home City" },
          { expr: column("c", "id"), as: "order" },
        ],
        from: { kind: "table", table: "customers", alias: "c" },
        joins: [],
        where: { kind: "compare", op: "=", left: column("c", "name"), right: literal("BOB'S"), ignoreCase: true },
        groupBy: [],
        orderBy: [],
      },
      `SELECT c."Home City", c.id AS "order"\nFROM customers AS c\nWHERE c.name = ? COLLATE NOCASE`,
      `SELECT c."Home City", c.id AS "order"\nFROM customers AS c\nWHERE lower(c.name::text) = lower($1::text)`,
      ["BOB'S"],
      [[null, 2]],
    ],
    [
      "a pattern ignores case",
      from({ where: { kind: "like", arg: o("status"), pattern: literal("CAN%") } }),
      `SELECT o.id${FROM}\nWHERE o.status LIKE ?`,
      `SELECT o.id${FROM}\nWHERE o.status::text ILIKE $1`,
      ["CAN%"],
      [[2]],
    ],
    [
      "an empty list holds nothing",
      from({ where: { kind: "in", arg: o("id"), within: [] } }),
      `SELECT o.id${FROM}\nWHERE 1 = 0`,
      `SELECT o.id${FROM}\nWHERE 1 = 0`,
      [],
      [],
    ],
    [
      "days between two dates, and text joined",
      from({
        columns: [
          { expr: { kind: "call", fn: "daysBetween", args: [o("created_at"), literal("2024-03-02 22:30:00")] }, as: "days" },
          { expr: { kind: "call", fn: "concat", args: [o("status"), literal("!")] }, as: "t" },
        ],
        where: { kind: "compare", op: "=", left: o("id"), right: literal(1) },
      }),
      `SELECT (julianday(?) - julianday(o.created_at)) AS days, (o.status || ?) AS t${FROM}\nWHERE o.id = ?`,
      `SELECT (EXTRACT(EPOCH FROM $1::timestamp - o.created_at::timestamp) / 86400) AS days, (o.status::text || $2::text) AS t${FROM}\nWHERE o.id = $3::int`,
      ["2024-03-02 22:30:00", "!", 1],
      [[1.5, "paid!"]],
    ],
    [
      "a nested query is indented, and operands of a set with a limit are derived",
      {
        kind: "set",
        op: "union",
        left: from({
          where: {
            kind: "in",
            arg: o("customer_id"),
            within: { ...from({ columns: [{ expr: o("customer_id"), as: "customer_id" }], where: paid }) },
          },
        }),
        right: from({ orderBy: [{ expr: o("id"), direction: "desc" }], limit: 1 }),
        orderBy: [{ expr: column("", "id"), direction: "asc" }],
      },
      `SELECT o.id${FROM}\nWHERE o.customer_id IN (\n  SELECT o.customer_id\n  FROM orders AS o\n  WHERE o.status = ?\n)\nUNION\nSELECT *\nFROM (\n  SELECT o.id\n  FROM orders AS o\n  ORDER BY o.id DESC\n  LIMIT 1\n) AS right_rows\nORDER BY id`,
      `SELECT o.id${FROM}\nWHERE o.customer_id IN (\n  SELECT o.customer_id\n  FROM orders AS o\n  WHERE o.status = $1\n)\nUNION\nSELECT *\nFROM (\n  SELECT o.id\n  FROM orders AS o\n  ORDER BY o.id DESC NULLS LAST\n  LIMIT 1\n) AS right_rows\nORDER BY id NULLS FIRST`,
      ["paid"],
      [[1], [2], [3], [4]],
    ],
    [
      "a rank over groups",
      from({
        columns: [
          { expr: o("status"), as: "status" },
          { expr: { kind: "window", fn: "rank", arg: null, partitionBy: [], orderBy: [{ expr: count, direction: "desc" }] }, as: "place" },
        ],
        groupBy: [o("status")],
        having: { kind: "compare", op: ">", left: count, right: literal(1) },
      }),
      `SELECT o.status, rank() OVER (ORDER BY count(*) DESC) AS place${FROM}\nGROUP BY o.status\nHAVING count(*) > ?`,
      `SELECT o.status, rank() OVER (ORDER BY count(*) DESC NULLS LAST) AS place${FROM}\nGROUP BY o.status\nHAVING count(*) > $1::int`,
      [1],
      [["paid", 1]],
    ],
  ])("%s", (_what, query, sqlite, postgres, params, rows) => {
    expectSqlite(query, sqlite, params, rows);
    expect(compileQuery(query, "postgres")).toEqual({ sql: postgres, params, dialect: "postgres" });
  });

  it("groups by position on PostgreSQL where a key holds a parameter, since two placeholders never match", () => {
    const key: Expr = { kind: "call", fn: "coalesce", args: [o("status"), literal("none")] };
    const query = from({
      columns: [
        { expr: key, as: "status" },
        { expr: count, as: "n" },
      ],
      groupBy: [key],
    });
    expect(compileQuery(query, "postgres").sql).toContain("GROUP BY 1");
    expect(compileQuery(query, "sqlite").sql).toContain("GROUP BY coalesce(o.status, ?)");
  });

  it("binds a boolean as a number for SQLite and as itself for PostgreSQL", () => {
    const query = one(literal(true), { limit: 1 });
    expect(compileQuery(query, "sqlite").params).toEqual([1]);
    expect(compileQuery(query, "postgres")).toMatchObject({ sql: expect.stringContaining("$1::boolean"), params: [true] });
  });

  it("gives frozen data, so that what is shown is what ran", () => {
    const compiled = compileQuery(one(literal("a")), "sqlite");
    expect([Object.isFrozen(compiled), Object.isFrozen(compiled.params)]).toEqual([true, true]);
  });

  // Plans are stored as JSON, so what the types forbid can still arrive.
  it.each<[string, unknown]>([
    ["a limit that is not a number", from({ limit: JSON.parse('"1; DROP TABLE orders"') })],
    ["a negative limit", from({ limit: -1 })],
    ["an operator that is not ours", one({ kind: "arithmetic", op: JSON.parse('"|| readfile(x) ||"'), left: o("id"), right: o("id") })],
    ["a function that is not ours", one({ kind: "call", fn: JSON.parse('"readfile"'), args: [o("id")] })],
    ["an aggregate that every object has", one({ kind: "aggregate", fn: JSON.parse('"toString"'), arg: o("id") })],
    ["a set operation that is not ours", { kind: "set", op: "drop", left: from({}), right: from({}), orderBy: [] }],
    ["a node kind that is not ours", one(JSON.parse('{"kind":"raw","sql":"1"}'))],
    ["a select without columns", from({ columns: [] })],
  ])("throws on %s", (_what, query) => {
    expect(() => compileQuery(query as Query, "sqlite")).toThrow();
    expect(() => compileQuery(query as Query, "postgres")).toThrow();
  });
});

describe("inlineParams", () => {
  it("writes literals that mean the same, and leaves question marks in names and strings alone", () => {
    const compiled = { sql: `SELECT ? AS "what?", '?', ?, ?, ?`, params: ["it's ?", -1.5, null, "a\0b"], dialect: "sqlite" as const };
    expect(inlineParams(compiled)).toBe(`SELECT 'it''s ?' AS "what?", '?', -1.5, NULL, ('a' || char(0) || 'b')`);
    expect(inlineParams({ sql: "SELECT $2, $1", params: [true, 7], dialect: "postgres" })).toBe("SELECT 7, TRUE");
  });

  it("throws when text and parameters do not fit, rather than showing a query that did not run", () => {
    expect(() => inlineParams({ sql: "SELECT ?, ?", params: [1], dialect: "sqlite" })).toThrow("2 placeholders and 1 parameters");
  });
});
