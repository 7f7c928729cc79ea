import type { PrismaClient } from "@/prisma/client/client";
import { readContext, readJson } from "@/lib/interactions/saved";
import type { TaughtRow } from "@/lib/learning/train/taught";

const CHUNK = 500;

/** Everything that people taught, in the order of saving. */
export async function readTaught(db: PrismaClient): Promise<readonly TaughtRow[]> {
  const rows = await db.trainingRow.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { sql: true, question: true, source: true, createdAt: true, verified: { select: { id: true, engine: true, origin: true, interactionId: true, staleReason: true, tests: { select: { now: true, params: true }, take: 1 } } } },
  });
  const contexts = await contextsOf(db, [...new Set(rows.map(({ verified }) => verified.interactionId))]);
  return rows.flatMap(({ sql, question, source, createdAt, verified }): TaughtRow[] => {
    const [test] = verified.tests;
    if (!test || (verified.engine !== "shop" && verified.engine !== "text2sql")) return [];
    return [{
      verifiedId: verified.id, interactionId: verified.interactionId, question, engine: verified.engine, source, sql, params: readJson.values(test.params), now: test.now, at: createdAt.toISOString(),
      origin: verified.origin === "correction" ? "correction" : "rating", isResting: verified.staleReason !== null, context: contexts.get(verified.interactionId) ?? null,
    }];
  });
}

async function contextsOf(db: PrismaClient, ids: readonly string[]): Promise<ReadonlyMap<string, NonNullable<TaughtRow["context"]>>> {
  const found = new Map<string, NonNullable<TaughtRow["context"]>>();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await db.interaction.findMany({ where: { id: { in: ids.slice(from, from + CHUNK) } }, select: { id: true, role: true, module: true, tab: true } });
    for (const row of rows) found.set(row.id, readContext(row));
  }
  return found;
}
