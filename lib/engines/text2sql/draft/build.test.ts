import Database from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import { inlineParams } from "@/lib/query/inline-params";
import { openSqlite } from "@/lib/query/run.sqlite";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { EMPTY_DRAFT, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const folder = mkdtempSync(path.join(tmpdir(), "build-"));
const file = path.join(folder, "zoo.sqlite");
const pool = createWorkerPool({ size: 1 });
let schema: Schema;

beforeAll(async () => {
  const database = new Database(file);
  database.exec(
    "CREATE TABLE keepers (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE animals (id INTEGER PRIMARY KEY, keeper_id INTEGER REFERENCES keepers(id), is_tame BOOLEAN); CREATE TABLE shifts (id INTEGER PRIMARY KEY, keeper_id INTEGER NOT NULL REFERENCES keepers(id))",
  );
  database.exec(
    "INSERT INTO keepers VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Cy'); INSERT INTO animals VALUES (1, 1, 1), (2, NULL, 0), (3, 1, 1); INSERT INTO shifts VALUES (1, 2)",
  );
  database.close();
  const read = await introspect(openSqlite(file, { pool }));
  if (!read.ok) throw new Error(read.error.code);
  schema = read.value;
});
afterAll(() => {
  pool.close();
  rmSync(folder, { recursive: true, force: true });
});

function answer(question: string): { readonly sql: string; readonly rows: unknown } {
  const best = readPlan(question, schema, "2026-11-18T15:30:00").ranked[0];
  const sql = best ? inlineParams(best.candidate.compiled) : "";
  return { sql, rows: rowsOf(sql) };
}

function rowsOf(sql: string): unknown {
  const database = new Database(file, { readonly: true });
  const rows = database.prepare(sql).raw(true).all();
  database.close();
  return rows;
}

describe("queries of a plan", () => {
  it("find those without, although somewhere nobody is named", () => {
    expect(answer("Show the names of keepers without animals").rows).toEqual([["Bo"], ["Cy"]]);
  });

  it("rank rows within a group by a column of another table", () => {
    const id = (table: string, name: string) =>
      schema.columns.find((column) => column.name === name && schema.tables[column.table]?.name === table)?.id ?? -1;
    const draft: Draft = {
      ...EMPTY_DRAFT,
      select: [plain(id("keepers", "name"))],
      each: { of: [{ column: id("keepers", "id") }], limit: 1 },
      order: [{ item: plain(id("animals", "is_tame")), dir: "desc" }],
    };
    const query = buildQuery(draft, schema);
    expect(query && rowsOf(inlineParams(compileQuery(query, "sqlite")))).toEqual([["Ada"], ["Ada"]]);
  });

  it("do not ask for a value that is always there", () => {
    const { sql, rows } = answer("Show the names of keepers without shifts");
    expect(rows).toEqual([["Ada"], ["Cy"]]);
    expect(sql).not.toContain("IS NOT NULL");
  });

  it("ask for a flag as a flag, which PostgreSQL keeps apart from numbers", () => {
    const best = readPlan("How many animals have is tame 1?", schema, "2026-11-18T15:30:00").ranked[0];
    expect(JSON.stringify(best?.candidate.query)).toContain('{"kind":"literal","value":true}');
    expect(answer("How many animals have is tame 1?").rows).toEqual([[2]]);
  });
});
