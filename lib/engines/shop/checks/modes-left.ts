import { filtersOf, measuresOf, thanOf } from "@/lib/engines/shop/calls/call-contents";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { topicsOf } from "@/lib/engines/shop/checks/call-topics";
import { isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { EACH } from "@/lib/engines/shop/follow/antecedent";
import { MADE } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { Mode } from "@/lib/engines/shop/said/lexicon";
import { isAdded } from "@/lib/engines/shop/rules/totals";
import { measureOf } from "@/lib/engines/shop/measures";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { wordsLeft } from "@/lib/engines/shop/checks/unread";

/** Words that change what is asked for, where the call does nothing with them. */
export function modesLeft(frame: Frame, call: ShopCall): readonly string[] {
  return [
    ...boundWordsLeft(frame, call),
    ...spendsLeft(frame, call),
    ...sellsLeft(frame, call),
    ...pricesLeft(frame, call),
    ...othersLeft(frame, call),
    ...cumulatesLeft(frame, call),
    ...spansLeft(frame, call),
    ...differsLeft(frame, call),
    ...wordsLeft(frame, call),
    ...perOrderLeft(frame, call),
    ...eachOneLeft(frame, call),
    ...endsLeft(frame, call),
    ...ranksLeft(frame, call),
    ...aggregatesLeft(frame, call),
    ...negationLeft(frame, call),
    ...versusLeft(frame, call),
    ...growthLeft(frame, call),
    ...extremePricesLeft(frame, call),
    ...stockLeft(frame, call),
    ...overviewLeft(frame, call),
    ...whenLeft(frame, call),
    ...clauseLeft(frame),
  ];
}

/** The words of the tags that are picked, as one. */
function said({ tags }: Frame, picks: (tag: Tag) => boolean): string {
  return tags
    .filter(picks)
    .map(({ words }) => words)
    .join(" ");
}

/** The words that led to any of some modes, as one. */
function saidAs(frame: Frame, ...modes: readonly Mode[]): string {
  return said(frame, ({ meaning }) => meaning.kind === "mode" && modes.includes(meaning.mode));
}

function isComparing({ tool }: ShopCall): boolean {
  return tool === "compare_periods" || tool === "explain_change" || tool === "compare_groups";
}

function splitsOf(call: ShopCall): readonly DimensionName[] {
  return "group_by" in call.args ? call.args.group_by : [];
}

function isRanking(frame: Frame, call: ShopCall): boolean {
  return (
    ["get_top_n", "get_best_selling_products", "get_top_customers_by_spending", "find_customers", "get_stock_levels"].includes(call.tool) ||
    (call.tool === "find_documents" && !["newest", "oldest", "name"].includes(call.args.sort)) ||
    (call.tool === "bought_together" && frame.rank === "desc") ||
    (splitsOf(call).length > 0 && "order" in call.args && call.args.order !== null) ||
    isComparing(call)
  );
}

// Prepositions that bound an amount only beside a number.
const LOOSE: ReadonlySet<string> = new Set(["from", "over", "within", "up to", "exactly", "precisely", "range of", "under", "=", "beyond"]);

/** "more than" with no amount behind it. */
function boundWordsLeft(frame: Frame, call: ShopCall): readonly string[] {
  if (isComparing(call) || thanOf(call) !== null) return [];
  const used = new Set(frame.amounts.flatMap((amount) => [...amount.used]));
  return frame.tags.filter((tag) => tag.meaning.kind === "bound" && !used.has(tag) && !LOOSE.has(tag.words)).map(({ words }) => words);
}

/** "do coupon orders spend more", "how much did the ones from Dhaka spend": what is spent is an amount, not a number of rows. */
function spendsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const isEarned = frame.modes.has("amount") && MADE.test(frame.text);
  const isNumber = measuresOf(call).length > 0 && measuresOf(call).every((measure) => measureOf(measure).unit === "count");
  const isOfOrders = (call.tool === "find_documents" || call.tool === "count_documents") && call.args.collection === "orders";
  const isBound = filtersOf(call).some(({ field }) => field === "order_value") || ("having" in call.args && call.args.having !== null);
  return ((frame.modes.has("spend") && (isOfOrders || isNumber)) || (isEarned && isOfOrders)) && !isBound
    ? [saidAs(frame, "spend", "amount")]
    : [];
}

function sellsLeft(frame: Frame, call: ShopCall): readonly string[] {
  return call.tool === "get_stock_levels" && (call.args.kind === "low" || call.args.kind === "out") && frame.modes.has("sell")
    ? [saidAs(frame, "sell")]
    : [];
}

