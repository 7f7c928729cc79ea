import { figureBefore, follow, windowOf, type Change } from "@/lib/engines/shop/follow/change";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { NAMED_ROWS } from "@/lib/engines/shop/follow/turn";
import { grainOf, groupsOf } from "@/lib/engines/shop/calls/call-contents";
import type { Draft } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { hasAny } from "@/lib/engines/shop/said/lexicon";
import { extremeOf } from "@/lib/engines/shop/said/figures";
import { sortsAll } from "@/lib/engines/shop/rules/ranked";
import { isPlural } from "@/lib/engines/shop/rules/ranked";
import { STOCK_LEVELS } from "@/lib/engines/shop/rules/products";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { DateWindow } from "@/lib/language/date-window";

const ASKS_MEMBERS =
  /^(?:and |ok |so |now |then |but |please |can you |could you )*(?:(?:who|which|what) (?:are|were|is|was) (?:they|those|these|them|it|that)\b|(?:list|show|display|name|give|see)(?: me| us)? (?:them|those|these|it|the list|(?:the |their )?(?:names?|details?|rows))\b|(?:which|what) ones\b|(?:the |their )?(?:list|details|names)\b(?: please)?|(?:show|tell|give)(?: me| us)? who\b(?: (?:they|those|these) (?:are|were))?\s*[?.!]*$|which of (?:those|them|these) (?:are|is|were|was)\b)/;

const ASKS_MOMENT =
  /^(?:and |so |ok |now )*when (?:was|were|is) (?:the|that|their|his|her|its|our) (?:very )?(?:last|latest|newest|most recent|first|oldest|earliest)(?: (?:one|order|purchase|refund|sale)s?)?\s*[?.!]*$/;

/** "when was the last one?" after a figure: the days of the first and the last of its rows. */
export function momentOf({ text, call }: Change): Draft | null {
  const grain = grainOf(call);
  const collection = grain === "lines" ? "orders" : grain;
  return ASKS_MOMENT.test(text) ? follow("get_date_range", { collection, filters: call.args.filters, window: windowOf(call) }) : null;
}

/** "who are they?", "list them": the rows behind a figure. With a figure or a grouping of its own it asks for those. */
export function members({ frame, text, call }: Change): Draft | null {
  const isNamed = NAMED_ROWS.exec(text)?.[1] === "orders" && grainOf(call) === "orders";
  if (
    !(ASKS_MEMBERS.test(text) || isNamed) ||
    frame.groups.length + frame.measures.length > 0 ||
    frame.rank !== null ||
    hasAny(frame.modes, "share", "count", "amount")
  )
    return null;
  // Rows of refunds name nobody.
  if (/^(?:and |so )*who\b/.test(text) && grainOf(call) === "refunds") return null;
  // "what was it in 2025" asks for the figure, not for its rows.
  if (/^(?:and |so |but )*what (?:is|was) (?:it|that)\b/.test(text) && frame.windows.length + frame.filters.length > 0) return null;
  return rowsBehind(call);
}

/** The rows that a figure counts or adds up. */
export function rowsBehind(call: ShopCall): Draft | null {
  switch (call.tool) {
    case "count_documents":
      return follow("find_documents", call.args, 0.9);
    case "find_customers":
    case "find_unsold_products":
    case "find_groups":
    case "get_stock_levels":
      return follow(call.tool, { ...call.args, result: "list" }, 0.9);
    case "find_documents":
    case "get_top_customers_by_spending":
    case "get_best_selling_products":
    case "get_top_n":
      return follow(call.tool, call.args);
    case "calculate_sum":
    case "calculate_average":
    case "group_and_count":
      return behindFigure(call.args.measure, call.args.filters, call.args.window);
    case "get_overview":
      return behindFigure("order_count", call.args.filters, call.args.window);
    case "get_figures": {
      const [measure, ...others] = call.args.measures;
      const isOfOne = measure !== undefined && others.every((other) => measureOf(other).grain === measureOf(measure).grain);
      return isOfOne && call.args.group_by.length === 0 ? behindFigure(measure, call.args.filters, call.args.window) : null;
    }
    default:
      return null;
  }
}

