import { attributeColumns, chooseColumns, columnAt, keysOf, wholeName, type Context } from "@/lib/engines/text2sql/search/context";
import { countRows, EMPTY_DRAFT, extend, plain, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { hasCue, strengths } from "@/lib/engines/text2sql/words/read";
import { flagOf, isFigure, type Column } from "@/lib/engines/text2sql/schema/schema";
import type { SlotOf } from "@/lib/engines/text2sql/words/slots";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/** Ways to read one name in the head or after it: a column to show, or context that only fixes the table. */
export function expandColumn(draft: Draft, slot: SlotOf<"column">, context: Context): readonly Draft[] {
  const { table, column } = strengths(slot.mention);
  const tableId = slot.mention.tables[0]?.table;
  const flags = yesOrNo(draft, slot, context);
  const asContext = tableId === undefined ? [] : [extend(draft, { tables: addTable(draft, tableId) }, 0, ["context"])];
  const shown = chooseColumns(slot.mention, context, draft).filter((choice) => !choice.marks.includes("tableAsName"));
  const both = wholeName(slot.mention, context);
  const isFull =
    both.length > 0 &&
    (context.reading.tokens[slot.mention.start - 1]?.lower === "full" || context.reading.tokens[slot.mention.start]?.lower === "full");
  const asSelect = (price: number, marks: readonly string[]) => [
    ...(isFull ? [] : shown.slice(0, 3)).map((choice) =>
      extend(draft, { select: withItem(draft, plain(choice.column)) }, price + choice.cost, [...choice.marks, ...marks]),
    ),
    ...(both.length > 0
      ? [
          extend(
            draft,
            { select: both.map(plain).reduce((items, item) => withItem({ ...draft, select: items }, item), draft.select) },
            price + 0.2,
            ["wholeName", ...marks],
          ),
        ]
      : []),
  ];
  if (slot.inHead) {
    const entity = table >= column && table > 0;
    if (entity)
      return [...asContext, ...(column > 0.6 && !slot.afterOf ? asSelect(0.5, ["entityAsColumn"]) : []), ...nameOf(draft, slot, context)];
    const hidden =
      slot.afterOf || earlierHead(slot, context) ? [extend(draft, contextTable(draft, slot, context), 0.9, ["columnIgnored"])] : [];
    if (isNameOfColumn(slot, context)) return [extend(draft, {}, 0, ["nameOfColumn"]), ...asSelect(0.6, [])];
    return [
      ...flags,
      ...asSelect((slot.afterOf ? 0.2 : 0) + (flags.length > 0 ? 0.3 : 0), slot.afterOf ? ["selectAfterOf"] : []),
      ...asContext.map((item) => extend(item, {}, 0.6, ["columnAsContext"])),
      ...hidden,
    ];
  }
  const present = ofNamedKey(draft, slot, context);
  const price = slot.added ? 0.4 : 1.3;
  const ignored = extend(
    draft,
    tableId !== undefined && table >= 0.6 ? { tables: addTable(draft, tableId) } : contextTable(draft, slot, context),
    slot.added && column > table ? 0.9 : 0.1,
    ["ignored"],
  );
  return [
    ...flags,
    ...present,
    ignored,
    ...(column > 0.5 ? asSelect(price, [slot.added ? "selectAdded" : "selectLate"]) : []),
    ...(slot.added ? nameOf(draft, slot, context) : []),
  ];
}

/** "names of all directors": where directors are a column, that column is what is asked for. */
function isNameOfColumn(slot: SlotOf<"column">, context: Context): boolean {
  const { atoms, tokens } = context.reading;
  if (slot.mention.end - slot.mention.start !== 1 || tokens[slot.mention.start]?.lemma !== "name" || !hasCue(atoms[slot.at + 1], "of"))
    return false;
  const next = atoms.findIndex((atom, at) => at > slot.at + 1 && !/^(?:the|all|all the|each|every|different|distinct)$/iu.test(atom.text));
  const { table, column } = strengths(atoms[next]?.mention);
  const best = columnAt(context, atoms[next]?.mention?.columns[0]?.column ?? -1);
  return (
    table === 0 &&
    column >= 0.9 &&
    best?.type === "text" &&
    !best.isPrimary &&
    !best.isForeign &&
    context.slots.some((other) => other.kind === "column" && other.at === next && other.inHead)
  );
}

/** "customers on the watch list": a yes-or-no column that is named restricts the rows. */
function yesOrNo(draft: Draft, slot: SlotOf<"column">, context: Context): readonly Draft[] {
  const best = slot.mention.columns[0];
  const column = best ? columnAt(context, best.column) : undefined;
  const flag = column ? flagOf(column) : null;
  if (!best || !column || best.score < 0.6 || !flag || (draft.select.length === 0 && context.subject === null)) return [];
  const { atoms } = context.reading;
  const answer = hasCue(atoms[slot.at + 1], "be") ? atoms[slot.at + 2]?.text.toLowerCase() : undefined;
  const denied = answer === "no" || [1, 2, 3].some((step) => hasCue(atoms[slot.at - step], "not", "without"));
  const condition: Condition = { kind: "compare", item: plain(column.id), op: "=", value: denied ? flag.no : flag.yes };
  context.origin.set(condition, slot.at);
  return [extend(draft, { where: [...draft.where, condition] }, 2 * (1 - best.score) - 0.2, ["yesOrNo"])];
}

/** "students who have president votes", where votes name a student by that key: those whom it names. */
function ofNamedKey(draft: Draft, slot: SlotOf<"column">, context: Context): readonly Draft[] {
  const best = slot.mention.columns[0];
  const key = context.schema.links.find((link) => link.from === best?.column);
  const home = columnAt(context, key?.to ?? -1)?.table;
  const holder = columnAt(context, key?.from ?? -1)?.table;
  const isOther = home !== undefined && home === context.subject && holder !== undefined && holder !== home;
  if (!best || !key || !isOther || best.score < 0.8 || best.score <= (slot.mention.tables[0]?.score ?? 0)) return [];
  const query: Draft = { ...EMPTY_DRAFT, select: [plain(key.from)], tables: [holder] };
  const condition: Condition = { kind: "in", column: key.to, query, negated: false };
  context.origin.set(condition, slot.at);
  return [extend(draft, { where: [...draft.where, condition] }, 0.3, ["presence"])];
}

/** The outputs of a draft with one more, unless it already is among them. */
function withItem(draft: Draft, item: Item): readonly Item[] {
  const same = (other: Item) =>
    other.agg === item.agg && other.field?.column === item.field?.column && other.table === item.table && other.distinct === item.distinct;
  return draft.select.some(same) ? draft.select : [...draft.select, item];
}

/** A table name in the head may ask for the name of its rows: "show the students and their ages". */
function nameOf(draft: Draft, slot: SlotOf<"column">, context: Context): readonly Draft[] {
  const target = slot.mention.tables[0];
  const table = target ? context.schema.tables[target.table] : undefined;
  if (!target || !table || slot.afterOf) return [];
  return [extend(draft, { select: [...draft.select, ...table.nameColumns.map(plain)] }, 0.9 + 2 * (1 - target.score), ["entityName"])];
}

/** With two sentences, names in the first one's head are rarely shown again. */
function earlierHead(slot: SlotOf<"column">, context: Context): boolean {
  const sentence = context.reading.atoms[slot.at]?.sentence ?? 0;
  return context.slots.some(
    (other) =>
      (other.kind === "column" || other.kind === "count" || other.kind === "aggregate") &&
      (context.reading.atoms[other.at]?.sentence ?? 0) > sentence,
  );
}

function contextTable(draft: Draft, slot: SlotOf<"column">, context: Context): Partial<Pick<Draft, "tables">> {
  const best = slot.mention.columns[0];
  const table = best ? columnAt(context, best.column)?.table : undefined;
  return table !== undefined && best && best.score >= 0.9 && context.subject === null ? { tables: addTable(draft, table) } : {};
}

/** The draft's tables with one more at the end. */
export function addTable(draft: Draft, table: number): readonly number[] {
  return draft.tables.includes(table) ? draft.tables : [...draft.tables, table];
}

/** "how many X": rows of a table, different values of a column, or a column that already holds the number. */
export function expandCount(draft: Draft, slot: SlotOf<"count">, context: Context): readonly Draft[] {
  const late = slot.inHead ? 0 : 0.3;
  if (slot.figure) return countFigure(draft, slot, slot.figure, context);
  if (slot.kindsOf) return countKinds(draft, slot, slot.kindsOf, context);
  if (!slot.target)
    return draft.select.some((item) => item.agg === "count")
      ? [extend(draft, {}, 0, ["countAgain"])]
      : [extend(draft, { select: [...draft.select, countRows(context.subject ?? undefined)] }, late, ["countAll"])];
  const found: Draft[] = [];
  // "the numbers of all flights" are what the flights are called by.
  if (/^(?:the )?numbers of$/iu.test(context.reading.atoms[slot.at]?.text ?? ""))
    for (const { column, cost } of keysOf(slot.target, context))
      found.push(extend(draft, { select: withItem(draft, plain(column)) }, cost + late, ["numbersOf"]));
  const add = (item: Item, cost: number, mark: string, tables = draft.tables) =>
    found.push(extend(draft, { select: withItem(draft, item), tables }, cost + late, [mark]));
  for (const { table, score } of slot.target.tables.slice(0, 3)) {
    add(countRows(table), 2 * (1 - score) + (slot.distinct ? 0.8 : 0), "countTable", addTable(draft, table));
    const key = context.schema.tables[table]?.primaryKey[0];
    if (key !== undefined && (slot.distinct || context.named.size > 1))
      add(
        { agg: "count", field: { column: key }, distinct: true },
        2 * (1 - score) + (slot.distinct ? 0.3 : 1.2),
        "countKeys",
        addTable(draft, table),
      );
    const name = context.schema.tables[table]?.nameColumns[0];
    if (slot.distinct && name !== undefined && name !== key)
      add({ agg: "count", field: { column: name }, distinct: true }, 2 * (1 - score) + 0.8, "countNames", addTable(draft, table));
  }
  for (const choice of chooseColumns(slot.target, context, draft, "any", 4)) {
    if (choice.marks.includes("tableAsName")) continue;
    const column = columnAt(context, choice.column);
    const numeric = isFigure(column, context.schema);
    add(
      { agg: "count", field: { column: choice.column }, distinct: true },
      choice.cost + (numeric ? 0.7 : slot.distinct ? 0 : 0.35),
      "countDistinct",
    );
    if (!slot.distinct)
      add({ agg: "count", field: null, ...(column ? { table: column.table } : {}) }, choice.cost + 0.6, "countColumnRows");
    if (numeric && !slot.distinct) add(plain(choice.column), choice.cost + 0.25, "numberColumn");
    if (numeric && !slot.distinct) add({ agg: "sum", field: { column: choice.column } }, choice.cost + 0.4, "sumColumn");
  }
  return found;
}

/** "how many students are enrolled": the total of what is held, what one row holds, or else rows. */
function countFigure(draft: Draft, slot: SlotOf<"count">, figure: Mention, context: Context): readonly Draft[] {
  const rows = expandCount(draft, { ...slot, figure: null }, context);
  const held = chooseColumns(figure, context, draft, "number", 2).filter(({ marks }) => !marks.includes("tableAsName"));
  return [
    ...rows,
    ...held.flatMap(({ column, cost }) => [
      extend(draft, { select: withItem(draft, { agg: "sum", field: { column } }) }, cost + 0.1, ["sumColumn"]),
      extend(draft, { select: withItem(draft, plain(column)) }, cost + 0.3, ["numberColumn"]),
    ]),
  ];
}

/** "how many kinds of lenses": where no column tells the kinds, the different ones or all of them. */
function countKinds(draft: Draft, slot: SlotOf<"count">, of: Mention, context: Context): readonly Draft[] {
  const things = expandCount(draft, { ...slot, target: of, distinct: true, kindsOf: null }, context);
  const rows = expandCount(draft, { ...slot, target: of, kindsOf: null }, context);
  const kinds = slot.target ? expandCount(contextOf(draft, of), { ...slot, kindsOf: null }, context) : [];
  return [...kinds, ...[...things, ...rows].map((option) => extend(option, {}, slot.target ? 0.5 : 0, ["kindsOf"]))];
}

function contextOf(draft: Draft, { tables: [first] }: Mention): Draft {
  return first ? { ...draft, tables: addTable(draft, first.table) } : draft;
}

/** "average age", "total number of students". */
export function expandAggregate(draft: Draft, slot: SlotOf<"aggregate">, context: Context): readonly Draft[] {
  const late = slot.inHead ? 0 : 0.4;
  const found: Draft[] = [];
  if (slot.target) {
    for (const choice of chooseColumns(slot.target, context, draft, slot.fn === "max" || slot.fn === "min" ? "ordered" : "number", 4)) {
      const column = columnAt(context, choice.column);
      if (choice.marks.includes("tableAsName") || (isDated(column) && (slot.fn === "sum" || slot.fn === "avg"))) continue;
      if (slot.fn === "sum" && column && (column.isPrimary || column.isForeign))
        found.push(extend(draft, { select: [...draft.select, countRows(column.table)] }, choice.cost + late, ["sumAsCount"]));
      else
        found.push(
          extend(
            draft,
            { select: [...draft.select, { agg: slot.fn, field: { column: choice.column } }] },
            choice.cost + late,
            choice.marks,
          ),
        );
    }
    const table = slot.target.tables[0] ?? ownerOfDate(slot, context);
    const amounts = table
      ? attributeColumns(["amount", "total", "price", "cost", "value"], context, draft).filter(
          (choice) => columnAt(context, choice.column)?.table === table.table,
        )
      : [];
    // "total amount of loans": where loans have an amount, it is no count.
    const hasAmount =
      /amount/iu.test(context.reading.atoms[slot.at]?.text ?? "") &&
      amounts.some((choice) => columnAt(context, choice.column)?.lemmas.includes("amount"));
    if (table)
      for (const choice of amounts)
        found.push(
          extend(
            draft,
            { select: [...draft.select, { agg: slot.fn, field: { column: choice.column } }], tables: addTable(draft, table.table) },
            choice.cost + 0.5 + 2 * (1 - table.score),
            ["amountOfTable"],
          ),
        );
    if (table && slot.fn === "sum" && !hasAmount)
      found.push(
        extend(
          draft,
          { select: [...draft.select, countRows(table.table)], tables: addTable(draft, table.table) },
          0.6 + 2 * (1 - table.score),
          ["sumAsCount"],
        ),
      );
    for (const choice of table && slot.fn !== "sum" ? onlyMeasures(table.table, context, 2) : [])
      found.push(extend(draft, { select: [...draft.select, { agg: slot.fn, field: { column: choice } }] }, 1.5, ["onlyMeasure"]));
  }
  if (found.length === 0) {
    for (const choice of attributeColumns(["amount", "price", "cost", "total", "value"], context, draft))
      found.push(
        extend(draft, { select: [...draft.select, { agg: slot.fn, field: { column: choice.column } }] }, choice.cost + 1, [
          "guessedMeasure",
        ]),
      );
  }
  return found;
}

/** "total fees charged": the words fit a date, the total is of the table that holds it. */
function ownerOfDate(slot: SlotOf<"aggregate">, context: Context): { readonly table: number; readonly score: number } | undefined {
  const best = slot.target?.columns[0];
  const column = best ? columnAt(context, best.column) : undefined;
  return best && column && isDated(column) ? { table: column.table, score: best.score } : undefined;
}

function isDated(column: Column | undefined): boolean {
  return column?.type === "date" || column?.type === "datetime";
}

/** Number columns of a table when there are only so many that measure something. */
export function onlyMeasures(table: number, context: Context, most: number): readonly number[] {
  const measures = (context.schema.tables[table]?.columns ?? []).filter((id) => {
    const column = columnAt(context, id);
    return isFigure(column, context.schema) && !column?.lemmas.includes("id");
  });
  return measures.length <= most ? measures : [];
}
