import { readFileSync } from "node:fs";
import path from "node:path";
import Database from "libsql";
import type { CompiledQuery, Value } from "@/lib/query/ir";
import type { SqlRunner } from "@/lib/query/runner";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import { hasTopOrder, sameResult, type Rows } from "@/lib/engines/text2sql/evaluate/result-match";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

export type TrainingQuestion = { readonly id: string; readonly db: string; readonly question: string; readonly gold_sql: string };
export type TrainingDatabase = {
  readonly schema: Schema;
  readonly whole: Database.Database;
  readonly thinned: readonly Database.Database[];
};
/** `here`: right on the database as it is. `sound`: right on thinned copies too, so hardly by chance. */
export type Verdict = { readonly here: boolean; readonly sound: boolean };

const COPIES = 2;

/** The questions of a folder with `questions.jsonl`. */
export function readQuestions(folder: string): readonly TrainingQuestion[] {
  return readFileSync(path.join(folder, "questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line): TrainingQuestion => JSON.parse(line));
}

/** Opens a database of the set read-only, with copies in memory that lack three rows in ten. */
export async function openTraining(folder: string, name: string): Promise<TrainingDatabase> {
  const file = path.join(folder, "databases", `${name}.sqlite`);
  const whole = new Database(file, { readonly: true });
  const runner: SqlRunner = {
    dialect: "sqlite",
    run: async (query) => {
      const rows = rowsOf(whole, query.sql, query.params) ?? [];
      return { ok: true, value: { columns: [], rows, rowCount: rows.length, truncated: false, elapsedMs: 0 } };
    },
  };
  const schema = await introspect(runner);
  if (!schema.ok) throw new Error(`${file}: ${schema.error.code}`);
  return { schema: schema.value, whole, thinned: Array.from({ length: COPIES }, (_, at) => thin(file, schema.value, at + 1)) };
}

function thin(file: string, schema: Schema, seed: number): Database.Database {
  const copy = new Database(":memory:");
  copy.exec(`ATTACH '${file.replaceAll("'", "''")}' AS source`);
  for (const table of schema.tables) {
    const name = `"${table.name.replaceAll('"', '""')}"`;
    copy.exec(
      `CREATE TABLE ${name} AS SELECT * FROM source.${name} WHERE ((rowid * 7919 + ${seed * 104_729 + table.id * 31}) % 1009) % 10 >= 3`,
    );
  }
  copy.exec("DETACH source");
  return copy;
}

/** Judges plans of one question against its gold query; null where that does not run. */
export function judgeOf(db: TrainingDatabase, goldSql: string): ((plan: CompiledQuery) => Verdict) | null {
  const gold = rowsOf(db.whole, goldSql, []);
  if (!gold) return null;
  const ordered = hasTopOrder(goldSql);
  // An empty answer of a copy tells nothing.
  const copies = db.thinned.flatMap((copy) => {
    const rows = rowsOf(copy, goldSql, []);
    return rows && rows.length > 0 ? [{ copy, rows }] : [];
  });
  const matches = (source: Database.Database, expected: Rows, plan: CompiledQuery) => {
    const rows = rowsOf(source, plan.sql, plan.params);
    return rows !== null && sameResult(expected, rows, ordered);
  };
  return (plan) => {
    const here = matches(db.whole, gold, plan);
    return { here, sound: here && copies.every(({ copy, rows }) => matches(copy, rows, plan)) };
  };
}

/** All rows of a query, null where it does not run. */
export function rowsOf(db: Database.Database, sql: string, params: readonly Value[]): Rows | null {
  try {
    // The driver types rows as unknown; a raw row is a list of SQLite values.
    return db
      .prepare(sql)
      .raw(true)
      .all(...params) as Value[][];
  } catch (failure) {
    if (process.env["TELLBACK_TRAIN_VERBOSE"])
      console.error(`a query failed: ${failure instanceof Error ? failure.message : String(failure)}: ${sql}`);
    return null;
  }
}
