import { setTimeout } from "node:timers/promises";
import type { PrismaLibSql } from "@prisma/adapter-libsql";
import Database from "libsql";
import { keepLatest } from "@/lib/platform/keep-latest";

type Client = ReturnType<PrismaLibSql["createClient"]>;
type Transaction = Awaited<ReturnType<Client["transaction"]>>;
export type ResultSet = Awaited<ReturnType<Client["execute"]>>;
type Statement = Database.Statement<unknown[]>;
/** A statement of our own with its parameters. */
export type Direct = { readonly sql: string; readonly args: readonly unknown[] };
export type Connection = Client & {
  /**
   * Runs statements between the transactions of others, several of them all or not at all. What several callers write at the same time
   * is committed once for all of them, and one caller's failure is only that one's.
   */
  readonly together: (statements: readonly Direct[]) => Promise<readonly ResultSet[]>;
};
type Job = {
  readonly statements: readonly Direct[];
  readonly settle: (outcome: readonly ResultSet[]) => void;
  readonly fail: (cause: unknown) => void;
};
type Kept = { readonly statement: Statement; readonly returnsRows: boolean };

const KEPT = 200;
/** How often a writer looks whether the database is free. */
const RETRY_MS = 5;
const WRITES = /^\s*(?:insert|update|delete|replace)\b/iu;

/**
 * What Prisma's adapter needs of a libsql client, on one connection that keeps its latest statements compiled; the client
 * of libsql compiles each one anew, triggers and all, and leaves a connection open behind each transaction.
 * @param timeoutMs how long a writer waits for another
 */
export function openConnection(path: string, timeoutMs: number): Connection {
  const database = new Database(path, { timeout: timeoutMs });
  const kept = new Map<string, Kept>();
  const keep = (sql: string): Kept => keepLatest(kept, sql, kept.get(sql) ?? prepare(database, sql), KEPT);
  const runNow = ({ sql, args }: { readonly sql: string; readonly args?: unknown }): ResultSet =>
    run(keep(sql), Array.isArray(args) ? args.map(toSql) : []);
  const execute = async (query: { sql: string; args?: unknown } | string): Promise<ResultSet> => {
    const statement = typeof query === "string" ? { sql: query } : query;
    const isOwn = WRITES.test(statement.sql) && !database.inTransaction;
    return isOwn ? whenFree(() => committed(database, () => runNow(statement))) : runNow(statement);
  };
  const executeMultiple = async (sql: string): Promise<void> => void database.exec(sql);
  let transactionEnds: Promise<void> = Promise.resolve();
  const afterTransactions = async (): Promise<void> => {
    while (database.inTransaction) {
      const ends = transactionEnds;
      await ends;
      if (database.inTransaction && ends === transactionEnds) throw new Error("A transaction before could not be ended.");
    }
  };
  /** Begins a transaction and works in it at once. While another connection writes, this process goes on. */
  const whenFree = async <T>(work: () => T): Promise<T> => {
    for (const until = performance.now() + timeoutMs; ; await setTimeout(RETRY_MS)) {
      await afterTransactions();
      if (hasBegun(database, timeoutMs, performance.now() < until)) return work();
    }
  };
  const commit = (jobs: readonly Job[]): void => {
    try {
      const results = committed(database, () => jobs.map(({ statements }) => statements.map(runNow)));
      jobs.forEach(({ settle }, index) => settle(results[index] ?? []));
    } catch (cause) {
      // What several callers wrote fails by itself where a part of it fails.
      jobs.forEach((job) => (jobs.length === 1 ? job.fail(cause) : void commitWhenFree([job])));
    }
  };
  /** @param jobs those that are left once the database is free, which may be more than now */
  const commitWhenFree = (jobs: Job[]): Promise<void> =>
    whenFree(() => commit(jobs.splice(0))).catch((cause: unknown) => jobs.splice(0).forEach(({ fail }) => fail(cause)));
  const waiting: Job[] = [];
  const client: Pick<Connection, "execute" | "executeMultiple" | "transaction" | "close" | "closed" | "together"> = {
    execute,
    executeMultiple,
    transaction: () =>
      whenFree(() => {
        let tellEnd = (): void => undefined;
        transactionEnds = new Promise((resolve) => (tellEnd = resolve));
        return transactionOn(execute, executeMultiple, tellEnd);
      }),
    async together(statements) {
      if (statements.some(({ sql }) => !keep(sql).returnsRows))
        return new Promise((settle, fail) => {
          if (waiting.push({ statements, settle, fail }) === 1) setImmediate(() => void commitWhenFree(waiting));
        });
      await afterTransactions();
      return statements.map(runNow);
    },
    close: () => void database.close(),
    get closed() {
      return !database.open;
    },
  };
  // The adapter calls no more of a client than these.
  return client as Connection;
}

/**
 * Begins what may write; only this ever waits for other writers: libsql leaves a compiled statement that found the database locked
 * under way, and no later transaction could be committed until the same statement ran again.
 * @returns false where another connection writes, for which libsql would stop the whole process @throws where that is the last try
 */
function hasBegun(database: Database.Database, timeoutMs: number, isTriedAgain: boolean): boolean {
  database.exec("PRAGMA busy_timeout = 0");
  try {
    database.exec("BEGIN IMMEDIATE");
    return true;
  } catch (cause) {
    if (isTriedAgain && cause instanceof Error && "code" in cause && cause.code === "SQLITE_BUSY") return false;
    throw cause;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${timeoutMs}`);
  }
}

/** Ends the transaction that was begun with what `work` does in it: all of it, or nothing where it throws. */
function committed<T>(database: Database.Database, work: () => T): T {
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (cause) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw cause;
  }
}

function prepare(database: Database.Database, sql: string): Kept {
  const statement = database.prepare(sql);
  try {
    return { statement: statement.raw(true), returnsRows: true };
  } catch {
    // libsql refuses rows as lists from a statement that has none.
    return { statement, returnsRows: false };
  }
}

function run({ statement, returnsRows }: Kept, args: unknown[]): ResultSet {
  const rows = returnsRows ? (statement.all(args) as unknown[][]) : [];
  // After the rows, since a table that has changed is seen when the statement runs.
  const columns = returnsRows ? statement.columns() : [];
  const changed = returnsRows ? null : statement.run(args);
  return {
    columns: columns.map(({ name }) => name),
    columnTypes: columns.map(({ type }) => type ?? ""),
    rows: rows as never,
    rowsAffected: changed?.changes ?? 0,
    lastInsertRowid: changed ? BigInt(changed.lastInsertRowid) : undefined,
    toJSON: () => rows,
  };
}

function transactionOn(execute: Client["execute"], executeMultiple: Client["executeMultiple"], tellEnd: () => void): Transaction {
  let closed = false;
  const end = async (sql: "COMMIT" | "ROLLBACK"): Promise<void> => {
    closed = true;
    try {
      await execute(sql);
    } finally {
      tellEnd();
    }
  };
  return {
    execute,
    batch: (statements) => Promise.all(statements.map((statement) => execute(statement))),
    executeMultiple,
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
    close: () => void (closed ? null : end("ROLLBACK")),
    get closed() {
      return closed;
    },
  };
}

/** libsql ends the process where it is given a truth value. */
function toSql(value: unknown): unknown {
  return typeof value === "boolean" ? Number(value) : value;
}
