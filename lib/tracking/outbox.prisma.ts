import type { PrismaClient } from "@/prisma/client/client";
import { backOff } from "@/lib/platform/back-off";

/** One interaction that is to be told, as it was claimed. */
export type Claimed = { readonly interactionId: string; readonly version: number; readonly attempts: number };
export type Backlog = { readonly waiting: number; readonly oldest: Date | null; readonly lastError: string | null };

const LEASE_S = 120;
const LONGEST_WAIT_S = 300;

/**
 * Says which server is told from now on; null stops the noting and keeps what waits. Runs on another server than before are forgotten: they
 * are not ours to change.
 */
export async function setTarget(db: PrismaClient, uri: string | null): Promise<void> {
  if (uri === null) return void (await db.trackingTarget.updateMany({ data: { active: false } }));
  const before = await db.trackingTarget.findUnique({ where: { id: 1 } });
  if (before !== null && before.uri !== uri)
    await db.$transaction([db.trackedRun.deleteMany(), db.trackedTraining.deleteMany(), db.trackedAlias.deleteMany()]);
  await db.trackingTarget.upsert({ where: { id: 1 }, create: { id: 1, uri }, update: { uri, active: true } });
}

/**
 * Takes the oldest entries that are due, for two minutes: another process does not take them in that time, and a process
 * that dies gives them back by itself.
 */
export async function claim(db: PrismaClient, nowS: number, limit: number): Promise<readonly Claimed[]> {
  const due = await db.trackingOutbox.findMany({ where: { nextAt: { lte: nowS } }, orderBy: { createdAt: "asc" }, take: limit });
  const claimed: Claimed[] = [];
  for (const { interactionId, version, attempts } of due) {
    const { count } = await db.trackingOutbox.updateMany({
      where: { interactionId, version, nextAt: { lte: nowS } },
      data: { nextAt: nowS + LEASE_S, attempts: attempts + 1 },
    });
    if (count === 1) claimed.push({ interactionId, version, attempts: attempts + 1 });
  }
  return claimed;
}

/** Takes an entry out; one that changed meanwhile stays and is due at once. */
export async function settle(db: PrismaClient, { interactionId, version }: Claimed): Promise<void> {
  const { count } = await db.trackingOutbox.deleteMany({ where: { interactionId, version } });
  if (count === 0) await db.trackingOutbox.updateMany({ where: { interactionId }, data: { nextAt: 0, attempts: 0, lastError: null } });
}

/** Puts an entry back for later, with what went wrong. */
export async function postpone(db: PrismaClient, { interactionId, attempts }: Claimed, nowS: number, lastError: string): Promise<void> {
  await db.trackingOutbox.updateMany({
    where: { interactionId },
    data: { nextAt: nowS + backOff(attempts, LONGEST_WAIT_S), lastError: lastError.slice(0, 500) },
  });
}

/** How much waits, since when, and why. */
export async function readBacklog(db: PrismaClient): Promise<Backlog> {
  const [waiting, oldest, failed] = await Promise.all([
    db.trackingOutbox.count(),
    db.trackingOutbox.findFirst({ orderBy: { createdAt: "asc" }, select: { createdAt: true } }),
    db.trackingOutbox.findFirst({ where: { lastError: { not: null } }, orderBy: { nextAt: "desc" }, select: { lastError: true } }),
  ]);
  return { waiting, oldest: oldest?.createdAt ?? null, lastError: failed?.lastError ?? null };
}

/** After an outage: whatever waited because of it is due at once. */
export async function hurry(db: PrismaClient): Promise<void> {
  await db.trackingOutbox.updateMany({ where: { lastError: { not: null } }, data: { nextAt: 0, lastError: null } });
}

/**
 * Notes what a server may not know: finished interactions without a complete run, rated ones, and runs whose interaction is gone. @returns
 * how many wait then
 */
export async function noteHistory(db: PrismaClient): Promise<number> {
  await db.$executeRaw`INSERT INTO "TrackingOutbox" ("interactionId", "createdAt") SELECT "id", "askedAt" FROM "Interaction"
    WHERE "outcome" <> 'unfinished' AND ("ratedUp" > 0 OR "ratedDown" > 0 OR "id" NOT IN (SELECT "interactionId" FROM "TrackedRun" WHERE "complete" AND NOT "rated")) ON CONFLICT DO NOTHING`;
  await db.$executeRaw`INSERT INTO "TrackingOutbox" ("interactionId") SELECT "interactionId" FROM "TrackedRun" WHERE "interactionId" NOT IN (SELECT "id" FROM "Interaction") ON CONFLICT DO NOTHING`;
  return db.trackingOutbox.count();
}
