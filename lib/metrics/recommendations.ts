import { countOf, formatNumber, formatRate } from "@/lib/answers/format";
import type { BarRow, GroupedFigures } from "@/lib/metrics/counted";
import { addFigures, groupFigures, meanOf, NO_FIGURES, type Figures } from "@/lib/metrics/figures";
import { approachLabel } from "@/lib/engines/engine-names";
import { failureAdvice, failureLabel } from "@/lib/metrics/failure-kinds";
import type { FilterKey } from "@/lib/metrics/filter";
import { clearlyDiffer, estimateRate } from "@/lib/metrics/intervals";
import { questionRows, type CommonQuestion } from "@/lib/metrics/rows";
import { isSuccess } from "@/lib/answers/success";

/** What to do next, and why; `rows` are the filter changes under which the rows behind it are listed. */
export type Recommendation = {
  readonly id: string;
  readonly finding: string;
  readonly advice: string;
  readonly rows: Readonly<Partial<Record<FilterKey, string>>>;
};

export type RecommendationInput = {
  readonly byMaker: readonly GroupedFigures[];
  readonly previous: readonly GroupedFigures[];
  readonly errorBars: readonly BarRow[];
  readonly downReasons: readonly { readonly reason: string; readonly count: number }[];
  readonly failing: readonly CommonQuestion[];
};

const LEAST = 20;
const LEAST_FAILURES = 5;
const TARGET_SATISFACTION = 0.7;
const TARGET_MS = 10_000;

/** Findings with the rows behind them, the heaviest first; none is made from fewer rows than chance could explain. */
export function recommend(input: RecommendationInput): readonly Recommendation[] {
  const all = input.byMaker.reduce(addFigures, NO_FIGURES);
  return [
    ...worseThanBefore(all, input.previous.reduce(addFigures, NO_FIGURES)),
    ...errorKinds(input.errorBars),
    ...weakMakers(input.byMaker, all),
    ...dissatisfied(all, input.downReasons),
    ...slowMakers(input.byMaker),
    ...failingQuestions(input.failing),
  ];
}

function worseThanBefore(now: Figures, before: Figures): readonly Recommendation[] {
  const a = estimateRate(now.success, now.finished);
  const b = estimateRate(before.success, before.finished);
  if (a === null || b === null || a.whole < LEAST || b.whole < LEAST || a.rate >= b.rate || !clearlyDiffer(a, b)) return [];
  return [
    {
      id: "worse",
      finding: `Success fell from ${formatRate(b.rate)} (of ${countOf(b.whole, "question")}) to ${formatRate(a.rate)} (of ${formatNumber(a.whole, 0)}) against the period before.`,
      advice: "Look at what failed lately, and at what changed in the sources at that time.",
      rows: { outcome: "failed" },
    },
  ];
}

function errorKinds(bars: readonly BarRow[]): readonly Recommendation[] {
  const bad = bars.filter(({ outcome }) => !isSuccess(outcome));
  const total = bad.reduce((sum, { count }) => sum + count, 0);
  const groups = new Map<string, BarRow>();
  for (const row of bad) {
    const key = [row.bar, row.engine, row.source].join("\n");
    groups.set(key, { ...row, count: (groups.get(key)?.count ?? 0) + row.count });
  }
  return [...groups.values()]
    .filter(({ count }) => count >= LEAST_FAILURES && count / total >= 0.15)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ bar, engine, source, count }) => ({
      id: `error-${bar}-${engine}-${source}`,
      finding: `${formatRate(count / total)} of what was not answered (${formatNumber(count, 0)} of ${formatNumber(total, 0)}) ended as “${failureLabel(bar)}”${source === "" ? "" : ` in ${source}`}.`,
      advice: failureAdvice(bar),
      rows: { error: bar, ...(engine === "" ? {} : { engine }), ...(source === "" ? {} : { source }) },
    }));
}

function weakMakers(rows: readonly GroupedFigures[], all: Figures): readonly Recommendation[] {
  return makers(rows).flatMap(({ approach, figures }) => {
    const rate = estimateRate(figures.success, figures.finished);
    const rest = estimateRate(all.success - figures.success, all.finished - figures.finished);
    if (rate === null || rest === null || rate.whole < LEAST || rest.whole < LEAST || rate.rate >= rest.rate || !clearlyDiffer(rate, rest))
      return [];
    return [
      {
        id: `weak-${approach}`,
        finding: `The approach “${approachLabel(approach)}” succeeds in ${formatRate(rate.rate)} of ${countOf(rate.whole, "question")} (likely ${formatRate(rate.low)} to ${formatRate(rate.high)}); the others in ${formatRate(rest.rate)}.`,
        advice: "Read its failures; prefer another approach for these sources until it is better.",
        rows: { approach },
      },
    ];
  });
}

function dissatisfied(all: Figures, reasons: RecommendationInput["downReasons"]): readonly Recommendation[] {
  const rate = estimateRate(all.up, all.up + all.down);
  const top = reasons[0];
  const named = reasons.reduce((sum, { count }) => sum + count, 0);
  if (top && top.count >= LEAST_FAILURES && (top.count / named >= 0.25 || (rate !== null && rate.rate < TARGET_SATISFACTION))) {
    return [
      {
        id: "reason",
        finding: `“${top.reason.replaceAll("_", " ")}” is the most named reason for a thumb down: ${formatNumber(top.count, 0)} of ${formatNumber(named, 0)}.`,
        advice: "Correct one of these answers; a correction is used the next time the question is asked.",
        rows: { rating: "down" },
      },
    ];
  }
  if (rate === null || rate.whole < LEAST || rate.rate >= TARGET_SATISFACTION) return [];
  return [
    {
      id: "satisfaction",
      finding: `Satisfaction is ${formatRate(rate.rate)} (${countOf(rate.whole, "rating")}).`,
      advice: "Start with the comments of those who were not satisfied.",
      rows: { rating: "down" },
    },
  ];
}

function slowMakers(rows: readonly GroupedFigures[]): readonly Recommendation[] {
  return makers(rows).flatMap(({ approach, figures }) => {
    const mean = meanOf(figures.totalMs);
    if (mean === null || mean < TARGET_MS || figures.totalMs.count < LEAST_FAILURES) return [];
    return [
      {
        id: `slow-${approach}`,
        finding: `Answers by “${approachLabel(approach)}” take ${formatNumber(mean / 1000, 1)} s on average, over ${countOf(figures.totalMs.count, "answer")}.`,
        advice: "See in the stage times where the time goes; an index or a smaller model may help.",
        rows: { approach },
      },
    ];
  });
}

function failingQuestions(failing: readonly CommonQuestion[]): readonly Recommendation[] {
  return failing
    .filter(({ finished, success }) => finished - success >= LEAST_FAILURES && success / finished < 0.5)
    .slice(0, 2)
    .map(({ plan, question, finished, success }) => ({
      id: `question-${question}`,
      finding: `“${question}” was asked ${countOf(finished, "time")} and ${success === 0 ? "never answered" : `answered ${countOf(success, "time")}`}.`,
      advice: "Ask it yourself and correct it; what you confirm is tried first from then on.",
      rows: questionRows({ plan, question }),
    }));
}

function makers(rows: readonly GroupedFigures[]): readonly { readonly approach: string; readonly figures: Figures }[] {
  return [...groupFigures(rows, ({ group }) => String(group.approach ?? ""))]
    .filter(([approach]) => approach !== "")
    .map(([approach, figures]) => ({ approach, figures }));
}
