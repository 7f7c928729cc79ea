import { formatRate } from "@/lib/answers/format";
import { adviceFor, readinessOf } from "@/lib/metrics/query-advice";
import type { Bin, QueryReport } from "@/lib/metrics/query-report";
import type { Share } from "@/lib/metrics/stats";

const BAR_CHARS = 30;
const SHARES_SHOWN = 20;

/** The report as text for a terminal. */
export function printReport(report: QueryReport): string {
  return [
    section("Overall", overall(report)),
    section("Outcomes", shares(report.outcomes)),
    section("Intents", shares(report.intents)),
    section("Tools", shares(report.tools)),
    section("Failures by kind", failures(report)),
    section(`Confidence under ${report.lowConfidence.threshold}: ${report.lowConfidence.count} answers, the lowest first`, unsure(report)),
    section("Response time", bars(report.responseTimes)),
    section("Confidence", bars(report.confidences)),
    section(
      "What to do",
      adviceFor(report).map((text, index) => `${index + 1}. ${text}`),
    ),
    section("Ready for fine-tuning?", [readinessOf(report)]),
  ].join("\n\n");
}

function section(title: string, lines: readonly string[]): string {
  return [title, "-".repeat(title.length), ...(lines.length > 0 ? lines : ["none"])].join("\n");
}

function overall(report: QueryReport): readonly string[] {
  const { total, finished, successes, successRate, averageConfidence, averageSeconds, medianSeconds, p95Seconds, rated, up, testRuns } =
    report;
  const time = (seconds: number | null): string => (seconds === null ? "–" : `${seconds.toFixed(3)} s`);
  return [
    `questions        ${total}, ${finished} finished${testRuns > 0 ? `, ${testRuns} of test runs` : ""}`,
    `success rate     ${formatRate(successRate, 1)} (${successes} of ${finished} answered or truly empty; clarified, refused and failed are none)`,
    `confidence       ${averageConfidence === null ? "–" : averageConfidence.toFixed(3)} on average`,
    `response time    ${time(averageSeconds)} on average, median ${time(medianSeconds)}, p95 ${time(p95Seconds)}`,
    `rated            ${rated}, ${up} of them up`,
  ];
}

function shares(all: readonly Share[]): readonly string[] {
  const width = Math.max(0, ...all.slice(0, SHARES_SHOWN).map(({ name }) => name.length));
  const rest = all.length > SHARES_SHOWN ? [`and ${all.length - SHARES_SHOWN} more`] : [];
  return [
    ...all
      .slice(0, SHARES_SHOWN)
      .map(({ name, count, share }) => `${name.padEnd(width)}  ${String(count).padStart(7)}  ${formatRate(share, 1)}`),
    ...rest,
  ];
}

function failures(report: QueryReport): readonly string[] {
  return report.failures.flatMap(({ outcome, code, count, share, examples }) => [
    `${outcome}, ${code}: ${count} (${formatRate(share, 1)})`,
    ...examples.map((example) => `    “${example}”`),
  ]);
}

function unsure({ lowConfidence: { lowest } }: QueryReport): readonly string[] {
  return lowest.map(
    ({ question, confidence, intent, outcome }) => `${confidence.toFixed(2)}  ${outcome}, ${intent ?? "none"}: “${question}”`,
  );
}

function bars(bins: readonly Bin[]): readonly string[] {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const width = Math.max(...bins.map(({ label }) => label.length));
  return bins.map(({ label, count }) =>
    `${label.padEnd(width)}  ${String(count).padStart(7)}  ${"█".repeat(Math.round((count / most) * BAR_CHARS))}`.trimEnd(),
  );
}
