import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readTaught } from "@/lib/learning/train/taught.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-taught-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("reads thousands of taught questions, whose relations no single query can name, each with its own test and question", async () => {
  const url = `file:${join(dir, "app.sqlite")}`;
  migrate(url, "prisma/migrations");
  const db = openPrisma(url);
  const createdAt = new Date("2026-11-18T12:00:00Z");
  await db.conversation.create({ data: { id: "c", title: "t" } });
  await db.interaction.create({ data: { id: "v0", conversationId: "c", question: "q", module: "billing" } });
  for (let from = 0; from < 1500; from += 500) {
    const ids = Array.from({ length: 500 }, (_, at) => `v${from + at}`);
    await db.verifiedAnswer.createMany({
      data: ids.map((id) => ({
        id,
        engine: "text2sql",
        source: "bank",
        question: id,
        plan: {},
        slots: [],
        meaningWindows: [],
        normal: id,
        key: id,
        shape: "s",
        origin: "correction",
        interactionId: id,
        userId: "u",
        createdAt,
      })),
    });
    await db.testCase.createMany({
      data: ids.map((id) => ({
        id,
        verifiedId: id,
        now: "2026-11-18 15:30:00",
        sql: "SELECT ?",
        params: [id],
        rowCount: 0,
        resultHash: "",
        shape: "s",
        createdAt,
      })),
    });
    await db.trainingRow.createMany({
      data: ids.map((id) => ({
        id,
        verifiedId: id,
        engine: "text2sql",
        source: "bank",
        question: id,
        sql: "SELECT ?",
        plan: {},
        createdAt,
      })),
    });
  }
  const rows = await readTaught(db);
  expect(rows).toHaveLength(1500);
  expect(rows.every(({ question, params }) => params[0] === question)).toBe(true);
  expect(rows.find(({ question }) => question === "v0")).toMatchObject({
    context: { module: "billing" },
    origin: "correction",
    now: "2026-11-18 15:30:00",
  });
  expect(rows.find(({ question }) => question === "v1499")?.context).toBeNull();
});
