import Database from "libsql";
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { messageOf } from "@/lib/platform/message-of";
import type { Value } from "@/lib/query/ir";
import { charactersOf, cutText, RESULT_CHARACTERS } from "@/lib/query/limits";
import type { ResultSet, Row, RunError } from "@/lib/query/runner";
import { checkSqlText } from "@/lib/query/sql-text";
import type { PageReply, PagesRequest, WorkerReply, WorkerRequest } from "@/lib/query/worker-protocol";

type Handle = { readonly database: Database.Database; readonly file: string };

const OPEN_FILES = 8;
const HEAP_BYTES = 256 * 1024 * 1024;
const PAGE_ROWS = 2_000;
const PAGE_CHARACTERS = 1_000_000;

/**
 * A reader that keeps its last few files open, and answers one request at a time on the calling thread.
 * A file that was replaced since is opened anew.
 */
export function readerOf(): (request: WorkerRequest) => Extract<WorkerReply, { id: number }> {
  const handles = new Map<string, Handle>();
  return (request) => {
    const { id } = request;
    try {
      const checked = checkSqlText(request.sql);
      if (!checked.ok) return { kind: "error", id, error: checked.error };
      return { kind: "result", id, result: runOn(openedFile(handles, request.path), request) };
    } catch (cause) {
      return { kind: "error", id, error: runError(cause) };
    }
  };
}

function openedFile(handles: Map<string, Handle>, path: string): Database.Database {
  const { dev, ino, isFile } = describeFile(path);
  if (!isFile) throw new FileProblem("The database is a folder, not a file.");
  const file = `${dev}:${ino}`;
  const kept = handles.get(path);
  handles.delete(path);
  if (kept !== undefined && kept.file !== file) kept.database.close();
  const handle = kept?.file === file ? kept : { database: openFile(path), file };
  handles.set(path, handle);
  for (const [oldest, { database }] of handles) {
    if (handles.size <= OPEN_FILES) break;
    database.close();
    handles.delete(oldest);
  }
  return handle.database;
}

function describeFile(path: string): { readonly dev: number; readonly ino: number; readonly isFile: boolean } {
  const stats = statSync(path);
  return { dev: stats.dev, ino: stats.ino, isFile: stats.isFile() };
}

class FileProblem extends Error {}

