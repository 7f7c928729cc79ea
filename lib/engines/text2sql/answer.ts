import { hasParticiple } from "@/lib/engines/text2sql/draft/explain-time";
import { isNumeric, type Answer, type Cell, type ColumnInfo, type Table } from "@/lib/answers/answer";
import { chooseChart } from "@/lib/answers/chart";
import { countOf, DEFAULT_FORMAT, formatCell, type FormatOptions, joinWords, upperFirst } from "@/lib/answers/format";
import type { Execution } from "@/lib/engines/engine";
import { verdictOf } from "@/lib/engines/figure-target";
import type { ResultSet } from "@/lib/query/runner";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";

/** Words the rows of a plan: one sentence with the number first, then the table. Every figure in it is a cell of the result. */
export function wordAnswer(plan: Text2SqlPlan, execution: Execution<ResultSet>, format: FormatOptions = DEFAULT_FORMAT): Answer {
  const { result } = execution;
  const asked = plan.ranked ? [...plan.columns, plan.ranked] : plan.columns;
  const planned = [...asked, ...(plan.marks ?? []).map(({ column }) => column)];
  const columns = result.columns.map((name, at) => planned[at] ?? { name, label: name.replaceAll("_", " "), unit: "text" as const });
  const rows = result.rows.map((row) =>
    row.map((cell, at) => (typeof cell === "string" && columns[at]?.unit === "text" ? shownValue(cell) : cell)),
  );
  const table: Table = { columns, rows, rowCount: result.rowCount, truncated: result.truncated };
  const empty = result.rows.length === 0 || isNothing(plan, table);
  const [figure] = result.rows[0] ?? [];
  const verdict = plan.target ? verdictOf(plan.target, typeof figure === "number" ? figure : null) : "";
  return {
    outcome: empty && !isZeroCount(plan, table) ? "empty" : "answered",
    text: empty && !isZeroCount(plan, table) ? emptySentence(plan) : `${verdict}${sentence(plan, table, format)}`,
    caveats: plan.caveats,
    understood: plan.understood,
    window: plan.window,
    dataAsOf: plan.asOf,
    table,
    chart: chooseChart({ ...table, columns: columns.slice(0, asked.length) }),
    sql: execution.sql,
    params: execution.params,
    options: [],
    followUps: plan.followUps,
    report: null,
  };
}

/** A single row of nothing but nulls: a sum or average over no rows. */
function isNothing(plan: Text2SqlPlan, table: Table): boolean {
  return table.rows.length === 1 && plan.shape === "value" && (table.rows[0] ?? []).every((cell) => cell === null);
}

function isZeroCount(plan: Text2SqlPlan, table: Table): boolean {
  return plan.shape === "value" && table.columns[0]?.unit === "count" && table.rows[0]?.[0] === 0;
}

function emptySentence(plan: Text2SqlPlan): string {
  return `No ${plan.noun.plural} were found${filtered(plan)}.`;
}

function sentence(plan: Text2SqlPlan, table: Table, format: FormatOptions): string {
  const row = table.rows[0] ?? [];
  if (plan.shape === "value") return valueSentence(plan, table.columns, row, format);
  if (table.rowCount === 1) return `${upperFirst(rowWords(table.columns, row, format))}.`;
  return listSentence(plan, table, format);
}

function valueSentence(plan: Text2SqlPlan, columns: readonly ColumnInfo[], row: readonly Cell[], format: FormatOptions): string {
  const [column] = columns;
  const where = column?.unit === "percent" && plan.filters !== "" ? ` among those${filtered(plan)}` : filtered(plan);
  const cell = row[0] ?? null;
  if (columns.length === 1 && column?.unit === "count" && typeof cell === "number" && plan.counts)
    return `There ${cell === 1 ? "is" : "are"} ${countOf(cell, plan.counts.singular, plan.counts.plural, format)}${where}.`;
  const parts = columns.map(
    (info, at) =>
      `the ${info.label}${columns.length === 1 && plan.noun.named && info.unit !== "percent" ? ` of ${plan.noun.plural}` : ""}${columns.length === 1 ? where : ""} is ${shown(row[at] ?? null, info, format)}`,
  );
  return `${upperFirst(joinWords(parts))}.`;
}

