import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "@/prisma/client/client";
import { openConnection } from "@/lib/platform/connection.sqlite";
import { requireEnv } from "@/lib/platform/env";
import { databasePath } from "@/lib/platform/migrate.sqlite";
import { remember } from "@/lib/platform/remember";

const BUSY_MS = 5000;

/** The app's own database, one client per process. Writers wait up to 5 s for each other. */
export function prisma(): PrismaClient {
  return remember("prisma", () => openPrisma(requireEnv().DATABASE_URL));
}

/** A client on any database file. Its errors do not quote what was to be stored. @param url `file:PATH` */
export function openPrisma(url: string): PrismaClient {
  return new PrismaClient({ adapter: new OneConnection({ url }), errorFormat: "minimal" });
}

/** The adapter lets nothing else run during a transaction, so one connection serves all. */
class OneConnection extends PrismaLibSql {
  /** With a write-ahead log NORMAL is safe against a crash of the process, and a commit need not wait for the disk. */
  override async connect(): ReturnType<PrismaLibSql["connect"]> {
    const adapter = await super.connect();
    await adapter.executeScript("PRAGMA synchronous = NORMAL");
    return adapter;
  }

  override createClient({ url }: Parameters<PrismaLibSql["createClient"]>[0]): ReturnType<PrismaLibSql["createClient"]> {
    return openConnection(databasePath(url), BUSY_MS);
  }
}
