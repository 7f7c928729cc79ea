import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "@/prisma/client/client";
import { requireEnv } from "@/lib/platform/env";
import { remember } from "@/lib/platform/remember";

type Client = ReturnType<PrismaLibSql["createClient"]>;
type Transaction = Awaited<ReturnType<Client["transaction"]>>;

/** The app's own database, one client per process. Writers wait up to 5 s for each other. */
export function prisma(): PrismaClient {
  return remember("prisma", () => openPrisma(requireEnv().DATABASE_URL));
}

/** A client on any database file. Its errors do not quote what was to be stored. @param url `file:PATH` */
export function openPrisma(url: string): PrismaClient {
  return new PrismaClient({ adapter: new OneConnection({ url, timeout: 5000 }), errorFormat: "minimal" });
}

/**
 * The libsql client opens a connection for what follows each transaction and leaves the old one to the collector, so that
 * a busy server runs out of file descriptors. The adapter lets nothing else run during a transaction: one connection does.
 */
class OneConnection extends PrismaLibSql {
  /** With a write-ahead log NORMAL is safe against a crash of the process, and a commit need not wait for the disk. */
  override async connect(): ReturnType<PrismaLibSql["connect"]> {
    const adapter = await super.connect();
    await adapter.executeScript("PRAGMA synchronous = NORMAL");
    return adapter;
  }

  override createClient(config: Parameters<PrismaLibSql["createClient"]>[0]): Client {
    const client = super.createClient(config);
    client.transaction = async () => {
      await client.execute("BEGIN IMMEDIATE");
      return transactionOf(client);
    };
    return client;
  }
}

function transactionOf(client: Client): Transaction {
  let closed = false;
  const end = async (sql: "COMMIT" | "ROLLBACK"): Promise<void> => {
    closed = true;
    await client.execute(sql);
  };
  return {
    execute: (statement) => client.execute(statement),
    batch: (statements) => Promise.all(statements.map((statement) => client.execute(statement))),
    executeMultiple: (sql) => client.executeMultiple(sql),
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
    close: () => void (closed ? null : end("ROLLBACK")),
    get closed() {
      return closed;
    },
  };
}
