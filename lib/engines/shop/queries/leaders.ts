import type { ToolArguments } from "@/lib/engines/shop/calls";
import { dimensionOf, type DimensionName } from "@/lib/engines/shop/dimensions";
import { measureOf } from "@/lib/engines/shop/measures";
import { buildAggregate } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import { as, by, column, compare, derived, literal, select } from "@/lib/engines/shop/relational";
import type { Expr } from "@/lib/query/ir";

/** The first N of a dimension inside each group of another: the best product of each category. Ties go by name. */
export function buildLeaders(args: ToolArguments<"get_top_n">, within: DimensionName, context: BuildContext): Built {
  const [ranked = "product"] = args.group_by;
  const { expr, grain } = measureOf(args.measure);
  const built = buildAggregate({ ...args, group_by: [within, ranked], order: null, limit: null }, context);
  const [outer, inner] = [within, ranked].map((name) => dimensionOf(name, grain, context.weekendDays));
  if (!outer || !inner || built.query.kind !== "select") throw new TypeError(`${args.measure} cannot be ranked by ${ranked} within ${within}.`);
  const place: Expr = { kind: "window", fn: "rowNumber", arg: null, partitionBy: outer.keys, orderBy: [by(expr, args.order), by(inner.show), ...inner.keys.map((key) => by(key))] };
  const names = built.columns.map(({ name }) => name);
  const query = select({
    columns: names.map((name) => as(column("s", name), name)),
    from: derived({ ...built.query, columns: [...built.query.columns, as(place, "place")], orderBy: [] }, "s"),
    where: [compare(column("s", "place"), "<=", literal(args.limit ?? 1))],
    orderBy: [{ ...by(column("s", within)), nulls: "last" }, by(column("s", "place"))],
  });
  return { query, columns: built.columns };
}
