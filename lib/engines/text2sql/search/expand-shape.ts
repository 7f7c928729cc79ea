import { attributeColumns, chooseColumns, columnAt, isBirthLike, type Choice, type Context } from "@/lib/engines/text2sql/search/context";
import {
  countRows,
  EMPTY_DRAFT,
  extend,
  plain,
  type Condition,
  type Draft,
  type Field,
  type Item,
} from "@/lib/engines/text2sql/draft/draft";
import { addTable, onlyMeasures } from "@/lib/engines/text2sql/search/expand-select";
import { isFigure } from "@/lib/engines/text2sql/schema/schema";
import { targetOf } from "@/lib/engines/text2sql/schema/join-graph";
import { strengths } from "@/lib/engines/text2sql/words/read";
import type { SlotOf } from "@/lib/engines/text2sql/words/slots";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/** "for each city": the column, or for a table its name or key; shown as well unless it already is. */
export function expandGroup(draft: Draft, slot: SlotOf<"group">, context: Context): readonly Draft[] {
  let drafts: readonly Draft[] = [draft];
  for (const target of slot.targets) drafts = drafts.flatMap((item) => groupBy(item, target, context));
  // "for each student" may only say whose columns are shown.
  return [
    ...drafts,
    ...(isPlain(draft) && slot.word !== "by" && slot.word !== "per" ? [extend(draft, tablesFor(slot, draft), 0.5, ["eachIgnored"])] : []),
  ];
}

function isPlain(draft: Draft): boolean {
  return draft.select.length > 0;
}

function tablesFor(slot: SlotOf<"group">, draft: Draft): Partial<Draft> {
  const table = slot.targets[0]?.tables[0];
  return table && table.score > 0.6 ? { tables: addTable(draft, table.table) } : {};
}

function groupBy(draft: Draft, target: Mention, context: Context): readonly Draft[] {
  const found: Draft[] = [];
  const { table, column } = strengths(target);
  const shown = (columns: readonly number[], by: Field, cost: number, marks: readonly string[], extra: Partial<Draft> = {}) => {
    const missing = columns.filter((id) => !draft.select.some((item) => item.agg === null && item.field?.column === id));
    found.push(
      extend(draft, { ...extra, group: [...draft.group, by], select: [...draft.select, ...missing.map(plain)] }, cost, [
        ...marks,
        "groupShown",
      ]),
    );
    if (missing.length > 0) found.push(extend(draft, { ...extra, group: [...draft.group, by] }, cost + 0.9, [...marks, "groupHidden"]));
  };
  for (const choice of chooseColumns(target, context, draft, "any", 3)) {
    if (choice.marks.includes("tableAsName") || column < 0.4) continue;
    shown([choice.column], { column: choice.column }, choice.cost + (table > column ? 0.6 : 0), ["groupColumn", ...choice.marks]);
  }
  for (const { table: id, score } of target.tables.slice(0, 2)) {
    const owner = context.schema.tables[id];
    const key = owner?.primaryKey[0];
    if (!owner || score < 0.5) continue;
    const price = 1.6 * (1 - score) + (column >= table ? 0.5 : 0);
    const already = draft.select.some((item) => item.agg === null && columnAt(context, item.field?.column ?? -1)?.table === id);
    const by = { column: key ?? owner.nameColumns[0] ?? owner.columns[0] ?? 0 };
    if (already) found.push(extend(draft, { group: [...draft.group, by], tables: addTable(draft, id) }, price, ["groupTable"]));
    else {
      shown(owner.nameColumns, by, price, ["groupTableName"], { tables: addTable(draft, id) });
      if (key !== undefined && !owner.nameColumns.includes(key))
        shown([key], by, price + 0.5, ["groupTableKey"], { tables: addTable(draft, id) });
    }
  }
  return found.sort((a, b) => a.cost - b.cost).slice(0, 7);
}