/** "how much is …": the price of one, where the call tells no price. */
function pricesLeft(frame: Frame, call: ShopCall): readonly string[] {
  const tellsPrice =
    topicsOf(call).some((topic) => topic === "prices" || topic === "stock" || topic === "profit" || topic === "products") ||
    measuresOf(call).some((measure) => measure === "average_order_value" || measure === "median_order_value");
  return frame.modes.has("unit_of") && !tellsPrice ? [saidAs(frame, "unit_of")] : [];
}

function othersLeft(frame: Frame, call: ShopCall): readonly string[] {
  return frame.modes.has("others") && call.tool !== "compare_groups" ? [saidAs(frame, "others")] : [];
}

function cumulatesLeft({ text }: Frame, call: ShopCall): readonly string[] {
  return !("cumulative" in call.args && call.args.cumulative) && splitsOf(call).some(isTimeDimension)
    ? (/\b(?:running total|cumulative\w*|cumulated|accumulated)\b/i.exec(text)?.slice(0, 1) ?? [])
    : [];
}

/** A span between two moments of an order is not recorded; "only one city" is a count that no figure here makes. */
function spansLeft({ text, again }: Frame, call: ShopCall): readonly string[] {
  const isTold = again !== null && "again_days" in call.args && call.args.again_days === again;
  if (isTold || filtersOf(call).some(({ field }) => field === "units")) return [];
  return (
    /\bwithin (?:an?|one|two|three|\d+|the same) (?:hour|day|week|month)s?\b|\b(?:only|just|exactly)(?: in| from| to)? one (?!time|order)\w+|\bone (?:city|channel|category|product|day|month) only\b/i
      .exec(text)
      ?.slice(0, 1) ?? []
  );
}

/** "different": units and prices are not counted once each. */
function differsLeft(frame: Frame, call: ShopCall): readonly string[] {
  return frame.modes.has("different") &&
    (filtersOf(call).some(({ field }) => field === "units" || field === "price") || measuresOf(call).includes("items_per_order"))
    ? [saidAs(frame, "different")]
    : [];
}

function perOrderLeft({ tags }: Frame, call: ShopCall): readonly string[] {
  const isMean = "measure" in call.args && !measureOf(call.args.measure).additive;
  if (isMean) return [];
  return tags.flatMap((tag, at) =>
    tag.meaning.kind === "mode" &&
    /^(?:per|for each|for every|each|every)$/.test(tag.words) &&
    tags[at + 1]?.meaning.kind === "noun" &&
    /^orders?$/.test(tags[at + 1]?.words ?? "")
      ? [`${tag.words} order`]
      : [],
  );
}

/** "how many orders did each place": of whom, where nothing is told of each. */
function eachOneLeft({ text }: Frame, call: ShopCall): readonly string[] {
  const isWhole = (call.tool === "calculate_sum" || call.tool === "count_documents") && splitsOf(call).length === 0;
  return isWhole && EACH.test(text.toLowerCase()) ? ["each"] : [];
}

/** "the latest", "first order": one end of time, where the call has no order in time. */
function endsLeft(frame: Frame, call: ShopCall): readonly string[] {
  const isInTime =
    ["find_documents", "get_date_range", "find_customers", "find_groups"].includes(call.tool) ||
    isComparing(call) ||
    isRanking(frame, call);
  if (isInTime) return [];
  const isEnd = ({ meaning }: Tag): boolean => meaning.kind === "mode" && (meaning.mode === "oldest" || meaning.mode === "recent");
  // "sales recently": since when must be said.
  const isVague = frame.windows.length === 0 ? /^(?:first|last)$/ : /^(?:first|last|recently|lately|these days)$/;
  const ends = frame.tags.filter((tag) => isEnd(tag) && !isVague.test(tag.words));
  const first = frame.tags.filter(
    (tag, at) => /^(?:first|last)$/.test(tag.words) && isEnd(tag) && ["noun", "measure"].includes(frame.tags[at + 1]?.meaning.kind ?? ""),
  );
  return [...ends, ...first].map(({ words }) => words);
}

function ranksLeft(frame: Frame, call: ShopCall): readonly string[] {
  const ofSales =
    call.tool === "get_stock_levels"
      ? frame.tags.filter(({ meaning, words }) => meaning.kind === "rank" && /sell|sold|popular|mov/.test(words)).map(({ words }) => words)
      : [];
  const isTold = isRanking(frame, call) || ("measure" in call.args && /^(?:largest|smallest)_/.test(call.args.measure));
  return [...ofSales, ...(frame.rank !== null && !isTold ? [said(frame, ({ meaning }) => meaning.kind === "rank")] : [])];
}

