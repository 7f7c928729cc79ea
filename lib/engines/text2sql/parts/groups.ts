import { choice, partOf, type Choice, type Part } from "@/lib/engines/parts";
import { countRows, plain, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import { columnsOfTable, isDate, mainTable, ofTable, tablesInReach, valuesOf, type PartContext } from "@/lib/engines/text2sql/parts/near";
import { settle } from "@/lib/engines/text2sql/parts/settle";
import { label } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeField, tableName } from "@/lib/engines/text2sql/draft/explain-names";

/** What figures can be split by: the field that makes the groups, the columns that name them, and both in words. */
type Grouping = { readonly by: Field; readonly names: readonly Item[]; readonly text: string };

const UNITS = ["month", "quarter", "year", "week", "day"] as const;
const UNITS_ELSEWHERE = ["month", "year"] as const;
const MOST_GROUPS = 500;

/** What the figures are split by, each grouping a part, and a new one. */
export function groupParts(draft: Draft, { schema }: PartContext): readonly Part<Draft>[] {
  if (draft.set) return [];
  const offers = groupings(draft, schema).filter(({ by }) => !draft.group.some((field) => sameField(field, by)));
  const parts = draft.group.map((field, at) => {
    const choices: readonly Choice<Draft>[] = [
      ...offers.map((offer) => choice(`per ${offer.text}`, settle(draft, regroup(draft, field, offer), schema))),
      choice("do not split", settle(draft, ungroup(draft, field), schema)),
    ];
    return partOf(`group.${at}`, "grouping", textOf(field, draft, schema), choices);
  });
  const added = offers.map((offer) => choice(`per ${offer.text}`, settle(draft, regroup(draft, null, offer), schema)));
  return draft.group.length > 1 ? parts : [...parts, partOf("group.new", "grouping", "grouping", added, true)];
}

function groupings(draft: Draft, schema: Schema): readonly Grouping[] {
  const main = mainTable(draft, schema);
  return tablesInReach(draft, schema).flatMap((id): Grouping[] => {
    const table = schema.tables[id];
    const key = table?.primaryKey.length === 1 ? table.primaryKey[0] : undefined;
    const row: readonly Grouping[] =
      table && key !== undefined && id !== main
        ? [{ by: { column: key }, names: table.nameColumns.map(plain), text: label(table.lemmas) }]
        : [];
    const columns = columnsOfTable(id, schema).filter((column) => id === main || !table?.nameColumns.includes(column.id));
    const values = columns.filter(
      ({ id: column, type }) =>
        type === "boolean" || (type === "text" && valuesOf(column, schema).length > 0 && valuesOf(column, schema).length <= MOST_GROUPS),
    );
    const dates = columns
      .filter(isDate)
      .flatMap(({ id: column }) => (id === main ? UNITS : UNITS_ELSEWHERE).map((unit): Field => ({ column, unit })));
    return [
      ...row,
      ...[...values.map(({ id: column }): Field => ({ column })), ...dates].map((by) => ({
        by,
        names: [{ agg: null, field: by }],
        text: `${describeField(by, schema)}${ofTable(id, main, schema)}`,
      })),
    ];
  });
}

/** Groups made by a key are called by what has that key. */
function textOf(field: Field, draft: Draft, schema: Schema): string {
  const column = schema.columns[field.column];
  const isNamed =
    column?.isPrimary === true &&
    draft.select.some(
      (item) =>
        item.agg === null && item.field?.column !== field.column && schema.columns[item.field?.column ?? -1]?.table === column.table,
    );
  return isNamed ? label(schema.tables[column.table]?.lemmas ?? [tableName(column.table, schema)]) : describeField(field, schema);
}

function regroup(draft: Draft, before: Field | null, { by, names }: Grouping): Draft {
  const figures = draft.select.filter(({ agg }) => agg !== null);
  const measured = figures.length > 0 ? figures : draft.order.flatMap(({ item }) => (item.agg === null ? [] : [item])).slice(0, 1);
  const counted = measured.length > 0 ? measured : [countRows(mainTableOf(draft))];
  const kept = before === null || draft.group.length > 1 ? draft.group.filter((field) => field !== before) : [];
  const shown = draft.select.filter((item) => item.agg === null && kept.some((field) => sameField(field, item.field)));
  const order = draft.order.filter(({ item }) => item.agg !== null);
  return {
    ...draft,
    everything: false,
    distinct: false,
    select: [...shown, ...names, ...counted],
    group: [...kept, by],
    order: order.length === 0 && by.unit !== undefined ? [{ item: { agg: null, field: by }, dir: "asc" }] : order,
    limit: order.length === 0 ? null : draft.limit,
  };
}

function mainTableOf({ select, tables }: Draft): number | undefined {
  return select.find(({ table }) => table !== undefined)?.table ?? tables[0];
}

function ungroup(draft: Draft, field: Field): Draft {
  const group = draft.group.filter((other) => other !== field);
  const figures = draft.select.filter(({ agg }) => agg !== null);
  if (group.length === 0) return { ...draft, group, select: figures, having: [], order: [], limit: null };
  return {
    ...draft,
    group,
    select: draft.select.filter((item) => item.agg !== null || group.some((other) => sameField(other, item.field))),
    order: draft.order.filter(({ item }) => item.agg !== null),
  };
}

function sameField(a: Field, b: Field | null): boolean {
  return a.column === b?.column && a.unit === b.unit && a.part === b.part;
}
