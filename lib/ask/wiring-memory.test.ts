import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeZoo } from "@/e2e/zoo";
import { teachDeps } from "@/lib/ask/wiring-memory";
import { candidates } from "@/lib/ask/wiring-parts";
import { prisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-wiring-"));
const zoo = join(dir, "zoo.sqlite");

beforeAll(() => {
  makeZoo(zoo);
  const url = `file:${join(dir, "tellback.sqlite")}`;
  migrate(url, "prisma/migrations");
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("TELLBACK_SQLITE", zoo);
  vi.stubEnv("TELLBACK_DATA_DIR", join(dir, "data"));
});
afterAll(async () => {
  await prisma().$disconnect();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

/** What is read of a database for routing and for memory, and how much is kept for the life of the process after that. */
async function readZoo() {
  const roots = (await candidates()).find(({ source }) => source === "zoo")?.roots;
  const open = await teachDeps().open({ engine: "text2sql", source: "zoo", shopId: null }, "2026-11-18 15:30:00");
  return { roots, vocabulary: open?.vocabulary, kept: Object.getOwnPropertySymbols(globalThis).length };
}

it("reads a database once for routing and memory, again when its rows change, and keeps nothing of the rows before", async () => {
  const before = await readZoo();
  const again = await readZoo();
  expect([again.roots, again.vocabulary]).toEqual([before.roots, before.vocabulary]);
  expect(again.roots).toBe(before.roots);
  expect(again.vocabulary).toBe(before.vocabulary);
  const db = new Database(zoo);
  db.exec("INSERT INTO keepers VALUES (4, 'Zuleika', 'Oslo')");
  db.close();
  const after = await readZoo();
  expect(before.vocabulary?.values("zuleika")).toEqual([]);
  expect(after.vocabulary?.values("zuleika")).toMatchObject([{ value: "Zuleika" }]);
  expect(after.roots).not.toBe(before.roots);
  expect(after.kept).toBe(before.kept);
});
