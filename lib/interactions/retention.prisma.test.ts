import { describe, expect, it } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { deleteAged, previewAged } from "@/lib/interactions/retention.prisma";
import { expectRollUpsRight } from "@/lib/metrics/rebuilt.fake";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, path } = testDatabase();
const NOW = new Date("2026-11-18T12:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe("deleteAged", () => {
  it("deletes exactly what the preview counted, keeps the rest, and the figures agree", async () => {
    await db.conversation.createMany({
      data: [
        { id: "old", title: "t", updatedAt: ago(100) },
        { id: "mixed", title: "t", updatedAt: ago(1) },
      ],
    });
    const base = { question: "q", engine: "logs", approach: "rules", outcome: "answered" };
    await db.interaction.createMany({
      data: [
        { ...base, id: "a", conversationId: "old", askedAt: ago(100) },
        { ...base, id: "b", conversationId: "mixed", askedAt: ago(91) },
        { ...base, id: "c", conversationId: "mixed", askedAt: ago(89) },
      ],
    });
    await db.rating.createMany({ data: ["a", "c"].map((interactionId) => ({ interactionId, userId: "u", value: "up", reasons: [] })) });
    await db.trainingRun.createMany({
      data: ["r1", "r2"].map((id) => ({
        id,
        model: "ranker",
        trigger: "command",
        withFeedback: true,
        seed: 1,
        parameters: {},
        codeVersion: "c",
      })),
    });
    await db.modelVersion.createMany({
      data: [1, 2].map((number) => ({
        id: `ranker-${number}`,
        model: "ranker",
        number,
        path: `ranker/${number}`,
        manifest: {},
        runId: `r${number}`,
        metrics: {},
      })),
    });
    await db.versionExample.createMany({
      data: [
        ["ranker-1", "b"],
        ["ranker-1", "c"],
        ["ranker-2", "c"],
      ].map(([versionId = "", interactionId = ""]) => ({ versionId, interactionId })),
    });
    const preview = await previewAged(db, 90, NOW);
    expect(preview).toEqual({ interactions: 2, ratings: 1, conversations: 1, versions: ["ranker 1"] });
    expect(await deleteAged(db, 90, NOW)).toEqual(preview);
    expect((await db.interaction.findMany()).map(({ id }) => id)).toEqual(["c"]);
    expect((await db.conversation.findMany()).map(({ id }) => id)).toEqual(["mixed"]);
    expect(await previewAged(db, 90, NOW)).toEqual({ interactions: 0, ratings: 0, conversations: 0, versions: [] });
    await expectRollUpsRight(db);
  });

  it("leaves every roll-up as the rows that stay would make it", async () => {
    writeSeed(path, { count: 1500, seed: 2, now: NOW, days: 120 });
    await expectRollUpsRight(db);
    const { interactions, ratings } = await deleteAged(db, 40, NOW);
    expect(interactions).toBeGreaterThan(500);
    expect(ratings).toBeGreaterThan(10);
    expect(await db.interaction.count({ where: { askedAt: { lt: ago(40) } } })).toBe(0);
    await expectRollUpsRight(db);
  });
});
