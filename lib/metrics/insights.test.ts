import { describe, expect, it } from "vitest";
import { dayOf } from "@/lib/language/calendar";
import type { BarRow, GroupedFigures } from "@/lib/metrics/counted";
import { NO_FIGURES } from "@/lib/metrics/figures";
import type { InsightFilter } from "@/lib/metrics/filter";
import { computeCharts, type InsightCounts } from "@/lib/metrics/insights";
import { recommend } from "@/lib/metrics/recommendations";
import { stepsOf } from "@/lib/metrics/series";

const TODAY = dayOf("2026-11-18");
const WEEK: InsightFilter = { period: "7d", fromDay: TODAY - 6, toDay: TODAY };
const NOTHING: InsightCounts = {
  byDay: [],
  byMaker: [],
  previous: [],
  timeBars: [],
  times: [null, null, null],
  confidenceBars: [],
  toolBars: [],
  errorBars: [],
  judged: [],
};

function figures(group: GroupedFigures["group"], outcome: string, count: number, extra: Partial<GroupedFigures> = {}): GroupedFigures {
  const { finished: _finished, success: _success, failed: _failed, ...none } = NO_FIGURES;
  return { ...none, group, outcome, count, ...extra };
}

const bar = (name: string, count: number, extra: Partial<BarRow> = {}): BarRow => ({
  bar: name,
  count,
  day: 0,
  engine: "",
  source: "",
  outcome: "answered",
  ...extra,
});
const chart = (counts: Partial<InsightCounts>, id: string) =>
  computeCharts({ ...NOTHING, byMaker: counts.byDay ?? [], ...counts }, WEEK).find((found) => found.id === id);

describe("computeCharts", () => {
  it("draws nothing, and says why, before anything is asked", () => {
    for (const { id, chart: drawn } of computeCharts(NOTHING, WEEK)) expect([id, drawn.kind]).toEqual([id, "none"]);
  });

  it("leaves a gap on a day without a question, and shows a true 0 %", () => {
    const success = chart(
      {
        byDay: [figures({ day: TODAY - 1 }, "answered", 3), figures({ day: TODAY - 1 }, "failed", 1), figures({ day: TODAY }, "failed", 2)],
      },
      "success",
    );
    expect(success?.table.rows.slice(-3)).toEqual([
      ["2026-11-16", null, null, null],
      ["2026-11-17", 75, 4, 3],
      ["2026-11-18", 0, 2, 0],
    ]);
    expect(success?.note).toBe("6 finished answers");
  });

  it("counts an unfinished turn as asked, and in no rate", () => {
    const success = chart({ byDay: [figures({ day: TODAY }, "unfinished", 5), figures({ day: TODAY }, "answered", 1)] }, "success");
    expect(success?.table.rows.at(-1)).toEqual(["2026-11-18", 100, 1, 1]);
  });

  it("shows a histogram of times with median and percentiles", () => {
    const times = chart({ timeBars: [bar("40", 90), bar("1200", 9), bar("15000", 1)], times: [40.4, 1240, 1299] }, "times");
    expect(times?.note).toBe("100 answers · median 40 ms · 95 % within 1.2 s · 99 % within 1.3 s");
    expect(times?.table.rows).toContainEqual(["20 ms to 50 ms", 90]);
    expect(times?.table.rows.at(-1)).toEqual(["10 s to 20 s", 1]);
  });

  it("shows how sure answers were, and how often each confidence succeeded", () => {
    const confidence = chart(
      { confidenceBars: [bar("19", 8), bar("18", 1, { outcome: "failed" }), bar("2", 4, { outcome: "refused" })] },
      "confidence",
    );
    expect(confidence?.table.rows[9]).toEqual(["90 to 100 %", 9, (8 / 9) * 100]);
    expect(confidence?.table.rows[1]).toEqual(["10 to 20 %", 4, 0]);
    expect(confidence?.table.rows[5]).toEqual(["50 to 60 %", 0, null]);
  });

  it("holds confidence against what people judged right, and leaves a gap where nobody judged", () => {
    const reliability = chart(
      {
        judged: [
          { tenth: 9, count: 10, right: 8, confidence: 9.5 },
          { tenth: 2, count: 1, right: 0, confidence: 0.2 },
        ],
      },
      "reliability",
    );
    expect(reliability).toMatchObject({ note: "11 judged answers", chart: { kind: "bar", series: [2, 3] } });
    expect(reliability?.table.rows[9]).toEqual(["90 to 100 %", 10, 95, 80, "49 to 94 %"]);
    expect(reliability?.table.rows[2]).toEqual(["20 to 30 %", 1, 20, 0, "0 to 79 %"]);
    expect(reliability?.table.rows[5]).toEqual(["50 to 60 %", 0, null, null, null]);
  });

  it("draws the first of many names and says of how many", () => {
    const tools = chart({ toolBars: Array.from({ length: 30 }, (_, index) => bar(`tool ${index}`, index + 1)) }, "tools");
    expect(tools?.chart).toMatchObject({ kind: "bar", shown: 14, total: 30 });
    expect(tools?.table.rows[0]).toEqual(["tool 29", 30, (30 / 465) * 100, 100]);
  });
});

