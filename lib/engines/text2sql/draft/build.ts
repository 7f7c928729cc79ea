import type { Expr, Join, Predicate, Projection, Query, Select } from "@/lib/query/ir";
import { EMPTY_DRAFT, type Condition, type Draft, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { fieldExpr } from "@/lib/engines/text2sql/draft/field-expr";
import { changeFrom, orZero, percentOf } from "@/lib/engines/text2sql/draft/ratios";
import { withTotals } from "@/lib/engines/text2sql/draft/totals";
import { outputName } from "@/lib/engines/text2sql/draft/output-name";
import { joinDerived } from "@/lib/engines/text2sql/draft/join-derived";
import { joinsOf, joinTree, rowsBehind, tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { endFor, stored } from "@/lib/engines/text2sql/draft/stored-value";
import { standardExpr, standardsOf } from "@/lib/engines/text2sql/draft/standards";
import { columnExpr } from "@/lib/engines/text2sql/draft/column-expr";

/** Turns a draft into a query: finds the joins, names the outputs. Null where its tables cannot be connected. */
export function buildQuery(draft: Draft, schema: Schema, preferred: ReadonlySet<number> = new Set()): Query | null {
  const left = buildSelect(draft, schema, preferred);
  if (!left || !draft.set) return left;
  const right = buildQuery(draft.set.right, schema, preferred);
  return right ? { kind: "set", op: draft.set.op, left, right, orderBy: [] } : null;
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
  const besides = [...(figuresBeside(draft, schema) ?? [null]), ...standardsOf(draft, schema, (inner) => buildQuery(inner, schema))];
  if (besides.includes(null)) return null;
  const present = (items: readonly (Predicate | null)[]) => items.filter((item) => item !== null);
  const root = schema.tables[tree.root];
  if (!root) return null;
  const select: Select = {
    kind: "select",
    ...(draft.distinct ? { distinct: true } : {}),
    columns: draft.everything ? [{ expr: { kind: "star", source: root.name }, as: "*" }] : projections(draft, schema),
    from: { kind: "table", table: root.name, alias: root.name },
    joins: [...joinsOf(tree, schema), ...rowsBehind(draft, schema), ...besides.filter((join) => join !== null)],
    ...conjunction("where", present(where)),
    groupBy: draft.group.map(at),
    ...conjunction("having", present(having)),
    orderBy: draft.order.map(({ item, dir }) => ({ expr: itemExpr(item, schema), direction: dir })),
    ...(draft.limit === null ? {} : { limit: draft.limit }),
    ...(draft.offset === undefined ? {} : { offset: draft.offset }),
  };
  return withTotals(select, schema);
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
    from: { kind: "derived", query: withTotals({ ...inner, columns: [...inner.columns, place] }, schema), alias: "ranked" },
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
    from: { kind: "derived", query: withTotals(ranked, schema), alias: "newest" },
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

/** One row for each group of the drafts whose figures stand beside; null where one cannot be built. */
function figuresBeside(draft: Draft, schema: Schema): readonly Join[] | null {
  const [key] = draft.group;
  const joins = draft.select.flatMap((item): readonly (Join | null)[] => {
    const query = item.beside && buildQuery(item.beside, schema);
    if (!item.beside) return [];
    if (!query || !key || query.kind !== "select") return [null];
    return [joinDerived("left", query, outputName(item, schema), fieldExpr(key, schema))];
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

/** An item as an expression. */
function itemExpr(item: Item, schema: Schema): Expr {
  if (item.beside) return figureBeside(item, schema);
  if (item.less)
    return { kind: "arithmetic", op: "-", left: itemExpr({ ...item, less: undefined }, schema), right: itemExpr(item.less, schema) };
  if (item.overTime) return figureOverTime(itemExpr({ ...item, overTime: undefined }, schema), item.overTime, schema);
  const single = item.single ? buildQuery(item.single, schema) : null;
  if (single) return { kind: "scalar", query: single };
  const base = item.field ? fieldExpr(item.field, schema) : null;
  const arg = base ? withOther(base, item, schema) : null;
  if (item.agg === null) return arg && item.isUnsigned ? unsigned(arg) : (arg ?? { kind: "star" });
  const all: Expr = { kind: "aggregate", fn: item.agg, arg, ...(item.distinct && arg ? { distinct: true } : {}) };
  const value = filtered(all, item.filter, schema);
  if (item.change)
    return item.change.percent || item.agg !== "sum"
      ? changeFrom(filtered(all, item.change.from, schema), value, item.change.percent)
      : changeFrom(orZero(filtered(all, item.change.from, schema)), orZero(value), false);
  if (item.over) return divide(value, item.over, schema);
  if (item.percent) return percentOf(value, filtered(all, item.within, schema));
  if (item.percentOf) return percentOf(value, { ...all, arg: fieldExpr(item.percentOf, schema) });
  if (item.isUnsigned) return unsigned(value);
  if (!item.share) return value;
  return percentOf(value, { kind: "window", fn: "sum", arg: value, partitionBy: [], orderBy: [] });
}

/** The highest of amounts without their signs, but the total of amounts without its sign. */
function unsigned(value: Expr): Expr {
  const abs = (arg: Expr): Expr => ({ kind: "call", fn: "abs", args: [arg] });
  return value.kind === "aggregate" && /^m(?:in|ax)$/u.test(value.fn) && value.arg ? { ...value, arg: abs(value.arg) } : abs(value);
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

function filtered(all: Extract<Expr, { kind: "aggregate" }>, conditions: readonly Condition[] | undefined, schema: Schema): Expr {
  const filter = conjunction(
    "where",
    (conditions ?? []).flatMap((condition) => predicate(condition, schema, new Set()) ?? []),
  ).where;
  return filter ? { ...all, filter } : all;
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
      if (condition.by)
        return { kind: "compare", op: condition.op, left: itemExpr(condition.item, schema), right: standardExpr(condition, schema) };
      const query = buildSelect({ ...EMPTY_DRAFT, select: [condition.of], where: condition.where ?? [] }, schema, preferred);
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
