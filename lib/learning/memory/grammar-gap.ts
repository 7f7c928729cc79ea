import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { OWN_ORDER } from "@/lib/engines/text2sql/draft/group-order";
import { conditionItems, itemsOf, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import { readGraded } from "@/lib/language/lexicon";
import { lemma, root } from "@/lib/language/words";
import type { KnownPlan } from "@/lib/learning/memory/case";
import { signsOfSql } from "@/lib/learning/memory/sql-usage";
import type { Outline } from "@/lib/learning/memory/outline";

/**
 * How often only the new question says something that a plan carries out, or does not; and how often a plan does what only the known one
 * says.
 */
export type GrammarGap = { readonly met: number; readonly unmet: number; readonly unasked: number };

/**
 * What a plan may do unasked, or leave undone, and yet be the right one, as seen on training databases; anything else asks for something
 * different.
 */
const MAY_BE_UNASKED = /^(?:distinct|common|both)$/u;
const MAY_BE_UNMET = /^(?:distinct|common)$/u;
const UPWARDS = /^(?:asc|alphabetical)$/u;
/**
 * So may a split, where the plan splits and the known question says no other: "for each student" may be grouped by what students are told
 * apart by.
 */
const SPLIT = /^(?:each|(?:by|each) .+)$/u;
/** What says an order says that there is one; "the most visits" are counted. */
const IMPLIED_BY: Readonly<Record<string, readonly string[]>> = {
  order: ["asc", "desc", "alphabetical"],
  count: ["counted asc", "counted desc"],
};

/**
 * Compares the grammar of a new question with that of a known one, each difference held against the known one's plan, or the SQL
 * that none can hold.
 * @returns null where they ask for different things: one counts, denies, compares, splits or ranks where the other does not and the plan
 *   tells
 */
export function grammarGap(here: Outline, there: Outline, plan: KnownPlan, schema: Schema): GrammarGap | null {
  const draft = plan.kind === "draft" ? plan.draft : null;
  const done = draft && carriedOut(draft, schema);
  // What the rows are told apart by can be named without "each": "types and the number of allergies".
  const isSplitNamed =
    draft !== null && draft.group.every(({ column }) => rowsNamedBy(column, schema).some((name) => here.named.has(name)));
  const isDone = (signs: Signs): boolean => done !== null && signs.some((sign) => done.has(sign));
  const borneOut =
    draft && done ? new Set([...done, ...namedInPlan(draft, schema)]) : new Set(plan.kind === "sql" ? signsOfSql(plan.sql) : []);
  const isBorneOut = (signs: Signs): boolean => signs.some((sign) => borneOut.has(sign));
  // "For each room, give its price": a list has every row anyway.
  const isIdle = (signs: Signs): boolean => draft?.limit === null && isList(draft) && signs.some((sign) => /^each\b/u.test(sign));
  const isActedOn = (signs: Signs): boolean =>
    (done === null || isDone(signs)) &&
    !isIdle(signs) &&
    !(isSplitNamed && signs.some((sign) => sign === "each" || sign.startsWith("by ")));
  const [fresh, gone] = [onlyIn(here, there), onlyIn(there, here)];
  const unasked = gone.filter(isActedOn);
  const mayBeSplit = draft !== null && draft.group.length > 0 && !gone.some((signs) => signs.some((sign) => SPLIT.test(sign)));
  const unmet = fresh.filter((signs) => !isBorneOut(signs));
  // What is put in order goes upwards unless it is said.
  const takesAll = plan.kind === "draft" ? plan.draft.limit === null : !/\blimit\b/iu.test(plan.sql);
  const isOrdered = takesAll && here.grammar.some((signs) => signs.some((sign) => sign === "order" || sign === "alphabetical"));
  // A plan takes as many as the new question says, so that "several" need not be heard.
  const mayBeUnasked = (sign: string): boolean =>
    MAY_BE_UNASKED.test(sign) || (isOrdered && UPWARDS.test(sign)) || (sign === "several" && (draft?.limit ?? 1) > 1);
  if (
    !unasked.every((signs) => signs.some(mayBeUnasked)) ||
    !unmet.every((signs) => signs.some((sign) => MAY_BE_UNMET.test(sign) || (mayBeSplit && SPLIT.test(sign))))
  )
    return null;
  return { met: fresh.length - unmet.length, unmet: unmet.length, unasked: unasked.length };
}

type Signs = Outline["grammar"][number];

function onlyIn(own: Outline, other: Outline): readonly Signs[] {
  const said = new Set(other.grammar.flat());
  return own.grammar.filter((signs) => !signs.some((sign) => said.has(sign) || IMPLIED_BY[sign]?.some((one) => said.has(one))));
}

/** The signs of an outline that a plan acts on. */
function carriedOut(draft: Draft, schema: Schema): ReadonlySet<string> {
  const done = new Set<string>();
  const add = (when: boolean, ...signs: readonly string[]): void => {
    if (when) for (const sign of signs) done.add(sign);
  };
  for (const item of itemsOf(draft)) {
    if (item.agg) done.add(item.agg);
    add(item.agg === "min", "asc");
    add(item.agg === "max", "desc");
    add(item.distinct === true, "distinct");
    add(item.minus !== undefined, "difference");
    add(/^(?:min|max)$/u.test(item.agg ?? "") && item.field !== null && isAge(item.field.column, schema), "age");
    add(item.share === true || item.percent === true, "percent");
  }
  // An order that no question asked for bears out no word.
  const asked = draft.marks.includes(OWN_ORDER) ? [] : draft.order;
  for (const { dir, item } of asked) {
    add(true, dir, "order");
    add(draft.limit === 1, dir === "asc" ? "min" : "max");
    add(item.agg === "count", "common");
    add(item.agg === null && dir === "asc", "alphabetical");
    add(item.field !== null && isAge(item.field.column, schema), "age");
  }
  // "Each" row of a list is every row.
  const list = isList(draft);
  add(draft.group.length > 0 || list, "each");
  add(draft.group.length > 0, "distinct");
  add(draft.distinct, "distinct");
  add((draft.limit ?? 1) > 1, "several");
  if (list && draft.limit === null) for (const table of tablesOf(draft, schema)) done.add(`each t${table}`);
  if (list) for (const { field } of draft.select) if (field) addSplit("each", field.column, schema, done);
  for (const { column } of draft.group) for (const manner of ["each", "by"]) addSplit(manner, column, schema, done);
  for (const { item } of asked) {
    if (item.field) addSplit("by", item.field.column, schema, done);
    if (item.agg) done.add(`by ${item.agg}`);
  }
  for (const condition of [...draft.where, ...draft.having]) for (const sign of signsOfCondition(condition, schema)) done.add(sign);
  if (draft.set) {
    add(true, draft.set.op === "union" ? "or" : draft.set.op === "intersect" ? "both" : "not");
    add(draft.set.op === "intersect", "common");
    for (const sign of carriedOut(draft.set.right, schema)) done.add(sign);
  }
  return done;
}

function isList({ group, select }: Draft): boolean {
  return group.length === 0 && select.every(({ agg }) => agg === null);
}

/**
 * What the columns of a plan say by themselves: "average humidity" is what `mean_humidity` holds, the "number of kids" what `kids` does,
 * "every man" whose sex is one.
 */
function namedInPlan(draft: Draft, schema: Schema): readonly string[] {
  const columns = [...usageOf(draft, schema).columns.keys()].flatMap((id) => schema.columns[id] ?? []);
  const isFigure = itemsOf(draft).some(
    ({ agg, field }) => agg !== "count" && field !== null && schema.columns[field.column]?.type === "number",
  );
  const filtered = isList(draft)
    ? draft.where.flatMap(conditionItems).flatMap(({ field }) => (field ? [`each c${field.column}`, `each v${field.column}`] : []))
    : [];
  return [
    ...(isFigure ? ["figure"] : []),
    ...filtered,
    ...columns.flatMap(({ lemmas }) => lemmas.flatMap((word) => (Object.hasOwn(STATISTICS, word) ? (STATISTICS[word] ?? []) : []))),
  ];
}

/** Words of names for what an aggregate would give. */
const STATISTICS: Readonly<Record<string, string>> = { average: "avg", mean: "avg", total: "sum", maximum: "max", minimum: "min" };

/** Whether rows stand by time or age when they stand by a column. */
function isAge(id: number, schema: Schema): boolean {
  const column = schema.columns[id];
  return column !== undefined && (/^date/u.test(column.type) || column.lemmas.some((word) => AGE_WORDS.has(word)));
}

const AGE_WORDS = new Set(["old", "early"].flatMap((word) => readGraded(word, "most")?.attributes ?? []));

function addSplit(manner: string, column: number, schema: Schema, done: Set<string>): void {
  for (const name of rowsNamedBy(column, schema)) done.add(`${manner} ${name}`);
  const head = schema.columns[column]?.words.at(-1);
  if (head !== undefined) done.add(`${manner} ${root(lemma(head.toLowerCase()))}`);
}

/** A column and, where a value of it stands for a row (a key or a name), that row's table. */
function rowsNamedBy(column: number, schema: Schema): readonly string[] {
  const pointedTo = schema.links.filter(({ from }) => from === column).map(({ to }) => to);
  const isRow = (id: number): boolean =>
    schema.columns[id]?.isPrimary === true ||
    schema.columns[id]?.isUnique === true ||
    schema.tables.some(({ nameColumns }) => nameColumns.includes(id));
  return [column, ...pointedTo].flatMap((id) => [`c${id}`, ...(isRow(id) ? [`t${schema.columns[id]?.table ?? ""}`] : [])]);
}

function signsOfCondition(condition: Condition, schema: Schema): readonly string[] {
  const own = conditionItems(condition).flatMap(({ agg }) => agg ?? []);
  switch (condition.kind) {
    case "compare":
    case "columns":
      return [...own, condition.op, ...(condition.op === "!=" ? ["not"] : [])];
    case "aggregate":
      return [
        ...own,
        condition.op,
        ...(condition.of.agg ? [condition.of.agg] : []),
        ...(condition.of.agg === "max" ? ["desc"] : condition.of.agg === "min" ? ["asc"] : []),
      ];
    case "between":
      return [...own, "between", ">=", "<=", ">", "<", ...(condition.negated ? ["not"] : [])];
    case "like":
      return [
        ...own,
        condition.pattern.startsWith("%") ? (condition.pattern.endsWith("%") ? "contains" : "ends") : "starts",
        ...(condition.negated ? ["not"] : []),
      ];
    case "null":
      return [...own, "null", ...(condition.negated ? ["not"] : [])];
    case "in":
      return [...(condition.negated ? ["not"] : []), ...carriedOut(condition.query, schema)];
    case "or":
      return ["or", ...condition.items.flatMap((item) => signsOfCondition(item, schema))];
    default:
      return condition satisfies never;
  }
}
