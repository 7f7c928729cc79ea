import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, vi } from "vitest";
import { makeZoo } from "@/e2e/zoo";
import { prisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

/** An app of its own for one test file, which the zoo can be asked about, and a harbour where it is wanted. */
export function useZooApp(sources: "zoo" | "zoo and harbour"): void {
  const dir = mkdtempSync(join(tmpdir(), "tellback-zoo-app-"));
  const [zoo, harbour] = [join(dir, "zoo.sqlite"), join(dir, "harbour.sqlite")];
  beforeAll(() => {
    mkdirSync(join(dir, "data"));
    makeZoo(zoo);
    if (sources === "zoo and harbour") makeHarbour(harbour);
    const url = `file:${join(dir, "data", "tellback.sqlite")}`;
    migrate(url, "prisma/migrations");
    vi.stubEnv("DATABASE_URL", url);
    vi.stubEnv("TELLBACK_SQLITE", sources === "zoo" ? zoo : `${zoo},${harbour}`);
    vi.stubEnv("TELLBACK_DATA_DIR", join(dir, "data"));
  });
  afterAll(async () => {
    await prisma().$disconnect();
    vi.unstubAllEnvs();
    rmSync(dir, { recursive: true, force: true });
  });
}

/** A second database of nobody's, whose boats have legs. */
function makeHarbour(path: string): void {
  const harbour = new Database(path);
  harbour.exec(
    "CREATE TABLE boats (id INTEGER PRIMARY KEY, boat_name TEXT NOT NULL, legs INTEGER NOT NULL); INSERT INTO boats VALUES (1, 'Ada', 3), (2, 'Ines', 4);",
  );
  harbour.close();
}
