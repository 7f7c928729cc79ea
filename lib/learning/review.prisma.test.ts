import { beforeEach, expect, it } from "vitest";
import { readReview, waitingQuestions } from "@/lib/learning/review.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db } = testDatabase();
const RULED = 3000;
beforeEach(async () => void (await db.conversation.deleteMany()));

const ALL = { skip: 0, take: 100 };

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
  expect((await readReview(db, ALL)).items.map(({ id, why }) => [id, why])).toEqual([
    ["failed", "failed"],
    ["open-log", "rated-down"],
  ]);
});

type Asked = {
  readonly question: string;
  readonly minute: number;
  readonly outcome?: string;
  readonly shopId?: number;
  readonly down?: boolean;
};

async function asked(rows: readonly Asked[]): Promise<void> {
  await db.conversation.create({ data: { id: "c", title: "t" } });
  const named = rows.map((row, at) => ({ ...row, id: `${row.question.trim()}${at}` }));
  await db.interaction.createMany({
    data: named.map(({ id, question, minute, outcome = "failed", shopId = 13 }) => ({
      id,
      conversationId: "c",
      question,
      engine: "shop",
      source: "shop",
      shopId,
      outcome,
      confidence: 0.4,
      askedAt: new Date(Date.UTC(2026, 10, 18, 9, minute)),
    })),
  });
  await db.rating.createMany({
    data: named.flatMap(({ id, down }) => (down ? [{ interactionId: id, userId: "local", value: "down", reasons: [] }] : [])),
  });
}

it("shows each question once, the most often asked first, then the newest, and a bad rating before all other reasons", async () => {
  await asked([
    { question: "b", minute: 9 },
    { question: "a", minute: 8 },
    { question: "A ", minute: 7, down: true },
    { question: "c", minute: 3, outcome: "clarified" },
    { question: "d", minute: 2, outcome: "answered" },
    { question: "e", minute: 1, outcome: "empty" },
    { question: "e", minute: 0, outcome: "refused" },
  ]);
  expect((await readReview(db, ALL)).items.map(({ id, question, times, why }) => [id, question, times, why])).toEqual([
    ["a1", "a", 2, "rated-down"],
    ["e5", "e", 2, "asked-back"],
    ["b0", "b", 1, "failed"],
    ["c3", "c", 1, "asked-back"],
    ["d4", "d", 1, "doubtful"],
  ]);
});

it("keeps the shops apart, whose answers differ, and gives those of one place", async () => {
  await asked([
    { question: "a", minute: 1 },
    { question: "a", minute: 2, shopId: 14 },
  ]);
  expect((await readReview(db, ALL)).total).toBe(2);
  expect(await waitingQuestions(db, { engine: "shop", source: "shop", shopId: 14 })).toEqual([{ id: "a1", question: "a" }]);
});

it("counts all rows, however many, and gives them page by page", async () => {
  await asked([
    ...Array.from({ length: 700 }, (_, at) => ({ question: `q${at}`, minute: 30 })),
    ...Array.from({ length: 600 }, () => ({ question: "often", minute: 10 })),
  ]);
  const [first, last, past] = await Promise.all([0, 650, 1000].map((skip) => readReview(db, { skip, take: 50 })));
  expect([first?.total, first?.items.length, first?.items[0]]).toMatchObject([701, 50, { question: "often", times: 600 }]);
  expect([last?.total, last?.items.length, past]).toEqual([701, 50, { items: [], total: 0 }]);
});
