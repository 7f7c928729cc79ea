"use client";

import { Download } from "lucide-react";
import { ResultChart } from "@/components/answer/lazy-chart";
import { ResultTable } from "@/components/answer/result-table";
import { lazyPart } from "@/components/ui/lazy-part";
import { TabCount, Tabs } from "@/components/ui/tabs";
import type { Tab } from "@/components/ui/tabs";
import { useStored } from "@/components/ui/use-stored";
import type { Answer } from "@/lib/answers/answer";
import type { FormatOptions } from "@/lib/answers/format";
import { formatNumber, lowerFirst } from "@/lib/answers/format";
import type { Interaction } from "@/lib/interactions/event";

const SqlView = lazyPart(
  () => import("@/components/answer/sql-view").then((module) => module.SqlView),
  <p className="waiting text-muted">Formatting the SQL…</p>,
);

type TabName = "table" | "chart" | "sql";
type Props = { readonly interaction: Interaction; readonly answer: Answer; readonly format: FormatOptions };

/** Table, chart and SQL of one answer. The chosen tab is remembered; a chart that cannot be drawn says why. */
export function ResultTabs({ interaction, answer, format }: Props) {
  const [active, setActive] = useStored("tellback.tab", "table");
  const { table, chart, sql } = answer;
  if (table === null && sql === null) return null;
  const tabs: Tab<TabName>[] = [];
  if (table !== null) {
    tabs.push({
      name: "table",
      label: (
        <>
          Table <TabCount count={formatNumber(table.rowCount, 0)} />
        </>
      ),
      panel: () => <ResultTable table={table} format={format} />,
    });
    if (table.rowCount > 1)
      tabs.push({
        name: "chart",
        label: "Chart",
        disabled: chart.kind === "none",
        panel: () => (chart.kind === "none" ? null : <ResultChart table={table} chart={chart} format={format} />),
      });
  }
  if (sql !== null)
    tabs.push({ name: "sql", label: "SQL", panel: () => <SqlView sql={sql} params={answer.params} understood={answer.understood} /> });
  const chosen = tabs.find((tab) => tab.name === active && !tab.disabled)?.name ?? tabs[0]?.name ?? "table";
  const aside = (
    <>
      {chart.kind === "none" && table !== null && table.rowCount > 1 ? (
        <span className="text-xs">No chart: {lowerFirst(chart.reason)}</span>
      ) : null}
      {table !== null && table.rowCount > 0 ? (
        <a
          className="inline-flex min-h-10 items-center gap-1.5 hover:text-ink"
          href={`/api/export/rows?interaction=${interaction.id}`}
          download
          title="Download every row as CSV"
        >
          <Download aria-hidden size={14} />
          CSV
        </a>
      ) : null}
    </>
  );
  return <Tabs label="Proof" tabs={tabs} active={chosen} onChange={setActive} aside={aside} />;
}
