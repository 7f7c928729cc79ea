"use client";

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatAxis } from "@/components/answer/prepare-chart";
import { DEFAULT_FORMAT, formatDateTime, formatNumber } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";

const AXIS = { stroke: "var(--muted)", tick: { fill: "var(--muted)", fontSize: 12 }, tickLine: false, axisLine: false } as const;

/**
 * Lines and failures in equal spans of time; a click on a bar shows its failures. The table below holds the same numbers and clicks for
 * those who do not see it.
 */
export function LogHistogram({
  histogram,
  onSpan,
}: {
  readonly histogram: LogReport["histogram"];
  readonly onSpan: (index: number) => void;
}) {
  const bars = histogram.map(({ from, lines, failures }) => ({
    label: formatDateTime(from),
    failures,
    other: Math.max(0, lines - failures),
  }));
  return (
    <figure>
      <div role="img" aria-label={`Lines and failures over time in ${bars.length} spans; the table below has the values`} className="h-56">
        <div aria-hidden className="h-full">
          <ResponsiveContainer width="100%" height="100%">
            <BarChart
              data={bars}
              margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
              barCategoryGap={1}
              accessibilityLayer={false}
              className="cursor-pointer"
              onClick={({ activeTooltipIndex }) => onSpan(Number(activeTooltipIndex ?? -1))}
            >
              <CartesianGrid stroke="var(--line)" vertical={false} />
              <XAxis dataKey="label" minTickGap={40} {...AXIS} />
              <YAxis
                width={44}
                allowDecimals={false}
                tickFormatter={(value: number) => formatAxis(value, DEFAULT_FORMAT.locale)}
                {...AXIS}
              />
              <Tooltip
                cursor={{ fill: "var(--sunken)" }}
                contentStyle={{
                  background: "var(--surface)",
                  border: "1px solid var(--line)",
                  borderRadius: 8,
                  color: "var(--ink)",
                  fontSize: 13,
                }}
                itemStyle={{ color: "var(--ink)" }}
                formatter={(value) => (typeof value === "number" ? formatNumber(value, 0) : value)}
              />
              <Legend wrapperStyle={{ fontSize: 13 }} />
              <Bar name="failures" dataKey="failures" stackId="lines" fill="var(--chart-bad)" isAnimationActive={false} />
              <Bar name="other lines" dataKey="other" stackId="lines" fill="var(--chart-3)" isAnimationActive={false} />
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
      <details className="mt-1 text-sm text-muted">
        <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-9">As a table</summary>
        <div role="group" aria-label="Lines over time" tabIndex={0} className="max-h-64 overflow-auto">
          <table className="w-full tabular-nums">
            <thead>
              <tr>
                <th scope="col" className="text-left font-medium">
                  From
                </th>
                <th scope="col" className="text-right font-medium">
                  Lines
                </th>
                <th scope="col" className="text-right font-medium">
                  Failures
                </th>
              </tr>
            </thead>
            <tbody>
              {histogram.map(({ from, lines, failures }, index) => (
                <tr key={from}>
                  <td>
                    {failures > 0 ? (
                      <button type="button" className="link min-h-6" onClick={() => onSpan(index)}>
                        {formatDateTime(from)}
                      </button>
                    ) : (
                      formatDateTime(from)
                    )}
                  </td>
                  <td className="text-right">{formatNumber(lines, 0)}</td>
                  <td className="text-right">{formatNumber(failures, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
