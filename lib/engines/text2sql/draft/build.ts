import { dayOf, isoOf } from "@/lib/language/calendar";
import type { DateUnit, Expr, Join, Predicate, Projection, Query, Select, Value } from "@/lib/query/ir";
import { itemsOf, type Condition, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import { connect, targetOf, type JoinTree } from "@/lib/engines/text2sql/schema/join-graph";
import { label, roleWords } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Turns a draft into a query: finds the joins, names the outputs. Null where its tables cannot be connected. */
export function buildQuery(draft: Draft, schema: Schema, preferred: ReadonlySet<number> = new Set()): Query | null {
  const left = buildSelect(draft, schema, preferred);
  if (!left || !draft.set) return left;
  const right = buildQuery(draft.set.right, schema, preferred);
  return right ? { kind: "set", op: draft.set.op, left, right, orderBy: [] } : null;
}

/** Tables that a draft needs, those of its own columns first; nested drafts have their own. */
export function tablesOf(draft: Draft, schema: Schema): readonly number[] {
  const tables: number[] = draft.everything ? [...draft.tables.slice(0, 1)] : [];
  for (const item of itemsOf(draft)) {
    const table = item.field ? schema.columns[item.field.via ?? item.field.column]?.table : item.table;
    if (table !== undefined) tables.push(table);
  }
  return [...new Set([...tables, ...draft.tables])];
}

function buildSelect(draft: Draft, schema: Schema, preferred: ReadonlySet<number>): Select | null {
  if (draft.each) return firstOfEach(draft, draft.each, schema, preferred);
  if (draft.latest) return latestRows(draft, draft.latest, schema);
  const tree = joinTree(draft, schema, preferred);
  if (!tree || (draft.select.length === 0 && !draft.everything)) return null;
  const at = (field: Field) => fieldExpr(field, schema);
  const where = draft.where.map((condition) => predicate(condition, schema, preferred));
  const having = draft.having.map((condition) => predicate(condition, schema, preferred));
  if ([...where, ...having].includes(null)) return null;
  const besides = figuresBeside(draft, schema);
  if (!besides) return null;
  const present = (items: readonly (Predicate | null)[]) => items.filter((item) => item !== null);
  const root = schema.tables[tree.root];
  if (!root) return null;
  return {
    kind: "select",
    ...(draft.distinct ? { distinct: true } : {}),
    columns: draft.everything ? [{ expr: { kind: "star", source: root.name }, as: "*" }] : projections(draft, schema),
    from: { kind: "table", table: root.name, alias: root.name },
    joins: [...joinsOf(tree, schema), ...rowsBehind(draft, schema), ...besides],
    ...conjunction("where", present(where)),
    groupBy: draft.group.map(at),
    ...conjunction("having", present(having)),
    orderBy: draft.order.map(({ item, dir }) => ({ expr: itemExpr(item, schema), direction: dir })),
    ...(draft.limit === null ? {} : { limit: draft.limit }),
    ...(draft.offset === undefined ? {} : { offset: draft.offset }),
  };
}

/** The joins that the draft brings, where they reach every table that it uses. */
export function joinTree({ joins, ...draft }: Draft, schema: Schema, preferred: ReadonlySet<number> = new Set()): JoinTree | null {
  const tables = tablesOf(draft, schema);
  const reached = new Set(joins ? [joins.root, ...joins.steps.map(({ table }) => table)] : []);
  return joins && tables.every((table) => reached.has(table)) ? joins : connect(schema, tables, preferred);
}

/** The largest loan of each branch: rows ranked within their group, then those of the first ranks. */
function firstOfEach(
  draft: Draft,
  { of, limit }: NonNullable<Draft["each"]>,
  schema: Schema,
  preferred: ReadonlySet<number>,
): Select | null {
  const { each: _, ...rows } = draft;
  const inner = buildSelect({ ...rows, order: [], limit: null, tables: tablesOf(draft, schema) }, schema, preferred);
  if (!inner) return null;
  const orderBy = draft.order.map(({ item, dir }) => ({ expr: itemExpr(item, schema), direction: dir }));
  const place: Projection = {
    expr: { kind: "window", fn: "rank", arg: null, partitionBy: of.map((field) => fieldExpr(field, schema)), orderBy },
    as: PLACE,
  };
  const column = (name: string): Expr => ({ kind: "column", source: "ranked", column: name });
  return {
    kind: "select",
    columns: inner.columns.map(({ as }) => ({ expr: column(as), as })),
    from: { kind: "derived", query: { ...inner, columns: [...inner.columns, place] }, alias: "ranked" },
    joins: [],
    where: { kind: "compare", op: "<=", left: column(PLACE), right: { kind: "literal", value: limit } },
    groupBy: [],
    orderBy: [],
  };
}

const PLACE = "place";

/** Keys of the rows that are the latest of their kind; where two share a moment the higher key is the later. */
function latestRows(draft: Draft, { of, by, until, isFirst }: NonNullable<Draft["latest"]>, schema: Schema): Select | null {
  const key = draft.select[0]?.field;
  const table = schema.tables[schema.columns[of]?.table ?? -1];
  if (!key || !table) return null;
  const newest = [by, key.column].map((id) => ({
    expr: columnExpr(id, schema),
    direction: isFirst === true ? ("asc" as const) : ("desc" as const),
  }));
  const among = draft.where.flatMap((condition) => predicate(condition, schema, new Set()) ?? []);
  if (among.length < draft.where.length) return null;
  const past: Predicate = { kind: "compare", op: "<=", left: columnExpr(by, schema), right: { kind: "literal", value: until } };
  const ranked: Select = {
    kind: "select",
    columns: [
      { expr: fieldExpr(key, schema), as: "key" },
      { expr: { kind: "window", fn: "rowNumber", arg: null, partitionBy: [columnExpr(of, schema)], orderBy: newest }, as: "place" },
    ],
    from: { kind: "table", table: table.name, alias: table.name },
    joins: [],
    where: among.length > 0 ? { kind: "and", items: [past, ...among] } : past,
    groupBy: [],
    orderBy: [],
  };
  return {
    kind: "select",
    columns: [{ expr: { kind: "column", source: "newest", column: "key" }, as: "key" }],
    from: { kind: "derived", query: ranked, alias: "newest" },
    joins: [],
    where: { kind: "compare", op: "=", left: { kind: "column", source: "newest", column: "place" }, right: { kind: "literal", value: 1 } },
    groupBy: [],
    orderBy: [],
  };
}

function conjunction(clause: "where" | "having", items: readonly Predicate[]): { where?: Predicate; having?: Predicate } {
  const [first, ...rest] = items;
  if (!first) return {};
  const joined: Predicate = rest.length > 0 ? { kind: "and", items } : first;
  return clause === "where" ? { where: joined } : { having: joined };
}

function joinsOf(tree: JoinTree, schema: Schema): readonly Join[] {
  return tree.steps.map(({ table, left, right }) => {
    const name = schema.tables[table]?.name ?? "";
    return {
      type: "inner",
      source: { kind: "table", table: name, alias: name },
      on: { kind: "compare", op: "=", left: columnExpr(left, schema), right: columnExpr(right, schema) },
    };
  });
}

/** Rows that stand beside those of their own table, one for each key that leads to them. */
function rowsBehind(draft: Draft, schema: Schema): readonly Join[] {
  const keys = new Set(itemsOf(draft).flatMap((item) => item.field?.via ?? []));
  return [...keys].flatMap((via): readonly Join[] => {
    const target = targetOf(via, schema);
    const alias = aliasOf(via, schema);
    const table = schema.tables[schema.columns[target ?? -1]?.table ?? -1];
    if (target === undefined || !table) return [];
    const key: Expr = { kind: "column", source: alias, column: schema.columns[target]?.name ?? "" };
    return [
      {
        type: "inner",
        source: { kind: "table", table: table.name, alias },
        on: { kind: "compare", op: "=", left: columnExpr(via, schema), right: key },
      },
    ];
  });
}

/** One row for each group of the drafts whose figures stand beside; null where one cannot be built. */
function figuresBeside(draft: Draft, schema: Schema): readonly Join[] | null {
  const [key] = draft.group;
  const joins = draft.select.flatMap((item): readonly (Join | null)[] => {
    const query = item.beside && buildQuery(item.beside, schema);
    if (!item.beside) return [];
    if (!query || !key || query.kind !== "select") return [null];
    const alias = outputName(item, schema);
    return [
      {
        type: "left",
        source: { kind: "derived", query, alias },
        on: {
          kind: "compare",
          op: "=",
          left: { kind: "column", source: alias, column: query.columns[0]?.as ?? "" },
          right: fieldExpr(key, schema),
        },
      },
    ];
  });
  return joins.some((join) => join === null) ? null : joins.flatMap((join) => join ?? []);
}

/** The one figure of a group, 0 for what it has none of. */
function figureBeside(item: Item, schema: Schema): Expr {
  const figure = item.beside?.select[1];
  const value: Expr = {
    kind: "aggregate",
    fn: "max",
    arg: { kind: "column", source: outputName(item, schema), column: figure ? outputName(figure, schema) : "" },
  };
  return figure?.agg === "count" ? orZero(value) : value;
}

function aliasOf(via: number, schema: Schema): string {
  return `${schema.tables[schema.columns[targetOf(via, schema) ?? -1]?.table ?? -1]?.name ?? ""}_by_${schema.columns[via]?.name ?? ""}`;
}

function columnExpr(id: number, schema: Schema, alias?: string): Expr {
  const column = schema.columns[id];
  return { kind: "column", source: alias ?? schema.tables[column?.table ?? -1]?.name ?? "", column: column?.name ?? "" };
}

const DAYS_A_YEAR = 365.25;

/** A field as an expression, cut to its date unit or part. */
function fieldExpr(field: Field, schema: Schema): Expr {
  const arg = columnExpr(field.column, schema, field.via === undefined ? undefined : aliasOf(field.via, schema));
  if (field.yearsTo !== undefined)
    return {
      kind: "arithmetic",
      op: "/",
      left: { kind: "call", fn: "daysBetween", args: [arg, { kind: "literal", value: field.yearsTo }] },
      right: { kind: "literal", value: DAYS_A_YEAR },
    };
  if (field.per !== undefined) return { kind: "arithmetic", op: "/", left: arg, right: { kind: "literal", value: field.per } };
  if (field.since !== undefined) return { kind: "call", fn: "daysBetween", args: [columnExpr(field.since, schema), arg] };
  if (field.part === "weekday" && field.isLabel) return weekdayName(arg);
  if (field.part) return { kind: "datePart", part: field.part, arg };
  if (field.isLabel && field.unit) return periodLabel(field.unit, arg);
  return field.unit ? { kind: "dateTrunc", unit: field.unit, arg } : arg;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function weekdayName(arg: Expr): Expr {
  const branches = WEEKDAYS.map((name, at) => ({
    when: {
      kind: "compare" as const,
      op: "=" as const,
      left: { kind: "datePart" as const, part: "weekday" as const, arg },
      right: { kind: "literal" as const, value: at + 1 },
    },
    then: { kind: "literal" as const, value: name },
  }));
  return { kind: "case", branches, otherwise: null };
}

function periodLabel(unit: DateUnit, arg: Expr): Expr {
  const first: Expr = { kind: "dateTrunc", unit, arg };
  const cut = (length: number): Expr => ({
    kind: "call",
    fn: "substr",
    args: [first, { kind: "literal", value: 1 }, { kind: "literal", value: length }],
  });
  if (unit === "year") return cut(4);
  if (unit === "month") return cut(7);
  return unit === "quarter"
    ? { kind: "call", fn: "concat", args: [cut(4), { kind: "literal", value: "-Q" }, { kind: "datePart", part: "quarter", arg }] }
    : first;
}

/** An item as an expression. */
function itemExpr(item: Item, schema: Schema): Expr {
  if (item.beside) return figureBeside(item, schema);
  if (item.overTime) return figureOverTime(itemExpr({ ...item, overTime: undefined }, schema), item.overTime, schema);
  const single = item.single ? buildQuery(item.single, schema) : null;
  if (single) return { kind: "scalar", query: single };
  const base = item.field ? fieldExpr(item.field, schema) : null;
  const arg = base ? withOther(base, item, schema) : null;
  if (item.agg === null) return arg ?? { kind: "star" };
  const all: Expr = { kind: "aggregate", fn: item.agg, arg, ...(item.distinct && arg ? { distinct: true } : {}) };
  const value = filtered(all, item.filter, schema);
  if (item.change)
    return item.change.percent || item.agg !== "sum"
      ? changeFrom(filtered(all, item.change.from, schema), value, item.change.percent)
      : changeFrom(orZero(filtered(all, item.change.from, schema)), orZero(value), false);
  if (item.over) return divide(value, item.over, schema);
  if (item.percent) return percentOf(value, filtered(all, item.within, schema));
  if (item.percentOf) return percentOf(value, { ...all, arg: fieldExpr(item.percentOf, schema) });
  if (item.isUnsigned) return { kind: "call", fn: "abs", args: [value] };
  if (!item.share) return value;
  return percentOf(value, { kind: "window", fn: "sum", arg: value, partitionBy: [], orderBy: [] });
}

/** "limit minus used", "hours times rate". */
function withOther(left: Expr, { minus, times }: Item, schema: Schema): Expr {
  if (minus) return { kind: "arithmetic", op: "-", left, right: fieldExpr(minus, schema) };
  return times ? { kind: "arithmetic", op: "*", left, right: fieldExpr(times, schema) } : left;
}

function figureOverTime(value: Expr, { by, kind }: NonNullable<Item["overTime"]>, schema: Schema): Expr {
  // The first moment of each period: PostgreSQL does not know a key with parameters again inside a window.
  const first: Expr = { kind: "aggregate", fn: "min", arg: columnExpr(by.column, schema) };
  const window = (fn: "sum" | "lag"): Expr => ({
    kind: "window",
    fn,
    arg: value,
    partitionBy: [],
    orderBy: [{ expr: first, direction: "asc" }],
  });
  return kind === "running" ? window("sum") : changeFrom(window("lag"), value, kind === "percent");
}

function percentOf(part: Expr, whole: Expr): Expr {
  return {
    kind: "arithmetic",
    op: "/",
    left: { kind: "arithmetic", op: "*", left: part, right: { kind: "literal", value: 100 } },
    right: whole,
  };
}

function filtered(all: Extract<Expr, { kind: "aggregate" }>, conditions: readonly Condition[] | undefined, schema: Schema): Expr {
  const filter = conjunction(
    "where",
    (conditions ?? []).flatMap((condition) => predicate(condition, schema, new Set()) ?? []),
  ).where;
  return filter ? { ...all, filter } : all;
}

/** What has no rows counts, and adds up to, nothing. */
function orZero(figure: Expr): Expr {
  return { kind: "call", fn: "coalesce", args: [figure, { kind: "literal", value: 0 }] };
}

function changeFrom(first: Expr, second: Expr, percent: boolean): Expr {
  const change: Expr = { kind: "arithmetic", op: "-", left: second, right: first };
  return percent ? percentOf(change, first) : change;
}

function divide(left: Expr, over: Draft, schema: Schema): Expr {
  const query = buildQuery(over, schema);
  return query ? { kind: "arithmetic", op: "/", left, right: { kind: "scalar", query } } : left;
}

function projections(draft: Draft, schema: Schema): readonly Projection[] {
  const seen = new Map<string, number>();
  return draft.select.map((item) => {
    const name = outputName(item, schema);
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), times);
    return { expr: itemExpr(item, schema), as: times > 1 ? `${name}_${times}` : name };
  });
}