describe("stepsOf", () => {
  it("takes days, then weeks from Monday, then months", () => {
    const row = { ...figures({}, "answered", 1), day: TODAY };
    expect(stepsOf([row], TODAY - 6, TODAY).steps).toHaveLength(7);
    expect(stepsOf([{ ...row, day: TODAY - 100 }, row], 0, TODAY)).toMatchObject({ grain: "week", steps: { 0: { from: "2026-08-10" } } });
    expect(stepsOf([{ ...row, day: TODAY - 800 }, row], 0, TODAY)).toMatchObject({ grain: "month", steps: { 0: { from: "2024-09-01" } } });
  });
});

describe("recommend", () => {
  const none = { byMaker: [], previous: [], errorBars: [], downReasons: [], failing: [] };

  it("says nothing when nothing is known, or too little", () => {
    expect(recommend(none)).toEqual([]);
    expect(
      recommend({
        ...none,
        errorBars: [bar("timeout", 2, { outcome: "failed" })],
        byMaker: [figures({ approach: "ai" }, "failed", 3), figures({ approach: "tools" }, "answered", 3)],
      }),
    ).toEqual([]);
  });

  it("names the kind of failure that weighs most, with the rows behind it", () => {
    const [first] = recommend({
      ...none,
      errorBars: [
        bar("timeout", 31, { engine: "text2sql", source: "bank", outcome: "failed" }),
        bar("ambiguous", 3, { outcome: "clarified" }),
        bar("answered", 500),
      ],
    });
    expect(first).toMatchObject({
      finding: "91 % of what was not answered (31 of 34) ended as “Took too long” in bank.",
      rows: { error: "timeout", engine: "text2sql", source: "bank" },
    });
  });

  it.each([
    ["invalid-sql", "Query did not run", /Look at the SQL of these answers/],
    ["refused", "Query not allowed", /Only queries that read may run/],
    ["a kind of another version", "a kind of another version", /see what they have in common/],
  ])("advises on failures of the kind %s", (code, label, advice) => {
    const [first] = recommend({ ...none, errorBars: [bar(code, 40, { outcome: "failed" })] });
    expect([first?.finding, first?.advice]).toEqual([expect.stringContaining(`“${label}”`), expect.stringMatching(advice)]);
  });

  it("never tells a rate as all or none that is not", () => {
    const [first] = recommend({
      ...none,
      errorBars: [bar("timeout", 996, { outcome: "failed" }), bar("ambiguous", 4, { outcome: "clarified" })],
    });
    expect(first?.finding).toMatch(/^99 % of what was not answered/);
  });

  it("calls an approach weak only when that is beyond chance", () => {
    const weak = (n: number) =>
      recommend({
        ...none,
        byMaker: [
          figures({ approach: "ai" }, "answered", 0.6 * n),
          figures({ approach: "ai" }, "failed", 0.4 * n),
          figures({ approach: "tools" }, "answered", 0.9 * n),
          figures({ approach: "tools" }, "failed", 0.1 * n),
        ],
      }).map(({ id }) => id);
    expect([weak(20), weak(200)]).toEqual([[], ["weak-ai"]]);
  });

  it("tells of a fall against the period before", () => {
    expect(
      recommend({
        ...none,
        byMaker: [figures({}, "answered", 60), figures({}, "failed", 40)],
        previous: [figures({}, "answered", 95), figures({}, "failed", 5)],
      })[0]?.finding,
    ).toContain("from 95 % (of 100 questions) to 60 % (of 100)");
  });

  it("points to a question that keeps failing", () => {
    expect(
      recommend({
        ...none,
        failing: [{ plan: null, question: "fees by city", wordings: 1, count: 9, finished: 9, success: 1, down: 0 }],
      })[0],
    ).toMatchObject({ finding: "“fees by city” was asked 9 times and answered 1 time.", rows: { text: "fees by city" } });
    expect(
      recommend({ ...none, failing: [{ plan: null, question: "fees", wordings: 1, count: 9, finished: 9, success: 0, down: 0 }] })[0]
        ?.finding,
    ).toBe("“fees” was asked 9 times and never answered.");
  });
});
