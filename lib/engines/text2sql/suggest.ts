import { label } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { describeField, tableName } from "@/lib/engines/text2sql/draft/explain-names";

/**
 * Questions that can be asked of any schema, made from its largest tables: counts, averages, groups, a filter, a ranking.
 * The caller keeps those that plan and answer.
 */
export function suggestQuestions(schema: Schema, count = 6): readonly string[] {
  const tables = [...schema.tables]
    .filter((table) => table.rowCount > 0)
    .sort((a, b) => weight(b, schema) - weight(a, schema) || a.id - b.id);
  const kinds = [countOf, groupOf, averageOf, topOf, filterOf, joinOf];
  const found: string[] = [];
  for (let round = 0; round < tables.length && found.length < count; round++) {
    for (const [at, kind] of kinds.entries()) {
      const table = tables[(round + at) % tables.length];
      const question = table && found.length < count ? kind(table, schema) : null;
      if (question && !found.includes(question)) found.push(question);
    }
  }
  return found;
}

/** Tables with a name of their own and something to measure come first. */
function weight(table: Table, schema: Schema): number {
  const measures = columns(table, schema).filter((column) => isMeasure(column)).length;
  return Math.log10(1 + table.rowCount) + Math.min(measures, 3) + (columns(table, schema).some(isCategory) ? 1 : 0);
}

function columns(table: Table, schema: Schema): readonly Column[] {
  return table.columns.flatMap((id) => schema.columns[id] ?? []);
}

function isMeasure(column: Column): boolean {
  const unit = columnUnit(column);
  return unit === "money" || unit === "number";
}

function isCategory(column: Column): boolean {
  return column.type === "text" && column.distinct !== null && column.distinct >= 2 && column.distinct <= 12 && !column.isPrimary;
}

function countOf(table: Table, schema: Schema): string {
  return `How many ${tableName(table.id, schema)} are there?`;
}

function groupOf(table: Table, schema: Schema): string | null {
  const column = columns(table, schema).find(isCategory);
  return column ? `Number of ${tableName(table.id, schema)} per ${label(column.words)}` : null;
}

function averageOf(table: Table, schema: Schema): string | null {
  const column = columns(table, schema).find(isMeasure);
  return column ? `What is the average ${label(column.words)} of ${tableName(table.id, schema)}?` : null;
}

function topOf(table: Table, schema: Schema): string | null {
  const column = columns(table, schema).find(isMeasure);
  return column ? `Top 5 ${tableName(table.id, schema)} by ${label(column.words)}` : null;
}

function filterOf(table: Table, schema: Schema): string | null {
  const column = columns(table, schema).find(isCategory);
  const value = column?.samples.find((sample) => typeof sample === "string" && sample.length > 2);
  return column && typeof value === "string"
    ? `How many ${tableName(table.id, schema)} have ${label(column.words)} ${value.includes(" ") ? `"${value}"` : value}?`
    : null;
}

function joinOf(table: Table, schema: Schema): string | null {
  const link = schema.links.find(
    (candidate) => schema.columns[candidate.from]?.table === table.id && schema.columns[candidate.to]?.table !== table.id,
  );
  const target = link ? schema.tables[schema.columns[link.to]?.table ?? -1] : undefined;
  const name = target?.nameColumns[0];
  return target && name !== undefined && schema.columns[name]?.type === "text"
    ? `Number of ${tableName(table.id, schema)} per ${describeField({ column: name }, schema)}`
    : null;
}
