import type { Unit } from "@/lib/answers/answer";
import { countOf, formatNumber } from "@/lib/answers/format";
import { approachLabel, engineLabel } from "@/lib/engines/engine-names";
import type { BarRow, GroupedFigures, JudgedBar } from "@/lib/metrics/counted";
import { addFigures, type Figures, meanOf, NO_FIGURES, ratio, STAGES } from "@/lib/metrics/figures";
import { failureLabel } from "@/lib/metrics/failure-kinds";
import type { InsightFilter } from "@/lib/metrics/filter";
import type { Comparison } from "@/lib/metrics/comparisons";
import type { Recommendation } from "@/lib/metrics/recommendations";
import type { CommonQuestion, FailureKind, InsightRow, RowList } from "@/lib/metrics/rows";
import { estimateRate } from "@/lib/metrics/intervals";
import { type Step, stepsOf } from "@/lib/metrics/series";
import { isSuccess } from "@/lib/answers/success";
import { bar, named, usage } from "@/lib/metrics/insight-bars";
import { type InsightChart, intervalText, percent, sumBars, sumOf, toTable } from "@/lib/metrics/insight-chart";

/** What the charts are computed from: sums and bars of the filtered interactions. */
export type InsightCounts = {
  /** Only counts and ratings. */
  readonly byDay: readonly GroupedFigures[];
  readonly byMaker: readonly GroupedFigures[];
  readonly previous: readonly GroupedFigures[];
  readonly timeBars: readonly BarRow[];
  /** Times within which `TIME_SHARES` of the answers came, in ms. */
  readonly times: readonly (number | null)[];
  readonly confidenceBars: readonly BarRow[];
  readonly toolBars: readonly BarRow[];
  readonly errorBars: readonly BarRow[];
  readonly judged: readonly JudgedBar[];
};

/** Everything the Insights page shows under one filter. */
export type Insights = {
  readonly charts: readonly InsightChart[];
  /** Questions by weekday (0 is Monday) and hour. */
  readonly volume: readonly { readonly weekday: number; readonly hour: number; readonly count: number }[];
  readonly comparisons: readonly Comparison[];
  readonly recommendations: readonly Recommendation[];
  readonly lists: Readonly<Record<RowList, { readonly rows: readonly InsightRow[]; readonly more: boolean }>>;
  readonly common: readonly CommonQuestion[];
  readonly failures: readonly FailureKind[];
  readonly totals: Figures;
};

/** The median, and what hardly any answer takes longer than. */
export const TIME_SHARES = [0.5, 0.95, 0.99] as const;
const TENTHS = Array.from({ length: 10 }, (_, tenth) => tenth);
const EDGES = [0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000] as const;

/** Every chart of the page, in the order shown. */
export function computeCharts(counts: InsightCounts, filter: InsightFilter): readonly InsightChart[] {
  const rows = counts.byDay.map((row) => ({ ...row, day: Number(row.group.day ?? 0) }));
  const { grain, steps } = stepsOf(rows, filter.fromDay, filter.toDay);
  const all = counts.byMaker.reduce(addFigures, NO_FIGURES);
  const per = `per ${grain}`;
  return [
    overTime(
      "success",
      `Success ${per}`,
      countOf(all.finished, "finished answer"),
      steps,
      [
        ["success", "Success", "percent", ({ success, finished }) => percent(ratio(success, finished))],
        ["finished", "Finished", "count", ({ finished }) => finished],
        ["answered", "Answered or truly empty", "count", ({ success }) => success],
      ],
      [1],
    ),
    overTime(
      "satisfaction",
      `Satisfaction ${per}`,
      countOf(all.up + all.down, "rating"),
      steps,
      [
        ["satisfaction", "Satisfaction", "percent", ({ up, down }) => percent(ratio(up, up + down))],
        ["rated", "Rated", "count", ({ up, down }) => up + down],
        ["up", "Good", "count", ({ up }) => up],
      ],
      [1],
    ),
    overTime(
      "failures",
      `Failures ${per}`,
      countOf(all.failed, "failure"),
      steps,
      [
        ["failed", "Failed", "count", ({ failed }) => failed],
        ["other", "Asked back or refused", "count", ({ finished, success, failed }) => finished - success - failed],
        ["asked", "Questions", "count", ({ count }) => count],
      ],
      [1, 2],
    ),
    responseTimes(counts.timeBars, counts.times),
    confidences(counts.confidenceBars),
    reliability(counts.judged),
    usage("engines", "Engines", counts.byMaker, ({ group }) => engineLabel(String(group.engine || "none"))),
    usage("approaches", "Approaches", counts.byMaker, ({ group }) => approachLabel(String(group.approach || "none"))),
    named("tools", "Tools", counts.toolBars, "Tool", (name) => name.replaceAll("_", " ")),
    named("errors", "Why there was no answer", counts.errorBars, "Reason", failureLabel),
    stageTimes(all),
  ];
}

