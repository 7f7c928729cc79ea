import { beforeAll, describe, expect, it } from "vitest";
import type { FeedbackStore } from "@/lib/feedback/store";
import { fakeFeedbackStore } from "@/lib/feedback/store.fake";
import { prismaFeedbackStore } from "@/lib/feedback/store.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db } = testDatabase();
const ids = Array.from({ length: 8 }, () => crypto.randomUUID());
const idAt = (index: number) => ids[index] ?? "";

beforeAll(async () => {
  await db.conversation.create({ data: { id: "c", title: "t" } });
  await db.interaction.createMany({ data: ids.map((id) => ({ id, conversationId: "c", question: "q" })) });
});

const adapters: readonly [string, () => FeedbackStore][] = [
  ["in memory", () => fakeFeedbackStore((id) => ids.includes(id))],
  ["Prisma on SQLite", () => prismaFeedbackStore(db)],
];

describe.each(adapters)("feedback store, %s", (_name, make) => {
  const store = make();

  it("saves a thumb, keeps its details when it is sent again, and clears them when it switches", async () => {
    const interactionId = idAt(0);
    expect(await store.rate({ interactionId, value: "down" }, "u")).toEqual({ value: "down", reasons: [], comment: "" });
    expect(await store.rate({ interactionId, value: "down", reasons: ["slow"], comment: "late" }, "u")).toEqual({
      value: "down",
      reasons: ["slow"],
      comment: "late",
    });
    expect(await store.rate({ interactionId, value: "down" }, "u")).toEqual({ value: "down", reasons: ["slow"], comment: "late" });
    expect(await store.rate({ interactionId, value: "up" }, "u")).toEqual({ value: "up", reasons: [], comment: "" });
  });

  it("withdraws a thumb, and withdrawing none is no error", async () => {
    await store.rate({ interactionId: idAt(1), value: "up" }, "u");
    expect(await store.saved(idAt(1), "u")).toEqual({ value: "up", reasons: [], comment: "" });
    expect(await store.clear(idAt(1), "u")).toBe(true);
    expect(await store.clear(idAt(1), "u")).toBe(true);
    expect(await store.saved(idAt(1), "u")).toBeNull();
  });

  it("says when the interaction is unknown", async () => {
    const interactionId = crypto.randomUUID();
    expect(await store.rate({ interactionId, value: "up" }, "u")).toBeNull();
    expect(await store.clear(interactionId, "u")).toBe(false);
    expect(await store.correct({ interactionId, text: "12" }, "u")).toBe(false);
  });

  it("ends with one of two ratings that arrive together", async () => {
    const interactionId = idAt(2);
    const both = await Promise.all([store.rate({ interactionId, value: "up" }, "u"), store.rate({ interactionId, value: "down" }, "u")]);
    expect(both.map((rating) => rating?.value).sort()).toEqual(["down", "up"]);
  });

  it("keeps reasons and comment that arrive together, each without the other", async () => {
    const interactionId = idAt(7);
    await store.rate({ interactionId, value: "down" }, "u");
    await Promise.all([
      store.rate({ interactionId, value: "down", reasons: ["slow"] }, "u"),
      store.rate({ interactionId, value: "down", comment: "late" }, "u"),
    ]);
    expect(await store.saved(interactionId, "u")).toEqual({ value: "down", reasons: ["slow"], comment: "late" });
  });
});

describe("roll-ups", () => {
  it("agree with the rows after ratings were made, switched, withdrawn and deleted with their interaction", async () => {
    const store = prismaFeedbackStore(db);
    await Promise.all(ids.slice(3).map((interactionId, index) => store.rate({ interactionId, value: index % 2 ? "up" : "down" }, "v")));
    await store.rate({ interactionId: idAt(3), value: "up" }, "v");
    await store.clear(idAt(4), "v");
    await db.interaction.delete({ where: { id: idAt(5) } });
    for (const value of ["up", "down"]) {
      const counted = await db.ratingCount.findUnique({ where: { value } });
      expect(counted?.count ?? 0, value).toBe(await db.rating.count({ where: { value } }));
    }
  });
});
