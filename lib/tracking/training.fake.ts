import type { PrismaClient } from "@/prisma/client/client";

/** Four trainings: two of the ranker that made versions, of which one serves and one is on trial, one that failed and one under way. */
export async function makeTraining(db: PrismaClient): Promise<void> {
  const run = (day: number, model: string, state: string, more: object = {}) => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, day, 8, minute));
    return {
      id: `00000000-0000-4000-9000-00000000000${day}`,
      model,
      state,
      trigger: "page",
      withFeedback: true,
      seed: 42,
      parameters: { epochs: 3, folder: null },
      dataCard: { rows: 120, examples: ["left out"] },
      metrics: { comparison: { heldOut: 199 + day, against: null, at: "x" } },
      codeVersion: "abc",
      createdAt: at(0),
      startedAt: at(0),
      finishedAt: at(5),
      ...more,
    };
  };
  await db.trainingRun.createMany({
    data: [
      run(1, "ranker", "done"),
      run(2, "ranker", "done"),
      run(3, "router", "failed", { error: "The disk is full.", metrics: {} }),
      run(4, "logs", "running", { finishedAt: null, metrics: {} }),
    ],
  });
  const version = (number: number) => ({
    id: `ranker-${number}`,
    model: "ranker",
    number,
    path: `ranker/${number}`,
    manifest: {},
    runId: `00000000-0000-4000-9000-00000000000${number}`,
    metrics: {},
    createdAt: new Date(Date.UTC(2026, 10, number, 8, 5)),
  });
  await db.modelVersion.createMany({ data: [version(1), version(2)] });
  await db.modelServing.create({
    data: { model: "ranker", championId: "ranker-1", challengerId: "ranker-2", since: new Date(Date.UTC(2026, 10, 3)) },
  });
}
