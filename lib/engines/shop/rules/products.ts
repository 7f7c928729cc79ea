import { boundsOf, allFiltersOf } from "@/lib/engines/shop/said/bounds";
import { namesSeveral } from "@/lib/engines/shop/rules/one";
import { isPlural, saysSeveral, sortsAll } from "@/lib/engines/shop/rules/ranked";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { Frame } from "@/lib/engines/shop/said/frame";

/** Stock, unsold products, products bought together, and the cheapest or dearest ones. */
export function readProducts(frame: Frame, _context: ComposeContext): Draft | null {
  return together(frame) ?? unsold(frame) ?? byPrice(frame) ?? soldThough(frame) ?? stock(frame);
}

function together(frame: Frame): Draft | null {
  // "and how many pieces together" adds up; a figure of money is none of pairs.
  if (
    !frame.modes.has("together") ||
    frame.measures.length > 0 ||
    /^(?:and |so |ok )*(?:both |the two )?(?:together|combined)\s*[?.!]*$/i.test(frame.text) ||
    /\b(?:how (?:many|much)|total|worth|value)\b[^,]*\btogether\s*[?.!]*$/i.test(frame.text)
  )
    return null;
  const [window = null] = frame.windows;
  const one =
    frame.rank === "desc" && frame.filters.some(({ field }) => field === "product") && /\bwhich (?:product|item|one)\b/i.test(frame.text);
  return draft("bought_together", { filters: frame.filters, window, limit: frame.limit ?? (one ? 1 : 10) }, "bought_together");
}

function unsold(frame: Frame): Draft | null {
  const never = frame.customers === "never_ordered" && frame.nouns.includes("products") && !frame.nouns.includes("customers");
  const noSale = frame.modes.has("unsold") && !frame.nouns.includes("customers");
  if (!noSale && !never) return null;
  const [window = null] = frame.windows;
  const result = frame.modes.has("count") ? "count" : "list";
  // An order that was cancelled is no sale, but it is an order.
  const cancelled =
    never || frame.tags.some(({ meaning, words }) => meaning.kind === "mode" && meaning.mode === "unsold" && /\border/.test(words));
  return draft(
    "find_unsold_products",
    { cancelled, result, filters: [...allFiltersOf(frame), ...stocked(frame)], window, limit: frame.limit },
    "unsold_products",
  );
}

/** Levels of stock as conditions on products. */
export const STOCK_LEVELS: Readonly<Record<"low" | "out", Filter>> = {
  low: { field: "stock_level", op: "is", values: ["low"], label: "stock at or below the reorder level" },
  out: { field: "stock", op: "at_most", values: [0], label: "none in stock" },
};

/** "no sales but in stock", "sold out and not selling": the stock is a condition too. */
function stocked({ stock: kind }: Frame): readonly Filter[] {
  if (kind === "in") return [{ field: "stock", op: "over", values: [0], label: "stock left" }];
  return kind === "out" || kind === "low" ? [STOCK_LEVELS[kind]] : [];
}

/** Whether days of cover are asked for: "how many days will the stock of … last": the words of it stand apart. */
export function asksCover({ text, stock: named, filters }: Frame): boolean {
  return (
    (named !== null || filters.some(({ field }) => field === "product" || field === "category")) &&
    /\b(?:how (?:many (?:days|weeks)|long)|days)\b.*\b(?:last|remain|enough|(?:run|runs|running|sell|sells|is|are|be) (?:out|gone|finished|over))\b/i.test(
      text,
    )
  );
}

