import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionOf, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { aliasesIn, sourceOf, timeOf, type Grain } from "@/lib/engines/shop/calls/grains";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Measure } from "@/lib/engines/shop/measures/measure";
import { boundCondition, buildAggregate, dimensionColumn, filtered, measureConditions } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { all, as, by, column, compare, equals, literal, minus, percent, select, when } from "@/lib/engines/shop/calls/relational";
import type { Expr, Predicate, Query, Select } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

type Periods = { readonly window: DateWindow; readonly base: DateWindow };

/** A measure in two periods, with the absolute and the relative change; by group where asked. */
export function buildComparison(args: ToolArguments<"compare_periods">, context: BuildContext): Built {
  const measure = measureOf(args.measure);
  const name = args.group_by[0];
  const { current, previous, where } = inBothPeriods(measure, args, args.filters);
  const dimension = name === undefined ? null : dimensionOf(name, measure.grain, context.weekendDays);
  const change = minus(current, previous);
  const query = select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, where, dimension?.keys ?? []])),
    columns: [
      ...(dimension && name ? [as(dimension.show, name)] : []),
      as(current, "current"),
      as(previous, "previous"),
      as(change, "change"),
      as(percent(change, previous), "change_percent"),
    ],
    where,
    groupBy: dimension?.keys ?? [],
    ...(dimension && args.moved ? { having: compare(current, args.moved === "up" ? ">" : "<", previous) } : {}),
    orderBy: dimension
      ? dimension.inOrder && args.order === null
        ? [by(dimension.keys[0] ?? dimension.show)]
        : [by(change, args.order ?? "desc"), by(dimension.show)]
      : [],
    ...(args.limit === null ? {} : { limit: args.limit }),
  });
  return { query, columns: [...(dimension ? [dimensionColumn(dimension, name)] : []), ...changeColumns(measure, args)] };
}

function changeColumns({ unit }: Measure, { window, base }: Periods): readonly ColumnInfo[] {
  return [
    { name: "current", label: window.label, unit },
    { name: "previous", label: base.label, unit },
    { name: "change", label: "change", unit },
    { name: "change_percent", label: "change %", unit: "percent" },
  ];
}

function inBothPeriods(
  measure: Measure,
  { window, base }: Periods,
  filters: readonly Filter[],
): { readonly current: Expr; readonly previous: Expr; readonly where: readonly Predicate[] } {
  const time = timeOf(measure.grain);
  const now = all(windowConditions(window, time));
  const then = all(windowConditions(base, time));
  const either: readonly Predicate[] = now && then ? [{ kind: "or", items: [now, then] }] : [];
  return {
    current: now ? filtered(measure.expr, now) : measure.expr,
    previous: then ? filtered(measure.expr, then) : measure.expr,
    where: [...measureConditions(measure, filters, null), ...either],
  };
}

const SEGMENTS: Readonly<Record<string, readonly DimensionName[]>> = {
  orders: ["channel", "payment_method", "city", "day_kind"],
  lines: ["category", "product", "channel", "city"],
};

/** The segments of each kind with their change between two periods, largest change first. */
export function buildExplanation(args: ToolArguments<"explain_change">, context: BuildContext): Built {
  const measure = measureOf(args.measure);
  const perKind = [
    wholeChange(measure, args),
    ...explained(args.measure, measure.grain).flatMap(({ name, measure: used }) => segmentChanges(name, used, args, context)),
  ];
  const query = perKind.reduce<Query | null>(
    (union, next) => (union === null ? next : { kind: "set", op: "unionAll", left: union, right: next, orderBy: [] }),
    null,
  );
  if (query === null) throw new TypeError(`No segments explain ${args.measure}.`);
  const change = column("s", "change");
  const outer = select({
    columns: ["kind", "segment", "current", "previous", "change"].map((name) => as(column("s", name), name)),
    from: { kind: "derived", query, alias: "s" },
    orderBy: [
      by(when(equals(column("s", "kind"), literal("all")), literal(0), literal(1))),
      by({ kind: "call", fn: "abs", args: [change] }, "desc"),
      by(column("s", "kind")),
      by(column("s", "segment")),
    ],
    limit: 40,
  });
  const text = (name: string, label: string): ColumnInfo => ({ name, label, unit: "text" });
  return { query: outer, columns: [text("kind", "kind"), text("segment", "segment"), ...changeColumns(measure, args).slice(0, 3)] };
}

function explained(name: MeasureName, grain: Grain): readonly { readonly name: DimensionName; readonly measure: MeasureName }[] {
  const own = (SEGMENTS[grain] ?? []).map((dimension) => ({ name: dimension, measure: name }));
  // Orders have no category of their own: their lines tell which categories moved.
  return grain === "orders" && name === "revenue" ? [...own, { name: "category", measure: "product_sales" }] : own;
}

