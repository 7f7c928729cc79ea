import type { PrismaClient } from "@/prisma/client/client";
import type { Use } from "@/lib/interactions/event";

/** A statement takes a limited number of names. */
const BATCH = 500;

/** How often answers came from verified ones, and when last; none for those never used. */
export async function readUses(db: PrismaClient, verifiedIds: readonly string[]): Promise<ReadonlyMap<string, Use>> {
  const uses = new Map<string, Use>();
  for (let from = 0; from < verifiedIds.length; from += BATCH) {
    const rows = await db.interaction.groupBy({ by: ["verifiedId"], where: { verifiedId: { in: verifiedIds.slice(from, from + BATCH) } }, _count: true, _max: { askedAt: true } });
    for (const { verifiedId, _count: count, _max: { askedAt } } of rows) if (verifiedId !== null && askedAt !== null) uses.set(verifiedId, { count, lastAt: askedAt.toISOString() });
  }
  return uses;
}
