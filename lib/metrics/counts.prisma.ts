import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import type { StatCounts } from "@/lib/metrics/stats";

/** The counts of the stats panel, from the roll-ups that triggers keep; independent of how many rows are stored. */
export async function readStatCounts(db: PrismaClient): Promise<StatCounts> {
  const [interactions, ratings, responseMs] = await Promise.all([
    db.interactionCount.findMany({ where: { count: { gt: 0 } } }),
    db.ratingCount.findMany(),
    readTimes(db),
  ]);
  const rated = (value: string) => ratings.find((row) => row.value === value)?.count ?? 0;
  return { interactions, ratings: { up: rated("up"), down: rated("down") }, responseMs };
}

const Times = z.tuple([z.object({ ms: z.string(), counts: z.string() })]);
const Numbers = z.array(z.number());

/** Thousands of small rows come over as two texts: a row each would cost more than all the rest. */
async function readTimes(db: PrismaClient): Promise<StatCounts["responseMs"]> {
  const rows =
    await db.$queryRaw<unknown>`SELECT json_group_array("ms") AS "ms", json_group_array("count") AS "counts" FROM (SELECT "ms", "count" FROM "ResponseTimeCount" WHERE "count" > 0 ORDER BY "ms")`;
  const [{ ms, counts }] = Times.parse(rows);
  const count = Numbers.parse(JSON.parse(counts));
  return Numbers.parse(JSON.parse(ms)).map((value, index) => ({ ms: value, count: count[index] ?? 0 }));
}
