import Database from "libsql";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, describe, expect, it } from "vitest";
import type { CompiledQuery, Value } from "@/lib/query/ir";
import { openSqlite } from "@/lib/query/run.sqlite";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";

const folder = mkdtempSync(path.join(tmpdir(), "query-"));
const pool = createWorkerPool({ size: 2 });
const sql = (text: string, ...params: Value[]): CompiledQuery => ({ sql: text, params, dialect: "sqlite" });
const RUNAWAY = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c";

function makeFile(name: string): string {
  const file = path.join(folder, name);
  const database = new Database(`file:${file.split("/").map(encodeURIComponent).join("/")}`);
  database.exec(
    "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL); INSERT INTO items VALUES (1, 'tea', 2.5), (2, 'cup', NULL), (3, 'pot', 9)",
  );
  database.close();
  return file;
}

const shop = openSqlite(makeFile("shop.sqlite"), { pool });

afterAll(() => {
  pool.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a read-only SQLite file", () => {
  it("binds parameters with their types and gives rows as plain values", async () => {
    const run = await shop.run(
      sql(
        "SELECT id, name, price, typeof(?) AS t, ? AS flag, x'0102' AS raw, 9007199254740993 AS big FROM items WHERE id >= ? ORDER BY id",
        5,
        true,
        2,
      ),
    );
    expect(run).toMatchObject({
      ok: true,
      value: { columns: ["id", "name", "price", "t", "flag", "raw", "big"], rowCount: 2, truncated: false },
    });
    expect(run.ok && run.value.rows).toEqual([
      [2, "cup", null, "integer", 1, "<blob 2 bytes>", "9007199254740993"],
      [3, "pot", 9, "integer", 1, "<blob 2 bytes>", "9007199254740993"],
    ]);
  });

  it.each([
    ["a write", "INSERT INTO items VALUES (9, 'x', 1) RETURNING id"],
    ["a write behind WITH", "WITH a AS (SELECT 1) DELETE FROM items RETURNING id"],
    ["another file", `ATTACH '${folder}/other.sqlite' AS other`],
    ["a setting", "PRAGMA query_only = OFF"],
    ["a file that is read by a function", "SELECT readfile('/etc/hostname')"],
    ["a file that is written by a function", `SELECT writefile('${folder}/made.txt', 'x')`],
    ["a second statement", "SELECT 1; DROP TABLE items"],
  ])("refuses %s, with a sentence", async (_what, text) => {
    const run = await shop.run(sql(text));
    expect(run).toMatchObject({ ok: false, error: { code: "refused", message: expect.stringMatching(/\.$/) } });
    expect([existsSync(`${folder}/other.sqlite`), existsSync(`${folder}/made.txt`)]).toEqual([false, false]);
  });

  it("refuses a view of the file itself that reads another file", async () => {
    const file = makeFile("trap.sqlite");
    const database = new Database(file);
    database.exec("CREATE VIEW trap AS SELECT readfile('/etc/hostname') AS text");
    database.close();
    const run = await openSqlite(file, { pool }).run(sql("SELECT * FROM trap"));
    expect(run).toMatchObject({ ok: false, error: { message: expect.stringContaining("unsafe use of readfile") } });
  });

  it("says what is wrong with the SQL in the database's words", async () => {
    expect(await shop.run(sql("SELECT colour FROM items"))).toEqual({
      ok: false,
      error: { code: "invalid-sql", message: "no such column: colour" },
    });
  });

  it.each([
    ["a missing file", () => path.join(folder, "none.sqlite"), "The database file does not exist."],
    ["a folder", () => folder, "The database is a folder, not a file."],
    [
      "a file that is no database",
      () => {
        const file = path.join(folder, "letter.sqlite");
        writeFileSync(file, "Dear reader, this is a letter. ".repeat(100));
        return file;
      },
      "The file is not an SQLite database.",
    ],
  ])("calls %s unavailable, and does not create anything", async (_what, file, message) => {
    const target = file();
    expect(await openSqlite(target, { pool }).run(sql("SELECT 1"))).toEqual({ ok: false, error: { code: "unavailable", message } });
    expect(existsSync(path.join(folder, "none.sqlite"))).toBe(false);
  });

  it("says that a file is locked by a writer", async () => {
    const file = makeFile("locked.sqlite");
    const writer = new Database(file);
    writer.exec("BEGIN EXCLUSIVE");
    const run = await openSqlite(file, { pool }).run(sql("SELECT * FROM items"));
    writer.exec("ROLLBACK");
    writer.close();
    expect(run).toMatchObject({ ok: false, error: { code: "unavailable", message: expect.stringContaining("locked") } });
  });

  it.each(["größe café.sqlite", "what? is #1 & 100%.sqlite", "日本.sqlite"])("opens a file called %s", async (name) => {
    const run = await openSqlite(makeFile(name), { pool }).run(sql("SELECT count(*) FROM items"));
    expect(run.ok && run.value.rows).toEqual([[3]]);
  });

  it("reads a database with a write-ahead log", async () => {
    const file = makeFile("wal.sqlite");
    const writer = new Database(file);
    writer.exec("PRAGMA journal_mode = wal; INSERT INTO items VALUES (4, 'jug', 1)");
    writer.close();
    chmodSync(file, 0o444);
    const run = await openSqlite(file, { pool }).run(sql("SELECT count(*) FROM items"));
    expect(run.ok && run.value.rows).toEqual([[4]]);
  });

  it("sees a file that was replaced since the last query", async () => {
    const file = makeFile("replaced.sqlite");
    const runner = openSqlite(file, { pool });
    await runner.run(sql("SELECT 1"));
    rmSync(file);
    const database = new Database(file);
    database.exec("CREATE TABLE other (id INTEGER)");
    database.close();
    expect(await runner.run(sql("SELECT count(*) FROM other"))).toMatchObject({ ok: true });
  });
});

