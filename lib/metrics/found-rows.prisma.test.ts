import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { readBars } from "@/lib/metrics/bars.prisma";
import { readFigures } from "@/lib/metrics/figures.prisma";
import { addFigures, NO_FIGURES } from "@/lib/metrics/figures";
import type { InsightFilter } from "@/lib/metrics/filter";
import { rowCondition } from "@/lib/metrics/filter-sql";
import { findRows } from "@/lib/metrics/found-rows.prisma";
import { readJudged } from "@/lib/metrics/judged.prisma";
import { readCommonQuestions, readFailureKinds } from "@/lib/metrics/questions.prisma";
import { readDownReasons, readRows } from "@/lib/metrics/rows.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";

const { db, path } = testDatabase();
const QUESTIONS = [
  "Total revenue last month",
  "total REVENUE",
  "100% of orders",
  "100 percent",
  "a_b",
  "axb",
  "a\\b",
  "Umsätze in ÄÖÜ",
  "umsätze in äöü",
  "আজ কত বিক্রি",
  "¿Cuánto?",
  "tab\there",
  "two\nlines",
  "%",
  "_",
  "x",
  "",
  "don't",
  "\u212a ſ İ",
];

async function store(questions: readonly string[]): Promise<void> {
  await db.conversation.deleteMany();
  await db.conversation.create({ data: { id: "c", title: "t" } });
  await db.interaction.createMany({
    data: questions.map((question, at) => ({ id: String(at), conversationId: "c", question, outcome: "answered" })),
  });
}

const filterOf = (text: string): InsightFilter => ({ period: "all", fromDay: 0, toDay: 100_000, text });

async function questionsOf({
  sql,
  params,
}: {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}): Promise<readonly string[]> {
  return (await db.$queryRawUnsafe<{ question: string }[]>(`SELECT "question" FROM "Interaction" WHERE ${sql}`, ...params))
    .map(({ question }) => question)
    .sort();
}

