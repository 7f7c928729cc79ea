import Database from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { openPostgres } from "@/lib/query/run.postgres";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";
import { createScratchDatabase, hasPostgres, ON_POSTGRES } from "@/lib/query/scratch.postgres";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";

/** The same small shop on both databases: types are written in each one's words. */
const LIBRARY = (types: { real: string; moment: string }) => `
CREATE TABLE branches (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, opened_on DATE);
CREATE TABLE "bookTitles" ("titleId" INTEGER PRIMARY KEY, "bookTitle" TEXT, price ${types.real}, "isNew" BOOLEAN, branch_id INTEGER REFERENCES branches(id));
CREATE TABLE loans (member_no INTEGER, title_id INTEGER, lent_at ${types.moment}, PRIMARY KEY (member_no, title_id));
CREATE TABLE events (id INTEGER PRIMARY KEY, kind TEXT, note TEXT);
INSERT INTO branches VALUES (1, 'Old Harbour', '1987-04-06'), (2, 'Mill Lane', NULL);
INSERT INTO "bookTitles" VALUES (1, 'A Short Walk', 12.5, true, 1), (2, 'Tides', NULL, false, 2);
INSERT INTO loans VALUES (7, 1, '2026-11-18 15:30:00'), (7, 2, '2026-11-17 09:00:00');`;
const EVENTS = (from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, at) =>
      `(${from + at}, '${from + at > 900 ? "renewed" : "lent"}', ${from + at > 500 && from + (at % 2) === 0 ? "'Late Note'" : from + at > 500 ? "'late note'" : "NULL"})`,
  ).join(", ");
const VIEWS = "CREATE VIEW dear AS SELECT name FROM branches;";

const folder = mkdtempSync(path.join(tmpdir(), "introspect-"));
const pool = createWorkerPool({ size: 1 });
afterAll(() => {
  pool.close();
  rmSync(folder, { recursive: true, force: true });
});

async function onSqlite(): Promise<{ runner: SqlRunner; drop(): Promise<void> }> {
  const file = path.join(folder, "library.sqlite");
  const database = new Database(file);
  database.exec(LIBRARY({ real: "REAL", moment: "DATETIME" }));
  database.exec(`INSERT INTO events VALUES ${EVENTS(1, 1000)}; ${VIEWS} CREATE VIEW broken AS SELECT * FROM gone`);
  database.close();
  return { runner: openSqlite(file, { pool }), drop: async () => undefined };
}

async function onPostgres(): Promise<{ runner: SqlRunner; drop(): Promise<void> }> {
  const scratch = await createScratchDatabase();
  await scratch.exec(
    `${LIBRARY({ real: "NUMERIC(8, 2)", moment: "TIMESTAMP" })} INSERT INTO events VALUES ${EVENTS(1, 1000)}; ${VIEWS} ANALYZE; CREATE SCHEMA hidden; CREATE TABLE hidden.secrets (id INTEGER)`,
  );
  return { runner: openPostgres(scratch.url), drop: scratch.drop };
}

describe.each([
  { name: "on SQLite", isThere: true, open: onSqlite },
  { name: "on PostgreSQL", isThere: hasPostgres, open: onPostgres },
])("reading a schema $name", ({ isThere, open }) => {
  if (!isThere) return it.skip(ON_POSTGRES, () => undefined);
  let runner: SqlRunner;
  let drop: () => Promise<void>;
  let schema: Schema;
  const tableOf = (name: string) => schema.tables.find((table) => table.name === name)!;
  const columnOf = (table: string, name: string) =>
    schema.columns.find((column) => column.name === name && column.table === tableOf(table).id)!;
  const read = async (limits = {}) => {
    const found = await introspect(runner, limits);
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    return found.value;
  };
  beforeAll(async () => {
    ({ runner, drop } = await open());
    schema = await read();
  });
  afterAll(async () => drop());

  it("gives tables and views with their rows, and leaves out a view that cannot be read and what is not shown", () => {
    expect(schema.tables.map(({ name, rowCount }) => [name, rowCount]).sort()).toEqual([
      ["bookTitles", 2],
      ["branches", 2],
      ["dear", 2],
      ["events", 1000],
      ["loans", 2],
    ]);
  });

  it("gives names in words, types, and what is unique", () => {
    expect([tableOf("bookTitles").words, columnOf("bookTitles", "bookTitle").words]).toEqual([
      ["book", "titles"],
      ["book", "title"],
    ]);
    expect(["id", "name", "opened_on"].map((name) => [columnOf("branches", name).type, columnOf("branches", name).isUnique])).toEqual([
      ["number", true],
      ["text", true],
      ["date", false],
    ]);
    expect([columnOf("bookTitles", "price").type, columnOf("bookTitles", "isNew").type, columnOf("loans", "lent_at").type]).toEqual([
      "number",
      "boolean",
      "datetime",
    ]);
    expect(columnOf("bookTitles", "price").samples).toEqual([12.5, null]);
  });

  it("gives declared keys, and infers those that names tell", () => {
    const named = schema.links.map(({ from, to, declared }) => [schema.columns[from]!.name, schema.columns[to]!.name, declared]);
    expect(named).toContainEqual(["branch_id", "id", true]);
    expect(named).toContainEqual(["title_id", "titleId", false]);
    expect(tableOf("loans").primaryKey.length).toBe(2);
  });

  it("finds stored values by their words, at both ends of a large table and past empty rows", async () => {
    expect(schema.values.get("old harbour")).toEqual(
      expect.arrayContaining([{ column: columnOf("branches", "name").id, value: "Old Harbour" }]),
    );
    const bounded = await read({ scanRows: 100, sampleRows: 10 });
    expect(bounded.values.has("lent")).toBe(true);
    expect(bounded.values.has("renewed")).toBe(true);
    expect(bounded.values.has("late note")).toBe(true);
  });

  it("does not count a large table row by row", async () => {
    const bounded = await read({ countRows: 400 });
    expect(bounded.tables.find(({ name }) => name === "events")!.rowCount).toBe(1000);
  });

  it("gives the same schema each time", async () => {
    const again = await read();
    expect([again.hash, again.columns]).toEqual([schema.hash, schema.columns]);
  });
});

it("leaves out a column and a table without a name, which SQLite allows and no query can tell", async () => {
  const file = path.join(folder, "nameless.sqlite");
  const database = new Database(file);
  database.exec(`CREATE TABLE stalls (id INTEGER PRIMARY KEY, "" TEXT, name TEXT); CREATE TABLE "" (id INTEGER)`);
  database.exec("INSERT INTO stalls VALUES (1, 'x', 'Fruit')");
  database.close();
  const read = await introspect(openSqlite(file, { pool }));
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.tables.map(({ name }) => name)).toEqual(["stalls"]);
  expect(read.value.columns.map(({ name }) => name)).toEqual(["id", "name"]);
  expect(read.value.columns[1]?.samples).toEqual(["Fruit"]);
});
