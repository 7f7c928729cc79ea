import type { ColumnInfo } from "@/lib/answers/answer";
import {
  dimensionOf,
  dimensionWords,
  isTimeDimension,
  type Dimension,
  type DimensionName,
  type TimeDimension,
} from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { aliasesIn, NOT_CANCELLED, sourceOf, timeOf, type Grain } from "@/lib/engines/shop/calls/grains";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Measure } from "@/lib/engines/shop/measures/measure";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { aggregate, as, by, column, compare, derived, equals, isNull, literal, select } from "@/lib/engines/shop/calls/relational";
import type { Expr, OrderTerm, Predicate } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

export type Bound = {
  readonly op: "is" | "over" | "at_least" | "under" | "at_most" | "between";
  readonly values: readonly number[];
  /** In the place of values: the figure of the group that a condition names, or the mean of all groups. */ readonly than?:
    "average" | Filter | undefined;
  /** The figure that is bounded, where it is another one than is told: "revenue of cities with at least 50 orders". */ readonly of?:
    MeasureName | undefined;
};
export type AggregateRequest = {
  readonly measure: MeasureName;
  readonly group_by: readonly DimensionName[];
  readonly filters: readonly Filter[];
  readonly window: DateWindow | null;
  readonly order: "asc" | "desc" | null;
  readonly limit: number | null;
  readonly having: Bound | null;
};

/**
 * One measure, whole or by group, over the rows that the filters and the window leave. Groups in time are in order; others by the figure.
 */
export function buildAggregate(request: AggregateRequest, context: BuildContext): Built {
  const measure = measureOf(request.measure);
  const dimensions = request.group_by.flatMap((name) => dimensionOf(name, measure.grain, context.weekendDays) ?? []);
  const where = measureConditions(measure, request.filters, request.window);
  const value: ColumnInfo = { name: request.measure, label: measure.label, unit: measure.unit };
  const bounded = request.having?.of === undefined ? measure.expr : measureOf(request.having.of).expr;
  const hidden = dimensions.filter((dimension) => dimension.label === "coupon").flatMap(({ keys }) => keys.map((key) => isNull(key, true)));
  const query = select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, bounded, where, dimensions.map(({ keys }) => keys)])),
    columns: [
      ...dimensions.map((dimension, index) => as(dimension.show, request.group_by[index] ?? dimension.label)),
      as(measure.expr, request.measure),
    ],
    where: [...where, ...hidden],
    groupBy: dimensions.flatMap(({ keys }) => keys),
    ...(request.having
      ? {
          having:
            request.having.than === undefined
              ? boundCondition(bounded, request.having)
              : comparedCondition(request, request.having, context),
        }
      : {}),
    orderBy: dimensions.length > 0 ? orderOf(dimensions, measure.expr, request.order) : [],
    ...(request.limit === null ? {} : { limit: request.limit }),
  });
  return { query, columns: [...dimensions.map((dimension, index) => dimensionColumn(dimension, request.group_by[index])), value] };
}

/** What a measure leaves out, and what the question and its window leave. */
export function measureConditions(measure: Measure, filters: readonly Filter[], window: DateWindow | null): readonly Predicate[] {
  return [
    ...builtIn(measure.grain, measure.leavesOutCancelled, filters),
    ...filterConditions(filters, measure.grain, window),
    ...windowConditions(window, timeOf(measure.grain)),
  ];
}

function builtIn(grain: Grain, leavesOutCancelled: boolean, filters: readonly Filter[]): readonly Predicate[] {
  if (grain === "products") return filters.some(({ field }) => field === "active") ? [] : [equals(column("p", "is_active"), literal(1))];
  return leavesOutCancelled && !filters.some(({ field }) => field === "status") ? [NOT_CANCELLED] : [];
}

/** The column that names a group. */
export function dimensionColumn(dimension: Dimension, name: DimensionName | undefined): ColumnInfo {
  return { name: name ?? dimension.label, label: name === "week" ? "week of" : dimension.label, unit: dimension.unit };
}

/** A bound on an aggregate, as a condition. */
export function boundCondition(expr: Expr, { op, values }: Bound): Predicate {
  const [low = 0, high = 0] = values;
  if (op === "between") return { kind: "between", arg: expr, low: literal(low), high: literal(high) };
  return compare(expr, SIGNS[op], literal(low));
}

const SIGNS = { is: "=", over: ">", at_least: ">=", under: "<", at_most: "<=", between: "=" } as const;

