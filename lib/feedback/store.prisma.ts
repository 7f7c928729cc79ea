import { randomUUID } from "node:crypto";
import type { PrismaClient } from "@/prisma/client/client";
import { readJson } from "@/lib/interactions/saved";
import type { SavedRating } from "@/lib/interactions/event";
import type { FeedbackStore } from "@/lib/feedback/store";

/** Ratings and corrections in the app's own database; one rating per (interaction, user), last write wins. */
export function prismaFeedbackStore(db: PrismaClient): FeedbackStore {
  const exists = async (id: string) => (await db.interaction.count({ where: { id } })) > 0;
  return {
    async rate({ interactionId, value, reasons, comment }, userId) {
      if (!(await exists(interactionId))) return null;
      const key = { interactionId_userId: { interactionId, userId } };
      const before = await db.rating.findUnique({ where: key });
      const kept = before?.value === value ? before : null;
      const details = { value, reasons: [...(reasons ?? readJson.strings(kept?.reasons))], comment: comment ?? kept?.comment ?? "" };
      const saved = await db.rating.upsert({ where: key, create: { interactionId, userId, ...details }, update: details });
      return { value, reasons: readJson.strings(saved.reasons), comment: saved.comment } satisfies SavedRating;
    },
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
