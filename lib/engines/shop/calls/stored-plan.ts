import { z } from "zod";
import type { PreviousTurn, Question } from "@/lib/engines/engine";
import { grainOf } from "@/lib/engines/shop/calls/call-contents";
import { CallSchema, type ShopCall } from "@/lib/engines/shop/calls/calls";

const StoredPlan = z.object({ shop: z.object({ id: z.number() }), call: CallSchema, language: z.enum(["en", "bn", "es"]).default("en") });

/** A question to a shop that was asked back about, refused or no question at all leaves what was said before it as it was. */
export function plannedBefore(previous: readonly PreviousTurn[]): readonly PreviousTurn[] {
  return previous.filter(({ engine, plan }) => engine !== "shop" || plan !== null);
}

/** What was planned for the last question that was read, or further `back`, where it was one to the same shop; null otherwise. */
export function storedPlan({ previous }: Question, shopId: number, back = 0): z.infer<typeof StoredPlan> | null {
  const last = plannedBefore(previous)[back];
  if (last?.engine !== "shop") return null;
  const stored = StoredPlan.safeParse(last.plan);
  return stored.success && stored.data.shop.id === shopId ? stored.data : null;
}

/** The call before the last one, where the last one is the same with more conditions. */
export function widerThan(previous: ShopCall, before: ShopCall | null): ShopCall | null {
  const windowOf = (call: ShopCall): string => JSON.stringify("window" in call.args ? call.args.window : null);
  const isNarrowed =
    before !== null &&
    grainOf(before) === grainOf(previous) &&
    windowOf(before) === windowOf(previous) &&
    before.args.filters.every(({ field }) => previous.args.filters.some((filter) => filter.field === field));
  return isNarrowed ? before : null;
}
