import type { PrismaClient } from "@/prisma/client/client";
import type { MlflowClient } from "@/lib/tracking/client.mlflow";
import { ID_TAG, TRAINING_EXPERIMENT } from "@/lib/tracking/names";
import { ENDED_STATES, registeredName, toTrainingRun } from "@/lib/tracking/training-run";

const ALIASES = ["champion", "challenger"] as const;

/**
 * Brings MLflow's experiment of trainings and its model registry to the state of our rows: runs that are over, the versions
 * that they made, and which of them serve. It compares, so that what broke off is picked up by the next call.
 * @returns how much was told  @throws MlflowDown when the server does not answer
 */
export async function tellTraining(db: PrismaClient, client: MlflowClient): Promise<number> {
  const known = new Set(
    (await db.trackedTraining.findMany({ where: { complete: true }, select: { runId: true } })).map(({ runId }) => runId),
  );
  const ended = await db.trainingRun.findMany({
    where: { state: { in: ENDED_STATES } },
    select: { id: true },
    orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
  });
  const untold = ended.filter(({ id }) => !known.has(id));
  for (const { id } of untold)
    await tellRun(db, client, await db.trainingRun.findUniqueOrThrow({ where: { id }, include: { version: true } }));
  return untold.length + (await tellAliases(db, client));
}

type Row = Awaited<ReturnType<PrismaClient["trainingRun"]["findMany"]>>[number] & {
  readonly version: { readonly id: string; readonly model: string; readonly number: number; readonly manifest: unknown } | null;
};

async function tellRun(db: PrismaClient, client: MlflowClient, row: Row): Promise<void> {
  const run = toTrainingRun(row);
  const experimentId = await client.experiment(TRAINING_EXPERIMENT);
  const runId = row.id;
  const found = await client.findRun(experimentId, ID_TAG, runId);
  const trackedId =
    found ??
    (
      await client.createRun(
        experimentId,
        run.runName,
        run.startTime,
        run.tags.filter(({ key }) => key === ID_TAG),
      )
    ).runId;
  await db.trackedTraining.upsert({ where: { runId }, create: { runId, trackedId }, update: { trackedId } });
  await client.logBatch(trackedId, run);
  await client.endRun(trackedId, run.status, run.endTime);
  const version =
    row.version &&
    (await client.registerVersion(registeredName(row.model), trackedId, `runs:/${trackedId}/model`, [
      { key: "tellback_version", value: row.version.id },
    ]));
  await db.trackedTraining.update({ where: { runId }, data: { version, complete: true } });
}

async function tellAliases(db: PrismaClient, client: MlflowClient): Promise<number> {
  const [serving, told, tracked] = await Promise.all([
    db.modelServing.findMany({ include: { champion: true, challenger: true } }),
    db.trackedAlias.findMany(),
    db.trackedTraining.findMany({ where: { version: { not: null } } }),
  ]);
  let changes = 0;
  for (const row of serving) {
    for (const alias of ALIASES) {
      const wanted = tracked.find(({ runId }) => runId === row[alias]?.runId)?.version ?? null;
      const key = { model: row.model, alias };
      if (wanted === (told.find((one) => one.model === row.model && one.alias === alias)?.version ?? null)) continue;
      await client.setAlias(registeredName(row.model), alias, wanted);
      if (wanted === null) await db.trackedAlias.deleteMany({ where: key });
      else await db.trackedAlias.upsert({ where: { model_alias: key }, create: { ...key, version: wanted }, update: { version: wanted } });
      changes += 1;
    }
  }
  return changes;
}
