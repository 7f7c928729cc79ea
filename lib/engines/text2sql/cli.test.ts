import Database from "libsql";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScratchDatabase, hasPostgres, ON_POSTGRES } from "@/lib/query/scratch.postgres";

const folder = mkdtempSync(path.join(tmpdir(), "ask-"));
const file = path.join(folder, "library.sqlite");
const TABLES =
  "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, country TEXT); INSERT INTO authors VALUES (1, 'Ada Lane', 'France'), (2, 'Bo Reed', 'Kenya'), (3, 'Cy Holt', 'France')";

function ask(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "lib/engines/text2sql/cli.ts", ...args], {
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  const database = new Database(file);
  database.exec(TABLES);
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each question starts a process of its own, which takes its time on a busy machine.
describe("npm run ask", { timeout: 90_000 }, () => {
  it("prints the answer, the rows, the SQL and how the question was understood", () => {
    const { status, stdout } = ask("--db", file, "How many authors are from France?");
    expect(status).toBe(0);
    expect(stdout).toContain("SELECT count(*) AS count\nFROM authors\nWHERE authors.country = 'France'");
    expect(stdout).toMatch(/^\D*2\D/u);
    expect(stdout).toMatch(/Understood as: number of authors where country is France \(confidence 0\.\d\d\)/u);
  });

  it("reads the glossary beside the database, and says what is wrong in it", () => {
    const glossary = path.join(folder, "library.glossary.json");
    writeFileSync(glossary, '{"tables": {"authors": {"synonyms": ["scribes"]}}}');
    expect(ask("--db", file, "How many scribes are there?").stdout).toContain("count(*)");
    writeFileSync(glossary, '{"tables": {"writers": {}}}');
    expect(ask("--db", file, "How many authors are there?")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("there is no table writers"),
    });
    rmSync(glossary);
  });

  it.each([
    ["no database", ["How many authors?"], 2, /^usage: npm run ask/],
    ["no question", ["--db", file, "  "], 2, /^There is no question\./],
    ["an option that there is not", ["--db", file, "--fast", "How many authors?"], 2, /--fast/],
    [
      "a file that does not exist",
      ["--db", "/nowhere/x.sqlite", "How many?"],
      1,
      /^\/nowhere\/x\.sqlite could not be read: The database file does not exist\./,
    ],
    ["a file that is no database", ["--db", "package.json", "How many?"], 1, /is not an SQLite database/],
    [
      "a server that is not there",
      ["--db", "postgres://me:s3cret@127.0.0.1:1/x", "How many?"],
      1,
      /^The database could not be read: The database server does not answer/,
    ],
  ])("says what to do about %s", (_what, args, code, message) => {
    const { status, stdout, stderr } = ask(...args);
    expect([status, stdout]).toEqual([code, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("s3cret");
  });

  it.skipIf(!hasPostgres)(`asks a database ${ON_POSTGRES}`, async () => {
    const scratch = await createScratchDatabase();
    await scratch.exec(TABLES);
    const { status, stdout } = ask("--db", scratch.url, "How many authors are from France?");
    expect([status, stdout.includes("WHERE authors.country = 'France'")]).toEqual([0, true]);
    await scratch.drop();
  });
});