function byPrice(frame: Frame): Draft | null {
  const { nouns, measures, groups, text } = frame;
  // "products with the lowest price" are ranked by it; "the lowest price of our products" is that price.
  const extreme =
    /^(?:.*\b(?:products?|items?|articles?|ones?)\b.*|(?:which|what|show|list)\b.*) (?:with|at|having|has|have|for) (?:the )?(?:highest|lowest|maximum|minimum|max|min|cheapest)(?: selling)? prices?\b/i.test(
      text,
    )
      ? measures.find((measure) => measure === "highest_price" || measure === "lowest_price")
      : undefined;
  // "which product costs most".
  const costs =
    frame.modes.has("unit_of") &&
    nouns.join() === "products" &&
    measures.length + frame.amounts.length + frame.windows.length === 0 &&
    groups.every((group) => group === "product") &&
    frame.aggregate === null
      ? frame.rank
      : null;
  const direction =
    frame.modes.has("expensive") || costs === "desc" || extreme === "highest_price"
      ? "value"
      : frame.modes.has("cheap") || costs === "asc" || extreme === "lowest_price"
        ? "price"
        : null;
  if (direction === null || nouns.includes("orders") || !groups.every((group) => group === "product")) return null;
  return draft(
    "find_documents",
    {
      collection: "products",
      sort: direction,
      limit: frame.limit ?? (sortsAll(frame) ? null : saysSeveral(frame, "products") || namesSeveral(frame) ? 10 : 1),
      filters: [...allFiltersOf(frame), ...stocked(frame)],
    },
    "products_by_price",
  );
}

/** "how many products are in stock and how many units", "how much stock is there and what is it worth": two figures. */
function stockTwice({ text, stock: kind, measures, nouns, rank, groups, windows }: Frame, filters: readonly Filter[]): Draft | null {
  const isOfStock = kind === "in" || kind === "all" || measures.some((name) => name.startsWith("stock"));
  if (!isOfStock || rank !== null || groups.length > 0 || windows.length > 0) return null;
  const worth: MeasureName = measures.includes("stock_value_at_price") ? "stock_value_at_price" : "stock_value";
  const counts = nouns.includes("products") && /^(?:.*[,;] )?how many (?!units|pieces)/i.test(text);
  const second =
    /\b(?:and|plus|,)\s+(?:also )?(?:(how many (?:units|pieces|items|pcs))|(?:what|how much)\b.*\b(?:worth|value|cost|tied up)|(?:the |their |its )?(?:total |stock )?(?:value|worth))\b/i.exec(
      text,
    );
  if (second === null) return null;
  const measuresOf: readonly MeasureName[] =
    second[1] !== undefined ? (counts ? ["product_count", "stock_units"] : []) : counts ? ["product_count", worth] : ["stock_units", worth];
  if (measuresOf.length === 0) return null;
  const left: readonly Filter[] = kind === "in" ? [{ field: "stock", op: "over", values: [0], label: "stock left" }] : [];
  return draft("get_figures", { measures: measuresOf, filters: [...filters, ...left] }, "stock_figures", 0.85);
}

/** "best sellers that are running low", "out of stock but sold last month": what was sold, of which little or nothing is left. */
function soldThough(frame: Frame): Draft | null {
  const { stock: kind, modes, rank, windows, tags, limit } = frame;
  const isSold =
    (modes.has("sell") && windows.length > 0) ||
    tags.some(({ meaning, words }) => meaning.kind === "rank" && /sell|sold|popular|mov/.test(words));
  if ((kind !== "low" && kind !== "out") || !isSold || modes.has("negation") || frame.groups.some((group) => group !== "product"))
    return null;
  const rows = { filters: [...allFiltersOf(frame), STOCK_LEVELS[kind]], window: windows[0] ?? null };
  if (modes.has("count") && rank === null) return draft("calculate_sum", { measure: "products_sold", ...rows }, "sold_though_low", 0.85);
  return draft(
    "get_best_selling_products",
    { ...rows, order: rank ?? "desc", limit: limit ?? (rank === null ? null : 10) },
    "sold_though_low",
    0.85,
  );
}

