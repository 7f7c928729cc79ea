import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { openPrisma, runDirectly } from "@/lib/platform/client.prisma";
import { addRows, hasRow, rowOf, updateRow } from "@/lib/platform/direct.prisma";

const { url } = testDatabase();
const add = (id: string) => ({ data: { id, title: id } });

describe("transactions", () => {
  it.skipIf(!existsSync("/proc/self/fd"))(
    "leave no connection open behind them, or a server would run out of file descriptors",
    async () => {
      const db = openPrisma(url);
      await db.conversation.create(add("first"));
      const before = readdirSync("/proc/self/fd").length;
      for (let index = 0; index < 50; index += 1)
        await db.$transaction([db.conversation.create(add(`a${index}`)), db.conversation.count()]);
      expect(readdirSync("/proc/self/fd").length - before).toBeLessThan(5);
    },
  );

  it("take everything back when one part fails, and the next one works", async () => {
    const db = openPrisma(url);
    await expect(db.$transaction([db.conversation.create(add("b")), db.conversation.create(add("b"))])).rejects.toThrow();
    expect(await db.conversation.count({ where: { id: "b" } })).toBe(0);
    await db.$transaction(async (tx) => void (await tx.conversation.create(add("c"))));
    expect(await db.conversation.count({ where: { id: "c" } })).toBe(1);
  });
});

describe("a connection that keeps its statements", () => {
  const db = openPrisma(url);

  it("works on after a statement failed, and still says which column was taken", async () => {
    await db.conversation.create(add("d"));
    for (const id of ["d", "e", "d", "f"])
      await db.conversation.create(add(id)).catch((cause: unknown) => expect(cause).toMatchObject({ code: "P2002" }));
    expect(await db.conversation.count({ where: { id: { in: ["d", "e", "f"] } } })).toBe(3);
  });

  it("sees what another connection wrote, a new column too", async () => {
    await db.conversation.create(add("g"));
    const read = () => db.$queryRaw<Record<string, unknown>[]>`SELECT * FROM "Conversation" WHERE "id" = 'g'`;
    expect(await read()).toHaveLength(1);
    const other = openPrisma(url);
    await other.$executeRaw`ALTER TABLE "Conversation" ADD COLUMN "later" TEXT`;
    await other.$executeRaw`UPDATE "Conversation" SET "later" = 'x' WHERE "id" = 'g'`;
    expect(await read()).toMatchObject([{ id: "g", later: "x" }]);
  });

  it.each([
    ["true", true],
    ["no value", null],
    ["text", "ü"],
    ["a number", 0.5],
  ])("takes %s as a parameter", async (_name, value) => {
    expect(await db.$queryRaw`SELECT ${value} AS "value"`).toEqual([{ value: value === true ? 1 : value }]);
  });

  it("keeps no more statements than it has room for", async () => {
    for (let index = 0; index < 450; index += 1)
      expect(await db.$queryRawUnsafe(`SELECT 'n${index % 300}' AS "value"`)).toEqual([{ value: `n${index % 300}` }]);
  });
});

describe("statements without the client", () => {
  const db = openPrisma(url);
  const row = (id: string) => rowOf("Conversation", { id, title: id, createdAt: new Date(0), updatedAt: new Date(0) });
  const has = (id: string) => hasRow(db, "Conversation", `"id" = ?`, id);

  it("go in all or not at all, and the next ones work", async () => {
    await expect(addRows(db, [row("h"), row("h")])).rejects.toThrow(/UNIQUE/);
    expect(await has("h")).toBe(false);
    await addRows(db, [row("h"), row("i")]);
    expect([await has("h"), await has("i")]).toEqual([true, true]);
    expect(await db.conversation.findUnique({ where: { id: "i" } })).toMatchObject({ title: "i", createdAt: new Date(0) });
  });

  it("are committed with those of other callers, of which one may fail alone", async () => {
    const all = await Promise.allSettled([addRows(db, [row("n")]), addRows(db, [row("o"), row("n")]), addRows(db, [row("p")])]);
    expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([await has("n"), await has("o"), await has("p")]).toEqual([true, false, true]);
  });

  it("wait for a transaction of the client, and are not taken back with it", async () => {
    const beside: Promise<unknown>[] = [];
    const failing = db.$transaction(async (tx) => {
      await tx.conversation.create(add("j"));
      beside.push(addRows(db, [row("k")]), addRows(db, [row("l"), row("m")]), has("j"));
      await tx.conversation.count();
      throw new Error("taken back");
    });
    await expect(failing).rejects.toThrow("taken back");
    expect(await Promise.all(beside)).toEqual([undefined, undefined, false]);
    expect([await has("j"), await has("k"), await has("m")]).toEqual([false, true, true]);
  });

  it("say so where there is no row to change", async () => {
    await expect(updateRow(db, "Conversation", "nobody", { title: "x" })).rejects.toThrow(/no such row/);
  });

  it("connect again after the client was closed", async () => {
    await db.$disconnect();
    expect(await has("i")).toBe(true);
    await db.$disconnect();
    expect(await runDirectly(db, [{ sql: "PRAGMA synchronous", args: [] }])).toMatchObject([{ rows: [[1]] }]);
  });
});
