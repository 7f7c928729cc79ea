import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { DOUBTFUL_BELOW, SUCCESS_SQL } from "@/lib/answers/success";
import type { InsightFilter } from "@/lib/metrics/filter";
import { findRows, TEXT_INDEX } from "@/lib/metrics/found-rows.prisma";
import type { InsightRow, RowList } from "@/lib/metrics/rows";

const LISTS: Readonly<Record<RowList, { readonly where: string; readonly order: string; readonly index: string }>> = {
  latest: { where: "1", order: `"localHour" DESC, "askedAt" DESC`, index: "Interaction_filtered_idx" },
  down: { where: `"ratedDown" > 0`, order: `"askedAt" DESC`, index: "Interaction_down_idx" },
  commented: { where: `"comments" > 0`, order: `"askedAt" DESC`, index: "Interaction_commented_idx" },
  "low-confidence": {
    where: `"confidence" < ${DOUBTFUL_BELOW} AND ${SUCCESS_SQL}`,
    order: `"localHour" DESC, "askedAt" DESC`,
    index: "Interaction_filtered_idx",
  },
  slow: { where: `"totalMs" IS NOT NULL`, order: `"totalMs" DESC`, index: "Interaction_slow_idx" },
  failed: { where: `"outcome" = 'failed'`, order: `"localHour" DESC, "askedAt" DESC`, index: "Interaction_filtered_idx" },
};

const text = z.string().nullable();
const RowRecord = z.object({
  id: z.string(),
  conversationId: z.string(),
  question: z.string(),
  askedAt: z.coerce.date(),
  engine: text,
  approach: text,
  source: text,
  outcome: z.string(),
  errorCode: text,
  confidence: z.coerce.number().nullable(),
  totalMs: z.coerce.number().nullable(),
  ratedUp: z.coerce.number(),
  ratedDown: z.coerce.number(),
});

/** One of the lists under a filter, and whether there are more. @param skip rows passed over, for paging */
export async function readRows(
  db: PrismaClient,
  filter: InsightFilter,
  list: RowList,
  take: number,
  skip = 0,
): Promise<{ readonly rows: readonly InsightRow[]; readonly more: boolean }> {
  const { sql, params, byText } = await findRows(db, filter);
  const { where, order } = LISTS[list];
  const index = byText ? TEXT_INDEX : indexFor(list, filter);
  // The page of ids comes out of an index alone; only the rows that are shown are read whole.
  const ids = `SELECT "id" FROM "Interaction" INDEXED BY "${index}" WHERE ${where} AND ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
  const found = await db.$queryRawUnsafe<unknown[]>(
    `SELECT "id", "conversationId", "question", "askedAt", "engine", "approach", "source", "outcome", "errorCode", "confidence", "totalMs", "ratedUp", "ratedDown" FROM "Interaction" WHERE "id" IN (${ids}) ORDER BY ${order}`,
    ...params,
    take + 1,
    skip,
  );
  const rows = found.map((row) => RowRecord.parse(row)).slice(0, take);
  const ratings = await db.rating.findMany({
    where: { interactionId: { in: rows.filter(({ ratedUp, ratedDown }) => ratedUp + ratedDown > 0).map(({ id }) => id) } },
  });
  return {
    rows: rows.map((row) =>
      toRow(
        row,
        ratings.filter(({ interactionId }) => interactionId === row.id),
      ),
    ),
    more: found.length > take,
  };
}

const SHORT_DAYS = 62;

/** The index of the slowest knows most of a filter; in a short span, and for what it does not know, it is cheaper to sort what passes. */
function indexFor(
  list: RowList,
  { fromDay, toDay, role, module, rating, comment, outcome, error, shop, text: words, plan, model, prompt }: InsightFilter,
): string {
  const narrow =
    [role, module, rating, comment, outcome, error, shop, words].some((value) => value !== undefined) && toDay - fromDay < SHORT_DAYS;
  const unknown = [plan, model, prompt].some((value) => value !== undefined);
  return list === "slow" && (narrow || unknown) ? "Interaction_filtered_idx" : LISTS[list].index;
}

function toRow(
  { ratedUp, ratedDown, askedAt, ...row }: z.infer<typeof RowRecord>,
  ratings: readonly { readonly reasons: unknown; readonly comment: string }[],
): InsightRow {
  const reasons = ratings.flatMap((rating) => z.array(z.string()).catch([]).parse(rating.reasons));
  const comments = ratings.map(({ comment }) => comment.trim()).filter(Boolean);
  return {
    ...row,
    askedAt: askedAt.toISOString(),
    rating: ratedUp > 0 && ratedDown > 0 ? "both" : ratedUp > 0 ? "up" : ratedDown > 0 ? "down" : null,
    reasons,
    comments,
  };
}

const ReasonRecord = z.object({ reason: z.string(), count: z.coerce.number() });

/** Why answers were rated down under a filter, the most named reason first. */
export async function readDownReasons(
  db: PrismaClient,
  filter: InsightFilter,
): Promise<readonly { readonly reason: string; readonly count: number }[]> {
  const { sql, params, byText } = await findRows(db, filter);
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `SELECT j.value AS "reason", count(*) AS "count" FROM "Rating" r, json_each(r."reasons") j WHERE r."value" = 'down'
     AND r."interactionId" IN (SELECT "id" FROM "Interaction" INDEXED BY "${byText ? TEXT_INDEX : "Interaction_down_idx"}" WHERE "ratedDown" > 0 AND ${sql}) GROUP BY 1 ORDER BY 2 DESC, 1`,
    ...params,
  );
  return rows.map((row) => ReasonRecord.parse(row));
}

const ChoiceRecord = z.object({
  engine: z.string(),
  approach: z.string(),
  source: z.string(),
  shopId: z.coerce.number(),
  role: z.string(),
  module: z.string(),
});
export type FilterChoices = Readonly<Record<"engine" | "approach" | "source" | "shop" | "role" | "module", readonly string[]>>;

/** The values that occur at all, for the filter's menus. */
export async function readChoices(db: PrismaClient): Promise<FilterChoices> {
  const rows = (
    await db.$queryRawUnsafe<unknown[]>(
      `SELECT DISTINCT "engine", "approach", "source", "shopId", "role", "module" FROM "DayFigure" WHERE "count" > 0`,
    )
  ).map((row) => ChoiceRecord.parse(row));
  const values = (pick: (row: z.infer<typeof ChoiceRecord>) => string) => [...new Set(rows.map(pick).filter(Boolean))].sort();
  return {
    engine: values((row) => row.engine),
    approach: values((row) => row.approach),
    source: values((row) => row.source),
    shop: values((row) => (row.shopId < 0 ? "" : String(row.shopId))),
    role: values((row) => row.role),
    module: values((row) => row.module),
  };
}
