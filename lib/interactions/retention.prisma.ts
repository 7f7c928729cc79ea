import type { PrismaClient } from "@/prisma/client/client";

/** What is older than so many days, or what was deleted; `versions` are names of trained versions that learned from some of it. */
export type Aged = { readonly interactions: number; readonly ratings: number; readonly conversations: number; readonly uploads: readonly string[]; readonly versions: readonly string[] };

const DAY_MS = 86_400_000;
const CHUNK = 2000;

/** What a clean-up would delete: questions asked before, their ratings, conversations that nobody used since, and files handed in before that no kept question names. */
export async function previewAged(db: PrismaClient, days: number, now: Date): Promise<Aged> {
  const before = new Date(now.getTime() - days * DAY_MS);
  const old = { askedAt: { lt: before } };
  const [interactions, ratings, conversations, uploads, versions] = await Promise.all([
    db.interaction.count({ where: old }),
    db.rating.count({ where: { interaction: old } }),
    db.conversation.count({ where: { updatedAt: { lt: before }, interactions: { every: old } } }),
    agedUploads(db, before),
    db.$queryRaw<{ readonly name: string }[]>`SELECT DISTINCT v."model" || ' ' || v."number" AS "name" FROM "ModelVersion" v JOIN "VersionExample" e ON e."versionId" = v."id" JOIN "Interaction" i ON i."id" = e."interactionId" WHERE i."askedAt" < ${before} ORDER BY 1`,
  ]);
  return { interactions, ratings, conversations, uploads, versions: versions.map(({ name }) => name) };
}

/**
 * Deletes what `previewAged` counts, a part at a time so that nobody waits for it. The triggers take every row out of
 * the roll-ups as it goes. @returns what went; the caller deletes the files of the uploads
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
  await db.upload.deleteMany({ where: { id: { in: [...aged.uploads] } } });
  return aged;
}

/** A database stays: it is a source, not a file that was asked about once. */
async function agedUploads(db: PrismaClient, before: Date): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Upload" WHERE "kind" = 'log' AND "createdAt" < ${before} AND "id" NOT IN (SELECT "uploadId" FROM "Interaction" WHERE "uploadId" IS NOT NULL AND "askedAt" >= ${before})`;
  return rows.map(({ id }) => id);
}
