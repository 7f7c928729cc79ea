import { countRows, extend, plain, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Material } from "@/lib/engines/text2sql/search/material";
import { isFigure, type Schema } from "@/lib/engines/text2sql/schema/schema";

/** Outputs added, left out, measured otherwise; equal rows shown once; every column instead of some. */
export function editOutputs(draft: Draft, material: Material): readonly Draft[] {
  const found: Draft[] = [];
  const put = (select: readonly Item[], mark: string) => found.push(extend(draft, { select, everything: false }, 0, [`edit:${mark}`]));
  for (const item of additions(material)) if (!draft.select.some((other) => same(other, item))) put([...draft.select, item], "show");
  draft.select.forEach((item, at) => {
    if (item.field?.unit) return;
    const whole = item.agg === null ? wholeName(item, material) : [];
    if (whole.length === 2)
      put(
        [
          ...draft.select.slice(0, at),
          ...whole.map(plain),
          ...draft.select.slice(at + 1).filter((other) => other.agg !== null || !whole.includes(other.field?.column ?? -1)),
        ],
        "wholeName",
      );
    const rest = draft.select.filter((_, other) => other !== at);
    if (rest.length > 0) put(rest, "hide");
    for (const other of measures(item, draft, material))
      if (!draft.select.some((known) => same(known, other)))
        put(
          draft.select.map((known, position) => (position === at ? other : known)),
          "measure",
        );
  });
  const shared = shareMeasure(draft.select, material);
  if (shared)
    found.push(
      extend(
        draft,
        {
          select: shared,
          group: draft.group.filter(({ column }) => !shared.some((item) => item.agg !== null && item.field?.column === column)),
        },
        0,
        ["edit:shareMeasure"],
      ),
    );
  if (!draft.everything && draft.select.length > 0 && draft.select.every((item) => item.agg === null) && draft.group.length === 0)
    found.push(extend(draft, { distinct: !draft.distinct }, 0, ["edit:distinct"]));
  const owner = material.reading.schema.columns[draft.select[0]?.field?.column ?? -1]?.table;
  if (!draft.everything && owner !== undefined && draft.select.length <= 2 && draft.group.length === 0 && draft.set === null)
    found.push(
      extend(
        draft,
        { everything: true, distinct: false, select: [], tables: [owner, ...draft.tables.filter((table) => table !== owner)] },
        0,
        ["edit:everything"],
      ),
    );
  return found;
}

/** "average rating and resolution": the only aggregate shown, of all number columns shown. */
function shareMeasure(select: readonly Item[], { aggregates, reading: { schema } }: Material): readonly Item[] | null {
  const [agg, other] = new Set(select.flatMap((item) => item.agg ?? []));
  if (agg === undefined || other !== undefined || !aggregates.includes(agg)) return null;
  const shared = select.map((item) => (item.agg === null && isMeasure(item, schema) ? { ...item, agg } : item));
  return shared.some((item, at) => item !== select[at]) ? shared : null;
}

function isMeasure({ field }: Item, schema: Schema): boolean {
  return isFigure(schema.columns[field?.column ?? -1], schema);
}

/** First and last name where one of the two, or the row's key, is shown. */
function wholeName(item: Item, material: Material): readonly number[] {
  const { schema } = material.reading;
  const column = item.field?.column ?? -1;
  const table = schema.tables[schema.columns[column]?.table ?? -1];
  return table?.nameColumns.length === 2 && (table.nameColumns.includes(column) || table.primaryKey.includes(column))
    ? table.nameColumns
    : [];
}

function same(a: Item, b: Item): boolean {
  return a.agg === b.agg && a.field?.column === b.field?.column && (a.distinct ?? false) === (b.distinct ?? false);
}

function additions(material: Material): readonly Item[] {
  const named = [...material.columns].filter(([, score]) => score >= 0.55).map(([column]) => plain(column));
  const entities = [...material.tables]
    .filter(([, score]) => score >= 0.7)
    .flatMap(([table]) => {
      const owner = material.reading.schema.tables[table];
      return [...(owner?.nameColumns ?? []), ...(owner?.primaryKey ?? [])].map(plain);
    });
  return [...named, ...entities, ...(material.says.count || material.says.ranking ? [countRows()] : [])];
}

/** Number columns that may be summed up instead of counting rows: those named, and how many a row of the plan's tables stands for. */
function sums(item: Item, draft: Draft, material: Material): readonly Item[] {
  const { schema } = material.reading;
  if (item.agg !== "count") return [];
  const named = [...material.columns].flatMap(([column, score]) => (score >= 0.6 ? [column] : [])).slice(0, 12);
  const quantities = tablesOf(draft, schema).flatMap((table) =>
    (schema.tables[table]?.columns ?? []).filter((column) => schema.columns[column]?.lemmas.at(-1) === "quantity"),
  );
  return [...new Set([...quantities, ...named])]
    .filter((column) => isFigure(schema.columns[column], schema))
    .slice(0, 4)
    .map((column) => ({ agg: "sum", field: { column } }));
}

/** The same column with another measure: plain, an aggregate that the question names, counted. */
function measures(item: Item, draft: Draft, material: Material): readonly Item[] {
  if (!item.field) return [...(item.table === undefined ? [] : [countRows()]), ...sums(item, draft, material)];
  const { field } = item;
  const column = material.reading.schema.columns[field.column];
  const numeric = isMeasure(item, material.reading.schema);
  const found: Item[] = item.agg === null ? [] : [{ agg: null, field }];
  for (const agg of material.aggregates) if (agg !== item.agg && (numeric || agg === "max" || agg === "min")) found.push({ agg, field });
  if (material.says.count && item.agg !== "count")
    found.push({ agg: "count", field: null, ...(column ? { table: column.table } : {}) }, { agg: "count", field, distinct: true });
  if (item.agg === "count")
    found.push(
      { agg: "count", field: null, ...(column ? { table: column.table } : {}) },
      ...(numeric ? [{ agg: "sum" as const, field }] : []),
    );
  return found;
}
