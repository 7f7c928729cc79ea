import type { PrismaClient } from "@/prisma/client/client";
import { MlflowDown, MlflowRefused, type MlflowClient } from "@/lib/tracking/client.mlflow";
import { EXPERIMENT, ID_TAG, toRun, type TrackedRunData } from "@/lib/tracking/names";
import { claim, postpone, settle, type Claimed } from "@/lib/tracking/outbox.prisma";

const TAKEN_AT_ONCE = 40;
const SENT_AT_ONCE = 4;

export type Pass = { readonly told: number; readonly failed: number; readonly down: boolean };
type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;

/**
 * Tells MLflow what is due, a batch of it. A server that is down ends the pass; one entry that is refused waits alone.
 * @param now epoch ms  @returns how it went; `told` 0 and not down means that nothing is due
 */
export async function tellOnce(db: PrismaClient, client: MlflowClient, now: () => number): Promise<Pass> {
  const seconds = () => Math.floor(now() / 1000);
  const queue = [...(await claim(db, seconds(), TAKEN_AT_ONCE))];
  let told = 0;
  let failed = 0;
  let down: MlflowDown | null = null;
  const worker = async () => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      try {
        if (down) throw down;
        await tellOne(db, client, entry);
        await settle(db, entry);
        told += 1;
      } catch (cause) {
        if (!(cause instanceof MlflowDown) && !(cause instanceof MlflowRefused)) throw cause;
        if (cause instanceof MlflowDown) down = cause;
        failed += 1;
        await postpone(db, entry, seconds(), cause.message);
      }
    }
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, worker));
  return { told, failed, down: down !== null };
}

/** Brings the run of one interaction to the state of its row: made, changed, withdrawn or deleted. */
async function tellOne(db: PrismaClient, client: MlflowClient, entry: Claimed): Promise<void> {
  const { interactionId } = entry;
  const [row, tracked] = await Promise.all([readRow(db, interactionId), db.trackedRun.findUnique({ where: { interactionId } })]);
  const run = row && toRun(row);
  const rated = run?.metrics.some(({ key }) => key === "user_rating") ?? false;
  // MLflow cannot take a metric back. A withdrawn rating is taken back with its run, and a new run is made without it.
  if (tracked?.runId === "") return; // Deleted on the server by the operator's clean-up; it stays away.
  const withdrawn = tracked !== null && (run === null || (tracked.rated && !rated));
  if (withdrawn) {
    await client.deleteRun(tracked.runId);
    await db.trackedRun.delete({ where: { interactionId } });
  }
  if (run === null || row === null) return;
  const current = withdrawn ? null : tracked;
  if (current?.complete) {
    await client.logBatch(current.runId, { metrics: run.metrics.filter(({ key }) => key === "user_rating"), params: [], tags: run.tags });
    await db.trackedRun.update({ where: { interactionId }, data: { rated } });
    return;
  }
  await makeRun(db, client, row, run, rated, current?.runId ?? null, entry.attempts > 1);
}

async function makeRun(
  db: PrismaClient,
  client: MlflowClient,
  row: Row,
  run: TrackedRunData,
  rated: boolean,
  known: string | null,
  mayExist: boolean,
): Promise<void> {
  const { id: interactionId } = run;
  const experimentId = await client.experiment(EXPERIMENT);
  // After a try that broke off, the run may be there though its id was never noted.
  const begun = known ?? (mayExist ? await client.findRun(experimentId, ID_TAG, interactionId) : null);
  const { runId, artifactUri } =
    begun === null ? await createRun(client, experimentId, run) : { runId: begun, artifactUri: await client.artifactUri(begun) };
  const noted = { runId, rated, complete: false };
  await db.trackedRun.upsert({ where: { interactionId }, create: { interactionId, ...noted }, update: noted });
  await client.logBatch(runId, run);
  if (row.plan !== null) await client.putArtifact(artifactUri, "plan.json", JSON.stringify(row.plan, null, 2));
  if (row.sql !== null) await client.putArtifact(artifactUri, "query.sql", row.sql);
  await client.endRun(runId, run.status, run.endTime);
  await db.trackedRun.update({ where: { interactionId }, data: { complete: true } });
}

/** An experiment that was deleted meanwhile is restored or made again, once. */
async function createRun(
  client: MlflowClient,
  experimentId: string,
  run: TrackedRunData,
): Promise<{ readonly runId: string; readonly artifactUri: string }> {
  const identity = run.tags.filter(({ key }) => key === ID_TAG);
  try {
    return await client.createRun(experimentId, run.runName, run.startTime, identity);
  } catch (cause) {
    if (!(cause instanceof MlflowRefused)) throw cause;
    return client.createRun(await client.experiment(EXPERIMENT, true), run.runName, run.startTime, identity);
  }
}

async function readRow(db: PrismaClient, id: string) {
  return db.interaction.findUnique({ where: { id }, include: { ratings: true } });
}
