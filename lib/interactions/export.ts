import { stringify } from "csv-stringify/sync";
import type { Cell } from "@/lib/answers/answer";
import type { LogReport } from "@/lib/answers/log-report";

/**
 * Rows as CSV (RFC 4180, with a header and a byte-order mark for spreadsheets). A text that a spreadsheet would run
 * as a formula is kept as text.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${toCsvRows([header, ...rows])}`;
}

/** Further rows of such a CSV. */
export function toCsvRows(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === "boolean" ? String(cell) : cell))),
    { escape_formulas: true, quoted_match: /[\r\n]/, record_delimiter: "windows" },
  );
}

/** The failures of a log report as a table, one a row. */
export function failureRows({ failures }: LogReport): { readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const header = [
    "line",
    "timestamp",
    "level",
    "severity",
    "category",
    "role",
    "component",
    "operation",
    "transaction_id",
    "template_id",
    "message",
  ];
  const rows = failures.map((failure) => [
    failure.line,
    failure.timestamp,
    failure.level,
    failure.severity,
    failure.category,
    failure.role,
    failure.component,
    failure.operation,
    failure.transactionId,
    failure.templateId,
    failure.message,
  ]);
  return { header, rows };
}
