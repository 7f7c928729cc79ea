"use client";

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { AXIS, TOOLTIP } from "@/components/answer/chart-look";
import { LogHistogramTable, type LogHistogramProps } from "@/components/answer/log-histogram-table";
import { formatAxis } from "@/components/answer/prepare-chart";
import { DEFAULT_FORMAT, formatDateTime, formatNumber } from "@/lib/answers/format";

/**
 * Lines and failures in equal spans of time; a click on a bar shows its failures. The table below holds the same numbers and clicks for
 * those who do not see it.
 */
export function LogHistogram({ histogram, onSpan }: LogHistogramProps) {
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
                {...TOOLTIP}
                formatter={(value) => (typeof value === "number" ? formatNumber(value, 0) : value)}
              />
              <Legend wrapperStyle={{ fontSize: 13 }} />
              <Bar name="failures" dataKey="failures" stackId="lines" fill="var(--chart-bad)" isAnimationActive={false} />
              <Bar name="other lines" dataKey="other" stackId="lines" fill="var(--chart-3)" isAnimationActive={false} />
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
      <LogHistogramTable histogram={histogram} onSpan={onSpan} />
    </figure>
  );
}
