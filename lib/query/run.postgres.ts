import { Client, Pool, type ClientConfig, type PoolClient } from "pg";
import { logError } from "@/lib/platform/log";
import { err, ok, type Result } from "@/lib/platform/result";
import type { CompiledQuery } from "@/lib/query/ir";
import { charactersOf, limitsOf, RESULT_CHARACTERS, type Limits } from "@/lib/query/limits";
import { postgresRunError } from "@/lib/query/postgres-errors";
import { readPostgresValue } from "@/lib/query/postgres-values";
import type { OpenRunner, Page, ResultSet, Row, RunError } from "@/lib/query/runner";
import { checkSqlText } from "@/lib/query/sql-text";

export type PostgresOptions = {
  /** What a query gets that does not say itself. */
  readonly timeoutMs?: number;
  /** Rows are counted up to here when there are more than are returned. */
  readonly countLimit?: number;
  /** IANA name; times with a zone are shown local to it. */
  readonly timeZone?: string;
};

type Outcome = Result<ResultSet, RunError>;

const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const CANCEL_MS = 2_000;
const BATCH_ROWS = 200;
/** Queries that run at the same time. */
const CONNECTIONS = 4;
const TEXT_TYPES = { getTypeParser: (oid: number) => (text: string) => readPostgresValue(oid, text) };

/**
 * A PostgreSQL database, read through read-only transactions of read-only sessions, whatever the role may do.
 * Connecting waits for the first query: a server that is down is told by it, as `unavailable`. Rows come through a cursor, so that no
 * more than `maxRows` (10,000 by default) travel; the others are counted by the server, up to `countLimit`.
 * A query over `timeoutMs` (10,000 by default, from the moment a connection is free) or aborted is cancelled on the server.
 * Values read as `readPostgresValue` says. The password stays in the driver: no message holds it.
 */
export function openPostgres(url: string, options: PostgresOptions = {}): OpenRunner {
  const config: ClientConfig = { connectionString: url, application_name: "tellback", connectionTimeoutMillis: CONNECT_MS };
  let pool: Pool | null = null;
  let closed = false;
  const started = (): Pool => {
    pool ??= startPool(config, options);
    return pool;
  };
  const check = (query: CompiledQuery): Result<CompiledQuery, RunError> => {
    if (closed) return err({ code: "unavailable", message: "The database has been closed." });
    if (query.dialect !== "postgres") throw new TypeError(`A query compiled for ${query.dialect} cannot run on PostgreSQL.`);
    const checked = checkSqlText(query.sql);
    return checked.ok ? ok({ ...query, sql: checked.value }) : checked;
  };
  return {
    dialect: "postgres",
    async run(query, asked = {}) {
      const checked = check(query);
      if (!checked.ok) return checked;
      const limits = limitsOf(asked, options);
      const { signal } = asked;
      try {
        const client = await lease(started(), signal);
        return client === null ? err({ code: "cancelled" }) : await runOn(client, checked.value, limits, signal, config);
      } catch (cause) {
        return err(postgresRunError(cause, limits.timeoutMs));
      }
    },
    async *pages(query, asked = {}) {
      const checked = check(query);
      if (checked.ok) yield* pagesOn(started(), checked.value, limitsOf(asked, options).timeoutMs, asked.signal);
      else yield checked;
    },
    async close() {
      closed = true;
      await pool?.end();
    },
  };
}

function startPool(config: ClientConfig, { timeZone = "UTC" }: PostgresOptions): Pool {
  const pool = new Pool({
    ...config,
    max: CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
    onConnect: async (client) => {
      await client.query(
        "SET default_transaction_read_only = on; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex'; SET synchronize_seqscans = off; SET idle_in_transaction_session_timeout = '60s'",
      );
      await client.query("SELECT set_config('TimeZone', $1, false)", [timeZone]);
    },
  });
  // An idle connection that the server closes leaves the pool by itself; without a listener the event would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/** A connection, or null where the asker gave up first; the late connection then goes back unused. */
function lease(pool: Pool, signal: AbortSignal | undefined): Promise<PoolClient | null> {
  return new Promise((settle, fail) => {
    if (signal?.aborted === true) return settle(null);
    let left = false;
    const leave = (): void => {
      left = true;
      settle(null);
    };
    signal?.addEventListener("abort", leave, { once: true });
    pool.connect().then((client) => {
      signal?.removeEventListener("abort", leave);
      if (left) client.release();
      else settle(client);
    }, fail);
  });
}

/**
 * Runs a query on its connection. The asker gets the outcome at once when time is up; the connection is given back when the server has let
 * go.
 */
async function runOn(
  client: PoolClient,
  query: CompiledQuery,
  limits: Limits,
  signal: AbortSignal | undefined,
  config: ClientConfig,
): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  let abort = (): void => undefined;
  const lost = (): void => undefined;
  client.on("error", lost);
  const work = fetchRows(client, query, limits).then<Outcome, Outcome>(ok, (cause: unknown) =>
    err(postgresRunError(cause, limits.timeoutMs)),
  );
  const stopped = new Promise<Outcome>((settle) => {
    timer = setTimeout(() => settle(err({ code: "timeout", limitMs: limits.timeoutMs })), limits.timeoutMs);
    abort = () => settle(err({ code: "cancelled" }));
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort, { once: true });
  });
  const isStopped = await Promise.race([work.then(() => false), stopped.then(() => true)]);
  clearTimeout(timer);
  signal?.removeEventListener("abort", abort);
  void finish(client, isStopped ? cancel(client, work, config) : Promise.resolve(true), lost);
  return isStopped ? stopped : work;
}

