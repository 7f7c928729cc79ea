import { countOf, formatNumber, formatRate } from "@/lib/answers/format";
import type { Stats } from "@/lib/metrics/stats";

/** One number of the panel with what it was counted over; `value` is "–" where nothing was counted, never a zero. */
export type StatLine = { readonly name: string; readonly value: string; readonly over: string };

/** The five numbers of the panel, each with its denominator. */
export function describeStats(stats: Stats): readonly StatLine[] {
  return [
    { name: "Questions", value: formatNumber(stats.questions, 0), over: `${formatNumber(stats.finished, 0)} finished` },
    {
      name: "Success",
      value: formatRate(stats.successRate),
      over: `${formatNumber(stats.success, 0)} of ${formatNumber(stats.finished, 0)} finished`,
    },
    {
      name: "Satisfaction",
      value: formatRate(stats.satisfaction),
      over: `${formatNumber(stats.up, 0)} good of ${formatNumber(stats.rated, 0)} rated`,
    },
    {
      name: "Rated",
      value: formatRate(stats.responseRate),
      over: `${formatNumber(stats.rated, 0)} of ${formatNumber(stats.finished, 0)} finished`,
    },
    {
      name: "Response time",
      value: formatMs(stats.medianMs),
      over: stats.p95Ms === null ? "median" : `median · 95 % within ${formatMs(stats.p95Ms)}`,
    },
  ];
}

/** The panel in one line, for screens without room for it. */
export function summariseStats(stats: Stats): string {
  if (stats.questions === 0) return "No questions yet";
  const satisfaction =
    stats.satisfaction === null ? "not rated yet" : `${formatRate(stats.satisfaction)} good of ${formatNumber(stats.rated, 0)}`;
  return [
    countOf(stats.questions, "question"),
    `${formatRate(stats.successRate)} success`,
    `in ${formatMs(stats.medianMs)}`,
    satisfaction,
  ].join(" · ");
}

/** Milliseconds as a person reads them: "under 1 ms", "38 ms", "1.2 s", "2 min 5 s". */
export function formatMs(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 1) return "under 1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
