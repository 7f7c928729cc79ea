import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledQuery, Value } from "@/lib/query/ir";
import { openPostgres } from "@/lib/query/run.postgres";
import type { OpenRunner } from "@/lib/query/runner";
import { createScratchDatabase, hasPostgres, ON_POSTGRES, type ScratchDatabase } from "@/lib/query/scratch.postgres";

const sql = (text: string, ...params: Value[]): CompiledQuery => ({ sql: text, params, dialect: "postgres" });

describe("a PostgreSQL that cannot be reached", () => {
  it("is unavailable, and its password is in no message", async () => {
    const found = await openPostgres("postgres://teller:s3cret@127.0.0.1:1/bank").run(sql("SELECT 1"));
    expect(found).toEqual({
      ok: false,
      error: { code: "unavailable", message: "The database server does not answer: nothing listens at that host and port." },
    });
    expect(JSON.stringify(found)).not.toContain("s3cret");
  });
});

describe.skipIf(!hasPostgres)(`a read-only database ${ON_POSTGRES}`, () => {
  let scratch: ScratchDatabase;
  let bank: OpenRunner;
  beforeAll(async () => {
    scratch = await createScratchDatabase();
    await scratch.exec(
      "CREATE TYPE mood AS ENUM ('calm', 'busy'); CREATE TABLE moments (id bigint PRIMARY KEY, day date, at timestamp, zoned timestamptz, state mood, price numeric(12, 2), raw bytea, tags text[], doc jsonb, share double precision)",
    );
    await scratch.exec(
      "INSERT INTO moments VALUES (1, '2026-11-18', '2026-11-18 15:30:00', '2026-11-18 15:30:00+00', 'busy', 12.50, '\\x0102', '{a,b}', '{\"a\": 1}', 'NaN')",
    );
    bank = openPostgres(scratch.url, { timeZone: "Asia/Dhaka" });
  });
  afterAll(async () => scratch.drop());

  it("gives dates and times as ISO text local to the source, and other types as text", async () => {
    const found = await bank.run(sql("SELECT * FROM moments"));
    expect(found.ok && found.value.rows).toEqual([
      [1, "2026-11-18", "2026-11-18 15:30:00", "2026-11-18 21:30:00", "busy", 12.5, "<blob 2 bytes>", "{a,b}", '{"a": 1}', "NaN"],
    ]);
  });

  it("cannot write even where the text of a query does not show that it would", async () => {
    await scratch.exec(
      "CREATE FUNCTION upper(mood) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO moments (id) VALUES (99); RETURN 'x'; END $$",
    );
    expect(await bank.run(sql("SELECT upper(state) FROM moments"))).toEqual({
      ok: false,
      error: { code: "refused", message: "The connection is read-only." },
    });
    expect(await bank.run(sql("SELECT count(*) AS n FROM moments"))).toMatchObject({ value: { rows: [[1]] } });
  });

  it("stops on the server what was stopped here", async () => {
    const running = sql(
      "SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'FETCH%' AND application_name = 'tellback' AND datname = $1 AND wait_event IS NULL",
      new URL(scratch.url).pathname.slice(1),
    );
    const other = openPostgres(scratch.url);
    const endless = "SELECT count(*) FROM generate_series(1, 3000000) AS a JOIN generate_series(1, 3000000) AS b ON a.a <> b.b";
    expect(await other.run(sql(endless), { timeoutMs: 200 })).toMatchObject({ error: { code: "timeout" } });
    await expect
      .poll(
        async () => {
          const found = await bank.run(running);
          // The query that looks is itself a FETCH under way.
          return found.ok && found.value.rows[0]?.[0];
        },
        { timeout: 5_000 },
      )
      .toBe(1);
    await other.close();
  });

  it("says so when the role may not read a table, the database is not there, or the server goes away", async () => {
    const url = new URL(scratch.url);
    url.username = `visitor_${url.pathname.slice(1)}`;
    await scratch.exec(`CREATE ROLE ${url.username} LOGIN`);
    expect(await openPostgres(url.href).run(sql("SELECT * FROM moments"))).toMatchObject({
      error: { code: "refused", message: "The database's role may not do that: permission denied for table moments." },
    });
    await scratch.exec(`DROP ROLE ${url.username}`);
    url.username = new URL(scratch.url).username;
    url.pathname = "/no_such_database";
    expect(await openPostgres(url.href).run(sql("SELECT 1"))).toMatchObject({
      error: { code: "unavailable", message: expect.stringContaining("no such database") },
    });
    await bank.run(sql("SELECT 1"));
    await scratch.exec(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tellback' AND datname = current_database()",
    );
    await expect.poll(async () => (await bank.run(sql("SELECT 1"))).ok, { timeout: 5_000 }).toBe(true);
  });
});
