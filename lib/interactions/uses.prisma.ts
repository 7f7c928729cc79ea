import type { PrismaClient } from "@/prisma/client/client";
import type { Use } from "@/lib/interactions/event";

/** A statement takes a limited number of names. */
const BATCH = 500;

/** How often answers came from verified ones, and when last; none for those never used. */
export async function readUses(db: PrismaClient, verifiedIds: readonly string[]): Promise<ReadonlyMap<string, Use>> {
  const uses = new Map<string, Use>();
  for (let from = 0; from < verifiedIds.length; from += BATCH) {
    const rows = await db.interaction.groupBy({
      by: ["verifiedId"],
      where: { verifiedId: { in: verifiedIds.slice(from, from + BATCH) } },
      _count: true,
      _max: { askedAt: true },
    });
    for (const {
      verifiedId,
      _count: count,
      _max: { askedAt },
    } of rows)
      if (verifiedId !== null && askedAt !== null) uses.set(verifiedId, { count, lastAt: askedAt.toISOString() });
  }
  return uses;
}

/**
 * How many reports rules about log lines changed, and when last; none for those that changed none. A report names the rules that it was
 * made with.
 */
export async function readRuleUses(db: PrismaClient, ruleIds: readonly string[]): Promise<ReadonlyMap<string, Use>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ readonly ruleId: string; readonly count: bigint | number; readonly lastAt: string }[]>`
    SELECT json_extract(rule."value", '$.id') AS "ruleId", count(DISTINCT i."id") AS "count", max(i."askedAt") AS "lastAt"
    FROM "Interaction" i, json_each(i."answer", '$.report.taught') rule
    WHERE i."engine" = 'logs' AND json_type(i."answer", '$.report.taught') = 'array'
    GROUP BY 1`;
  const asked = new Set(ruleIds);
  return new Map(
    rows.flatMap(({ ruleId, count, lastAt }) =>
      asked.has(ruleId) ? [[ruleId, { count: Number(count), lastAt: new Date(lastAt).toISOString() }] as const] : [],
    ),
  );
}