function wholeChange(measure: Measure, args: ToolArguments<"explain_change">): Select {
  const { current, previous, where } = inBothPeriods(measure, args, args.filters);
  return select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, where])),
    columns: [
      as(literal("all"), "kind"),
      as(literal("total"), "segment"),
      as(current, "current"),
      as(previous, "previous"),
      as(minus(current, previous), "change"),
    ],
    where,
  });
}

function segmentChanges(
  name: DimensionName,
  used: MeasureName,
  args: ToolArguments<"explain_change">,
  context: BuildContext,
): readonly Select[] {
  const measure = measureOf(used);
  const dimension = dimensionOf(name, measure.grain, context.weekendDays);
  if (!dimension) return [];
  const { current, previous, where } = inBothPeriods(measure, args, args.filters);
  return [
    select({
      ...sourceOf(measure.grain, aliasesIn([measure.expr, where, dimension.keys])),
      columns: [
        as(literal(dimension.label), "kind"),
        as(dimension.show, "segment"),
        as(current, "current"),
        as(previous, "previous"),
        as(minus(current, previous), "change"),
      ],
      where,
      groupBy: dimension.keys,
    }),
  ];
}

/** The share, in percent, of a measure that falls on the rows of `part`, with the part and the whole. */
export function buildShare(args: ToolArguments<"calculate_share">, context: BuildContext): Built {
  const [name] = args.group_by;
  if (name !== undefined && args.part.length === 0) return buildSharesByGroup(args, context);
  const base = measureOf(args.measure);
  // A share of orders is over orders that are not cancelled, unless the share is of a status.
  const measure: Measure = { ...base, leavesOutCancelled: base.grain === "orders" || base.leavesOutCancelled };
  const named = args.part.some(({ field }) => field === "status") ? args.part : [];
  const where = [...measureConditions(named.length > 0 ? { ...measure, leavesOutCancelled: false } : measure, args.filters, args.window)];
  const condition = all(filterConditions(args.part, measure.grain, args.window));
  const part = condition ? filtered(measure.expr, condition) : measure.expr;
  const dimension = name === undefined ? null : dimensionOf(name, measure.grain, context.weekendDays);
  const query = select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, where, condition ?? [], dimension?.keys ?? []])),
    columns: [
      ...(dimension && name ? [as(dimension.show, name)] : []),
      as(percent(part, measure.expr), "share"),
      as(part, "part"),
      as(measure.expr, "whole"),
    ],
    where,
    groupBy: dimension?.keys ?? [],
    ...(dimension !== null && args.having !== null ? { having: boundCondition(measure.expr, args.having) } : {}),
    orderBy:
      dimension === null
        ? []
        : dimension.inOrder && args.order === null
          ? [by(dimension.keys[0] ?? dimension.show)]
          : [by(percent(part, measure.expr), args.order ?? "desc"), by(dimension.show)],
    ...(args.limit === null ? {} : { limit: args.limit }),
  });
  return {
    query,
    columns: [
      ...(dimension ? [dimensionColumn(dimension, name)] : []),
      { name: "share", label: "share", unit: "percent" },
      { name: "part", label: args.part.map(({ label }) => label).join(", ") || "part", unit: measure.unit },
      { name: "whole", label: `all ${measure.label}`, unit: measure.unit },
    ],
  };
}

/** Each group's part of the whole, in percent; all groups together are the whole. */
function buildSharesByGroup(args: ToolArguments<"calculate_share">, context: BuildContext): Built {
  // As of one part: of orders that are not cancelled, unless a status is named or grouped by.
  const isOfStatus = args.group_by.includes("status") || args.filters.some(({ field }) => field === "status");
  const kept: readonly Filter[] =
    measureOf(args.measure).grain === "orders" && !isOfStatus
      ? [{ field: "status", op: "not", values: ["cancelled"], label: "not cancelled" }]
      : [];
  const built = buildAggregate(
    {
      measure: args.measure,
      group_by: args.group_by,
      filters: [...args.filters, ...kept],
      window: args.window,
      order: args.order ?? "desc",
      limit: args.limit,
      having: args.having,
    },
    context,
  );
  const figure = measureOf(args.measure).expr;
  const whole: Expr = { kind: "window", fn: "sum", arg: figure, partitionBy: [], orderBy: [] };
  if (built.query.kind !== "select") return built;
  return {
    query: { ...built.query, columns: [...built.query.columns, as(percent(figure, whole), "share")] },
    columns: [...built.columns, { name: "share", label: "share", unit: "percent" }],
  };
}
