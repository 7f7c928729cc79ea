import path from "node:path";
import { remember } from "@/lib/platform/remember";
import { err } from "@/lib/platform/result";
import { limitsOf } from "@/lib/query/limits";
import { sqlitePages } from "@/lib/query/pages.sqlite";
import type { OpenRunner } from "@/lib/query/runner";
import { createWorkerPool, type WorkerPool } from "@/lib/query/worker-pool.sqlite";

export type SqliteOptions = {
  /** The processes to run on; by default the ones that this whole process shares. */
  readonly pool?: WorkerPool;
  /** Rows are counted up to here when there are more than are returned. */
  readonly countLimit?: number;
};

/**
 * A read-only SQLite file whose queries run in other processes, so that this one stays responsive and a query can be stopped.
 * Opening touches nothing: a missing or broken file is told by the first query, as `unavailable`.
 * `timeoutMs` (10,000 by default) counts from the moment a process is free, `maxRows` is 10,000 by default.
 * Whole numbers beyond 2^53 come back as text, blobs as `<blob 12 bytes>`, texts over 100,000 characters cut.
 */
export function openSqlite(file: string, options: SqliteOptions = {}): OpenRunner {
  const absolute = path.resolve(/* turbopackIgnore: true */ file);
  let closed = false;
  return {
    dialect: "sqlite",
    async run(query, asked = {}) {
      if (closed) return err({ code: "unavailable", message: "The database has been closed." });
      if (query.dialect !== "sqlite") throw new TypeError(`A query compiled for ${query.dialect} cannot run on SQLite.`);
      const pool = options.pool ?? remember("sqlite-workers", () => createWorkerPool());
      return pool.run({ path: absolute, sql: query.sql, params: query.params, ...limitsOf(asked, options), signal: asked.signal });
    },
    async *pages(query, asked = {}) {
      if (closed) return yield err({ code: "unavailable", message: "The database has been closed." });
      if (query.dialect !== "sqlite") throw new TypeError(`A query compiled for ${query.dialect} cannot run on SQLite.`);
      const { timeoutMs } = limitsOf(asked, options);
      yield* sqlitePages({ path: absolute, sql: query.sql, params: query.params }, { timeoutMs, signal: asked.signal });
    },
    async close() {
      closed = true;
    },
  };
}
