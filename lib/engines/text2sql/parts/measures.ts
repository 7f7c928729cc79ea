import { choice, partOf, type Choice, type Part } from "@/lib/engines/parts";
import { countRows, plain, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { columnsOfTable, isDate, mainTable, type PartContext } from "@/lib/engines/text2sql/parts/near";
import { settle } from "@/lib/engines/text2sql/parts/settle";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeItem } from "@/lib/engines/text2sql/draft/explain-conditions";

/** What is counted, added up or shown, each a part; the columns that groups are named by belong to the grouping. */
export function measureParts(draft: Draft, { schema }: PartContext): readonly Part<Draft>[] {
  if (draft.everything)
    return [
      partOf("measure.0", "measure", "every column", [
        ...counted(draft, schema),
        ...columnsOfTable(draft.tables[0] ?? 0, schema).map((column) =>
          choice(
            `only ${describeItem(plain(column.id), schema)}`,
            settle(draft, { ...draft, everything: false, select: [plain(column.id)] }, schema),
          ),
        ),
      ]),
    ];
  const parts = draft.select.flatMap((item, at): Part<Draft>[] => {
    if (item.agg === null && isOfGroup(item, draft)) return [];
    const choices = item.agg === null ? shownChoices(item, draft, schema) : measureChoices(item, draft, schema);
    return [partOf(`measure.${at}`, "measure", describeItem(item, schema), choices)];
  });
  const lists = draft.select.every(({ agg }) => agg === null) && draft.group.length === 0;
  return [...parts, lists ? moreColumns(draft, schema) : moreFigures(draft, schema)];
}

/** The figures that may stand in the place of one: of the rows of the same table, so that nothing is counted twice. */
export function otherFigures(item: Item, draft: Draft, schema: Schema): readonly Item[] {
  const table = item.table ?? schema.columns[item.field?.column ?? -1]?.table ?? mainTable(draft, schema);
  const columns = columnsOfTable(table, schema);
  const own = columns.find(({ id }) => id === item.field?.column);
  const numbers = columns.filter(({ type, isUnique }) => type === "number" && !isUnique);
  const ofOwn = own === undefined ? [] : figuresOf(own).map((agg): Item => ({ agg, field: { column: own.id } }));
  return [
    countRows(table),
    ...ofOwn,
    ...numbers.flatMap(({ id }) => (["sum", "avg"] as const).map((agg): Item => ({ agg, field: { column: id } }))),
    ...columns.filter(({ type }) => type === "text").map(({ id }): Item => ({ agg: "count", field: { column: id }, distinct: true })),
  ];
}

function figuresOf(column: Column): readonly NonNullable<Item["agg"]>[] {
  if (column.type === "number") return ["sum", "avg", "min", "max", "median"];
  return isDate(column) ? ["min", "max"] : [];
}

function measureChoices(item: Item, draft: Draft, schema: Schema): readonly Choice<Draft>[] {
  const others = otherFigures(item, draft, schema).filter(
    (other) => !sameItem(other, item) && !draft.select.some((shown) => sameItem(shown, other)),
  );
  const swapped = others.map((other) => choice(describeItem(other, schema), settle(draft, exchange(draft, item, other), schema)));
  const rest = draft.select.filter((other) => other !== item);
  const without = rest.some(({ agg }) => agg !== null)
    ? [
        choice(
          "leave it out",
          settle(draft, { ...draft, select: rest, order: draft.order.filter((order) => !sameItem(order.item, item)) }, schema),
        ),
      ]
    : [];
  return [...swapped, ...without];
}

function shownChoices(item: Item, draft: Draft, schema: Schema): readonly Choice<Draft>[] {
  const table = schema.columns[item.field?.column ?? -1]?.table ?? mainTable(draft, schema);
  const others = columnsOfTable(table, schema)
    .map(({ id }) => plain(id))
    .filter((other) => !draft.select.some((shown) => sameItem(shown, other)));
  const rest = draft.select.filter((other) => other !== item);
  return [
    ...others.map((other) => choice(describeItem(other, schema), settle(draft, exchange(draft, item, other), schema))),
    ...(rest.length > 0 ? [choice("leave it out", settle(draft, { ...draft, select: rest }, schema))] : []),
    ...(draft.group.length === 0 ? counted(draft, schema) : []),
  ];
}

function moreColumns(draft: Draft, schema: Schema): Part<Draft> {
  const others = columnsOfTable(mainTable(draft, schema), schema)
    .map(({ id }) => plain(id))
    .filter((other) => !draft.select.some((shown) => sameItem(shown, other)));
  return partOf(
    "measure.new",
    "measure",
    "column",
    others.map((other) => choice(describeItem(other, schema), settle(draft, { ...draft, select: [...draft.select, other] }, schema))),
    true,
  );
}

function moreFigures(draft: Draft, schema: Schema): Part<Draft> {
  const figure = draft.select.find(({ agg }) => agg !== null) ?? countRows(mainTable(draft, schema));
  const others = [figure, ...otherFigures(figure, draft, schema)].filter((other) => !draft.select.some((shown) => sameItem(shown, other)));
  return partOf(
    "measure.new",
    "measure",
    "figure",
    others.map((other) => choice(describeItem(other, schema), settle(draft, { ...draft, select: [...draft.select, other] }, schema))),
    true,
  );
}

/** How many rows there are, instead of the rows. */
function counted(draft: Draft, schema: Schema): readonly Choice<Draft>[] {
  const rows = countRows(mainTable(draft, schema));
  return [
    choice(
      describeItem(rows, schema),
      settle(draft, { ...draft, everything: false, distinct: false, select: [rows], order: [], limit: null }, schema),
    ),
  ];
}

/** One item in the place of another, wherever it shows, sorts or bounds. */
function exchange(draft: Draft, before: Item, after: Item): Draft {
  const swap = (item: Item): Item => (sameItem(item, before) ? after : item);
  const bound = (condition: Condition): Condition =>
    condition.kind === "or" || condition.kind === "in" ? condition : { ...condition, item: swap(condition.item) };
  return {
    ...draft,
    select: draft.select.map(swap),
    order: draft.order.map((order) => ({ ...order, item: swap(order.item) })),
    having: draft.having.map(bound),
  };
}

/** Two items that are the same column or figure. */
export function sameItem(a: Item, b: Item): boolean {
  return (
    JSON.stringify([
      a.agg,
      a.field,
      a.agg === null ? null : a.table,
      a.distinct === true,
      a.filter,
      a.share,
      a.percent,
      a.over,
      a.minus,
      a.times,
    ]) ===
    JSON.stringify([
      b.agg,
      b.field,
      b.agg === null ? null : b.table,
      b.distinct === true,
      b.filter,
      b.share,
      b.percent,
      b.over,
      b.minus,
      b.times,
    ])
  );
}

function isOfGroup(item: Item, draft: Draft): boolean {
  return draft.group.some((field) => field.column === item.field?.column);
}
