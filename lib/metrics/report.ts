import { isNumeric, type Table, type Unit } from "@/lib/answers/answer";
import { countOf, formatCell, formatNumber, formatRate } from "@/lib/answers/format";
import { RANGE_NOTE } from "@/lib/metrics/comparisons";
import { outcomeName } from "@/lib/answers/outcome-names";
import { isoOf } from "@/lib/language/calendar";
import { failureLabel } from "@/lib/metrics/failure-kinds";
import { meanOf, ratio } from "@/lib/metrics/figures";
import type { InsightFilter } from "@/lib/metrics/filter";
import type { Insights } from "@/lib/metrics/insights";
import { commonTable } from "@/lib/metrics/rows";

type Section = { readonly title: string; readonly note: string; readonly lines: readonly string[]; readonly table: Table | null };
type Report = { readonly title: string; readonly span: string; readonly sections: readonly Section[] };

/** The Insights of a span as Markdown. @param generatedAt local time as it is shown */
export function reportAsMarkdown(insights: Insights, filter: InsightFilter, generatedAt: string): string {
  const { title, span, sections } = buildReport(insights, filter, generatedAt);
  const body = sections.map(({ title: heading, note, lines, table }) =>
    [`## ${heading}`, note, lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n"), table ? markdownTable(table) : ""]
      .filter(Boolean)
      .join("\n\n"),
  );
  return `${[`# ${title}`, span, ...body].join("\n\n")}\n`;
}

/** The same report as one HTML file without scripts or outside parts, to mail or to print. */
export function reportAsHtml(insights: Insights, filter: InsightFilter, generatedAt: string): string {
  const { title, span, sections } = buildReport(insights, filter, generatedAt);
  const body = sections
    .map(
      ({ title: heading, note, lines, table }) =>
        `<h2>${escapeHtml(heading)}</h2>${note ? `<p>${escapeHtml(note)}</p>` : ""}${lines.length > 0 ? `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>` : ""}${table ? htmlTable(table) : ""}`,
    )
    .join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{border-bottom:1px solid #8886;padding:.25rem .75rem;text-align:left}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(span)}</p>
${body}
</body></html>
`;
}

function buildReport(insights: Insights, filter: InsightFilter, generatedAt: string): Report {
  const { totals, charts, comparisons, recommendations, lists, common, failures } = insights;
  const rated = totals.up + totals.down;
  const mean = meanOf(totals.totalMs);
  return {
    title: "Tellback report",
    span: `${filter.fromDay === 0 ? "All time" : isoOf(filter.fromDay)} to ${isoOf(filter.toDay)}, made ${generatedAt}.`,
    sections: [
      {
        title: "In short",
        note: "",
        table: null,
        lines: [
          `Questions: ${formatNumber(totals.count, 0)} (${formatNumber(totals.finished, 0)} finished)`,
          `Success: ${formatRate(ratio(totals.success, totals.finished), 1)} (${formatNumber(totals.success, 0)} of ${formatNumber(totals.finished, 0)})`,
          `Satisfaction: ${formatRate(ratio(totals.up, rated), 1)} (${formatNumber(totals.up, 0)} good of ${formatNumber(rated, 0)} rated)`,
          `Mean response: ${mean === null ? "–" : `${formatNumber(mean, 0)} ms`} over ${countOf(totals.totalMs.count, "answer")}`,
        ],
      },
      {
        title: "What to do",
        note: recommendations.length === 0 ? "Nothing stands out in these figures." : "",
        table: null,
        lines: recommendations.map(({ finding, advice }) => `${finding} ${advice}`),
      },
      {
        title: "Latest thumbs down",
        note: lists.down.rows.length === 0 ? "Nobody rated an answer down." : "",
        table: null,
        lines: lists.down.rows.map(({ question, reasons, comments }) =>
          [question, reasons.join(", ").replaceAll("_", " "), comments.join(" / ")].filter(Boolean).join(" · "),
        ),
      },
      ...charts.filter(({ chart }) => chart.kind !== "none").map(({ title, note, table }) => ({ title, note, lines: [], table })),
      ...comparisons.map(({ title, table }) => ({ title: `By ${title.toLowerCase()}`, note: RANGE_NOTE, lines: [], table })),
      {
        title: "Failures by kind",
        note: failures.length === 0 ? "Everything was answered." : "",
        table: null,
        lines: failures.map(
          ({ outcome, code, count, share, examples }) =>
            `${failureLabel(code)} (${outcomeName(outcome)}): ${formatNumber(count, 0)}, ${formatRate(share, 1)}. ${examples.map(({ question }) => `“${question}”`).join(", ")}`,
        ),
      },
      { title: "Most common questions", note: "", lines: [], table: commonTable(common) },
    ],
  };
}

function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ label }) => escapeMarkdown(label))),
    line(columns.map(({ unit }) => (isNumeric(unit) ? "---:" : "---"))),
    ...rows.map((row) => line(columns.map(({ unit }, index) => escapeMarkdown(formatCell(row[index] ?? null, unit) ?? "–")))),
  ].join("\n");
}

function htmlTable({ columns, rows }: Table): string {
  const mark = (unit: Unit) => (isNumeric(unit) ? ` class="n"` : "");
  const head = columns.map(({ label, unit }) => `<th scope="col"${mark(unit)}>${escapeHtml(label)}</th>`).join("");
  const body = rows
    .map(
      (row) =>
        `<tr>${columns.map(({ unit }, index) => `<td${mark(unit)}>${escapeHtml(formatCell(row[index] ?? null, unit) ?? "–")}</td>`).join("")}</tr>`,
    )
    .join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\|`*_[\]<>]/g, "\\$&").replaceAll(/\s*\n\s*/g, " ");
}
