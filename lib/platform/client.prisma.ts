import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "@/prisma/client/client";
import { requireEnv } from "@/lib/platform/env";
import { remember } from "@/lib/platform/remember";

/** The app's own database, one client per process. Writers wait up to 5 s for each other. */
export function prisma(): PrismaClient {
  return remember("prisma", () => openPrisma(requireEnv().DATABASE_URL));
}

/** A client on any database file. @param url `file:PATH` */
export function openPrisma(url: string): PrismaClient {
  return new PrismaClient({ adapter: new PrismaLibSql({ url, timeout: 5000 }) });
}
