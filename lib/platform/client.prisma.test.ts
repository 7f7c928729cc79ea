import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-client-"));
const url = `file:${join(dir, "app.sqlite")}`;
beforeAll(() => void migrate(url, "prisma/migrations"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const add = (id: string) => ({ data: { id, title: id } });

describe("transactions", () => {
  it.skipIf(!existsSync("/proc/self/fd"))("leave no connection open behind them, or a server would run out of file descriptors", async () => {
    const db = openPrisma(url);
    await db.conversation.create(add("first"));
    const before = readdirSync("/proc/self/fd").length;
    for (let index = 0; index < 50; index += 1) await db.$transaction([db.conversation.create(add(`a${index}`)), db.conversation.count()]);
    expect(readdirSync("/proc/self/fd").length - before).toBeLessThan(5);
  });

  it("take everything back when one part fails, and the next one works", async () => {
    const db = openPrisma(url);
    await expect(db.$transaction([db.conversation.create(add("b")), db.conversation.create(add("b"))])).rejects.toThrow();
    expect(await db.conversation.count({ where: { id: "b" } })).toBe(0);
    await db.$transaction(async (tx) => void (await tx.conversation.create(add("c"))));
    expect(await db.conversation.count({ where: { id: "c" } })).toBe(1);
  });
});
