"use client";

import clsx from "clsx";
import { useRef, useState } from "react";
import { LogChain } from "@/components/answer/log-chain";
import { LogFindings, type LogTab } from "@/components/answer/log-findings";
import { LogRecommendations } from "@/components/answer/log-recommendations";
import { reportFacts, verdictBeside, VERDICTS } from "@/components/answer/log-words";
import { RuleNote } from "@/components/feedback/rule-note";
import type { LogReport } from "@/lib/answers/log-report";

const TONES = {
  bad: "border-bad bg-bad-soft text-bad",
  warn: "border-warn bg-warn-soft text-warn",
  good: "border-accent bg-accent-soft text-accent",
  none: "border-strong-line bg-sunken text-ink",
} as const;

type Props = { readonly report: LogReport; readonly said: string; readonly interactionId: string };

/**
 * What one log says (`said` is the sentence above it, which is not repeated): the verdict, why, what to do, and every finding with the
 * lines that show it.
 */
export function LogReportView({ report, said, interactionId }: Props) {
  const [tab, setTab] = useState<LogTab>("failures");
  const [line, setLine] = useState<number | null>(null);
  const findings = useRef<HTMLDivElement>(null);
  const { verdict, recommendations, notes, uploadId } = report;
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
      {recommendations.length > 0 ? <LogRecommendations recommendations={recommendations} onLine={showLine} /> : null}
      <div ref={findings} className="scroll-mt-4">
        <LogFindings report={report} interactionId={interactionId} tab={tab} onTab={setTab} line={line} onLine={showLine} />
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