/** The fields that rows are grouped by when the question compares counts of something per subject. */
export function subjectGroup(
  draft: Draft,
  context: Context,
  counted: number | null,
): readonly (readonly [readonly Field[], number, string])[] {
  if (draft.group.length > 0) return [[draft.group, 0, "groupGiven"]];
  const shown = draft.select.flatMap((item) => (item.agg === null && item.field ? [item.field] : []));
  const table = shown[0] ? columnAt(context, shown[0].column)?.table : (context.subject ?? undefined);
  const key = table === undefined ? undefined : context.schema.tables[table]?.primaryKey[0];
  const options: [readonly Field[], number, string][] = [];
  if (key !== undefined && table !== counted) options.push([[{ column: key }], 0, "groupKey"]);
  if (shown.length > 0) options.push([shown.slice(0, 1), table === counted ? 0 : 0.5, "groupShownColumn"]);
  if (shown.length > 1) options.push([shown, 0.7, "groupAllShown"]);
  if (key !== undefined && table === counted) options.push([[{ column: key }], 0.9, "groupOwnKey"]);
  return options;
}

/** Adds the grouping that an aggregate in order or having needs. */
function grouped(draft: Draft, context: Context, counted: number | null): readonly Draft[] {
  return subjectGroup(draft, context, counted).map(([group, cost, mark]) => extend(draft, { group }, cost, [mark]));
}

/** "the most students", "the highest salary", "oldest", "top 3 … by price", "most common". */
export function expandSuperlative(draft: Draft, slot: SlotOf<"superlative">, context: Context): readonly Draft[] {
  const found: Draft[] = [];
  if (slot.common) return commonest(draft, slot, context);
  if (slot.attributes.length > 0) {
    for (const choice of attributeColumns(slot.attributes, context, draft)) {
      const flip = isBirthLike(columnAt(context, choice.column)) && slot.attributes[0] === "age";
      const isShown = slot.attributes[0] === "date" && draft.select.some((item) => item.field?.column === choice.column);
      found.push(...byColumn(draft, slot, isShown ? { ...choice, cost: choice.cost - 0.3 } : choice, context, flip));
    }
  }
  // "the highest rating", where ratings are rows that hold one figure.
  for (const { table, score } of slot.of?.tables.slice(0, 1) ?? [])
    for (const column of onlyMeasures(table, context, 1))
      found.push(...byColumn(draft, slot, { column, cost: 0.2 + 1.8 * (1 - score), marks: ["onlyMeasure"] }, context, false));
  if (slot.target) {
    const wanted = slot.counted ? "number" : "ordered";
    for (const choice of chooseColumns(slot.target, context, draft, wanted, 4)) {
      if (choice.marks.includes("tableAsName") && slot.counted) continue;
      found.push(...byColumn(draft, slot, slot.counted ? { ...choice, cost: choice.cost + 0.35 } : choice, context, false));
    }
    for (const { table, score } of slot.target.tables.slice(0, 2)) {
      const cost = 1.8 * (1 - score) + (slot.counted ? 0 : 0.9);
      found.push(...byCount(draft, slot, table, context, cost));
    }
    if (slot.counted) {
      for (const choice of chooseColumns(slot.target, context, draft, "any", 2))
        found.push(...byCount(draft, slot, columnAt(context, choice.column)?.table ?? 0, context, choice.cost + 0.5));
    }
  }
  if (found.length === 0 || (slot.counted && !slot.target)) found.push(...byCount(draft, slot, null, context, 0.5));
  return found.sort((a, b) => a.cost - b.cost).slice(0, 8);
}

