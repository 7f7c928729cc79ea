import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteAged, previewAged } from "@/lib/interactions/retention.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-retention-"));
const url = `file:${join(dir, "app.sqlite")}`;
const db = openPrisma(url);
const NOW = new Date("2026-11-18T12:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
beforeAll(() => void migrate(url, "prisma/migrations"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("deleteAged", () => {
  it("deletes exactly what the preview counted, keeps the rest, and the figures agree", async () => {
    await db.conversation.createMany({ data: [{ id: "old", title: "t", updatedAt: ago(100) }, { id: "mixed", title: "t", updatedAt: ago(1) }] });
    const base = { question: "q", engine: "logs", approach: "rules", outcome: "answered" };
    await db.interaction.createMany({ data: [
      { ...base, id: "a", conversationId: "old", askedAt: ago(100), uploadId: "log-old" },
      { ...base, id: "b", conversationId: "mixed", askedAt: ago(91), uploadId: "log-used" },
      { ...base, id: "c", conversationId: "mixed", askedAt: ago(89), uploadId: "log-used" },
    ] });
    await db.rating.createMany({ data: ["a", "c"].map((interactionId) => ({ interactionId, userId: "u", value: "up", reasons: [] })) });
    await db.upload.createMany({ data: [["log-old", "log", 100], ["log-used", "log", 95], ["base", "sqlite", 200]].map(([id, kind, days]) => ({ id: String(id), kind: String(kind), fileName: "f", bytes: 1, createdAt: ago(Number(days)) })) });
    await db.trainingRun.createMany({ data: ["r1", "r2"].map((id) => ({ id, model: "ranker", trigger: "command", withFeedback: true, seed: 1, parameters: {}, codeVersion: "c" })) });
    await db.modelVersion.createMany({ data: [1, 2].map((number) => ({ id: `ranker-${number}`, model: "ranker", number, path: `ranker/${number}`, manifest: {}, runId: `r${number}`, metrics: {} })) });
    await db.versionExample.createMany({ data: [["ranker-1", "b"], ["ranker-1", "c"], ["ranker-2", "c"]].map(([versionId = "", interactionId = ""]) => ({ versionId, interactionId })) });
    const preview = await previewAged(db, 90, NOW);
    expect(preview).toEqual({ interactions: 2, ratings: 1, conversations: 1, uploads: ["log-old"], versions: ["ranker 1"] });
    expect(await deleteAged(db, 90, NOW)).toEqual(preview);
    expect((await db.interaction.findMany()).map(({ id }) => id)).toEqual(["c"]);
    expect((await db.conversation.findMany()).map(({ id }) => id)).toEqual(["mixed"]);
    expect((await db.upload.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual(["base", "log-used"]);
    expect((await db.dayFigure.findMany({ where: { count: { gt: 0 } } })).reduce((sum, { count, up }) => sum + count * 10 + up, 0)).toBe(11);
    expect(await db.ratingCount.findUnique({ where: { value: "up" } })).toMatchObject({ count: 1 });
    expect(await previewAged(db, 90, NOW)).toEqual({ interactions: 0, ratings: 0, conversations: 0, uploads: [], versions: [] });
  });
});
