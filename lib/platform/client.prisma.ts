import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "@/prisma/client/client";
import { openConnection, type Connection, type Direct, type ResultSet } from "@/lib/platform/connection.sqlite";
import { requireEnv } from "@/lib/platform/env";
import { databasePath } from "@/lib/platform/migrate.sqlite";
import { remember } from "@/lib/platform/remember";

const BUSY_MS = 5000;

/** The app's own database, one client per process. Writers wait up to 5 s for each other. */
export function prisma(): PrismaClient {
  return remember("prisma", () => openPrisma(requireEnv().DATABASE_URL));
}

// A bundle may hold this file several times, and a client of one is used through another.
const adapters = () => remember("adapters", () => new WeakMap<PrismaClient, OneConnection>());

/** A client on any database file. Its errors do not quote what was to be stored. @param url `file:PATH` */
export function openPrisma(url: string): PrismaClient {
  const adapter = new OneConnection({ url });
  const db = new PrismaClient({ adapter, errorFormat: "minimal" });
  adapters().set(db, adapter);
  return db;
}

/** Runs statements on a client's own connection without the client, several of them all or not at all. */
export async function runDirectly(db: PrismaClient, statements: readonly Direct[]): Promise<readonly ResultSet[]> {
  const adapter = adapters().get(db);
  if (adapter === undefined) throw new TypeError("Statements run directly only on a client that was opened here.");
  if (adapter.connection?.closed !== false) await db.$connect();
  return adapter.connection?.together(statements) ?? [];
}

/** The adapter lets nothing else run during a transaction, so one connection serves all. */
class OneConnection extends PrismaLibSql {
  connection: Connection | null = null;

  /** With a write-ahead log NORMAL is safe against a crash of the process, and a commit need not wait for the disk. */
  override async connect(): ReturnType<PrismaLibSql["connect"]> {
    const adapter = await super.connect();
    await adapter.executeScript("PRAGMA synchronous = NORMAL");
    return adapter;
  }

  override createClient({ url }: Parameters<PrismaLibSql["createClient"]>[0]): ReturnType<PrismaLibSql["createClient"]> {
    this.connection = openConnection(databasePath(url), BUSY_MS);
    return this.connection;
  }
}
