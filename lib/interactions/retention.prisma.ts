import { Prisma, type PrismaClient } from "@/prisma/client/client";
import type { AgedRows } from "@/lib/interactions/describe-deletion";
import { versionsTaughtBy } from "@/lib/interactions/taught-versions.prisma";

/** `versions`: names of trained versions that learned from some of the questions. */
export type Aged = AgedRows & { readonly versions: readonly string[] };

const DAY_MS = 86_400_000;
/** Each deleted row is taken out of every roll-up; nobody waits long for so many. */
const CHUNK = 500;

/** What a clean-up would delete. */
export async function previewAged(db: PrismaClient, days: number, now: Date): Promise<Aged> {
  const before = new Date(now.getTime() - days * DAY_MS);
  const old = { askedAt: { lt: before } };
  const [interactions, ratings, conversations, versions] = await Promise.all([
    db.interaction.count({ where: old }),
    db.rating.count({ where: { interaction: old } }),
    db.conversation.count({ where: { updatedAt: { lt: before }, interactions: { every: old } } }),
    versionsTaughtBy(db, Prisma.sql`i."askedAt" < ${before}`),
  ]);
  return { interactions, ratings, conversations, versions };
}

/**
 * Deletes what `previewAged` counts, a part at a time so that nobody waits for it. The triggers take every row out of
 * the roll-ups as it goes, and note that its copy in MLflow goes too. @returns what went
 */
export async function deleteAged(db: PrismaClient, days: number, now: Date): Promise<Aged> {
  const before = new Date(now.getTime() - days * DAY_MS);
  const aged = await previewAged(db, days, now);
  for (;;) {
    const some = await db.interaction.findMany({ where: { askedAt: { lt: before } }, select: { id: true }, take: CHUNK });
    if (some.length === 0) break;
    await db.interaction.deleteMany({ where: { id: { in: some.map(({ id }) => id) } } });
  }
  await db.conversation.deleteMany({ where: { updatedAt: { lt: before }, interactions: { none: {} } } });
  return aged;
}
