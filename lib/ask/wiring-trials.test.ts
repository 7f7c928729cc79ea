import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { BUILT_IN } from "@/lib/engines/text2sql/plan-question";
import type { Interaction } from "@/lib/interactions/event";
import type { ModelName, ModelOf } from "@/lib/learning/models/model";
import { keepVersion, startRun } from "@/lib/learning/models/runs.prisma";
import { startTrial, stopTrial, watchTrials } from "@/lib/learning/trials/trials.prisma";
import { useZooApp } from "@/lib/ask/zoo-app.fixture.prisma";
import { prisma } from "@/lib/platform/client.prisma";

const NOW = new Date();
useZooApp("zoo and harbour");
beforeAll(async () => {
  await keep("ranker", BUILT_IN);
  // It sends "legs" to the harbour; the classifier knows no word, so it leaves the rules in force.
  await keep("router", { rule: 1, places: { "text2sql harbour": { bias: 0, words: { leg: 9 } } } });
  await keep("logs", { bias: 0, weights: new Map() });
});

/** Asks in a new conversation, and waits until the trial has counted it. */
async function askZoo(
  question: string,
  conversationId: string = crypto.randomUUID(),
  engine: "text2sql" | "auto" = "text2sql",
): Promise<Interaction> {
  const [{ ask }, { askOnce }, { AskInput }, { askDeps }] = await Promise.all([
    import("@/lib/ask/ask"),
    import("@/lib/ask/ask-once"),
    import("@/lib/ask/input"),
    import("@/lib/ask/wiring"),
  ]);
  const row = await askOnce(ask(AskInput.parse({ question, engine, conversationId }), askDeps(new AbortController().signal)));
  if (!row.ok) throw new Error(row.error);
  return row.value;
}
const latest = async (model: ModelName = "ranker") => (await watchTrials(prisma(), model, 1))[0];

async function keep<M extends ModelName>(model: M, weights: ModelOf[M], run = `run-${model}`): Promise<void> {
  const { modelsDir } = await import("@/lib/ask/wiring-parts");
  await prisma().trainingRun.create({
    data: { id: run, model, trigger: "command", withFeedback: false, seed: 1, parameters: {}, codeVersion: "x" },
  });
  await startRun(prisma(), run, NOW);
  await keepVersion(prisma(), modelsDir(), run, { model, weights, metrics: {}, exampleIds: [] }, NOW);
}

it("lets the challenger answer its share of conversations, counts the first question of each, and is over when stopped", async () => {
  const started = await startTrial(prisma(), { versionId: "ranker-1", mode: "split", share: 1 }, "u", () => "split", NOW);
  expect(started.ok).toBe(true);
  const first = await askZoo("how many keepers are there");
  expect(first).toMatchObject({ outcome: "answered", modelVersion: "ranker 1" });
  await askZoo("how many animals are there", first.conversationId);
  await askZoo("hello");
  await vi.waitFor(
    async () => expect((await latest())?.sides).toMatchObject({ challenger: { asked: 1, succeeded: 1 }, champion: { asked: 0 } }),
    20_000,
  );
  await stopTrial(prisma(), "split", "u", NOW);
  expect((await askZoo("how many keepers are there")).modelVersion).toBeNull();
}, 60_000);

it("asks a challenger in the shadow too, and shows what the champion says", async () => {
  await startTrial(prisma(), { versionId: "ranker-1", mode: "shadow", share: 1 }, "u", () => "shadow", NOW);
  const shown = await askZoo("which animals have a keeper in Porto");
  expect(shown).toMatchObject({ outcome: "answered" });
  expect(shown.modelVersion).toBeNull();
  await vi.waitFor(
    async () =>
      expect(await latest()).toMatchObject({
        both: 1,
        same: 1,
        sides: { champion: { asked: 1, succeeded: 1 }, challenger: { asked: 1, succeeded: 1 } },
      }),
    20_000,
  );
}, 60_000);

it("lets a challenger choose the source in its share of conversations, and counts only questions whose source nobody chose", async () => {
  await startTrial(prisma(), { versionId: "router-1", mode: "split", share: 1 }, "u", () => "routed", NOW);
  await askZoo("how many keepers are there");
  await askZoo("hello", undefined, "auto");
  const routed = await askZoo("how many keepers are there", undefined, "auto");
  expect(routed).toMatchObject({ outcome: "answered", source: expect.stringContaining("zoo") });
  await vi.waitFor(
    async () => expect((await latest("router"))?.sides).toMatchObject({ challenger: { asked: 1, succeeded: 1 }, champion: { asked: 0 } }),
    20_000,
  );
  await stopTrial(prisma(), "routed", "u", NOW);
}, 60_000);

