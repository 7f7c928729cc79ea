import type { ColumnInfo } from "@/lib/answers/answer";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { customerName } from "@/lib/engines/shop/calls/dimensions";
import { isBasket, type Filter } from "@/lib/engines/shop/calls/filters";
import { filterConditions } from "@/lib/engines/shop/queries/conditions";
import { windowConditions } from "@/lib/engines/shop/calls/moments";
import { NOT_CANCELLED } from "@/lib/engines/shop/calls/grains";
import { boundCondition } from "@/lib/engines/shop/queries/aggregate";
import type { Built, BuildContext } from "@/lib/engines/shop/queries/built";
import {
  aggregate,
  as,
  by,
  column,
  compare,
  derived,
  equals,
  inner,
  isNull,
  literal,
  orZero,
  percent,
  select,
  table,
  when,
  within,
} from "@/lib/engines/shop/calls/relational";
import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { Expr, Predicate, Projection, Query } from "@/lib/query/ir";

type Arguments = ToolArguments<"find_customers">;

const orders = column("s", "orders");
const spent = column("s", "spent");
const HOME: readonly Filter["field"][] = ["city", "customer", "email", "phone"];

/** Customers by how often, how much and when they bought; counted, listed, or as a share of all buyers. */
export function buildCustomers(args: Arguments, context: BuildContext): Built {
  if (args.kind === "all" || args.kind === "never_ordered") return registered(args);
  const conditions = kindConditions(args, context);
  const home = args.filters.filter(({ field }) => HOME.includes(field));
  const from = derived(statistics(args), "s");
  const joins = [inner(table("customers", "c"), equals(column("c", "id"), column("s", "customer_id")))];
  const where = [
    ...filterConditions(home, "customers", null),
    ...boundConditions(args),
    ...placedSuch(args),
    ...boughtSuch(args),
    ...windowConditions(args.registered, column("c", "created_at")),
  ];
  if (args.again_days !== null && args.result === "share")
    return shareAgain(
      select({
        columns: [as(when(orderedAgain(args.again_days), literal(1), null), "again")],
        from,
        joins,
        where: [...where, ...conditions],
      }),
    );
  if (args.result === "share") return share(args, conditions, select({ columns: [as(orders, "orders")], from, joins, where }));
  if (args.result === "count")
    return count(select({ columns: [as(aggregate("count", null), "customers")], from, joins, where: [...where, ...conditions] }));
  const sort: Readonly<Record<Arguments["sort"], Expr>> = {
    spend: spent,
    orders,
    newest: args.kind === "new" ? column("s", "first_at") : column("s", "last_at"),
  };
  return {
    query: select({
      columns: [
        as(customerName(), "customer"),
        as(orders, "orders"),
        as(spent, "spent"),
        momentOf(args),
        ...(args.show ?? []).map((name) => as(column("c", name), name)),
      ],
      from,
      joins,
      where: [...where, ...conditions],
      orderBy: [by(sort[args.sort], args.order), by(column("c", "id"))],
      ...(args.limit === null ? {} : { limit: args.limit }),
    }),
    columns: [
      { name: "customer", label: "customer", unit: "text" },
      { name: "orders", label: "orders", unit: "count" },
      { name: "spent", label: "spent", unit: "money" },
      { name: momentOf(args).as, label: args.kind === "new" ? "first order" : "last order", unit: "datetime" },
      ...(args.show ?? []).map((name): ColumnInfo => ({ name, label: name === "email" ? "e-mail" : name, unit: "text" })),
    ],
  };
}

function momentOf({ kind }: Arguments): Projection {
  return kind === "new" ? as(column("s", "first_at"), "first_order") : as(column("s", "last_at"), "last_order");
}

/**
 * One row per customer with an order that is not cancelled. New and lapsed look at all of their orders, the others at those in the window.
 */
function statistics({ kind, filters, window }: Arguments): Query {
  const overAllTime = kind === "new" || kind === "lapsed";
  const placed = overAllTime ? [] : placedOf(filters);
  const total = column("o", "grand_total");
  return select({
    columns: [
      as(column("o", "customer_id"), "customer_id"),
      as(aggregate("count", null), "orders"),
      as(aggregate("sum", total), "spent"),
      as(aggregate("min", column("o", "created_at")), "first_at"),
      as(aggregate("max", column("o", "created_at")), "last_at"),
    ],
    from: table("orders", "o"),
    where: [
      ...(placed.some(({ field }) => field === "status") ? [] : [NOT_CANCELLED]),
      isNull(column("o", "customer_id"), true),
      ...filterConditions(placed, "orders", window),
      ...(overAllTime ? [] : windowConditions(window, column("o", "created_at"))),
    ],
    groupBy: [column("o", "customer_id")],
  });
}

function placedOf(filters: Arguments["filters"]): Arguments["filters"] {
  const isOfSet = isBasket(filters);
  return filters.filter(({ field }) => !HOME.includes(field) && field !== "customer_kind" && !(isOfSet && isThing(field)));
}

function isThing(field: Filter["field"]): boolean {
  return field === "product" || field === "category";
}

/** Things bought, or not bought, on any of a customer's orders: one condition each. */
function boughtSuch({ filters, window }: Arguments): readonly Predicate[] {
  if (!isBasket(filters)) return [];
  const placed = placedOf(filters);
  return filters
    .filter(({ field }) => isThing(field))
    .map((filter) => {
      const orders = select({
        columns: [as(column("o", "customer_id"), "customer_id")],
        from: table("orders", "o"),
        where: [
          ...(placed.some(({ field }) => field === "status") ? [] : [NOT_CANCELLED]),
          isNull(column("o", "customer_id"), true),
          ...filterConditions([...placed, { ...filter, op: "is" }], "orders", window),
          ...windowConditions(window, column("o", "created_at")),
        ],
      });
      return within(column("s", "customer_id"), orders, filter.op === "not");
    });
}

