import { joinTree, tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { conditionItems, type Condition, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/**
 * False for what a strict database does not run: totals of what is no number, sets of unequal width, aggregates among conditions on rows,
 * an order by groups without any.
 */
export function isRunnable(draft: Draft, schema: Schema): boolean {
  const { set, select, where, having, order, group } = draft;
  if (!addsNumbers(draft, schema)) return false;
  if (set && (set.right.select.length !== select.length || set.right.everything !== draft.everything || !isRunnable(set.right, schema)))
    return false;
  if (
    where.some(
      (condition) =>
        conditionItems(condition).some((item) => item.agg !== null) || (condition.kind === "in" && !isRunnable(condition.query, schema)),
    )
  )
    return false;
  const isMeasured = select.length > 0 && select.every((item) => item.agg !== null);
  return group.length > 0 || (having.length === 0 && (isMeasured || order.every(({ item }) => item.agg === null)));
}

/** "less than the largest" read as less than itself. */
function comparesItself(condition: Condition): boolean {
  if (condition.kind === "in") return condition.query.where.some(comparesItself);
  return (
    condition.kind === "columns" &&
    condition.item.agg === null &&
    condition.times === undefined &&
    JSON.stringify(condition.item.field) === JSON.stringify(condition.other)
  );
}

/** False for a plan of bad form: plain columns beside aggregates without a grouping, a grouping that measures nothing. */
export function isSound(draft: Draft, schema: Schema): boolean {
  if (draft.everything) return draft.group.length === 0 && draft.select.length === 0;
  if (draft.select.length === 0 || draft.select.length > 6) return false;
  const plainColumns = draft.select.some((item) => item.agg === null);
  const aggregates = draft.select.some((item) => item.agg !== null);
  const ranked = draft.order.some((order) => order.item.agg !== null);
  if (draft.group.length === 0)
    return !(plainColumns && aggregates) && draft.having.length === 0 && !ranked && !(aggregates && draft.order.length > 0);
  if (draft.limit !== null && draft.order.length === 0) return false;
  return !draft.distinct && (aggregates || ranked || draft.having.length > 0) && isSensible(draft, schema);
}

/**
 * False where a plan cannot mean anything: a total of what is no number, groups that hold more rows than there are, groups of one row each,
 * each day of a window for itself.
 */
export function isSensible(draft: Draft, schema: Schema): boolean {
  if (!addsNumbers(draft, schema)) return false;
  // The five highest counts, without saying whose.
  if (draft.group.length > 0 && (draft.limit ?? 1) > 1 && draft.select.every((item) => item.agg !== null)) return false;
  if (isContradiction(draft.where) || (draft.set && isContradiction(draft.set.right.where))) return false;
  const windowed = draft.where
    .flatMap((condition) => (isWindow(condition) ? conditionItems(condition) : []))
    .map((item) => item.field?.column);
  if (
    draft.select.some((item) => item.agg !== null) &&
    draft.select.some((item) => item.agg === null && !item.field?.unit && windowed.includes(item.field?.column))
  )
    return false;
  if (draft.group.some((field) => !field.unit && windowed.includes(field.column))) return false;
  const tables = tablesOf(draft, schema);
  const lone = tables.length === 1 && draft.group.some((field) => isKey(field.column, schema) && !field.unit && !field.part);
  if (lone && [...draft.select, ...draft.order.map(({ item }) => item)].some(({ agg, field }) => agg === "count" && field === null))
    return false;
  if (draft.having.length === 0) return true;
  if (boundsTooMany(draft, schema)) return false;
  if (
    draft.having.some((condition) => isCount(condition) && condition.kind === "compare" && condition.op === "=" && isYear(condition.value))
  )
    return false;
  return !(lone && draft.having.some(isCount));
}

/** Fewest rows below which a bound on a count is no sign of a misreading. */
const FEW_ROWS = 20;

/** True where groups would have to hold more rows than any table of the plan has, also in what it asks to be there. */
export function boundsTooMany(draft: Draft, schema: Schema): boolean {
  const most = Math.max(FEW_ROWS, ...tablesOf(draft, schema).map((table) => schema.tables[table]?.rowCount ?? 0));
  const isTooMany = (condition: Condition): boolean =>
    condition.kind === "compare" &&
    condition.item.agg === "count" &&
    typeof condition.value === "number" &&
    condition.value > most &&
    !condition.op.startsWith("<");
  return draft.having.some(isTooMany) || draft.where.some((condition) => condition.kind === "in" && boundsTooMany(condition.query, schema));
}

/** "who failed and still has not passed" as those with a failure that is no pass: of rows that others have one column is held against two. */
function saysTwice({ where, select }: Draft, { columns }: Schema): boolean {
  const shown = new Set(select.map(({ field }) => columns[field?.column ?? -1]?.table));
  const held = where.flatMap((condition) => (condition.kind === "compare" && condition.item.agg === null ? [condition] : []));
  return held.some(
    ({ op, item: { field }, value }) =>
      op === "!=" &&
      !shown.has(columns[field?.column ?? -1]?.table) &&
      held.some((other) => other.op === "=" && other.item.field?.column === field?.column && other.value !== value),
  );
}

/** The percentage of a single row. */
function isShareOfOne({ select, where, joins, tables }: Draft, schema: Schema): boolean {
  const root = joins?.root ?? tables[0] ?? -1;
  const names = schema.tables[root]?.nameColumns ?? [];
  return (
    select.some(({ percent }) => percent) &&
    where.some(
      (condition) =>
        condition.kind === "compare" &&
        condition.op === "=" &&
        names.includes(condition.item.field?.column ?? -1) &&
        schema.columns[condition.item.field?.column ?? -1]?.distinct === schema.tables[root]?.rowCount,
    )
  );
}

/**
 * False for a plan that runs and that nobody means: totals of keys, running numbers and days, a column held against itself, totals put in order, amounts as one of several
 * groups, distinct amounts counted, groups that measure nothing, groups of one
 * row each counted, and rows named by a parent while a child's column ranks them.
 */
export function isPlausible(draft: Draft, schema: Schema): boolean {
  const { select, group, order, limit } = draft;
  const isCounted = (item: Item) => item.agg === "count" && item.field === null;
  if (select.length > 0 && select.every(({ agg }) => agg !== null) && group.length === 0 && order.length > 0) return false;
  const isNumbering = ({ field }: Item): boolean => {
    const column = schema.columns[field?.column ?? -1];
    return (
      column?.isPrimary === true ||
      column?.isForeign === true ||
      ((column?.lemmas.length ?? 0) > 1 && /^(?:number|no|nr|code|phone|zip)$/u.test(column?.lemmas.at(-1) ?? ""))
    );
  };
  const isDay = ({ field }: Item): boolean =>
    /^date/u.test(schema.columns[field?.column ?? -1]?.type ?? "") && field?.since === undefined && field?.yearsTo === undefined;
  if (
    [...select, ...order.map(({ item }) => item)].some(
      (item) => (item.agg === "sum" || item.agg === "avg") && (isNumbering(item) || isDay(item)),
    )
  )
    return false;
  if (group.length > 1 && group.some((field) => isAmount(field, schema))) return false;
  if (select.some(({ agg, field, distinct }) => agg === "count" && distinct === true && field !== null && isAmount(field, schema)))
    return false;
  if (group.length > 0 && draft.having.length === 0 && ![...select, ...order.map(({ item }) => item)].some(({ agg }) => agg !== null))
    return false;
  const root = draft.joins?.root ?? draft.tables[0];
  const isLone = tablesOf(draft, schema).length === 1;
  const areSingle = group.some(
    ({ column, unit, part, via }) =>
      !unit &&
      !part &&
      via === undefined &&
      schema.columns[column]?.table === root &&
      schema.columns[column]?.isPrimary &&
      schema.tables[root ?? -1]?.primaryKey.length === 1,
  );
  if ([...select, ...order.map(({ item }) => item)].some((item) => addsParts(item, schema))) return false;
  if (isLone && group.length === 1 && group.some((field) => isOfOneRow(field, schema)) && order.some(({ item }) => isCounted(item)))
    return false;
  if (
    areSingle &&
    !isMultiplied(draft, schema) &&
    ([...select, ...order.map(({ item }) => item)].some(isCounted) || (isLone && draft.having.some(isCount)))
  )
    return false;
  if (group.some((field) => isMomentAlone(field, schema))) return false;
  if (draft.where.some((condition) => comparesItself(condition) || lacksAll(condition, schema) || lacksJoined(condition, draft, schema)))
    return false;
  if (saysTwice(draft, schema) || isShareOfOne(draft, schema)) return false;
  const isOfRoot = ({ field }: Item) => field === null || schema.columns[field.column]?.table === root;
  return !(
    limit !== null &&
    limit > 1 &&
    group.length === 0 &&
    !draft.each &&
    select.every((item) => item.agg === null && !isOfRoot(item)) &&
    order.some(
      ({ item }) => item.agg === null && item.field !== null && isOfRoot(item) && schema.columns[item.field.column]?.type === "number",
    )
  );
}

/** True where a join leads from a row to the several that point to it: "the railway with the most trains". */
export function isMultiplied(draft: Draft, schema: Schema): boolean {
  const steps = joinTree(draft, schema)?.steps ?? [];
  return steps.some(({ left, right }) => schema.links.some(({ from, to }) => from === right && to === left));
}

/** Discounts kept as parts of a price add up to nothing. */
function addsParts({ agg, field }: Item, { columns }: Schema): boolean {
  return (
    agg === "sum" &&
    columns.some(({ formula }) => formula?.kind === "product" && formula.less?.kind !== "amount" && formula.less?.column === field?.column)
  );
}

/** Groups of one row each, which no count puts in order. */
function isOfOneRow({ column, unit, part }: Field, { columns, tables }: Schema): boolean {
  const found = columns[column];
  const rows = tables[found?.table ?? -1]?.rowCount ?? 0;
  return !unit && !part && found !== undefined && rows > 1 && (found.isUnique || found.distinct === rows);
}

/** Groups of one moment each. */
function isMomentAlone({ column, unit, part }: Field, schema: Schema): boolean {
  return (
    schema.columns[column]?.type === "datetime" && !unit && !part && schema.columns[column].samples.some((value) => !isMidnight(value))
  );
}

function isMidnight(value: unknown): boolean {
  return value === null || value === "" || /(?:^[\d-]+| 00:00(?::00)?(?:\.0+)?)$/u.test(String(value));
}

/** A key that is none of those it points to: always none, where what is meant is that it points nowhere. */
function lacksAll(condition: Condition, schema: Schema): boolean {
  if (condition.kind !== "in" || !condition.negated) return false;
  const { where, having, limit, set, select, tables } = condition.query;
  const target = select[0]?.field?.column ?? -1;
  const isAll = where.length + having.length === 0 && limit === null && !set && tables.every((id) => id === schema.columns[target]?.table);
  return isAll && schema.links.some(({ from, to }) => from === condition.column && to === target);
}

/** Rows that are none of those that others point to, and are told by these others: "teams without players whose position is wing". */
function lacksJoined(condition: Condition, draft: Draft, schema: Schema): boolean {
  if (condition.kind !== "in" || !condition.negated) return false;
  const { where, having, limit, set, select } = condition.query;
  const key = select[0]?.field?.column ?? -1;
  return (
    where.every((inner) => inner.kind === "null") &&
    having.length === 0 &&
    limit === null &&
    !set &&
    (joinTree(draft, schema)?.steps ?? []).some(({ left, right }) => left === condition.column && right === key)
  );
}

function isAmount({ column, unit, part }: Field, schema: Schema): boolean {
  const found = schema.columns[column];
  return (
    found !== undefined && !unit && !part && found.type === "number" && !found.isPrimary && !found.isForeign && columnUnit(found) !== null
  );
}

/** The whole key of its table, which no two rows share; part of a key they may. */
function isKey(column: number, schema: Schema): boolean {
  const keys = schema.tables[schema.columns[column]?.table ?? -1]?.primaryKey ?? [];
  return keys.length === 1 && keys[0] === column;
}

/** "x = A and x = B" on one column of one row, and what must be absent described by what it is not. */
function isContradiction(where: readonly Condition[]): boolean {
  const equal = new Map<string, unknown>();
  for (const condition of where) {
    if (
      condition.kind === "in" &&
      condition.negated &&
      condition.query.where.some((inner) => inner.kind === "compare" && inner.op === "!=")
    )
      return true;
    const column = condition.kind === "compare" && condition.op === "=" && condition.item.agg === null ? condition.item.field : null;
    if (condition.kind !== "compare" || !column || column.part) continue;
    const place = `${column.column} ${column.via ?? ""}`;
    if (equal.has(place) && equal.get(place) !== condition.value) return true;
    equal.set(place, condition.value);
  }
  return false;
}

function isCount(condition: Condition): boolean {
  return condition.kind === "compare" && condition.item.agg === "count" && condition.item.field === null;
}

function isYear(value: unknown): boolean {
  return typeof value === "number" && value >= 1900 && value <= 2100;
}

function addsNumbers({ select, order }: Draft, schema: Schema): boolean {
  // The highest of some words is only the last in the alphabet.
  if (
    [...select, ...order.map(({ item }) => item)].some(
      ({ agg, field }) => (agg === "max" || agg === "min") && field !== null && isWords(field, schema),
    )
  )
    return false;
  return [...select, ...order.map(({ item }) => item)].every(
    ({ agg, field }) => (agg !== "sum" && agg !== "avg") || field === null || isNumber(field, schema),
  );
}

/** Numbers, and what is told of a date in numbers. */
function isNumber({ column, part, yearsTo, since }: Field, schema: Schema): boolean {
  return schema.columns[column]?.type === "number" || [part, yearsTo, since].some((made) => made !== undefined);
}

function isWords({ column }: Field, { columns }: Schema): boolean {
  const found = columns[column];
  return found?.type === "text" && hasNoDigits(found);
}

/** Kept, since every plan that is tried asks for it. */
const hasNoDigits = oncePer(({ samples }: Column): boolean => {
  const present = samples.filter((value) => value !== null && value !== "");
  return present.length > 0 && present.every((value) => !/\d/u.test(String(value)));
});
