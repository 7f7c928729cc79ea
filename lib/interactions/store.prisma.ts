import type { PrismaClient } from "@/prisma/client/client";
import type { CorrectionModel, InteractionModel, RatingModel } from "@/prisma/client/models";
import { addRows, rowOf, updateRow, type Cells } from "@/lib/platform/direct.prisma";
import { planKey } from "@/lib/interactions/plan-key";
import { readAnswer, readContext, readEngine, readJson, readMark, readOutcome, readRating } from "@/lib/interactions/saved";
import { readUses } from "@/lib/interactions/uses.prisma";
import type { ConversationInfo, Interaction, SavedCorrection } from "@/lib/interactions/event";
import { TEST_RUN } from "@/lib/interactions/test-run";
import type { InteractionStore } from "@/lib/interactions/store";

const TURN = { id: true, question: true, engine: true, source: true, shopId: true, uploadId: true, plan: true } as const;

/** Relations are read by naming every row, and a query has room for a limited number of names. */
const BATCH = 500;

type SavedRow = InteractionModel & { ratings: RatingModel[]; corrections: CorrectionModel[] };

/** Interactions in the app's own database. @param userId who asks, and whose rating is read along */
export function prismaInteractionStore(db: PrismaClient, userId: string): InteractionStore {
  const withRating = joined(userId);
  return {
    async open(row, title) {
      const { id, conversationId } = row;
      const askedAt = new Date(row.askedAt);
      await addRows(db, [
        rowOf(
          "Conversation",
          { id: conversationId, title, userId, createdAt: new Date(), updatedAt: askedAt },
          `ON CONFLICT ("id") DO UPDATE SET "updatedAt" = excluded."updatedAt"`,
        ),
        rowOf("Interaction", { id, askedAt, conversationId, ...columns(row) }),
      ]);
    },
    async save(row) {
      await updateRow(db, "Interaction", row.id, columns(row));
    },
    async get(id) {
      const row = await db.interaction.findUnique({ where: { id }, include: withRating });
      return row && ((await withUses([toInteraction(row)], db))[0] ?? null);
    },
    async latest(conversationId, count) {
      const rows = await db.interaction.findMany({
        where: { conversationId, outcome: { not: "unfinished" } },
        orderBy: { askedAt: "desc" },
        take: count,
        select: TURN,
      });
      return rows.map((row) => ({ ...row, engine: readEngine(row.engine) }));
    },
    async hasConversation(id) {
      return (await db.conversation.count({ where: { id } })) > 0;
    },
    async conversations(limit, skip = 0) {
      const rows = await db.conversation.findMany({
        where: { interactions: { some: { OR: [{ module: null }, { module: TEST_RUN }] } } },
        orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
        skip,
        take: limit,
        include: { _count: { select: { interactions: true } } },
      });
      return rows.map((row) => toConversation(row, row._count.interactions));
    },
    async conversation(id) {
      const row = await db.conversation.findUnique({ where: { id } });
      if (row === null) return null;
      const interactions = await readTurns(db, userId, id);
      return { info: toConversation(row, interactions.length), interactions: await withUses(interactions, db) };
    },
    async states(conversationId) {
      const rows = await db.interaction.findMany({
        where: { conversationId },
        orderBy: [{ askedAt: "asc" }, { id: "asc" }],
        select: {
          id: true,
          outcome: true,
          errorCode: true,
          ratings: { where: { userId } },
          corrections: { orderBy: { createdAt: "asc" }, select: { id: true, verifiedId: true } },
        },
      });
      return rows.map(({ ratings, outcome, ...row }) => ({ ...row, outcome: readOutcome(outcome), rating: readRating(ratings[0]) }));
    },
    async rename(id, title) {
      return (await db.conversation.updateMany({ where: { id }, data: { title } })).count > 0;
    },
    async remove(id) {
      return (await db.conversation.deleteMany({ where: { id } })).count > 0;
    },
  };
}

/** What is read along with a row: the ratings of one person, and every correction. */
function joined(userId: string) {
  return { ratings: { where: { userId } }, corrections: { orderBy: { createdAt: "asc" } } } as const;
}

