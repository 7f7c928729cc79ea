"use client";

import { Bar, BarChart, CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ReactElement } from "react";
import { AXIS, TOOLTIP } from "@/components/answer/chart-look";
import { describeChart, formatAxis, prepareChart } from "@/components/answer/prepare-chart";
import type { ChartPoint, DrawnChart, PreparedChart } from "@/components/answer/prepare-chart";
import type { Table } from "@/lib/answers/answer";
import { formatCell } from "@/lib/answers/format";
import type { FormatOptions } from "@/lib/answers/format";

const STANDING_HEIGHT = 288;
const LYING_ROW = 30;
/** Two lines beside a bar. */
const LONGEST_NAME = 44;

type Props = { readonly table: Table; readonly chart: DrawnChart; readonly format: FormatOptions };

/** Draws what `chart.ts` chose. */
export function ResultChart({ table, chart, format }: Props) {
  const prepared = prepareChart(table, chart, format);
  const height = prepared.lying ? 44 + prepared.points.length * (LYING_ROW + 6 * (prepared.series.length - 1)) : STANDING_HEIGHT;
  return (
    <figure>
      {prepared.series.length === 1 ? (
        <p aria-hidden className="mb-1 text-sm text-muted first-letter:uppercase">
          {prepared.series[0]?.label}
        </p>
      ) : null}
      <div role="img" aria-label={describeChart(chart, prepared)} style={{ height }}>
        <div aria-hidden className="h-full">
          <ResponsiveContainer width="100%" height="100%">
            {chart.kind === "line" ? <Lines prepared={prepared} format={format} /> : <Bars prepared={prepared} format={format} />}
          </ResponsiveContainer>
        </div>
      </div>
      {prepared.note ? <figcaption className="mt-1 text-sm text-muted">{prepared.note}</figcaption> : null}
    </figure>
  );
}

type DrawingProps = { readonly prepared: PreparedChart; readonly format: FormatOptions };

function Lines({ prepared, format, ...size }: DrawingProps): ReactElement {
  return (
    <LineChart data={[...prepared.points]} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false} {...size}>
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis dataKey="label" minTickGap={28} {...AXIS} />
      <YAxis width={56} {...amountAxis(prepared, format)} />
      {tooltip(prepared, format)}
      {prepared.series.length > 1 ? <Legend wrapperStyle={{ fontSize: 13 }} /> : null}
      {prepared.series.map(({ key, label, colour }, index) => (
        <Line
          key={key}
          name={label}
          dataKey={(point: ChartPoint) => point.values[index]}
          stroke={colour}
          strokeWidth={2}
          dot={prepared.points.length <= 40 ? { r: 2.5, fill: colour } : false}
          connectNulls={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}

function Bars({ prepared, format, ...size }: DrawingProps): ReactElement {
  const { lying, series, points } = prepared;
  const names = { dataKey: "label", type: "category", interval: 0, ...AXIS } as const;
  const amounts = amountAxis(prepared, format);
  const nameWidth = Math.min(180, 22 + 6.6 * Math.max(...points.map((point) => Math.min(26, point.label.length))));
  return (
    <BarChart
      data={[...points]}
      layout={lying ? "vertical" : "horizontal"}
      margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
      barCategoryGap="22%"
      accessibilityLayer={false}
      {...size}
    >
      <CartesianGrid stroke="var(--line)" vertical={lying} horizontal={!lying} />
      {lying ? <XAxis {...amounts} /> : <XAxis {...names} />}
      {lying ? <YAxis {...names} width={nameWidth} tickFormatter={shorten} /> : <YAxis {...amounts} width={56} />}
      {tooltip(prepared, format)}
      {series.length > 1 ? <Legend wrapperStyle={{ fontSize: 13 }} /> : null}
      {series.map(({ key, label, colour }, index) => (
        <Bar
          key={key}
          name={label}
          dataKey={(point: ChartPoint) => point.values[index]}
          fill={colour}
          radius={3}
          maxBarSize={44}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}

/** What stands beside amounts: whole marks where things are counted, since there is no half of one. */
function amountAxis(prepared: PreparedChart, format: FormatOptions) {
  return {
    type: "number",
    tickFormatter: axisText(prepared, format),
    domain: axisDomain(prepared),
    allowDecimals: prepared.series.some(({ unit }) => unit !== "count"),
    ...AXIS,
  } as const;
}

/** Marks of an axis whose series are all shares say so. */
function axisText({ series }: PreparedChart, format: FormatOptions): (value: number) => string {
  const suffix = series.every(({ unit }) => unit === "percent") ? " %" : "";
  return (value) => `${formatAxis(value, format.locale)}${suffix}`;
}

/** Shares that are all zero still lie between none and all. */
function axisDomain({ series, points }: PreparedChart): [number, number] | undefined {
  const isZero = points.every(({ values }) => values.every((value) => value === 0 || value === null));
  return isZero && series.every(({ unit }) => unit === "percent") ? [0, 100] : undefined;
}

function tooltip({ series }: PreparedChart, format: FormatOptions) {
  return (
    <Tooltip
      cursor={{ fill: "var(--sunken)", stroke: "var(--line)" }}
      {...TOOLTIP}
      formatter={(value, name) => [
        typeof value === "number" ? formatCell(value, series.find((item) => item.label === name)?.unit ?? "number", format) : "no value",
        name,
      ]}
    />
  );
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
