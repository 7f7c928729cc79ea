import { randomBytes } from "node:crypto";
import { Client } from "pg";

export type ScratchDatabase = {
  readonly url: string;
  exec(sql: string, values?: readonly unknown[]): Promise<void>;
  drop(): Promise<void>;
};

/** Set by `.ci/postgres COMMAND`, which starts a throwaway server. */
const SERVER = process.env["TELLBACK_TEST_POSTGRES"] ?? "";

/** Whether tests have a PostgreSQL. */
export const hasPostgres = SERVER !== "";
/** What tests on PostgreSQL are called; where there is none, it says why they are skipped. */
export const ON_POSTGRES = hasPostgres
  ? "on PostgreSQL"
  : "on PostgreSQL (no server: TELLBACK_TEST_POSTGRES is not set; `.ci/postgres npm test` starts one)";

/** A new, empty database on the tests' server; `drop` takes it away. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  await once(SERVER, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return {
    url: url.href,
    exec: async (sql, values) => {
      await client.query(sql, values === undefined ? undefined : [...values]);
    },
    drop: async () => {
      await client.end();
      await once(SERVER, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