it("asks in the shadow where another choice of source would have sent a question", async () => {
  await startTrial(prisma(), { versionId: "router-1", mode: "shadow", share: 1 }, "u", () => "routed in the shadow", NOW);
  const legs = await askZoo("how many keepers have legs", undefined, "auto");
  expect([legs.source, legs.modelVersion]).toEqual([expect.stringContaining("zoo"), null]);
  await askZoo("how many animals are there", undefined, "auto");
  await vi.waitFor(
    async () =>
      expect(await latest("router")).toMatchObject({ both: 2, same: 1, sides: { champion: { asked: 2 }, challenger: { asked: 2 } } }),
    20_000,
  );
  await stopTrial(prisma(), "routed in the shadow", "u", NOW);
}, 60_000);

const LOG = Array.from(
  { length: 12 },
  (_, at) => `2026-11-18 09:14:${String(at).padStart(2, "0")} ERROR [w] floor.crate : crate ${at} hiccup noted by sorter crew`,
).join("\n");

it("reads a log with a challenger in its share of conversations, and in the shadow beside what is shown", async () => {
  await startTrial(prisma(), { versionId: "logs-1", mode: "split", share: 1 }, "u", () => "read", NOW);
  const read = await askZoo(`What failed here?\n${LOG}`, undefined, "auto");
  expect(read).toMatchObject({ engine: "logs", outcome: "answered", modelVersion: "logs 1" });
  await vi.waitFor(async () => expect((await latest("logs"))?.sides).toMatchObject({ challenger: { asked: 1, succeeded: 1 } }), 5000);
  await stopTrial(prisma(), "read", "u", NOW);
  await startTrial(prisma(), { versionId: "logs-1", mode: "shadow", share: 1 }, "u", () => "read in the shadow", NOW);
  expect((await askZoo(`What failed here?\n${LOG}`, undefined, "auto")).modelVersion).toBeNull();
  await vi.waitFor(
    async () =>
      expect(await latest("logs")).toMatchObject({
        both: 1,
        sides: { champion: { asked: 1 }, challenger: { asked: 1, rated: 0 } },
        same: 1,
      }),
    20_000,
  );
}, 60_000);

it("counts nothing for a challenger whose files are damaged, since the champion answers for it, nor what was asked before", async () => {
  const [{ modelsDir, modelShelf }, { observeTrial }, { AskInput }] = await Promise.all([
    import("@/lib/ask/wiring-parts"),
    import("@/lib/ask/wiring-trials"),
    import("@/lib/ask/input"),
  ]);
  await stopTrial(prisma(), "shadow", "u", NOW);
  await keep("ranker", BUILT_IN, "damaged");
  const file = join(modelsDir(), "ranker", "2", "weights.json");
  const weights = readFileSync(file);
  writeFileSync(file, "{}");
  const opened = vi.spyOn(modelShelf(), "version");
  expect(await startTrial(prisma(), { versionId: "ranker-2", mode: "split", share: 1 }, "u", () => "damaged", new Date())).toMatchObject({
    ok: true,
  });
  const question = "how many keepers are there";
  expect(await askZoo(question)).toMatchObject({ outcome: "answered", modelVersion: null });
  await vi.waitFor(() => expect(opened).toHaveBeenCalledWith("ranker", "ranker-2"), 20_000);
  expect(await opened.mock.results[0]?.value).toBeNull();
  writeFileSync(file, weights);
  const first = await askZoo(question);
  expect(first.modelVersion).toBe("ranker 2");
  const counted = async () =>
    (await prisma().trialTurn.findMany({ where: { trialId: "damaged" }, select: { interactionId: true } })).map(
      ({ interactionId }) => interactionId,
    );
  await vi.waitFor(async () => expect(await counted()).toEqual([first.id]), 20_000);
  const askedAt = new Date(Date.now() - 60_000).toISOString();
  observeTrial({ ...first, id: "before", conversationId: "before", askedAt }, AskInput.parse({ question }));
  const last = await askZoo(question);
  await vi.waitFor(async () => expect((await counted()).sort()).toEqual([first.id, last.id].sort()), 20_000);
  await stopTrial(prisma(), "damaged", "u", NOW);
}, 60_000);
