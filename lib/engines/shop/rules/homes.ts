import type { Draft } from "@/lib/engines/shop/draft";
import { FilterSchema } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { z } from "zod";

const AT_HOME =
  /\b(?:home|own) (?:city|town|address)\b|\b(?:customers?|buyers?|people|clients?|shoppers?|users?|who|that)(?: (?:who|that|are|all))* (?:live|lives|living|reside|residing|based|located|resident) in\b/i;
const Filters = z.array(FilterSchema);

/**
 * "revenue from customers living in Dhaka": where they live, which need not be where an order goes. Lists of customers tell their home
 * anyway.
 */
export function atHome(draft: Draft, { text }: Frame): Draft {
  const { tool, args } = draft;
  const filters = Filters.safeParse(Reflect.get(args, "filters"));
  if (!AT_HOME.test(text) || tool === "find_customers" || Reflect.get(args, "collection") === "customers" || !filters.success) return draft;
  return {
    ...draft,
    args: {
      ...args,
      filters: filters.data.map((filter) => (filter.field === "city" ? { ...filter, field: "home_city" as const } : filter)),
    },
  };
}
