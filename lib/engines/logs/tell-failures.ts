import { countOf } from "@/lib/answers/format";
import type { Table } from "@/lib/answers/answer";
import type { Failure, LogReport } from "@/lib/answers/log-report";
import { isAmong, isPlace, isWithin } from "@/lib/engines/logs/collect";
import { describeFilter, type LogFilter, type LogRequest } from "@/lib/engines/logs/request";
import { column, none, sayLine, saying, table, type Told } from "@/lib/engines/logs/told";

/** The failing lines that match, or the first or last of them with its text. */
export function tellFailures(report: LogReport, { filter, pick }: Extract<LogRequest, { kind: "failures" }>): Told {
  const wanted = report.failures.filter((failure) => matchesFailure(failure, filter)).sort((a, b) => a.line - b.line);
  const picked = pick && wanted.at(pick === "first" ? 0 : -1);
  const words = describeFilter(filter);
  const complete = report.failures.length >= report.stats.failures;
  if (picked) {
    const which = `The ${pick} failing line${words === "" ? "" : ` ${words}`}${complete ? "" : " of the 500 that are listed"}`;
    const text = sayLine(which, picked.line, picked.timestamp, messageOf(picked));
    return { text, table: failureTable([picked], 1), chart: none("one line"), found: true };
  }
  const text =
    wanted.length === 0
      ? `No failure ${words === "" ? "was found" : `matches ${words}`}.`
      : `${countOf(wanted.length, "failing line")}${words === "" ? "" : ` ${words}`}${complete ? "" : ", of the 500 that are listed"}.`;
  return {
    text,
    table: failureTable(wanted, wanted.length),
    chart: none("a list"),
    found: wanted.length > 0,
  };
}

/** What came after the last failure: whether anything failed again, what recovered, and what reached its result later. */
export function tellAftermath(report: LogReport): Told {
  const [last] = report.failures.filter(({ role }) => role !== "recovered").sort((a, b) => b.line - a.line);
  if (!last) return saying(report.verdict.sentence, "no failure", true);
  const complete = report.failures.length >= report.stats.failures;
  const after = report.stats.lines - last.line;
  const later = report.transactions.filter(({ firstLine, outcome }) => firstLine > last.line && outcome !== "failed").length;
  const which = complete ? "The last failing line" : "The last failing line of the 500 that are listed";
  const followed = after === 0 ? "The log ends there, so it shows no recovery." : `${countOf(after, "line")} came after it.`;
  const reached = later === 0 ? "" : ` ${countOf(later, "transaction")} that began later reached ${later === 1 ? "its" : "their"} result.`;
  return {
    text: `${sayLine(which, last.line, last.timestamp, messageOf(last))} ${followed}${reached}`,
    table: failureTable([last], 1),
    chart: none("one line"),
    found: true,
    arithmetic: [
      { op: "difference", of: [report.stats.lines, last.line], value: after },
      { op: "sum", of: [later], value: later },
    ],
  };
}

const messageOf = ({ message, patterns }: Failure): string => message || patterns.join(", ");

function failureTable(failures: readonly Failure[], total: number): Table | null {
  if (failures.length === 0) return null;
  const columns = [
    column("line", "Line", "count"),
    column("time", "Time", "datetime"),
    column("component", "Component", "text"),
    column("operation", "Operation", "text"),
    column("category", "Category", "text"),
    column("role", "Role", "text"),
    column("severity", "Severity", "ratio"),
    column("transaction", "Transaction", "id"),
    column("message", "Message", "text"),
  ];
  const rows = failures.map((failure) => [
    failure.line,
    failure.timestamp,
    failure.component,
    failure.operation,
    failure.category,
    failure.role,
    failure.severity,
    failure.transactionId,
    messageOf(failure),
  ]);
  return table(columns, rows, Math.max(total, rows.length));
}

function matchesFailure(failure: Failure, filter: LogFilter): boolean {
  if (!isAmong(failure.line, filter)) return false;
  if (filter.category && failure.category !== filter.category) return false;
  if (filter.place && !isPlace(filter.place, [failure.component, failure.operation])) return false;
  if (filter.text && !failure.message.toLowerCase().includes(filter.text.toLowerCase())) return false;
  if (filter.from === null && filter.to === null) return true;
  return failure.timestamp !== null && isWithin(failure.timestamp, filter);
}
