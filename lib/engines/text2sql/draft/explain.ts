import type { Understood } from "@/lib/answers/answer";
import { formatNumber, joinWords } from "@/lib/answers/format";
import type { Value } from "@/lib/query/ir";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Condition, Draft, Field, Item } from "@/lib/engines/text2sql/draft/draft";
import { describeMoment, describeSpan, verbOf } from "@/lib/engines/text2sql/draft/explain-time";
import { label, plural, roleWords } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const OPS = { "=": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is over", ">=": "is at least" } as const;

/** The parts of a plan as chips: what is measured, filtered, grouped, ordered. */
export function understood(draft: Draft, schema: Schema): readonly Understood[] {
  const filters = [...draft.where, ...draft.having];
  return [
    ...measureChips(draft, schema),
    { part: "table", text: joinWords(tablesOf(draft, schema).map((id) => tableName(id, schema))) },
    ...filters.map((condition) => ({ part: "filter" as const, text: describeCondition(condition, schema) })),
    ...(draft.group.length > 0
      ? [{ part: "grouping" as const, text: joinWords(draft.group.map((field) => ownerName(field, schema))) }]
      : []),
    ...(draft.order.length > 0 ? [{ part: "order" as const, text: describeOrders(draft.order, schema) }] : []),
    ...(draft.limit === null ? [] : [{ part: "limit" as const, text: draft.limit === 1 ? "only the first" : `the first ${draft.limit}` }]),
    ...(draft.set ? [{ part: "filter" as const, text: `${describeSet(draft.set, schema)}` }] : []),
  ];
}

const SET_WORDS = { union: "together with those", intersect: "and also among those", except: "leaving out those" } as const;

function describeSet({ op, right }: NonNullable<Draft["set"]>, schema: Schema): string {
  const filters = describeFilters(right, schema);
  return `${SET_WORDS[op]} ${filters ? `where ${filters}` : `of ${joinWords(tablesOf(right, schema).map((id) => tableName(id, schema)))}`}`;
}

function measureChips(draft: Draft, schema: Schema): readonly Understood[] {
  if (draft.everything) return [{ part: "measure", text: "every column" }];
  return [{ part: "measure", text: joinWords(draft.select.map((item) => describeItem(item, schema))) }];
}

/** One plain sentence for a whole plan: "number of loans where status is active, per branch name, highest first". */
export function explain(draft: Draft, schema: Schema): string {
  const shown = draft.everything
    ? `every column of ${joinWords(draft.tables.slice(0, 1).map((id) => tableName(id, schema)))}`
    : joinWords(draft.select.map((item) => describeItem(item, schema)));
  const tables = tablesOf(draft, schema);
  const named = draft.select.some((item) => item.agg === "count" && !item.field);
  const from =
    draft.everything || (named && tables.length < 2) || tables.length === 0
      ? ""
      : ` from ${joinWords(tables.map((id) => tableName(id, schema)))}`;
  const filters = describeFilters(draft, schema);
  const parts = [
    `${draft.distinct ? "different " : ""}${shown}${from}${filters ? ` where ${filters}` : ""}`,
    ...(draft.group.length > 0 ? [`per ${joinWords(draft.group.map((field) => ownerName(field, schema)))}`] : []),
    ...(draft.order.length > 0 ? [describeOrders(draft.order, schema)] : []),
    ...(draft.each
      ? [
          `the first ${draft.each.limit === 1 ? "" : `${draft.each.limit} `}of each ${joinWords(draft.each.of.map((field) => ownerName(field, schema)))}`,
        ]
      : []),
    ...(draft.limit === null ? [] : [draft.limit === 1 ? "the first one" : `the first ${draft.limit}`]),
    ...(draft.set ? [`${describeSet(draft.set, schema)}`] : []),
  ];
  return parts.join(", ");
}

/** What a group is called: its table for a key, else the column. */
function ownerName(field: Field, schema: Schema): string {
  const column = schema.columns[field.column];
  return column?.isPrimary ? label(schema.tables[column.table]?.lemmas ?? []) : describeField(field, schema);
}

function describeFilters(draft: Draft, schema: Schema): string {
  return joinWords([...draft.where, ...draft.having].map((condition) => describeCondition(condition, schema)));
}

/** The plural name of a table in words. */
export function tableName(id: number, schema: Schema): string {
  const words = schema.tables[id]?.words ?? [];
  return [...words.slice(0, -1), plural(words.at(-1) ?? "row")].join(" ");
}

/** A column in words, with its table where its own name says little. */
export function describeField(field: Field, schema: Schema): string {
  const column = schema.columns[field.column];
  const table = schema.tables[column?.table ?? -1];
  if (field.yearsTo !== undefined) return `years since ${label(column?.words ?? [])}`;
  if (field.since !== undefined) return `days from ${label(schema.columns[field.since]?.words ?? [])} to ${label(column?.words ?? [])}`;
  if (field.per !== undefined) return `${label(column?.words ?? [])} in ${field.per.unit}`;
  const vague = column?.words.length === 1 && /^(name|id|code|type|status|date|title|description|number)$/u.test(column.words[0] ?? "");
  const name = `${vague ? `${label(table?.lemmas ?? [])} ` : ""}${label(column?.words ?? [])}`;
  const unit = field.part === "dayOfMonth" ? "day of the month" : (field.unit ?? field.part);
  if (field.via !== undefined) return `${label(column?.words ?? [])} of the ${label(roleWords(schema.columns[field.via]?.words ?? []))}`;
  return unit ? (verbOf(name) === null ? `${unit} of ${name}` : `${unit} ${verbOf(name)}`) : name;
}

/** An output or compared term in words. */
export function describeItem(item: Item, schema: Schema): string {
  const name = item.field ? describeField(item.field, schema) : "";
  if (item.overTime)
    return `${{ running: "running total", change: "change from the period before", percent: "change from the period before in percent" }[item.overTime.kind]} of ${describeItem({ ...item, overTime: undefined }, schema)}`;
  if (item.single) return explain(item.single, schema);
  if (item.beside?.select[1])
    return [describeItem(item.beside.select[1], schema), describeFilters(item.beside, schema)]
      .filter((words) => words !== "")
      .join(" where ");
  const taken = item.minus
    ? `${name} minus ${describeField(item.minus, schema)}`
    : item.times
      ? `${name} times ${describeField(item.times, schema)}`
      : name;
  if (item.percent)
    return `percentage${item.table === undefined ? "" : ` of ${tableName(item.table, schema)}`} where ${describeAll(item.filter, schema)}`;
  if (item.over)
    return `${describeItem({ ...item, over: undefined }, schema)} for each of the ${tableName(item.over.tables[0] ?? -1, schema)}`;
  if (item.change)
    return `change${item.change.percent ? " in percent" : ""} of ${describeItem({ ...item, change: undefined, filter: undefined }, schema)} from where ${describeAll(item.change.from, schema)} to where ${describeAll(item.filter, schema)}`;
  if (item.filter) return `${describeItem({ ...item, filter: undefined }, schema)} where ${describeAll(item.filter, schema)}`;
  if (item.percentOf)
    return `${describeItem({ ...item, percentOf: undefined }, schema)} in percent of ${describeField(item.percentOf, schema)}`;
  if (item.isUnsigned) return `${describeItem({ ...item, isUnsigned: undefined }, schema)} without its sign`;
  if (item.share) return "percentage of the total";
  if (item.agg === null) return taken;
  if (item.agg === "count" && item.distinct && item.field && schema.columns[item.field.column]?.isPrimary === true)
    return `number of ${tableName(schema.columns[item.field.column]?.table ?? -1, schema)}`;
  if (item.agg === "count")
    return item.field
      ? `number of ${item.distinct ? "different " : ""}${plural(taken)}`
      : `number of ${item.table === undefined ? "rows" : tableName(item.table, schema)}`;
  return `${{ sum: "total", avg: "average", min: "lowest", max: "highest", median: "median" }[item.agg]} ${taken}`;
}

function describeAll(conditions: readonly Condition[] | undefined, schema: Schema): string {
  return joinWords((conditions ?? []).map((condition) => describeCondition(condition, schema)));
}

/** A condition in words. */
export function describeCondition(condition: Condition, schema: Schema): string {
  switch (condition.kind) {
    case "compare":
      return (
        timed(condition.item, describeMoment(condition.op, condition.value), schema) ??
        `${describeItem(condition.item, schema)} ${OPS[condition.op]} ${isFlag(condition.item, schema) ? describeFlag(condition.value) : describeValue(condition.value)}`
      );
    case "columns":
      return `${describeItem(condition.item, schema)} ${OPS[condition.op]} ${condition.times === undefined ? "" : `${formatNumber(condition.times * 100, 6)} percent of `}${describeField(condition.other, schema)}`;
    case "between":
      return (
        (condition.until && !condition.negated ? timed(condition.item, describeSpan(condition.low, condition.high), schema) : null) ??
        `${describeItem(condition.item, schema)} is ${condition.negated ? "not " : ""}${condition.until ? "from" : "between"} ${describeValue(condition.low)} ${condition.until ? "to before" : "and"} ${describeValue(condition.high)}`
      );
    case "like":
      return `${describeItem(condition.item, schema)} ${condition.negated ? "does not match" : "matches"} "${condition.pattern.replaceAll("%", "…")}"`;
    case "null":
      return `${describeItem(condition.item, schema)} is ${condition.negated ? "" : "not "}recorded`;
    case "aggregate":
      return `${describeItem(condition.item, schema)} ${OPS[condition.op]} the ${describeItem(condition.of, schema)}${condition.where?.length ? ` where ${joinWords(condition.where.map((inner) => describeCondition(inner, schema)))}` : ""}`;
    case "in": {
      if (condition.query.latest)
        return `it is the ${condition.query.latest.isFirst === true ? "first" : "latest"} ${lemmasOf(condition.query, schema)} of its ${label(schema.columns[condition.query.latest.of]?.lemmas.filter((word) => word !== "id") ?? [])}`;
      if (condition.query.limit !== null)
        return `${describeField({ column: condition.column }, schema)} is ${condition.query.limit === 1 ? "the first" : `one of the first ${condition.query.limit}`} ${describeOrders(condition.query.order, schema)}`;
      const inner = tableName(condition.query.tables.at(-1) ?? -1, schema);
      const filters = describeFilters(condition.query, schema);
      return `there are ${condition.negated ? "no " : ""}${inner}${filters ? ` where ${filters}` : ""}`;
    }
    case "or":
      return joinWords(
        condition.items.map((item) => describeCondition(item, schema)),
        "or",
      );
    default:
      return condition satisfies never;
  }
}

/** "posted in Oct 2026", "hire date is before 18 Nov 2026"; null where there is no time. */
function timed(item: Item, time: string | null, schema: Schema): string | null {
  if (time === null) return null;
  const name = describeItem(item, schema);
  return `${verbOf(name) ?? `${name} is`} ${time}`;
}

function lemmasOf(query: Draft, schema: Schema): string {
  return label(schema.tables[query.tables[0] ?? -1]?.lemmas ?? []);
}

function isFlag({ agg, field }: Item, schema: Schema): boolean {
  return agg === null && schema.columns[field?.column ?? -1]?.type === "boolean";
}

function describeFlag(value: Value): string {
  return value === 1 || value === true ? "yes" : value === 0 || value === false ? "no" : describeValue(value);
}

function describeValue(value: Value): string {
  if (typeof value === "number") return Number.isInteger(value) && value >= 1000 && value <= 2100 ? String(value) : formatNumber(value, 6);
  return value === null ? "nothing" : shownValue(String(value));
}

/** A stored value as people write it: "money market" for money_market. */
export function shownValue(value: string): string {
  return /^[a-z]+(?:_[a-z]+)+$/u.test(value) ? value.replaceAll("_", " ") : value;
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
          : item.agg === null && (type === "date" || type === "datetime")
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
