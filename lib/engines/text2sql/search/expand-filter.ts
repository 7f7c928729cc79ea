import { FIRST_NAME, LAST_NAME } from "@/lib/engines/text2sql/schema/names";
import type { CompareOp, Value } from "@/lib/query/ir";
import {
  attributeColumns,
  chooseColumns,
  columnAt,
  isBirthLike,
  keysOf,
  usedTables,
  type Choice,
  type Context,
} from "@/lib/engines/text2sql/search/context";
import { countRows, extend, holds, patternOf, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { addTable } from "@/lib/engines/text2sql/search/expand-select";
import { normalise } from "@/lib/language/words";
import { strengths } from "@/lib/engines/text2sql/words/read";
import { isFigure, placeOfNumber } from "@/lib/engines/text2sql/schema/schema";
import { isYear } from "@/lib/engines/text2sql/words/slot-number";
import type { SlotOf } from "@/lib/engines/text2sql/words/slots";

const NEGATED: Readonly<Record<CompareOp, CompareOp>> = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

function addWhere(draft: Draft, condition: Condition, at: number, context: Context, cost: number, marks: readonly string[]): Draft {
  context.origin.set(condition, at);
  return extend(draft, { where: [...draft.where, condition] }, cost, marks);
}

function addHaving(
  draft: Draft,
  condition: Condition,
  at: number,
  context: Context,
  cost: number,
  marks: readonly string[],
  tables = draft.tables,
): Draft {
  context.origin.set(condition, at);
  return extend(draft, { having: [...draft.having, condition], tables }, cost, marks);
}

/** A stored value: each column that holds it, the hinted one first. */
export function expandValue(draft: Draft, slot: SlotOf<"value">, context: Context): readonly Draft[] {
  const op = slot.negated ? "!=" : "=";
  const hinted = slot.hint ? chooseColumns(slot.hint, context, draft, "any", 6) : [];
  const stored = slot.mention?.values ?? [];
  const found = stored.map((target) => {
    const { column, score } = target;
    const hint = hinted.findIndex((choice) => choice.column === column);
    const place = placeCost(column, context);
    const cost = 1.5 * (1 - Math.min(1, score)) + place + (slot.hint === null ? 0 : hint === 0 ? -0.5 : hint > 0 ? -0.3 : 0.5);
    return addWhere(draft, holds(target, slot.negated), slot.at, context, cost, [
      ...(hint >= 0 ? ["valueHinted"] : ["value"]),
      ...(target.isPart ? ["valuePart"] : []),
    ]);
  });
  // "music genres": a plain word that happens to be stored somewhere may say nothing.
  const idle =
    !slot.quoted && slot.text === slot.text.toLowerCase() && slot.hint === null && !slot.negated
      ? [extend(draft, {}, 1.1, ["valueIgnored"])]
      : [];
  if (stored.length > 0) return [...[...found].sort((a, b) => a.cost - b.cost).slice(0, 5), ...idle];
  const person = fullName(draft, slot, op, context);
  if (person.length > 0) return person;
  const typed: Value = slot.text;
  const guesses = hinted.length > 0 ? hinted : subjectName(context);
  return guesses
    .slice(0, 3)
    .map((choice) =>
      addWhere(
        draft,
        { kind: "compare", item: { agg: null, field: { column: choice.column } }, op, value: typed },
        slot.at,
        context,
        choice.cost + 1,
        ["valueUnknown"],
      ),
    );
}

/** "Ann Lee" where first and last names are stored apart. */
function fullName(draft: Draft, slot: SlotOf<"value">, op: CompareOp, context: Context): readonly Draft[] {
  const words = normalise(slot.text).split(" ");
  if (words.length < 2) return [];
  return context.schema.tables.flatMap((table) => {
    const first = table.columns.find((id) => FIRST_NAME.test(columnAt(context, id)?.lemmas.join(" ") ?? ""));
    const last = table.columns.find((id) => LAST_NAME.test(columnAt(context, id)?.lemmas.join(" ") ?? ""));
    if (first === undefined || last === undefined) return [];
    for (let cut = 1; cut < words.length; cut++) {
      const given = context.schema.values.get(words.slice(0, cut).join(" "))?.find((stored) => stored.column === first);
      const family = context.schema.values.get(words.slice(cut).join(" "))?.find((stored) => stored.column === last);
      if (!given || !family) continue;
      const item = (column: number): Item => ({ agg: null, field: { column } });
      const half = addWhere(
        draft,
        { kind: "compare", item: item(first), op, value: given.value },
        slot.at,
        context,
        placeCost(first, context),
        ["fullName"],
      );
      return [addWhere(half, { kind: "compare", item: item(last), op, value: family.value }, slot.at, context, 0, [])];
    }
    return [];
  });
}

function placeCost(column: number, context: Context): number {
  const target = columnAt(context, column);
  if (!target) return 2;
  const named = context.named.has(target.table) ? 0 : 0.45;
  const own = target.table === context.subject ? -0.1 : 0;
  const isName = context.schema.tables[target.table]?.nameColumns.includes(column) ? -0.05 : 0;
  return named + own + isName;
}

function subjectName(context: Context): readonly Choice[] {
  const table = context.subject === null ? undefined : context.schema.tables[context.subject];
  return (table?.nameColumns ?? []).map((column) => ({ column, cost: 0.8, marks: [] }));
}

/** "contains", "starts with", "ends with". */
export function expandLike(draft: Draft, slot: SlotOf<"like">, context: Context): readonly Draft[] {
  const pattern = patternOf(slot.text, slot.mode);
  const choices = slot.target ? chooseColumns(slot.target, context, draft, "text", 3) : subjectName(context);
  return choices.map((choice) =>
    addWhere(
      draft,
      { kind: "like", item: { agg: null, field: { column: choice.column } }, pattern, negated: slot.negated },
      slot.at,
      context,
      choice.cost,
      ["like"],
    ),
  );
}

/** "is null", "is not null". */
export function expandNull(draft: Draft, slot: SlotOf<"null">, context: Context): readonly Draft[] {
  return chooseColumns(slot.target, context, draft, "any", 3).map((choice) =>
    addWhere(
      draft,
      { kind: "null", item: { agg: null, field: { column: choice.column } }, negated: slot.negated },
      slot.at,
      context,
      choice.cost,
      ["null"],
    ),
  );
}

/** "older than 20", "more than 5 students", "average age above 30", "between 1 and 3". */
export function expandCompare(draft: Draft, slot: SlotOf<"compare">, context: Context): readonly Draft[] {
  const op = slot.negated ? NEGATED[slot.op] : slot.op;
  const compare: Compared = (item, flip = false) => {
    const condition: Condition =
      slot.high === null
        ? { kind: "compare", item, op: flip ? mirrored(op) : op, value: slot.value }
        : { kind: "between", item, low: slot.value, high: slot.high, ...(slot.negated ? { negated: true } : {}) };
    if (slot.negated) context.negated.add(condition);
    return condition;
  };
  const found = [
    ...comparedColumns(draft, slot, context, compare),
    ...comparedRows(draft, slot, context, compare),
    ...comparedAttributes(draft, slot, context, compare),
  ];
  for (const choice of amountsOf(slot, context, draft))
    found.push(addWhere(draft, compare({ agg: null, field: { column: choice.column } }), slot.at, context, choice.cost + 0.1, ["amount"]));
  const guessed = () => addHaving(draft, compare(countRows()), slot.at, context, 0.8, ["havingCountGuess"]);
  if (typeof slot.value === "number" && found.every(({ marks }) => marks.includes("havingCount") || marks.includes("typeMisfit"))) {
    for (const { id, cost } of holdersOf(slot.value, context, draft)) {
      const holder = compare({ agg: null, field: { column: id } });
      found.push(addWhere(draft, holder, slot.at, context, cost + (slot.counted ? 0.4 : 0), ["holder"]));
    }
    if (slot.target === null) found.push(guessed());
  }
  if (found.length === 0 && typeof slot.value === "number") found.push(guessed());
  return found.sort((a, b) => a.cost - b.cost).slice(0, 5);
}

/** The condition of a comparison on an item. @param flip where more of the word is less of the column */
type Compared = (item: Item, flip?: boolean) => Condition;

/** "age above 30", "average age above 30", "student number 12". */
function comparedColumns(draft: Draft, slot: SlotOf<"compare">, context: Context, compare: Compared): Draft[] {
  const found: Draft[] = [];
  const { target, agg, at } = slot;
  if (target === null) return found;
  for (const choice of slot.counted ? [] : chooseColumns(target, context, draft, wantedFor(slot.value), 4)) {
    if (choice.marks.includes("tableAsName") || (wantedFor(slot.value) === "date" && choice.marks.includes("typeMisfit"))) continue;
    const field = yearField(choice.column, slot, context);
    const holder = columnAt(context, choice.column);
    if (isYear(slot.value) && holder?.type === "text" && !holder.lemmas.includes("year")) continue;
    const total = { agg, field: { column: choice.column } };
    if (agg) found.push(addHaving(draft, compare(total), at, context, choice.cost, ["havingAggregate"]));
    else found.push(addWhere(draft, compare({ agg: null, field }), at, context, choice.cost, choice.marks));
  }
  for (const { column, cost } of slot.keyed ? keysOf(target, context) : [])
    found.push(addWhere(draft, compare({ agg: null, field: { column } }), at, context, cost, ["keyOfNumber"]));
  return found;
}

/** "more than 5 students": the rows of a table counted, an amount of them added up, or a column that holds the count. */
function comparedRows(draft: Draft, slot: SlotOf<"compare">, context: Context, compare: Compared): Draft[] {
  const found: Draft[] = [];
  const { target, agg, at } = slot;
  const table = target?.tables[0];
  for (const choice of table && agg ? attributeColumns(MEASURES, context, draft) : []) {
    if (columnAt(context, choice.column)?.table !== table?.table) continue;
    const total = { agg, field: { column: choice.column } };
    found.push(addHaving(draft, compare(total), at, context, choice.cost + 0.3, ["havingAmount"]));
  }
  if (table && typeof slot.value === "number" && !agg) {
    const cost = 2 * (1 - table.score) + (slot.keyed ? 1.2 : slot.counted ? 0 : strengths(target).column > 0.6 ? 0.6 : 0.2);
    found.push(addHaving(draft, compare(countRows(table.table)), at, context, cost, ["havingCount"], addTable(draft, table.table)));
  }
  for (const choice of slot.counted && target ? chooseColumns(target, context, draft, "any", 3) : []) {
    if (choice.marks.includes("tableAsName")) continue;
    const column = columnAt(context, choice.column);
    const held = compare({ agg: null, field: { column: choice.column } });
    if (isFigure(column, context.schema)) found.push(addWhere(draft, held, at, context, choice.cost + 0.3, ["countedColumn"]));
    const counted = compare({ agg: "count", field: null, ...(column ? { table: column.table } : {}) });
    found.push(addHaving(draft, counted, at, context, choice.cost + 0.7, ["havingCount"]));
  }
  return found;
}

/** "older than 20": the columns that such a word measures. */
function comparedAttributes(draft: Draft, slot: SlotOf<"compare">, context: Context, compare: Compared): Draft[] {
  if (slot.attributes.length === 0) return [];
  return attributeColumns(slot.attributes, context, draft).map((choice) => {
    const flip = isBirthLike(columnAt(context, choice.column)) && slot.attributes.includes("age");
    const condition = compare({ agg: null, field: yearField(choice.column, slot, context) }, flip);
    return addWhere(draft, condition, slot.at, context, choice.cost + (slot.target ? 0.8 : 0), choice.marks);
  });
}

const ISO = /^\d{4}-\d{1,2}-\d{1,2}/u;

function wantedFor(value: Value): "number" | "date" | "any" {
  if (typeof value === "string" && ISO.test(value)) return "date";
  return typeof value === "number" && !isYear(value) ? "number" : "any";
}

/** Number columns of the tables in question that hold such a number: "projects that require between 100 and 300 hours". */
function holdersOf(value: number, context: Context, draft: Draft): readonly { readonly id: number; readonly cost: number }[] {
  const tables = new Set([...usedTables(draft, context), ...draft.tables, ...(context.subject === null ? [] : [context.subject])]);
  return context.schema.columns
    .flatMap((column) => {
      const place = isFigure(column, context.schema) && tables.has(column.table) ? placeOfNumber(value, column) : "outside";
      return place === "outside" ? [] : [{ id: column.id, cost: place === "seen" ? 0.8 : 1.2 }];
    })
    .slice(0, 4);
}

function mirrored(op: CompareOp): CompareOp {
  return ({ "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const)[op];
}

const OLDEST = 150;

/** "loans above 1 million": the amount that a table holds, where no column is named. */
function amountsOf(slot: SlotOf<"compare">, context: Context, draft: Draft): readonly Choice[] {
  const { table, column } = strengths(slot.target);
  const guessed =
    slot.attributes.length === 0 ||
    (slot.attributes[0] === "age" && slot.target === null && typeof slot.value === "number" && slot.value > OLDEST);
  if (slot.counted || slot.agg || !guessed || typeof slot.value !== "number" || (slot.target !== null && column >= table)) return [];
  const owner = slot.target?.tables[0]?.table ?? context.subject;
  return attributeColumns(["amount", "price", "cost", "total", "value", "balance", "principal"], context, draft).filter(
    (choice) => columnAt(context, choice.column)?.table === owner,
  );
}

/** A bare year compared with a date column means its year. */
function yearField(column: number, slot: SlotOf<"compare">, context: Context): { column: number; part?: "year" } {
  const target = columnAt(context, column);
  return isYear(slot.value) && (target?.type === "date" || target?.type === "datetime") ? { column, part: "year" } : { column };
}

/** "above the average price", "older than the average", "more than any employee". */
export function expandVersus(draft: Draft, slot: SlotOf<"versus">, context: Context): readonly Draft[] {
  const wanted = DATED.has(slot.attributes[0] ?? "") ? "ordered" : "number";
  const choices = slot.target
    ? chooseColumns(slot.target, context, draft, wanted, 3).filter((choice) => !choice.marks.includes("tableAsName"))
    : [];
  const fitting = choices.filter((choice) => !choice.marks.includes("typeMisfit"));
  const graded = slot.attributes.length > 0 ? attributeColumns(slot.attributes, context, draft) : [];
  const named = [...(fitting.length > 0 || graded.length > 0 ? fitting : choices), ...graded];
  const all = named.some((choice) => !choice.marks.includes("typeMisfit")) ? named : [...named, ...measuresOf(context, draft)];
  return all.flatMap((choice) =>
    slot.fns.map((fn, at) => {
      const field = { column: choice.column };
      const condition: Condition = { kind: "aggregate", item: { agg: slot.own, field }, op: slot.op, of: { agg: fn, field } };
      return (slot.own ? addHaving : addWhere)(draft, condition, slot.at, context, choice.cost + 0.2 * at, ["versus"]);
    }),
  );
}

const DATED: ReadonlySet<string> = new Set(["date", "year", "time"]);
const MEASURES = ["salary", "amount", "price", "cost", "total", "value", "balance"] as const;

/** "make more than the average": what rows of the table in question are measured by. */
function measuresOf(context: Context, draft: Draft): readonly Choice[] {
  const known = attributeColumns(MEASURES, context, draft).filter((choice) => columnAt(context, choice.column)?.table === context.subject);
  const numbers = context.schema.columns.filter((column) => column.table === context.subject && isFigure(column, context.schema));
  return known.length > 0 ? known : numbers.slice(0, 3).map((column) => ({ column: column.id, cost: 1.2, marks: ["onlyMeasure"] }));
}
