import type { PrismaClient } from "@/prisma/client/client";
import type { StatCounts } from "@/lib/metrics/stats";

/** The counts of the stats panel, from the roll-ups that triggers keep; independent of how many rows are stored. */
export async function readStatCounts(db: PrismaClient): Promise<StatCounts> {
  const [interactions, ratings, responseMs] = await Promise.all([
    db.interactionCount.findMany({ where: { count: { gt: 0 } } }),
    db.ratingCount.findMany(),
    db.responseTimeCount.findMany({ where: { count: { gt: 0 } }, orderBy: { ms: "asc" } }),
  ]);
  const rated = (value: string) => ratings.find((row) => row.value === value)?.count ?? 0;
  return { interactions, ratings: { up: rated("up"), down: rated("down") }, responseMs };
}
