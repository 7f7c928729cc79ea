import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { label } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** What the parts of a plan are read with. @property now ISO local time of the source */
export type PartContext = { readonly schema: Schema; readonly now: string };

/** Values that are worth a list: more of them are typed. */
export const LISTED_VALUES = 12;

/** The table whose rows are listed, counted or measured. */
export function mainTable(draft: Draft, schema: Schema): number {
  const item = [...draft.select, ...draft.order.map((order) => order.item)].find(({ agg }) => agg !== null) ?? draft.select[0];
  return item?.table ?? schema.columns[item?.field?.column ?? -1]?.table ?? tablesOf(draft, schema)[0] ?? 0;
}

/** Columns of a table, keys left out: nobody asks for their numbers. */
export function columnsOfTable(table: number, schema: Schema): readonly Column[] {
  return (schema.tables[table]?.columns ?? [])
    .flatMap((id) => schema.columns[id] ?? [])
    .filter(({ isPrimary, isForeign }) => !isPrimary && !isForeign);
}

/**
 * Tables that a row of the plan has one row of: the plan's own, and those that their keys lead to. A table with many rows
 * for one of the plan's would count that one many times.
 */
export function tablesInReach(draft: Draft, schema: Schema): readonly number[] {
  const own = tablesOf(draft, schema);
  const parents = schema.links.flatMap(({ from, to }) => {
    const [child, parent] = [schema.columns[from]?.table, schema.columns[to]?.table];
    return child !== undefined && parent !== undefined && child !== parent && own.includes(child) ? [parent] : [];
  });
  return [...new Set([...own, ...parents])];
}

/** The stored texts of a column, as far as they are indexed. */
export function valuesOf(column: number, schema: Schema): readonly string[] {
  return valuesByColumn(schema).get(column) ?? [];
}

const valuesByColumn = oncePer((schema: Schema): ReadonlyMap<number, readonly string[]> => {
  const byColumn = new Map<number, string[]>();
  for (const stored of schema.values.values()) {
    for (const { column, value } of stored) {
      const values = byColumn.get(column);
      if (values) values.push(value);
      else byColumn.set(column, [value]);
    }
  }
  for (const values of byColumn.values()) values.sort((a, b) => a.localeCompare(b));
  return byColumn;
});

/** " (customer)" behind what is of another table than the plan's own. */
export function ofTable(table: number, main: number, schema: Schema): string {
  return table === main ? "" : ` (${label(schema.tables[table]?.lemmas ?? [])})`;
}

/** A date column: of days or of moments. */
export function isDate({ type }: Pick<Column, "type">): boolean {
  return type === "date" || type === "datetime";
}
