import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { lineOf, messageOf } from "@/lib/platform/message-of";

const LEDGER = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations of a folder that a database does not have yet, each in one transaction, oldest first.
 * The ledger is Prisma's own, so `prisma migrate deploy` continues where this stopped, and the other way round.
 * @param url `file:PATH`; file and folder are made when missing  @returns the names applied now
 * @throws Error when the file cannot be opened or is another program's, when an applied migration was edited since, or one fails (the
 * database is then as before it)
 */
export function migrate(url: string, migrationsDir: string): readonly string[] {
  const db = openOwn(url);
  try {
    return migrationNames(migrationsDir).filter((name) =>
      applyOne(db, name, readFileSync(join(migrationsDir, name, "migration.sql"), "utf8")),
    );
  } finally {
    db.close();
  }
}

/** Opens the app's own database, which a file with tables and without a ledger is not. */
function openOwn(url: string): Database.Database {
  let db: Database.Database | null = null;
  try {
    const path = databasePath(url);
    mkdirSync(dirname(path), { recursive: true });
    db = new Database(path, { timeout: 10_000 });
    const foreign = db
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
         AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations') LIMIT 1`,
      )
      .get();
    if (foreign !== undefined)
      throw new Error("it is the database of another program; name a file of its own, and this one in TELLBACK_SQLITE");
    db.exec("PRAGMA journal_mode = WAL");
    return db;
  } catch (cause) {
    db?.close();
    throw new Error(`DATABASE_URL=${url} cannot be opened: ${lineOf(cause)}.`, { cause });
  }
}

/** The file that a `file:` URL names. */
export function databasePath(url: string): string {
  return url.replace(/^file:(\/\/(?=\/))?/, "");
}

function migrationNames(dir: string): readonly string[] {
  return readdirSync(dir)
    .filter((name) => existsSync(join(dir, name, "migration.sql")))
    .sort();
}

function applyOne(db: Database.Database, name: string, sql: string): boolean {
  const checksum = createHash("sha256").update(sql).digest("hex");
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec(LEDGER);
    const known = db
      .prepare(`SELECT checksum FROM "_prisma_migrations" WHERE migration_name = ? AND finished_at IS NOT NULL AND rolled_back_at IS NULL`)
      .get(name);
    if (known !== undefined) {
      requireUnchanged(known, checksum);
      db.exec("ROLLBACK");
      return false;
    }
    db.exec(sql);
    const now = Date.now();
    db.prepare(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)`,
    ).run(randomUUID(), checksum, now, name, now);
    db.exec("COMMIT");
    return true;
  } catch (cause) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw new Error(`Migration ${name} was not applied: ${messageOf(cause)}. The database is unchanged by it.`, { cause });
  }
}

function requireUnchanged(row: unknown, checksum: string): void {
  const applied = typeof row === "object" && row !== null && "checksum" in row ? row.checksum : null;
  if (applied !== checksum) throw new Error("its file was edited after it had been applied; restore it and add a new migration instead");
}
