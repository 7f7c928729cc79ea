"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { LogFailures } from "@/components/answer/log-failures";
import { LogTemplates } from "@/components/answer/log-templates";
import { spanOf, type TimeSpan } from "@/components/answer/time-span";
import { lazyPart } from "@/components/ui/lazy-part";
import { TabCount, Tabs, type Tab } from "@/components/ui/tabs";
import { formatNumber } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";

const LogHistogram = lazyPart(
  () => import("@/components/answer/log-histogram").then((module) => module.LogHistogram),
  <div className="breathe h-56 rounded-lg bg-sunken" />,
);
const RawLines = lazyPart(
  () => import("@/components/answer/raw-lines").then((module) => module.RawLines),
  <div className="breathe h-96 rounded-lg bg-sunken" />,
);

export type LogTab = "failures" | "templates" | "time" | "lines";

type Props = {
  readonly report: LogReport;
  readonly interactionId: string;
  readonly tab: LogTab;
  readonly onTab: (tab: LogTab) => void;
  /** The line that the file opens at; null for its beginning. */ readonly line: number | null;
  /** Null where the file is not there to be shown any more. */ readonly onLine: ((line: number) => void) | null;
};

/** Everything that was found in a log, in tabs: failures, templates, both over time, and the file itself while it is kept. */
export function LogFindings({ report, interactionId, tab, onTab, line, onLine }: Props) {
  const [span, setSpan] = useState<TimeSpan | null>(null);
  const { histogram, uploadId } = report;
  const showSpan = (index: number) => {
    const chosen = spanOf(histogram, index);
    if (chosen === null) return;
    setSpan(chosen);
    onTab("failures");
  };
  const tabs: Tab<LogTab>[] = [
    {
      name: "failures",
      label: (
        <>
          Failures <TabCount count={formatNumber(report.stats.failures, 0)} />
        </>
      ),
      panel: () => <LogFailures report={report} onLine={onLine} span={span} onAllTimes={() => setSpan(null)} />,
    },
    {
      name: "templates",
      label: (
        <>
          Templates <TabCount count={formatNumber(report.templateCount, 0)} />
        </>
      ),
      panel: () => <LogTemplates report={report} onLine={onLine} />,
    },
  ];
  if (histogram.length > 1)
    tabs.push({ name: "time", label: "Over time", panel: () => <LogHistogram histogram={histogram} onSpan={showSpan} /> });
  if (uploadId !== null)
    tabs.push({
      name: "lines",
      label: "Lines",
      panel: () => <RawLines key={line} uploadId={uploadId} lineCount={report.stats.lines} startLine={line} />,
    });
  return <Tabs label="Findings" tabs={tabs} active={tab} onChange={onTab} aside={<Downloads interactionId={interactionId} />} />;
}

function Downloads({ interactionId }: { readonly interactionId: string }) {
  const link = "inline-flex min-h-10 items-center gap-1.5 hover:text-ink";
  return (
    <>
      <a className={link} href={`/api/export/rows?interaction=${interactionId}`} download title="Download the failures as CSV">
        <Download aria-hidden size={14} />
        CSV
      </a>
      <a className={link} href={`/api/export/report?interaction=${interactionId}`} download title="Download the whole report as JSON">
        <Download aria-hidden size={14} />
        JSON
      </a>
    </>
  );
}
