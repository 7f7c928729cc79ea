import type { Cell } from "@/lib/answers/answer";
import { countOf } from "@/lib/answers/format";
import { isSuccess } from "@/lib/answers/success";
import type { BarRow, GroupedFigures } from "@/lib/metrics/counted";
import { groupFigures, meanOf, ratio } from "@/lib/metrics/figures";
import { type Columns, type InsightChart, intervalText, percent, sumBars, sumOf, TOP, toTable } from "@/lib/metrics/insight-chart";
import { estimateRate } from "@/lib/metrics/intervals";

/** Share, success and satisfaction of each group, most asked first. */
export function usage(id: string, title: string, rows: readonly GroupedFigures[], name: (row: GroupedFigures) => string): InsightChart {
  const groups = [...groupFigures(rows, name)].sort(([, a], [, b]) => b.count - a.count);
  const asked = groups.reduce((sum, [, { count }]) => sum + count, 0);
  const body = groups.map(([label, figures]) => {
    const success = estimateRate(figures.success, figures.finished);
    return [
      label,
      figures.count,
      percent(ratio(figures.count, asked)),
      percent(success?.rate ?? null),
      success ? intervalText(success) : null,
      percent(ratio(figures.up, figures.up + figures.down)),
      figures.up + figures.down,
      meanOf(figures.totalMs),
    ];
  });
  const columns = [
    ["name", title.replace(/e?s$/, ""), "text"],
    ["questions", "Questions", "count"],
    ["share", "Share", "percent"],
    ["success", "Success", "percent"],
    ["interval", "Likely range", "text"],
    ["satisfaction", "Satisfaction", "percent"],
    ["rated", "Rated", "count"],
    ["ms", "Mean ms", "count"],
  ] as const;
  return bar(id, title, countOf(asked, "question"), columns, body, [1]);
}

/** One bar a name, the most frequent `TOP`. */
export function named(id: string, title: string, bars: readonly BarRow[], label: string, nameOf: (code: string) => string): InsightChart {
  const total = sumOf(bars);
  const readable = bars.map((row) => ({ ...row, bar: nameOf(row.bar) }));
  const groups = [...sumBars(readable)].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  const body = groups.map(([name, count]) => {
    const success = sumOf(readable.filter((row) => row.bar === name && isSuccess(row.outcome)));
    return [name, count, percent(ratio(count, total)), percent(ratio(success, count))];
  });
  return bar(
    id,
    title,
    total === 0 ? "none" : countOf(total, "answer"),
    [
      ["name", label, "text"],
      ["count", "Answers", "count"],
      ["share", "Share", "percent"],
      ["success", "Success", "percent"],
    ],
    body,
    [1],
  );
}

/** A bar chart with its table. */
export function bar(
  id: string,
  title: string,
  note: string,
  columns: Columns,
  rows: readonly (readonly Cell[])[],
  series: readonly number[],
  none = "Nothing was counted in this span.",
): InsightChart {
  const table = toTable(columns, rows);
  return {
    id,
    title,
    note,
    table,
    chart:
      rows.length === 0
        ? { kind: "none", reason: none }
        : { kind: "bar", x: 0, series, shown: Math.min(TOP + 4, rows.length), total: rows.length },
  };
}
