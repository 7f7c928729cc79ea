import { countOf, formatNumber } from "@/lib/answers/format";
import type { Failure, LogReport, LogTemplate } from "@/lib/answers/log-report";
import type { Analysis, AnalyzerOptions } from "@/lib/engines/logs/analysis";
import { isNear } from "@/lib/engines/logs/transactions/causes";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { flowText } from "@/lib/engines/logs/failures/flow-failures";
import { maskSecrets } from "@/lib/engines/logs/mask";
import { recommend } from "@/lib/engines/logs/report/recommend";
import { SHIPPED_RULES } from "@/lib/engines/logs/report/recommendation-rules";
import { isoOf } from "@/lib/engines/logs/records/timestamps";
import { listTransaction, MAX_ACTIVE } from "@/lib/engines/logs/transactions/transactions";
import { causeSentence, verdictOf } from "@/lib/engines/logs/report/verdict";

const MAX_FAILURES = 500;
const MAX_TEMPLATES = 500;
const MAX_TRANSACTIONS = 200;
const MAX_CHAIN = 12;
const MESSAGE_CHARS = 400;
const KEYWORDS = 8;

/** Folds an analysis into the report that is shown, stored and exported: bounded lists, secrets masked. */
export function buildReport(analysis: Analysis, options: AnalyzerOptions, elapsedMs: number): LogReport {
  const { counts, span, root } = analysis;
  const shown = analysis.findings.filter(isFailure);
  const failures = [...shown]
    .sort((a, b) => rank(b) - rank(a) || a.line - b.line)
    .slice(0, MAX_FAILURES)
    .map((finding) => toFailure(finding, analysis));
  const rootFailure = root ? toFailure(root, analysis) : null;
  const failing = new Set(
    shown.filter((finding) => finding.role !== "recovered").map((finding) => analysis.templateOf.get(finding.cluster) ?? ""),
  );
  return {
    fileName: options.fileName,
    uploadId: options.uploadId,
    verdict: verdictOf(analysis),
    stats: {
      lines: counts.lines,
      events: counts.events,
      parsedLines: counts.parsed,
      unparsedLines: counts.unparsed,
      failures: shown.filter((finding) => finding.role !== "recovered").length + analysis.uncounted,
      transactions: analysis.transactions.counts,
      from: span ? isoOf(span.from, span.offset) : null,
      to: span ? isoOf(span.to, span.offset) : null,
      bytes: counts.bytes,
      elapsedMs,
    },
    formats: [...counts.formats.entries()].map(([name, lines]) => ({ name, lines })).sort((a, b) => b.lines - a.lines),
    rootCause:
      root && rootFailure
        ? { sentence: maskSecrets(causeSentence(root, span?.offset ?? null, analysis.about)), failure: rootFailure }
        : null,
    chain: chainOf(analysis),
    failures,
    templates: listTemplates(analysis, failing),
    templateCount: analysis.templates.length,
    transactions: analysis.transactions.listed.slice(0, MAX_TRANSACTIONS).map(listTransaction),
    histogram: analysis.histogram,
    recommendations: recommend(shown, options.rules ?? SHIPPED_RULES),
    notes: notesOf(analysis),
    ...(analysis.taught.length > 0 ? { taught: analysis.taught } : {}),
  };
}

const isFailure = (finding: Finding): boolean => finding.role !== null;
const ROLE_RANK = { root: 4, failure: 3, side: 2, consequence: 1, recovered: 0 } as const;
const rank = (finding: Finding): number => (finding.role ? ROLE_RANK[finding.role] : 0) + finding.severity;

function toFailure(finding: Finding, analysis: Analysis): Failure {
  const message = maskSecrets(finding.message.slice(0, MESSAGE_CHARS * 2)).slice(0, MESSAGE_CHARS);
  const evidence = [{ line: finding.line, text: message }];
  finding.detail
    .split("\n")
    .slice(0, 6)
    .forEach((text, index) => {
      if (text.trim() !== "" && finding.line + index + 1 <= finding.endLine)
        evidence.push({ line: finding.line + index + 1, text: maskSecrets(text.slice(0, MESSAGE_CHARS)) });
    });
  return {
    line: finding.line,
    timestamp: finding.ms === null ? null : isoOf(finding.ms, finding.offset),
    component: finding.component === null ? null : maskSecrets(finding.component),
    operation: finding.operation === null ? null : maskSecrets(finding.operation),
    level: finding.level,
    severity: severityOf(finding),
    category: finding.category,
    patterns: finding.patterns,
    keywords: keywordsOf(message),
    transactionId: finding === analysis.root ? analysis.about : finding.transaction,
    templateId: analysis.templateOf.get(finding.cluster) ?? "",
    message,
    evidence,
    decidedBy: finding.decidedBy,
    role: finding.role ?? "failure",
  };
}