async function readTurns(db: PrismaClient, userId: string, conversationId: string): Promise<readonly Interaction[]> {
  const rows: SavedRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const batch = await db.interaction.findMany({
      where: { conversationId },
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
      take: BATCH,
      include: joined(userId),
      ...(last === undefined ? {} : { cursor: { id: last.id }, skip: 1 }),
    });
    rows.push(...batch);
    if (batch.length < BATCH) return rows.map(toInteraction);
  }
}

/** Corrections that act, with how often they did. */
async function withUses(rows: readonly Interaction[], db: PrismaClient): Promise<readonly Interaction[]> {
  const uses = await readUses(
    db,
    rows.flatMap(({ corrections }) => corrections.flatMap(({ verifiedId }) => verifiedId ?? [])),
  );
  const used = (correction: SavedCorrection): SavedCorrection => {
    const use = uses.get(correction.verifiedId ?? "");
    return use ? { ...correction, use } : correction;
  };
  return uses.size === 0 ? rows : rows.map((row) => ({ ...row, corrections: row.corrections.map(used) }));
}

function columns(row: Interaction): Cells {
  const { timings, context } = row;
  return {
    question: row.question,
    engine: row.engine,
    approach: row.approach,
    source: row.source,
    shopId: row.shopId,
    uploadId: row.uploadId,
    intent: row.intent,
    tool: row.tool,
    arguments: json(row.arguments),
    confidence: row.confidence,
    because: json(row.because),
    plan: json(row.plan),
    planKey: planKey(row),
    sql: row.sql,
    params: json(row.params),
    rowCount: row.rowCount,
    ranOn: row.ranOn,
    routeMs: timings.route ?? null,
    planMs: timings.plan ?? null,
    executeMs: timings.execute ?? null,
    answerMs: timings.answer ?? null,
    totalMs: timings.total ?? null,
    modelVersion: row.modelVersion,
    promptVersion: row.promptVersion,
    outcome: row.outcome,
    errorCode: row.errorCode,
    answer: json(row.answer),
    verified: json(row.verified),
    verifiedId: row.verified?.id ?? null,
    role: context.role ?? null,
    module: context.module ?? null,
    tab: context.tab ?? null,
  };
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function toConversation(row: { id: string; title: string; updatedAt: Date }, count: number): ConversationInfo {
  return { id: row.id, title: row.title, updatedAt: row.updatedAt.toISOString(), count };
}

function toInteraction(row: SavedRow): Interaction {
  return {
    id: row.id,
    conversationId: row.conversationId,
    question: row.question,
    askedAt: row.askedAt.toISOString(),
    uploadId: row.uploadId,
    engine: readEngine(row.engine),
    approach: row.approach,
    source: row.source,
    shopId: row.shopId,
    intent: row.intent,
    tool: row.tool,
    arguments: readJson.record(row.arguments),
    confidence: row.confidence,
    because: readJson.strings(row.because),
    plan: row.plan,
    sql: row.sql,
    params: readJson.values(row.params),
    rowCount: row.rowCount,
    ranOn: row.ranOn,
    timings: readTimings(row),
    outcome: readOutcome(row.outcome),
    errorCode: row.errorCode,
    answer: readAnswer(row.answer),
    modelVersion: row.modelVersion,
    promptVersion: row.promptVersion,
    context: readContext(row),
    rating: readRating(row.ratings[0]),
    verified: readMark(row.verified),
    corrections: row.corrections.map(({ id, text, sql, createdAt, verifiedId }) => ({
      id,
      text,
      sql,
      at: createdAt.toISOString(),
      verifiedId,
    })),
  };
}

function readTimings(row: InteractionModel): Interaction["timings"] {
  const entries = Object.entries({
    route: row.routeMs,
    plan: row.planMs,
    execute: row.executeMs,
    answer: row.answerMs,
    total: row.totalMs,
  });
  return Object.fromEntries(entries.filter(([, ms]) => ms !== null));
}