function behindFigure(measure: MeasureName, filters: readonly Filter[], window: DateWindow | null): Draft | null {
  if (measure === "buyer_count" || measure === "new_customer_count")
    return follow("find_customers", { kind: measure === "buyer_count" ? "buyers" : "new", result: "list", filters, window }, 0.9);
  const grain = measureOf(measure).grain;
  if (grain === "lines") return follow("get_best_selling_products", { filters, window, limit: null });
  if (grain === "firsts" || grain === "money" || grain === "gaps") return null;
  // A figure over orders leaves cancelled ones out, so its rows do too.
  const kept: Filter = { field: "status", op: "not", values: ["cancelled"], label: "not cancelled" };
  const rows =
    measureOf(measure).leavesOutCancelled && grain === "orders" && !filters.some(({ field }) => field === "status")
      ? [...filters, kept]
      : filters;
  return follow("find_documents", { collection: grain, filters: rows, window });
}

/** "who ordered?", "what did they buy?" after orders: their customers, their products. */
export function buyers({ frame, text, call }: Change): Draft | null {
  const isOfOrders = ["order_count", "revenue", "units_sold", "product_sales"].includes(figureBefore(call) ?? "");
  if (
    !isOfOrders ||
    call.tool === "get_top_customers_by_spending" ||
    groupsOf(call).length > 0 ||
    frame.rank !== null ||
    frame.measures.length > 0 ||
    call.tool === "compare_periods"
  )
    return null;
  const args = { filters: call.args.filters, window: windowOf(call) };
  const [, named = ""] = NAMED_ROWS.exec(text) ?? [];
  if (/^(?:customers|buyers|clients)$/.test(named)) return follow("find_customers", { kind: "buyers", result: "list", ...args });
  if (/^(?:products|items)$/.test(named)) return follow("get_best_selling_products", { ...args, limit: null });
  if (/^(?:and |so )*who (?:has |have |had )?(?:ordered|bought|placed|purchased)\b/.test(text))
    return follow("find_customers", { kind: "buyers", result: "list", ...args });
  return /^(?:and |so )*(?:what|which products?|which items?) (?:did|have|had|do) (?:they|those|these|customers|people)\b.*\b(?:buy|bought|order|ordered|purchased?)\b/.test(
    text,
  )
    ? follow("get_best_selling_products", { ...args, limit: null })
    : null;
}

/** "which one is the priciest", "what is the newest?": one is asked for. */
const ONE = /^(?:and |so |ok )*(?:which|what)(?: one| of (?:them|those|these))? (?:is|was|has|had)\b|\bone\s*[?.!]*$/;

/** What rows are sorted by where one end of them is asked for. */
function sortOf(rank: Frame["rank"], modes: Frame["modes"]): "value" | "price" | "oldest" | "newest" | null {
  if (rank === "desc" || modes.has("expensive")) return "value";
  if (rank === "asc" || modes.has("cheap")) return "price";
  return modes.has("oldest") ? "oldest" : modes.has("recent") ? "newest" : null;
}

const OTHER_END: Readonly<Record<string, string>> = { value: "price", price: "value", oldest: "newest", newest: "oldest" };

/** "show the oldest", "the 3 biggest" of rows that were counted or listed; "lowest first" of groups. */
export function sorted({ frame: { modes, rank, limit, windows, groups, filters, measures }, text, call, previous }: Change): Draft | null {
  if (windows.length + groups.length + filters.length + measures.length > 0) return null;
  if (call.tool === "get_stock_levels" && rank !== null)
    return follow(call.tool, { ...call.args, order: rank, limit: limit ?? (ONE.test(text) ? 1 : sortsAll({ text }) ? null : 10) });
  const sort = sortOf(rank, modes);
  // "the biggest one" of the 5 newest is one of those, not of all; "the two cheapest" after the dearest are at the other end.
  const areSome = call.tool === "find_documents" && previous.tool === "find_documents" && (previous.args.limit ?? 1) > 1;
  if (areSome && sort !== null && sort !== call.args.sort && sort !== OTHER_END[call.args.sort ?? ""]) return null;
  if (sort !== null && (call.tool === "count_documents" || call.tool === "find_documents"))
    return follow("find_documents", {
      ...call.args,
      sort,
      limit: limit ?? (ONE.test(text) ? 1 : "limit" in call.args ? call.args.limit : 10),
    });
  // "the highest" of discounts is one of them, not an order.
  const figure = figureBefore(call);
  if (rank !== null && figure !== null && /discount|delivery_fee/.test(figure) && groupsOf(call).length === 0) {
    const measure = extremeOf(figure, rank === "desc" ? "max" : "min");
    return measure === null ? null : follow("calculate_average", { measure, filters: call.args.filters, window: windowOf(call) });
  }
  // "which is the biggest", "and the oldest one" of a figure over orders: that order.
  const rows = sort !== null && groupsOf(call).length === 0 ? rowsBehind(call) : null;
  if (rows?.tool === "find_documents")
    return follow("find_documents", { ...rows.args, sort, limit: limit ?? (rank !== null || ONE.test(text) ? 1 : 10) });
  return rank !== null && /\b(?:lowest|highest|smallest|largest|most|least) first\b/.test(text) && "order" in call.args
    ? follow(call.tool, { ...call.args, order: rank })
    : null;
}