/** Who is new or lapsed is told by all of their orders; that one of them was such an order is a condition of its own. */
function placedSuch({ kind, filters, window }: Arguments): readonly Predicate[] {
  const placed = placedOf(filters);
  if ((kind !== "new" && kind !== "lapsed") || placed.length === 0) return [];
  const orders = select({
    columns: [as(column("o", "customer_id"), "customer_id")],
    from: table("orders", "o"),
    where: [
      ...(placed.some(({ field }) => field === "status") ? [] : [NOT_CANCELLED]),
      ...filterConditions(placed, "orders", window),
      ...(kind === "new" ? windowConditions(window, column("o", "created_at")) : []),
    ],
  });
  return [within(column("s", "customer_id"), orders)];
}

function kindConditions({ kind, window, lapsed_days, again_days, result }: Arguments, { now }: BuildContext): readonly Predicate[] {
  switch (kind) {
    case "repeat":
      return [compare(orders, ">=", literal(2))];
    case "one_time":
      return [equals(orders, literal(1))];
    case "new":
      return [
        ...windowConditions(window, column("s", "first_at")),
        ...(again_days === null || result === "share" ? [] : [orderedAgain(again_days)]),
      ];
    case "lapsed":
      return [compare(column("s", "last_at"), "<", literal(window?.from ?? isoOf(addUnits("day", dayOf(now), 1 - lapsed_days))))];
    case "all":
    case "buyers":
    case "never_ordered":
      return [];
    default:
      return kind satisfies never;
  }
}

/** A later order that is not cancelled, at most so many times 24 hours after the first. */
function orderedAgain(days: number): Predicate {
  const placed = column("a", "created_at");
  const first = column("s", "first_at");
  return {
    kind: "exists",
    query: select({
      columns: [as(column("a", "id"), "id")],
      from: table("orders", "a"),
      where: [
        equals(column("a", "customer_id"), column("s", "customer_id")),
        compare(column("a", "status"), "!=", literal("cancelled")),
        compare(placed, ">", first),
        compare({ kind: "call", fn: "daysBetween", args: [first, placed] }, "<=", literal(days)),
      ],
    }),
  };
}

function shareAgain(newcomers: Query): Built {
  const [part, whole] = [aggregate("count", column("s", "again")), aggregate("count", null)];
  return {
    query: select({ columns: [as(percent(part, whole), "share"), as(part, "part"), as(whole, "whole")], from: derived(newcomers, "s") }),
    columns: [
      { name: "share", label: "share", unit: "percent" },
      { name: "part", label: "ordered again", unit: "count" },
      { name: "whole", label: "new customers", unit: "count" },
    ],
  };
}

function boundConditions(args: Arguments): readonly Predicate[] {
  return [...(args.orders ? [boundCondition(orders, args.orders)] : []), ...(args.spend ? [boundCondition(spent, args.spend)] : [])];
}

function share(args: Arguments, conditions: readonly Predicate[], buyers: Query): Built {
  const [condition] = conditions;
  const part: Expr = { kind: "aggregate", fn: "count", arg: null, ...(condition ? { filter: condition } : {}) };
  const whole = aggregate("count", null);
  return {
    query: select({ columns: [as(percent(part, whole), "share"), as(part, "part"), as(whole, "whole")], from: derived(buyers, "s") }),
    columns: [
      { name: "share", label: "share", unit: "percent" },
      { name: "part", label: args.kind === "one_time" ? "one-time customers" : "repeat customers", unit: "count" },
      { name: "whole", label: "customers with an order", unit: "count" },
    ],
  };
}

function count(query: Query): Built {
  return { query, columns: [{ name: "customers", label: "customers", unit: "count" }] };
}

/** Registered customers, or those of them without such an order (in the window, where one is named). */
function registered(args: Arguments): Built {
  const isNever = args.kind === "never_ordered";
  const [home, placed] = [args.filters.filter(({ field }) => !isNever || HOME.includes(field)), isNever ? placedOf(args.filters) : []];
  const buyers = select({
    columns: [as(column("o", "customer_id"), "customer_id")],
    from: table("orders", "o"),
    where: [
      ...(args.cancelled ? [] : [NOT_CANCELLED]),
      isNull(column("o", "customer_id"), true),
      ...filterConditions(placed, "orders", args.window),
      ...(isNever ? windowConditions(args.window, column("o", "created_at")) : []),
    ],
  });
  const where = [
    ...filterConditions(home, "customers", null),
    ...windowConditions(args.registered, column("c", "created_at")),
    ...(isNever ? [within(column("c", "id"), buyers, true)] : windowConditions(args.window, column("c", "created_at"))),
  ];
  const from = table("customers", "c");
  if (args.result !== "list") return count(select({ columns: [as(orZero(aggregate("count", null)), "customers")], from, where }));
  return {
    query: select({
      columns: [as(customerName(), "customer"), as(column("c", "city"), "city"), as(column("c", "created_at"), "registered")],
      from,
      where,
      orderBy: [by(column("c", "created_at"), "desc"), by(column("c", "id"))],
      ...(args.limit === null ? {} : { limit: args.limit }),
    }),
    columns: [
      { name: "customer", label: "customer", unit: "text" },
      { name: "city", label: "city", unit: "text" },
      { name: "registered", label: "registered", unit: "datetime" },
    ],
  };
}
