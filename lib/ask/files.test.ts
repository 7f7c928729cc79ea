import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { addUpload, droppedDatabases, removeUpload } from "@/lib/ask/files.fs";
import { registry, uploadStore } from "@/lib/ask/wiring-parts";
import { testApp } from "@/lib/platform/test-app.fixture.prisma";
import { prisma } from "@/lib/platform/client.prisma";

const { dir } = testApp();

const drop = (bytes: Uint8Array, name: string) => addUpload(new Blob([Uint8Array.from(bytes)]).stream(), name);
const text = (lines: string) => new TextEncoder().encode(lines);
const filesThere = () => readdirSync(join(dir, "uploads")).length;

/** A database with one table, or none where no SQL is given. */
function databaseOf(sql: string): Uint8Array {
  const path = join(dir, `${crypto.randomUUID()}.sqlite`);
  const database = new Database(path);
  database.exec(`PRAGMA user_version = 1; ${sql}`);
  database.close();
  const bytes = readFileSync(path);
  rmSync(path);
  return bytes;
}

async function droppedSource(bytes: Uint8Array, name: string): Promise<string> {
  const added = await drop(bytes, name);
  if (!added.ok || added.value.kind !== "source") throw new Error(JSON.stringify(added));
  return added.value.source.id;
}

describe("the same bytes dropped again", () => {
  const stalls = databaseOf("CREATE TABLE stalls (id INTEGER PRIMARY KEY); INSERT INTO stalls VALUES (1)");
  const others = databaseOf("CREATE TABLE stalls (id INTEGER PRIMARY KEY); INSERT INTO stalls VALUES (2)");

  it("are the source that is there, whatever they are called, also when they come at the same time", async () => {
    const ids = await Promise.all([droppedSource(stalls, "a.sqlite"), droppedSource(stalls, "b.sqlite")]);
    ids.push(await droppedSource(stalls, "c.sqlite"));
    expect(new Set(ids).size).toBe(1);
    expect((await registry().list()).filter(({ id }) => ids.includes(id))).toHaveLength(1);
    expect(filesThere()).toBe(1);
    expect(others).toHaveLength(stalls.length);
    expect(await droppedSource(others, "a.sqlite")).not.toBe(ids[0]);
  });

  it("are the log that is there where it has the same name, and its days begin anew", async () => {
    const log = text("2026-06-02 10:01:59 INFO shop.Door : basket answered\n");
    const first = await drop(log, "door.log");
    if (!first.ok || first.value.kind !== "log") throw new Error("not kept");
    await prisma().upload.updateMany({ where: { id: first.value.id }, data: { createdAt: new Date(0) } });
    expect(await drop(log, "door.log")).toEqual(first);
    expect(await uploadStore().logsBefore(new Date(1))).toEqual([]);
    // A report names its file, and two logs of a conversation are compared by their names.
    expect(await drop(log, "door-of-monday.log")).not.toMatchObject({ value: { id: first.value.id } });
  });
});

describe("a dropped database", () => {
  it("can be removed by its source's id; its file goes with it", async () => {
    const id = await droppedSource(databaseOf("CREATE TABLE tills (id INTEGER PRIMARY KEY)"), "tills.sqlite");
    const before = filesThere();
    expect((await droppedDatabases()).find((database) => database.id === id)).toMatchObject({ fileName: "tills.sqlite" });
    expect(await removeUpload(id)).toMatchObject({ fileName: "tills.sqlite" });
    expect(await registry().find(id)).toBeNull();
    expect(filesThere()).toBe(before - 1);
    expect((await droppedDatabases()).some((database) => database.id === id)).toBe(false);
    expect(await removeUpload(id)).toBeNull();
  });

  it("is not another source: those of the settings and the demo stay", async () => {
    for (const id of ["shop", "bank", "", "../app.sqlite", "%"]) expect(await removeUpload(id)).toBeNull();
    expect(existsSync(join(dir, "app.sqlite"))).toBe(true);
  });

  it("without a table is not kept, since nothing could be asked of it", async () => {
    const before = filesThere();
    expect(await drop(databaseOf(""), "new.sqlite")).toMatchObject({
      ok: false,
      error: { code: "empty", message: expect.stringMatching(/^new\.sqlite holds no tables/) },
    });
    expect(filesThere()).toBe(before);
  });
});

it("a stored log can be removed by its id", async () => {
  const added = await drop(text("2026-06-02 10:01:59 INFO shop.Door : one\n"), "one.log");
  if (!added.ok || added.value.kind !== "log") throw new Error("not kept");
  expect(await removeUpload(added.value.id)).toMatchObject({ fileName: "one.log" });
  expect(existsSync(join(dir, "uploads", added.value.id))).toBe(false);
});

it("a file whose row cannot be written is not kept, and that is said", async () => {
  const before = filesThere();
  const full = vi.spyOn(uploadStore(), "add").mockRejectedValue(new Error("database or disk is full"));
  const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await drop(text("2026-06-02 10:01:59 INFO shop.Door : two\n"), "two.log")).toMatchObject({
    ok: false,
    error: { code: "not-kept" },
  });
  full.mockRestore();
  logged.mockRestore();
  expect(filesThere()).toBe(before);
});
