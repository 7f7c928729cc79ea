import { interactionStore, logRuleStore, registry } from "@/lib/ask/wiring-parts";
import { verifiedStore } from "@/lib/ask/wiring-memory";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import type { Interaction } from "@/lib/interactions/event";
import { REVIEW_PAGE, type Fixable, type Review, type Waiting } from "@/lib/learning/review";
import { readReview } from "@/lib/learning/review.prisma";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";
import { prisma } from "@/lib/platform/client.prisma";

/** What the review page reads. */

const SHOWN = 50;
const ROWS_SHOWN = 20;
const CHANGES_SHOWN = 10;

/** Questions that wait to be looked at, most often asked and newest first, the verified answers that rest, what was taught, and the newest changes. @param skip waiting questions passed over */
export async function loadReview(skip = 0): Promise<Review> {
  const { items, total } = await readReview(prisma(), { skip, take: REVIEW_PAGE });
  // The last page goes when its questions are resolved.
  if (total === 0 && skip > 0) return loadReview(0);
  const found = await Promise.all(items.map(async (item) => ({ item, row: await interactionStore().get(item.id) })));
  const waiting = found.flatMap(({ item, row }): Waiting[] => (row ? [{ ...item, fixable: fixableOf(row) }] : []));
  return {
    waiting,
    total,
    skip,
    ...(await loadVerified()),
    logRules: await loadLogRules(),
    changes: await verifiedStore().changes(CHANGES_SHOWN),
  };
}

async function loadLogRules(): Promise<Review["logRules"]> {
  const rules = await logRuleStore().all();
  const uses = await logRuleStore().uses(rules.map(({ id }) => id));
  return rules.map((rule) => ({ ...rule, use: uses.get(rule.id) ?? null }));
}

function fixableOf({ id, tool, sql, params, answer, shopId, source, corrections }: Interaction): Fixable {
  const table = answer?.table ? { ...answer.table, rows: answer.table.rows.slice(0, ROWS_SHOWN) } : null;
  return { id, tool, sql, params, shopId, source, corrections, answer: answer && { ...answer, table, report: null } };
}

/** Verified answers at rest, all of them; the newest fixes that are not, and the words that they taught. */
async function loadVerified(): Promise<Pick<Review, "resting" | "fixes" | "words">> {
  const all = await verifiedStore().all(null);
  const shapes = new Map(
    await Promise.all([...new Set(all.map(({ source }) => source))].map(async (source) => [source, await shapeNow(source)] as const)),
  );
  const isChanged = ({ source, shape }: Pick<VerifiedAnswer, "source" | "shape">) => (shapes.get(source) ?? shape) !== shape;
  const entries = all.map((entry) => ({ entry, reason: entry.stale?.reason ?? (isChanged(entry) ? ("tables" as const) : null) }));
  const resting = entries.flatMap(({ entry, reason }) => (reason === null ? [] : [{ entry, reason }]));
  const fixes = entries.filter(({ entry: { origin }, reason }) => origin === "correction" && reason === null).slice(0, SHOWN);
  const words = (await verifiedStore().words(null)).filter((word) => !isChanged(word)).slice(0, SHOWN);
  const uses = await verifiedStore().uses([...[...resting, ...fixes].map(({ entry }) => entry.id), ...words.map(({ id }) => id)]);
  const shown = ({ id, question, source, at }: VerifiedAnswer) => ({ id, question, source, at, use: uses.get(id) ?? null });
  return {
    resting: resting.map(({ entry, reason }) => ({ ...shown(entry), reason })),
    fixes: fixes.map(({ entry }) => shown(entry)),
    words: words.map(({ shape: _shape, ...word }) => ({ ...word, use: uses.get(word.id) ?? null })),
  };
}

/** Of a source's tables; null where it cannot be read now. */
async function shapeNow(id: string): Promise<string | null> {
  const opened = await registry().openId(id);
  return opened && shapeOf(opened.schema);
}
