import type { Amount } from "@/lib/engines/shop/said/amounts";
import { isTimeDimension, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { draft, type ComposeContext, type Draft } from "@/lib/engines/shop/draft";
import { boundsOf, havingOf } from "@/lib/engines/shop/said/bounds";
import { fitToLines } from "@/lib/engines/shop/said/figures";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { RANKED, type Frame } from "@/lib/engines/shop/said/frame";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { toolFor } from "@/lib/engines/shop/rules/by-group";
import { dimensionIn, eachOf, isSpread } from "@/lib/engines/shop/rules/groupings";
import { asAmounts, COUNTED, fits } from "@/lib/engines/shop/rules/figures";
import { isPlural } from "@/lib/engines/shop/rules/ranked";
import { averagePer } from "@/lib/engines/shop/rules/totals";

type Group = {
  readonly name: DimensionName;
  readonly at: number;
  /** Asked for itself ("which city"), not spread over ("by city"). */ readonly isSubject: boolean;
};
type Figure = { readonly measure: MeasureName; readonly at: number };
/** What a question for a table consists of; each of its words has one of these parts. */
type Parts = {
  readonly figures: readonly Figure[];
  readonly groups: readonly Group[];
  readonly rank: number | null;
  readonly bound: Amount | null;
  /** Whether the groups are to be counted. */ readonly counts: boolean;
};

/**
 * Figures over groups, in any order of the words: "top 3 products by number of buyers", "cities with their orders and
 * revenue", "how many channels had more than 50 refunds", "orders per month with the sales alongside". Every word must
 * have a part in it; null where one has not, or where a tool of its own tells the same.
 */
export function readTable(frame: Frame, { language, vocabulary: { categories } }: ComposeContext): Draft | null {
  const parts = language === "en" && isPlain(frame) && averagePer(frame) === null ? partsOf(frame) : null;
  if (parts === null) return null;
  const { figures, groups, rank, bound, counts } = parts;
  // The rows of a main category are those of its sub-categories, so its own would not be one group.
  const areMain = frame.filters.some(
    ({ field, values }) => field === "category" && categories.some(({ parent }) => parent !== null && values.includes(parent)),
  );
  const each = eachOf(frame).filter((name) => name !== "category" || !areMain);
  const names = groups.length > 0 ? groups.map(({ name }) => name) : each;
  const [first] = names;
  const measures = [...new Set(asAmounts(inRankOrder(figures, rank), frame).map((measure) => fitToLines(measure, names, frame.filters)))];
  const [measure] = measures;
  if (measure === undefined || !measures.every((name) => fits(name, names, frame.filters))) return null;
  if (measures.length === 1 && (first === undefined || hasOwnTool(measure, first, parts))) return null;
  const order = rank === null ? null : (frame.rank ?? "desc");
  const limit =
    frame.limit ??
    (rank === null || first === undefined || RANKED.test(frame.text) || /\bfirst\b/i.test(frame.text)
      ? null
      : isPlural(frame, first)
        ? 10
        : 1);
  const common = {
    filters: [...frame.filters, ...boundsOf(frame).filters, ...havingIts(frame, measures)],
    window: frame.windows[0] ?? null,
  };
  if (measures.length > 1)
    return names.length > 1 || bound !== null || measures.length > 5
      ? null
      : draft("get_figures", { measures, group_by: names, order, limit, ...common }, "several_figures", 0.9);
  const having = bound === null ? null : havingOf(frame, measure);
  if (counts)
    return having === null || first === undefined
      ? null
      : draft("calculate_sum", { measure, group_by: [first], having, count_groups: true, ...common }, "count_groups", 0.9);
  if (rank !== null) return draft("get_top_n", { measure, group_by: [first], order, limit, having, ...common }, "top_groups", 0.92);
  return draft(
    toolFor(measure),
    { measure, group_by: names, having, limit, ...common },
    isTimeDimension(first ?? "city") ? "series" : "group",
    0.92,
  );
}

function isPlain({ windows, customers, stock, rate, aggregate, amounts, persons, filters }: Frame): boolean {
  return (
    windows.length <= 1 &&
    (customers === null || customers === "new") &&
    stock === null &&
    rate === null &&
    (aggregate === null || aggregate === "sum") &&
    amounts.length <= 1 &&
    persons.length === 0 &&
    filters.every(({ op }) => op !== "not" && op !== "lacks")
  );
}

const MODES: ReadonlySet<string> = new Set(["list", "which", "by", "also", "with", "count", "amount", "all", "sell", "spend"]);
const KINDS: ReadonlySet<string> = new Set([
  "window",
  "filler",
  "value",
  "entity",
  "measure",
  "noun",
  "dimension",
  "rank",
  "aggregate",
  "mode",
  "customers",
]);

/** Gives each tag its part, or null where a tag has none. */
function partsOf(frame: Frame): Parts | null {
  const { tags, amounts, limit } = frame;
  const bounds = boundsOf(frame);
  if (bounds.orders !== null || bounds.spend !== null) return null;
  const [amount = null] = amounts;
  const bound = bounds.having === null ? null : amount;
  const inBound = (tag: Tag): boolean =>
    amount?.used.has(tag) === true || (bounds.filters.length > 0 && tag === amount?.before && tag.meaning.kind === "measure");
  const hasPart = (tag: Tag): boolean =>
    inBound(tag) ||
    (KINDS.has(tag.meaning.kind) &&
      !(tag.meaning.kind === "mode" && !MODES.has(tag.meaning.mode)) &&
      !(tag.meaning.kind === "customers" && tag.meaning.of !== "new")) ||
    (tag.meaning.kind === "number" && (tag.meaning.value === limit || tag.words === "one"));
  if (!tags.every(hasPart)) return null;
  const ranks = tags.flatMap((tag, at) => (tag.meaning.kind === "rank" ? [at] : []));
  const groups = groupsOf(tags, frame);
  const own = new Set(groups.map(({ at }) => at));
  const figures = tags.flatMap((tag, at): readonly Figure[] => {
    const measure =
      own.has(at) || inBound(tag) || (tag.meaning.kind === "mode" && amount?.used.has(tags[at + 1] ?? tag) === true)
        ? null
        : figureAt(frame, at, groups);
    return measure === null ? [] : [{ measure, at }];
  });
  // Customers are counted where they live, and by the periods that they registered in, unless they bought.
  if (
    tags.some(({ meaning }, at) => meaning.kind === "noun" && meaning.noun === "customers" && !own.has(at)) &&
    (figures.length === 1 || /\b(?:live|lives|living)\b/i.test(frame.text))
  )
    return null;
  // "customers who ordered every month" are those of all of them.
  if (/\b(?:who|that)\b.*\bevery\b/i.test(frame.text)) return null;
  if (ranks.length > 1 || groups.length > 2 || figures.length === 0 || !areJoined(figures, frame)) return null;
  const [rank = RANKED.test(frame.text) ? 0 : null] = ranks;
  // "orders by city, top 5": all else is said before.
  const isTail = rank !== null && ranks.length === 1 && [...groups, ...figures].every(({ at }) => at < rank);
  // "the biggest orders by city" are orders; with a rank or a bound one group is asked for.
  const subjects = groups.filter(({ isSubject }) => isSubject);
  if ((rank !== null || bound !== null) && (groups.length !== 1 || (subjects.length === 0 && !RANKED.test(frame.text) && !isTail)))
    return null;
  const subject = subjects[0];
  if (!isTail && (rank !== null || bound !== null) && subject !== undefined && figures.some(({ at }) => at < subject.at)) return null;
  const counts =
    subject !== undefined && tags.slice(0, subject.at).some(({ meaning }) => meaning.kind === "mode" && meaning.mode === "count");
  return { figures, groups, rank, bound, counts };
}

/** What is grouped by, and what is asked for where a figure of each is told. */
function groupsOf(tags: readonly Tag[], frame: Frame): readonly Group[] {
  const { groups: known, filters } = frame;
  const lead = tags.findIndex((tag) => dimensionIn(tag) !== null || tag.meaning.kind === "measure" || tag.meaning.kind === "noun");
  const found = tags.flatMap((tag, at): readonly Group[] => {
    const name = dimensionIn(tag);
    if (name === null) return [];
    const spread = isSpread(tags, at) || /^(?:across)$/.test(tags[at - 1]?.words ?? "");
    const isAsked =
      at === lead &&
      (tag.meaning.kind === "dimension" || /s$|people/.test(tag.words) || isWhich(tags, at)) &&
      tags.slice(at + 1).some(({ meaning }) => meaning.kind === "measure" || meaning.kind === "noun");
    const isRanked = tags.slice(Math.max(0, at - 3), at).some(({ meaning }) => meaning.kind === "rank") && isAsked;
    // "number of products and stock value per category": counted, where another thing is grouped by.
    if (
      tag.meaning.kind === "noun" &&
      !spread &&
      isCounted(tags, at) &&
      tags.some((other, place) => place > at && dimensionIn(other) !== null && isSpread(tags, place))
    )
      return [];
    if (tag.meaning.kind === "dimension" ? !known.includes(name) && !isAsked : !(spread || isAsked || isRanked)) return [];
    return [{ name, at, isSubject: !spread }];
  });
  return found.filter(
    ({ name }, at) =>
      found.findIndex((other) => other.name === name) === at &&
      !filters.some(({ field, op }) => field === name && op === "is" && name !== "hour"),
  );
}

function isCounted(tags: readonly Tag[], at: number): boolean {
  const before = tags[at - 1]?.meaning;
  return before?.kind === "mode" && before.mode === "count";
}

function isWhich(tags: readonly Tag[], at: number): boolean {
  return tags
    .slice(Math.max(0, at - 3), at)
    .some(({ meaning }) => meaning.kind === "rank" || (meaning.kind === "mode" && meaning.mode === "which"));
}

const TABLED: typeof COUNTED = { ...COUNTED, products: "products_sold" };
const AMOUNTS: Partial<Record<MeasureName, MeasureName>> = {
  order_count: "revenue",
  buyer_count: "revenue",
  refund_count: "refund_total",
  refunded_customer_count: "refund_total",
  units_sold: "product_sales",
};

const OF_ORDERS: ReadonlySet<string> = new Set(["payment_status", "payment_method", "status", "coupon", "channel"]);

function figureAt({ tags, filters, windows, modes }: Frame, at: number, groups: readonly Group[]): MeasureName | null {
  const isSold = windows.length > 0 || modes.has("sell");
  const tag = tags[at];
  if (tag === undefined) return null;
  const { meaning, words } = tag;
  // "refund reasons with their total amounts": of the refunds.
  if (
    meaning.kind === "measure" &&
    meaning.measure === "revenue" &&
    groups.some(({ name }) => name === "reason") &&
    /amount|money/.test(words)
  )
    return "refund_total";
  if (meaning.kind === "measure") return meaning.measure;
  // Of a category its products are those on sale, where nothing says that they were sold.
  if (
    meaning.kind === "noun" &&
    meaning.noun === "products" &&
    groups.some(({ name }) => name === "category" || name === "main_category") &&
    !isSold
  )
    return "product_count";
  if (meaning.kind === "noun") return TABLED[meaning.noun] ?? null;
  if (meaning.kind === "customers") return "new_customer_count";
  if (meaning.kind === "mode" && meaning.mode === "spend") return "revenue";
  if (meaning.kind === "value")
    return /\borders?$|^cancellations?$/.test(words) && tags[at + 1]?.meaning.kind !== "noun" ? "order_count" : null;
  const isTotal = meaning.kind === "aggregate" && /^(?:total|sum)$/.test(words) && /^(?:and|plus|the)$/.test(tags[at - 1]?.words ?? "");
  if (!isTotal && (meaning.kind !== "mode" || (meaning.mode !== "amount" && meaning.mode !== "count"))) return null;
  const next = tags
    .slice(at + 1)
    .find(
      ({ meaning: other }) => other.kind !== "filler" && !(other.kind === "aggregate") && !(other.kind === "mode" && other.mode === "all"),
    );
  const nextAt = next === undefined ? -1 : tags.indexOf(next);
  const leads =
    next !== undefined &&
    !/^how often/.test(words) &&
    (next.meaning.kind === "measure" ||
      next.meaning.kind === "noun" ||
      next.meaning.kind === "value" ||
      next.meaning.kind === "customers" ||
      groups.some((group) => group.at === nextAt));
  if (leads) return null;
  const counted = tags
    .slice(0, at)
    .flatMap((other) =>
      other.meaning.kind === "noun"
        ? (TABLED[other.meaning.noun] ?? [])
        : other.meaning.kind === "value" && /\borders?$/.test(other.words)
          ? ["order_count" as const]
          : other.meaning.kind === "measure" && other.meaning.measure === "refunded_customer_count"
            ? [other.meaning.measure]
            : [],
    );
  // "how often was EID26 used": orders of that kind.
  if (meaning.kind === "mode" && meaning.mode === "count")
    return (
      counted.at(-1) ??
      (filters.some(({ field }) => OF_ORDERS.has(field)) && tags.every((other) => other.meaning.kind !== "noun") ? "order_count" : null)
    );
  return AMOUNTS[counted.at(-1) ?? "revenue"] ?? null;
}

/** Figures stand side by side only where something says so: "and", a comma, or a word of counting before each. */
function areJoined(figures: readonly Figure[], { tags, tokens, text }: Frame): boolean {
  return figures.slice(1).every(({ at, measure }, place) => {
    const before = figures[place];
    if (before === undefined || before.measure === measure) return true;
    const between = tags.slice(before.at + 1, at);
    if (between.some(({ words }) => /^(?:after|before|without|less|minus)$/.test(words))) return false;
    const said = text.slice(tokens[(tags[before.at]?.end ?? 1) - 1]?.end ?? 0, tokens[tags[at]?.start ?? 0]?.start ?? 0);
    const isAlso = between.some(
      ({ words, meaning }) =>
        /^(?:and|plus|\+|also|as well as|alongside|beside)$/.test(words) || (meaning.kind === "mode" && meaning.mode === "also"),
    );
    const isAside =
      /\b(?:alongside|beside|besides|next to (?:it|them)|as well|too)\b/i.test(text.slice(tokens[tags[at]?.start ?? 0]?.start ?? 0)) &&
      between.some(({ meaning }) => meaning.kind === "mode" && meaning.mode === "with");
    return /[,;&/+:–—]|\s-\s/.test(said) || isAlso || isAside;
  });
}

/** The figure that is ranked by stands first: the one behind the word of rank, or behind a "by". */
function inRankOrder(figures: readonly Figure[], rank: number | null): readonly MeasureName[] {
  const ranked = rank === null ? undefined : (figures.find(({ at }) => at > rank) ?? figures[0]);
  return [
    ...(ranked === undefined ? [] : [ranked.measure]),
    ...figures.filter((figure) => figure !== ranked).map(({ measure }) => measure),
  ];
}

/** Discounts are those of orders that are not cancelled, so these are counted. */
const NOT_CANCELLED: Filter = { field: "status", op: "not", values: ["cancelled"], label: "not cancelled" };

/** "how much discount, and on how many orders": on those that had one. */
function havingIts({ text, filters }: Frame, measures: readonly MeasureName[]): readonly Filter[] {
  const isOn =
    measures.includes("discount_total") &&
    measures.includes("order_count") &&
    /\bon how many (?:different )?orders\b|\bhow many orders (?:got|had|received|were given|have|carried|used) (?:it|one|them|a discount|discounts?)\b/i.test(
      text,
    );
  return isOn && !filters.some(({ field }) => field === "discount")
    ? [
        { field: "discount", op: "has", values: [], label: "with a discount" },
        ...(filters.some(({ field }) => field === "status") ? [] : [NOT_CANCELLED]),
      ]
    : [];
}

/** Best sellers, top spenders and customers by a threshold have tools of their own; periods are ranked without the running one. */
function hasOwnTool(measure: MeasureName, group: DimensionName, { rank, bound }: Parts): boolean {
  if (group === "customer") return true;
  if (rank !== null && (group === "reason" || isTimeDimension(group))) return true;
  if (group === "product" && ["gross_margin", "lowest_price", "highest_price"].includes(measure)) return true;
  return group === "product" && bound === null && ["units_sold", "product_sales", "gross_profit"].includes(measure) && rank !== null;
}
