import type { Answer, Understood } from "@/lib/answers/answer";
import { countOf } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";
import { noRowsText } from "@/lib/engines/logs/collect";
import { describeFilter, type LogRequest, type LogResult, type LogsPlan } from "@/lib/engines/logs/request";
import { tellChanges } from "@/lib/engines/logs/tell-changes";
import { tellAftermath, tellFailures } from "@/lib/engines/logs/tell-failures";
import { tellCounts, tellPickedRow, tellRate, tellRows, tellSpan, tellTransaction } from "@/lib/engines/logs/tell-rows";
import { column, none, number, saying, table, type Told } from "@/lib/engines/logs/told";

const FOLLOW_UPS = [
  "What is the root cause?",
  "Which transactions failed?",
  "How many failures per minute?",
  "What should I do?",
  "Which components failed?",
];
const CALM_FOLLOW_UPS = ["Show the warnings", "How many lines per minute?", "What are the most frequent templates?"];

/** Words what a log says: the verdict first, the rows in a table, the report where the whole log is meant. */
export function answerLogQuestion(plan: Pick<LogsPlan, "request" | "because" | "before">, result: LogResult): Answer {
  const { report } = result;
  const told = tell(plan.request, result);
  const empty = report.stats.events === 0;
  return {
    outcome: empty ? "refused" : told.found ? "answered" : "empty",
    text: empty ? report.verdict.sentence : told.text,
    // The report shows its notes itself.
    caveats: told.withReport === true || empty ? [] : report.notes,
    understood: understood(plan.request, report),
    window:
      report.stats.from && report.stats.to
        ? { label: "time span of the log", from: report.stats.from, to: report.stats.to, partial: false }
        : null,
    dataAsOf: report.stats.to,
    table: told.table,
    chart: told.chart,
    sql: null,
    params: [],
    options: [],
    arithmetic: told.arithmetic ?? [],
    followUps: empty
      ? []
      : [
          ...(plan.before === null || plan.request.kind === "compare" ? [] : ["What is new since the log before?"]),
          ...(report.failures.length > 0 ? FOLLOW_UPS : CALM_FOLLOW_UPS),
        ].filter((text) => !text.toLowerCase().includes(plan.request.kind.replace("-", " "))),
    report: told.withReport === true || empty ? report : null,
  };
}

function tell(request: LogRequest, { report, rows, before }: LogResult): Told {
  switch (request.kind) {
    case "analyze":
      return { ...saying(report.verdict.sentence, "the report shows failures over time", true), withReport: true };
    case "root-cause":
      return {
        ...(report.rootCause
          ? saying(report.rootCause.sentence, "a chain of lines", true)
          : saying(report.verdict.sentence, "no failure", report.stats.failures > 0)),
        withReport: true,
      };
    case "recommendations":
      return tellRecommendations(report);
    case "templates":
      return tellTemplates(report, request.failuresOnly);
    case "components":
      return tellComponents(report);
    case "counts":
      return tellCounts(report);
    case "transactions":
      return tellTransactions(report, request.outcome);
    case "failures":
      return tellFailures(report, request);
    case "span":
      return tellSpan(report, request.asks);
    case "aftermath":
      return tellAftermath(report);
    case "events":
      if (request.pick) return tellPickedRow(rows, request);
      return tellRows(
        rows,
        (count) =>
          `${countOf(count, "line")} ${count === 1 ? "matches" : "match"}${describeFilter(request.filter) === "" ? "" : `: ${describeFilter(request.filter)}`}.`,
        noRowsText(request.filter),
      );
    case "transaction":
      return tellTransaction(report, rows, request.id);
    case "rate":
      return tellRate(rows, request);
    case "compare":
      return tellChanges(before, report);
    default:
      return request satisfies never;
  }
}

