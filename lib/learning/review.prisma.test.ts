import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PrismaClient } from "@/prisma/client/client";
import { readReview } from "@/lib/learning/review.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-review-"));
const RULED = 3000;
let db: PrismaClient;
beforeAll(() => {
  migrate(`file:${join(dir, "app.sqlite")}`, "prisma/migrations");
  db = openPrisma(`file:${join(dir, "app.sqlite")}`);
});
afterAll(async () => {
  await db.$disconnect();
  rmSync(dir, { recursive: true, force: true });
});

it("lists what waits beside more ruled logs than one statement has parameters", async () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 9, minute));
  await db.conversation.create({ data: { id: "c", title: "t" } });
  for (const [id, engine, outcome, minute] of [
    ["open-log", "logs", "answered", 1],
    ["ruled-log", "logs", "answered", 2],
    ["good-log", "logs", "answered", 3],
    ["failed", "shop", "failed", 4],
  ] as const) {
    await db.interaction.create({ data: { id, conversationId: "c", question: id, engine, outcome, confidence: 1, askedAt: at(minute) } });
  }
  for (const [interactionId, value] of [
    ["open-log", "down"],
    ["ruled-log", "down"],
    ["good-log", "up"],
  ] as const)
    await db.rating.create({ data: { interactionId, userId: "local", value, reasons: [] } });
  const rule = (id: string, interactionId: string) => ({
    id,
    kind: "missed",
    template: "t",
    interactionId,
    userId: "local",
    createdAt: at(5),
  });
  await db.logRule.createMany({
    data: [rule("r", "ruled-log"), ...Array.from({ length: RULED }, (_, index) => rule(`r${index}`, `i${index}`))],
  });
  expect((await readReview(db)).map(({ id, why }) => [id, why])).toEqual([
    ["failed", "failed"],
    ["open-log", "rated-down"],
  ]);
});