/** The output name of an item: the column's own name, or "average_price", "count". */
export function outputName(item: Item, schema: Schema): string {
  const column = item.field ? schema.columns[item.field.column] : undefined;
  const words =
    item.field?.yearsTo !== undefined
      ? "age"
      : item.field?.since !== undefined
        ? "days"
        : item.field?.per !== undefined
          ? "hours"
          : label(column?.words ?? []).replaceAll(" ", "_");
  const unit = item.field?.unit ?? item.field?.part;
  if (item.times)
    return `${outputName({ ...item, times: undefined }, schema)}_times_${label(schema.columns[item.times.column]?.words ?? []).replaceAll(" ", "_")}`;
  if (item.as !== undefined) return item.as;
  if (item.overTime) return { running: "running_total", change: "change", percent: "percent_change" }[item.overTime.kind];
  if (item.beside?.select[1])
    return `${outputName(item.beside.select[1], schema)}_of_${schema.tables[item.beside.tables[0] ?? -1]?.name ?? "rows"}`;
  if (item.single) return `count_of_${schema.tables[item.single.tables[0] ?? -1]?.name ?? "rows"}`;
  if (item.percent || item.percentOf) return "percent";
  if (item.share) return `percent_of_${item.agg ?? "total"}`;
  if (item.field?.via !== undefined && item.agg === null)
    return `${roleWords(schema.columns[item.field.via]?.words ?? []).join("_")}_${words}`;
  if (item.agg === null)
    return item.field?.yearsTo === undefined && item.field?.since === undefined
      ? unit
        ? unit.toLowerCase()
        : (column?.name ?? "value")
      : words;
  if (item.agg === "count") return item.distinct && words ? `distinct_${words}` : "count";
  const prefix = { sum: "total", avg: "average", min: "minimum", max: "maximum", median: "median" }[item.agg];
  return `${prefix}_${words || "value"}`;
}

