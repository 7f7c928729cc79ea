import type { Comparison, Order } from "@/lib/tracking/search-filter";

type Value = string | number | null;

/** Whether a value passes a comparison; what is not there passes only IS NULL. */
export function fits(value: Value, { op, values }: Comparison): boolean {
  if (op === "IS NULL" || op === "IS NOT NULL") return (value === null) === (op === "IS NULL");
  const [wanted] = values;
  if (value === null || wanted === undefined) return false;
  switch (op) {
    case "=":
      return value === wanted;
    case "!=":
      return value !== wanted;
    case "<":
      return value < wanted;
    case "<=":
      return value <= wanted;
    case ">":
      return value > wanted;
    case ">=":
      return value >= wanted;
    case "LIKE":
      return patternOf(String(wanted), "su").test(String(value));
    case "ILIKE":
      return patternOf(String(wanted), "siu").test(String(value));
    case "IN":
      return values.includes(value);
    case "NOT IN":
      return !values.includes(value);
    default:
      return op satisfies never;
  }
}

/** Compares two things by the fields of an order; what is not there comes last. */
export function byOrders<T>(orders: readonly Order[], valueOf: (item: T, order: Order) => Value): (a: T, b: T) => number {
  return (a, b) => {
    for (const order of orders) {
      const [x, y] = [valueOf(a, order), valueOf(b, order)];
      if (x === y) continue;
      if (x === null || y === null) return x === null ? 1 : -1;
      return (x < y ? -1 : 1) * (order.descending ? -1 : 1);
    }
    return 0;
  };
}

function patternOf(like: string, flags: string): RegExp {
  return new RegExp(
    `^${like
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll("%", ".*")
      .replaceAll("_", ".")}$`,
    flags,
  );
}