function rowWords(columns: readonly ColumnInfo[], row: readonly Cell[], format: FormatOptions): string {
  const [first] = columns;
  if (columns.length === 1 && first && !isName(first)) return `the ${first.label} is ${shown(row[0] ?? null, first, format)}`;
  const parts = columns.map((info, at) =>
    columns.length === 1 ? shown(row[at] ?? null, info, format) : `${info.label}: ${shown(row[at] ?? null, info, format)}`,
  );
  return columns.length === 2 && columns[1]?.unit !== "text"
    ? `${shown(row[0] ?? null, columns[0], format)}: ${columns[1]?.label ?? ""} ${shown(row[1] ?? null, columns[1], format)}`
    : parts.slice(0, 6).join(", ");
}

function listSentence(plan: Text2SqlPlan, table: Table, format: FormatOptions): string {
  const labels = table.columns.flatMap((column, at) => (isNumeric(column.unit) ? [] : [at]));
  const isCrossed = plan.draft.group.length > 1 && labels.length > 1;
  const total =
    plan.shape === "groups"
      ? countOf(table.rowCount, "group", isCrossed ? "rows" : plan.groupNoun, format)
      : countOf(table.rowCount, plan.noun.singular, plan.noun.plural, format);
  const named = (row: readonly Cell[], at: number): string => shown(row[at] ?? null, table.columns[at], format);
  const namedBy = (row: readonly Cell[], columns: readonly number[]): string => columns.map((at) => named(row, at)).join(", ");
  const first = (names: readonly number[], figure: number): string =>
    `the first is ${namedBy(table.rows[0] ?? [], names)} (${table.columns[figure]?.label ?? ""} ${named(table.rows[0] ?? [], figure)}).`;
  if (plan.ranked && plan.columns.length === 1) return `${upperFirst(total)}${filtered(plan)}; ${first([0], 1)}`;
  if (plan.shape === "groups" && table.columns.length >= 2) {
    const measure = table.columns.findIndex((column) => isNumeric(column.unit));
    const group = isCrossed ? labels : [table.columns.findIndex((_, at) => at !== measure)];
    const isRanked = plan.draft.limit !== null && plan.draft.order.length > 0;
    if (isRanked && measure >= 0) return `${upperFirst(total)}; ${first(group, measure)}`;
    const top = measure < 0 ? [] : topRows(table, measure);
    const [best] = top;
    if (best !== undefined) {
      const who = top.length > MOST_NAMED ? `${top.length} of them` : joinWords(top.map((row) => namedBy(row, group)));
      return `${total}; ${table.columns[measure]?.label ?? ""} is highest for ${who} (${named(best, measure)}${top.length > 1 ? " each" : ""}).`;
    }
  }
  const few =
    table.rowCount <= 3 && table.columns.length <= 2
      ? `: ${joinWords(table.rows.map((row) => shown(row[0] ?? null, table.columns[0], format)))}`
      : "";
  return `${upperFirst(total)}${filtered(plan)}${few}.`;
}

function isName({ unit }: ColumnInfo): boolean {
  return unit === "text" || unit === "id";
}

/** Of rows that share the highest value so many are named. */
const MOST_NAMED = 3;

/** The rows with the highest value. */
function topRows({ rows }: Table, measure: number): readonly (readonly Cell[])[] {
  const high = rows.reduce((most, row) => (typeof row[measure] === "number" ? Math.max(most, row[measure]) : most), -Infinity);
  return rows.filter((row) => row[measure] === high);
}

function shown(cell: Cell, info: ColumnInfo | undefined, format: FormatOptions): string {
  return formatCell(cell, info?.unit ?? "text", format) ?? "not recorded";
}

/** " where city is Oslo", " opened in Oct 2026", " with more than 3 loans": which rows were taken, in words to follow them. */
function filtered({ filters, noun }: Pick<Text2SqlPlan, "filters" | "noun">): string {
  if (filters === "") return "";
  const [clause = ""] = filters.split(/ where | and (?!\d)/u);
  return /^with(?:out)? /u.test(filters) || (noun.named && hasParticiple(clause)) ? ` ${filters}` : ` where ${filters}`;
}
