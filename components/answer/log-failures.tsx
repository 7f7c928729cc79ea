"use client";

import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { LineLink } from "@/components/answer/line-link";
import { CATEGORY_LABELS, groupFailures, ROLE_LABELS, severityWord } from "@/components/answer/log-words";
import type { FailureGroup } from "@/components/answer/log-words";
import { describeSpan, failuresIn } from "@/components/answer/time-span";
import type { TimeSpan } from "@/components/answer/time-span";
import type { KnownFailure } from "@/lib/answers/log-report";
import { countOf, formatDateTime, formatNumber } from "@/lib/answers/format";
import type { Failure, LogReport } from "@/lib/answers/log-report";

const FIRST_SHOWN = 5;
const SEVERITY_COLOURS = {
  critical: "bg-bad text-surface",
  high: "bg-bad-soft text-bad",
  medium: "bg-warn-soft text-warn",
  low: "bg-sunken text-muted",
} as const;

type OnLine = ((line: number) => void) | null;

type Props = { readonly report: LogReport; readonly onLine: OnLine; readonly span: TimeSpan | null; readonly onAllTimes: () => void };

/** Failures by template, of one span of time when one is chosen; the worst group is open. */
export function LogFailures({ report, onLine, span, onAllTimes }: Props) {
  const groups = groupFailures({ ...report, failures: failuresIn(report.failures, span) });
  if (report.failures.length === 0)
    return <p className="text-muted">No failures were found. If one was missed, “Fix this answer” below teaches it.</p>;
  return (
    <div className="flex flex-col gap-2">
      {span === null ? null : (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted" role="status">
          {countOf(
            groups.reduce((sum, group) => sum + group.failures.length, 0),
            "failure",
          )}{" "}
          {describeSpan(span)}
          <button type="button" className="link min-h-9" onClick={onAllTimes}>
            Show all times
          </button>
        </p>
      )}
      {groups.map((group, index) => (
        <Group key={group.templateId} group={group} open={index === 0} onLine={onLine} />
      ))}
      {span === null && report.stats.failures > report.failures.length ? (
        <p className="text-sm text-muted">
          The {formatNumber(report.failures.length, 0)} most severe of {formatNumber(report.stats.failures, 0)}.
        </p>
      ) : null}
    </div>
  );
}

function Group({ group, open, onLine }: { readonly group: FailureGroup; readonly open: boolean; readonly onLine: OnLine }) {
  const [all, setAll] = useState(false);
  const shown = all ? group.failures : group.failures.slice(0, FIRST_SHOWN);
  return (
    <details open={open} className="group/failures rounded-lg border border-line">
      <summary className="flex min-h-11 items-center gap-2 px-3 py-2">
        <ChevronRight aria-hidden size={15} className="shrink-0 text-muted transition-transform group-open/failures:rotate-90" />
        <Severity severity={group.worst} />
        <span className="min-w-0 flex-1 truncate font-mono text-[0.8125rem] group-open/failures:whitespace-normal group-open/failures:break-words">
          {group.template}
        </span>
        <span className="shrink-0 text-sm text-muted tabular-nums">{formatNumber(group.failures.length, 0)}×</span>
      </summary>
      {group.known === null ? null : <Known known={group.known} />}
      <ol className="divide-y divide-line border-t border-line">
        {shown.map((failure) => (
          <FailureItem key={`${failure.line}-${failure.message}`} failure={failure} onLine={onLine} />
        ))}
      </ol>
      {shown.length < group.failures.length ? (
        <button type="button" className="link min-h-11 px-3 text-sm" onClick={() => setAll(true)}>
          Show the other {countOf(group.failures.length - shown.length, "failure")}
        </button>
      ) : null}
    </details>
  );
}

const SAID = { correction: "corrected to", comment: "commented", rating: "rated right" } as const;

/** What people said of this failure when they met it before. */
function Known({ known }: { readonly known: KnownFailure }) {
  return (
    <p className="border-t border-line bg-accent-soft px-3 py-2 text-sm break-words">
      <span className="font-medium text-accent">Seen before</span>{" "}
      <span className="text-muted">
        on {formatDateTime(known.at)}, {SAID[known.by]}:
      </span>{" "}
      {known.explanation}
    </p>
  );
}

function FailureItem({ failure, onLine }: { readonly failure: Failure; readonly onLine: OnLine }) {
  const facts = [
    failure.level,
    failure.component,
    failure.operation,
    CATEGORY_LABELS[failure.category],
    failure.timestamp && formatDateTime(failure.timestamp),
    failure.transactionId && `transaction ${failure.transactionId}`,
  ].filter(Boolean);
  return (
    <li className="px-3 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
        <LineLink line={failure.line} onLine={onLine} />
        {failure.role === "failure" ? null : (
          <span className={clsx("font-medium", failure.role === "root" ? "text-bad" : "text-ink")}>{ROLE_LABELS[failure.role]}</span>
        )}
        <span className="min-w-0 break-words">{facts.join(" · ")}</span>
        <span className="tabular-nums" title="Severity, 0 to 1">
          severity {failure.severity.toFixed(2)}
        </span>
        {failure.decidedBy === "rules" ? null : <span>{failure.decidedBy === "model" ? "found by the model" : "from your rule"}</span>}
      </p>
      {failure.evidence.length > 0 ? (
        <pre
          tabIndex={0}
          aria-label={`Evidence for line ${failure.line}`}
          className="mt-1.5 max-h-56 overflow-auto rounded-md bg-sunken py-1.5 font-mono text-xs leading-relaxed"
        >
          {failure.evidence.map(({ line, text }) => (
            <span key={line} className={clsx("flex w-max min-w-full px-2", line === failure.line && "bg-bad-soft")}>
              <span className="mr-3 min-w-9 shrink-0 text-right text-muted select-none">{line}</span>
              {text}
              {"\n"}
            </span>
          ))}
        </pre>
      ) : (
        <p className="mt-1 font-mono text-xs break-words">{failure.message}</p>
      )}
    </li>
  );
}

function Severity({ severity }: { readonly severity: number }) {
  const word = severityWord(severity);
  return <span className={clsx("shrink-0 rounded-full px-2 py-px text-xs font-medium", SEVERITY_COLOURS[word])}>{word}</span>;
}
