import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { makeBankTables } from "./bank";
import { Random } from "./random";
import { makeShopTables } from "./shop";
import type { Cell, TableData, TableSpec } from "./tables";

const SEED = "tellback-demo";

const SOURCES = [
  { file: "shop.sqlite", make: makeShopTables },
  { file: "bank.sqlite", make: makeBankTables },
] as const;
const GLOSSARIES = ["bank.glossary.json"] as const;

/**
 * Writes the demo databases that are missing from a folder; the same code gives the same bytes.
 * A glossary that is missing is put beside its database. Each database is written beside its place and renamed when whole, so an
 * interrupted run leaves nothing half-made.
 * @param dir folder, made when absent  @param options `onMissing` is told before anything is written
 * @returns file names written and the time taken
 */
export async function writeDemoData(
  dir: string,
  options: { readonly onMissing?: () => void } = {},
): Promise<{ written: string[]; elapsedMs: number }> {
  const startedAt = performance.now();
  mkdirSync(dir, { recursive: true });
  const missing = SOURCES.filter(({ file }) => !existsSync(join(dir, file)));
  if (missing.length > 0) options.onMissing?.();
  for (const { file, make } of missing) writeDatabase(join(dir, file), make(new Random(`${SEED}/${file}`)));
  for (const name of GLOSSARIES) {
    if (!existsSync(join(dir, name))) copyFileSync(join(import.meta.dirname, name), join(dir, name));
  }
  return { written: missing.map(({ file }) => file), elapsedMs: performance.now() - startedAt };
}

function writeDatabase(path: string, tables: readonly TableData[]): void {
  const draft = `${path}.${process.pid}.part`;
  rmSync(draft, { force: true });
  try {
    fill(draft, tables);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new Error(`could not write ${path}`, { cause });
  }
}

function fill(path: string, tables: readonly TableData[]): void {
  const db = new Database(path);
  try {
    db.exec(
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072; PRAGMA foreign_keys = OFF; PRAGMA page_size = 4096",
    );
    db.exec("BEGIN");
    for (const { spec } of tables) db.exec(createTable(spec));
    for (const table of tables) insertRows(db, table);
    for (const { spec } of tables) createIndexes(spec).forEach((statement) => db.exec(statement));
    db.exec("COMMIT");
    db.exec("ANALYZE; PRAGMA journal_mode = DELETE");
  } finally {
    db.close();
  }
}

function insertRows(db: Database.Database, { spec, rows }: TableData): void {
  const names = Object.keys(spec.columns);
  const insert = db.prepare(`INSERT INTO ${spec.name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`);
  for (const row of rows) insert.run(names.map((name) => cellOf(row, name, spec)));
}

function cellOf(row: Readonly<Record<string, Cell>>, name: string, spec: TableSpec): Cell {
  const cell = row[name];
  if (cell === undefined) throw new Error(`a row of ${spec.name} lacks ${name}`);
  return cell;
}

function createTable(spec: TableSpec): string {
  const lines = Object.entries(spec.columns).map(([name, type]) => `  ${name} ${type}`);
  return `CREATE TABLE ${spec.name} (\n${[...lines, ...(spec.constraints ?? []).map((line) => `  ${line}`)].join(",\n")}\n)`;
}

function createIndexes(spec: TableSpec): string[] {
  return spec.indexes.map((columns) => `CREATE INDEX ${spec.name}_${columns.join("_")} ON ${spec.name} (${columns.join(", ")})`);
}
