import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionOf, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { measureOf } from "@/lib/engines/shop/measures";
import { buildAggregate } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { aggregate, as, by, column, compare, derived, literal, orZero, percent, select } from "@/lib/engines/shop/calls/relational";
import type { Expr } from "@/lib/query/ir";

/** One figure over the first N of a ranking: their sum, their mean, or their share of the whole in percent with both. */
export function buildOverTop(args: ToolArguments<"get_top_n">, over: "sum" | "average" | "share", context: BuildContext): Built {
  const { label, unit } = measureOf(args.measure);
  const figure = column("s", args.measure);
  const from = derived(buildAggregate(args, context).query, "s");
  if (over === "average")
    return {
      query: select({ columns: [as(aggregate("avg", figure), "average")], from }),
      columns: [{ name: "average", label: `average ${label}`, unit: unit === "count" ? "number" : unit }],
    };
  const part = aggregate("sum", figure);
  if (over === "sum") return { query: select({ columns: [as(orZero(part), "sum")], from }), columns: [{ name: "sum", label, unit }] };
  const whole: Expr = {
    kind: "scalar",
    query: buildAggregate({ ...args, group_by: [], order: null, limit: null, having: null }, context).query,
  };
  return {
    query: select({ columns: [as(percent(part, whole), "share"), as(part, "part"), as(whole, "whole")], from }),
    columns: [
      { name: "share", label: "share", unit: "percent" },
      { name: "part", label, unit },
      { name: "whole", label: `all ${label}`, unit },
    ],
  };
}

/** The first N of a dimension inside each group of another: the best product of each category. Ties go by name. */
export function buildLeaders(args: ToolArguments<"get_top_n">, within: DimensionName, context: BuildContext): Built {
  const [ranked = "product"] = args.group_by;
  const { expr, grain } = measureOf(args.measure);
  const built = buildAggregate({ ...args, group_by: [within, ranked], order: null, limit: null }, context);
  const [outer, inner] = [within, ranked].map((name) => dimensionOf(name, grain, context.weekendDays));
  if (!outer || !inner || built.query.kind !== "select")
    throw new TypeError(`${args.measure} cannot be ranked by ${ranked} within ${within}.`);
  const place: Expr = {
    kind: "window",
    fn: "rowNumber",
    arg: null,
    partitionBy: outer.keys,
    orderBy: [by(expr, args.order), by(inner.show), ...inner.keys.map((key) => by(key))],
  };
  const names = built.columns.map(({ name }) => name);
  const query = select({
    columns: names.map((name) => as(column("s", name), name)),
    from: derived({ ...built.query, columns: [...built.query.columns, as(place, "place")], orderBy: [] }, "s"),
    where: [compare(column("s", "place"), "<=", literal(args.limit ?? 1))],
    orderBy: [{ ...by(column("s", within)), nulls: "last" }, by(column("s", "place"))],
  });
  return { query, columns: built.columns };
}
