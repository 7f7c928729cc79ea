"use client";

import clsx from "clsx";
import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { LogChain } from "@/components/answer/log-chain";
import { LogFailures } from "@/components/answer/log-failures";
import { LineLink } from "@/components/answer/line-link";
import { LogTemplates } from "@/components/answer/log-templates";
import { CATEGORY_LABELS, reportFacts, verdictBeside, VERDICTS } from "@/components/answer/log-words";
import { spanOf } from "@/components/answer/time-span";
import type { TimeSpan } from "@/components/answer/time-span";
import { TabCount, Tabs } from "@/components/ui/tabs";
import type { Tab } from "@/components/ui/tabs";
import { RuleNote } from "@/components/feedback/rule-note";
import { formatNumber } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";

const LogHistogram = dynamic(() => import("@/components/answer/log-histogram").then((module) => module.LogHistogram), {
  ssr: false,
  loading: () => <div className="breathe h-56 rounded-lg bg-sunken" />,
});
const RawLines = dynamic(() => import("@/components/answer/raw-lines").then((module) => module.RawLines), {
  ssr: false,
  loading: () => <div className="breathe h-96 rounded-lg bg-sunken" />,
});

const TONES = {
  bad: "border-bad bg-bad-soft text-bad",
  warn: "border-warn bg-warn-soft text-warn",
  good: "border-accent bg-accent-soft text-accent",
  none: "border-strong-line bg-sunken text-ink",
} as const;

type TabName = "failures" | "templates" | "time" | "lines";

type Props = { readonly report: LogReport; readonly said: string; readonly interactionId: string };

/**
 * What one log says (`said` is the sentence above it, which is not repeated): the verdict, why, what to do, and every finding with the
 * lines that show it.
 */
export function LogReportView({ report, said, interactionId }: Props) {
  const [tab, setTab] = useState<TabName>("failures");
  const [line, setLine] = useState<number | null>(null);
  const [span, setSpan] = useState<TimeSpan | null>(null);
  const findings = useRef<HTMLDivElement>(null);
  const { verdict, recommendations, notes, histogram, uploadId } = report;
  const beside = verdictBeside(said, report);
  const showLine =
    uploadId === null
      ? null
      : (target: number) => {
          setLine(target);
          setTab("lines");
          // The reader asked for this line, so this may move the view; the tabs are below the link that was pressed.
          requestAnimationFrame(() => findings.current?.scrollIntoView({ block: "start", behavior: "smooth" }));
        };
  const showSpan = (index: number) => {
    const chosen = spanOf(histogram, index);
    if (chosen === null) return;
    setSpan(chosen);
    setTab("failures");
  };
  const tabs: Tab<TabName>[] = [
    {
      name: "failures",
      label: (
        <>
          Failures <TabCount count={formatNumber(report.stats.failures, 0)} />
        </>
      ),
      panel: () => <LogFailures report={report} onLine={showLine} span={span} onAllTimes={() => setSpan(null)} />,
    },
    {
      name: "templates",
      label: (
        <>
          Templates <TabCount count={formatNumber(report.templateCount, 0)} />
        </>
      ),
      panel: () => <LogTemplates report={report} onLine={showLine} />,
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
  return (
    <section aria-label={`Report on ${report.fileName}`} className="flex min-w-0 flex-col gap-5">
      <div className={clsx("rounded-lg border-l-4 px-3 py-2", TONES[VERDICTS[verdict.outcome].tone])}>
        <p className="font-semibold">{VERDICTS[verdict.outcome].label}</p>
        {beside === null ? null : <p className="break-words text-ink">{beside}</p>}
      </div>
      {report.taught?.map((rule) => (
        <RuleNote key={rule.id} rule={rule} />
      ))}
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {reportFacts(report).map(({ name, value }) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <LogChain report={report} said={said} onLine={showLine} />
      {recommendations.length > 0 ? (
        <section>
          <h3 className="eyebrow mb-1.5">What to do</h3>
          <ol className="flex flex-col gap-2">
            {recommendations.map((item, index) => (
              <li key={index} className="flex gap-3">
                <span
                  aria-hidden
                  className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-on-accent"
                >
                  {index + 1}
                </span>
                <p className="min-w-0 break-words">
                  {item.text}{" "}
                  <span className="text-sm text-muted">
                    {CATEGORY_LABELS[item.category]}
                    {item.lines.length > 0 ? ", " : ""}
                  </span>
                  {item.lines.slice(0, 6).map((target) => (
                    <LineLink key={target} line={target} onLine={showLine} />
                  ))}
                  {item.lines.length > 6 ? (
                    <span className="text-sm text-muted">and {formatNumber(item.lines.length - 6, 0)} more</span>
                  ) : null}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <div ref={findings} className="scroll-mt-4">
        <Tabs label="Findings" tabs={tabs} active={tab} onChange={setTab} aside={<Downloads interactionId={interactionId} />} />
      </div>
      {notes.length > 0 ? (
        <ul className="flex flex-col gap-1 border-l-2 border-line pl-3 text-sm text-muted">
          {notes.map((note, index) => (
            <li key={index} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
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
