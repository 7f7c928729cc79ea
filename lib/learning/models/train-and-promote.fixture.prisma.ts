import { randomUUID } from "node:crypto";
import { promote } from "@/lib/learning/models/decide.prisma";
import { keepVersion, requestRuns, startRun } from "@/lib/learning/models/runs.prisma";
import { championIdOf } from "@/lib/learning/models/serving.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";

/** Trains and promotes one version after the other until it is killed. Started by the crash test: database URL, folder of models. */
const [url = "", dir = ""] = process.argv.slice(2);
const db = openPrisma(url);
for (;;) {
  const now = new Date();
  const requested = await requestRuns(
    db,
    { models: ["router"], trigger: "command", withFeedback: false, seed: 1, folder: null, codeVersion: "test", pid: process.pid },
    randomUUID,
  );
  if (!requested.ok) throw new Error(requested.error);
  const [id = ""] = requested.value;
  await startRun(db, id, now);
  const against = await championIdOf(db, "router");
  const comparison = {
    against,
    at: now.toISOString(),
    gains: Array<number>(40).fill(1),
    onlyChallenger: 40,
    onlyChampion: 0,
    heldOut: 200,
    challengerRight: 180,
    championRight: 140,
    broken: 0,
    medianMs: 1,
    limitMs: 20,
  };
  const number = await keepVersion(
    db,
    dir,
    id,
    { model: "router", weights: { rule: 5, places: {} }, metrics: { comparison }, exampleIds: ["a", "b"] },
    now,
  );
  const promoted = await promote(`router-${number}`, { db, dir, userId: "test", now: () => now, brokenSince: async () => 0 });
  if (!promoted.ok) throw new Error(promoted.error);
  process.stdout.write(`${number}\n`);
}