type Measure = readonly [name: string, label: string, unit: Unit, of: (figures: Figures) => number | null];

function overTime(
  id: string,
  title: string,
  note: string,
  steps: readonly Step[],
  measures: readonly Measure[],
  series: readonly number[],
): InsightChart {
  const table = toTable(
    [["from", "From", "date"], ...measures.map(([name, label, unit]) => [name, label, unit] as const)],
    steps.map(({ from, figures }) => [from, ...measures.map(([, , , of]) => (figures.count === 0 ? null : of(figures)))]),
  );
  const drawn = steps.some(({ figures }) => series.some((at) => measures[at - 1]?.[3](figures) !== null && figures.count > 0));
  return {
    id,
    title,
    note,
    table,
    chart: drawn
      ? { kind: "line", x: 0, series, shown: table.rowCount, total: table.rowCount }
      : { kind: "none", reason: "Nothing was counted in this span." },
  };
}

function responseTimes(bars: readonly BarRow[], times: readonly (number | null)[]): InsightChart {
  const histogram = [...sumBars(bars)].map(([bar, count]) => ({ ms: Number(bar), count })).sort((a, b) => a.ms - b.ms);
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  const groups = EDGES.map((edge, index) => {
    const next = EDGES[index + 1] ?? Infinity;
    return [
      next === Infinity ? `from ${shortMs(edge)}` : `${shortMs(edge)} to ${shortMs(next)}`,
      histogram.filter(({ ms }) => ms >= edge && ms < next).reduce((sum, { count }) => sum + count, 0),
    ] as const;
  });
  const last = groups.findLastIndex(([, count]) => count > 0);
  const [median, most, nearlyAll] = times.map((ms) => shortMs(ms ?? 0));
  const note =
    total === 0 ? "no finished answer" : `${countOf(total, "answer")} · median ${median} · 95 % within ${most} · 99 % within ${nearlyAll}`;
  return bar(
    "times",
    "Response time",
    note,
    [
      ["time", "Time", "text"],
      ["answers", "Answers", "count"],
    ],
    groups.slice(0, last + 1),
    [1],
  );
}

function confidences(bars: readonly BarRow[]): InsightChart {
  const groups = TENTHS.map((tenth) => {
    const inside = bars.filter(({ bar: at }) => Math.floor(Number(at) / 2) === tenth);
    const total = sumOf(inside);
    const success = sumOf(inside.filter(({ outcome }) => isSuccess(outcome)));
    return [tenthLabel(tenth), total, percent(ratio(success, total))] as const;
  });
  const total = sumOf(bars);
  return bar(
    "confidence",
    "Confidence",
    countOf(total, "answer"),
    [
      ["confidence", "Confidence", "text"],
      ["answers", "Answers", "count"],
      ["success", "Success", "percent"],
    ],
    total === 0 ? [] : groups,
    [1],
  );
}

/** Confidence against what turned out right: where the two bars are level, confidence can be believed. */
function reliability(judged: readonly JudgedBar[]): InsightChart {
  const total = judged.reduce((sum, { count }) => sum + count, 0);
  const groups = TENTHS.map((tenth) => {
    const { count = 0, right = 0, confidence = 0 } = judged.find((one) => one.tenth === tenth) ?? {};
    const rate = estimateRate(right, count);
    return [tenthLabel(tenth), count, percent(ratio(confidence, count)), percent(rate?.rate ?? null), rate ? intervalText(rate) : null];
  });
  const columns = [
    ["confidence", "Confidence", "text"],
    ["judged", "Judged", "count"],
    ["mean", "Mean confidence", "percent"],
    ["right", "Turned out right", "percent"],
    ["interval", "Likely range", "text"],
  ] as const;
  return bar(
    "reliability",
    "Confidence against what turned out right",
    countOf(total, "judged answer"),
    columns,
    total === 0 ? [] : groups,
    [2, 3],
    "Nobody has rated or corrected an answer in this span.",
  );
}

const STAGE_NAMES: Readonly<Record<(typeof STAGES)[number], string>> = {
  route: "choosing who answers",
  plan: "planning",
  execute: "running the query",
  answer: "writing the answer",
};

function stageTimes({ stages }: Figures): InsightChart {
  const body = STAGES.filter((name) => stages[name].count > 0).map((name) => [STAGE_NAMES[name], meanOf(stages[name]), stages[name].count]);
  return bar(
    "stages",
    "Mean time per stage, in ms",
    countOf(stages.route.count, "question"),
    [
      ["stage", "Stage", "text"],
      ["ms", "Mean ms", "number"],
      ["n", "Questions", "count"],
    ],
    body,
    [1],
  );
}

function tenthLabel(tenth: number): string {
  return `${tenth * 10} to ${tenth * 10 + 10} %`;
}

function shortMs(ms: number): string {
  return ms < 1000 ? `${formatNumber(ms, 0)} ms` : `${formatNumber(ms / 1000, 1)} s`;
}
