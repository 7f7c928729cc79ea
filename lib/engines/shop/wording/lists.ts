import { countOf, formatDate, joinWords, upperFirst } from "@/lib/answers/format";
import type { ToolArguments } from "@/lib/engines/shop/calls/calls";
import { dimensionWords } from "@/lib/engines/shop/calls/dimensions";
import { OVERSTOCK_DAYS } from "@/lib/engines/shop/queries/products";
import { inWindow } from "@/lib/engines/shop/wording/figures";
import { isBasket } from "@/lib/engines/shop/calls/filters";
import { BOUND_WORDS, conditionsOf, filterPhrase, rowsPhrase, singularOf, windowPhrase } from "@/lib/engines/shop/wording/phrases";
import { cellText, groupName, numberIn, type Shown, type Worded } from "@/lib/engines/shop/wording/shown";

/** Rows: how many there are, and how many of them are shown. */
export function sentenceOfList({ collection, filters, window, limit, sort }: ToolArguments<"find_documents">, shown: Shown): Worded {
  const { rowCount, rows } = shown.table;
  const singular = singularOf(collection);
  const phrase = rowsPhrase(rowCount === 1 ? singular : collection, filters);
  const only = filters.length === 1 && rowCount === 1 ? filters[0]?.field : undefined;
  if (only === "order_number" && collection === "orders")
    return {
      outcome: "answered",
      text: `Order ${groupName(shown, 0)} is ${groupName(shown, 0, 3)} and ${groupName(shown, 0, 4)}${detail(collection, shown)}.`,
    };
  if (only === "product" && collection === "products")
    return {
      outcome: "answered",
      text: `${groupName(shown, 0)}${besideOf(shown, "sku", ", sku ")} costs ${cellText(shown, 0, 2)}${besideOf(shown, "cost", " and is bought for ")}, with ${cellText(shown, 0, 3)} in stock.`,
    };
  if (only === "customer" && collection === "customers")
    return {
      outcome: "answered",
      text: `That is ${groupName(shown, 0)}, city ${groupName(shown, 0, 1)}, registered ${cellText(shown, 0, 4)}.`,
    };
  if (collection === "customers" && filters.length === 1 && filters[0]?.field === "customer" && rowCount > 1)
    return { outcome: "answered", text: `These are ${countOf(rowCount, singular, collection)}; the first is ${groupName(shown, 0)}.` };
  if (rowCount === 0) return { outcome: "empty", text: `There are no ${rowsPhrase(collection, filters)}${inWindow(window)}.` };
  if (limit !== null) {
    const order = {
      newest: "newest",
      oldest: "oldest",
      value: collection === "products" ? "most expensive" : "largest",
      price: collection === "products" ? "cheapest" : "smallest",
      name: "first",
      stock: "first",
    }[sort];
    const head = rowCount === 1 ? `The ${order} ${phrase}${inWindow(window)}` : `The ${rowCount} ${order} ${phrase}${inWindow(window)}`;
    return { outcome: "answered", text: rowCount === 1 ? `${head} is ${groupName(shown, 0)}${detail(collection, shown)}.` : `${head}.` };
  }
  const part = rows.length < rowCount ? ` The first ${rows.length} are shown.` : "";
  return {
    outcome: "answered",
    text: `There ${rowCount === 1 ? "is" : "are"} ${countOf(rowCount, phrase, phrase)}${inWindow(window)}.${part}`,
  };
}

/** A column that was asked for, where it is shown. */
function besideOf(shown: Shown, name: string, lead: string): string {
  const at = shown.table.columns.findIndex((column) => column.name === name);
  return at === -1 ? "" : `${lead}${cellText(shown, 0, at)}`;
}

function detail(collection: string, shown: Shown): string {
  if (collection === "orders") return `, ${cellText(shown, 0, 5)} by ${groupName(shown, 0, 2)} on ${cellText(shown, 0, 1)}`;
  if (collection === "products") return `, at ${cellText(shown, 0, 2)}`;
  const to = shown.table.columns[4] === undefined ? "" : ` to ${groupName(shown, 0, 4)}`;
  return collection === "refunds" ? `, ${cellText(shown, 0, 3)}${to} on ${cellText(shown, 0, 1)}` : "";
}

const KINDS: Readonly<Record<ToolArguments<"find_customers">["kind"], readonly [string, string]>> = {
  all: ["registered customer", "registered customers"],
  buyers: ["customer with an order", "customers with an order"],
  repeat: ["repeat customer", "repeat customers"],
  one_time: ["one-time customer", "one-time customers"],
  new: ["new customer", "new customers"],
  lapsed: ["lapsed customer", "lapsed customers"],
  never_ordered: ["customer without an order", "customers without an order"],
};