function byColumn(draft: Draft, slot: SlotOf<"superlative">, choice: Choice, context: Context, flip: boolean): readonly Draft[] {
  const dir = flip ? (slot.dir === "asc" ? "desc" : "asc") : slot.dir;
  const field = { column: choice.column };
  const fn = dir === "desc" ? "max" : "min";
  const found: Draft[] = [];
  const bare = draft.select.length === 0 || draft.select.every((item) => item.agg !== null);
  if (slot.inHead && bare && !slot.explicitN && slot.attributes.length === 0)
    found.push(extend(draft, { select: [...draft.select, { agg: fn, field }] }, choice.cost, [...choice.marks, "superlativeAsAggregate"]));
  if (draft.group.length > 0 && !slot.agg)
    found.push(extend(draft, { select: [...draft.select, { agg: fn, field }] }, choice.cost, [...choice.marks, "superlativePerGroup"]));
  if (draft.group.length > 0 && !slot.agg && !draft.select.some((item) => item.agg !== null)) {
    const isShown = draft.select.some((item) => item.field && !draft.group.some(({ column }) => column === item.field?.column));
    const names = isShown || context.subject === null ? [] : (context.schema.tables[context.subject]?.nameColumns ?? []);
    const select = [...draft.select, ...names.map(plain)];
    if (isShown || names.length > 0)
      found.push(
        extend(
          draft,
          { select, each: { of: draft.group, limit: slot.n }, group: [], order: [{ item: { agg: null, field }, dir }] },
          choice.cost + 0.2,
          [...choice.marks, "firstOfEach"],
        ),
      );
  }
  const top = { order: [{ item: { agg: slot.agg, field }, dir }], limit: slot.n } as const;
  const total = draft.select.some((item) => item.agg !== null) || draft.group.length > 0 || slot.agg !== null;
  if (total)
    found.push(
      ...grouped(
        extend(draft, { order: [{ item: { agg: slot.agg ?? "sum", field }, dir }], limit: slot.n }, choice.cost + 0.3, [
          ...choice.marks,
          "superlativeTotal",
        ]),
        context,
        null,
      ),
    );
  else {
    found.push(extend(draft, top, choice.cost + (slot.inHead && bare ? 0.3 : 0), [...choice.marks, "superlativeOrder"]));
    if (slot.counted)
      found.push(
        ...grouped(
          extend(draft, { order: [{ item: { agg: "sum", field }, dir }], limit: slot.n }, choice.cost + 0.4, [
            ...choice.marks,
            "superlativeSum",
          ]),
          context,
          null,
        ),
      );
    const extreme: Condition = { kind: "aggregate", item: { agg: null, field }, op: "=", of: { agg: fn, field } };
    if (!slot.explicitN)
      found.push(extend(draft, { where: [...draft.where, extreme] }, choice.cost + 1.2, [...choice.marks, "superlativeNested"]));
  }
  return found;
}

function byCount(draft: Draft, slot: SlotOf<"superlative">, counted: number | null, context: Context, cost: number): readonly Draft[] {
  const item: Item = countRows(counted ?? undefined);
  const base = extend(
    draft,
    { order: [{ item, dir: slot.dir }], limit: slot.n, ...(counted === null ? {} : { tables: addTable(draft, counted) }) },
    cost,
    ["superlativeCount"],
  );
  const withCount = draft.select.some((select) => select.agg === "count");
  const found = [...grouped(base, context, counted), ...ofLeading(draft, slot, counted, context, cost)];
  return withCount || draft.select.length === 0
    ? found
    : [...found, ...found.map((option) => extend(option, { select: [...option.select, item] }, 1.6, ["countShown"]))];
}

/** "policies of the customer that has the most claims": what is shown is of the row of another table that leads. */
function ofLeading(draft: Draft, slot: SlotOf<"superlative">, counted: number | null, context: Context, cost: number): readonly Draft[] {
  const { atoms } = context.reading;
  const near = [1, 2, 3].map((step) => atoms[slot.at - step]).find((atom) => atom?.mention);
  const owner = strengths(near?.mention).table >= 0.7 ? near?.mention?.tables[0]?.table : undefined;
  const key = context.schema.tables[owner ?? -1]?.primaryKey[0];
  const homeOf = (column: number) => columnAt(context, targetOf(column, context.schema) ?? column)?.table;
  const isShown = draft.select.some((item) => item.agg !== null || homeOf(item.field?.column ?? -1) === owner);
  if (owner === undefined || key === undefined || counted === null || owner === counted || isShown || draft.select.length === 0) return [];
  const query: Draft = {
    ...EMPTY_DRAFT,
    select: [plain(key)],
    group: [{ column: key }],
    order: [{ item: countRows(counted), dir: slot.dir }],
    limit: slot.n,
    tables: [owner, counted],
  };
  return [
    extend(
      draft,
      { where: [...draft.where, { kind: "in", column: key, query, negated: false }], tables: addTable(draft, owner) },
      cost + 0.2,
      ["ofLeading"],
    ),
  ];
}

