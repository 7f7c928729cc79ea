"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { ResultTable } from "@/components/answer/result-table";
import { Tabs, type Tab } from "@/components/ui/tabs";
import { DEFAULT_FORMAT } from "@/lib/answers/format";
import type { InsightChart } from "@/lib/metrics/insight-chart";

const ResultChart = dynamic(() => import("@/components/answer/result-chart").then((module) => module.ResultChart), {
  ssr: false,
  loading: () => (
    <div className="breathe h-72 rounded-lg bg-sunken" role="status">
      <span className="sr-only">Drawing the chart</span>
    </div>
  ),
});

/** One chart with its table; what there is none of says so. */
export function ChartCard({ insight: { id, title, note, table, chart } }: { readonly insight: InsightChart }) {
  const [active, setActive] = useState<"chart" | "table">("chart");
  const tabs: readonly Tab<"chart" | "table">[] = [
    {
      name: "chart",
      label: "Chart",
      panel: () => (chart.kind === "none" ? null : <ResultChart table={table} chart={chart} format={DEFAULT_FORMAT} />),
    },
    { name: "table", label: "Table", panel: () => <ResultTable table={table} format={DEFAULT_FORMAT} /> },
  ];
  return (
    <section aria-labelledby={`chart-${id}`} className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={`chart-${id}`} className="font-medium">
          {title}
        </h3>
        <p className="text-sm text-muted tabular-nums">{note}</p>
      </div>
      {chart.kind === "none" ? (
        <p className="py-8 text-center text-sm text-muted">{chart.reason}</p>
      ) : (
        <Tabs label={title} tabs={tabs} active={active} onChange={setActive} />
      )}
    </section>
  );
}
