import { z } from "zod";
import { Prisma, type PrismaClient } from "@/prisma/client/client";
import { DOUBTFUL_BELOW, SUCCESSES } from "@/lib/answers/success";
import { readEngine } from "@/lib/interactions/saved";
import type { Effect } from "@/lib/learning/fixes/replaced";
import type { ReviewItem } from "@/lib/learning/review";
import type { MemoryPlace } from "@/lib/learning/memory/verified";

/** So many waiting questions are tried against a new verified answer, those most often asked. */
const TRIED = 500;

const WaitingRecord = z.object({
  id: z.string(),
  conversationId: z.string(),
  question: z.string(),
  askedAt: z.coerce.date(),
  engine: z.string().nullable(),
  source: z.string().nullable(),
  shopId: z.coerce.number().nullable(),
  why: z.enum(["rated-down", "failed", "asked-back", "doubtful"]),
  times: z.coerce.number(),
  total: z.coerce.number(),
});

/** Questions of one place in the same words are one: the latest stands for all. */
const SAME = Prisma.sql`PARTITION BY "engine", "source", CASE "engine" WHEN 'shop' THEN "shopId" END, lower(trim("question"))`;
const RATED_DOWN = Prisma.sql`"id" IN (SELECT "interactionId" FROM "Rating" WHERE "value" = 'down')`;

/**
 * Questions that nobody has resolved and whose answers failed, asked back, were doubtful or were rated down, each once, most often asked
 * first, then newest. A bad rating goes before all other reasons, then the latest reason that is no doubt. @returns those from `skip`, and
 * how many there are in all; 0 where `skip` is past the last
 */
export async function readReview(
  db: PrismaClient,
  { skip, take }: { readonly skip: number; readonly take: number },
  place: MemoryPlace | null = null,
): Promise<{ readonly items: readonly ReviewItem[]; readonly total: number }> {
  const successes = Prisma.join([...SUCCESSES]);
  const rows = await db.$queryRaw<unknown[]>`
    WITH "waiting" AS (
      SELECT "id", "conversationId", "question", "askedAt", "engine", "source", "shopId",
        CASE WHEN ${RATED_DOWN} THEN 'rated-down' WHEN "outcome" = 'failed' THEN 'failed' WHEN "outcome" IN ('clarified', 'refused') THEN 'asked-back' ELSE 'doubtful' END AS "reason"
      FROM "Interaction"
      WHERE ${inPlace(place)}
        AND "id" NOT IN (SELECT "interactionId" FROM "Correction" WHERE "verifiedId" IS NOT NULL)
        AND ("outcome" IN ('failed', 'clarified', 'refused') OR ${RATED_DOWN}
          OR ("outcome" IN (${successes}) AND "confidence" < ${DOUBTFUL_BELOW} AND "id" NOT IN (SELECT "interactionId" FROM "Rating" WHERE "value" = 'up')))
    ), "grouped" AS (
      SELECT *, count(*) OVER (${SAME}) AS "times", row_number() OVER (${SAME} ORDER BY "askedAt" DESC, "id") AS "nth",
        first_value("reason") OVER (${SAME} ORDER BY "reason" = 'rated-down' DESC, "reason" = 'doubtful', "askedAt" DESC) AS "why"
      FROM "waiting"
    )
    SELECT *, count(*) OVER () AS "total" FROM "grouped" WHERE "nth" = 1 ORDER BY "times" DESC, "askedAt" DESC, "id" LIMIT ${take} OFFSET ${skip}`;
  const records = rows.map((row) => WaitingRecord.parse(row));
  return {
    items: records.map(({ askedAt, engine, total: _total, ...item }) => ({
      ...item,
      engine: readEngine(engine),
      askedAt: askedAt.toISOString(),
    })),
    total: records[0]?.total ?? 0,
  };
}

/** The rows of a place; of all places those of shops and databases, and the answers about logs that were rated down and led to no rule. */
function inPlace(place: MemoryPlace | null): Prisma.Sql {
  if (place === null)
    return Prisma.sql`("engine" IN ('shop', 'text2sql') OR ("engine" = 'logs' AND ${RATED_DOWN} AND "id" NOT IN (SELECT "interactionId" FROM "LogRule")))`;
  const { engine, source, shopId } = place;
  return engine === "shop"
    ? Prisma.sql`"engine" = ${engine} AND "source" = ${source} AND "shopId" IS ${shopId}`
    : Prisma.sql`"engine" = ${engine} AND "source" = ${source}`;
}

/** The waiting questions of a place, each once, those most often asked. */
export async function waitingQuestions(db: PrismaClient, place: MemoryPlace): Promise<readonly Effect[]> {
  const { items } = await readReview(db, { skip: 0, take: TRIED }, place);
  return items.map(({ id, question }) => ({ id, question }));
}