/** "more orders than Sylhet", "above the average city": against a figure of the same rows. */
function comparedCondition(request: AggregateRequest, { op, than }: Bound, context: BuildContext): Predicate {
  const { expr } = measureOf(request.measure);
  const plain = { ...request, order: null, limit: null, having: null };
  if (typeof than === "object")
    return compare(expr, SIGNS[op], {
      kind: "scalar",
      query: buildAggregate({ ...plain, group_by: [], filters: [...request.filters, than] }, context).query,
    });
  const groups = buildAggregate(plain, context).query;
  const mean = select({
    columns: [as(aggregate("avg", column("s", request.measure)), "mean")],
    from: derived(groups.kind === "select" ? { ...groups, orderBy: [] } : groups, "s"),
  });
  return compare(expr, SIGNS[op], { kind: "scalar", query: mean });
}

function orderOf(dimensions: readonly Dimension[], figure: Expr, order: "asc" | "desc" | null): readonly OrderTerm[] {
  const byName = dimensions.map(({ show, inOrder, keys }) => by(inOrder ? (keys[0] ?? show) : show));
  const inTime = dimensions[0]?.inOrder === true;
  if (order === null && inTime) return byName;
  return [by(figure, order ?? "desc"), ...byName];
}

/** Restricts every aggregate of an expression to the rows that hold a condition. */
export function filtered(expr: Expr, condition: Predicate): Expr {
  switch (expr.kind) {
    case "aggregate":
      return { ...expr, filter: expr.filter ? { kind: "and", items: [expr.filter, condition] } : condition };
    case "arithmetic":
      return { ...expr, left: filtered(expr.left, condition), right: filtered(expr.right, condition) };
    case "call":
      return { ...expr, args: expr.args.map((arg) => filtered(arg, condition)) };
    default:
      return expr;
  }
}

/** The mean of a measure over the days, weeks, months … that have any, whole or for each group: "average orders per day by channel". */
export function buildAveragePer(request: AggregateRequest, unit: TimeDimension, context: BuildContext): Built {
  const measure = measureOf(request.measure);
  const perPeriod = buildAggregate(
    { ...request, group_by: [unit, ...request.group_by], order: null, limit: null, having: null },
    context,
  ).query;
  const inner = perPeriod.kind === "select" ? { ...perPeriod, orderBy: [] } : perPeriod;
  const name = `average_per_${unit}`;
  const mean = aggregate("avg", column("s", request.measure));
  const groups = request.group_by.map((group) => column("s", group));
  return {
    query: select({
      columns: [...request.group_by.map((group) => as(column("s", group), group)), as(mean, name)],
      from: derived(inner, "s"),
      groupBy: groups,
      orderBy: groups.length === 0 ? [] : [by(mean, "desc"), ...groups.map((group) => by(group))],
    }),
    columns: [
      ...request.group_by.flatMap((group) => {
        const dimension = dimensionOf(group, measure.grain, context.weekendDays);
        return dimension === null ? [] : [dimensionColumn(dimension, group)];
      }),
      { name, label: `average ${measure.label} per ${unit}`, unit: measure.unit === "count" ? "number" : measure.unit },
    ],
  };
}

/** A series with what it has come to by each of its periods. */
export function buildCumulative(request: AggregateRequest, context: BuildContext): Built {
  const { query, columns } = buildAggregate({ ...request, order: null }, context);
  const measure = measureOf(request.measure);
  if (query.kind !== "select") return { query, columns };
  const total: Expr = { kind: "window", fn: "sum", arg: measure.expr, partitionBy: [], orderBy: query.groupBy.map((key) => by(key)) };
  return {
    query: { ...query, columns: [...query.columns, as(total, "running_total")] },
    columns: [...columns, { name: "running_total", label: "running total", unit: measure.unit }],
  };
}

/** How many groups there are: "how many days had more than 50 orders". */
export function buildGroupCount(request: AggregateRequest, context: BuildContext): Built {
  const groups = buildAggregate({ ...request, order: null, limit: null }, context).query;
  const [name = "month"] = request.group_by;
  const plain = groups.kind === "select" ? { ...groups, orderBy: [] } : groups;
  return {
    query: select({ columns: [as(aggregate("count", null), "groups")], from: derived(plain, "s") }),
    columns: [{ name: "groups", label: dimensionWords(name)[1], unit: "count" }],
  };
}

/** Whether the groups are periods of time. */
export function isTimeSeries(groupBy: readonly DimensionName[]): boolean {
  const [first] = groupBy;
  return first !== undefined && isTimeDimension(first);
}
