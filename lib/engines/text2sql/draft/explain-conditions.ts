import { formatNumber, joinWords } from "@/lib/answers/format";
import type { CompareOp } from "@/lib/query/ir";
import { type Condition, type Draft, EMPTY_DRAFT, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import { describeMoment, describeSpan, hasParticiple, sayTime } from "@/lib/engines/text2sql/draft/explain-time";
import { describeAmount, describePattern, describeValue, sayPresences } from "@/lib/engines/text2sql/draft/explain-values";
import { label, plural, roleWords } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { describeField, isSameRow, roleOf, sharesColumn, tableName } from "@/lib/engines/text2sql/draft/explain-names";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";

const OPS = { "=": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is over", ">=": "is at least" } as const;
const OPPOSITE = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;
const DATE_OPS = { "=": "is", "!=": "is not", "<": "is before", "<=": "is on or before", ">": "is after", ">=": "is on or after" } as const;

/**
 * Which rows a plan takes, in words to follow it: " opened in Oct 2026 where city is Oslo, with at least 2 loans".
 * @param isNounLast whether the rows themselves were named just before @param beside further rows that must be there, in the plural
 */
export function describeTail(
  draft: Draft,
  schema: Schema,
  isNounLast: boolean,
  beside: readonly string[] = [],
  have: "with" | "that have" = "with",
): string {
  const conditions = [...draft.where, ...draft.having].filter((condition) => !isTechnical(condition, draft));
  const presences = [...beside, ...conditions.flatMap((condition) => describePresence(condition, schema) ?? [])];
  const others = conditions.filter((condition) => describePresence(condition, schema) === null);
  const said = sayAll(others, schema);
  const done = isNounLast ? said.filter(hasParticiple) : [];
  const rest = said.filter((words) => !done.includes(words));
  const where = rest.length > 0 ? ` where ${joinWords(rest)}` : "";
  const had = sayPresences([...new Set(presences)], have);
  return `${done.length > 0 ? ` ${joinWords(done)}` : ""}${where}${had === "" ? "" : `${where === "" ? "" : ","} ${had}`}`;
}

/** That what is grouped or sorted by is there at all goes without saying. */
function isTechnical(condition: Condition, draft: Draft): boolean {
  if (condition.kind !== "null" || condition.negated !== true || condition.item.agg !== null) return false;
  const fields = [...draft.group, ...draft.order.flatMap(({ item }) => (item.field === null ? [] : [item.field]))];
  return fields.some(({ column, via }) => column === condition.item.field?.column && via === condition.item.field.via);
}

/** Conditions as clauses, each once; several values that one column must not have are one clause. */
function sayAll(conditions: readonly Condition[], schema: Schema): readonly string[] {
  const clauses = conditions.flatMap((condition) => {
    const yearly = dayOfYear(condition, conditions, schema);
    if (yearly !== null) return yearly;
    const excluded = conditions
      .filter(isComparison)
      .filter(({ op, item }) => op === "!=" && isComparison(condition) && isSame(item, condition.item));
    if (isComparison(condition) && condition.op === "!=" && excluded.length > 1) {
      const values = joinWords(
        excluded.map((other) => sayValue(other, schema)),
        excluded.length === 2 ? "nor" : "or",
      );
      return `${describeItem(condition.item, schema)} is ${excluded.length === 2 ? "neither" : "none of"} ${values}`;
    }
    const said = describeCondition(condition, schema);
    return condition.kind === "or" && conditions.length > 1 && valuesOf(condition) === null ? `either ${said}` : said;
  });
  return [...new Set(clauses)];
}

/** "date of birth is on 18 Nov of any year" for a day and a month of one column, said once; null for any other condition. */
function dayOfYear(condition: Condition, conditions: readonly Condition[], schema: Schema): readonly string[] | null {
  const { column = -1, part } = isComparison(condition) ? (condition.item.field ?? {}) : {};
  const [day, month] = (["dayOfMonth", "month"] as const).map((one) =>
    conditions
      .filter(isComparison)
      .find(({ op, item: { agg, field } }) => agg === null && op === "=" && field?.column === column && field.part === one),
  );
  if (!day || !month || (condition !== day && condition !== month)) return null;
  return part === "month"
    ? []
    : [`${describeField({ column }, schema)} is on ${sayValue(day, schema)} ${sayValue(month, schema)} of any year`];
}

type Comparison = Extract<Condition, { kind: "compare" }>;

function isComparison(condition: Condition): condition is Comparison {
  return condition.kind === "compare";
}

function sayValue({ item, value }: Comparison, schema: Schema): string {
  return describeValue(value, item.field, schema.columns[item.field?.column ?? -1]);
}

function isSame(one: Item, other: Item): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The comparisons of an "or" that holds one column against values; null where columns or comparisons differ. */
function valuesOf({ items }: Extract<Condition, { kind: "or" }>): readonly Comparison[] | null {
  const values = items.filter(isComparison);
  const [first] = values;
  const isOne =
    first !== undefined && values.length === items.length && values.every(({ op, item }) => op === "=" && isSame(item, first.item));
  return isOne ? values : null;
}

/** Rows that must be there, as a noun: "more than 3 loans", "no members", "cards where card status is stolen"; else null. */
export function describePresence(condition: Condition, schema: Schema): string | null {
  if (isComparison(condition)) return describeCount(condition, schema);
  if (condition.kind !== "in" || condition.query.latest || condition.query.limit !== null) return null;
  const all = describeAll(condition, schema);
  if (all !== null) return all;
  if (isSameRow(condition, schema) || sharesColumn(condition, schema) || roleOf(condition, schema) !== null) return null;
  const { column, query, negated } = condition;
  const inner = query.tables.at(-1) ?? -1;
  const [bound, ...further] = query.having;
  const count =
    bound && isComparison(bound) && further.length === 0
      ? describeCount(negated ? { ...bound, op: OPPOSITE[bound.op] } : bound, schema, inner)
      : null;
  const tail = describeTail(count === null ? query : { ...query, having: [] }, schema, true, [], "that have");
  if (count === null) return `${negated ? "no " : ""}${tableName(inner, schema)}${tail}`;
  const [group] = query.group;
  const isKey = schema.columns[column]?.isPrimary || schema.columns[column]?.isForeign;
  return `${count}${isKey || group === undefined ? "" : ` per ${describeField(group, schema)}`}${tail}`;
}

/** A bound on a plain count of rows, as a noun. @param table whose rows they are, where the count does not say */
function describeCount({ item, op, value }: Comparison, schema: Schema, table?: number): string | null {
  const of = item.table ?? table;
  const isPlain = !item.filter && !item.percent && !item.over && !item.share && !item.beside && !item.change && !item.percentOf;
  if (item.agg !== "count" || typeof value !== "number" || !isPlain || (item.field === null && of === undefined)) return null;
  const counted =
    item.field === null
      ? of
      : item.distinct && schema.columns[item.field.column]?.isPrimary
        ? schema.columns[item.field.column]?.table
        : undefined;
  if (counted !== undefined) return describeAmount(op, value, label(schema.tables[counted]?.lemmas ?? ["row"]), tableName(counted, schema));
  const name = `${item.distinct ? "different " : ""}${item.field ? describeField(item.field, schema) : "row"}`;
  return describeAmount(op, value, name, plural(name));
}

/** A condition as a clause. */
export function describeCondition(condition: Condition, schema: Schema): string {
  const presence = describePresence(condition, schema);
  if (presence !== null)
    return `there ${/^(?:at least |more than |exactly |at most |fewer than )?one /u.test(presence) ? "is" : "are"} ${presence}`;
  switch (condition.kind) {
    case "compare":
      return (
        sayTime(describeItem(condition.item, schema), describeMoment(condition.op, condition.value)) ??
        sayFlag(condition, schema) ??
        `${describeItem(condition.item, schema)} ${OPS[condition.op]} ${sayValue(condition, schema)}`
      );
    case "columns":
      return `${describeItem(condition.item, schema)} ${opOf(condition.op, condition.item, schema)} ${condition.times === undefined ? "" : `${formatNumber(condition.times * 100, 6)} percent of `}${describeField(condition.other, schema)}`;
    case "between":
      return describeBetween(condition, schema);
    case "like":
      return `${describeItem(condition.item, schema)} ${describePattern(condition.pattern, condition.negated === true)}`;
    case "null":
      return `${describeItem(condition.item, schema)} is ${condition.negated ? "" : "not "}recorded`;
    case "aggregate":
      return `${describeItem(condition.item, schema)} ${opOf(condition.op, condition.item, schema)} ${describeStandard(condition, schema)}`;
    case "in":
      return describeRow(condition, schema);
    case "or": {
      const values = valuesOf(condition);
      const [first] = values ?? [];
      return values !== null && first !== undefined && sayFlag(first, schema) === null
        ? `${describeItem(first.item, schema)} is ${joinWords([...new Set(values.map((value) => sayValue(value, schema)))], "or")}`
        : joinWords([...new Set(condition.items.map((item) => describeCondition(item, schema)))], "or");
    }
    default:
      return condition satisfies never;
  }
}

/** What a figure is held against: "the average salary of the same department", "that of employees where full name is Ann Lee". */
function describeStandard({ of, where = [], by }: Extract<Condition, { kind: "aggregate" }>, schema: Schema): string {
  if (by) return `the ${describeItem(of, schema)} of the same ${groupName(by, schema)}`;
  const table = schema.tables[schema.columns[of.field?.column ?? -1]?.table ?? -1];
  const isNamed = where.every(
    (condition) =>
      isComparison(condition) &&
      condition.op === "=" &&
      [...(table?.nameColumns ?? []), ...(table?.primaryKey ?? [])].includes(condition.item.field?.column ?? -1),
  );
  if (table && where.length > 0 && isNamed && (of.agg === "min" || of.agg === "max"))
    return `that of ${tableName(table.id, schema)}${describeTail({ ...EMPTY_DRAFT, where }, schema, true)}`;
  return `the ${describeItem(of, schema)}${where.length > 0 ? ` of those where ${joinWords(sayAll(where, schema))}` : ""}`;
}

/** What rows of one group share: "department" for its key. */
function groupName(field: Field, schema: Schema): string {
  const column = schema.columns[field.column];
  return column?.isForeign || column?.isPrimary ? label(roleWords(column.words)) : describeField(field, schema);
}

function describeBetween({ item, low, high, negated, until }: Extract<Condition, { kind: "between" }>, schema: Schema): string {
  const name = describeItem(item, schema);
  const span = until && !negated ? sayTime(name, describeSpan(low, high)) : null;
  if (span !== null) return span;
  const [first, last] = [low, high].map((value) => describeValue(value, item.field, schema.columns[item.field?.column ?? -1]));
  const isPair = item.field?.part === "weekday" && Number(high) === Number(low) + 1;
  if (isPair) return `${name} is ${negated ? "neither " : ""}${first} ${negated ? "nor" : "or"} ${last}`;
  return `${name} is ${negated ? "not " : ""}${until ? "from" : "between"} ${first} ${until ? "to before" : "and"} ${last}`;
}

/** "all courses where teacher name is Mr Oak": rows that have as many of something as there are; null for others. */
function describeAll({ query, negated }: Extract<Condition, { kind: "in" }>, schema: Schema): string | null {
  const [bound, ...others] = query.having;
  if (bound?.kind !== "aggregate" || others.length > 0 || bound.item.agg !== "count" || bound.op !== "=" || !bound.item.field) return null;
  const column = schema.columns[bound.item.field.column];
  const counted = column?.isPrimary ? tableName(column.table, schema) : plural(describeField(bound.item.field, schema));
  return `${negated ? "not " : ""}all ${counted}${describeTail({ ...EMPTY_DRAFT, where: bound.where ?? [] }, schema, true)}`;
}

/** A row picked out of a list: by its rank, as the latest of its owner, or by conditions on itself. */
function describeRow(condition: Extract<Condition, { kind: "in" }>, schema: Schema): string {
  const { column, query, negated } = condition;
  if (query.latest)
    return `it is the ${query.latest.isFirst === true ? "first" : "latest"} ${label(schema.tables[query.tables[0] ?? -1]?.lemmas ?? [])} of its ${label(schema.columns[query.latest.of]?.lemmas.filter((word) => word !== "id") ?? [])}`;
  if (query.limit !== null)
    return `${describeField({ column }, schema)} is ${query.limit === 1 ? "the first" : `one of the first ${query.limit}`} ${describeOrders(query.order, schema)}`;
  const role = roleOf(condition, schema);
  if (role !== null) return `${role} ${tableName(query.tables.at(-1) ?? -1, schema)}${describeTail(query, schema, true)}`;
  if (sharesColumn(condition, schema))
    return `${describeField({ column }, schema)} is ${negated ? "not " : ""}that of ${tableName(query.tables[0] ?? -1, schema)}${describeTail(query, schema, true)}`;
  const [only, ...further] = query.where;
  if (negated && only && isComparison(only) && only.op === "=" && further.length === 0)
    return describeCondition({ ...only, op: "!=" }, schema);
  const said = joinWords(sayAll(query.where, schema));
  return negated ? `it is not one where ${said}` : said;
}

/** "it is waived", "it has no pool": a yes or no whose column is named like what it says. */
function sayFlag({ item, op, value }: Comparison, schema: Schema): string | null {
  if (item.agg !== null || schema.columns[item.field?.column ?? -1]?.type !== "boolean" || (op !== "=" && op !== "!=")) return null;
  const yes = (value === 1 || value === true) === (op === "=");
  if (![0, 1, true, false].includes(value as number | boolean)) return null;
  const name = describeItem(item, schema);
  const [, verb, rest] = /^(is|was|has) (.+)$/u.exec(name.replace(/^on /u, "is on ")) ?? [];
  if (verb === undefined) return `${name} is ${yes ? "yes" : "no"}`;
  return `it ${verb} ${yes ? "" : verb === "has" ? "no " : "not "}${rest}`;
}

function opOf(op: CompareOp, { field }: Item, schema: Schema): string {
  const type = schema.columns[field?.column ?? -1]?.type;
  return (isTime(type) ? DATE_OPS : OPS)[op];
}

/** An output or compared term in words. */
export function describeItem(item: Item, schema: Schema): string {
  const name = item.field ? describeField(item.field, schema) : "";
  if (item.overTime)
    return `${{ running: "running total", change: "change from the period before", percent: "change from the period before in percent" }[item.overTime.kind]} of ${describeItem({ ...item, overTime: undefined }, schema)}`;
  if (item.less) return `${describeItem({ ...item, less: undefined }, schema)} less ${describeItem(item.less, schema)}`;
  if (item.single) return describeFigure(item.single, schema);
  if (item.beside?.select[1]) return `${describeItem(item.beside.select[1], schema)}${describeTail(item.beside, schema, false)}`;
  const taken = item.minus
    ? `${name} minus ${describeField(item.minus, schema)}`
    : item.times
      ? `${name} times ${describeField(item.times, schema)}`
      : name;
  if (item.percent)
    return `percentage${item.table === undefined ? "" : ` of ${tableName(item.table, schema)}`}${describeSome(item.filter, schema)}`;
  if (item.over)
    return `${describeItem({ ...item, over: undefined }, schema)} for each of the ${tableName(item.over.tables[0] ?? -1, schema)}`;
  if (item.change)
    return `change${item.change.percent ? " in percent" : ""} of ${describeItem({ ...item, change: undefined, filter: undefined }, schema)} from those${describeSome(item.change.from, schema)} to those${describeSome(item.filter, schema)}`;
  if (item.filter) return `${describeItem({ ...item, filter: undefined }, schema)}${describeSome(item.filter, schema)}`;
  if (item.percentOf)
    return `${describeItem({ ...item, percentOf: undefined }, schema)} in percent of ${describeField(item.percentOf, schema)}`;
  if (item.isUnsigned) return `${describeItem({ ...item, isUnsigned: undefined }, schema)} in or out`;
  if (item.share) return "percentage of the total";
  if (item.agg === null) return taken;
  if (item.agg === "count" && item.distinct && item.field && schema.columns[item.field.column]?.isPrimary === true)
    return `number of ${tableName(schema.columns[item.field.column]?.table ?? -1, schema)}`;
  if (item.agg === "count")
    return item.field
      ? `number of ${item.distinct ? "different " : ""}${plural(taken)}`
      : `number of ${item.table === undefined ? "rows" : tableName(item.table, schema)}`;
  const [least, most] = isTime(schema.columns[item.field?.column ?? -1]?.type) ? ["earliest", "latest"] : ["lowest", "highest"];
  return `${{ sum: "total", avg: "average", min: least, max: most, median: "median" }[item.agg]} ${taken}`;
}

/** A figure that is a plan by itself: "number of cards where network is Visa". */
function describeFigure(draft: Draft, schema: Schema): string {
  const [table = -1, ...others] = tablesOf(draft, schema);
  const { select, where, having } = others.length === 0 ? namingRows(draft, table) : draft;
  const shown = joinWords(select.map((item) => describeItem(item, schema)));
  return `${shown}${describeTail({ ...EMPTY_DRAFT, where, having }, schema, true)}`;
}

/** A plan over one table whose counts of rows say what the rows are. */
export function namingRows(draft: Draft, table: number): Draft {
  const named = (item: Item): Item => (item.agg === "count" && item.field === null && item.table === undefined ? { ...item, table } : item);
  return {
    ...draft,
    select: draft.select.map(named),
    having: draft.having.map((condition) => (condition.kind === "compare" ? { ...condition, item: named(condition.item) } : condition)),
  };
}

/** The rows that a figure is taken of, in words to follow it. */
function describeSome(conditions: readonly Condition[] | undefined, schema: Schema): string {
  return describeTail({ ...EMPTY_DRAFT, where: conditions ?? [] }, schema, true);
}

/** How rows are sorted, in words. */
export function describeOrders(order: Draft["order"], schema: Schema): string {
  return joinWords(
    order.map(({ item, dir }) => {
      const type = schema.columns[item.field?.column ?? -1]?.type;
      const way =
        item.agg === null && type === "text"
          ? dir === "asc"
            ? "A to Z"
            : "Z to A"
          : item.agg === null && isTime(type)
            ? dir === "asc"
              ? "earliest first"
              : "latest first"
            : dir === "asc"
              ? "lowest first"
              : "highest first";
      return `by ${describeItem(item, schema)}, ${way}`;
    }),
  );
}

/** Whether values of a type are days or moments. */
export function isTime(type: string | undefined): boolean {
  return type === "date" || type === "datetime";
}