/** Customers of a kind: counted, listed or as a share. */
export function sentenceOfCustomers(args: ToolArguments<"find_customers">, shown: Shown): Worded {
  const bounded = args.kind === "buyers" && (args.orders !== null || args.spend !== null);
  const bought =
    args.kind === "buyers" && isBasket(args.filters)
      ? ` who bought ${rowsPhrase("", args.filters)
          .trim()
          .replace(/^with /, "")
          .replace("but without", "but not")
          .replace(/^without/, "something but not")}`
      : "";
  const [singular, plural] = bounded || bought !== "" ? (["customer", "customers"] as const) : KINDS[args.kind];
  const since =
    args.kind === "lapsed" && args.window === null
      ? ` (no order in the last ${args.lapsed_days} days)`
      : args.kind === "lapsed" && args.window?.from
        ? ` (no order since ${formatDate(args.window.from)})`
        : "";
  const joined = args.registered === null ? "" : ` who registered${inWindow(args.registered)}`;
  const conditions = [boundText(args.orders, "orders"), boundText(args.spend, "spent")].filter((text) => text !== "").join(" and ");
  const rest = `${joined}${conditions === "" ? "" : ` with ${conditions}`}${since}${bought}${bought === "" && args.filters.length > 0 ? ` ${rowsPhrase("", args.filters).trim()}` : ""}${args.kind === "lapsed" ? "" : inWindow(args.window)}${args.again_days === null ? "" : ` who ordered again within ${countOf(args.again_days, "day", "days")} of their first order`}${args.kind === "never_ordered" ? (args.cancelled ? ", not even a cancelled one" : ", cancelled ones aside") : ""}`;
  if (args.again_days !== null && args.result === "share")
    return {
      outcome: "answered",
      text: `${cellText(shown, 0, 0)} of new customers${inWindow(args.window)} ordered again within ${countOf(args.again_days, "day", "days")} of their first order: ${cellText(shown, 0, 1)} of ${cellText(shown, 0, 2)}.`,
    };
  if (args.result === "share")
    return {
      outcome: "answered",
      text: `${cellText(shown, 0, 0)} of customers with an order${inWindow(args.window)} are ${plural}: ${cellText(shown, 0, 1)} of ${cellText(shown, 0, 2)}.`,
    };
  const count = args.result === "count" ? (numberIn(shown, 0, 0) ?? 0) : shown.table.rowCount;
  if (count === 0) return { outcome: "empty", text: `There are no ${plural}${rest}.` };
  const sort = { spend: "amount spent", orders: "number of orders", newest: "date" }[args.sort];
  if (args.result === "list" && args.limit === 1)
    return {
      outcome: "answered",
      text: `The ${singular}${rest} that comes ${args.order === "asc" ? "last" : "first"} by ${sort} is ${leaders(shown)}.`,
    };
  // Those who never ordered come by the day that they registered.
  const isRanked = args.result === "list" && args.limit !== null && args.kind !== "never_ordered" && count > 1;
  if (isRanked)
    return { outcome: "answered", text: `The ${count} ${plural}${rest} that come first by ${sort} start with ${leaders(shown)}.` };
  const part = args.result === "list" && shown.table.rows.length < count ? ` The first ${shown.table.rows.length} are shown.` : "";
  return { outcome: "answered", text: `There ${count === 1 ? "is" : "are"} ${countOf(count, singular, plural)}${rest}.${part}` };
}

function leaders(shown: Shown): string {
  return joinWords(
    [0, 1, 2]
      .filter((row) => row < shown.table.rows.length)
      .map((row) => `${groupName(shown, row)} (${cellText(shown, row, 1)} orders, ${cellText(shown, row, 2)})`),
  );
}

function boundText(bound: ToolArguments<"find_customers">["orders"], what: string): string {
  return bound === null ? "" : `${BOUND_WORDS[bound.op]} ${bound.values.join(" and ")} ${what}`;
}

/** Groups with some orders and none of others: how many there are, and the first. */
export function sentenceOfConditions(args: ToolArguments<"find_groups">, shown: Shown): Worded {
  const [singular, plural] = dimensionWords(args.dimension);
  const rest = ` ${conditionsOf(args)}${filterPhrase(args.filters, "orders")}${inWindow(args.window)}`;
  const count = args.result === "count" ? (numberIn(shown, 0, 0) ?? 0) : shown.table.rowCount;
  if (count === 0) return { outcome: "empty", text: `There are no ${plural}${rest}.` };
  const first = args.result === "count" ? "" : ` ${count === 1 ? "It is" : "The first is"} ${groupName(shown, 0)}.`;
  const part = args.result === "list" && shown.table.rows.length < count ? ` The first ${shown.table.rows.length} are shown.` : "";
  return { outcome: "answered", text: `There ${count === 1 ? "is" : "are"} ${countOf(count, singular, plural)}${rest}.${first}${part}` };
}

