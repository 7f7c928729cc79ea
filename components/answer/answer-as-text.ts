import type { Answer } from "@/lib/answers/answer";
import { formatCell } from "@/lib/answers/format";
import type { FormatOptions } from "@/lib/answers/format";

const MAX_COPIED_ROWS = 200;

/** The answer as plain text for the clipboard: question, sentence, caveats, the rows as tab-separated lines, the SQL. */
export function answerAsText(question: string, answer: Answer, format: FormatOptions): string {
  const blocks = [question, [answer.text, ...answer.caveats].join("\n")];
  if (answer.table !== null && answer.table.rows.length > 0) {
    const { columns, rows } = answer.table;
    const lines = rows
      .slice(0, MAX_COPIED_ROWS)
      .map((row) => columns.map((column, index) => formatCell(row[index] ?? null, column.unit, format) ?? "").join("\t"));
    blocks.push([columns.map((column) => column.label).join("\t"), ...lines].join("\n"));
  }
  if (answer.sql !== null)
    blocks.push(
      answer.params.length === 0 ? answer.sql : `${answer.sql}\n-- ${answer.params.map((value) => JSON.stringify(value)).join(", ")}`,
    );
  return blocks.join("\n\n");
}
