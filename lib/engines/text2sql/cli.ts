import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { localTime, readLocalTime } from "@/lib/platform/clock";
import { requireEnv } from "@/lib/platform/env";
import { demoSources } from "@/lib/sources/source";
import { inlineParams } from "@/lib/query/inline-params";
import { openPostgres } from "@/lib/query/run.postgres";
import { openSqlite } from "@/lib/query/run.sqlite";
import type { SqlRunner } from "@/lib/query/runner";
import { err, ok, type Result } from "@/lib/platform/result";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import { glossaryPath, withGlossary } from "@/lib/engines/text2sql/schema/glossary.fs";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const USAGE =
  'usage: npm run ask -- --db FILE|postgres://USER:PASSWORD@HOST/DATABASE "question" [--glossary FILE] [--now "2026-11-18 15:30:00"]';
const SHOWN_ROWS = 20;

type Asked = { readonly db: string; readonly text: string; readonly glossary: string | null; readonly now: string | null };

/**
 * Answers one question over one database: answer, rows, SQL and explanation on standard output. @returns 0 answered, 1 not answered, 2
 * wrongly called
 */
async function main(argv: readonly string[]): Promise<number> {
  const asked = readArguments(argv);
  if (!asked.ok) {
    console.error(asked.error);
    return 2;
  }
  const { db, text } = asked.value;
  const runner = /^postgres(ql)?:\/\//u.test(db) ? openPostgres(db) : openSqlite(db);
  const schema = await openSchema(runner, asked.value);
  if (!schema.ok) {
    console.error(schema.error);
    return 1;
  }
  const code = await answer(text, { runner, schema: schema.value, now: asked.value.now }, db);
  await runner.close();
  return code;
}

function readArguments(argv: readonly string[]): Result<Asked, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { db: { type: "string" }, glossary: { type: "string" }, now: { type: "string" } },
    });
    const text = positionals.join(" ").trim();
    if (!values.db) return err(USAGE);
    if (text === "") return err(`There is no question.\n${USAGE}`);
    const now = values.now ?? process.env["TELLBACK_NOW"] ?? "";
    if (now !== "" && readLocalTime(now) === null) return err(`TIME must be a local time such as 2026-11-18 15:30:00.\n${USAGE}`);
    return ok({ db: values.db, text, glossary: values.glossary ?? null, now: readLocalTime(now) });
  } catch (cause) {
    return err(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`);
  }
}

async function openSchema(runner: SqlRunner, { db, glossary }: Asked): Promise<Result<Schema, string>> {
  const isFile = runner.dialect === "sqlite";
  const name = isFile ? db : "The database";
  if (glossary !== null && statSync(glossary, { throwIfNoEntry: false }) === undefined) return err(`There is no glossary at ${glossary}.`);
  const schema = await introspect(runner);
  if (!schema.ok) return err(`${name} could not be read: ${"message" in schema.error ? schema.error.message : schema.error.code}`);
  if (schema.value.tables.length === 0) return err(`${name} holds no tables to ask.`);
  const words = glossary ?? (isFile ? glossaryPath(db) : null);
  return words === null ? schema : withGlossary(schema.value, words);
}

async function answer(text: string, source: OpenedSource, db: string): Promise<number> {
  const engine = createText2SqlEngine({ source: async () => source, listSources: async () => [db] });
  const demo = demoSources(requireEnv().TELLBACK_DATA_DIR).find(({ path }) => resolve(path) === resolve(db));
  const now = (source.now ?? demo?.asOf ?? localTime(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone)).replace(" ", "T");
  const planned = await engine.plan({ text, now, previous: [], shopId: null, source: db, uploadId: null });
  if (!planned.ok) {
    console.log([planned.error.message, ...planned.error.options.map((option) => `  - ${option.label}`)].join("\n"));
    return 1;
  }
  const run = await engine.execute(planned.value, AbortSignal.timeout(30_000));
  if (!run.ok) {
    console.error(run.error.message);
    return 1;
  }
  const { text: sentence, table, sql, params } = engine.answer(planned.value, run.value);
  const rows = (table?.rows ?? []).slice(0, SHOWN_ROWS).map((row) => row.map((cell) => cell ?? "").join(" | "));
  const more = run.value.rowCount > rows.length ? [`… ${run.value.rowCount} rows in all`] : [];
  console.log(
    [
      sentence,
      "",
      (table?.columns ?? []).map((column) => column.label).join(" | "),
      ...rows,
      ...more,
      "",
      inlineParams({ sql: sql ?? "", params, dialect: source.runner.dialect }),
      "",
      `Understood as: ${planned.value.explanation} (confidence ${planned.value.confidence.toFixed(2)})`,
    ].join("\n"),
  );
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (failure: unknown) => {
    console.error(failure);
    process.exit(1);
  },
);
