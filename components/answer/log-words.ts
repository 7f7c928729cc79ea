import type { KnownFailure } from "@/lib/answers/log-report";
import type { Failure, LogReport, TransactionOutcome } from "@/lib/answers/log-report";
import type { FailureCategory } from "@/lib/answers/failure-category";
import { countOf, formatNumber } from "@/lib/answers/format";
import { formatBytes } from "@/components/chat/format-bytes";

export const ROLE_LABELS: Readonly<Record<Failure["role"], string>> = {
  root: "root cause",
  consequence: "consequence",
  side: "side failure",
  recovered: "recovered",
  failure: "failure",
};

export const CATEGORY_LABELS: Readonly<Record<FailureCategory, string>> = {
  connection: "Connection",
  http: "HTTP",
  timeout: "Time-out",
  database: "Database",
  authentication: "Sign-in",
  validation: "Validation",
  script: "Script",
  messaging: "Messaging",
  resource: "Resource",
  other: "Other",
};

export const VERDICTS: Readonly<
  Record<TransactionOutcome | "unknown", { readonly label: string; readonly tone: "bad" | "warn" | "good" | "none" }>
> = {
  failed: { label: "Failed", tone: "bad" },
  ok_with_side_failure: { label: "Succeeded, with a side failure", tone: "warn" },
  ok: { label: "Succeeded", tone: "good" },
  unknown: { label: "No clear verdict", tone: "none" },
};

/** The verdict's sentence without what is said above it already: nothing, or only how much failed. */
export function verdictBeside(said: string, { verdict, rootCause }: Pick<LogReport, "verdict" | "rootCause">): string | null {
  if (said.includes(verdict.sentence)) return null;
  return rootCause !== null && tellsCause(said, rootCause)
    ? (verdict.sentence.split(" First cause, on line", 1)[0] ?? null)
    : verdict.sentence;
}

/** Whether a sentence names the line of the root cause, as the verdict and the answer about the cause do. */
export function tellsCause(said: string, { failure, sentence }: NonNullable<LogReport["rootCause"]>): boolean {
  return said.includes(sentence) || new RegExp(`\\bline ${formatNumber(failure.line, 0)}(?![\\d,])`).test(said);
}

/** Severity 0..1 as a word; the number is shown beside it. */
export function severityWord(severity: number): "critical" | "high" | "medium" | "low" {
  if (severity >= 0.85) return "critical";
  if (severity >= 0.6) return "high";
  return severity >= 0.35 ? "medium" : "low";
}

/** The facts of a report, each a number with its word. */
export function reportFacts({ stats, formats }: LogReport): readonly { readonly name: string; readonly value: string }[] {
  const transactions = stats.transactions.failed + stats.transactions.ok + stats.transactions.ok_with_side_failure;
  return [
    { name: "failures", value: formatNumber(stats.failures, 0) },
    { name: "lines read", value: formatNumber(stats.lines, 0) },
    ...(transactions > 0
      ? [{ name: `of ${countOf(transactions, "transaction")} failed`, value: formatNumber(stats.transactions.failed, 0) }]
      : []),
    ...(stats.unparsedLines > 0 ? [{ name: "lines in no known format", value: formatNumber(stats.unparsedLines, 0) }] : []),
    ...(formats[0]
      ? [{ name: formats.length > 1 ? `and ${countOf(formats.length - 1, "other format")}` : "format", value: formats[0].name }]
      : []),
    { name: "size", value: formatBytes(stats.bytes) },
  ];
}

export type FailureGroup = {
  readonly templateId: string;
  readonly template: string;
  readonly worst: number;
  readonly failures: readonly Failure[];
  readonly known: KnownFailure | null;
};

/** Failures of one template together, the most severe group first; inside a group by line. */
export function groupFailures({
  failures,
  templates,
  known = [],
}: Pick<LogReport, "failures" | "templates" | "known">): readonly FailureGroup[] {
  const names = new Map(templates.map((template) => [template.id, template.template]));
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const group = groups.get(failure.templateId);
    if (group) group.push(failure);
    else groups.set(failure.templateId, [failure]);
  }
  return [...groups]
    .map(([templateId, members]) => ({
      templateId,
      template: names.get(templateId) ?? members[0]?.message ?? templateId,
      worst: Math.max(...members.map((failure) => failure.severity)),
      failures: members.toSorted((a, b) => a.line - b.line),
      known: known.find((one) => one.templateId === templateId && members.some(({ category }) => category === one.category)) ?? null,
    }))
    .sort((a, b) => b.worst - a.worst || b.failures.length - a.failures.length || (a.failures[0]?.line ?? 0) - (b.failures[0]?.line ?? 0));
}
