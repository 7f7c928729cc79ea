import path from "node:path";
import { remember } from "@/lib/platform/remember";
import { err } from "@/lib/platform/result";
import type { SqlRunner } from "@/lib/query/runner";
import { createWorkerPool, type WorkerPool } from "@/lib/query/worker-pool.sqlite";

export type SqliteOptions = {
  /** What a query gets that does not say itself. */
  readonly maxRows?: number;
  readonly timeoutMs?: number;
  /** The processes to run on; by default the ones that this whole process shares. */
  readonly pool?: WorkerPool;
  /** Rows are counted up to here when there are more than are returned. */
  readonly countLimit?: number;
};

const MAX_ROWS = 10_000;
const TIMEOUT_MS = 10_000;
const COUNT_LIMIT = 1_000_000;

/**
 * A read-only SQLite file whose queries run in other processes, so that this one stays responsive and a query can be stopped.
 * Opening touches nothing: a missing or broken file is told by the first query, as `unavailable`.
 * `timeoutMs` (10,000 by default) counts from the moment a process is free, `maxRows` is 10,000 by default.
 * Whole numbers beyond 2^53 come back as text, blobs as `<blob 12 bytes>`, texts over 100,000 characters cut.
 */
export function openSqlite(file: string, options: SqliteOptions = {}): SqlRunner & { close(): Promise<void> } {
  const absolute = path.resolve(/* turbopackIgnore: true */ file);
  let closed = false;
  return {
    dialect: "sqlite",
    async run(query, { maxRows = options.maxRows ?? MAX_ROWS, timeoutMs = options.timeoutMs ?? TIMEOUT_MS, signal } = {}) {
      if (closed) return err({ code: "unavailable", message: "The database has been closed." });
      if (query.dialect !== "sqlite") throw new TypeError(`A query compiled for ${query.dialect} cannot run on SQLite.`);
      const pool = options.pool ?? remember("sqlite-workers", () => createWorkerPool());
      const countLimit = Math.max(maxRows, options.countLimit ?? COUNT_LIMIT);
      return pool.run({
        path: absolute,
        sql: query.sql,
        params: query.params,
        maxRows,
        countLimit,
        timeoutMs,
        ...(signal === undefined ? {} : { signal }),
      });
    },
    async close() {
      closed = true;
    },
  };
}