function severityOf(finding: Finding): number {
  switch (finding.role) {
    case "root":
      return Math.min(1, finding.severity + 0.1);
    case "recovered":
      return Math.min(finding.severity, 0.3);
    case "side":
      return Math.min(finding.severity, 0.6);
    case "consequence":
      return Math.min(finding.severity, 0.5);
    case "failure":
    case null:
      return finding.severity;
    default:
      return finding.role satisfies never;
  }
}

const COMMON = new Set(
  "the a an and or of to in on for from with by at is are was were be been it its this that not no as has have had after before while when into out true false null line none".split(
    " ",
  ),
);

function keywordsOf(message: string): string[] {
  const words = message.match(/[A-Za-z][A-Za-z_]{3,}/g) ?? [];
  return [...new Set(words.map((word) => word.toLowerCase()).filter((word) => !COMMON.has(word)))].slice(0, KEYWORDS);
}

function chainOf(analysis: Analysis): LogReport["chain"] {
  const { root } = analysis;
  if (!root) return [];
  const related = analysis.findings.filter(
    (finding) =>
      finding === root ||
      (finding.role !== "recovered" && (root.transaction !== null ? finding.transaction === root.transaction : isNear(finding, root))),
  );
  const ordered = [...related].sort((a, b) => Number(b === root) - Number(a === root) || a.line - b.line).slice(0, MAX_CHAIN);
  return ordered
    .sort((a, b) => a.line - b.line)
    .map((finding) => ({
      line: finding.line,
      text: maskSecrets(stepText(finding)),
      role: finding === root ? "root" : finding.role === "side" ? "side" : "consequence",
    }));
}

function stepText(finding: Finding): string {
  const step = [finding.component, finding.operation].filter(Boolean).join(" · ");
  const text = flowText(finding.message).slice(0, 220);
  return [step, text === "" ? finding.patterns.join(", ") : text].filter((part) => part !== "").join(" — ");
}

function listTemplates(analysis: Analysis, failing: ReadonlySet<string>): LogTemplate[] {
  return analysis.templates
    .map((template) => ({ template, isFailure: failing.has(template.id) }))
    .sort((a, b) => Number(b.isFailure) - Number(a.isFailure) || b.template.count - a.template.count)
    .slice(0, MAX_TEMPLATES)
    .map(({ template, isFailure: fails }) => ({
      id: template.id,
      template: maskSecrets(template.template),
      count: template.count,
      firstLine: template.firstLine,
      lastLine: template.lastLine,
      sample: maskSecrets(template.sample),
      isFailure: fails,
    }));
}

function notesOf(analysis: Analysis): string[] {
  const { counts, encoding } = analysis;
  const notes: string[] = [];
  if (encoding === "binary") return ["This file is not text, so nothing could be read. Drop in a text log, or a gzip of one."];
  if (counts.lines === 0) return ["This file is empty."];
  if (counts.unparsed > 0)
    notes.push(
      `${countOf(counts.unparsed, "line is", "lines are")} in no known format; ${counts.unparsed === 1 ? "it was" : "they were"} judged by ${counts.unparsed === 1 ? "its" : "their"} words only.${counts.stranger ? ` The first is line ${formatNumber(counts.stranger.line, 0)}: ${maskSecrets(counts.stranger.text).trim()}` : ""}`,
    );
  if (counts.cutLines > 0)
    notes.push(
      `${countOf(counts.cutLines, "line is", "lines are")} longer than 200,000 characters and ${counts.cutLines === 1 ? "was" : "were"} cut.`,
    );
  if (encoding !== "utf-8" && encoding !== null) notes.push(`Read as ${encoding}.`);
  if (analysis.span === null) notes.push("No line carries a time, so there is no chart over time.");
  const recovered = analysis.findings.filter((finding) => finding.role === "recovered").length;
  if (recovered > 0)
    notes.push(
      `${countOf(recovered, "failed attempt was", "failed attempts were")} made good by a later attempt and ${recovered === 1 ? "is" : "are"} not counted as ${recovered === 1 ? "a failure" : "failures"}.`,
    );
  const { background } = analysis;
  if (background)
    notes.push(
      `${countOf(background.lines, "line")} of ${countOf(background.kinds, "kind")} look like ${background.lines === 1 ? "a failure" : "failures"} but come back all through the log, so they are not listed; the first is line ${formatNumber(background.first.line, 0)}: ${maskSecrets(background.first.message.slice(0, 120)).trim()}`,
    );
  const { failed, ok, ok_with_side_failure: side } = analysis.transactions.counts;
  if (failed + ok + side > MAX_ACTIVE)
    notes.push(
      `At most ${countOf(MAX_ACTIVE, "transaction is", "transactions are")} followed at once; one that came back after a long time may be counted twice.`,
    );
  if (analysis.uncounted > 0)
    notes.push(
      `${countOf(analysis.uncounted, "more failure", "more failures")} of the same kinds ${analysis.uncounted === 1 ? "is" : "are"} counted but not listed.`,
    );
  return notes;
}
