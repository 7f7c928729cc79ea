import type { Prisma, PrismaClient } from "@/prisma/client/client";

/**
 * Names of the trained versions that learned from some questions, such as "ranker 3". @param which a condition on `i`, the interaction, and
 * `c`, its conversation
 */
export async function versionsTaughtBy(db: PrismaClient, which: Prisma.Sql): Promise<readonly string[]> {
  const rows = await db.$queryRaw<
    { readonly name: string }[]
  >`SELECT DISTINCT v."model" || ' ' || v."number" AS "name" FROM "ModelVersion" v JOIN "VersionExample" e ON e."versionId" = v."id" JOIN "Interaction" i ON i."id" = e."interactionId" JOIN "Conversation" c ON c."id" = i."conversationId" WHERE ${which} ORDER BY 1`;
  return rows.map(({ name }) => name);
}
