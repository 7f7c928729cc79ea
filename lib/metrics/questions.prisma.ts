import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { SUCCESS_SQL } from "@/lib/answers/success";
import type { BarRow } from "@/lib/metrics/counted";
import type { InsightFilter } from "@/lib/metrics/filter";
import { findRows, TEXT_INDEX } from "@/lib/metrics/found-rows.prisma";
import type { CommonQuestion, FailureExample, FailureKind } from "@/lib/metrics/rows";
import { failureKinds } from "@/lib/metrics/failure-kinds";

const CommonRecord = z.object({
  list: z.string(),
  plan: z.string().nullable(),
  question: z.string(),
  wordings: z.coerce.number(),
  count: z.coerce.number(),
  finished: z.coerce.number(),
  success: z.coerce.number(),
  down: z.coerce.number(),
});

/** So many questions at most are looked at for the most common ones, the latest first. */
export const COMMON_AMONG = 50_000;

/**
 * What is asked most, and what fails most, under a filter. Questions with one plan are taken as one, and with them those that failed in the
 * same words; where no plan ever ran, the same words are taken as one.
 */
export async function readCommonQuestions(
  db: PrismaClient,
  filter: InsightFilter,
  take: number,
): Promise<{ readonly common: readonly CommonQuestion[]; readonly failing: readonly CommonQuestion[] }> {
  const found = await findRows(db, filter);
  const { sql, params } = found;
  // So many that the latest are sooner met by going back in time.
  const byText = found.byText && found.uses <= 2 * COMMON_AMONG;
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `WITH "latest" AS (SELECT "question", "planKey", "askedAt", "outcome", "ratedDown" FROM "Interaction" INDEXED BY "${byText ? TEXT_INDEX : "Interaction_filtered_idx"}" WHERE ${sql} ORDER BY "localHour" DESC, "askedAt" DESC LIMIT ${COMMON_AMONG}),
     "asked" AS MATERIALIZED (SELECT "question", "planKey", max("askedAt") AS "last", count(*) AS "count", sum("outcome" <> 'unfinished') AS "finished", sum(${SUCCESS_SQL}) AS "success", sum("ratedDown") AS "down" FROM "latest" GROUP BY "question", "planKey"),
     "worded" AS MATERIALIZED (SELECT rtrim(lower(trim("question")), '?. ') AS "words", * FROM "asked"),
     "planned" AS MATERIALIZED (SELECT "words", max("planKey") AS "plan" FROM "worded" WHERE "planKey" IS NOT NULL GROUP BY "words"),
     "counted" AS MATERIALIZED (SELECT coalesce("planKey", p."plan") AS "plan", "question", max("last") AS "last", count(DISTINCT w."words") AS "wordings", sum("count") AS "count", sum("finished") AS "finished", sum("success") AS "success", sum("down") AS "down"
       FROM "worded" w LEFT JOIN "planned" p ON p."words" = w."words" GROUP BY coalesce("planKey", p."plan", w."words"))
     SELECT * FROM (SELECT 'common' AS "list", * FROM "counted" ORDER BY "count" DESC, "question" LIMIT ?)
     UNION ALL SELECT * FROM (SELECT 'failing' AS "list", * FROM "counted" ORDER BY "finished" - "success" DESC, "question" LIMIT ?)`,
    ...params,
    take,
    take,
  );
  const lists = rows.map((row) => CommonRecord.parse(row));
  const of = (name: string) => lists.flatMap(({ list, ...question }) => (list === name ? [question] : []));
  return { common: of("common"), failing: of("failing") };
}

const EXAMPLES = 3;
const ExampleRecord = z.object({ id: z.string(), conversationId: z.string(), question: z.string(), kind: z.coerce.number() });

/**
 * What was not answered under a filter, by kind, the heaviest first, each with its latest questions. @param bars of kind "error" under the
 * same filter, by outcome
 */
export async function readFailureKinds(
  db: PrismaClient,
  filter: InsightFilter,
  bars: readonly BarRow[],
  take: number,
): Promise<readonly FailureKind[]> {
  const kinds = failureKinds(bars).slice(0, take);
  if (kinds.length === 0) return [];
  const { sql, params, byText } = await findRows(db, filter);
  const one = `SELECT * FROM (SELECT ? AS "kind", "id", "conversationId", "question" FROM "Interaction" INDEXED BY "${byText ? TEXT_INDEX : "Interaction_error_idx"}" WHERE "errorCode" = ? AND "outcome" = ? AND ${sql} ORDER BY "localHour" DESC, "askedAt" DESC LIMIT ${EXAMPLES})`;
  const rows = await db.$queryRawUnsafe<unknown[]>(
    kinds.map(() => one).join(" UNION ALL "),
    ...kinds.flatMap(({ code, outcome }, index) => [index, code, outcome, ...params]),
  );
  const examples = rows.map((row) => ExampleRecord.parse(row));
  return kinds.map((kind, index) => ({
    ...kind,
    examples: examples.flatMap(({ kind: at, ...example }): FailureExample[] => (at === index ? [example] : [])),
  }));
}
