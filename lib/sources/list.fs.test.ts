import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { listDataSources, sourceProblem } from "@/lib/sources/list.fs";

const dir = mkdtempSync(join(tmpdir(), "tellback-sources-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const write = (name: string, content: string) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};

describe("sourceProblem", () => {
  it("says that a file is missing", () => expect(sourceProblem(join(dir, "gone.sqlite"))).toMatch(/There is no file at .*gone\.sqlite\./));
  it.each([
    ["text", "id,name\n1,a\n"],
    ["an empty file", ""],
  ])("says that %s is no SQLite database, whatever its name", (_what, content) => {
    expect(sourceProblem(write("notes.sqlite", content))).toMatch(/notes\.sqlite is not a SQLite database\./);
  });
  it("finds none in a file that starts as SQLite does", () => expect(sourceProblem(write("fine.db", "SQLite format 3\0…"))).toBeNull());
});

describe("listDataSources", () => {
  it("gives files of one name ids of their own, and lists those that cannot be read, so that the page can say why", () => {
    const ids = listDataSources(dir, [{ path: join(dir, "a", "sales.sqlite") }, { path: join(dir, "b", "sales.sqlite") }]).map(
      ({ id }) => id,
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });
});
