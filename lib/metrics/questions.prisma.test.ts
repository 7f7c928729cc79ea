import { beforeAll, describe, expect, it } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { readBars } from "@/lib/metrics/bars.prisma";
import { parseFilter } from "@/lib/metrics/filter";
import { readJudged } from "@/lib/metrics/judged.prisma";
import { readCommonQuestions, readFailureKinds } from "@/lib/metrics/questions.prisma";
import { readRows } from "@/lib/metrics/rows.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { localDay } from "@/lib/platform/local-day";

const { db, path } = testDatabase();
const now = new Date("2026-11-18T12:00:00Z");
const isSuccess = (outcome: string) => outcome === "answered" || outcome === "empty";
beforeAll(() => {
  writeSeed(path, { count: 2000, seed: 5, now, days: 20 });
});

function filter(params: Record<string, string> = {}) {
  const parsed = parseFilter(params, localDay(now));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

const all = () => db.interaction.findMany({ include: { ratings: true, corrections: true }, orderBy: { askedAt: "desc" } });
const wordsOf = (question: string) =>
  question
    .trim()
    .toLowerCase()
    .replace(/[?. ]+$/, "");

describe("readCommonQuestions", () => {
  it("takes questions of one plan as one, whatever their words, and shows the latest of them", async () => {
    const rows = await all();
    const planOf = new Map<string, string>();
    for (const { planKey, question } of rows)
      if (planKey !== null && planKey > (planOf.get(wordsOf(question)) ?? "")) planOf.set(wordsOf(question), planKey);
    const groups = new Map<string, typeof rows>();
    for (const row of rows) {
      const key = row.planKey ?? planOf.get(wordsOf(row.question)) ?? wordsOf(row.question);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const expected = [...groups]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([key, rows]) => ({
        plan: /^[0-9a-f]{16}$/.test(key) ? key : null,
        question: rows[0]?.question,
        wordings: new Set(rows.map(({ question }) => wordsOf(question))).size,
        count: rows.length,
        finished: rows.filter(({ outcome }) => outcome !== "unfinished").length,
        success: rows.filter(({ outcome }) => isSuccess(outcome)).length,
        down: rows.reduce((sum, { ratedDown }) => sum + ratedDown, 0),
      }));
    const { common } = await readCommonQuestions(db, filter(), 5);
    expect(common).toHaveLength(5);
    expect(common[0]?.wordings).toBeGreaterThan(1);
    expect(common.map(({ count }) => count)).toEqual(expected.slice(0, 5).map(({ count }) => count));
    for (const question of common) expect(expected).toContainEqual(expect.objectContaining(question));
  });

  it("leads to the rows that this plan answered", async () => {
    const first = (await readCommonQuestions(db, filter(), 1)).common[0];
    const { rows, more } = await readRows(db, filter({ plan: first?.plan ?? "" }), "latest", 1000);
    expect([rows.length, more]).toEqual([await db.interaction.count({ where: { planKey: first?.plan ?? "" } }), false]);
    expect(rows.length).toBeGreaterThan(10);
  });

  it("calls nothing unanswered that was answered in the same words", async () => {
    for (const { question, finished, success } of (await readCommonQuestions(db, filter(), 10)).failing) {
      const same = (await all()).filter((row) => wordsOf(row.question) === wordsOf(question));
      expect(finished).toBeGreaterThanOrEqual(same.filter(({ outcome }) => outcome !== "unfinished").length);
      expect(success).toBeGreaterThanOrEqual(
        same.filter(({ outcome, planKey }) => isSuccess(outcome) && planKey !== null).length > 0 ? 1 : 0,
      );
    }
  });
});

describe("readFailureKinds", () => {
  it.each<Record<string, string>>([{}, { engine: "text2sql" }, { role: "owner" }])(
    "counts under %j what was not answered by how it ended and why, with the latest three",
    async (params) => {
      const rows = (await all()).filter(
        ({ outcome, errorCode, engine, role }) =>
          !isSuccess(outcome) &&
          outcome !== "unfinished" &&
          errorCode !== null &&
          (!params["engine"] || engine === params["engine"]) &&
          (!params["role"] || role === params["role"]),
      );
      const found = await readFailureKinds(db, filter(params), await readBars(db, filter(params), "error", ["outcome"]), 20);
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
      expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const { outcome, code, count, examples } of found) {
        const of = rows.filter((row) => row.outcome === outcome && row.errorCode === code);
        expect([count, examples.map(({ id }) => id)]).toEqual([of.length, of.slice(0, 3).map(({ id }) => id)]);
      }
    },
  );

  it("has none where everything was answered", async () => {
    expect(await readFailureKinds(db, filter({ outcome: "answered" }), [], 5)).toEqual([]);
  });
});

describe("readJudged", () => {
  it("holds confidence against ratings, corrections and rules about log lines, each answer once", async () => {
    const some = await db.interaction.findMany({ where: { outcome: "answered" }, take: 60, orderBy: { id: "asc" } });
    await db.correction.createMany({
      data: some.flatMap(({ id }) => [0, 1].map((n) => ({ id: `${id}-${n}`, interactionId: id, userId: "u", text: "better" }))),
    });
    const [ruled] = await db.interaction.findMany({
      where: { outcome: "answered", ratedUp: { gt: 0 }, corrections: { none: {} } },
      take: 1,
    });
    await db.logRule.create({
      data: { id: "rule", kind: "missed", template: "t", interactionId: ruled?.id ?? "", userId: "u", createdAt: now },
    });
    const [twoMinds] = await db.interaction.findMany({
      where: { outcome: "answered", ratedUp: 1, ratedDown: 0, corrections: { none: {} }, id: { not: ruled?.id ?? "" } },
      take: 1,
    });
    await db.rating.create({ data: { interactionId: twoMinds?.id ?? "", userId: "of another mind", value: "down", reasons: [] } });
    const isFixed = (row: Awaited<ReturnType<typeof all>>[number]) => row.corrections.length > 0 || row.id === ruled?.id;
    const judged = (await all()).filter((row) => isSuccess(row.outcome) && (row.ratedUp !== row.ratedDown || isFixed(row)));
    expect(judged.map(({ id }) => id)).not.toContain(twoMinds?.id);
    const tenths = new Map<number, { count: number; right: number; confidence: number }>();
    for (const row of judged) {
      const { confidence, ratedUp, ratedDown } = row;
      const tenth = Math.min(9, Math.floor((confidence ?? 0) * 10));
      const before = tenths.get(tenth) ?? { count: 0, right: 0, confidence: 0 };
      tenths.set(tenth, {
        count: before.count + 1,
        right: before.right + (ratedUp > ratedDown && !isFixed(row) ? 1 : 0),
        confidence: before.confidence + (confidence ?? 0),
      });
    }
    const found = await readJudged(db, filter());
    expect(found.map(({ tenth }) => tenth).sort()).toEqual([...tenths.keys()].sort());
    for (const { tenth, count, right, confidence } of found) {
      expect([count, right]).toEqual([tenths.get(tenth)?.count, tenths.get(tenth)?.right]);
      expect(confidence).toBeCloseTo(tenths.get(tenth)?.confidence ?? 0, 6);
    }
  });
});
