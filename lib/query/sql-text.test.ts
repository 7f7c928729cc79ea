import { describe, expect, it } from "vitest";
import { checkSqlText } from "@/lib/query/sql-text";

describe("checkSqlText", () => {
  it.each([
    ["a plain select", "SELECT a, count(*) FROM t WHERE b IN (1, 2) GROUP BY a"],
    ["words of other statements as names and strings", "SELECT created_at, \"delete\", 'DROP TABLE x; --' FROM updates"],
    ["a WITH with columns", "WITH recent (id, total) AS (SELECT id, sum(x) FROM t), b AS MATERIALIZED (SELECT 1) SELECT * FROM recent, b"],
    [
      "a WITH inside, and one that repeats itself",
      "SELECT (WITH RECURSIVE n (x) AS (VALUES (1)), m (y) AS NOT MATERIALIZED (SELECT x FROM n) SELECT y FROM m)",
    ],
    ["an alias with columns", "SELECT a FROM t AS s (a, b), u AS v (c)"],
    ["VALUES", "VALUES (1, 'a'), (2, 'b')"],
    ["one final semicolon and comments", "/* all */ SELECT 1 -- yes; it is\n;"],
    ["the functions replace and like", "SELECT replace(a, 'x', ''), like('a', b) FROM t WHERE c LIKE ('x')"],
    [
      "a cast with a size, and a window",
      "SELECT CAST(a AS VARCHAR(10)), rank() OVER (PARTITION BY b ORDER BY c), sum(d) FILTER (WHERE e > 0) FROM t",
    ],
    ["how a table is made", "SELECT name, type FROM pragma_table_info('orders')"],
  ])("accepts %s", (_what, sql) => {
    expect(checkSqlText(sql)).toMatchObject({ ok: true });
  });

  it.each([
    ["", "no statement"],
    ["  -- nothing\n", "no statement"],
    ["DELETE FROM t", "DELETE would change the data"],
    ["drop table t", "DROP would change the data"],
    ["ATTACH 'x' AS y", "open another file"],
    ["PRAGMA writable_schema = 1", "changes settings"],
    ["EXPLAIN SELECT 1", "plan"],
    ["VACUUM INTO 'x'", "rewrites the file"],
    ["SELECT 1; SELECT 2", "one statement"],
    ["SELECT 1;/* */;DROP TABLE t", "one statement"],
    ["WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "INSERT would change"],
    ["WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a", "DELETE would change"],
    ["WITH a AS (SELECT 1)", "must end in a SELECT"],
    ["SELECT * INTO copy FROM t", "INTO"],
    ["SELECT * FROM t FOR UPDATE", "FOR UPDATE"],
    ["SELECT readfile('/etc/passwd')", "outside the database"],
    ["SELECT \"writefile\"('x', 'y')", "outside the database"],
    ["SELECT [ReadFile] ('x')", "outside the database"],
    ["SELECT `load_extension`/**/('x')", "outside the database"],
    ["SELECT * FROM fsdir WHERE path = '.'", "outside the database"],
    ["SELECT * FROM 'fsdir'", "outside the database"],
    ["SELECT a, sqlite_crypt(b) AS c FROM t", "not on the list"],
    ["SELECT pg_sleep(10)", "not on the list"],
    ["SELECT * FROM (SELECT '…' AS a, 'delete …' AS b) s, dblink(a, b) AS (x text)", "function dblink"],
    ["WITH s AS (SELECT 'x' AS a) SELECT * FROM s, dblink(a) AS (x text)", "function dblink"],
    ["WITH s AS (SELECT * FROM t, dblink(a) AS (x text)) SELECT * FROM s", "function dblink"],
    ["SELECT * FROM unnest(a) WITH ORDINALITY AS (x text), dblink(a) AS (y text)", "not on the list"],
    ["SELECT * FROM lower('x') WITH ORDINALITY AS (x text), dblink(a) AS (y text)", "function dblink"],
    ["SELECT * FROM pragma_database_list", "not available"],
    ["SELECT 'open", "never closed"],
    ['SELECT "open', "never closed"],
    ["SELECT 1 /* open", "never closed"],
    ["SELECT /* a /* b */ 1", "comment"],
    ["SELECT $$x$$", "cannot stand"],
    ["SELECT E'\\' || pg_sleep(1) --'", "without a space"],
    ["SELECT readfile\ufeff('x')", "character"],
    ["SELECT 1\0; DROP TABLE t", "character"],
    ["-- a\rDROP TABLE t\nSELECT 1", "comment"],
  ])("refuses %j and says why", (sql, because) => {
    expect(checkSqlText(sql)).toMatchObject({ ok: false, error: { code: "refused", message: expect.stringContaining(because) } });
  });
});
