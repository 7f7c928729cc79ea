import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStatCounts } from "@/lib/metrics/counts.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db } = testDatabase();

const row = fc.record({
  engine: fc.constantFrom("shop", "text2sql", null),
  approach: fc.constantFrom("tools", "pattern", null),
  outcome: fc.constantFrom("answered", "empty", "failed", "unfinished"),
  totalMs: fc.option(fc.double({ min: 0, max: 5000, noNaN: true })),
});
const edit = fc.oneof(
  fc.record({ type: fc.constant("insert" as const), row }),
  fc.record({ type: fc.constant("update" as const), at: fc.nat(20), row }),
  fc.record({ type: fc.constant("delete" as const), at: fc.nat(20) }),
);

describe("roll-ups of interactions", () => {
  it("equal what counting the rows gives, after any sequence of inserts, updates and deletes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 25 }), async (edits) => {
        await db.conversation.deleteMany();
        await db.conversation.create({ data: { id: "c", title: "t" } });
        const ids: string[] = [];
        for (const change of edits) {
          const id = change.type === "insert" ? crypto.randomUUID() : ids[change.at % Math.max(1, ids.length)];
          if (id === undefined) continue;
          if (change.type === "insert") ids.push(id);
          if (change.type === "insert") await db.interaction.create({ data: { id, conversationId: "c", question: "q", ...change.row } });
          if (change.type === "update") await db.interaction.updateMany({ where: { id }, data: change.row });
          if (change.type === "delete") await db.interaction.deleteMany({ where: { id } });
        }
        const rows = await db.interaction.findMany();
        const counts = await readStatCounts(db);
        const timed = rows.filter(({ outcome, totalMs }) => outcome !== "unfinished" && totalMs !== null);
        expect(new Map(counts.interactions.map((c) => [`${c.engine}|${c.approach}|${c.outcome}`, c.count]))).toEqual(
          tally(rows.map((r) => `${r.engine ?? ""}|${r.approach ?? ""}|${r.outcome}`)),
        );
        expect(counts.responseMs.reduce((sum, bar) => sum + bar.count, 0)).toBe(timed.length);
        for (const { ms, count } of counts.responseMs)
          expect(timed.filter((r) => Math.abs((r.totalMs ?? 0) - ms) <= 0.5).length).toBeGreaterThanOrEqual(count);
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