/**
 * "how many of them ordered this year", "only those who never ordered": of customers, those who did; a period is never that of their
 * registration.
 */
export function ofCustomers({ frame: { modes, nouns, customers, windows, rank, limit }, text, call, previous }: Change): Draft | null {
  // "what did they buy" asks for the products.
  if (/^(?:and |so |ok )*(?:what|which (?:products?|items?))\b/.test(text)) return null;
  const asked = /\b(?:which|who) of (?:them|those|these)\b/.test(text) ? { result: "list" } : {};
  const isList = (call.tool === "count_documents" || call.tool === "find_documents") && call.args.collection === "customers";
  if (call.tool === "find_customers" && customers === "registered" && previous.tool === "find_customers")
    return follow("find_customers", { ...call.args, window: previous.args.window, registered: windows[0] ?? null });
  const registered = previous.tool === "find_customers" ? (previous.args.registered ?? previous.args.window) : windowOf(previous);
  if (call.tool === "find_customers" && call.args.kind === "all" && customers === null && (modes.has("buy") || modes.has("spend")))
    return follow("find_customers", { ...call.args, kind: "buyers", registered, window: windows[0] ?? null });
  // Of those who are new, or registered in a period, the ones who did so: the period stays what it was.
  if (previous.tool === "find_customers" && previous.args.kind === "new" && (customers === "repeat" || customers === "one_time"))
    return follow("find_customers", {
      ...previous.args,
      orders: { op: customers === "repeat" ? "at_least" : "is", values: [customers === "repeat" ? 2 : 1] },
      ...asked,
    });
  if (previous.tool === "find_customers" && previous.args.kind === "all" && customers !== null && customers !== "registered")
    return follow("find_customers", { ...call.args, kind: customers, registered, window: windows[0] ?? null, ...asked });
  // Who has spent so much and "has not ordered since June" ordered before.
  if (call.tool === "find_customers" && customers === "never_ordered" && (call.args.spend !== null || call.args.orders !== null))
    return windows[0] === undefined ? null : follow("find_customers", { ...call.args, kind: "lapsed", ...asked });
  if (call.tool === "find_customers" && customers !== null && customers !== "registered")
    return follow("find_customers", { ...call.args, kind: customers, ...asked });
  const kind =
    customers === "registered"
      ? null
      : (customers ?? (windows.length > 0 || rank !== null || modes.has("buy") || modes.has("spend") ? "buyers" : null));
  if (!isList || kind === null) return null;
  const window = windows[0] ?? null;
  return follow("find_customers", {
    kind,
    registered,
    result: call.tool === "count_documents" || modes.has("count") ? "count" : "list",
    filters: call.args.filters,
    window,
    limit: "limit" in call.args ? call.args.limit : null,
    ...(rank === null
      ? {}
      : { result: "list", sort: modes.has("buy") || nouns.includes("orders") ? "orders" : "spend", order: rank, limit: limit ?? 1 }),
  });
}

/** "how many sold last month" after the stock of a product or a category: stock has no period, what was sold of it has. */
export function soldOf({ frame: { modes, groups, rank, measures, windows }, call }: Change): Draft | null {
  const isOfProducts =
    (call.tool === "get_stock_levels" && call.args.kind === "all") ||
    (call.tool === "find_documents" && call.args.collection === "products");
  if (!isOfProducts || !modes.has("sell") || modes.has("when") || groups.length + measures.length > 0 || rank !== null) return null;
  const isNamed = call.args.filters.length > 0 && call.args.filters.every(({ field }) => field === "product" || field === "category");
  return isNamed
    ? follow("calculate_sum", {
        measure: modes.has("amount") && !modes.has("count") ? "product_sales" : "units_sold",
        filters: call.args.filters,
        window: windows[0] ?? null,
      })
    : null;
}

