import { describe, expect, it } from "vitest";
import { seedInteractions } from "@/prisma/seed/interactions";
import { removeSeed, writeSeed } from "@/prisma/seed/write.sqlite";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, path } = testDatabase();
const plan = { count: 400, seed: 2, now: new Date("2026-11-18T12:00:00Z"), days: 60 };

describe("seeded interactions", () => {
  it("are the same for the same plan, in order of time, none from the future", () => {
    const [first, again] = [[...seedInteractions(plan)], [...seedInteractions(plan)]];
    expect(first).toEqual(again);
    const times = first.map(({ askedAt }) => askedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(plan.now.getTime());
  });

  it("come from the approaches that there are, some of them worded by a model with a prompt", () => {
    const rows = [...seedInteractions(plan)];
    expect(new Set(rows.map(({ engine, approach }) => `${engine} ${approach}`))).toEqual(
      new Set(["shop tools", "text2sql pattern", "logs rules"]),
    );
    const worded = rows.filter(({ promptVersion }) => promptVersion !== null);
    expect(worded.length).toBeGreaterThan(0);
    for (const { modelVersion, outcome } of worded) expect([modelVersion, outcome]).toEqual([expect.stringContaining("flan"), "answered"]);
  });

  it("are counted like real ones, and leave nothing behind but what was there before", async () => {
    await db.conversation.create({ data: { id: "real", title: "t" } });
    await db.interaction.create({ data: { id: crypto.randomUUID(), conversationId: "real", question: "q", outcome: "answered" } });
    writeSeed(path, plan);
    expect(await db.interaction.count()).toBe(401);
    expect((await db.dayFigure.findMany()).reduce((sum, { count }) => sum + count, 0)).toBe(401);
    expect(() => writeSeed(path, plan)).toThrow(/UNIQUE/);
    expect(removeSeed(path)).toBe(400);
    expect(await db.conversation.count()).toBe(1);
    expect(await db.rating.count()).toBe(0);
    expect((await db.dayFigure.findMany()).reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });
});