function tellRecommendations(report: LogReport): Told {
  const { recommendations } = report;
  if (recommendations.length === 0) return saying(`${report.verdict.sentence} There is nothing to do.`, "nothing to do");
  const rows = recommendations.map((advice) => [advice.text, advice.category, advice.lines.join(", ")]);
  return {
    text: recommendations[0]?.text ?? "",
    table: table(
      [column("advice", "What to do", "text"), column("category", "Category", "text"), column("lines", "Because of lines", "text")],
      rows,
    ),
    chart: none("advice"),
    found: true,
  };
}

function tellTemplates(report: LogReport, failuresOnly: boolean): Told {
  const wanted = failuresOnly
    ? report.templates.filter((template) => template.isFailure)
    : [...report.templates].sort((a, b) => b.count - a.count);
  const rows = wanted.map((template) => [template.template, template.count, template.firstLine, template.lastLine]);
  const first = wanted[0];
  const text = first
    ? `The most frequent of ${number(failuresOnly ? wanted.length : report.templateCount)} ${failuresOnly ? "failing " : ""}templates is on ${countOf(first.count, "line")}.`
    : "No template fails.";
  const columns = [
    column("template", "Template", "text"),
    column("count", "Lines", "count"),
    column("first", "First line", "count"),
    column("last", "Last line", "count"),
  ];
  return {
    text,
    table: table(columns, rows, failuresOnly ? rows.length : report.templateCount),
    chart: none("templates are long texts"),
    found: first !== undefined,
  };
}

function tellComponents(report: LogReport): Told {
  const byName = new Map<string, number>();
  for (const { role, component } of report.failures) {
    const name = component ?? "(not named)";
    if (role !== "recovered") byName.set(name, (byName.get(name) ?? 0) + 1);
  }
  const rows = [...byName.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const first = rows[0];
  const text = first
    ? `${first[0]} has most failing lines: ${number(first[1])} of ${number(rows.reduce((sum, row) => sum + row[1], 0))}.`
    : "No component failed.";
  return {
    text,
    table: table([column("component", "Component", "text"), column("failures", "Failing lines", "count")], rows),
    chart: rows.length > 1 ? { kind: "bar", x: 0, series: [1], shown: rows.length, total: rows.length } : none("one component"),
    found: rows.length > 0,
  };
}

function tellTransactions(report: LogReport, wanted: "failed" | "ok" | "side" | "all"): Told {
  const outcome = wanted === "side" ? "ok_with_side_failure" : wanted;
  const listed = report.transactions.filter((transaction) => outcome === "all" || transaction.outcome === outcome);
  const counts = report.stats.transactions;
  const total = counts.failed + counts.ok + counts.ok_with_side_failure;
  const matching = outcome === "all" ? total : counts[outcome];
  const words = {
    failed: "failed",
    ok: "reached their result",
    side: "reached their result with a failure beside it",
    all: "are in this log",
  }[wanted];
  const text =
    total === 0
      ? "This log names no transactions."
      : wanted === "all"
        ? `${number(total)} transactions are in this log; ${number(counts.failed)} failed.`
        : `${number(matching)} of ${number(total)} transactions ${words}.`;
  const columns = [
    column("id", "Transaction", "id"),
    column("outcome", "Outcome", "text"),
    column("first", "First line", "count"),
    column("last", "Last line", "count"),
    column("failures", "Failing lines", "count"),
  ];
  return {
    text,
    table:
      listed.length === 0
        ? null
        : table(
            columns,
            listed.map((one) => [one.id, one.outcome.replace(/_/g, " "), one.firstLine, one.lastLine, one.failures]),
            matching,
          ),
    chart: none("a list"),
    found: matching > 0,
  };
}

function understood(request: LogRequest, report: LogReport): Understood[] {
  const parts: Understood[] = [{ part: "log", text: report.fileName }];
  if ("filter" in request && describeFilter(request.filter) !== "") parts.push({ part: "filter", text: describeFilter(request.filter) });
  if (request.kind === "rate") parts.push({ part: "grouping", text: `by ${request.per}` });
  if (request.kind === "transaction") parts.push({ part: "filter", text: `transaction ${request.id}` });
  return parts;
}