describe("queries that ask too much", () => {
  it("stops a runaway at its limit while another query is answered and the event loop stays free", async () => {
    await shop.run(sql("SELECT 1"));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const startedAt = performance.now();
    const runaway = shop.run(sql(RUNAWAY), { timeoutMs: 700 });
    const quick = await shop.run(sql("SELECT name FROM items WHERE id = 1"));
    const quickMs = performance.now() - startedAt;
    expect(quick.ok && quick.value.rows).toEqual([["tea"]]);
    expect(await runaway).toEqual({ ok: false, error: { code: "timeout", limitMs: 700 } });
    const stoppedMs = performance.now() - startedAt;
    delay.disable();
    expect(quickMs).toBeLessThan(500);
    expect(stoppedMs).toBeGreaterThanOrEqual(690);
    expect(stoppedMs).toBeLessThan(1500);
    expect(delay.max / 1e6).toBeLessThan(250);
    expect(await shop.run(sql("SELECT 1"))).toMatchObject({ ok: true });
  });

  it("keeps a process that is a little over a short limit, and ends one that runs away", async () => {
    const slow = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 300000) SELECT count(*) FROM c";
    await Promise.all([shop.run(sql("SELECT 1")), shop.run(sql("SELECT 2"))]);
    await expect.poll(() => pool.pids().length).toBe(3);
    const before = [...pool.pids()].sort();
    expect(await shop.run(sql(slow), { timeoutMs: 5 })).toEqual({ ok: false, error: { code: "timeout", limitMs: 5 } });
    expect(await shop.run(sql("SELECT 1"))).toMatchObject({ ok: true });
    expect([...pool.pids()].sort()).toEqual(before);
    expect(await shop.run(sql(RUNAWAY), { timeoutMs: 5 })).toEqual({ ok: false, error: { code: "timeout", limitMs: 5 } });
    await expect.poll(() => [...pool.pids()].sort(), { timeout: 20_000 }).not.toEqual(before);
    expect(await shop.run(sql("SELECT 1"))).toMatchObject({ ok: true });
  });

  it("refuses a value that would not fit in memory, and goes on", async () => {
    const huge = await shop.run(
      sql("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 900) SELECT group_concat(printf('%1000000d', n)) FROM c"),
      { timeoutMs: 60_000 },
    );
    expect(huge).toMatchObject({ ok: false, error: { code: "refused", message: "The query needs more memory than one query may use." } });
    expect(await shop.run(sql("SELECT 1"))).toMatchObject({ ok: true });
  });

  it("goes on when a database process is killed from outside, idle or at work", async () => {
    await shop.run(sql("SELECT 1"));
    pool.pids().forEach((pid) => process.kill(pid, "SIGKILL"));
    expect(await shop.run(sql("SELECT 1"))).toMatchObject({ ok: true });
    const atWork = shop.run(sql(RUNAWAY), { timeoutMs: 60_000 });
    await shop.run(sql("SELECT 1"));
    pool.pids().forEach((pid) => process.kill(pid, "SIGKILL"));
    expect(await atWork).toEqual({
      ok: false,
      error: { code: "unavailable", message: "The database process ended while it worked on this query." },
    });
    expect(await shop.run(sql("SELECT 1"))).toMatchObject({ ok: true });
  });
});
