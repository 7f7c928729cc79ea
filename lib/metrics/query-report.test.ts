import { describe, expect, it } from "vitest";
import type { LoggedRow } from "@/lib/interactions/query-log";
import { adviceFor, readinessOf } from "@/lib/metrics/query-advice";
import { reportQueries, type ReportOptions } from "@/lib/metrics/query-report";
import { printReport } from "@/lib/metrics/query-report-text";

const row: LoggedRow = {
  id: "1",
  question: "orders today",
  askedAt: "2026-11-18T09:30:00.000Z",
  engine: "shop",
  shopId: 13,
  intent: "count",
  tool: "count_documents",
  confidence: 0.95,
  rowCount: 1,
  outcome: "answered",
  errorCode: null,
  context: {},
  text: "3 orders.",
  totalMs: 40,
  rating: null,
};
const options: ReportOptions = {
  threshold: 0.7,
  limit: 2,
  isTrainable: ({ outcome }) => outcome === "answered",
  isTestRun: ({ context }) => context.module === "test-run",
};
const reportOf = (rows: readonly Partial<LoggedRow>[], more: Partial<ReportOptions> = {}) =>
  reportQueries(of(rows.map((change) => ({ ...row, ...change }))), { ...options, ...more });

describe("reportQueries", () => {
  it("has no rate and only one piece of advice when nothing was asked", async () => {
    const report = await reportOf([]);
    expect(report).toMatchObject({ total: 0, successRate: null, averageConfidence: null, averageSeconds: null, p95Seconds: null });
    expect(adviceFor(report)).toHaveLength(1);
    expect(printReport(report)).toContain("success rate     –");
  });

  it("counts clarified, refused and failed as no success, and leaves unfinished turns out of every rate", async () => {
    const report = await reportOf([
      {},
      { outcome: "empty" },
      { outcome: "clarified", errorCode: "ambiguous" },
      { outcome: "refused", errorCode: "not-recorded" },
      { outcome: "unfinished", confidence: null, totalMs: null },
    ]);
    expect(report).toMatchObject({ total: 5, finished: 4, successes: 2, successRate: 0.5 });
    expect(report.failures.map(({ outcome, code, count, share }) => [outcome, code, count, share])).toEqual([
      ["clarified", "ambiguous", 1, 0.25],
      ["refused", "not-recorded", 1, 0.25],
    ]);
    const sum = (bins: readonly { readonly count: number }[]) => bins.reduce((total, bin) => total + bin.count, 0);
    expect([sum(report.confidences), sum(report.responseTimes), sum(report.outcomes), sum(report.intents)]).toEqual([4, 4, 5, 4]);
  });

  it("averages and puts values on an edge into the bin above it", async () => {
    const report = await reportOf([
      { totalMs: 10, confidence: 0.7 },
      { totalMs: 50, confidence: 1 },
      { totalMs: 20_000, confidence: 0.1 },
    ]);
    expect(report.averageSeconds).toBeCloseTo(20.06 / 3, 5);
    expect(report.averageConfidence).toBeCloseTo(0.6, 5);
    expect(report).toMatchObject({ medianSeconds: 0.05, p95Seconds: 20 });
    expect(report.responseTimes.filter(({ count }) => count > 0).map(({ label }) => label)).toEqual([
      "10 ms to 50 ms",
      "50 ms to 100 ms",
      "10 s and more",
    ]);
    expect(report.confidences.filter(({ count }) => count > 0).map(({ label }) => label)).toEqual([
      "under 0.3",
      "0.7 to 0.8",
      "1.0 and more",
    ]);
  });

  it("lists the least sure answers first, no more than asked, and counts them all", async () => {
    const { lowConfidence } = await reportOf([0.6, 0.2, 0.7, 0.4].map((confidence) => ({ confidence, question: `q${confidence}` })));
    expect(lowConfidence).toMatchObject({ count: 3, lowest: [{ question: "q0.2" }, { question: "q0.4" }] });
  });

  it("keeps three different examples of a failure", async () => {
    const { failures } = await reportOf(
      ["a", "a", "b", "c", "d"].map((question) => ({ question, outcome: "clarified", errorCode: "unknown-words" })),
    );
    expect(failures).toMatchObject([{ count: 5, examples: ["a", "b", "c"] }]);
  });
});

describe("adviceFor", () => {
  it("follows from the figures, and is silent where they are good", async () => {
    const good = Array.from({ length: 40 }, () => ({ rating: "up" as const }));
    expect(adviceFor(await reportOf(good))).toEqual(["Nothing stands out: success, speed and confidence are within their limits."]);
    const bad = adviceFor(
      await reportOf([
        ...good,
        ...Array.from({ length: 10 }, () => ({
          outcome: "clarified" as const,
          errorCode: "unknown-words",
          confidence: 0.2,
          question: "blorps today",
        })),
      ]),
    );
    expect(bad).toHaveLength(3);
    expect(bad.join("\n")).toMatch(
      /Success is 80 % \(40 of 50\)[^]*10 questions \(20 %\) were clarified as unknown-words, for example “blorps today”. Teach these words[^]*10 answers \(20 %\) have a confidence under 0.7/,
    );
  });

  it("names slow answers and unhappy people", async () => {
    const report = await reportOf(
      Array.from({ length: 30 }, (_, index) => ({ totalMs: 12_000, rating: index < 15 ? ("up" as const) : ("down" as const) })),
    );
    expect(adviceFor(report).join("\n")).toMatch(/takes 12.0 s, over 10 s[^]*50 % of 30 rated answers/);
  });
});

describe("readinessOf", () => {
  it.each([
    [99, /^Not ready: 99 usable examples, 1 short of 100/],
    [100, /^Enough to try: 100 usable examples; 400 more/],
    [500, /^Ready: 500 usable examples/],
  ])("with %d examples", async (examples, sentence) => {
    const report = await reportOf(Array.from({ length: examples }, () => ({})));
    expect(readinessOf(report)).toMatch(sentence);
  });

  it("does not count test runs as data, but says how much they hold", async () => {
    const report = await reportOf(Array.from({ length: 600 }, () => ({ context: { module: "test-run" } })));
    expect(readinessOf(report)).toMatch(/^Not ready: 0 usable examples.*Test runs hold 600 more/);
  });
});

async function* of(rows: readonly LoggedRow[]): AsyncGenerator<LoggedRow> {
  yield* rows;
}