/** "how many units is that", "total units?" of products that were listed by their stock: pieces of them. */
export function piecesOf({ frame: { nouns, measures, modes, groups, rank, windows }, call }: Change): Draft | null {
  const areUnits =
    nouns.every((noun) => noun === "units") && measures.every((measure) => measure === "units_sold" || measure === "stock_units");
  if (call.tool !== "get_stock_levels" || !areUnits || nouns.length + measures.length === 0) return null;
  if (modes.has("sell") || modes.has("buy") || groups.length + windows.length > 0 || rank !== null) return null;
  const { kind, filters } = call.args;
  const level = kind === "low" || kind === "out" ? [STOCK_LEVELS[kind]] : [];
  return kind === "over" || kind === "cover" ? null : follow("calculate_sum", { measure: "stock_units", filters: [...filters, ...level] });
}

/** "how many of these are completely out" after what is low, or after products: that part of the products before. */
export function stockOf({ frame: { stock, modes, groups, measures }, call }: Change): Draft | null {
  const isPart =
    call.tool === "get_stock_levels" ? call.args.kind !== stock : "collection" in call.args && call.args.collection === "products";
  return isPart && (stock === "out" || stock === "low") && groups.length + measures.length === 0
    ? follow("get_stock_levels", { kind: stock, result: modes.has("count") ? "count" : "list", filters: call.args.filters })
    : null;
}

/** "by category", "of which categories?" of products by their stock: how many of each. */
export function stockBy({ frame, call }: Change): Draft | null {
  const { groups, nouns, measures, rank, windows } = frame;
  const [group = nouns.includes("categories") ? "category" : undefined, ...others] = groups;
  if (call.tool !== "get_stock_levels" || others.length + measures.length + windows.length > 0) return null;
  const { kind, filters } = call.args;
  if ((group !== "category" && group !== "main_category") || (kind !== "low" && kind !== "out")) return null;
  const args = { measure: "product_count", group_by: [group], filters: [...filters, STOCK_LEVELS[kind]] };
  return rank === null
    ? follow("group_and_count", args)
    : follow("get_top_n", { ...args, order: rank, limit: frame.limit ?? (isPlural(frame, group) ? 10 : 1) });
}

/** "how many is that?", "how much are they worth?", "how many units was that?" of the rows before. */
export function sameRows({ frame, call }: Change): Draft | null {
  const { modes } = frame;
  if (frame.groups.length > 0 || frame.rank !== null || modes.has("share")) return null;
  const { filters } = call.args;
  const window = windowOf(call);
  const kind = call.tool === "find_customers" ? call.args.kind : null;
  if (modes.has("spend") && (kind === "new" || kind === "repeat" || kind === "one_time")) {
    const part: Filter = {
      field: "customer_kind",
      op: "is",
      values: [kind === "repeat" && window !== null ? "returning" : kind],
      label: `${kind.replace("_", "-")} customers`,
    };
    return follow("calculate_sum", { measure: "revenue", filters: [...filters, part], window }, 0.8);
  }
  if (frame.nouns.length + frame.measures.length > 0 || (frame.aggregate !== null && frame.aggregate !== "sum")) return null;
  const before = figureBefore(call);
  const isAmount = modes.has("amount") || (frame.aggregate === "sum" && frame.windows.length + frame.filters.length === 0);
  const isStock = before === "stock_units" || (call.tool === "get_stock_levels" && (call.args.kind === "all" || call.args.kind === "in"));
  // "and by value" of a share of orders is their share of the revenue.
  if (isAmount && call.tool === "calculate_share" && before === "order_count")
    return follow(call.tool, { ...call.args, measure: "revenue" });
  if (isAmount && isStock && groupsOf(call).length === 0) return follow("calculate_sum", { measure: "stock_value", filters });
  if (isAmount && !modes.has("count") && groupsOf(call).length === 0 && (before === "refund_count" || before === "order_count"))
    return follow("calculate_sum", { measure: before === "refund_count" ? "refund_total" : "revenue", filters, window });
  if (!modes.has("count")) return null;
  if (call.tool === "get_best_selling_products" && call.args.limit === null)
    return follow("calculate_sum", { measure: "products_sold", filters, window }, 0.85);
  if (call.tool === "find_documents") return follow("count_documents", { collection: call.args.collection, filters, window }, 0.9);
  if (
    call.tool === "find_customers" ||
    call.tool === "find_unsold_products" ||
    call.tool === "find_groups" ||
    call.tool === "get_stock_levels"
  )
    return follow(call.tool, { ...call.args, result: "count" }, 0.9);
  return null;
}
