import { z } from "zod";
import type { ModelTrial, Prisma, PrismaClient } from "@/prisma/client/client";
import { championIdOf } from "@/lib/learning/models/serving.prisma";
import { readModelName, versionName, type ModelName } from "@/lib/learning/models/model";
import {
  alphaOf,
  judgeTrial,
  type Arm,
  type Side,
  type Sides,
  type TrialAim,
  type TrialMode,
  type TrialVerdict,
} from "@/lib/learning/trials/trial";
import { err, ok, type Result } from "@/lib/platform/result";

/**
 * Models that can be tried on live questions, and what a challenger must do better. An analysis of a log always succeeds, so what people
 * say of it counts.
 */
const AIMS: Readonly<Partial<Record<ModelName, TrialAim>>> = { ranker: "success", router: "success", logs: "ratings" };

/** What trials of a model go by; null where it cannot be tried on live questions. */
export function aimOf(model: string): TrialAim | null {
  const name = readModelName(model);
  return name === null ? null : (AIMS[name] ?? null);
}

export type TrialRequest = {
  readonly versionId: string;
  readonly mode: TrialMode;
  /** Of conversations, over 0 to 1. */ readonly share: number;
};
/** How one side answered one question. `same`: whether a challenger in the shadow came to what was shown. */
export type Turn = {
  readonly conversationId: string;
  readonly interactionId: string;
  readonly arm: Arm;
  readonly succeeded: boolean;
  readonly abstained: boolean;
  readonly failed: boolean;
  readonly ms: number;
  readonly same: boolean | null;
};
export type WatchedTrial = {
  readonly trial: ModelTrial;
  readonly sides: Sides;
  readonly verdict: TrialVerdict;
  /** Questions that both sides read alike, of those that both read. */ readonly same: number;
  readonly both: number;
};

type Tx = Prisma.TransactionClient;

/** Starts a trial against what serves now. @returns its id, or why it cannot start */
export async function startTrial(
  db: PrismaClient,
  { versionId, mode, share }: TrialRequest,
  userId: string,
  newId: () => string,
  now: Date,
): Promise<Result<string, string>> {
  if (!(share > 0 && share <= 1)) return err("The share of conversations must be over 0 and at most 100 %.");
  return db.$transaction(async (tx) => {
    const version = await tx.modelVersion.findUnique({ where: { id: versionId } });
    const model = readModelName(version?.model);
    if (!version || !model) return err("There is no such version. Reload the page.");
    if (aimOf(model) === null)
      return err(
        `A trial on live questions is possible for ${Object.keys(AIMS).join(", ")} only; “${model}” is compared on judged answers.`,
      );
    if (await runningTrial(tx, model)) return err(`A trial of “${model}” is running. End it first.`);
    const championId = await championIdOf(tx, model);
    if (championId === versionId) return err(`${versionName(version)} serves already.`);
    const id = newId();
    await tx.modelTrial.create({
      data: { id, model, championId, challengerId: versionId, mode, share, startedBy: userId, startedAt: now },
    });
    await tx.modelServing.upsert({
      where: { model },
      create: { model, challengerId: versionId, since: now },
      update: { challengerId: versionId },
    });
    const reason = mode === "shadow" ? "Reads every question in the shadow." : `Answers ${Math.round(100 * share)} % of conversations.`;
    await tx.modelDecision.create({
      data: {
        at: now,
        model,
        what: "challenger",
        versionId,
        fromVersionId: championId,
        reason,
        evidence: { trial: id, mode, share },
        userId,
      },
    });
    return ok(id);
  });
}

/** The trial of a model that runs now. */
export async function runningTrial(db: Tx, model: ModelName): Promise<ModelTrial | null> {
  return db.modelTrial.findFirst({ where: { model, state: "running" } });
}

/** What a version proved on live questions against this champion; null where it proved nothing. */
export async function wonTrial(db: PrismaClient, challengerId: string, championId: string | null): Promise<string | null> {
  const trial = await db.modelTrial.findFirst({
    where: { challengerId, championId, state: "better" },
    orderBy: { endedAt: "desc" },
    select: { reason: true },
  });
  return trial?.reason ?? null;
}

/** Notes how a question was answered, when it is the first of its conversation, and ends the trial where that decides it. */
export async function noteTurns(db: PrismaClient, trialId: string, turns: readonly Turn[], now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const trial = await tx.modelTrial.findFirst({ where: { id: trialId, state: "running" } });
    const known =
      turns[0] && (await tx.trialTurn.findFirst({ where: { trialId, conversationId: turns[0].conversationId }, select: { arm: true } }));
    if (!trial || known) return;
    await tx.trialTurn.createMany({ data: turns.map((turn) => ({ ...turn, trialId })) });
    const sides = await readSides(tx, trialId);
    const verdict = judgeTrial(sides, aimOf(trial.model) ?? undefined, await alphaSpent(tx, trial));
    if ((await championIdOf(tx, trial.model)) !== trial.championId)
      await endTrial(tx, trial, "stopped", "Stopped: another version serves since.", sides, "rule", now);
    else if (verdict.state !== "running") await endTrial(tx, trial, verdict.state, verdict.reason, sides, "rule", now);
  });
}

/** Ends a trial that a person does not want any more. @returns false where it was over already */
export async function stopTrial(db: PrismaClient, id: string, userId: string, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const trial = await tx.modelTrial.findFirst({ where: { id, state: "running" } });
    if (trial) await endTrial(tx, trial, "stopped", "Stopped by hand.", await readSides(tx, id), userId, now);
    return trial !== null;
  });
}