function stock(frame: Frame): Draft | null {
  if (frame.modes.has("share")) return null;
  const kind = asksCover(frame) ? "cover" : frame.stock;
  // "at or below the reorder level but still in stock".
  const isLeft = kind === "low" && frame.tags.some(({ meaning }) => meaning.kind === "stock" && meaning.of === "in");
  const filters = [
    ...frame.filters.filter(({ field, op }) => field !== "active" || kind !== "in" || op === "not"),
    ...boundsOf(frame).filters,
    ...(isLeft ? stocked({ ...frame, stock: "in" }) : []),
  ];
  // "what does it cost and how many are left": the product itself, which tells both.
  const isOfOne =
    frame.filters.some(({ field, op }) => field === "product" && op === "is") &&
    frame.groups.length + frame.measures.length + frame.windows.length === 0;
  if (isOfOne && (kind === "all" || kind === "in") && frame.modes.has("unit_of"))
    return draft("find_documents", { collection: "products", filters }, "product_price");
  const both = stockTwice(frame, filters);
  if (both) return both;
  const measure = frame.measures.find((name) => name === "stock_units" || name === "stock_value" || name === "stock_value_at_price");
  if (measure && (kind === null || kind === "all") && frame.rank === null && boundsOf(frame).filters.length === 0)
    return draft("calculate_sum", { measure, filters, group_by: frame.groups }, "stock");
  if (kind === null && measure === undefined) return null;
  // "which category has the most stock value" ranks groups.
  if (measure && frame.rank !== null && frame.groups.some((group) => group !== "product" && group !== "customer")) return null;
  if (frame.modes.has("sell") && kind === "all") return null;
  const [by] = frame.groups.filter((group) => group === "category" || group === "main_category");
  if (by !== undefined && (kind === "low" || kind === "out")) {
    const ranked =
      frame.rank === null
        ? { order: null, limit: frame.limit }
        : { order: frame.rank, limit: frame.limit ?? (isPlural(frame, by) ? 10 : 1) };
    return draft(
      frame.rank === null ? "group_and_count" : "get_top_n",
      { measure: "product_count", group_by: [by], filters: [...filters, STOCK_LEVELS[kind]], ...ranked },
      `stock_${kind}_by_group`,
      0.9,
    );
  }
  // "which category has the most stock": the pieces of each.
  const [of] = frame.groups.filter((group) => group !== "product" && group !== "customer");
  if (of !== undefined && frame.rank !== null && (kind === "all" || kind === "in"))
    return draft(
      "get_top_n",
      { measure: "stock_units", group_by: [of], filters, order: frame.rank, limit: frame.limit ?? (isPlural(frame, of) ? 10 : 1) },
      "stock_by_group",
      0.88,
    );
  const bounded = boundsOf(frame).filters.some(({ field }) => field === "stock");
  const amount =
    frame.nouns.includes("units") ||
    frame.modes.has("amount") ||
    (frame.modes.has("count") &&
      frame.filters.some(({ field }) => field === "product" || (field === "category" && !frame.nouns.includes("products"))));
  if ((kind === "all" || kind === "in") && amount && !bounded) {
    const value = /value|worth|money|cash|capital|tied up|locked up|invest/.test(frame.text.toLowerCase());
    return draft("calculate_sum", { measure: value ? "stock_value" : "stock_units", filters, group_by: frame.groups }, "stock");
  }
  if ((kind === "all" || kind === "in") && frame.groups.length > 0 && frame.groups[0] !== "product")
    return draft("calculate_sum", { measure: "stock_units", filters, group_by: frame.groups }, "stock");
  const result = frame.modes.has("count") && kind !== "cover" ? "count" : "list";
  // "top 10 low stock products": the lowest ones come first.
  const order = frame.rank === null ? null : kind === "low" ? "asc" : frame.rank;
  return draft(
    "get_stock_levels",
    {
      kind: kind === null || (kind === "in" && bounded) ? "all" : kind,
      result,
      order,
      limit: frame.limit ?? (order !== null && !bounded && !sortsAll(frame) ? 10 : null),
      filters,
    },
    `stock_${kind ?? "all"}`,
  );
}
