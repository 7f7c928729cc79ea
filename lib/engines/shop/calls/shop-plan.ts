import type { PlanBase } from "@/lib/engines/engine";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import type { Target } from "@/lib/engines/figure-target";
import type { Language } from "@/lib/language/translate";

/** A shop whose questions are answered. `currency` is an ISO 4217 code; weekdays count from 1, Monday. */
export type ShopInfo = {
  readonly id: number;
  readonly name: string;
  readonly slug?: string;
  readonly currency: string;
  readonly weekendDays?: readonly number[];
};

/** A question understood as one tool call on one shop. Plain JSON. */
export type ShopPlan = PlanBase & {
  readonly shop: { readonly id: number; readonly name: string; readonly currency: string };
  readonly call: ShopCall;
  /** What the one figure of the call is held against, where that was asked. */ readonly target?: Target;
  readonly question: string;
  readonly now: string;
  readonly weekendDays: readonly number[];
  /** The language that it was asked in, and is answered in. */
  readonly language: Language;
  /** Assumptions that the answer states. */
  readonly notes: readonly string[];
  /** First and newest order of the shop, ISO local time. */
  readonly firstOrder: string | null;
  readonly lastOrder: string | null;
};
