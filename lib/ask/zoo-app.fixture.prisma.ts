import { join } from "node:path";
import Database from "libsql";
import { vi } from "vitest";
import { makeZoo } from "@/e2e/zoo";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";

/** An app of its own for one test file, which the zoo can be asked about, and a harbour where it is wanted. */
export function useZooApp(sources: "zoo" | "zoo and harbour") {
  const { dir } = testApp();
  const [zoo, harbour] = [join(dir, "zoo.sqlite"), join(dir, "harbour.sqlite")];
  makeZoo(zoo);
  if (sources === "zoo and harbour") makeHarbour(harbour);
  vi.stubEnv("TELLBACK_SQLITE", sources === "zoo" ? zoo : `${zoo},${harbour}`);
  return { zoo };
}

/** A second database of nobody's, whose boats have legs. */
function makeHarbour(path: string): void {
  const harbour = new Database(path);
  harbour.exec(
    "CREATE TABLE boats (id INTEGER PRIMARY KEY, boat_name TEXT NOT NULL, legs INTEGER NOT NULL); INSERT INTO boats VALUES (1, 'Ada', 3), (2, 'Ines', 4);",
  );
  harbour.close();
}
