import { randomUUID } from "node:crypto";
import type { PrismaClient } from "@/prisma/client/client";
import { rateAgain } from "@/lib/feedback/rating";
import { readRating } from "@/lib/interactions/saved";
import type { FeedbackStore } from "@/lib/feedback/store";

/** Ratings and corrections in the app's own database; one rating per (interaction, user), last write wins. */
export function prismaFeedbackStore(db: PrismaClient): FeedbackStore {
  const exists = async (id: string) => (await db.interaction.count({ where: { id } })) > 0;
  return {
    rate: (input, userId) =>
      // What is absent stays as saved, so nothing may be saved between the read and the write.
      db.$transaction(async (tx) => {
        const { interactionId } = input;
        if ((await tx.interaction.count({ where: { id: interactionId } })) === 0) return null;
        const key = { interactionId_userId: { interactionId, userId } };
        const rating = rateAgain(readRating(await tx.rating.findUnique({ where: key })), input);
        const details = { ...rating, reasons: [...rating.reasons] };
        await tx.rating.upsert({ where: key, create: { interactionId, userId, ...details }, update: details });
        return rating;
      }),
    saved: async (interactionId, userId) =>
      readRating(await db.rating.findUnique({ where: { interactionId_userId: { interactionId, userId } } })),
    async clear(interactionId, userId) {
      await db.rating.deleteMany({ where: { interactionId, userId } });
      return exists(interactionId);
    },
    async correct({ interactionId, text, sql }, userId) {
      if (!(await exists(interactionId))) return false;
      await db.correction.create({ data: { id: randomUUID(), interactionId, userId, text: text ?? null, sql: sql ?? null } });
      return true;
    },
  };
}
