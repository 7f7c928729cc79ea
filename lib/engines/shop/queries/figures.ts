import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionOf } from "@/lib/engines/shop/calls/dimensions";
import { aliasesIn, sourceOf } from "@/lib/engines/shop/calls/grains";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import { dimensionColumn, measureConditions } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { aggregate, as, by, column, derived, isNull, literal, orZero, select } from "@/lib/engines/shop/calls/relational";
import type { Expr, Query } from "@/lib/query/ir";

/**
 * Several measures side by side. Each is counted over its own rows and the results are laid over one another by
 * group, so that none multiplies another and a group that only one of them has is kept.
 */
export function buildFigures(args: ToolArguments<"get_figures">, context: BuildContext): Built {
  const [name] = args.group_by;
  const parts = args.measures.map((measure) => partOf(measure, args, context));
  const laid = parts.reduce<Query | null>(
    (union, next) => (union === null ? next : { kind: "set", op: "unionAll", left: union, right: next, orderBy: [] }),
    null,
  );
  if (laid === null) throw new TypeError("No measures were asked for.");
  const figures = args.measures.map((measure) => figureOf(measure));
  const dimension = name === undefined ? null : dimensionOf(name, measureOf(args.measures[0] ?? "revenue").grain, context.weekendDays);
  const [key, group] = [column("s", "key"), column("s", "name")];
  const first: Expr = figures[0] ?? group;
  const query = select({
    columns: [
      ...(dimension && name ? [as(group, name)] : []),
      ...args.measures.map((measure, index) => as(figures[index] ?? first, measure)),
    ],
    from: derived(laid, "s"),
    groupBy: dimension ? [key, group] : [],
    orderBy: dimension ? (dimension.inOrder && args.order === null ? [by(key)] : [by(first, args.order ?? "desc"), by(group)]) : [],
    ...(args.limit === null ? {} : { limit: args.limit }),
  });
  const columns = args.measures.map((measure): ColumnInfo => ({
    name: measure,
    label: measureOf(measure).label,
    unit: measureOf(measure).unit,
  }));
  return { query, columns: [...(dimension ? [dimensionColumn(dimension, name)] : []), ...columns] };
}

/** Each group has one row with the figure, and rows of the other measures without it. */
function figureOf(measure: MeasureName): Expr {
  const value = aggregate("max", column("s", measure));
  return measureOf(measure).additive ? orZero(value) : value;
}

function partOf(name: MeasureName, args: ToolArguments<"get_figures">, context: BuildContext): Query {
  const measure = measureOf(name);
  const [group] = args.group_by;
  const dimension = group === undefined ? null : dimensionOf(group, measure.grain, context.weekendDays);
  // Orders without a coupon are none of the coupons'.
  const where = [
    ...measureConditions(measure, args.filters, args.window),
    ...(group === "coupon" ? (dimension?.keys ?? []).map((key) => isNull(key, true)) : []),
  ];
  if (group !== undefined && dimension === null) throw new TypeError(`${name} cannot be grouped by ${group}.`);
  return select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, where, dimension?.keys ?? []])),
    columns: [
      ...(dimension ? [as(dimension.keys[0] ?? dimension.show, "key"), as(dimension.show, "name")] : []),
      ...args.measures.map((other) => as(other === name ? measure.expr : literal(null), other)),
    ],
    where,
    groupBy: dimension?.keys ?? [],
  });
}
