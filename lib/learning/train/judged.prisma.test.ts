import { beforeEach, expect, it } from "vitest";
import type { Prisma } from "@/prisma/client/client";
import { readJudgedAnswers, readUnanswered } from "@/lib/learning/train/judged.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db } = testDatabase();
beforeEach(async () => {
  await db.conversation.deleteMany();
  await db.logRule.deleteMany();
  await db.conversation.create({ data: { id: "c", title: "t" } });
});

type Given = Partial<Prisma.InteractionUncheckedCreateInput> & { readonly thumb?: "up" | "down"; readonly fixed?: boolean };

async function answer(id: string, { thumb, fixed = false, ...more }: Given = {}): Promise<void> {
  await db.interaction.create({
    data: {
      id,
      conversationId: "c",
      question: `question ${id}`,
      engine: "text2sql",
      approach: "pattern",
      source: "bank",
      outcome: "answered",
      confidence: 0.2,
      plan: { confidence: 0.8 },
      ...more,
    },
  });
  if (thumb) await db.rating.create({ data: { interactionId: id, userId: "u", value: thumb, reasons: [] } });
  if (fixed) await db.correction.create({ data: { id: `fix of ${id}`, interactionId: id, userId: "u" } });
}

it("believes what people said of an answer, and takes what the engine itself claimed, not what was shown", async () => {
  await answer("good", { thumb: "up" });
  await answer("bad", { thumb: "down" });
  await answer("fixed", { fixed: true });
  await answer("praised, then fixed", { thumb: "up", fixed: true });
  await answer("never judged");
  await answer("log", { engine: "logs", approach: "rules", source: null });
  await db.logRule.create({
    data: { id: "rule", kind: "missed", template: "t", interactionId: "log", userId: "u", createdAt: new Date() },
  });
  const { judged, left } = await readJudgedAnswers(db);
  expect(new Map(judged.map(({ interactionId, right }) => [interactionId, right]))).toEqual(
    new Map([
      ["good", true],
      ["bad", false],
      ["fixed", false],
      ["praised, then fixed", false],
      ["log", false],
    ]),
  );
  expect(judged.every(({ confidence }) => confidence === 0.8)).toBe(true);
  expect(new Set(judged.map(({ maker }) => maker))).toEqual(new Set(["text2sql pattern", "logs rules"]));
  expect(Object.values(left)).toEqual([0, 0, 0, 0, 0]);
});

it.each<[string, Given, string]>([
  ["of a test run", { thumb: "up", module: "test-run" }, "test_run"],
  ["from memory", { thumb: "up", verified: { id: "v" } }, "from_memory"],
  ["that a person wrote", { thumb: "up", plan: { confidence: 1 } }, "chosen"],
  ["of a plan without confidence", { thumb: "up", plan: {} }, "chosen"],
  ["that was asked before", { thumb: "down", question: "Question kept ", askedAt: new Date(0) }, "duplicate"],
])("leaves out an answer %s, and counts why", async (_what, given, gate) => {
  await answer("kept", { thumb: "up" });
  await answer("other", given);
  const { judged, left } = await readJudgedAnswers(db);
  expect(judged.map(({ interactionId }) => interactionId)).toEqual(["kept"]);
  expect(Object.entries(left).filter(([, count]) => count > 0)).toEqual([[gate, 1]]);
});

it("leaves out an answer that people judged both ways", async () => {
  await answer("disputed", { thumb: "up" });
  await db.rating.create({ data: { interactionId: "disputed", userId: "another", value: "down", reasons: [] } });
  expect(await readJudgedAnswers(db)).toMatchObject({ judged: [], left: { undecided: 1 } });
});

it("names the questions that were asked back about, however many are asked for", async () => {
  await answer("back", { outcome: "clarified" });
  await answer("answered");
  const many = Array.from({ length: 1200 }, (_, at) => `other ${at}`);
  expect(await readUnanswered(db, [...many, "back", "answered"])).toEqual(new Set(["back"]));
});
