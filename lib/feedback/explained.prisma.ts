import type { ExplainedReport } from "@/lib/answers/known-failures";
import { readAnswer } from "@/lib/interactions/saved";
import type { PrismaClient } from "@/prisma/client/client";

/** Reports are large, so only the latest explanations are looked through. */
const MAX_READ = 50;

/** The latest answers about logs that people corrected, commented or rated up, newest first. */
export async function readExplainedReports(db: PrismaClient): Promise<readonly ExplainedReport[]> {
  const rows = await db.interaction.findMany({
    where: {
      engine: "logs",
      outcome: "answered",
      OR: [{ corrections: { some: { text: { not: null } } } }, { ratings: { some: { OR: [{ value: "up" }, { comment: { not: "" } }] } } }],
    },
    orderBy: { askedAt: "desc" },
    take: MAX_READ,
    select: {
      answer: true,
      askedAt: true,
      ratings: { select: { value: true, comment: true } },
      corrections: { select: { text: true }, orderBy: { createdAt: "desc" }, take: 1 },
    },
  });
  return rows.flatMap(({ answer, askedAt, ratings, corrections }) => {
    const report = readAnswer(answer)?.report ?? null;
    if (report === null) return [];
    return [
      {
        report,
        correction: corrections[0]?.text || null,
        comment: ratings.find(({ comment }) => comment !== "")?.comment ?? null,
        ratedUp: ratings.some(({ value }) => value === "up"),
        at: askedAt.toISOString(),
      },
    ];
  });
}
