import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, vi } from "vitest";
import { openPrisma, prisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

/** A folder that goes when the tests of a file are done, with a migrated app database in it. */
function home() {
  const dir = mkdtempSync(join(tmpdir(), "tellback-test-"));
  const path = join(dir, "app.sqlite");
  const url = `file:${path}`;
  migrate(url, "prisma/migrations");
  return { dir, path, url };
}

/** An app database for one test file, and a client on it. */
export function testDatabase() {
  const made = home();
  const db = openPrisma(made.url);
  afterAll(async () => {
    await db.$disconnect();
    rmSync(made.dir, { recursive: true, force: true });
  });
  return { ...made, db };
}

/** The settings of an app for one test file: a database and a data folder of its own. */
export function testApp() {
  const made = home();
  vi.stubEnv("DATABASE_URL", made.url);
  vi.stubEnv("TELLBACK_DATA_DIR", join(made.dir, "data"));
  afterAll(async () => {
    await prisma().$disconnect();
    vi.unstubAllEnvs();
    rmSync(made.dir, { recursive: true, force: true });
  });
  return made;
}