function predicate(condition: Condition, schema: Schema, preferred: ReadonlySet<number>): Predicate | null {
  const literal = (value: string | number | boolean | null): Expr => ({ kind: "literal", value });
  switch (condition.kind) {
    case "compare":
      return {
        kind: "compare",
        op: condition.op,
        left: itemExpr(condition.item, schema),
        right: literal(stored(condition.value, condition.item, schema)),
      };
    case "columns":
      return {
        kind: "compare",
        op: condition.op,
        left: itemExpr(condition.item, schema),
        right:
          condition.times === undefined
            ? fieldExpr(condition.other, schema)
            : { kind: "arithmetic", op: "*", left: fieldExpr(condition.other, schema), right: literal(condition.times) },
      };
    case "between":
      return between(condition, schema);
    case "like":
      return {
        kind: "like",
        arg: itemExpr(condition.item, schema),
        pattern: literal(condition.pattern),
        ...(condition.negated ? { negated: true } : {}),
      };
    case "null":
      return { kind: "isNull", arg: itemExpr(condition.item, schema), ...(condition.negated ? { negated: true } : {}) };
    case "aggregate": {
      const query = buildSelect(
        {
          select: [condition.of],
          everything: false,
          distinct: false,
          where: condition.where ?? [],
          group: [],
          having: [],
          order: [],
          limit: null,
          tables: [],
          set: null,
          marks: [],
          cost: 0,
        },
        schema,
        preferred,
      );
      return query && { kind: "compare", op: condition.op, left: itemExpr(condition.item, schema), right: { kind: "scalar", query } };
    }
    case "in": {
      const query = buildQuery(condition.query, schema, preferred);
      return (
        query && {
          kind: "in",
          arg: columnExpr(condition.column, schema),
          within: condition.negated ? withoutNulls(query, condition.query, schema) : query,
          ...(condition.negated ? { negated: true } : {}),
        }
      );
    }
    case "or": {
      const items = condition.items.map((item) => predicate(item, schema, preferred)).filter((item) => item !== null);
      return items.length === condition.items.length ? { kind: "or", items } : null;
    }
    default:
      return condition satisfies never;
  }
}

