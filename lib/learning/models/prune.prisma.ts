import { rmSync } from "node:fs";
import { join } from "node:path";
import type { PrismaClient } from "@/prisma/client/client";
import { MODELS, versionName, type ModelName } from "@/lib/learning/models/model";

/** So many roll backs in a row stay possible. */
const ROLL_BACKS = 2;

/** A trained version that nothing needs any more; `path` below the folder of all models. */
export type OldVersion = { readonly id: string; readonly name: string; readonly path: string };

/**
 * The versions of each model but its newest `keep`, oldest first. What serves, is on trial, won a trial or would serve after a roll back
 * stays, however old.
 */
export async function findOldVersions(db: PrismaClient, keep: number): Promise<readonly OldVersion[]> {
  const found = await Promise.all(
    MODELS.map(async (model) => {
      const needed = await neededVersions(db, model);
      const older = await db.modelVersion.findMany({
        where: { model },
        orderBy: { number: "desc" },
        skip: Math.max(1, keep),
        select: { id: true, model: true, number: true, path: true },
      });
      return older
        .filter(({ id }) => !needed.has(id))
        .reverse()
        .map((version) => ({ id: version.id, name: versionName(version), path: version.path }));
    }),
  );
  return found.flat();
}

/**
 * Deletes what `findOldVersions` names, rows before files: a process that ends on the way leaves files that nobody reads. Which questions
 * they learned from goes with them; what was decided about them stays. @returns what went
 */
export async function deleteOldVersions(db: PrismaClient, dir: string, keep: number): Promise<readonly OldVersion[]> {
  const gone: OldVersion[] = [];
  for (const version of await findOldVersions(db, keep)) {
    // A version that was promoted or put on trial meanwhile is no longer free.
    const { count } = await db.modelVersion.deleteMany({ where: { id: version.id, championOf: { none: {} }, challengerOf: { none: {} } } });
    if (count === 0) continue;
    rmSync(join(dir, version.path), { recursive: true, force: true });
    gone.push(version);
  }
  return gone;
}

async function neededVersions(db: PrismaClient, model: ModelName): Promise<ReadonlySet<string>> {
  const serving = await db.modelServing.findUnique({ where: { model } });
  const trials = await db.modelTrial.findMany({
    where: { model, state: { in: ["running", "better"] } },
    select: { challengerId: true, championId: true },
  });
  const needed = new Set([
    serving?.championId,
    serving?.challengerId,
    ...trials.flatMap(({ challengerId, championId }) => [challengerId, championId]),
  ]);
  // Back from the champion, as rolling back goes, one promotion at a time.
  for (let at = serving?.championId ?? null, steps = 0; at !== null && steps < ROLL_BACKS; steps += 1) {
    const promotion: { readonly fromVersionId: string | null } | null = await db.modelDecision.findFirst({
      where: { model, what: "promoted", versionId: at },
      orderBy: { id: "desc" },
      select: { fromVersionId: true },
    });
    at = promotion?.fromVersionId ?? null;
    needed.add(at);
  }
  return new Set([...needed].filter((id) => typeof id === "string"));
}
