import type { Cell } from "@/lib/answers/answer";
import { countOf } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";
import type { LogRequest, LogRows } from "@/lib/engines/logs/request";
import { column, none, number, saying, table, type Told } from "@/lib/engines/logs/told";

/** Lines of the log as they are. @param some the sentence where there are any @param nothing the sentence where there are none */
export function tellRows(rows: LogRows | null, some: (count: number) => string, nothing: string): Told {
  if (!rows || rows.rowCount === 0) return saying(nothing, "no rows");
  return {
    text: some(rows.rowCount),
    table: table(rows.columns, rows.rows, rows.rowCount),
    chart: none("a list of lines"),
    found: true,
  };
}

/** The lines of one transaction and how it ended. */
export function tellTransaction(report: LogReport, rows: LogRows | null, id: string): Told {
  const known = report.transactions.find((transaction) => transaction.id.toLowerCase() === id.toLowerCase());
  const verdict = known
    ? ` It ${known.outcome === "failed" ? "failed" : known.outcome === "ok" ? "reached its result" : "reached its result, with a failure beside it"}.`
    : "";
  return tellRows(rows, (count) => `${id} is on ${countOf(count, "line")}.${verdict}`, `${id} is on no line of this log.`);
}

/** How many lines came in each span, and when most. */
export function tellRate(rows: LogRows | null, request: Extract<LogRequest, { kind: "rate" }>): Told {
  if (!rows || rows.rowCount === 0)
    return saying(`No ${request.failuresOnly ? "failing line" : "line"} carries a time that matches.`, "no times");
  const valueAt = rows.columns.length - (request.failuresOnly ? 1 : 2);
  const peak = [...rows.rows].sort((a, b) => Number(b[valueAt]) - Number(a[valueAt]))[0];
  const total = rows.rows.reduce((sum, row) => sum + Number(row[valueAt]), 0);
  const text = `${countOf(total, request.failuresOnly ? "failing line" : "line")} in ${countOf(rows.rowCount, request.per)} that have any; most, ${number(Number(peak?.[valueAt]))}, in the ${request.per} from ${String(peak?.[0]).replace("T", " ")}.`;
  return {
    text,
    table: table(rows.columns, rows.rows, rows.rowCount),
    chart:
      rows.rows.length > 1
        ? { kind: "line", x: 0, series: [valueAt], shown: rows.rows.length, total: rows.rowCount }
        : none("one span only"),
    found: true,
  };
}

export function tellCounts(report: LogReport): Told {
  const { stats } = report;
  const rows: Cell[][] = [
    ["lines", stats.lines],
    ["events", stats.events],
    ["failures", stats.failures],
    ["templates", report.templateCount],
    ["transactions failed", stats.transactions.failed],
    ["transactions ok", stats.transactions.ok],
    ["transactions ok with a side failure", stats.transactions.ok_with_side_failure],
    ["lines in no known format", stats.unparsedLines],
  ];
  return {
    text: `${countOf(stats.failures, "failure")} in ${countOf(stats.lines, "line")}.`,
    table: table([column("what", "What", "text"), column("count", "Count", "count")], rows),
    chart: none("counts of different things"),
    found: true,
  };
}
