import { expect, it } from "vitest";
import { z } from "zod";
import type { Interaction } from "@/lib/interactions/event";
import { requestRuns } from "@/lib/learning/models/runs.prisma";
import { useZooApp } from "@/lib/ask/zoo-app.fixture.prisma";
import { prisma } from "@/lib/platform/client.prisma";

useZooApp("zoo");

async function askZoo(question: string): Promise<Interaction> {
  const [{ ask }, { askOnce }, { AskInput }, { askDeps }] = await Promise.all([
    import("@/lib/ask/ask"),
    import("@/lib/ask/ask-once"),
    import("@/lib/ask/input"),
    import("@/lib/ask/wiring"),
  ]);
  const row = await askOnce(ask(AskInput.parse({ question, engine: "text2sql" }), askDeps(new AbortController().signal)));
  if (!row.ok) throw new Error(row.error);
  return row.value;
}

/** What the engine itself claimed; it looks at the rows of rivals as far as the machine has time, so it is not the same each time. */
const ownOf = (row: Interaction | undefined): number =>
  z.object({ confidence: z.number() }).catch({ confidence: -1 }).parse(row?.plan).confidence;
const outcomeOf = (row: Interaction) => [row.outcome, row.modelVersion, row.confidence === ownOf(row)];

/** Answers that claimed 0.4 to 0.98, of which half of those over 0.86 were right and hardly any other. */
async function judgeMany(): Promise<void> {
  await prisma().conversation.create({ data: { id: "c", title: "t" } });
  const claims = Array.from({ length: 300 }, (_, at) => ({
    id: `judged-${at}`,
    own: 0.4 + (0.58 * (at % 60)) / 60,
    right: at % 60 > 47 ? at % 2 === 0 : at % 29 === 0,
  }));
  await prisma().interaction.createMany({
    data: claims.map(({ id, own }) => ({
      id,
      conversationId: "c",
      question: `question ${id}`,
      engine: "text2sql",
      approach: "pattern",
      source: "zoo",
      outcome: "answered",
      confidence: own,
      plan: { confidence: own },
    })),
  });
  await prisma().rating.createMany({
    data: claims.map(({ id, right }) => ({ interactionId: id, userId: "u", value: right ? "up" : "down", reasons: [] })),
  });
}

it("is learned from judged answers, promoted, shown in the next answer, asks back by it, and is rolled back to what was", async () => {
  const [{ performRun }, { promoteVersion, rollBackModel, loadLearning }] = await Promise.all([
    import("@/lib/ask/train.prisma"),
    import("@/lib/ask/learning.prisma"),
  ]);
  const [sure, doubtful] = ["how many keepers are there", "name of animals over 100"];
  const before = [await askZoo(sure), await askZoo(doubtful)];
  await judgeMany();
  const requested = await requestRuns(
    prisma(),
    { models: ["calibration"], trigger: "command", withFeedback: true, seed: 42, folder: null, codeVersion: "x", pid: process.pid },
    () => "run",
  );
  expect(requested.ok && (await performRun("run", () => undefined))).toBe(true);
  expect(await promoteVersion("calibration-1")).toMatchObject({
    ok: true,
    value: expect.stringMatching(/^Brier score 0\.\d+ against 0\.\d+ on 300 judged answers/u),
  });
  const page = await loadLearning();
  expect(page.models.find(({ name }) => name === "calibration")).toMatchObject({
    serving: "calibration 1",
    readiness: "300 judged answers: Data 300 (36 right, 264 wrong). That is enough for Data.",
  });
  expect(page.runs[0]).toMatchObject({
    made: "calibration 1",
    data: "300 own examples: 300 to learn from, each fifth tested by what the others taught.",
  });
  const during = [await askZoo(sure), await askZoo(doubtful)];
  expect(before.map(outcomeOf)).toEqual([
    ["answered", null, true],
    ["answered", null, true],
  ]);
  expect(during.map(outcomeOf)).toEqual([
    ["answered", "calibration 1", false],
    ["clarified", null, false],
  ]);
  expect(during[0]?.confidence).toBeLessThan(ownOf(during[0]) - 0.2);
  expect(await rollBackModel("calibration")).toMatchObject({ ok: true });
  expect([await askZoo(sure), await askZoo(doubtful)].map(outcomeOf)).toEqual(before.map(outcomeOf));
}, 120_000);
