import type { Answer, Option, Outcome } from "@/lib/answers/answer";
import { countOf, formatCell } from "@/lib/answers/format";

/** An answer that is only a sentence, with options to go on: a clarification, a refusal, a failure, a greeting. */
export function plainAnswer(outcome: Outcome, text: string, options: readonly Option[] = []): Answer {
  return {
    outcome,
    text,
    caveats: [],
    understood: [],
    window: null,
    dataAsOf: null,
    table: null,
    chart: { kind: "none", reason: "There are no rows to draw." },
    sql: null,
    params: [],
    options,
    followUps: [],
    report: null,
  };
}

/** The result read out without wording of its own: the cells of one row, or how many rows there are. */
export function readResult({ table, report }: Answer): string {
  if (report) return report.verdict.sentence;
  if (!table || table.rowCount === 0) return "There are no rows for this.";
  const [row] = table.rows;
  if (table.rowCount > 1 || !row) return `The result has ${countOf(table.rowCount, "row")}; they are in the table.`;
  return `${table.columns.map((column, index) => `${column.label}: ${formatCell(row[index] ?? null, column.unit) ?? "none"}`).join(", ")}.`;
}
