import { boundsOf, selectionOf } from "@/lib/engines/shop/said/bounds";
import { asOptions, draft, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny, type CustomerKind } from "@/lib/engines/shop/said/lexicon";
import { isOfOrders, ordersOfKind, saysReturning } from "@/lib/engines/shop/rules/kinds";
import { isPlural } from "@/lib/engines/shop/rules/ranked";
import { canGroup, isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { DateWindow } from "@/lib/language/date-window";

/** Repeat, one-time, new, lapsed and registered customers, those who never ordered, and customers by orders or spending. */
export function readCustomers(frame: Frame, context: ComposeContext): Draft | Problem | null {
  const { filters, window } = selectionOf(frame);
  // "when was the first order" asks for a date, not for those whose first order it was.
  if (frame.modes.has("when") && frame.customers === "new") return null;
  if (frame.rate === "repeat") return draft("find_customers", { kind: "repeat", result: "share", filters, window }, "repeat_rate");
  // "customers inactive for 120 days" have stopped buying; only products are switched off.
  const dormant = frame.filters.filter(({ field, op }) => field === "active" && op === "not");
  if (dormant.length > 0 && frame.customers === null && frame.nouns.includes("customers") && !frame.nouns.includes("products"))
    return readCustomers({ ...frame, customers: "lapsed", filters: frame.filters.filter((filter) => !dormant.includes(filter)) }, context);
  const isShare = frame.modes.has("share") || frame.modes.has("rate");
  if (frame.again !== null)
    return draft(
      "find_customers",
      {
        kind: "new",
        again_days: frame.again,
        result: isShare ? "share" : wantsList(frame) && !frame.modes.has("count") ? "list" : "count",
        filters,
        window,
        limit: frame.limit,
      },
      "ordered_again",
      0.9,
      ["Customers whose first order is more recent than that may still order again."],
    );
  if (frame.customers === null && isOwing(frame) && boundsOf(frame).spend === null)
    return draft("find_customers", { kind: "buyers", result: "list", filters, window, limit: frame.limit }, "customers_by_payment", 0.85);
  if (frame.customers === null || isOfOneOrder(frame)) return byBounds(frame, filters);
  if (isOfOrders(frame)) return ordersOfKind(frame, filters, isShare, context);
  if (isShare && (frame.customers === "repeat" || frame.customers === "one_time"))
    return draft("find_customers", { kind: frame.customers, result: "share", filters, window }, "customer_share");
  const part: Filter = { field: "customer_kind", op: "is", values: ["new"], label: "new customers" };
  if (isShare && frame.customers === "new" && window !== null)
    return draft("calculate_share", { measure: "buyer_count", part: [part], filters, window }, "share", 0.9);
  return registeredAnd(frame, filters) ?? groupedOverTime(frame, filters) ?? ofKind(frame.customers, frame, context);
}

/** "who owes me money": the customers with such orders, not the sum of them. */
function isOwing(frame: Frame): boolean {
  return (
    frame.modes.has("who") &&
    frame.rank === null &&
    frame.groups.length === 0 &&
    !frame.modes.has("count") &&
    frame.filters.some(({ field }) => field === "payment_status" || field === "payment_method") &&
    frame.nouns.length === 0 &&
    frame.measures.every((measure) => measure === "revenue")
  );
}

/** "in a single order" is about the order, where nobody is asked for. */
function isOfOneOrder(frame: Frame): boolean {
  return (
    (frame.customers === "one_time" || frame.customers === "repeat") &&
    !frame.modes.has("who") &&
    !frame.nouns.includes("customers") &&
    !frame.nouns.includes("buyers") &&
    frame.tags.every(
      ({ meaning, words }) =>
        meaning.kind !== "customers" ||
        /^(?:single|only one|just one|exactly one|more than one|multiple|several|second) (?:order|purchase)s?$/.test(words),
    )
  );
}

/** The customers of a kind, counted or listed. */
function ofKind(kind: CustomerKind, frame: Frame, context: ComposeContext): Draft | Problem {
  const { orders, spend } = boundsOf(frame);
  const { filters, window } = selectionOf(frame);
  const result = wantsList(frame) ? "list" : "count";
  const args = { result, filters, window, orders, spend, limit: frame.limit };
  switch (kind) {
    case "registered":
      // "the first five to register" are told by the day, not by what they spent.
      if (frame.modes.has("oldest") && frame.limit !== null)
        return draft("find_documents", { collection: "customers", sort: "oldest", filters, window, limit: frame.limit }, "list_customers");
      return draft("find_customers", { ...args, kind: "all" }, "registered_customers");
    case "lapsed":
      return lapsed(frame, args);
    case "never_ordered":
      // Someone who "has not ordered this month" has ordered before; only without a window does it mean never.
      return window
        ? lapsed(frame, args)
        : draft("find_customers", { ...args, kind: "never_ordered", cancelled: placedNone(frame) }, "customers_without_orders");
    case "new":
      if (window === null)
        return {
          problem: "ambiguous",
          message: "Every customer was new once: new in which period?",
          options: asOptions(["New customers this month", "New customers last month", "New customers by month", "One-time customers"]),
        };
      return draft("find_customers", { ...args, kind: "new", sort: frame.modes.has("recent") ? "newest" : "spend" }, "new_customers");
    case "repeat": {
      // "returning customers last month" ordered then, and before.
      const isReturning = window?.from != null && context.language === "en" && !orders && !spend && saysReturning(frame);
      if (isReturning && window)
        return draft(
          "find_groups",
          { dimension: "customer", some: [{ window: earlier(window) }, { window }], filters, result, limit: frame.limit },
          "returning_customers",
          0.88,
        );
      return draft("find_customers", { ...args, kind: "repeat", sort: frame.modes.has("recent") ? "newest" : "spend" }, "repeat_customers");
    }
    case "one_time":
      return draft("find_customers", { ...args, kind, sort: frame.modes.has("recent") ? "newest" : "spend" }, `${kind}_customers`);
    default:
      return kind satisfies never;
  }
}

function earlier({ label, from }: DateWindow): DateWindow {
  return { label: `before ${label}`, from: null, to: from, partial: false, unit: "day", count: 0, weekdays: null };
}

/** "registered last month but never ordered", "who signed up this year and ordered twice": the period is that of the registration. */
function registeredAnd(frame: Frame, filters: readonly Filter[]): Draft | null {
  const kinds = new Set(frame.tags.flatMap(({ meaning }) => (meaning.kind === "customers" ? [meaning.of] : [])));
  const { orders, spend } = boundsOf(frame);
  const [window = null] = frame.windows;
  if (!kinds.has("registered") || frame.windows.length > 1 || frame.groups.some(isTimeDimension)) return null;
  const kind =
    (["never_ordered", "repeat", "one_time"] as const).find((name) => kinds.has(name)) ??
    (orders || spend || frame.modes.has("buy") ? "buyers" : null);
  return (
    kind &&
    draft(
      "find_customers",
      {
        kind,
        cancelled: kind === "never_ordered" && placedNone(frame),
        result: wantsList(frame) ? "list" : "count",
        filters,
        registered: window,
        orders,
        spend,
        limit: frame.limit,
      },
      "registered_customers",
      0.88,
    )
  );
}

/** "never placed any order": an order that was cancelled was placed, though nothing was bought. */
function placedNone({ tags }: Frame): boolean {
  return tags.some(
    ({ meaning, words }) =>
      meaning.kind === "customers" && meaning.of === "never_ordered" && /\b(?:placed?|put in)\b.*\border$/.test(words),
  );
}

function lapsed(frame: Frame, args: Readonly<Record<string, unknown>>): Draft {
  const [window = null] = frame.windows;
  const isSpan = window !== null && window.unit === "day" && /last \d+ days/.test(window.label);
  if (window?.to && window.from === null)
    return draft("find_customers", { ...args, kind: "lapsed", window: { ...window, from: window.to, to: null } }, "lapsed_customers");
  return draft(
    "find_customers",
    { ...args, kind: "lapsed", window: isSpan ? null : window, ...(isSpan ? { lapsed_days: window.count } : {}), sort: "spend" },
    "lapsed_customers",
  );
}

function groupedOverTime(frame: Frame, filters: readonly Filter[]): Draft | null {
  const groups = frame.groups.filter((group) => group !== "customer");
  const [first] = groups;
  if (first !== undefined && groups.length === 1 && (frame.customers === "repeat" || frame.customers === "one_time"))
    return kindByGroup(frame, filters, first);
  if (first === undefined || !(frame.customers === "new" || frame.customers === "registered")) return null;
  const measure = frame.customers === "new" ? "new_customer_count" : "customer_count";
  const [window = null] = frame.windows;
  if (frame.aggregate === "avg" && isTimeDimension(first) && groups.length === 1)
    return draft("calculate_average", { measure, per: first, filters, window }, "average_per_period", 0.9);
  const args = { measure, filters, window, group_by: groups.slice(0, 2) };
  if (frame.rank !== null)
    return draft(
      "get_top_n",
      { ...args, group_by: [first], order: frame.rank, limit: frame.limit ?? (isPlural(frame, first) ? 10 : 1) },
      "top_by_new_customers",
    );
  return draft("group_and_count", args, isTimeDimension(first) ? "series" : "group");
}

/** "which city has the most repeat customers": those who ordered there, counted by group. */
function kindByGroup(frame: Frame, filters: readonly Filter[], group: DimensionName): Draft | null {
  // In a period those count who ordered twice in it, which groups of orders do not tell.
  if (
    !canGroup("orders", group) ||
    isTimeDimension(group) ||
    frame.windows.length > 0 ||
    boundsOf(frame).orders !== null ||
    boundsOf(frame).spend !== null
  )
    return null;
  const kind: Filter = {
    field: "customer_kind",
    op: "is",
    values: [frame.customers ?? "repeat"],
    label: frame.customers === "repeat" ? "repeat customers" : "one-time customers",
  };
  const args = { measure: "buyer_count", filters: [...filters, kind], group_by: [group] };
  if (frame.rank !== null)
    return draft(
      "get_top_n",
      { ...args, order: frame.rank, limit: frame.limit ?? (isPlural(frame, group) ? 10 : 1) },
      "top_by_kind_of_customers",
      0.88,
    );
  return draft("group_and_count", { ...args, limit: frame.limit }, "kind_of_customers_by_group", 0.88);
}

function byBounds(frame: Frame, filters: readonly Filter[]): Draft | null {
  const { orders, spend } = boundsOf(frame);
  if (orders === null && spend === null) return null;
  const [window = null] = frame.windows;
  const result = frame.modes.has("share") ? "share" : frame.modes.has("count") && frame.rank === null ? "count" : "list";
  return draft("find_customers", { kind: "buyers", result, orders, spend, filters, window, limit: frame.limit }, "customers_by_threshold");
}

/** Whether a question asks for the customers themselves. */
export function wantsList({ modes, rank, limit }: Frame): boolean {
  return !modes.has("count") && (hasAny(modes, "list", "who", "which", "recent") || rank !== null || limit !== null);
}
