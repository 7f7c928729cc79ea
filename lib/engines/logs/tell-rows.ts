import type { Cell } from "@/lib/answers/answer";
import { countOf } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";
import { describeFilter, type LogRequest, type LogRows } from "@/lib/engines/logs/request";
import { noRowsText } from "@/lib/engines/logs/collect";
import { clockTime, column, none, number, sayLine, saying, table, type Told } from "@/lib/engines/logs/told";

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

/** The first or last line that matches, with its text. */
export function tellPickedRow(rows: LogRows | null, { filter, pick }: Extract<LogRequest, { kind: "events" }>): Told {
  const [line, time, , , , message] = rows?.rows[0] ?? [];
  const words = describeFilter(filter);
  const which = `The ${pick} line${words === "" ? "" : `, ${words},`}`;
  const said = sayLine(which, Number(line), typeof time === "string" ? time : null, String(message));
  return tellRows(rows, () => said, noRowsText(filter));
}

/** When the log starts and ends, or how long that is. */
export function tellSpan({ stats: { from, to } }: LogReport, asks: Extract<LogRequest, { kind: "span" }>["asks"]): Told {
  if (from === null || to === null) return saying("No line of this log carries a time.", "no times");
  const [start, end, length] = [clockTime(from), clockTime(to), durationText(Date.parse(to) - Date.parse(from))];
  const text = {
    start: `The log starts at ${start} and ends at ${end}.`,
    end: `The log ends at ${end}; it started at ${start}.`,
    length: `The log covers ${length}, from ${start} to ${end}.`,
  }[asks];
  const rows = [
    ["start", start],
    ["end", end],
    ["length", length],
  ];
  return {
    text,
    table: table([column("what", "What", "text"), column("value", "Value", "text")], rows),
    chart: none("one span"),
    found: true,
  };
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** Milliseconds in their two largest units, as "4 minutes 1 second". */
function durationText(ms: number): string {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first === -1) return "less than a second";
  return UNITS.slice(first, first + 2)
    .map(([unit, size], at) => {
      const above = UNITS[first + at - 1];
      return [unit, Math.floor((at > 0 && above ? ms % above[1] : ms) / size)] as const;
    })
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => countOf(count, unit))
    .join(" ");
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
