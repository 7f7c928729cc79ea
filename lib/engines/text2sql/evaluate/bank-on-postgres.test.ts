import Database from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BANK_NOW, readBankQuestions } from "@/lib/engines/text2sql/evaluate/bank-questions.fs";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { hasTopOrder } from "@/lib/engines/text2sql/evaluate/result-match";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { Query } from "@/lib/query/ir";
import type { Row, SqlRunner } from "@/lib/query/runner";
import { openPostgres } from "@/lib/query/run.postgres";
import { openSqlite } from "@/lib/query/run.sqlite";
import { createScratchDatabase, hasPostgres, ON_POSTGRES, type ScratchDatabase } from "@/lib/query/scratch.postgres";
import { groupStrictly } from "@/lib/query/strict-grouping";
import { createWorkerPool } from "@/lib/query/worker-pool.sqlite";

/** Of the large tables, those rows that belong to one customer in twenty, and all of the small ones. */
const PART: Readonly<Record<string, string>> = {
  customers: "id % 20 = 0",
  accounts: "customer_id % 20 = 0",
  account_holders: "customer_id % 20 = 0 AND account_id IN (SELECT id FROM accounts WHERE customer_id % 20 = 0)",
  cards: "account_id IN (SELECT id FROM accounts WHERE customer_id % 20 = 0) AND customer_id % 20 = 0",
  transactions:
    "account_id IN (SELECT id FROM accounts WHERE customer_id % 20 = 0) AND (card_id IS NULL OR card_id IN (SELECT id FROM cards WHERE customer_id % 20 = 0))",
  facilities: "customer_id % 20 = 0",
  loans: "customer_id % 20 = 0",
  loan_payments: "loan_id IN (SELECT id FROM loans WHERE customer_id % 20 = 0)",
  collateral: "loan_id IN (SELECT id FROM loans WHERE customer_id % 20 = 0)",
  risk_ratings: "customer_id % 20 = 0",
  fees: "customer_id % 20 = 0 AND (account_id IS NULL OR account_id IN (SELECT id FROM accounts WHERE customer_id % 20 = 0))",
};
const TYPES: Readonly<Record<string, string>> = {
  INTEGER: "bigint",
  REAL: "double precision",
  TEXT: "text",
  DATE: "date",
  DATETIME: "timestamp",
  BOOLEAN: "boolean",
};

const folder = mkdtempSync(path.join(tmpdir(), "bank-"));
const pool = createWorkerPool({ size: 1 });

