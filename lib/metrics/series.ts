import { isoOf, startOf, type Day } from "@/lib/language/calendar";
import { NO_FIGURES, addFigures, type FigureRow, type Figures } from "@/lib/metrics/figures";

export type Grain = "day" | "week" | "month";
/** One step of a time series; `from` is the ISO day it starts on. Steps without a question have empty figures. */
export type Step = { readonly from: string; readonly figures: Figures };

const MOST_DAYS = 62;
const MOST_WEEKS = 400;

/** The step that keeps a chart readable: days up to two months, then weeks, then months. */
function grainOf(fromDay: Day, toDay: Day): Grain {
  const days = toDay - fromDay + 1;
  return days <= MOST_DAYS ? "day" : days <= MOST_WEEKS ? "week" : "month";
}

/**
 * Figures by step of time, without holes: a step in which nobody asked is there, empty.
 * All time (`fromDay` 0) starts with the first day that has a question.
 */
export function stepsOf(
  rows: readonly (FigureRow & { readonly day: Day })[],
  fromDay: Day,
  toDay: Day,
): { readonly grain: Grain; readonly steps: readonly Step[] } {
  const first = fromDay > 0 ? fromDay : Math.min(toDay, ...rows.map(({ day }) => day));
  const grain = grainOf(first, toDay);
  const start = (day: Day) => (grain === "day" ? day : startOf(grain, day));
  const groups = new Map<Day, Figures>();
  for (let day = first; day <= toDay; day += 1) if (!groups.has(start(day))) groups.set(start(day), NO_FIGURES);
  for (const row of rows) groups.set(start(row.day), addFigures(groups.get(start(row.day)) ?? NO_FIGURES, row));
  return { grain, steps: [...groups].sort(([a], [b]) => a - b).map(([day, figures]) => ({ from: isoOf(day), figures })) };
}
