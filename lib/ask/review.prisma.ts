import { interactionStore, registry } from "@/lib/ask/wiring";
import { teachDeps, verifiedStore } from "@/lib/ask/wiring-memory";
import type { Interaction } from "@/lib/interactions/event";
import type { Fixable, Resting, Review, Waiting } from "@/lib/learning/review";
import { readReview } from "@/lib/learning/review.prisma";
import { prisma } from "@/lib/platform/client.prisma";

/** What the review page reads. */

const SHOWN = 50;
const ROWS_SHOWN = 20;

/** Questions that wait to be looked at, most often asked and newest first, and the verified answers that rest. */
export async function loadReview(): Promise<Review> {
  const items = await readReview(prisma());
  const found = await Promise.all(items.slice(0, SHOWN).map(async (item) => ({ item, row: await interactionStore().get(item.id) })));
  const waiting = found.flatMap(({ item, row }): Waiting[] => (row ? [{ ...item, fixable: fixableOf(row) }] : []));
  return { waiting, total: items.length, resting: await loadResting() };
}

function fixableOf({ id, sql, params, answer, shopId, source }: Interaction): Fixable {
  const table = answer?.table ? { ...answer.table, rows: answer.table.rows.slice(0, ROWS_SHOWN) } : null;
  return { id, sql, params, shopId, source, answer: answer && { ...answer, table, report: null } };
}

async function loadResting(): Promise<readonly Resting[]> {
  const deps = teachDeps();
  const shapes = new Map<string, string | null>();
  const resting: Resting[] = [];
  for (const entry of await verifiedStore().all(null)) {
    const key = `${entry.engine} ${entry.source}`;
    if (!shapes.has(key)) {
      const source = await registry().find(entry.source);
      shapes.set(key, source ? ((await deps.open(entry, registry().nowOf(source)))?.shape ?? null) : null);
    }
    const shape = shapes.get(key) ?? null;
    const reason = entry.stale?.reason ?? (shape !== null && shape !== entry.shape ? "tables" : null);
    if (reason === null) continue;
    const { id, question, source, origin, at } = entry;
    resting.push({ id, question, source, origin, at, reason, uses: await verifiedStore().uses(id) });
  }
  return resting;
}
