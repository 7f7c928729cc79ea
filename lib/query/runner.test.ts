import Database from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import type { Dialect, Expr, Value } from "@/lib/query/ir";
import { openPostgres } from "@/lib/query/run.postgres";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { OpenRunner, RunOptions, SqlRunner } from "@/lib/query/runner";
import { createScratchDatabase, hasPostgres, ON_POSTGRES } from "@/lib/query/scratch.postgres";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";

/** What every database does alike, whatever its driver. */
type Opened = {
  readonly runner: OpenRunner;
  another(options: { countLimit: number }): SqlRunner;
  dispose(): Promise<void>;
};
const ITEMS =
  "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL, sold BOOLEAN); INSERT INTO items VALUES (1, 'tea', 2.5, true), (2, 'cup', NULL, false), (3, 'pot', 9, NULL)";
const RUNAWAY = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000000000) SELECT count(*) FROM c";
const NUMBERS = (upTo: number, then: string) => `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${upTo}) ${then}`;

async function openedSqlite(): Promise<Opened> {
  const folder = mkdtempSync(path.join(tmpdir(), "runner-"));
  const file = path.join(folder, "items.sqlite");
  const pool = createWorkerPool({ size: 2 });
  const database = new Database(file);
  database.exec(ITEMS);
  database.close();
  return {
    runner: openSqlite(file, { pool }),
    another: (options) => openSqlite(file, { pool, ...options }),
    dispose: async () => {
      pool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openedPostgres(): Promise<Opened> {
  const scratch = await createScratchDatabase();
  await scratch.exec(ITEMS.replace("price REAL", "price DOUBLE PRECISION"));
  const runner = openPostgres(scratch.url);
  return { runner, another: (options) => openPostgres(scratch.url, options), dispose: async () => scratch.drop() };
}

const DATABASES: readonly {
  readonly name: string;
  readonly dialect: Dialect;
  readonly isThere: boolean;
  readonly open: () => Promise<Opened>;
}[] = [
  { name: "on SQLite", dialect: "sqlite", isThere: true, open: openedSqlite },
  { name: "on PostgreSQL", dialect: "postgres", isThere: hasPostgres, open: openedPostgres },
];

describe.each(DATABASES)("a read-only database $name", ({ dialect, isThere, open }) => {
  if (!isThere) return it.skip(ON_POSTGRES, () => undefined);
  let opened: Opened;
  const run = (text: string, params: readonly Value[] = [], options: RunOptions = {}) =>
    opened.runner.run({ sql: dialect === "sqlite" ? text.replaceAll(/\$\d/gu, "?") : text, params, dialect }, options);
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => opened.dispose());

  it("binds parameters and gives rows as plain values, a flag as 1 or 0", async () => {
    const found = await run("SELECT id, name, price, sold FROM items WHERE id >= $1 AND name <> $2 ORDER BY id", [
      2,
      "x'; DROP TABLE items; --",
    ]);
    expect(found).toMatchObject({ ok: true, value: { columns: ["id", "name", "price", "sold"], rowCount: 2, truncated: false } });
    expect(found.ok && found.value.rows).toEqual([
      [2, "cup", null, 0],
      [3, "pot", 9, null],
    ]);
  });

  it.each([
    ["fromSeconds", 86_400],
    ["fromMilliseconds", 86_400_000],
  ] as const)("cuts, compares and subtracts the moments that counts from 1970 on stand for: %s", async (fn, day) => {
    const id: Expr = { kind: "column", source: "i", column: "id" };
    const times = (left: Expr, value: number): Expr => ({ kind: "arithmetic", op: "*", left, right: { kind: "literal", value } });
    // A fraction first, so that PostgreSQL does not multiply small whole numbers.
    const count = times(times(id, 0.5), day * 40);
    const at: Expr = { kind: "call", fn, args: [count] };
    const query = compileQuery(
      {
        kind: "select",
        columns: [
          { expr: { kind: "dateTrunc", unit: "month", arg: at }, as: "month" },
          { expr: { kind: "call", fn: "daysBetween", args: [at, { kind: "literal", value: "1970-03-31 12:00:00" }] }, as: "days" },
        ],
        from: { kind: "table", table: "items", alias: "i" },
        joins: [],
        where: { kind: "compare", op: ">=", left: at, right: { kind: "literal", value: "1970-02-10 00:00:00" } },
        groupBy: [],
        orderBy: [{ expr: at, direction: "asc" }],
      },
      dialect,
    );
    const found = await opened.runner.run(query, {});
    expect(found.ok ? found.value.rows : found.error).toEqual([
      ["1970-02-01", 49.5],
      ["1970-03-01", 29.5],
    ]);
  });

  it("names the columns of an empty result too", async () => {
    expect(await run("SELECT id, name AS called FROM items WHERE id > 9")).toMatchObject({
      ok: true,
      value: { columns: ["id", "called"], rows: [], rowCount: 0, truncated: false },
    });
  });

  it("gives whole numbers beyond 2^53 as text, and sums and averages as numbers", async () => {
    const found = await run("SELECT 9007199254740993 AS big, sum(id) AS total, avg(id) AS mean, avg(price) AS price FROM items");
    expect(found.ok && found.value.rows).toEqual([["9007199254740993", 6, 2, 5.75]]);
  });

  it("returns at most maxRows rows and still counts the others, up to the count limit", async () => {
    const many = NUMBERS(5000, "SELECT n FROM c");
    const capped = await run(many, [], { maxRows: 10 });
    expect(capped.ok && [capped.value.rows.length, capped.value.rowCount, capped.value.truncated]).toEqual([10, 5000, true]);
    const counted = await opened.another({ countLimit: 700 }).run({ sql: many, params: [], dialect }, { maxRows: 10 });
    expect(counted.ok && counted.value.rowCount).toBe(700);
    const whole = await run(many, [], { maxRows: 5000 });
    expect(whole.ok && [whole.value.rows.length, whole.value.rowCount, whole.value.truncated]).toEqual([5000, 5000, false]);
  });

  /** What a reading of pages gives: each page's number of rows, an error as it is. @param take pages, then it stops */
  async function pagesOf(text: string, options: Omit<RunOptions, "maxRows"> = {}, take = Infinity) {
    const told: unknown[] = [];
    const ids: Value[] = [];
    for await (const page of opened.runner.pages({ sql: text, params: [], dialect }, options)) {
      told.push(page.ok ? page.value.columns : page.error);
      if (page.ok) ids.push(...page.value.rows.map(([id = null]) => id));
      if (told.length >= take) break;
    }
    return { told, ids };
  }

  it("gives all rows page by page, in their order, beyond what one result holds", async () => {
    const { told, ids } = await pagesOf(NUMBERS(20_000, "SELECT n FROM c"));
    expect(ids).toEqual(Array.from({ length: 20_000 }, (_, at) => at + 1));
    expect(told.length).toBeGreaterThan(5);
    expect(told.every((columns) => JSON.stringify(columns) === '["n"]')).toBe(true);
  });

  it("gives one page of no rows where there are none, and stops where no more is wanted", async () => {
    expect(await pagesOf("SELECT id FROM items WHERE id > 9")).toEqual({ told: [["id"]], ids: [] });
    expect((await pagesOf(NUMBERS(2_000_000_000, "SELECT n FROM c"), {}, 2)).told).toHaveLength(2);
    expect(await run("SELECT 1 AS n")).toMatchObject({ ok: true });
  });

  it("says why pages cannot be read: refused, wrong, too slow, given up", async () => {
    expect((await pagesOf("DELETE FROM items")).told).toMatchObject([{ code: "refused" }]);
    expect((await pagesOf("SELECT colour FROM items")).told).toMatchObject([{ code: "invalid-sql" }]);
    expect((await pagesOf(RUNAWAY, { timeoutMs: 300 })).told).toEqual([{ code: "timeout", limitMs: 300 }]);
    expect((await pagesOf("SELECT 1 AS n", { signal: AbortSignal.abort() })).told).toEqual([{ code: "cancelled" }]);
    expect(await run("SELECT 1 AS n")).toMatchObject({ ok: true });
  });

  it.each([
    ["a write", "INSERT INTO items (id) VALUES (9) RETURNING id"],
    ["a write behind WITH", "WITH a AS (DELETE FROM items RETURNING id) SELECT * FROM a"],
    ["a setting", "SET statement_timeout = 0"],
    ["a setting that is made by a function", "SELECT set_config('transaction_read_only', 'off', false)"],
    ["a file that is read by a function", "SELECT pg_read_file('/etc/hostname')"],
    ["a second statement", "SELECT 1; DROP TABLE items"],
    ["the end of the transaction", "COMMIT"],
  ])("refuses %s, with a sentence", async (_what, text) => {
    expect(await run(text)).toMatchObject({ ok: false, error: { code: "refused", message: expect.stringMatching(/\.$/) } });
    expect(await run("SELECT count(*) AS n FROM items")).toMatchObject({ value: { rows: [[3]] } });
  });

  it("says what is wrong with the SQL in the database's words, and goes on", async () => {
    expect(await run("SELECT colour FROM items")).toMatchObject({
      ok: false,
      error: { code: "invalid-sql", message: expect.stringContaining("colour") },
    });
    expect(await run("SELECT 1 AS n")).toMatchObject({ ok: true });
  });

  it("stops a runaway at its limit while another query is answered", async () => {
    const runaway = run(RUNAWAY, [], { timeoutMs: 700 });
    expect(await run("SELECT name FROM items WHERE id = 1")).toMatchObject({ value: { rows: [["tea"]] } });
    expect(await runaway).toEqual({ ok: false, error: { code: "timeout", limitMs: 700 } });
    expect(await run("SELECT 1 AS n")).toMatchObject({ ok: true });
  });

  it("ends when the asker gives up, running or still queued", async () => {
    const stop = new AbortController();
    const runs = [1, 2, 3, 4, 5, 6].map(() => run(RUNAWAY, [], { signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect(await Promise.all(runs)).toEqual(Array(6).fill({ ok: false, error: { code: "cancelled" } }));
    expect(await run("SELECT 1 AS n", [], { signal: stop.signal })).toEqual({ ok: false, error: { code: "cancelled" } });
    expect(await run("SELECT 1 AS n")).toMatchObject({ ok: true });
  });

  it("answers fifty at once, none with an error", async () => {
    const runs = await Promise.all(
      Array.from({ length: 50 }, (_, index) => run("SELECT name, $1 AS label FROM items WHERE id = 1", [`q${index}`])),
    );
    expect(runs.map((found) => found.ok && found.value.rows[0]?.[1])).toEqual(Array.from({ length: 50 }, (_, index) => `q${index}`));
  });

  it("returns fewer rows when they are very large, and cuts long texts", async () => {
    const found = await run(NUMBERS(1000, `SELECT ${dialect === "sqlite" ? "printf('%200000d', n)" : "lpad('x', 200000)"} AS long FROM c`));
    expect(found.ok && [found.value.rowCount, found.value.truncated, found.value.rows.length < 600]).toEqual([1000, true, true]);
    expect(found.ok && String(found.value.rows[0]?.[0]).endsWith("… <200000 characters in all>")).toBe(true);
  });

  it("is unavailable once it is closed", async () => {
    const own = await open();
    await own.runner.close();
    expect(await own.runner.run({ sql: "SELECT 1", params: [], dialect })).toEqual({
      ok: false,
      error: { code: "unavailable", message: "The database has been closed." },
    });
    expect((await own.runner.pages({ sql: "SELECT 1", params: [], dialect }).next()).value).toMatchObject({
      error: { code: "unavailable" },
    });
    await own.dispose();
  });
});
