import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import type { BarRow } from "@/lib/metrics/counted";
import type { InsightFilter } from "@/lib/metrics/filter";
import { findRows, TEXT_INDEX } from "@/lib/metrics/found-rows.prisma";
import { sumBars } from "@/lib/metrics/insight-chart";

const Found = z.object({ ms: z.number() });

/**
 * Nearest-rank percentiles of the filtered response times, in ms: the bars tell in which of them a rank lies, so that only its rows are
 * looked at; null where nothing is counted. @param bars of kind "ms" under the same filter @param shares in (0, 1]
 */
export async function readPercentiles(
  db: PrismaClient,
  filter: InsightFilter,
  bars: readonly BarRow[],
  shares: readonly number[],
): Promise<readonly (number | null)[]> {
  const histogram = [...sumBars(bars)].map(([bar, count]) => ({ from: Number(bar), count })).sort((a, b) => a.from - b.from);
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return shares.map(() => null);
  const { sql, params, byText } = await findRows(db, filter);
  const index = byText ? TEXT_INDEX : "Interaction_slow_idx";
  return Promise.all(
    shares.map(async (share) => {
      const rank = Math.ceil(share * total);
      let before = 0;
      let bar = 0;
      for (; bar < histogram.length - 1 && before + (histogram[bar]?.count ?? 0) < rank; bar += 1) before += histogram[bar]?.count ?? 0;
      const from = histogram[bar]?.from ?? 0;
      const [row] = await db.$queryRawUnsafe<unknown[]>(
        `SELECT "totalMs" AS "ms" FROM "Interaction" INDEXED BY "${index}" WHERE "totalMs" >= ? AND "totalMs" < ? AND "outcome" <> 'unfinished' AND ${sql} ORDER BY "totalMs" LIMIT 1 OFFSET ?`,
        from,
        from + widthOf(from),
        ...params,
        rank - before - 1,
      );
      // A row that was deleted since the bars were read.
      return row === undefined ? from : Found.parse(row).ms;
    }),
  );
}

/** How wide the bar is that begins at so many ms: bars are named by the first two digits of their times. */
function widthOf(from: number): number {
  return from < 100 ? 1 : from < 1_000 ? 10 : from < 10_000 ? 100 : from < 100_000 ? 1_000 : 10_000;
}
