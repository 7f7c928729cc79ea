import type { Prisma, PrismaClient } from "@/prisma/client/client";
import { WEIGHTS_FILE, writeWeights, type ModelName, type ModelOf } from "@/lib/learning/models/model";
import { clearStaged, placeFiles, stageFiles } from "@/lib/learning/models/version-files.fs";
import { err, ok, type Result } from "@/lib/platform/result";

export type RunRequest = {
  readonly models: readonly ModelName[];
  readonly trigger: "page" | "command" | "schedule";
  readonly withFeedback: boolean;
  readonly seed: number;
  readonly folder: string | null;
  readonly codeVersion: string;
  /** The process that asks, until another one claims the runs. */ readonly pid: number;
};
/** What a training made. `exampleIds` are the questions that it learned from. */
export type Trained<M extends ModelName = ModelName> = {
  readonly model: M;
  readonly weights: ModelOf[M];
  readonly metrics: Prisma.InputJsonObject;
  readonly exampleIds: readonly string[];
};

export const ACTIVE = ["queued", "running"];
const SILENT_MS = 600_000;
const LOG_CHARS = 8000;
const CHUNK = 500;

/** Thrown in a run that was cancelled or given up for dead: nothing of it is kept. */
export class RunOver extends Error {}

/** Makes a queued run for each model. One training at a time: @returns the ids, or why not now */
export async function requestRuns(db: PrismaClient, request: RunRequest, newId: () => string): Promise<Result<readonly string[], string>> {
  const { models, folder, ...kept } = request;
  return db.$transaction(async (tx) => {
    const active = await tx.trainingRun.findFirst({ where: { state: { in: ACTIVE } } });
    if (active) return err(`A training of “${active.model}” is under way. Wait for it, or cancel it.`);
    const ids = models.map(() => newId());
    for (const [at, model] of models.entries())
      await tx.trainingRun.create({ data: { ...kept, id: ids[at] ?? newId(), model, parameters: { folder } } });
    return ok(ids);
  });
}

/** The process that works on runs says so for all of them, before it begins the first. */
export async function claimRuns(db: PrismaClient, ids: readonly string[], pid: number, now: Date): Promise<void> {
  await db.trainingRun.updateMany({ where: { id: { in: [...ids] }, state: { in: ACTIVE } }, data: { pid, beatAt: now } });
}

/** @throws RunOver when the run was cancelled before it began */
export async function startRun(db: PrismaClient, id: string, now: Date) {
  const { count } = await db.trainingRun.updateMany({
    where: { id, state: "queued" },
    data: { state: "running", startedAt: now, beatAt: now },
  });
  if (count === 0) throw new RunOver();
  return db.trainingRun.findUniqueOrThrow({ where: { id } });
}

/** Says how far a run is, 0..1, and what it does. @throws RunOver when it was cancelled since */
export async function tellProgress(db: PrismaClient, id: string, progress: number, step: string, now: Date): Promise<void> {
  const line = `${now.toISOString().slice(11, 19)} ${step}\n`;
  const count =
    await db.$executeRaw`UPDATE "TrainingRun" SET "progress" = ${progress}, "step" = ${step}, "beatAt" = ${now}, "log" = substr("log" || ${line}, -${LOG_CHARS}) WHERE "id" = ${id} AND "state" = 'running'`;
  if (count === 0) throw new RunOver();
}

export async function keepCard(
  db: PrismaClient,
  id: string,
  dataCard: Prisma.InputJsonObject,
  parameters: Prisma.InputJsonObject,
): Promise<void> {
  await db.trainingRun.updateMany({ where: { id }, data: { dataCard, parameters } });
}

/**
 * Ends a run with a new version: its files are written aside, and one transaction gives them a number, moves them to their place and
 * adds the rows. A process that ends on the way leaves files without a row, which the next version of that number replaces.
 * @returns the number  @throws RunOver when the run was cancelled since
 */
export async function keepVersion(
  db: PrismaClient,
  dir: string,
  runId: string,
  { model, weights, metrics, exampleIds }: Trained,
  now: Date,
): Promise<number> {
  const manifest = stageFiles(dir, runId, { [WEIGHTS_FILE]: writeWeights(weights) });
  return db.$transaction(
    async (tx) => {
      const { count } = await tx.trainingRun.updateMany({
        where: { id: runId, state: "running" },
        data: { state: "done", progress: 1, step: "", metrics, finishedAt: now },
      });
      if (count === 0) throw new RunOver();
      const { _max: last } = await tx.modelVersion.aggregate({ where: { model }, _max: { number: true } });
      const number = (last.number ?? 0) + 1;
      const path = `${model}/${number}`;
      placeFiles(dir, runId, path);
      const id = `${model}-${number}`;
      await tx.modelVersion.create({ data: { id, model, number, path, manifest, runId, metrics, createdAt: now } });
      const unique = [...new Set(exampleIds)];
      for (let from = 0; from < unique.length; from += CHUNK)
        await tx.versionExample.createMany({
          data: unique.slice(from, from + CHUNK).map((interactionId) => ({ versionId: id, interactionId })),
        });
      return number;
    },
    { timeout: 30_000 },
  );
}

/** Ends a run that made nothing. @param error one sentence for people */
export async function failRun(db: PrismaClient, id: string, error: string, now: Date): Promise<void> {
  await db.trainingRun.updateMany({ where: { id, state: { in: ACTIVE } }, data: { state: "failed", error, finishedAt: now } });
}

/** @returns false where the run was over already */
export async function cancelRun(db: PrismaClient, id: string, now: Date): Promise<boolean> {
  const { count } = await db.trainingRun.updateMany({
    where: { id, state: { in: ACTIVE } },
    data: { state: "cancelled", finishedAt: now },
  });
  return count > 0;
}

/**
 * Marks runs whose process is gone, and clears what they left behind.
 * @param isAlive whether a process of this machine lives; its id may be another's by now, so silence counts too
 */
export async function markInterrupted(db: PrismaClient, dir: string, isAlive: (pid: number) => boolean, now: Date): Promise<number> {
  const active = await db.trainingRun.findMany({ where: { state: { in: ACTIVE } } });
  const gone = active.filter(({ pid, beatAt, createdAt }) => {
    const silentMs = now.getTime() - (beatAt ?? createdAt).getTime();
    return pid === null || !isAlive(pid) || silentMs > SILENT_MS;
  });
  await interruptRuns(
    db,
    gone.map(({ id }) => id),
    now,
  );
  clearStaged(dir, (runId) => active.some(({ id }) => id === runId) && !gone.some(({ id }) => id === runId));
  return gone.length;
}

/** Marks those of the runs that are not over. */
export async function interruptRuns(db: PrismaClient, ids: readonly string[], now: Date): Promise<void> {
  const error = "Its process ended before it was done. Nothing of it was kept; train again.";
  await db.trainingRun.updateMany({
    where: { id: { in: [...ids] }, state: { in: ACTIVE } },
    data: { state: "interrupted", finishedAt: now, error },
  });
}