function commonest(draft: Draft, slot: SlotOf<"superlative">, context: Context): readonly Draft[] {
  const choices = slot.target ? chooseColumns(slot.target, context, draft, "any", 4) : [];
  const found = choices.flatMap((choice) => {
    const field = { column: choice.column };
    const shown = draft.select.some((item) => item.field?.column === choice.column && item.agg === null);
    const order = { group: draft.group.length > 0 ? draft.group : [field], order: [{ item: countRows(), dir: slot.dir }], limit: slot.n };
    const marks = [...choice.marks, "commonest"];
    const owner = columnAt(context, choice.column)?.table;
    const key = choice.marks.includes("tableAsName") && owner !== undefined ? context.schema.tables[owner]?.primaryKey[0] : undefined;
    const select = shown ? draft.select : [...draft.select, plain(choice.column)];
    return [
      extend(draft, { ...order, select }, choice.cost, marks),
      ...(key !== undefined
        ? [extend(draft, { ...order, group: [{ column: key }], select }, choice.cost - 0.1, [...marks, "commonestKey"])]
        : []),
      ...(!shown && draft.select.length > 0 ? [extend(draft, order, choice.cost + 0.4, [...marks, "commonestHidden"])] : []),
    ];
  });
  return found.length > 0 ? found : byCount(draft, slot, null, context, 0.8);
}

/** "sorted by age", "in alphabetical order", "by number of students". */
export function expandOrder(draft: Draft, slot: SlotOf<"order">, context: Context): readonly Draft[] {
  if (slot.counted) {
    const table = slot.targets[0]?.tables[0]?.table;
    const column = slot.targets[0]?.columns[0];
    const base = extend(
      draft,
      {
        order: [...draft.order, { item: countRows(table), dir: slot.dir }],
        ...(table === undefined ? {} : { tables: addTable(draft, table) }),
      },
      0,
      ["orderCount"],
    );
    const numeric =
      column && columnAt(context, column.column)?.type === "number"
        ? [
            extend(draft, { order: [...draft.order, { item: plain(column.column), dir: slot.dir }] }, 2 * (1 - column.score) + 0.2, [
              "orderNumber",
            ]),
          ]
        : [];
    return [...numeric, ...grouped(base, context, table ?? null)];
  }
  if (slot.targets.length === 0) {
    if (slot.attributes.length > 0)
      return attributeColumns(slot.attributes, context, draft).map((choice) =>
        extend(
          draft,
          { order: [...draft.order, { item: plain(choice.column), dir: directionOf(slot, choice.column, context) }] },
          choice.cost,
          choice.marks,
        ),
      );
    return shownToOrderBy(draft, slot, context).map((item, at) =>
      extend(draft, { order: [...draft.order, { item, dir: slot.dir }] }, 0.2 + at * 0.8, ["orderFirst"]),
    );
  }
  let drafts: readonly Draft[] = [draft];
  for (const target of slot.targets) {
    drafts = drafts.flatMap((item) =>
      chooseColumns(target, context, item, "any", 3).flatMap((choice) => orderBy(item, choice, slot, context)),
    );
  }
  return [...drafts].sort((a, b) => a.cost - b.cost).slice(0, 5);
}

/** What is shown first; "smallest first" goes by a figure where one is shown. */
function shownToOrderBy({ select }: Draft, { ofSize }: SlotOf<"order">, context: Context): readonly Item[] {
  const shown = select.slice(0, 3);
  const figures = shown.filter(({ agg, field }) => agg !== null || isFigure(columnAt(context, field?.column ?? -1), context.schema));
  return ofSize && figures.length > 0 ? figures : shown;
}

/** "oldest first" by a day of birth begins with the earliest. */
function directionOf({ dir, attributes }: SlotOf<"order">, column: number, context: Context): "asc" | "desc" {
  const isTurned = attributes[0] === "age" && isBirthLike(columnAt(context, column));
  return isTurned === (dir === "asc") ? "desc" : "asc";
}

function orderBy(draft: Draft, choice: Choice, slot: SlotOf<"order">, context: Context): readonly Draft[] {
  const dir = directionOf(slot, choice.column, context);
  const selected = draft.select.find((item) => item.agg !== null && item.field?.column === choice.column);
  const item: Item = { agg: slot.agg, field: { column: choice.column } };
  const plainOrder = extend(draft, { order: [...draft.order, { item, dir }] }, choice.cost, [...choice.marks, "orderColumn"]);
  return selected && slot.agg === null
    ? [extend(draft, { order: [...draft.order, { item: selected, dir }] }, choice.cost - 0.1, ["orderSelected"]), plainOrder]
    : [plainOrder];
}