async function finish(client: PoolClient, settled: Promise<boolean>, lost: () => void): Promise<void> {
  const isUsable = await settled.then(
    async (isFree) =>
      isFree &&
      (await client.query("ROLLBACK").then(
        () => true,
        () => false,
      )),
  );
  client.off("error", lost);
  client.release(!isUsable);
}

/** All rows of a query in pages. The server stops one that takes too long, and closes a connection that nobody reads on. */
async function* pagesOn(
  pool: Pool,
  query: CompiledQuery,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<Page, RunError>> {
  let client: PoolClient | null = null;
  const lost = (): void => undefined;
  try {
    client = await lease(pool, signal);
    if (client === null) return yield err({ code: "cancelled" });
    client.on("error", lost);
    await openCursor(client, query, timeoutMs);
    let page: Page;
    do {
      page = await fetchPage(client, BATCH_ROWS);
      yield ok(page);
    } while (page.rows.length === BATCH_ROWS);
  } catch (cause) {
    yield err(postgresRunError(cause, timeoutMs));
  } finally {
    if (client !== null) await finish(client, Promise.resolve(true), lost);
  }
}

async function fetchRows(client: PoolClient, query: CompiledQuery, { maxRows, countLimit, timeoutMs }: Limits): Promise<ResultSet> {
  const startedAt = performance.now();
  await openCursor(client, query, timeoutMs);
  const rows: Row[] = [];
  let columns: readonly string[] = [];
  let characters = 0;
  let isAtEnd = false;
  do {
    const batch = Math.min(BATCH_ROWS, maxRows - rows.length);
    const page = await fetchPage(client, batch);
    columns = page.columns;
    characters += charactersOf(page.rows.flat());
    rows.push(...page.rows);
    isAtEnd = page.rows.length < batch || rows.length >= countLimit;
  } while (!isAtEnd && rows.length < maxRows && characters < RESULT_CHARACTERS);
  const others = isAtEnd ? 0 : (await client.query(`MOVE FORWARD ${countLimit - rows.length} FROM found`)).rowCount;
  const rowCount = rows.length + (others ?? 0);
  return { columns, rows, rowCount, truncated: rowCount > rows.length, elapsedMs: performance.now() - startedAt };
}

async function openCursor(client: PoolClient, { sql, params }: CompiledQuery, timeoutMs: number): Promise<void> {
  await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}; SET LOCAL cursor_tuple_fraction = 1`);
  await client.query({ text: `DECLARE found NO SCROLL CURSOR FOR ${sql}`, values: [...params] });
}

async function fetchPage(client: PoolClient, count: number): Promise<Page> {
  const part = await client.query<Row[number][]>({ text: `FETCH FORWARD ${count} FROM found`, rowMode: "array", types: TEXT_TYPES });
  return { columns: part.fields.map(({ name }) => name), rows: part.rows };
}

/** Asks the server, over another connection, to stop what a connection runs. @returns whether the connection is free again */
async function cancel(client: PoolClient, work: Promise<Outcome>, config: ClientConfig): Promise<boolean> {
  const asking = new Client({ ...config, connectionTimeoutMillis: CANCEL_MS });
  asking.on("error", () => undefined);
  try {
    await asking.connect();
    await asking.query("SELECT pg_cancel_backend($1)", [processOf(client)]);
  } catch (cause) {
    logError("A query could not be cancelled on the server; its connection is closed instead", cause);
  }
  await asking.end().catch(() => undefined);
  const late = new Promise<boolean>((settle) => setTimeout(() => settle(false), CANCEL_MS).unref());
  return Promise.race([work.then(() => true), late]);
}

/** The driver learns the id of its server process when it connects, but its types do not say so. */
function processOf(client: PoolClient): number {
  return "processID" in client && typeof client.processID === "number" ? client.processID : 0;
}
