import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionOf, isTimeDimension, type Dimension, type DimensionName, type TimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { aliasesIn, sourceOf, timeOf } from "@/lib/engines/shop/calls/grains";
import { measureOf } from "@/lib/engines/shop/measures";
import type { Measure } from "@/lib/engines/shop/measures/measure";
import { dimensionColumn, measureConditions } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { all, as, by, column, compare, derived, literal, select } from "@/lib/engines/shop/calls/relational";
import type { Expr, Predicate, Query } from "@/lib/query/ir";
import type { DateWindow } from "@/lib/language/date-window";

type Arguments = ToolArguments<"compare_groups">;

/** One measure for two to four kinds of rows side by side: a row for each, in each group where there is a grouping. */
export function buildSides(args: Arguments, context: BuildContext): Built {
  const measure = measureFor(args);
  const [name] = args.group_by;
  const dimension = name === undefined ? null : dimensionOf(name, measure.grain, context.weekendDays);
  const parts = args.sides.map((side, at) => partOf(args, measure, conditionOf(side, measure, args.window, name), at, dimension));
  const laid = parts.reduce((left, right): Query => ({ kind: "set", op: "unionAll", left, right, orderBy: [] }));
  const cell = (column_: string): Expr => column("s", column_);
  const query = select({
    columns: [
      ...(name !== undefined && dimension ? [as(cell("name"), name)] : []),
      as(cell("side"), "side"),
      as(cell("figure"), args.measure),
    ],
    from: derived(laid, "s"),
    orderBy: [...(dimension ? [by(cell(dimension.inOrder ? "key" : "name"))] : []), by(cell("place"))],
  });
  const own: readonly ColumnInfo[] = [
    { name: "side", label: "kind", unit: "text" },
    { name: args.measure, label: measure.label, unit: measure.unit },
  ];
  return { query, columns: [...(dimension ? [dimensionColumn(dimension, name)] : []), ...own] };
}

/** Where a side is a status, every status is looked at. */
function measureFor({ measure, sides }: Arguments): Measure {
  const base = measureOf(measure);
  return sides.some(({ field }) => field === "status") ? { ...base, leavesOutCancelled: false } : base;
}

function conditionOf(side: Filter, { grain }: Measure, window: DateWindow | null, group: DimensionName | undefined): Predicate {
  if (side.field === "customer_kind" && group !== undefined && isTimeDimension(group))
    return kindWithin(side, group, timeOf(grain), window);
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

/** A side's rows: its figure whole, or for each group; `place` keeps the sides in the order they were asked. */
function partOf(args: Arguments, measure: Measure, condition: Predicate, at: number, dimension: Dimension | null): Query {
  const where = [...measureConditions(measure, args.filters, args.window), condition];
  const side = args.sides[at];
  return select({
    ...sourceOf(measure.grain, aliasesIn([measure.expr, where, dimension?.keys ?? []])),
    columns: [
      ...(dimension ? [as(dimension.keys[0] ?? dimension.show, "key"), as(dimension.show, "name")] : []),
      as(literal(at), "place"),
      as(literal(side?.label || (side?.field ?? "")), "side"),
      as(measure.expr, "figure"),
    ],
    where,
    groupBy: dimension?.keys ?? [],
  });
}
