import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { openConnection, type Connection } from "@/lib/platform/connection.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-connection-"));
const path = join(dir, "app.sqlite");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("a connection on which a write found the database locked", () => {
  it.each([
    ["a write that returns rows", (own: Connection) => own.execute(`INSERT INTO "t" VALUES (1) RETURNING "x"`)],
    ["a write that returns none", (own: Connection) => own.execute(`UPDATE "t" SET "x" = 2`)],
    ["a write beside others", (own: Connection) => own.together([{ sql: `INSERT INTO "t" VALUES (1)`, args: [] }])],
    ["a transaction", (own: Connection) => own.transaction("write")],
  ])("commits what comes after, whatever that was: %s", async (_what, write) => {
    rmSync(path, { force: true });
    const own = openConnection(path, 50);
    await own.executeMultiple(`PRAGMA journal_mode = WAL; CREATE TABLE "t" ("x")`);
    const other = new Database(path);
    other.exec("BEGIN EXCLUSIVE");
    await expect(write(own)).rejects.toThrow("locked");
    other.exec("ROLLBACK");
    await own.together([{ sql: `INSERT INTO "t" VALUES (?)`, args: [7] }]);
    const transaction = await own.transaction("write");
    await transaction.execute(`INSERT INTO "t" VALUES (8)`);
    await transaction.commit();
    await own.execute(`INSERT INTO "t" VALUES (9) RETURNING "x"`);
    expect(other.prepare(`SELECT "x" FROM "t"`).pluck().all()).toEqual([7, 8, 9]);
    other.close();
    own.close();
  });

  it.each([
    ["a write", async (own: Connection) => void (await own.execute(`INSERT INTO "t" VALUES (1)`))],
    ["a write beside others", async (own: Connection) => void (await own.together([{ sql: `INSERT INTO "t" VALUES (1)`, args: [] }]))],
    [
      "a transaction",
      async (own: Connection) => {
        const transaction = await own.transaction("write");
        await transaction.execute(`INSERT INTO "t" VALUES (1)`);
        await transaction.commit();
      },
    ],
  ])("waits for the other writer without holding this process up: %s", async (_what, write) => {
    rmSync(path, { force: true });
    const own = openConnection(path, 5000);
    await own.executeMultiple(`PRAGMA journal_mode = WAL; CREATE TABLE "t" ("x")`);
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    const written = write(own);
    await setTimeout(50);
    expect((await own.execute(`SELECT count(*) FROM "t"`)).rows).toEqual([[0]]);
    other.exec("COMMIT");
    await written;
    expect((await own.execute(`SELECT count(*) FROM "t"`)).rows).toEqual([[1]]);
    other.close();
    own.close();
  });

  it("takes a write back whole that fails in its middle, and goes on", async () => {
    rmSync(path, { force: true });
    const own = openConnection(path, 50);
    await own.executeMultiple(`CREATE TABLE "t" ("x" UNIQUE)`);
    await expect(own.execute(`INSERT INTO "t" VALUES (1), (2), (1)`)).rejects.toThrow("UNIQUE");
    await own.execute(`INSERT INTO "t" VALUES (3)`);
    expect((await own.execute(`SELECT "x" FROM "t"`)).rows).toEqual([[3]]);
    own.close();
  });
});
