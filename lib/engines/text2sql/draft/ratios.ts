import type { Expr } from "@/lib/query/ir";

/** A part of a whole in percent. */
export function percentOf(part: Expr, whole: Expr): Expr {
  return {
    kind: "arithmetic",
    op: "/",
    left: { kind: "arithmetic", op: "*", left: part, right: { kind: "literal", value: 100 } },
    right: whole,
  };
}

/** What has no rows counts, and adds up to, nothing. */
export function orZero(figure: Expr): Expr {
  return { kind: "call", fn: "coalesce", args: [figure, { kind: "literal", value: 0 }] };
}

/** What the second figure has more than the first, or that in percent of the first. */
export function changeFrom(first: Expr, second: Expr, percent: boolean): Expr {
  const change: Expr = { kind: "arithmetic", op: "-", left: second, right: first };
  return percent ? percentOf(change, first) : change;
}