/** The latest trials of a model, newest first, with what they come to, or came to when they were ended. */
export async function watchTrials(db: PrismaClient, model: ModelName, count: number): Promise<readonly WatchedTrial[]> {
  const trials = await db.modelTrial.findMany({ where: { model }, orderBy: { startedAt: "desc" }, take: count });
  return Promise.all(
    trials.map(async (trial) => {
      const decided = trial.state === "running" ? null : await decidedOn(db, trial);
      const { sides, alpha } = decided ?? { sides: await readSides(db, trial.id), alpha: await alphaSpent(db, trial) };
      const same = await db.trialTurn.count({ where: { trialId: trial.id, same: true } });
      const both = await db.trialTurn.count({ where: { trialId: trial.id, same: { not: null } } });
      return { trial, sides, verdict: judgeTrial(sides, aimOf(trial.model) ?? undefined, alpha), same, both };
    }),
  );
}

/** What a trial may take of the chance to be wrong, by how many were begun against the same champion before it. */
async function alphaSpent(db: Tx, { model, championId, startedAt }: ModelTrial): Promise<number> {
  return alphaOf(await db.modelTrial.count({ where: { model, championId, startedAt: { lt: startedAt } } }));
}

/** The record holds every count that the decision hangs on, so that it can be computed again. */
async function endTrial(tx: Tx, trial: ModelTrial, state: string, reason: string, sides: Sides, userId: string, now: Date): Promise<void> {
  const { id, model, mode, share, championId: fromVersionId, challengerId: versionId, startedAt } = trial;
  await tx.modelTrial.update({ where: { id }, data: { state, reason, endedAt: now } });
  await tx.modelServing.updateMany({ where: { model, challengerId: versionId }, data: { challengerId: null } });
  const evidence = {
    trial: id,
    mode,
    share,
    startedAt: startedAt.toISOString(),
    aim: aimOf(model),
    sides,
    alpha: await alphaSpent(tx, trial),
  };
  await tx.modelDecision.create({ data: { at: now, model, what: `trial_${state}`, versionId, fromVersionId, reason, evidence, userId } });
}

const side = z.object({
  asked: z.number(),
  succeeded: z.number(),
  abstained: z.number(),
  failed: z.number(),
  rated: z.number(),
  ratedUp: z.number(),
  medianMs: z.number().nullable(),
});
const Evidence = z.object({ trial: z.string(), alpha: z.number(), sides: z.object({ champion: side, challenger: side }) });

/** The counts in the record of how a trial ended: what is rated or deleted afterwards decided nothing. */
async function decidedOn(db: Tx, { id, model, challengerId }: ModelTrial): Promise<z.infer<typeof Evidence> | null> {
  const ended = { model, versionId: challengerId, what: { startsWith: "trial_" } };
  const records = await db.modelDecision.findMany({ where: ended, select: { evidence: true } });
  return records.map(({ evidence }) => Evidence.safeParse(evidence).data).find((kept) => kept?.trial === id) ?? null;
}

type Counted = {
  readonly arm: string;
  readonly asked: bigint | number;
  readonly succeeded: bigint | number;
  readonly abstained: bigint | number;
  readonly failed: bigint | number;
  readonly rated: bigint | number;
  readonly ratedUp: bigint | number;
};

/** A report that people made a rule of was wrong, rated or not. */
async function readSides(db: Tx, trialId: string): Promise<Sides> {
  const rows = await db.$queryRaw<
    Counted[]
  >`SELECT t."arm", count(*) AS "asked", coalesce(sum(t."succeeded"), 0) AS "succeeded", coalesce(sum(t."abstained"), 0) AS "abstained", coalesce(sum(t."failed"), 0) AS "failed", coalesce(sum(t."same" IS NULL AND (r."id" IS NOT NULL OR i."ratedUp" + i."ratedDown" > 0)), 0) AS "rated", coalesce(sum(t."same" IS NULL AND r."id" IS NULL AND i."ratedUp" > i."ratedDown"), 0) AS "ratedUp"
    FROM "TrialTurn" t LEFT JOIN "Interaction" i ON i."id" = t."interactionId" LEFT JOIN (SELECT DISTINCT "interactionId" AS "id" FROM "LogRule") r ON r."id" = t."interactionId" WHERE t."trialId" = ${trialId} GROUP BY t."arm"`;
  return { champion: await sideOf(db, trialId, "champion", rows), challenger: await sideOf(db, trialId, "challenger", rows) };
}

async function sideOf(db: Tx, trialId: string, arm: Arm, rows: readonly Counted[]): Promise<Side> {
  const row = rows.find((one) => one.arm === arm);
  const of = (name: Exclude<keyof Counted, "arm">): number => Number(row?.[name] ?? 0);
  const asked = of("asked");
  const middle =
    asked === 0
      ? null
      : await db.trialTurn.findFirst({
          where: { trialId, arm },
          orderBy: { ms: "asc" },
          skip: Math.ceil(asked / 2) - 1,
          select: { ms: true },
        });
  return {
    asked,
    succeeded: of("succeeded"),
    abstained: of("abstained"),
    failed: of("failed"),
    rated: of("rated"),
    ratedUp: of("ratedUp"),
    medianMs: middle?.ms ?? null,
  };
}