function openFile(path: string): Database.Database {
  const uri = pathToFileURL(path).href;
  try {
    return requireReadable(new Database(`${uri}?mode=ro`));
  } catch (cause) {
    // A write-ahead log needs a writable folder even to be read; where there is none, nobody else writes either.
    if (!/CANTOPEN|READONLY|: 14"/.test(`${codeOf(cause)} ${messageOf(cause)}`)) throw cause;
    return requireReadable(new Database(`${uri}?mode=ro&immutable=1`));
  }
}

/** Settings hold for this connection; reading the schema shows whether the file is a database at all. */
function requireReadable(database: Database.Database): Database.Database {
  for (const setting of ["query_only = ON", "trusted_schema = OFF", `hard_heap_limit = ${HEAP_BYTES}`, "busy_timeout = 2000"]) {
    database.exec(`PRAGMA ${setting}`);
  }
  database.prepare("SELECT count(*) FROM sqlite_master").get();
  return database;
}

function runOn(database: Database.Database, request: WorkerRequest): ResultSet {
  const startedAt = performance.now();
  const { columns, found } = start(database, request);
  const rows: Row[] = [];
  let rowCount = 0;
  let characters = 0;
  for (const cells of found) {
    rowCount += 1;
    if (rows.length < request.maxRows && characters < RESULT_CHARACTERS && rows.length === rowCount - 1) {
      const row = readRow(cells);
      characters += charactersOf(row);
      rows.push(row);
    }
    if (rowCount >= request.countLimit) break;
  }
  return { columns, rows, rowCount, truncated: rowCount > rows.length, elapsedMs: performance.now() - startedAt };
}

/** All rows of a query in pages, each read when it is asked for; the last reply is a page that says so, or an error. */
export function* pagesOf(request: PagesRequest): Generator<PageReply> {
  try {
    const checked = checkSqlText(request.sql);
    if (checked.ok) yield* readPages(openedFile(new Map(), request.path), request);
    else yield { kind: "no-page", error: checked.error };
  } catch (cause) {
    yield { kind: "no-page", error: runError(cause) };
  }
}

function* readPages(database: Database.Database, request: PagesRequest): Generator<PageReply> {
  const { columns, found } = start(database, request);
  let rows: Row[] = [];
  let characters = 0;
  for (const cells of found) {
    const row = readRow(cells);
    characters += charactersOf(row);
    rows.push(row);
    if (rows.length < PAGE_ROWS && characters < PAGE_CHARACTERS) continue;
    yield { kind: "page", page: { columns, rows }, isLast: false };
    rows = [];
    characters = 0;
  }
  yield { kind: "page", page: { columns, rows }, isLast: true };
}

function start(
  database: Database.Database,
  { sql, params }: Pick<WorkerRequest, "sql" | "params">,
): { readonly columns: readonly string[]; readonly found: Iterable<unknown> } {
  const statement = database.prepare(sql).raw(true).safeIntegers(true);
  return { columns: statement.columns().map(({ name }) => name), found: statement.iterate(...params.map(boundValue)) };
}

function readRow(cells: unknown): Row {
  return Array.isArray(cells) ? cells.map(readValue) : [];
}

/** The driver binds every number as a real and aborts the process on a boolean; whole numbers go in as integers. */
function boundValue(value: Value): string | number | bigint | null {
  if (typeof value === "boolean") return BigInt(value);
  if (typeof value !== "number") return value;
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

function readValue(cell: unknown): Value {
  if (typeof cell === "bigint") return cell >= Number.MIN_SAFE_INTEGER && cell <= Number.MAX_SAFE_INTEGER ? Number(cell) : String(cell);
  if (typeof cell === "string") return cutText(cell);
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : String(cell);
  if (cell instanceof Uint8Array || cell instanceof ArrayBuffer) return `<blob ${cell.byteLength} bytes>`;
  return null;
}

const UNAVAILABLE: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: "The file is not an SQLite database.",
  SQLITE_CORRUPT: "The database file is damaged.",
  SQLITE_BUSY: "The database is locked by another program; try again in a moment.",
  SQLITE_LOCKED: "The database is locked by another program; try again in a moment.",
  SQLITE_CANTOPEN: "The database file cannot be opened.",
  SQLITE_IOERR: "The database file cannot be read.",
  SQLITE_PERM: "The database file may not be read.",
  ENOENT: "The database file does not exist.",
  ENOTDIR: "The database file does not exist.",
  EACCES: "The database file may not be read.",
};

function runError(cause: unknown): RunError {
  if (cause instanceof FileProblem) return { code: "unavailable", message: cause.message };
  const code = codeOf(cause);
  const family = /^(SQLITE_[A-Z]+|E[A-Z]+)/.exec(code)?.[0] ?? "";
  const message = messageOf(cause);
  if (Object.hasOwn(UNAVAILABLE, family)) return { code: "unavailable", message: UNAVAILABLE[family] ?? message };
  if (message.startsWith("ConnectionFailed")) return { code: "unavailable", message: "The database file cannot be opened." };
  if (family === "SQLITE_READONLY" || family === "SQLITE_AUTH") return { code: "refused", message: "The connection is read-only." };
  if (message.includes("raw() method")) return { code: "refused", message: "Only a statement that returns rows can run here." };
  if (family === "SQLITE_NOMEM" || family === "SQLITE_TOOBIG")
    return { code: "refused", message: "The query needs more memory than one query may use." };
  return { code: "invalid-sql", message };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
