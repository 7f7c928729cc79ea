import type { Unit } from "@/lib/answers/answer";
import type { Grain } from "@/lib/engines/shop/calls/grains";
import { orZero } from "@/lib/engines/shop/calls/relational";
import type { Expr } from "@/lib/query/ir";

/**
 * One measure of the shop: what it is called, counted in, made of, and what it leaves out.
 * `leavesOutCancelled` holds unless the question names a status itself. `definition` completes "… is".
 */
export type Measure = {
  readonly label: string;
  readonly unit: Unit;
  readonly grain: Grain;
  readonly expr: Expr;
  readonly leavesOutCancelled: boolean;
  /** Sums and counts of nothing are zero; an average of nothing does not exist. */
  readonly additive: boolean;
  /** For counts: the thing counted, in the singular and the plural. */
  readonly noun: readonly [string, string] | null;
  readonly definition: string;
  readonly caveat: string | null;
};

export const CANCELLED_OUT = "Cancelled orders are left out.";
export const EVERY_STATUS = "Orders of every status are counted, cancelled ones too.";

/** A number of things; one of nothing is zero. */
export function count(
  label: string,
  noun: readonly [string, string],
  grain: Grain,
  expr: Expr,
  definition: string,
  leavesOutCancelled: boolean,
  { caveat = null }: Partial<Pick<Measure, "caveat">> = {},
): Measure {
  return { label, unit: "count", grain, expr, leavesOutCancelled, additive: true, noun, definition, caveat };
}

/** A sum of money over what is not cancelled; one of nothing is zero. */
export function money(label: string, grain: Grain, expr: Expr, definition: string, caveat: string | null): Measure {
  return { label, unit: "money", grain, expr: orZero(expr), leavesOutCancelled: true, additive: true, noun: null, definition, caveat };
}

/** An average, a rate or an extreme over what is not cancelled, which cannot be added up; of nothing there is none. */
export function mean(label: string, unit: Unit, grain: Grain, expr: Expr, definition: string, caveat: string | null): Measure {
  return { label, unit, grain, expr, leavesOutCancelled: true, additive: false, noun: null, definition, caveat };
}
