import type { Prisma, PrismaClient } from "@/prisma/client/client";
import { DOUBTFUL_BELOW, SUCCESSES } from "@/lib/answers/success";
import { readEngine, readOutcome } from "@/lib/interactions/saved";
import type { Effect } from "@/lib/learning/fixes/replaced";
import { inReview, type ReviewItem } from "@/lib/learning/review";
import type { MemoryPlace } from "@/lib/learning/memory/verified";

const LOOKED_AT = 500;

/** Answers that nobody has resolved and that failed, asked back, were doubtful or were rated down, newest first. */
export async function readReview(db: PrismaClient, place: MemoryPlace | null = null): Promise<readonly ReviewItem[]> {
  const rows = await db.interaction.findMany({
    where: {
      ...(place === null ? { OR: [{ engine: { in: ["shop", "text2sql"] } }, await unresolvedLogs(db)] } : { engine: place.engine }),
      ...(place === null ? {} : { source: place.source, ...(place.engine === "shop" ? { shopId: place.shopId } : {}) }),
      corrections: { none: { verifiedId: { not: null } } },
      AND: {
        OR: [
          { outcome: { in: ["failed", "clarified", "refused"] } },
          { ratings: { some: { value: "down" } } },
          { outcome: { in: [...SUCCESSES] }, confidence: { lt: DOUBTFUL_BELOW }, ratings: { none: { value: "up" } } },
        ],
      },
    },
    orderBy: { askedAt: "desc" },
    take: LOOKED_AT,
    select: {
      id: true,
      conversationId: true,
      question: true,
      askedAt: true,
      engine: true,
      source: true,
      shopId: true,
      outcome: true,
      confidence: true,
      ratings: { select: { value: true } },
    },
  });
  return inReview(
    rows.map(({ askedAt, ratings, engine, outcome, ...row }) => ({
      ...row,
      engine: readEngine(engine),
      outcome: readOutcome(outcome),
      askedAt: askedAt.toISOString(),
      ratedDown: ratings.some(({ value }) => value === "down"),
    })),
  );
}

/** Answers about logs that were rated down and led to no rule, the newest. */
async function unresolvedLogs(db: PrismaClient): Promise<Prisma.InteractionWhereInput> {
  // Rules are no relation of an interaction, and as a list of names they are more than a statement takes.
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT "id" FROM "Interaction" WHERE "engine" = 'logs' AND "ratedDown" > 0 AND "id" NOT IN (SELECT "interactionId" FROM "LogRule") ORDER BY "askedAt" DESC LIMIT ${LOOKED_AT}`;
  return { id: { in: rows.map(({ id }) => id) } };
}

/** The waiting questions of a place, each once. */
export async function waitingQuestions(db: PrismaClient, place: MemoryPlace): Promise<readonly Effect[]> {
  return (await readReview(db, place)).map(({ id, question }) => ({ id, question }));
}
