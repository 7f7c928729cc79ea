import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db } = testDatabase();

const ms = fc.option(fc.double({ min: 0, max: 120_000, noNaN: true }));
const row = fc.record({
  question: fc.constantFrom("q", "Q", "another"),
  engine: fc.constantFrom("shop", "text2sql", null),
  approach: fc.constantFrom("tools", "pattern", "ai", null),
  source: fc.constantFrom("shop", null),
  shopId: fc.constantFrom(13, null),
  role: fc.constantFrom("owner", null),
  module: fc.constantFrom("sales", null),
  outcome: fc.constantFrom("answered", "empty", "failed", "unfinished"),
  confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  tool: fc.constantFrom("get_top_n", null),
  intent: fc.constantFrom("count", null),
  errorCode: fc.constantFrom("timeout", null),
  modelVersion: fc.constantFrom("m1", null),
  totalMs: ms,
  routeMs: ms,
  executeMs: ms,
});
const at = fc.nat(20);
const edit = fc.oneof(
  fc.record({ type: fc.constant("insert" as const), row, hour: fc.nat(24 * 100) }),
  fc.record({ type: fc.constant("update" as const), at, row }),
  fc.record({ type: fc.constant("delete" as const), at }),
  fc.record({
    type: fc.constant("rate" as const),
    at,
    userId: fc.constantFrom("a", "b"),
    value: fc.constantFrom("up", "down"),
    comment: fc.constantFrom("", "why"),
  }),
  fc.record({ type: fc.constant("unrate" as const), at, userId: fc.constantFrom("a", "b") }),
);

