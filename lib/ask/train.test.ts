import { expect, it } from "vitest";
import { readComparison } from "@/lib/learning/models/verdict";
import { keepVersion, requestRuns, startRun } from "@/lib/learning/models/runs.prisma";
import { useZooApp } from "@/lib/ask/zoo-app.fixture.prisma";
import { prisma } from "@/lib/platform/client.prisma";

useZooApp("zoo and harbour");

/** A choice of source that sends "legs" to the harbour serves. */
async function serveHarbour(): Promise<void> {
  const { modelsDir } = await import("@/lib/ask/wiring-parts");
  const now = new Date();
  const run = { model: "router", trigger: "command", withFeedback: false, seed: 1, parameters: {}, codeVersion: "x" };
  await prisma().trainingRun.create({ data: { ...run, id: "first" } });
  await startRun(prisma(), "first", now);
  const weights = { rule: 1, places: { "text2sql harbour": { bias: 0, words: { leg: 9 } } } };
  await keepVersion(prisma(), modelsDir(), "first", { model: "router", weights, metrics: {}, exampleIds: [] }, now);
  await prisma().modelServing.create({ data: { model: "router", championId: "router-1", since: now } });
}

/** An answer over the harbour that people confirmed, in a conversation that was cleaned up since. */
async function teachHarbour(question: string): Promise<void> {
  const place = { engine: "text2sql", source: "harbour", question };
  const [createdAt, sql] = [new Date(), "SELECT count(*) FROM boats"];
  await prisma().verifiedAnswer.create({
    data: {
      ...place,
      ...{ id: "v", plan: {}, slots: [], meaningWindows: [], normal: question, key: question, shape: "s" },
      ...{ origin: "correction", interactionId: "cleaned up", userId: "u", createdAt },
      tests: { create: { id: "t", now: "2026-11-18 15:30:00", sql, params: [], rowCount: 1, resultHash: "", shape: "s", createdAt } },
      training: { create: { ...place, id: "r", sql, plan: {}, createdAt } },
    },
  });
}

it("counts the verified answers that would break also where it learns without them and their questions were cleaned up", async () => {
  await serveHarbour();
  await teachHarbour("how many keepers have legs");
  const { performRun } = await import("@/lib/ask/train.prisma");
  const request = { models: ["router"], trigger: "command", withFeedback: false, seed: 1, folder: null, codeVersion: "x" } as const;
  await requestRuns(prisma(), { ...request, pid: process.pid }, () => "second");
  const told: string[] = [];
  expect(await performRun("second", () => void told.push(new Date().toISOString()))).toBe(true);
  const { metrics } = await prisma().modelVersion.findUniqueOrThrow({ where: { id: "router-2" } });
  const comparison = readComparison(metrics);
  expect(comparison).toMatchObject({ broken: 1, against: "router-1" });
  // The second thing that it tells is what it has read: whatever is taught from then on is checked when it is promoted.
  expect(comparison && comparison.at <= (told[1] ?? "")).toBe(true);
}, 60_000);
