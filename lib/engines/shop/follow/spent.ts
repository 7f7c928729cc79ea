import { follow, type Change } from "@/lib/engines/shop/follow/change";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { draft, type Draft } from "@/lib/engines/shop/draft";
import { figureOf } from "@/lib/engines/shop/said/figures";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { MeasureName } from "@/lib/engines/shop/measures";
import { windowPhrase } from "@/lib/engines/shop/wording/phrases";
import type { DateWindow } from "@/lib/language/date-window";

const THEIRS = /\b(?:they|them|their|those|these)\b/;
const SO_FAR = /\b(?:have|has|'ve|so far|to date|until now|till now|altogether|in total|total|overall|ever|since(?: then)?|in all)\b/;

/**
 * "what have they spent so far" after customers who are new or registered in a period: the period is theirs, not that of their orders.
 * @returns null where those customers cannot be told by a condition
 */
export function spentBy({ frame, text, previous }: Change): Draft | null {
  const { modes, measures, nouns, windows } = frame;
  const isSpend = modes.has("spend") || (measures.length === 1 && measures[0] === "revenue");
  const asks =
    /\b(?:how much|what|total|amount|sum|revenue)\b/.test(text) && !modes.has("count") && frame.rank === null && !modes.has("who");
  if (!isSpend || !asks || nouns.length + frame.groups.length > 0 || (frame.aggregate !== null && frame.aggregate !== "sum")) return null;
  const kinds = THEIRS.test(text) || modes.has("spend") ? kindsOf(previous) : null;
  if (kinds === null) return null;
  const own = previous.tool === "find_customers" && previous.args.kind === "new" ? previous.args.window : null;
  const others = "collection" in previous.args || "kind" in previous.args || "measure" in previous.args ? previous.args.filters : [];
  const window = windows[0] ?? (SO_FAR.test(text) ? null : own);
  const filters = [...others, ...frame.filters].map(ofHome);
  return follow("calculate_sum", { measure: "revenue", filters: [...filters, ...kinds], window }, 0.85);
}

/** Where customers live, which need not be where their orders go. */
function ofHome(filter: Filter): Filter {
  return filter.field === "city" ? { ...filter, field: "home_city" } : filter;
}

const ANY_OF_THEM = /\b(?:how many|which|who|any|some|all|none|number) of (?:them|those|these)\b/;

/**
 * "how many of them have ordered something" after new customers: those of them who did so in the period that it names. Without one all of
 * them would have, so it is read of those who registered in the period.
 */
export function orderedOf({ frame, text, previous }: Change): Draft | null {
  const { modes, customers, windows, nouns } = frame;
  const isNew = previous.tool === "find_customers" && previous.args.kind === "new" && previous.args.orders === null;
  const isNever = customers === "never_ordered";
  const isBare = frame.filters.length + frame.measures.length + frame.amounts.length + frame.groups.length === 0 && frame.rank === null;
  const asks = ANY_OF_THEM.test(text) && (isNever || (modes.has("buy") && customers === null)) && nouns.every((noun) => noun === "orders");
  if (!isNew || previous.args.window === null || !asks || !isBare || windows.length > 1) return null;
  const own = previous.args.window;
  const [window = null] = windows;
  if (window !== null)
    return isNever
      ? null
      : follow("calculate_sum", { measure: "buyer_count", filters: [...previous.args.filters, since("new", own)], window });
  const result = /\b(?:which|who) of\b/.test(text) ? "list" : "count";
  const args = { kind: isNever ? "never_ordered" : "buyers", registered: own, result, filters: previous.args.filters };
  const note = "Every new customer has ordered, as that is how they are told; this is of the customers who registered in that period.";
  return draft("find_customers", args, "follow_up", 0.75, [note]);
}

/** The customers of a call as conditions on their orders. */
function kindsOf(call: ShopCall): readonly Filter[] | null {
  const isRegistered =
    ((call.tool === "count_documents" || call.tool === "find_documents") && call.args.collection === "customers") ||
    (call.tool === "find_customers" && call.args.kind === "all");
  if (isRegistered && call.args.window !== null) return [since("registered", call.args.window)];
  const isCounted = "measure" in call.args && call.args.measure === "new_customer_count" && "window" in call.args;
  if (isCounted && call.args.window !== null) return [since("new", call.args.window)];
  if (call.tool !== "find_customers" || call.args.spend !== null || call.args.limit !== null) return null;
  const { kind, orders, registered, window } = call.args;
  const base =
    kind === "new" && window !== null
      ? since("new", window)
      : registered !== null && window === null && ["buyers", "repeat", "one_time"].includes(kind)
        ? since("registered", registered)
        : null;
  const often =
    kind === "repeat" || (orders?.op === "at_least" && orders.values[0] === 2)
      ? [ofKind("repeat")]
      : kind === "one_time" || (orders?.op === "is" && orders.values[0] === 1)
        ? [ofKind("one_time")]
        : [];
  return base === null || (orders !== null && often.length === 0) ? null : [base, ...often];
}

const ofKind = (kind: "repeat" | "one_time"): Filter => ({
  field: "customer_kind",
  op: "is",
  values: [kind],
  label: `${kind.replace("_", "-")} customers`,
});

function since(kind: "new" | "registered", window: DateWindow): Filter {
  const said = `customers ${kind} ${windowPhrase(window)}`;
  return { field: "customer_kind", op: "is", values: [kind, window.from ?? "", window.to ?? ""], label: said };
}

/** Figures that customers are ranked by, as the list of them names them. */
const RANKED_BY: Partial<Record<MeasureName, "spend" | "orders">> = { revenue: "spend", order_count: "orders" };

/** "by orders instead" of those who spent the most, "by sales" of those with the most orders: the same customers in another order. */
export function rankedBy({ frame, text, call }: Change): Draft | null {
  const figure = frame.nouns.length + frame.measures.length === 1 ? figureOf(frame) : null;
  const sort = figure === null || !/\b(?:by|instead)\b/.test(text) ? undefined : RANKED_BY[figure];
  if (sort === undefined || frame.groups.length > 0) return null;
  if (call.tool === "get_top_customers_by_spending" && sort === "orders")
    return follow("find_customers", { ...call.args, kind: "buyers", result: "list", sort });
  return call.tool === "find_customers" && call.args.result === "list" && call.args.limit !== null
    ? follow(call.tool, { ...call.args, sort })
    : null;
}