describe("daily roll-ups", () => {
  it("equal what the rows give, after any sequence of edits, deletions, ratings and undone ratings", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 30 }), async (edits) => {
        await db.conversation.deleteMany();
        expect(await db.dayFigure.count({ where: { count: { not: 0 } } })).toBe(0);
        expect(await db.dayBar.count({ where: { count: { not: 0 } } })).toBe(0);
        expect(await db.questionText.count()).toBe(0);
        await db.conversation.create({ data: { id: "c", title: "t" } });
        await play(edits);
        const rows = await db.interaction.findMany({ include: { ratings: true } });
        expect(await storedFigures()).toEqual(figuresOf(rows));
        expect(await storedBars()).toEqual(barsOf(rows));
        expect(await storedBlocks()).toEqual(blocksOf(rows));
        expect(await storedTexts()).toEqual(textsOf(rows));
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;
type Row = Awaited<ReturnType<typeof db.interaction.findMany<{ include: { ratings: true } }>>>[number];

async function play(edits: readonly Edit[]): Promise<void> {
  const ids: string[] = [];
  for (const change of edits) {
    const id = change.type === "insert" ? crypto.randomUUID() : ids[change.at % Math.max(1, ids.length)];
    if (id === undefined) continue;
    if (change.type === "insert") {
      ids.push(id);
      await db.interaction.create({
        data: { id, conversationId: "c", askedAt: new Date(1_790_000_000_000 + change.hour * 3_600_000), ...change.row },
      });
      continue;
    }
    if (change.type === "update") await db.interaction.updateMany({ where: { id }, data: change.row });
    if (change.type === "delete") await db.interaction.deleteMany({ where: { id } });
    if (change.type === "unrate") await db.rating.deleteMany({ where: { interactionId: id, userId: change.userId } });
    if (change.type === "rate" && (await db.interaction.count({ where: { id } })) > 0) {
      const { userId, value, comment } = change;
      await db.rating.upsert({
        where: { interactionId_userId: { interactionId: id, userId } },
        create: { interactionId: id, userId, value, comment, reasons: [] },
        update: { value, comment },
      });
    }
  }
}

/** Wall-clock hours since 1970 in this process's time zone. */
function localHour(instant: Date): number {
  return Math.floor((instant.getTime() - instant.getTimezoneOffset() * 60_000) / 3_600_000);
}

const micro = (value: number | null) => (value === null ? 0 : Math.round(value * 1000));
const dayOf = (r: Row) => Math.floor(localHour(r.askedAt) / 24);

function figuresOf(rows: readonly Row[]): Map<string, readonly number[]> {
  const figures = new Map<string, readonly number[]>();
  for (const r of rows) {
    const up = r.ratings.filter(({ value }) => value === "up").length;
    const down = r.ratings.length - up;
    const rating = up > 0 && down > 0 ? "both" : up > 0 ? "up" : down > 0 ? "down" : "";
    const commented = r.ratings.some(({ comment }) => comment !== "") ? 1 : 0;
    const key = [
      dayOf(r),
      r.engine ?? "",
      r.approach ?? "",
      r.source ?? "",
      r.shopId ?? -1,
      r.role ?? "",
      r.module ?? "",
      r.outcome,
      rating,
      commented,
      r.modelVersion ?? "",
      r.promptVersion ?? "",
    ].join("|");
    const matched = r.tool !== null && ["tools", "pattern", "rules"].includes(r.approach ?? "") ? 1 : 0;
    const one = [
      1,
      up,
      down,
      matched,
      r.confidence === null ? 0 : 1,
      Math.round((r.confidence ?? 0) * 1e6),
      r.totalMs === null ? 0 : 1,
      micro(r.totalMs),
      r.routeMs === null ? 0 : 1,
      micro(r.routeMs),
      r.executeMs === null ? 0 : 1,
      micro(r.executeMs),
    ];
    figures.set(
      key,
      (figures.get(key) ?? one.map(() => 0)).map((value, index) => value + (one[index] ?? 0)),
    );
  }
  return figures;
}

async function storedFigures(): Promise<Map<string, readonly number[]>> {
  const stored = await db.dayFigure.findMany({ where: { count: { not: 0 } } });
  return new Map(
    stored.map((f) => [
      [
        f.day,
        f.engine,
        f.approach,
        f.source,
        f.shopId,
        f.role,
        f.module,
        f.outcome,
        f.rating,
        f.commented,
        f.modelVersion,
        f.promptVersion,
      ].join("|"),
      [
        f.count,
        f.up,
        f.down,
        f.matched,
        f.confidenceCount,
        f.confidenceMillionths,
        f.timedCount,
        f.totalUs,
        f.routeCount,
        f.routeUs,
        f.executeCount,
        f.executeUs,
      ],
    ]),
  );
}

/** The first two digits, as a histogram of times names its bars. */
function timeBar(value: number): number {
  const step = value < 100 ? 1 : value < 1000 ? 10 : value < 10_000 ? 100 : value < 100_000 ? 1000 : 10_000;
  return Math.floor(value / step) * step;
}

function blocksOf(rows: readonly Row[]): Map<string, number> {
  return barsOf(rows, 32);
}

async function storedBlocks(): Promise<Map<string, number>> {
  const stored = await db.blockBar.findMany({ where: { count: { not: 0 } } });
  return new Map(stored.map((b) => [[b.kind, b.block, b.engine, b.approach, b.source, b.shopId, b.outcome, b.bar].join("|"), b.count]));
}

function barsOf(rows: readonly Row[], days = 1): Map<string, number> {
  const bars = new Map<string, number>();
  for (const r of rows) {
    const add = (kind: string, bar: string | number | null) => {
      if (bar === null) return;
      const key = [
        kind,
        Math.floor(dayOf(r) / days),
        r.engine ?? "",
        r.approach ?? "",
        r.source ?? "",
        r.shopId ?? -1,
        r.outcome,
        bar,
      ].join("|");
      bars.set(key, (bars.get(key) ?? 0) + 1);
    };
    add("hour", localHour(r.askedAt) % 24);
    if (r.outcome === "unfinished") continue;
    add("ms", r.totalMs === null ? null : timeBar(r.totalMs));
    add("confidence", r.confidence === null ? null : Math.min(19, Math.floor(r.confidence * 20)));
    add("tool", r.tool);
    add("intent", r.intent);
    add("error", r.errorCode);
  }
  return bars;
}

function textsOf(rows: readonly Row[]): Map<string, number> {
  const texts = new Map<string, number>();
  for (const { question } of rows) texts.set(question, (texts.get(question) ?? 0) + 1);
  return texts;
}

async function storedTexts(): Promise<Map<string, number>> {
  return new Map((await db.questionText.findMany()).map(({ text, uses }) => [text, uses]));
}

async function storedBars(): Promise<Map<string, number>> {
  const stored = await db.dayBar.findMany({ where: { count: { not: 0 } } });
  return new Map(stored.map((b) => [[b.kind, b.day, b.engine, b.approach, b.source, b.shopId, b.outcome, b.bar].join("|"), b.count]));
}
