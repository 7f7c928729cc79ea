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
  const runNow = ({ sql, args }: { readonly sql: string; readonly args?: unknown }): ResultSet => {
    const work = (): ResultSet => run(keep(sql), Array.isArray(args) ? args.map(toSql) : []);
    return WRITES.test(sql) && !database.inTransaction ? inTransaction(database, work) : work();
  };
  const execute = async (query: { sql: string; args?: unknown } | string): Promise<ResultSet> =>
    runNow(typeof query === "string" ? { sql: query } : query);
  const executeMultiple = async (sql: string): Promise<void> => void database.exec(sql);
  let transactionEnds: Promise<void> = Promise.resolve();
  const afterTransactions = async (): Promise<void> => {
    while (database.inTransaction) {
      const ends = transactionEnds;
      await ends;
      if (database.inTransaction && ends === transactionEnds) throw new Error("A transaction before could not be ended.");
    }
  };
  const waiting: Job[] = [];
  const commitWaiting = async (): Promise<void> => {
    try {
      await afterTransactions();
    } catch (cause) {
      return waiting.splice(0).forEach(({ fail }) => fail(cause));
    }
    commit(waiting.splice(0), runNow, () => database.inTransaction);
  };
  const client: Pick<Connection, "execute" | "executeMultiple" | "transaction" | "close" | "closed" | "together"> = {
    execute,
    executeMultiple,
    async transaction() {
      await execute("BEGIN IMMEDIATE");
      let tellEnd = (): void => undefined;
      transactionEnds = new Promise((resolve) => (tellEnd = resolve));
      return transactionOn(execute, executeMultiple, tellEnd);
    },
    async together(statements) {
      if (statements.some(({ sql }) => !keep(sql).returnsRows))
        return new Promise((settle, fail) => {
          if (waiting.push({ statements, settle, fail }) === 1) setImmediate(() => void commitWaiting());
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
 * Work in a transaction of its own, which is what waits for other writers: libsql leaves a compiled statement that found the database
 * locked under way, and no later transaction could be committed until the same statement ran again.
 */
function inTransaction(database: Database.Database, work: () => ResultSet): ResultSet {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (cause) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw cause;
  }
}

/** Commits what several callers wrote in one transaction; where a part fails, each by itself. */
function commit(jobs: readonly Job[], runNow: (statement: Omit<Direct, "args">) => ResultSet, isOpen: () => boolean): void {
  try {
    runNow({ sql: "BEGIN IMMEDIATE" });
  } catch (cause) {
    return jobs.forEach(({ fail }) => fail(cause));
  }
  try {
    const results = jobs.map(({ statements }) => statements.map(runNow));
    runNow({ sql: "COMMIT" });
    jobs.forEach(({ settle }, index) => settle(results[index] ?? []));
  } catch (cause) {
    if (isOpen()) runNow({ sql: "ROLLBACK" });
    jobs.forEach((job) => (jobs.length === 1 ? job.fail(cause) : commit([job], runNow, isOpen)));
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
