"use client";

import { useState } from "react";
import { ResultChart } from "@/components/answer/lazy-chart";
import { ResultTable } from "@/components/answer/result-table";
import { TitledCard } from "@/components/insights/titled-card";
import { Tabs, type Tab } from "@/components/ui/tabs";
import { DEFAULT_FORMAT } from "@/lib/answers/format";
import type { InsightChart } from "@/lib/metrics/insight-chart";

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
    <TitledCard titleId={`chart-${id}`} title={title} note={<span className="tabular-nums">{note}</span>}>
      {chart.kind === "none" ? (
        <p className="py-8 text-center text-sm text-muted">{chart.reason}</p>
      ) : (
        <Tabs label={title} tabs={tabs} active={active} onChange={setActive} />
      )}
    </TitledCard>
  );
}