describe("findRows", () => {
  beforeAll(() => store(QUESTIONS));

  it.each<[text: string, found: readonly string[]]>([
    ["revenue", ["Total revenue last month", "total REVENUE"]],
    ["TOTAL", ["Total revenue last month", "total REVENUE"]],
    ["100%", ["100% of orders"]],
    ["%", ["%", "100% of orders"]],
    ["a_b", ["a_b"]],
    ["_", ["_", "a_b"]],
    ["\\", ["a\\b"]],
    // Only the letters of ASCII have their case ignored.
    ["ätze", ["Umsätze in ÄÖÜ", "umsätze in äöü"]],
    ["ÄÖ", ["Umsätze in ÄÖÜ"]],
    ["কত", ["আজ কত বিক্রি"]],
    ["x", ["axb", "x"]],
    ["two\nl", ["two\nlines"]],
    ["n't", ["don't"]],
    // The Kelvin sign is no k.
    ["k", []],
    ["ſ", ["\u212a ſ İ"]],
    ["zzqq", []],
  ])("finds for “%s” just the questions that hold it, by the texts and row by row", async (text, found) => {
    const byText = await findRows(db, filterOf(text));
    const byRow = await findRows(db, filterOf(text), -1);
    expect([byText.byText, byRow.byText]).toEqual([true, false]);
    expect([await questionsOf(byText), await questionsOf(byRow)]).toEqual([[...found].sort(), [...found].sort()]);
  });

  it("looks at each row where more texts hold it than are looked up", async () => {
    expect(await Promise.all([1, 2].map(async (many) => (await findRows(db, filterOf("revenue"), many)).byText))).toEqual([false, true]);
  });

  it("finds what LIKE finds row by row, for random questions and texts", async () => {
    const piece = fc.oneof(
      fc.constantFrom("a", "A", "%", "_", "\\", "'", " ", "ä", "Ä", "ſ", "s", "K", "ক", "😀", "\n"),
      fc.string({ maxLength: 2 }),
    );
    const words = (maxLength: number) => fc.array(piece, { maxLength }).map((pieces) => pieces.join(""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(words(8), { maxLength: 12 }),
        words(3).filter((text) => text !== ""),
        async (questions, text) => {
          await store(questions);
          expect(await questionsOf(await findRows(db, filterOf(text)))).toEqual(await questionsOf(rowCondition(filterOf(text))));
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });
});

describe("what is read under a text", () => {
  beforeAll(async () => {
    await db.conversation.deleteMany();
    writeSeed(path, { count: 2000, seed: 9, now: new Date("2026-11-18T12:00:00Z"), days: 200 });
  });

  it.each(["revenue", "CUSTOMERS", "a", "zzqq"])(
    "is what counting the rows that hold “%s” gives, in every list and chart",
    async (text) => {
      const filter = filterOf(text);
      const rows = (await db.interaction.findMany({ include: { ratings: true }, orderBy: { askedAt: "desc" } })).filter(({ question }) =>
        question.toLowerCase().includes(text.toLowerCase()),
      );
      const finished = rows.filter(({ outcome }) => outcome !== "unfinished");
      const rated = rows.filter(
        ({ ratedUp, ratedDown, confidence, outcome }) =>
          ratedUp !== ratedDown && confidence !== null && (outcome === "answered" || outcome === "empty"),
      );
      const idsOf = async (list: Parameters<typeof readRows>[2]) => (await readRows(db, filter, list, 5000)).rows.map(({ id }) => id);
      const sum = (counted: readonly { readonly count: number }[]) => counted.reduce((total, { count }) => total + count, 0);

      expect(await idsOf("latest")).toEqual(rows.map(({ id }) => id));
      expect(await idsOf("failed")).toEqual(rows.filter(({ outcome }) => outcome === "failed").map(({ id }) => id));
      expect(await idsOf("down")).toEqual(rows.filter(({ ratedDown }) => ratedDown > 0).map(({ id }) => id));
      expect(await idsOf("commented")).toEqual(rows.filter(({ comments }) => comments > 0).map(({ id }) => id));
      expect(await idsOf("low-confidence")).toEqual(
        rows
          .filter(({ confidence, outcome }) => (confidence ?? 1) < 0.5 && (outcome === "answered" || outcome === "empty"))
          .map(({ id }) => id),
      );
      expect(await idsOf("slow")).toEqual(
        rows
          .flatMap(({ id, totalMs }) => (totalMs === null ? [] : [{ id, totalMs }]))
          .sort((a, b) => b.totalMs - a.totalMs)
          .map(({ id }) => id),
      );

      expect((await readFigures(db, filter, ["day"])).reduce(addFigures, NO_FIGURES).count).toBe(rows.length);
      expect(sum(await readBars(db, filter, "hour", ["day"]))).toBe(rows.length);
      expect(sum(await readBars(db, filter, "tool"))).toBe(finished.filter(({ tool }) => tool !== null).length);
      expect(sum(await readJudged(db, filter))).toBe(rated.length);
      expect(sum((await readCommonQuestions(db, filter, 5000)).common)).toBe(rows.length);
      expect(sum(await readDownReasons(db, filter))).toBe(
        rows.flatMap(({ ratings }) => ratings.flatMap(({ value, reasons }) => (value === "down" && Array.isArray(reasons) ? reasons : [])))
          .length,
      );
      const examples = (await readFailureKinds(db, filter, await readBars(db, filter, "error", ["outcome"]), 3)).flatMap(
        (kind) => kind.examples,
      );
      expect(examples.every(({ id }) => rows.some((row) => row.id === id))).toBe(true);
      expect(examples.length > 0).toBe(
        rows.some(
          ({ errorCode, outcome }) => errorCode !== null && outcome !== "unfinished" && outcome !== "answered" && outcome !== "empty",
        ),
      );
    },
  );
});
