import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeZoo } from "@/e2e/zoo";
import { BUILT_IN } from "@/lib/engines/text2sql/plan-question";
import type { Interaction } from "@/lib/interactions/event";
import { keepVersion, startRun } from "@/lib/learning/models/runs.prisma";
import { startTrial, stopTrial, watchTrials } from "@/lib/learning/trials/trials.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { migrate } from "@/lib/platform/migrate.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-live-trial-"));
const NOW = new Date();

beforeAll(async () => {
  mkdirSync(join(dir, "data"));
  makeZoo(join(dir, "zoo.sqlite"));
  const url = `file:${join(dir, "data", "tellback.sqlite")}`;
  migrate(url, "prisma/migrations");
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("TELLBACK_SQLITE", join(dir, "zoo.sqlite"));
  vi.stubEnv("TELLBACK_DATA_DIR", join(dir, "data"));
  const { modelsDir } = await import("@/lib/ask/wiring-parts");
  await prisma().trainingRun.create({ data: { id: "run", model: "ranker", trigger: "command", withFeedback: false, seed: 1, parameters: {}, codeVersion: "x" } });
  await startRun(prisma(), "run", NOW);
  await keepVersion(prisma(), modelsDir(), "run", { model: "ranker", weights: BUILT_IN, metrics: {}, exampleIds: [] }, NOW);
});
afterAll(async () => {
  await prisma().$disconnect();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

/** Asks in a new conversation, and waits until the trial has counted it. */
async function askZoo(question: string, conversationId: string = crypto.randomUUID()): Promise<Interaction> {
  const [{ ask }, { askOnce }, { AskInput }, { askDeps }] = await Promise.all([import("@/lib/ask/ask"), import("@/lib/ask/ask-once"), import("@/lib/ask/input"), import("@/lib/ask/wiring")]);
  const row = await askOnce(ask(AskInput.parse({ question, engine: "text2sql", conversationId }), askDeps(new AbortController().signal)));
  if (!row.ok) throw new Error(row.error);
  return row.value;
}
const latest = async () => (await watchTrials(prisma(), "ranker", 1))[0];

it("lets the challenger answer its share of conversations, counts the first question of each, and is over when stopped", async () => {
  const started = await startTrial(prisma(), { versionId: "ranker-1", mode: "split", share: 1 }, "u", () => "split", NOW);
  expect(started.ok).toBe(true);
  const first = await askZoo("how many keepers are there");
  expect(first).toMatchObject({ outcome: "answered", modelVersion: "ranker 1" });
  await askZoo("how many animals are there", first.conversationId);
  await askZoo("hello");
  await vi.waitFor(async () => expect((await latest())?.sides).toMatchObject({ challenger: { asked: 1, succeeded: 1 }, champion: { asked: 0 } }), 5000);
  await stopTrial(prisma(), "split", "u", NOW);
  expect((await askZoo("how many keepers are there")).modelVersion).toBeNull();
}, 60_000);

it("asks a challenger in the shadow too, and shows what the champion says", async () => {
  await startTrial(prisma(), { versionId: "ranker-1", mode: "shadow", share: 1 }, "u", () => "shadow", NOW);
  const shown = await askZoo("which animals have a keeper in Porto");
  expect(shown).toMatchObject({ outcome: "answered" });
  expect(shown.modelVersion).toBeNull();
  await vi.waitFor(async () => expect(await latest()).toMatchObject({ both: 1, same: 1, sides: { champion: { asked: 1, succeeded: 1 }, challenger: { asked: 1, succeeded: 1 } } }), 5000);
}, 60_000);