function aggregatesLeft(frame: Frame, call: ShopCall): readonly string[] {
  const isExtreme = frame.aggregate === "max" || frame.aggregate === "min";
  const isTold =
    call.tool === "calculate_average" ||
    thanOf(call) === "average" ||
    (call.tool === "get_top_n" && call.args.over === "average") ||
    (isExtreme && isRanking(frame, call)) ||
    call.tool === "get_overview" ||
    measuresOf(call).some((measure) => !measureOf(measure).additive);
  const isMedianLeft =
    frame.tags.some(({ meaning }) => meaning.kind === "aggregate" && meaning.fn === "median") &&
    !measuresOf(call).some((name) => name.startsWith("median"));
  return [
    ...(frame.aggregate !== null && frame.aggregate !== "sum" && !isTold
      ? [said(frame, ({ meaning }) => meaning.kind === "aggregate")]
      : []),
    ...(isMedianLeft ? ["median"] : []),
  ];
}

function negationLeft(frame: Frame, call: ShopCall): readonly string[] {
  const excludes =
    filtersOf(call).some(({ op }) => op === "not" || op === "lacks") ||
    call.tool === "find_unsold_products" ||
    (call.tool === "find_customers" && (call.args.kind === "lapsed" || call.args.kind === "never_ordered")) ||
    (call.tool === "find_groups" && call.args.none.length > 0);
  // "which day had no cancelled orders": the days without them, not the other orders of each.
  const ofGroups = splitsOf(call).length > 0 ? /\bwhich\b.*\b(?:had|has|have|got) (?:no|zero|not a single)\b/i.exec(frame.text) : null;
  if (ofGroups !== null) return [ofGroups[0]];
  return frame.modes.has("negation") && !excludes ? [saidAs(frame, "negation")] : [];
}

function versusLeft(frame: Frame, call: ShopCall): readonly string[] {
  const tellsShare = frame.modes.has("share") && measuresOf(call).some((name) => measureOf(name).unit === "percent");
  const tellsBoth =
    isComparing(call) ||
    splitsOf(call).some((group) => !isTimeDimension(group)) ||
    thanOf(call) !== null ||
    call.tool === "get_figures" ||
    tellsShare;
  return frame.modes.has("versus") && !tellsBoth ? [saidAs(frame, "versus")] : [];
}

function growthLeft(frame: Frame, call: ShopCall): readonly string[] {
  const tellsChange = isComparing(call) || thanOf(call) !== null || (call.tool !== "get_top_n" && splitsOf(call).some(isTimeDimension));
  return frame.modes.has("growth") && !tellsChange ? [saidAs(frame, "growth")] : [];
}

function extremePricesLeft(frame: Frame, call: ShopCall): readonly string[] {
  return (frame.modes.has("expensive") || frame.modes.has("cheap")) &&
    call.tool !== "find_documents" &&
    !(call.tool === "get_top_n" && (/_price$/.test(call.args.measure) || call.args.group_by[0] !== "product"))
    ? [saidAs(frame, "expensive", "cheap")]
    : [];
}

function stockLeft(frame: Frame, call: ShopCall): readonly string[] {
  return frame.stock !== null &&
    !["get_stock_levels", "find_unsold_products"].includes(call.tool) &&
    !filtersOf(call).some(({ field }) => field === "stock" || field === "stock_level") &&
    !measuresOf(call).some((name) => name.startsWith("stock")) &&
    !listsNamedProduct(call)
    ? [said(frame, ({ meaning }) => meaning.kind === "stock")]
    : [];
}

/** "who placed the largest order, and what was in it": a second question about what the first one tells. */
function clauseLeft({ text }: Frame): readonly string[] {
  return (
    /(?<=\S\s.*)\band (?:what|who|when|where)\b[^,]*\b(?:in|of|with|by|from|on) (?:it|them|that)\s*[?.!]*$/iu.exec(text)?.slice(0, 1) ?? []
  );
}

/** "when did we sell it": a moment, where the call tells none. */
function whenLeft(frame: Frame, call: ShopCall): readonly string[] {
  const ofGoods = "collection" in call.args && ["products", "categories", "coupons"].includes(call.args.collection) && !isAdded(frame);
  const tellsTime =
    (call.tool === "find_documents" && !ofGoods) ||
    ["get_date_range", "find_customers", "find_groups"].includes(call.tool) ||
    splitsOf(call).some((group) => isTimeDimension(group) || /^(?:hour|weekday|day_kind)$|_of_/.test(group));
  return frame.modes.has("when") && !tellsTime ? [saidAs(frame, "when")] : [];
}

/** "how did the shop do, and who spent most": the second does not tell the first. */
function overviewLeft(frame: Frame, call: ShopCall): readonly string[] {
  const isTold = ["get_overview", "get_figures", "explain_change"].includes(call.tool) || isComparing(call);
  const words = saidAs(frame, "overview");
  return /^how\b/.test(words) && !isTold ? [words] : [];
}

/** A product that is named is shown with its stock. */
function listsNamedProduct(call: ShopCall): boolean {
  return (
    call.tool === "find_documents" &&
    call.args.collection === "products" &&
    call.args.filters.some(({ field, op }) => field === "product" && op === "is")
  );
}