/** Products by their stock. */
export function sentenceOfStock(args: ToolArguments<"get_stock_levels">, shown: Shown): Worded {
  const count = args.result === "count" ? (numberIn(shown, 0, 0) ?? 0) : shown.table.rowCount;
  const phrases = {
    all: "active products with their stock",
    low: "active products at or below their reorder level",
    out: "active products out of stock",
    in: "active products in stock",
    over: `active products with more stock than ${OVERSTOCK_DAYS} days of sales`,
    cover: "active products in stock, with the days their stock lasts",
  } as const;
  const isInactive = args.filters.some(({ field, op }) => field === "active" && op === "not");
  const phrase = rowsPhrase(
    isInactive ? `in${phrases[args.kind]}` : phrases[args.kind],
    args.filters.filter(({ field }) => field !== "active"),
  );
  if (count === 0) return { outcome: "empty", text: `There are no ${phrase}.` };
  if (args.result === "list" && count === 1 && args.kind === "cover")
    return {
      outcome: "answered",
      text: `${groupName(shown, 0)} has ${cellText(shown, 0, 1)} in stock${numberIn(shown, 0, 3) === null ? ", and none was sold in the last 30 days" : `, which lasts ${cellText(shown, 0, 3)} days at the present pace`}.`,
    };
  if (args.result === "list" && count === 1)
    return { outcome: "answered", text: `${groupName(shown, 0)} has ${cellText(shown, 0, 1)} in stock.` };
  const first =
    args.result === "list" && (args.kind === "cover" || args.limit !== null)
      ? ` First is ${groupName(shown, 0)} with ${cellText(shown, 0, 1)} in stock.`
      : "";
  const part = args.result === "list" && shown.table.rows.length < count ? ` The first ${shown.table.rows.length} are shown.` : "";
  return {
    outcome: "answered",
    text: `There ${count === 1 ? "is" : "are"} ${countOf(count, phrase.replace("products", "product"), phrase)}.${first}${part}`,
  };
}

/** Products that were not sold. */
export function sentenceOfUnsold({ cancelled, result, filters, window }: ToolArguments<"find_unsold_products">, shown: Shown): Worded {
  const count = result === "count" ? (numberIn(shown, 0, 0) ?? 0) : shown.table.rowCount;
  const sold = cancelled ? "ordered" : "sold";
  const when = window === null ? `were never ${sold}` : `were not ${sold} ${windowPhrase(window)}`;
  const phrase = rowsPhrase(
    "active products",
    filters.filter(({ field, op }) => field !== "active" || op !== "is"),
  );
  if (count === 0) return { outcome: "empty", text: `There are no ${phrase} that ${when}.` };
  return {
    outcome: "answered",
    text: `${countOf(count, phrase.replace("products", "product"), phrase)} ${count === 1 ? when.replace("were", "was") : when}.`,
  };
}

/** Pairs of products on the same orders. */
export function sentenceOfPairs({ filters, window }: ToolArguments<"bought_together">, shown: Shown): Worded {
  if (shown.table.rows.length === 0)
    return { outcome: "empty", text: `No products were bought together${filterPhrase(filters, "orders")}${inWindow(window)}.` };
  return {
    outcome: "answered",
    text: `Most often bought together${inWindow(window)}: ${groupName(shown, 0)} and ${groupName(shown, 0, 1)}, on ${countOf(numberIn(shown, 0, 2) ?? 0, "order")}.`,
  };
}

/** The four figures of a period. */
export function sentenceOfOverview(args: ToolArguments<"get_overview">, shown: Shown): Worded {
  const orders = numberIn(shown, 0, 0) ?? 0;
  const when = args.window === null ? "Over all time" : upperFirst(windowPhrase(args.window));
  if (orders === 0) return { outcome: "empty", text: `${when}${filterPhrase(args.filters, "orders")}: no orders.` };
  const mean = numberIn(shown, 0, 2) === null ? "" : `, ${cellText(shown, 0, 2)} on average`;
  return {
    outcome: "answered",
    text: `${when}${filterPhrase(args.filters, "orders")}: ${countOf(orders, "order")} and ${cellText(shown, 0, 1)} of revenue${mean}, from ${countOf(numberIn(shown, 0, 3) ?? 0, "customer")}.`,
  };
}

/** First and last of a collection. */
export function sentenceOfDates({ collection, filters, window }: ToolArguments<"get_date_range">, shown: Shown): Worded {
  if (shown.table.rows[0]?.[0] == null)
    return { outcome: "empty", text: `There are no ${rowsPhrase(collection, filters)}${inWindow(window)}.` };
  const rows = rowsPhrase(singularOf(collection), filters);
  return {
    outcome: "answered",
    text: `The first ${rows}${inWindow(window)} is of ${cellText(shown, 0, 0)}, the last of ${cellText(shown, 0, 1)}.`,
  };
}
