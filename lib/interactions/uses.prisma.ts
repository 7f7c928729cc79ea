import type { PrismaClient } from "@/prisma/client/client";
import type { Use } from "@/lib/interactions/event";

/** How often answers came from verified ones, and when last; none for those never used. */
export async function readUses(db: PrismaClient, verifiedIds: readonly string[]): Promise<ReadonlyMap<string, Use>> {
  if (verifiedIds.length === 0) return new Map();
  const rows = await db.interaction.groupBy({ by: ["verifiedId"], where: { verifiedId: { in: [...verifiedIds] } }, _count: true, _max: { askedAt: true } });
  return new Map(rows.flatMap(({ verifiedId, _count: count, _max: { askedAt } }) => (verifiedId === null || askedAt === null ? [] : [[verifiedId, { count, lastAt: askedAt.toISOString() }] as const])));
}
