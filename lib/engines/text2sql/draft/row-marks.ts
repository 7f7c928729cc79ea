import type { ColumnInfo } from "@/lib/answers/answer";
import type { Expr, Query, Select } from "@/lib/query/ir";
import { conditionItems, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { SAYS_KEY } from "@/lib/engines/text2sql/draft/shown-rows";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { isNaturalKey, label } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { columnExpr } from "@/lib/engines/text2sql/draft/column-expr";

/** A column that a person would know a row by, beside its key. Plain JSON. */
export type RowMark = { readonly column: ColumnInfo; readonly expr: Expr };

const WIDTH = 5;
/** More than these are no kinds. */
const KINDS = 30;
const KIND = /(?:type|kind|category|class|status|state|stage|priority|level|method|mode)$/u;
const SHORT = 60;
const LONG = /(?:note|comment|remark|address|url|website|email|phone|fax|path|hash|token|password)s?$/u;

/**
 * What tells rows apart that are shown by a key or number which the question does not ask for, and that have no name: kind and state, a day, an
 * amount, then what else the row says. None where the plan shows enough of them.
 */
export function rowMarks(draft: Draft, query: Query, schema: Schema, text: string, taken: readonly ColumnInfo[]): readonly RowMark[] {
  if (draft.everything || draft.set || SAYS_KEY.test(text) || query.kind !== "select") return [];
  const key = draft.select.flatMap(({ agg, field }) => {
    const column = agg === null && field?.via === undefined ? schema.columns[field?.column ?? -1] : undefined;
    const isKey = column?.isPrimary && schema.tables[column.table]?.primaryKey.length === 1;
    return column && (isKey || isNaturalKey(column)) ? [column] : [];
  })[0];
  const isOwnGroup = draft.group.length === 0 || draft.group.some(({ column }) => column === key?.id);
  const table = schema.tables[key?.table ?? -1];
  const isSaid = key !== undefined && text.toLowerCase().includes(label(key.words));
  if (!table || isSaid || !isOwnGroup || !reaches(query, table.name)) return [];
  const same = new Set(draft.where.flatMap((one) => (isOneValue(one) ? conditionItems(one) : [])).map(({ field }) => field?.column));
  const spoken = new Set(draft.where.flatMap(conditionItems).map(({ field }) => field?.column));
  const shown = new Set(taken.map(({ name }) => name));
  const others = table.columns
    .flatMap((id) => schema.columns[id] ?? [])
    .filter(({ isPrimary, isForeign, formula }) => !isPrimary && !isForeign && !formula)
    .filter((column) => !isNaturalKey(column) && !same.has(column.id) && !shown.has(column.name));
  const marks = [...new Set([...others.filter(({ id }) => spoken.has(id)), ...marksAmong(others, table)])]
    .slice(0, Math.max(0, WIDTH - taken.length))
    .sort((a, b) => a.id - b.id);
  return marks.map((column) => ({
    column: { name: column.name, label: label(column.words), unit: columnUnit(column) },
    expr: columnExpr(column.id, schema),
  }));
}

/** The query with these as last columns; groups of a key stay as they are by more of its own row. */
export function showMarks(query: Query, marks: readonly RowMark[]): Query {
  if (query.kind === "set" || marks.length === 0) return query;
  return {
    ...query,
    columns: [...query.columns, ...marks.map(({ column, expr }) => ({ expr, as: column.name }))],
    groupBy: query.groupBy.length > 0 ? [...query.groupBy, ...marks.map(({ expr }) => expr)] : [],
  };
}

/** Whether all rows that meet the condition hold the same there. */
function isOneValue(condition: Condition): boolean {
  return condition.kind === "compare" ? condition.op === "=" : condition.kind === "null" && condition.negated !== true;
}

/** What names nearly each row, two kinds, a day and an amount, then other words and days. */
function marksAmong(all: readonly Column[], { timeColumn, amountColumn, rowCount }: Schema["tables"][number]): readonly Column[] {
  const columns = all.filter(({ samples }) => samples.filter((value) => value === null).length * 2 <= samples.length);
  const units = new Map(columns.map((column) => [column, columnUnit(column)]));
  const words = columns.filter((column) => units.get(column) === "text" && !isLong(column));
  const telling = words.filter(({ distinct }) => distinct !== null && distinct * 2 > rowCount);
  const named = words.filter((column) => KIND.test(column.lemmas.join(" ")) && column.distinct !== 1);
  const few = words.filter((column) => column.distinct !== null && column.distinct > 1 && column.distinct <= KINDS);
  const days = columns.filter(({ type }) => type === "date" || type === "datetime");
  const money = columns.filter((column) => units.get(column) === "money");
  const figures = columns.filter((column) => units.get(column) === "number");
  const first = (some: readonly Column[], own?: number): readonly Column[] =>
    [some.find(({ id }) => id === own) ?? some.find(({ isRequired }) => isRequired) ?? some[0]].flatMap((column) => column ?? []);
  const kinds = [...new Set([...named, ...few])].slice(0, 2);
  return [
    ...new Set([...telling.slice(0, 1), ...kinds, ...first(days, timeColumn), ...first([...money, ...figures], amountColumn), ...words]),
  ];
}

/** Addresses, remarks and the like, which tell nobody at a glance which row it is. */
function isLong({ lemmas, samples }: Column): boolean {
  return LONG.test(lemmas.join(" ")) || samples.some((value) => typeof value === "string" && value.length > SHORT);
}

/** Whether rows of the table itself take part, not behind a derived one. */
function reaches({ from, joins }: Select, table: string): boolean {
  return [from, ...joins.map(({ source }) => source)].some((source) => source.kind === "table" && source.alias === table);
}
