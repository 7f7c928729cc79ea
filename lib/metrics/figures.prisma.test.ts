import { beforeAll, describe, expect, it } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { isoOf } from "@/lib/language/calendar";
import type { BarKind } from "@/lib/metrics/counted";
import { readBars } from "@/lib/metrics/bars.prisma";
import { readFigures } from "@/lib/metrics/figures.prisma";
import { addFigures, NO_FIGURES } from "@/lib/metrics/figures";
import { readPercentiles } from "@/lib/metrics/percentiles.prisma";
import { parseFilter, type InsightFilter } from "@/lib/metrics/filter";
import { rowCondition } from "@/lib/metrics/filter-sql";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, path } = testDatabase();
const now = new Date("2026-11-18T12:00:00Z");
const today = Math.floor(now.getTime() / 86_400_000);
beforeAll(() => {
  writeSeed(path, { count: 2500, seed: 3, now, days: 120 });
});

function filter(params: Record<string, string>): InsightFilter {
  const parsed = parseFilter(params, today);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

const FILTERS: readonly Record<string, string>[] = [
  {},
  { engine: "shop" },
  { outcome: "success", source: "bank" },
  { outcome: "unsuccessful" },
  { role: "owner" },
  { rating: "down" },
  { rating: "unrated", module: "sales" },
  { comment: "yes" },
  { model: "ranker 2" },
  { prompt: "b07e13d2" },
  { shop: "13", approach: "tools" },
];

describe("readFigures", () => {
  it.each(FILTERS)("gives for %j what counting the filtered rows gives", async (params) => {
    const { sql, params: values } = rowCondition(filter(params));
    const [counted] = await db.$queryRawUnsafe<{ n: number | bigint; up: number | bigint | null; ms: number | null }[]>(
      `SELECT count(*) AS n, sum("ratedUp") AS up, sum("totalMs") AS ms FROM "Interaction" WHERE ${sql}`,
      ...values,
    );
    const figures = (await readFigures(db, filter(params), ["day"])).reduce(addFigures, NO_FIGURES);
    expect(figures.count).toBeGreaterThan(0);
    expect([figures.count, figures.up]).toEqual([Number(counted?.n), Number(counted?.up)]);
    expect(figures.totalMs.sum).toBeCloseTo(counted?.ms ?? 0, 0);
  });

  it("reads the rows where the roll-up does not know the filter, and agrees with itself", async () => {
    const all = (await readFigures(db, filter({ text: "a" }), [])).reduce(addFigures, NO_FIGURES);
    const [counted] = await db.$queryRawUnsafe<{ n: number | bigint }[]>(
      `SELECT count(*) AS n FROM "Interaction" WHERE "question" LIKE '%a%' AND "localHour" >= ?`,
      (today - 29) * 24,
    );
    expect(all.count).toBe(Number(counted?.n));
  });

  it("takes % and _ in a text as they are", async () => {
    expect(await readFigures(db, filter({ text: "%" }), [])).toEqual([]);
  });
});

describe("readBars", () => {
  it.each(["hour", "ms", "confidence", "tool", "intent", "error"] satisfies BarKind[])(
    "has the same %s bars from the rows as from the roll-up",
    async (kind) => {
      const sorted = async (params: Record<string, string>) =>
        (await readBars(db, filter(params), kind, ["engine", "outcome"])).map((row) => JSON.stringify(row)).sort();
      const fromRollUp = await sorted({ period: "365d" });
      const rated = [...(await sorted({ period: "365d", rating: "rated" })), ...(await sorted({ period: "365d", rating: "unrated" }))];
      expect(fromRollUp.length).toBeGreaterThan(1);
      expect(sumByKey(rated)).toEqual(sumByKey(fromRollUp));
    },
  );

  it.each([
    [0, 0],
    [1, 31],
    [3, 35],
    [5, 70],
    [20, 119],
    [0, 100],
  ])("counts each day once from %i to %i days ago, wherever the blocks of the roll-up end", async (last, first) => {
    const span = { from: isoOf(today - first), to: isoOf(today - last) };
    const sums = async (params: Record<string, string>) =>
      (await readBars(db, filter({ ...span, ...params }), "ms", ["engine", "outcome"])).map((row) => JSON.stringify(row));
    expect(sumByKey(await sums({}))).toEqual(sumByKey([...(await sums({ rating: "rated" })), ...(await sums({ rating: "unrated" }))]));
  });

  it("puts a time into the bar that holds it: 197 ms is none of those from 200 ms", async () => {
    const edges = [1, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
    const bars = await readBars(db, filter({ period: "365d" }), "ms");
    for (const [at, edge] of edges.entries()) {
      const [counted] = await db.$queryRawUnsafe<{ n: number | bigint }[]>(
        `SELECT count(*) AS n FROM "Interaction" WHERE "outcome" <> 'unfinished' AND "totalMs" >= ? AND "totalMs" < ?`,
        edges[at - 1] ?? 0,
        edge,
      );
      const inside = bars.filter(({ bar }) => Number(bar) >= (edges[at - 1] ?? 0) && Number(bar) < edge);
      expect(
        inside.reduce((sum, { count }) => sum + count, 0),
        `under ${edge} ms`,
      ).toBe(Number(counted?.n));
    }
  });

  it("folds days into weekdays, Monday first", async () => {
    const weekdays = await readBars(db, filter({ period: "365d" }), "hour", ["day"], true);
    expect(new Set(weekdays.map(({ day }) => day))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    const byDay = await readBars(db, filter({ period: "365d" }), "hour", ["day"]);
    const mondays = byDay.filter(({ day }) => new Date(day * 86_400_000).getUTCDay() === 1).reduce((sum, { count }) => sum + count, 0);
    expect(weekdays.filter(({ day }) => day === 0).reduce((sum, { count }) => sum + count, 0)).toBe(mondays);
  });
});

describe("readPercentiles", () => {
  it.each([{ period: "365d" }, { period: "7d" }, ...FILTERS, { text: "a" }, { error: "timeout" }, { text: "zzqq" }])(
    "gives for %j what sorting the filtered rows gives",
    async (params: Record<string, string>) => {
      const chosen = filter(params);
      const { sql, params: values } = rowCondition(chosen);
      const rows = await db.$queryRawUnsafe<{ ms: number }[]>(
        `SELECT "totalMs" AS ms FROM "Interaction" WHERE "totalMs" IS NOT NULL AND "outcome" <> 'unfinished' AND ${sql} ORDER BY "totalMs"`,
        ...values,
      );
      const shares = [0.001, 0.5, 0.95, 0.99, 1];
      expect(await readPercentiles(db, chosen, await readBars(db, chosen, "ms"), shares)).toEqual(
        shares.map((share) => rows[Math.ceil(share * rows.length) - 1]?.ms ?? null),
      );
    },
  );
});

function sumByKey(rows: readonly string[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    const { count, ...key } = JSON.parse(row) as { count: number };
    sums[JSON.stringify(key)] = (sums[JSON.stringify(key)] ?? 0) + count;
  }
  return sums;
}
