import type { PrismaClient } from "@/prisma/client/client";
import { Prisma } from "@/prisma/client/client";
import type { PersonRows } from "@/lib/interactions/describe-deletion";
import { versionsTaughtBy } from "@/lib/interactions/taught-versions.prisma";

/**
 * `uploads` are the ids of log files that nobody else's questions are about; `versions` names of the trained versions that learned from them,
 * which stay.
 */
export type PersonData = PersonRows & { readonly uploads: readonly string[]; readonly versions: readonly string[] };

const CHUNK = 500;

/** Everybody of whom something is stored, by id. */
export async function readPeople(db: PrismaClient): Promise<readonly string[]> {
  const rows = await db.$queryRaw<
    { userId: string }[]
  >`SELECT DISTINCT "userId" FROM "Conversation" UNION SELECT DISTINCT "userId" FROM "Rating" UNION SELECT DISTINCT "userId" FROM "Correction" UNION SELECT DISTINCT "userId" FROM "VerifiedAnswer" UNION SELECT DISTINCT "userId" FROM "LogRule" ORDER BY 1`;
  return rows.map(({ userId }) => userId);
}

/**
 * What deleting a person's data would take: their conversations whole, and what they rated, commented, corrected or taught in those of
 * others.
 */
export async function previewPerson(db: PrismaClient, userId: string): Promise<PersonData> {
  const theirs = { conversation: { userId } };
  const [conversations, interactions, ratings, corrections, verified, logRules, uploads, versions] = await Promise.all([
    db.conversation.count({ where: { userId } }),
    db.interaction.count({ where: theirs }),
    db.rating.count({ where: { OR: [{ userId }, { interaction: theirs }] } }),
    db.correction.count({ where: { OR: [{ userId }, { interaction: theirs }] } }),
    lessonsOf(db, "VerifiedAnswer", userId),
    lessonsOf(db, "LogRule", userId),
    uploadsOf(db, userId),
    versionsTaughtBy(db, Prisma.sql`c."userId" = ${userId}`),
  ]);
  return { conversations, interactions, ratings, corrections, verified: verified.length, logRules: logRules.length, uploads, versions };
}

/**
 * Deletes everything that `previewPerson` counts but the model versions, and overwrites it in the database file. Copies in
 * MLflow are taken back by the outbox. @returns what went; the caller deletes the files of the uploads
 */
export async function deletePerson(db: PrismaClient, userId: string): Promise<PersonData> {
  const data = await previewPerson(db, userId);
  await db.$queryRaw`PRAGMA secure_delete = ON`;
  try {
    await forgetLessons(db, userId);
    await db.rating.deleteMany({ where: { userId } });
    await db.correction.deleteMany({ where: { userId } });
    await db.upload.deleteMany({ where: { id: { in: [...data.uploads] } } });
    for (;;) {
      const some = await db.interaction.findMany({ where: { conversation: { userId } }, select: { id: true }, take: CHUNK });
      if (some.length === 0) break;
      await db.interaction.deleteMany({ where: { id: { in: some.map(({ id }) => id) } } });
    }
    await db.conversation.deleteMany({ where: { userId } });
    await db.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  } finally {
    await db.$queryRaw`PRAGMA secure_delete = OFF`;
  }
  return data;
}

/** What they taught, with its tests, examples and lines in the change log, which quote the question or the log. */
async function forgetLessons(db: PrismaClient, userId: string): Promise<void> {
  const [verified, rules] = [await lessonsOf(db, "VerifiedAnswer", userId), await lessonsOf(db, "LogRule", userId)];
  await db.$transaction([
    db.changeLine.deleteMany({ where: { OR: [{ userId }, { verifiedId: { in: [...verified, ...rules] } }] } }),
    db.verifiedAnswer.deleteMany({ where: { id: { in: verified } } }),
    db.logRule.deleteMany({ where: { id: { in: rules } } }),
  ]);
}

/** What they taught, and what was taught from their questions. */
async function lessonsOf(db: PrismaClient, table: "VerifiedAnswer" | "LogRule", userId: string): Promise<string[]> {
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT v."id" FROM ${Prisma.raw(`"${table}"`)} v WHERE v."userId" = ${userId} OR v."interactionId" IN (SELECT i."id" FROM "Interaction" i JOIN "Conversation" c ON c."id" = i."conversationId" WHERE c."userId" = ${userId})`;
  return rows.map(({ id }) => id);
}

/** The logs that nobody else asked about: one without a question was dropped in by whoever is told by no row. */
async function uploadsOf(db: PrismaClient, userId: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT "id" FROM "Upload" WHERE "kind" = 'log' AND "id" NOT IN (SELECT i."uploadId" FROM "Interaction" i JOIN "Conversation" c ON c."id" = i."conversationId" WHERE i."uploadId" IS NOT NULL AND c."userId" <> ${userId}) AND EXISTS (SELECT 1 FROM "Conversation" WHERE "userId" = ${userId}) ORDER BY "id"`;
  return rows.map(({ id }) => id);
}
