import Database from "libsql";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SourceRegistry } from "@/lib/ask/registry.sqlite";
import { createScratchDatabase, hasPostgres, ON_POSTGRES } from "@/lib/query/scratch.postgres";

const folder = mkdtempSync(path.join(tmpdir(), "registry-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function registryOf(files: readonly string[], postgres: readonly string[] = []): SourceRegistry {
  return new SourceRegistry({
    dataDir: folder,
    own: files.map((file) => ({ path: file })),
    dropped: async () => [],
    postgres,
    frozenNow: null,
    clock: { now: () => new Date("2026-11-18T15:30:00Z"), elapsed: () => 0 },
    timeoutMs: 5_000,
  });
}

async function tablesOf(registry: SourceRegistry, id: string): Promise<readonly string[] | string> {
  const source = await registry.find(id);
  if (!source) return "no such source";
  const opened = await registry.open(source);
  return opened.ok ? opened.value.schema.tables.map(({ name }) => name) : opened.error;
}

describe("the sources that can be asked", () => {
  it("keep a schema while the file stays, and read it again when it changes, also through a write-ahead log", async () => {
    const file = path.join(folder, "zoo.sqlite");
    const writer = new Database(file);
    writer.exec("PRAGMA journal_mode = wal; CREATE TABLE keepers (id INTEGER PRIMARY KEY, name TEXT)");
    const registry = registryOf([file]);
    const source = (await registry.find("zoo"))!;
    const [first, second] = [await registry.open(source), await registry.open(source)];
    expect(first.ok && second.ok && first.value.schema === second.value.schema).toBe(true);
    writer.exec("CREATE TABLE animals (id INTEGER PRIMARY KEY, keeper_id INTEGER)");
    expect(await tablesOf(registry, "zoo")).toEqual(["keepers", "animals"]);
    writer.close();
  });

  it("look among the dropped files only for what no other source is", async () => {
    for (const name of ["own", "dropped"])
      new Database(path.join(folder, `${name}.sqlite`)).exec("CREATE TABLE things (id INTEGER PRIMARY KEY)");
    let looks = 0;
    const dropped = async () => {
      looks += 1;
      return [{ path: path.join(folder, "dropped.sqlite"), id: "file-1" }];
    };
    const registry = new SourceRegistry({ ...registryOf([path.join(folder, "own.sqlite")]).options, dropped });
    expect([(await registry.find("own"))?.id, looks]).toEqual(["own", 0]);
    expect([(await registry.find("file-1"))?.id, looks]).toEqual(["file-1", 1]);
    expect([await registry.find("nothing"), looks]).toEqual([null, 2]);
    expect((await registry.list()).map(({ id }) => id)).toEqual(["own", "file-1"]);
  });

  it("read a glossary again when it changes, and cannot be asked while it is wrong", async () => {
    const file = path.join(folder, "park.sqlite");
    const writer = new Database(file);
    writer.exec("CREATE TABLE trees (id INTEGER PRIMARY KEY, species TEXT)");
    writer.close();
    const registry = registryOf([file]);
    const source = (await registry.find("park"))!;
    const synonyms = async () => {
      const opened = await registry.open(source);
      return opened.ok ? opened.value.schema.tables[0]!.synonyms : opened.error;
    };
    expect(await synonyms()).toEqual([]);
    writeFileSync(path.join(folder, "park.glossary.json"), '{"tables": {"trees": {"synonyms": ["trunks"]}}}');
    expect(await synonyms()).toEqual(["trunk"]);
    expect([await registry.problemOf("park"), await registry.problemOf("nothing")]).toEqual([null, null]);
    writeFileSync(path.join(folder, "park.glossary.json"), '{"tables": {"tree": {}}}');
    expect(await synonyms()).toMatch(/park\.glossary\.json cannot be used: there is no table tree; the nearest is trees\.$/);
    expect(await registry.problemOf("park")).toBe(await synonyms());
  });

  it("show a PostgreSQL database by host and name, never by its password, and say when it is away", async () => {
    const registry = registryOf([], ["postgres://teller:s3cret@127.0.0.1:1/Bank%20East", "postgres://other:pass@127.0.0.1:1/Bank%20East"]);
    const sources = await registry.list();
    expect(sources.map(({ id, name, path: place }) => [id, name, place])).toEqual([
      ["bank-east", "Bank East on 127.0.0.1:1", "postgres://127.0.0.1:1/Bank%20East"],
      ["bank-east-2", "Bank East on 127.0.0.1:1", "postgres://127.0.0.1:1/Bank%20East"],
    ]);
    const problem = await tablesOf(registry, "bank-east");
    expect(problem).toBe(
      "Bank East on 127.0.0.1:1 could not be read: The database server does not answer: nothing listens at that host and port.",
    );
    expect(JSON.stringify([sources, problem])).not.toMatch(/s3cret|teller/);
  });

  it.skipIf(!hasPostgres)(`open a database ${ON_POSTGRES} and run on it`, async () => {
    const scratch = await createScratchDatabase();
    await scratch.exec("CREATE TABLE keepers (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO keepers VALUES (1, 'Ada')");
    const registry = registryOf([], [scratch.url]);
    const [source] = await registry.list();
    expect(await tablesOf(registry, source!.id)).toEqual(["keepers"]);
    expect(
      await registry.runner(source!).run({ sql: "SELECT name FROM keepers WHERE id = $1", params: [1], dialect: "postgres" }),
    ).toMatchObject({ ok: true, value: { rows: [["Ada"]] } });
    await scratch.drop();
  });
});
