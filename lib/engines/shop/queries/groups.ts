import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionOf, type Dimension } from "@/lib/engines/shop/calls/dimensions";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { aliasesIn, NOT_CANCELLED, sourceOf, timeOf, type Grain } from "@/lib/engines/shop/calls/grains";
import { MEASURES, type MeasureName } from "@/lib/engines/shop/measures";
import type { Measure } from "@/lib/engines/shop/measures/measure";
import { dimensionColumn, filtered } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import {
  aggregate,
  all,
  as,
  by,
  column,
  compare,
  derived,
  equals,
  isNull,
  literal,
  not,
  select,
  table,
  within,
} from "@/lib/engines/shop/calls/relational";
import { addUnits, dayOf, startOf } from "@/lib/language/calendar";
import type { Expr, Predicate, Query, Source } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

type Arguments = ToolArguments<"find_groups">;
type Part = Arguments["some"][number];

/** What a group's rows are: lines for products and categories, orders for all others. */
export function grainOfGroups({ dimension }: Pick<Arguments, "dimension">): Grain {
  return dimension === "product" || dimension === "category" || dimension === "main_category" ? "lines" : "orders";
}

/**
 * Groups told by which rows they have: some of one kind and none of another, only such rows, or rows in every period.
 * Coupons and categories without any row are among those that have none.
 */
export function buildGroups(args: Arguments, context: BuildContext): Built {
  const grain = grainOfGroups(args);
  const dimension = dimensionOf(args.dimension, grain, context.weekendDays);
  if (dimension === null) throw new TypeError(`Rows of ${grain} have no ${args.dimension}.`);
  const figures = figuresOf(grain);
  const columns: readonly ColumnInfo[] = [
    dimensionColumn(dimension, args.dimension),
    ...figures.map(([name, { label, unit }]): ColumnInfo => ({ name, label, unit })),
  ];
  const own = OWN_TABLES[args.dimension];
  if (own && args.some.length === 0 && args.only.length === 0 && args.every === null)
    return withoutRows(args, own, dimension, columns.slice(0, 1));
  const having = [
    ...args.some.map((part) => compare(rowsOf(conditionOf(part, grain)), ">", literal(0))),
    ...args.none.map((part) => equals(rowsOf(conditionOf(part, grain)), literal(0))),
    ...onlySuch(args, grain),
    ...inEvery(args, grain, context),
  ];
  const counted = args.some.length === 0 ? null : anyOf(args.some.map((part) => conditionOf(part, grain)));
  const where = [...base(args, grain), ...dimension.keys.map((key) => isNull(key, true))];
  const query = select({
    ...sourceOf(grain, aliasesIn([where, having, dimension.keys, dimension.show, figures.map(([, { expr }]) => expr)])),
    columns: [as(dimension.show, args.dimension), ...figures.map(([name, { expr }]) => as(counted ? filtered(expr, counted) : expr, name))],
    where,
    groupBy: dimension.keys,
    ...condition(having),
    orderBy: [by(counted ? filtered(figures[0][1].expr, counted) : figures[0][1].expr, "desc"), by(dimension.show)],
    ...(args.limit === null ? {} : { limit: args.limit }),
  });
  return args.result === "count" ? countOf(query) : { query, columns };
}

function figuresOf(grain: Grain): readonly [readonly [MeasureName, Measure], readonly [MeasureName, Measure]] {
  return grain === "lines"
    ? [
        ["units_sold", MEASURES.units_sold],
        ["product_sales", MEASURES.product_sales],
      ]
    : [
        ["order_count", MEASURES.order_count],
        ["revenue", MEASURES.revenue],
      ];
}

function condition(items: readonly Predicate[]): { readonly having?: Predicate } {
  const having = all(items);
  return having ? { having } : {};
}

/** Rows that count at all: those of the filters and the window, of orders that are not cancelled unless a status is named. */
function base({ filters, window, some, none, only }: Arguments, grain: Grain): readonly Predicate[] {
  const named = [...filters, ...only, ...[...some, ...none].flatMap((part) => part.filters)].some(({ field }) => field === "status");
  return [...(named ? [] : [NOT_CANCELLED]), ...filterConditions(filters, grain, window), ...windowConditions(window, timeOf(grain))];
}

function conditionOf({ filters, window }: Part, grain: Grain): Predicate {
  return all([...filterConditions(filters, grain, window), ...windowConditions(window, timeOf(grain))]) ?? equals(literal(1), literal(1));
}

function anyOf(items: readonly Predicate[]): Predicate {
  const [first] = items;
  return items.length === 1 && first ? first : { kind: "or", items };
}

function rowsOf(filter: Predicate): Expr {
  return { kind: "aggregate", fn: "count", arg: null, filter };
}

function onlySuch({ only }: Arguments, grain: Grain): readonly Predicate[] {
  return only.length === 0 ? [] : [equals(rowsOf(conditionOf({ filters: only, window: null }, grain)), aggregate("count", null))];
}

/** As many different periods with a row as the window, or else the shop's time, has begun. */
function inEvery({ every, window }: Arguments, grain: Grain, { now, firstOrder }: BuildContext): readonly Predicate[] {
  if (every === null) return [];
  const from = window?.from ?? firstOrder ?? now;
  const end = window?.to ?? now;
  let periods = 0;
  for (let day = startOf(every, dayOf(from)); day < dayOf(end) + (end.length > 10 ? 1 : 0); day = addUnits(every, day, 1)) periods += 1;
  return [equals(aggregate("count", { kind: "dateTrunc", unit: every, arg: timeOf(grain) }, true), literal(periods))];
}

/** Dimensions that have a table of their own, by what their rows are known in orders. */
const OWN_TABLES: Partial<Record<Arguments["dimension"], { readonly source: Source; readonly key: Expr; readonly name: Expr }>> = {
  coupon: { source: table("coupons", "k"), key: column("k", "code"), name: column("k", "code") },
  category: { source: table("categories", "g"), key: column("g", "id"), name: column("g", "name") },
};

function withoutRows(
  args: Arguments,
  own: { readonly source: Source; readonly key: Expr; readonly name: Expr },
  dimension: Dimension,
  columns: readonly ColumnInfo[],
): Built {
  const grain = grainOfGroups(args);
  const having = (part: Part): Query => {
    const where = [...base(args, grain), conditionOf(part, grain), ...dimension.keys.map((key) => isNull(key, true))];
    return select({
      ...sourceOf(grain, aliasesIn([where, dimension.keys])),
      columns: dimension.keys.map((key, index) => as(key, `key_${index}`)),
      where,
    });
  };
  const where = args.none.map((part) => not(within(own.key, having(part))));
  const query = select({
    columns: [as(own.name, args.dimension)],
    from: own.source,
    where,
    orderBy: [by(own.name)],
    ...(args.limit === null ? {} : { limit: args.limit }),
  });
  return args.result === "count" ? countOf(query) : { query, columns };
}

function countOf(query: Query): Built {
  const plain = query.kind === "select" ? { ...query, orderBy: [] } : query;
  return {
    query: select({ columns: [as(aggregate("count", null), "groups")], from: derived(plain, "s") }),
    columns: [{ name: "groups", label: "number", unit: "count" }],
  };
}

/** The window that a part or the whole looks at, for the answer's dates: the first one that is named. */
export function windowsOfGroups({ window, some, none }: Arguments): readonly DateWindow[] {
  return [...(window ? [window] : []), ...[...some, ...none].flatMap((part) => part.window ?? [])];
}
