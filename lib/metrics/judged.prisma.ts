import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { SUCCESS_SQL } from "@/lib/answers/success";
import { FIXED_SQL } from "@/lib/feedback/fixed-sql";
import type { JudgedBar } from "@/lib/metrics/counted";
import type { InsightFilter } from "@/lib/metrics/filter";
import { findRows, TEXT_INDEX } from "@/lib/metrics/found-rows.prisma";

const JudgedRecord = z.object({
  tenth: z.coerce.number(),
  count: z.coerce.number(),
  right: z.coerce.number(),
  confidence: z.coerce.number(),
});

/**
 * The filtered answers that people rated or corrected, by tenths of confidence. Right is what was rated up by more people than down, and
 * never corrected; what as many rated up as down is left out, as in a training, and so is what was asked back or failed.
 */
export async function readJudged(db: PrismaClient, filter: InsightFilter): Promise<readonly JudgedBar[]> {
  const { sql, params, byText } = await findRows(db, filter);
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `WITH "judged" AS (
       SELECT "confidence", "ratedUp" > "ratedDown" AND "id" NOT IN ${FIXED_SQL} AS "right" FROM "Interaction" INDEXED BY "${byText ? TEXT_INDEX : "Interaction_rated_idx"}" WHERE "ratedUp" + "ratedDown" > 0 AND ("ratedUp" <> "ratedDown" OR "id" IN ${FIXED_SQL}) AND ${SUCCESS_SQL} AND ${sql}
       UNION ALL SELECT "confidence", 0 FROM "Interaction" WHERE "id" IN ${FIXED_SQL} AND "ratedUp" + "ratedDown" = 0 AND ${SUCCESS_SQL} AND ${sql})
     SELECT min(9, CAST("confidence" * 10 AS INTEGER)) AS "tenth", count(*) AS "count", sum("right") AS "right", sum("confidence") AS "confidence" FROM "judged" WHERE "confidence" IS NOT NULL GROUP BY 1`,
    ...params,
    ...params,
  );
  return rows.map((row) => JudgedRecord.parse(row));
}
