import type { PrismaClient } from "@/prisma/client/client";
import type { LogQuestion } from "@/lib/interactions/log-question";
import { readAnswer, readVote } from "@/lib/interactions/saved";

const BATCH = 50;
const SELECTED = {
  id: true,
  askedAt: true,
  question: true,
  answer: true,
  uploadId: true,
  ratings: { orderBy: { updatedAt: "desc" }, take: 1 },
} as const;

/** Questions that were answered with a log report, in the order asked, fifty reports at a time. */
export async function* readLogQuestions(db: PrismaClient): AsyncGenerator<LogQuestion> {
  let after: { readonly askedAt: Date; readonly id: string } | null = null;
  for (;;) {
    const beyond: object =
      after === null ? {} : { askedAt: { gte: after.askedAt }, OR: [{ askedAt: { gt: after.askedAt } }, { id: { gt: after.id } }] };
    const rows = await db.interaction.findMany({
      where: { engine: "logs", ...beyond },
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
      take: BATCH,
      select: SELECTED,
    });
    for (const row of rows) {
      const answer = readAnswer(row.answer);
      const [rating] = row.ratings;
      if (!answer?.report) continue;
      yield {
        id: row.id,
        askedAt: row.askedAt.toISOString(),
        question: row.question,
        text: answer.text,
        uploadId: row.uploadId,
        report: answer.report,
        rating: readVote(rating?.value),
        comment: rating?.comment || null,
      };
    }
    after = rows.at(-1) ?? null;
    if (after === null || rows.length < BATCH) return;
  }
}