/** Writes the part of the demo bank into a SQLite file and into a PostgreSQL database, with the same keys in the same order. */
async function copyBank(file: string, scratch: ScratchDatabase): Promise<void> {
  const bank = new Database("data/bank.sqlite", { readonly: true });
  const copy = new Database(file);
  const tables = bank
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rootpage")
    .all() as { name: string; sql: string }[];
  for (const { name, sql } of tables) {
    const rows = bank.prepare(`SELECT * FROM ${name} WHERE ${PART[name] ?? "1 = 1"}`).all() as Record<string, unknown>[];
    copy.exec(sql);
    const insert = copy.prepare(
      `INSERT INTO ${name} VALUES (${Object.keys(rows[0]!)
        .map(() => "?")
        .join(", ")})`,
    );
    copy.exec("BEGIN");
    for (const row of rows) insert.run(...Object.values(row));
    copy.exec("COMMIT");
    const columns = bank.prepare(`SELECT name, type, pk, "notnull" AS required FROM pragma_table_info('${name}')`).all() as {
      name: string;
      type: string;
      pk: number;
      required: number;
    }[];
    const keys = bank.prepare(`SELECT "from", "table", "to" FROM pragma_foreign_key_list('${name}') ORDER BY id DESC`).all() as {
      from: string;
      table: string;
      to: string;
    }[];
    const unique = bank
      .prepare(
        `SELECT c.name FROM pragma_index_list('${name}') i, pragma_index_info(i.name) c WHERE i."unique" = 1 AND i.origin = 'u' GROUP BY i.name HAVING count(*) = 1`,
      )
      .pluck()
      .all();
    const lines = [
      ...columns.map(
        (column) =>
          `${column.name} ${TYPES[column.type]}${column.required === 1 ? " NOT NULL" : ""}${unique.includes(column.name) ? " UNIQUE" : ""}`,
      ),
      `PRIMARY KEY (${columns
        .filter(({ pk }) => pk > 0)
        .map((column) => column.name)
        .join(", ")})`,
      ...keys.map(({ from, table, to }) => `FOREIGN KEY (${from}) REFERENCES ${table} (${to}) DEFERRABLE`),
    ];
    await scratch.exec(`CREATE TABLE ${name} (${lines.join(", ")})`);
    for (let at = 0; at < rows.length; at += 5000)
      await scratch.exec(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1)`, [
        JSON.stringify(rows.slice(at, at + 5000), (_key, value: unknown) => value),
      ]);
  }
  bank.close();
  copy.close();
}

async function opened(runner: SqlRunner): Promise<OpenedSource> {
  const schema = await introspect(runner);
  if (!schema.ok) throw new Error(JSON.stringify(schema.error));
  return { runner, schema: schema.value, now: BANK_NOW.replace("T", " ") };
}

const engineOf = (source: OpenedSource) => createText2SqlEngine({ listSources: async () => ["bank"], source: async () => source });

const NOTHING = { rows: [], rowCount: 0, isFree: false, isCut: false, sql: "" };

/**
 * Which of several equal rows is first, and which value stands beside a group that it does not depend on, is each database's own choice.
 */
function isFree(query: Query): boolean {
  return query.limit !== undefined || (query.kind === "select" && groupStrictly(query).groupBy.length > query.groupBy.length);
}

async function answer(
  text: string,
  source: OpenedSource,
): Promise<{
  readonly said: string;
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly isFree: boolean;
  readonly isCut: boolean;
  readonly sql: string;
}> {
  const engine = engineOf(source);
  const planned = await engine.plan({ text, now: BANK_NOW, previous: [], shopId: null, source: "bank", uploadId: null });
  if (!planned.ok) return { said: `${planned.error.outcome}, ${planned.error.code}`, ...NOTHING };
  const run = await engine.execute(planned.value, AbortSignal.timeout(30_000));
  if (!run.ok) return { said: JSON.stringify(run.error), ...NOTHING };
  const { rows, rowCount, truncated } = run.value.result;
  return {
    said: planned.value.explanation,
    rows,
    rowCount,
    isFree: isFree(planned.value.query),
    isCut: truncated,
    sql: run.value.sql ?? "",
  };
}

describe.skipIf(!hasPostgres)(`the demo bank ${ON_POSTGRES}`, () => {
  let scratch: ScratchDatabase;
  let onSqlite: OpenedSource;
  let onPostgres: OpenedSource;
  beforeAll(async () => {
    scratch = await createScratchDatabase();
    const file = path.join(folder, "bank.sqlite");
    await copyBank(file, scratch);
    await scratch.exec("ANALYZE");
    [onSqlite, onPostgres] = [await opened(openSqlite(file, { pool })), await opened(openPostgres(scratch.url))];
  }, 120_000);
  afterAll(async () => {
    pool.close();
    rmSync(folder, { recursive: true, force: true });
    await scratch.drop();
  });

  it("has the same schema as on SQLite", () => {
    const plain = ({ schema }: OpenedSource) => ({
      tables: schema.tables.map(({ name, words, rowCount, primaryKey, nameColumns }) => ({
        name,
        words,
        rowCount,
        primaryKey,
        nameColumns,
      })),
      columns: schema.columns.map(({ id, table, name, type, isPrimary, isForeign, isUnique, isRequired }) => ({
        id,
        table,
        name,
        type,
        isPrimary,
        isForeign,
        isUnique,
        isRequired: isRequired === true,
      })),
      links: [...schema.links].sort((a, b) => a.from - b.from || a.to - b.to),
      values: [...schema.values.keys()].sort(),
    });
    expect(plain(onPostgres)).toEqual(plain(onSqlite));
  });

  it("answers every question as it does on SQLite", async () => {
    const different: unknown[] = [];
    const free: string[] = [];
    let answered = 0;
    for (const { id, question, gold_sql } of readBankQuestions()) {
      const [one, other] = [await answer(question, onSqlite), await answer(question, onPostgres)];
      if (one.rows.length > 0) answered += 1;
      // A list without an order that is longer than the cap may be cut anywhere.
      const isSame =
        one.said === other.said &&
        one.rowCount === other.rowCount &&
        (one.isCut || sameAnswer(one.rows, other.rows, hasTopOrder(gold_sql)) === "same");
      if (isSame) continue;
      if (one.said === other.said && one.isFree) free.push(id);
      else different.push({ id, question, one: { ...one, rows: one.rows.slice(0, 3) }, other: { ...other, rows: other.rows.slice(0, 3) } });
    }
    expect(different).toEqual([]);
    expect(free.length).toBeLessThanOrEqual(8);
    expect(answered).toBeGreaterThan(50);
  }, 120_000);
});