/** NOT IN is never true once a null is among the values: facilities without loans would be none, where some loan has no facility. */
function withoutNulls(query: Query, draft: Draft, schema: Schema): Query {
  const [item] = draft.select;
  const column = item?.agg === null && draft.select.length === 1 ? schema.columns[item.field?.column ?? -1] : undefined;
  if (query.kind !== "select" || item === undefined || column === undefined || column.isRequired === true) return query;
  const present: Predicate = { kind: "isNull", arg: itemExpr(item, schema), negated: true };
  return {
    ...query,
    where:
      query.where === undefined
        ? present
        : { kind: "and", items: [present, ...(query.where.kind === "and" ? query.where.items : [query.where])] },
  };
}

/**
 * Drivers bind a number as a real one: against a text column it would read "70174.0". A flag is asked for as a flag, since PostgreSQL has
 * them apart from numbers.
 */
function stored(value: Value, item: Item, schema: Schema): Value {
  const column =
    item.agg === null && !item.field?.part && item.field?.since === undefined ? schema.columns[item.field?.column ?? -1] : undefined;
  if (column?.type === "boolean" && (value === 0 || value === 1)) return value === 1;
  return typeof value === "number" && column?.isStoredAsText ? String(value) : value;
}

/**
 * A day counts whole: a window that ends at some time of day ends, for a column of days, with that day. PostgreSQL would cut the time off
 * and lose it.
 */
function endFor({ item, high }: Extract<Condition, { kind: "between" }>, schema: Schema): Value {
  const isDay = schema.columns[item.field?.column ?? -1]?.type === "date";
  return isDay && typeof high === "string" && high.length > 10 ? isoOf(dayOf(high) + 1) : high;
}

/** A window of time excludes its end (`until`); a range of numbers includes it. */
function between(condition: Extract<Condition, { kind: "between" }>, schema: Schema): Predicate {
  const arg = itemExpr(condition.item, schema);
  const low: Expr = { kind: "literal", value: condition.low };
  const high: Expr = { kind: "literal", value: condition.until ? endFor(condition, schema) : condition.high };
  if (!condition.until) return { kind: "between", arg, low, high, ...(condition.negated ? { negated: true } : {}) };
  const inside: Predicate = {
    kind: "and",
    items: [
      { kind: "compare", op: ">=", left: arg, right: low },
      { kind: "compare", op: "<", left: arg, right: high },
    ],
  };
  return condition.negated ? { kind: "not", item: inside } : inside;
}
