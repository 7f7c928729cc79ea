import Database from "libsql";
import { expect, it } from "vitest";
import { teachDeps } from "@/lib/ask/wiring-memory";
import { candidates } from "@/lib/ask/wiring-parts";
import { useZooApp } from "@/lib/ask/zoo-app.fixture.prisma";

const { zoo } = useZooApp("zoo");

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
