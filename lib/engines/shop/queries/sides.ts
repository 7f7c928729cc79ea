import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls";
import { dimensionOf, isTimeDimension, type DimensionName, type TimeDimension } from "@/lib/engines/shop/dimensions";
import { filterConditions, type Filter } from "@/lib/engines/shop/filters";
import { aliasesIn, sourceOf, timeOf } from "@/lib/engines/shop/grains";
import { measureOf, type Measure } from "@/lib/engines/shop/measures";
import { dimensionColumn, filtered, measureConditions } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { all, as, by, column, compare, literal, select } from "@/lib/engines/shop/relational";
import type { DateWindow } from "@/lib/language/windows";
import type { Expr, Predicate, Query } from "@/lib/query/ir";

type Arguments = ToolArguments<"compare_groups">;

/** One measure for two to four kinds of rows side by side: a row for each, or with a grouping a column for each. */
export function buildSides(args: Arguments, context: BuildContext): Built {
  const measure = measureFor(args);
  const [name] = args.group_by;
  const conditions = args.sides.map((side) => conditionOf(side, measure, args.window, name));
  return name === undefined ? asRows(args, measure, conditions) : asColumns(args, measure, conditions, name, context);
}

/** Where a side is a status, every status is looked at. */
function measureFor({ measure, sides }: Arguments): Measure {
  const base = measureOf(measure);
  return sides.some(({ field }) => field === "status") ? { ...base, leavesOutCancelled: false } : base;
}

function conditionOf(side: Filter, { grain }: Measure, window: DateWindow | null, group: DimensionName | undefined): Predicate {
  if (side.field === "customer_kind" && group !== undefined && isTimeDimension(group)) return kindWithin(side, group, timeOf(grain), window);
  return all(filterConditions([side], grain, window)) ?? compare(literal(1), "=", literal(1));
}

/** New in each period: the first order falls in it; returning: it came before. */
function kindWithin({ values }: Filter, unit: TimeDimension, time: Expr, window: DateWindow | null): Predicate {
  const first = column("f", "first_at");
  const begins = compare(first, values[0] === "new" ? ">=" : "<", { kind: "dateTrunc", unit, arg: time });
  if (!window?.from) return begins;
  const within = compare(first, values[0] === "new" ? ">=" : "<", literal(window.from));
  return values[0] === "new" ? { kind: "and", items: [begins, within] } : { kind: "or", items: [begins, within] };
}

function asRows(args: Arguments, measure: Measure, conditions: readonly Predicate[]): Built {
  const where = measureConditions(measure, args.filters, args.window);
  const rows = args.sides.map(({ label, field }, at): Query => select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, where, conditions[at] ?? []])),
    columns: [as(literal(label || field), "group"), as(measure.expr, args.measure)],
    where: [...where, ...(conditions[at] ? [conditions[at]] : [])],
  }));
  const query = rows.reduce((left, right): Query => ({ kind: "set", op: "unionAll", left, right, orderBy: [] }));
  return { query, columns: [{ name: "group", label: "group", unit: "text" }, { name: args.measure, label: measure.label, unit: measure.unit }] };
}

function asColumns(args: Arguments, measure: Measure, conditions: readonly Predicate[], name: DimensionName, context: BuildContext): Built {
  const dimension = dimensionOf(name, measure.grain, context.weekendDays);
  if (!dimension) throw new TypeError(`${args.measure} cannot be grouped by ${name}.`);
  const either: readonly Predicate[] = dimension.inOrder ? [] : [{ kind: "or", items: conditions }];
  const where = [...measureConditions(measure, args.filters, args.window), ...either];
  const figures = conditions.map((condition) => filtered(measure.expr, condition));
  const columns = args.sides.map(({ label, field }, at): ColumnInfo => ({ name: `side_${at + 1}`, label: label || field, unit: measure.unit }));
  const query = select({
    ...sourceOf(measure.grain, aliasesIn([figures, where, dimension.keys])),
    columns: [as(dimension.show, name), ...figures.map((figure, at) => as(figure, `side_${at + 1}`))],
    where,
    groupBy: dimension.keys,
    orderBy: [...(dimension.inOrder ? [] : [by(figures[0] ?? dimension.show, "desc")]), by(dimension.inOrder ? (dimension.keys[0] ?? dimension.show) : dimension.show)],
  });
  return { query, columns: [dimensionColumn(dimension, name), ...columns] };
}
