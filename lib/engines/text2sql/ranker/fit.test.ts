import { describe, expect, it } from "vitest";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { askedOf } from "@/lib/engines/text2sql/ranker/asked";
import { fitRanker, type Example } from "@/lib/engines/text2sql/ranker/fit";
import { readQuestion } from "@/lib/engines/text2sql/words/read";

describe("fitRanker", () => {
  it("believes many databases rather than one with more questions", async () => {
    const asked = askedOf(readQuestion("titles of books", (await openFixture("library")).schema));
    const plans = [
      { factors: ["s:habit"], cost: 0 },
      { factors: ["s:custom"], cost: 0 },
    ];
    const questions = (db: string, count: number, right: number): readonly Example[] =>
      Array.from({ length: count }, () => ({ db, asked, plans, correct: plans.map((_, at) => at === right) }));
    const { weights } = fitRanker([
      ...questions("large", 60, 0),
      ...Array.from({ length: 8 }, (_, at) => questions(`small ${at}`, 5, 1)).flat(),
    ]);
    expect(weights[""]?.["s:custom"]).toBeGreaterThan(weights[""]?.["s:habit"] ?? 0);
  });
});
