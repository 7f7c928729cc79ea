import type { PrismaClient } from "@/prisma/client/client";
import { readModelName, versionName, type ModelName } from "@/lib/learning/models/model";
import { championIdOf } from "@/lib/learning/models/serving.prisma";
import { readVersion } from "@/lib/learning/models/version-files.fs";
import { wonTrial } from "@/lib/learning/trials/trials.prisma";
import { readComparison, verdictOn, type Comparison } from "@/lib/learning/models/verdict";
import { err, ok, type Result } from "@/lib/platform/result";

export type DecideDeps = {
  readonly db: PrismaClient;
  readonly dir: string;
  readonly userId: string;
  readonly now: () => Date;
  /** Verified answers saved after an instant that this version would break. */ readonly brokenSince: (
    version: { readonly model: ModelName; readonly path: string; readonly manifest: unknown },
    since: string,
  ) => Promise<number>;
};

/** Makes a version the champion where the rule allows it. Every refusal is a line of the record too. @returns the reason, either way */
export async function promote(versionId: string, deps: DecideDeps): Promise<Result<string, string>> {
  const { db, dir, userId, now } = deps;
  const version = await db.modelVersion.findUnique({ where: { id: versionId } });
  const model = readModelName(version?.model);
  if (!version || !model) return err("There is no such version. Reload the page.");
  const fromVersionId = await championIdOf(db, model);
  const refuse = async (reason: string, evidence: object): Promise<Result<string, string>> => {
    await db.modelDecision.create({ data: { at: now(), model, what: "refused", versionId, fromVersionId, reason, evidence, userId } });
    return err(reason);
  };
  if (fromVersionId === versionId) return err(`${versionName(version)} serves already.`);
  const read = readVersion(dir, model, version.path, version.manifest);
  if (!read.ok) return refuse(`${versionName(version)} cannot be used: ${read.error}.`, {});
  const comparison = readComparison(version.metrics);
  const checked = comparison && (await withLaterAnswers(comparison, { ...version, model }, deps));
  const verdict = verdictOn(checked, fromVersionId, await wonTrial(db, versionId, fromVersionId));
  if (!verdict.promote) return refuse(verdict.reason, { comparison: checked });
  return db.$transaction(async (tx) => {
    const current = await tx.modelServing.findUnique({ where: { model } });
    if ((current?.championId ?? null) !== fromVersionId) return err("Another version was promoted meanwhile. Reload the page.");
    await tx.modelServing.upsert({
      where: { model },
      create: { model, championId: versionId, since: now() },
      update: { championId: versionId, since: now(), ...(current?.challengerId === versionId ? { challengerId: null } : {}) },
    });
    await tx.modelDecision.create({
      data: {
        at: now(),
        model,
        what: "promoted",
        versionId,
        fromVersionId,
        reason: verdict.reason,
        evidence: { comparison: checked },
        userId,
      },
    });
    return ok(verdict.reason);
  });
}

async function withLaterAnswers(
  comparison: Comparison,
  version: Parameters<DecideDeps["brokenSince"]>[0],
  deps: DecideDeps,
): Promise<Comparison> {
  return { ...comparison, broken: comparison.broken + (await deps.brokenSince(version, comparison.at)) };
}

/** Gives a model back to what served before its champion: an earlier version that can still be read, else what is built in. */
export async function rollBack(
  model: ModelName,
  { db, dir, userId, now }: Omit<DecideDeps, "brokenSince">,
): Promise<Result<string, string>> {
  return db.$transaction(async (tx) => {
    const serving = await tx.modelServing.findUnique({ where: { model }, include: { champion: true } });
    const champion = serving?.champion;
    if (!champion) return err("What is built in serves already.");
    const promotion = await tx.modelDecision.findFirst({
      where: { model, what: "promoted", versionId: champion.id },
      orderBy: { id: "desc" },
    });
    const before = promotion?.fromVersionId ? await tx.modelVersion.findUnique({ where: { id: promotion.fromVersionId } }) : null;
    const usable = before && readVersion(dir, model, before.path, before.manifest).ok ? before : null;
    const reason = `${usable ? versionName(usable) : "What is built in"} serves again, instead of ${versionName(champion)}${before && !usable ? `; the files of ${versionName(before)} cannot be used` : ""}.`;
    await tx.modelServing.update({ where: { model }, data: { championId: usable?.id ?? null, since: now() } });
    await tx.modelDecision.create({
      data: {
        at: now(),
        model,
        what: "rolled_back",
        versionId: usable?.id ?? null,
        fromVersionId: champion.id,
        reason,
        evidence: {},
        userId,
      },
    });
    return ok(reason);
  });
}
