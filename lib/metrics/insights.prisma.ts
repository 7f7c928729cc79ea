import type { PrismaClient } from "@/prisma/client/client";
import { compareGroups } from "@/lib/metrics/comparisons";
import type { BarRow } from "@/lib/metrics/counted";
import { readBars } from "@/lib/metrics/bars.prisma";
import { readFigures } from "@/lib/metrics/figures.prisma";
import { addFigures, NO_FIGURES } from "@/lib/metrics/figures";
import { readJudged } from "@/lib/metrics/judged.prisma";
import { previousPeriod, type InsightFilter } from "@/lib/metrics/filter";
import { computeCharts, TIME_SHARES, type Insights } from "@/lib/metrics/insights";
import { readPercentiles } from "@/lib/metrics/percentiles.prisma";
import { recommend } from "@/lib/metrics/recommendations";
import { PAGE_ROWS, ROW_LISTS, type RowList } from "@/lib/metrics/rows";
import { readCommonQuestions, readFailureKinds } from "@/lib/metrics/questions.prisma";
import { readDownReasons, readRows } from "@/lib/metrics/rows.prisma";

const LISTED = 10;

/** Reads and computes the page. @param skip rows passed over in the list of all questions, for paging */
export async function loadInsights(db: PrismaClient, filter: InsightFilter, skip = 0): Promise<Insights> {
  const before = previousPeriod(filter);
  const [
    byDay,
    byMaker,
    previous,
    timeBars,
    confidenceBars,
    toolBars,
    errorBars,
    hours,
    { common, failing },
    downReasons,
    judged,
    ...lists
  ] = await Promise.all([
    readFigures(db, filter, ["day"], ["count", "up", "down"]),
    readFigures(db, filter, ["engine", "approach", "role", "module", "modelVersion", "promptVersion"]),
    before ? readFigures(db, before, []) : [],
    readBars(db, filter, "ms"),
    readBars(db, filter, "confidence", ["outcome"]),
    readBars(db, filter, "tool", ["outcome"]),
    readBars(db, filter, "error", ["engine", "source", "outcome"]),
    readBars(db, filter, "hour", ["day"], true),
    readCommonQuestions(db, filter, LISTED),
    readDownReasons(db, filter),
    readJudged(db, filter),
    ...ROW_LISTS.map((list) => readRows(db, filter, list, list === "latest" ? PAGE_ROWS : LISTED, list === "latest" ? skip : 0)),
  ]);
  const times = await readPercentiles(db, filter, timeBars, TIME_SHARES);
  const listOf = (name: RowList) => lists[ROW_LISTS.indexOf(name)] ?? { rows: [], more: false };
  return {
    charts: computeCharts({ byDay, byMaker, previous, timeBars, times, confidenceBars, toolBars, errorBars, judged }, filter),
    volume: hours.map(toVolume),
    comparisons: compareGroups(byMaker, previous),
    recommendations: recommend({ byMaker, previous, errorBars, downReasons, failing }),
    lists: {
      latest: listOf("latest"),
      down: listOf("down"),
      commented: listOf("commented"),
      "low-confidence": listOf("low-confidence"),
      slow: listOf("slow"),
      failed: listOf("failed"),
    },
    common,
    failures: await readFailureKinds(db, filter, errorBars, LISTED),
    totals: byMaker.reduce(addFigures, NO_FIGURES),
  };
}

function toVolume({ bar, day, count }: BarRow): Insights["volume"][number] {
  return { weekday: day, hour: Number(bar), count };
}
