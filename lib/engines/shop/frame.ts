import { findAmounts, type Amount } from "@/lib/engines/shop/amounts";
import type { DimensionName } from "@/lib/engines/shop/dimensions";
import type { Filter } from "@/lib/engines/shop/filters";
import type { CustomerKind, Meaning, Mode, Noun, StockKind } from "@/lib/engines/shop/lexicon";
import type { MeasureName } from "@/lib/engines/shop/measures";
import { withMoments } from "@/lib/engines/shop/moments-said";
import { joinedWindows } from "@/lib/engines/shop/joined-windows";
import { addsUp, areOnOffer, isBounded, isIncluded, isRestated, withoutImplied } from "@/lib/engines/shop/implied";
import { isLeftOut, isNegated } from "@/lib/engines/shop/negation";
import { becauseOf } from "@/lib/engines/shop/because";
import { againWithin, inContext } from "@/lib/engines/shop/senses";
import type { Reading, Tag } from "@/lib/engines/shop/reading";
import type { DateWindow } from "@/lib/language/windows";

export type Rate = Extract<Meaning, { kind: "rate" }>["rate"];
export type AggregateWord = Extract<Meaning, { kind: "aggregate" }>["fn"];

/** What a question holds, sorted by the part that each word plays. */
export type Frame = {
  readonly text: string;
  readonly nouns: readonly Noun[];
  readonly measures: readonly MeasureName[];
  /** Dimensions in the order of the words; nouns that are grouped by are among them. */
  readonly groups: readonly DimensionName[];
  readonly aggregate: AggregateWord | null;
  readonly rank: "asc" | "desc" | null;
  readonly limit: number | null;
  readonly filters: readonly Filter[];
  /** The same filters one by one, in the order of the words: "rice and oil" are two. */
  readonly named: readonly Filter[];
  readonly amounts: readonly Amount[];
  readonly windows: readonly DateWindow[];
  readonly modes: ReadonlySet<Mode>;
  readonly customers: CustomerKind | null;
  readonly stock: StockKind | null;
  readonly rate: Rate | null;
  /** Days after a first order that another one came in. */
  readonly again: number | null;
  readonly persons: readonly { readonly first: string | null; readonly last: string | null; readonly isLeftOut: boolean }[];
  /** Words that matter and were not understood. */
  readonly unknown: readonly string[];
  readonly corrections: Reading["corrections"];
  /** Which words led to which part. */
  readonly because: readonly string[];
  readonly tags: readonly Tag[];
  readonly tokens: Reading["tokens"];
};

const GROUPING_NOUNS: Partial<Record<Noun, DimensionName>> = {
  products: "product",
  customers: "customer",
  buyers: "customer",
  categories: "category",
  coupons: "coupon",
};

/** "rank cities by revenue", "ranked by units". */
export const RANKED = /\brank(?:ed|ing|s)?\b/i;

// "registered customers who never ordered": the narrower kind is meant.
const PRECEDENCE: readonly CustomerKind[] = ["never_ordered", "lapsed", "one_time", "repeat", "new", "registered"];

/** Sorts the tags of a reading into the parts of a question. */
export function frameOf(reading: Reading, text: string): Frame {
  const { tags, days: again } = againWithin(inContext(reading.tags));
  const amounts = findAmounts({ ...reading, tags }, text);
  const inAmounts = new Set(amounts.flatMap(({ used }) => [...used]));
  const free = tags.filter((tag) => !inAmounts.has(tag));
  // In "orders with delivery fee over 100" the fee is what is bounded, not what is asked for.
  const isAbout = free.some(({ meaning }) => meaning.kind === "noun" && ["orders", "products", "refunds"].includes(meaning.noun));
  const bounded = new Set(
    isAbout
      ? amounts.flatMap(({ before }) =>
          before?.meaning.kind === "measure" &&
          ["discount_total", "delivery_fee_total", "refund_total", "gross_margin", "gross_profit"].includes(before.meaning.measure)
            ? [before]
            : [],
        )
      : [],
  );
  const pick = <K extends Tag["meaning"]["kind"]>(kind: K): Extract<Tag["meaning"], { kind: K }>[] =>
    free.flatMap(({ meaning }) => (isKind(meaning, kind) ? [meaning] : []));
  const limit = findLimit(tags, inAmounts);
  const found = findFilters(free.filter((tag) => !isRestated(tag, free, reading, text)));
  const named = withoutImplied(found, free);
  const said = findModes(tags, inAmounts, text, reading.windows.length);
  const onOffer = areOnOffer(free, named, amounts.length > 0, text);
  const modes = onOffer ? new Set([...said].filter((mode) => mode !== "sell" && mode !== "buy")) : said;
  const ranks = pick("rank");
  const groups = findGroups(free, amounts.length > 0);
  return withMoments({
    text,
    nouns: onOffer ? ["products"] : nounsOf(free, amounts, named),
    measures: [...new Set(free.flatMap((tag) => (tag.meaning.kind === "measure" && !bounded.has(tag) ? [tag.meaning.measure] : [])))],
    groups,
    aggregate: pick("aggregate").find(({ fn }) => fn !== "sum")?.fn ?? pick("aggregate")[0]?.fn ?? null,
    rank: ranks.find(({ direction }) => direction === "asc")?.direction ?? ranks[0]?.direction ?? (RANKED.test(text) ? "desc" : null),
    limit: limit?.value ?? null,
    filters: mergeFilters(named),
    named,
    amounts,
    windows: joinedWindows(reading.windows, groups, tags),
    modes:
      named.length === found.length || named.some(({ op }) => op === "not" || op === "lacks")
        ? modes
        : new Set([...modes].filter((mode) => mode !== "negation")),
    customers: PRECEDENCE.find((kind) => pick("customers").some(({ of }) => of === kind)) ?? null,
    // "that have stock below their reorder level": the narrower kind is meant.
    stock: (pick("stock").find(({ of }) => of !== "in" && of !== "all") ?? pick("stock")[0])?.of ?? null,
    rate: pick("rate")[0]?.rate ?? null,
    again,
    persons: free.flatMap(({ meaning }, at) =>
      meaning.kind === "entity" && meaning.entity.kind === "person"
        ? [{ ...meaning.entity, isLeftOut: isNegated(free, at) || isLeftOut(free, at) }]
        : [],
    ),
    unknown: tags.flatMap((tag, at) =>
      isPredicate(tags, at)
        ? [tag.words]
        : isPercentNumber(tags, at) && !isOfMargin(tags)
          ? [`${tags[at - 1]?.words ?? ""} ${tag.words}`]
          : !inAmounts.has(tag) && isUnread(tag, limit?.tag ?? null)
            ? [tag.words]
            : [],
    ),
    corrections: reading.corrections,
    because: becauseOf(tags, reading),
    tags,
    tokens: reading.tokens,
  });
}

/** "how much of October's revenue came from …": a part and its whole. */
const PART_OF =
  /\bhow (?:much|big a part) of (?:[\p{L}\d'’]+\s+){0,4}?(?:revenue|sales|turnover|income|orders|profits?|takings|refunds|discounts|units)\b(?!.*\b(?:left|in stock)\b)/iu;

function findModes(tags: readonly Tag[], inAmounts: ReadonlySet<Tag>, text: string, windows: number): ReadonlySet<Mode> {
  const modes = new Set(
    tags.flatMap((tag, at) =>
      tag.meaning.kind === "mode" && !inAmounts.has(tag) && !isPercentNumber(tags, at) && !isBounded(tags, at, inAmounts)
        ? [tag.meaning.mode]
        : [],
    ),
  );
  // "the order count", "pending orders count": the noun says to count.
  if (tags.some(({ meaning, words }) => meaning.kind === "noun" && /\bcounts?$/.test(words))) modes.add("count");
  if (/\bin (?:taka|tk|bdt|money)\b|(?<![\d.,] ?)\b(?:taka|tk|bdt)\b(?! ?\d)[^.]*\b(?:sold|sell|sales?)\b/i.test(text)) modes.add("amount");
  if (tags.some(({ meaning, words }) => meaning.kind === "mode" && meaning.mode === "different" && /^(?:how many|number of)/.test(words)))
    modes.add("count");
  if (PART_OF.test(text)) modes.add("share");
  if (modes.has("together") && addsUp(tags, text)) modes.delete("together");
  // "did we sell more this month than last month": the word and its "than" stand apart.
  if (windows > 1 && /\b(?:more|less|fewer|better|worse|higher|lower|bigger|smaller)\b.*\b(?:than|or)\b/i.test(text)) modes.add("growth");
  // "are we selling more than last year": the running one is meant beside it.
  if (tags.some((tag, at) => !inAmounts.has(tag) && /\bthan$/.test(tag.words) && tags[at + 1]?.meaning.kind === "window"))
    modes.add("growth");
  return modes;
}

function nounsOf(free: readonly Tag[], amounts: readonly Amount[], named: readonly Filter[]): readonly Noun[] {
  // "products sold below cost" asks for the products, not for units.
  const nouns = free.flatMap(nounOf).map((noun) => (noun === "units" && named.some(({ field }) => field === "margin") ? "products" : noun));
  // "which sarees cost more than 6000" bounds their price, so they are products.
  const isPriced = amounts.some(
    ({ words, before }) => /^(?:cost|pric)/.test(words) || (before?.meaning.kind === "mode" && before.meaning.mode === "unit_of"),
  );
  const isOfThings = named.some(({ field, op }) => (field === "category" || field === "product") && op === "is");
  return nouns.length === 0 && isPriced && isOfThings ? ["products"] : nouns;
}

/** The "%" of "10%": no share is asked for, and nothing in the shop is bounded by a percentage. */
function isPercentNumber(tags: readonly Tag[], at: number): boolean {
  return /^(?:%|percent|pct)$/.test(tags[at]?.words ?? "") && tags[at - 1]?.meaning.kind === "number";
}

/** A margin is bounded in percent. */
function isOfMargin(tags: readonly Tag[]): boolean {
  return tags.some(
    ({ meaning }) => meaning.kind === "measure" && (meaning.measure === "gross_margin" || meaning.measure === "gross_profit"),
  );
}

/** "refunded orders" and "order SB-10001" are about orders too. */
function nounOf({ meaning, words }: Tag): readonly Noun[] {
  if (meaning.kind === "noun") return [meaning.noun];
  const isOrder = meaning.kind === "entity" && meaning.entity.kind === "filter" && meaning.entity.filter.field === "order_number";
  return isOrder ||
    (meaning.kind === "value" && meaning.field === "coupon" && meaning.op === "has") ||
    (meaning.kind === "value" && /\borders?\b|^cancell?ations?$/.test(words))
    ? ["orders"]
    : [];
}

function isKind<K extends Tag["meaning"]["kind"]>(meaning: Tag["meaning"], kind: K): meaning is Extract<Tag["meaning"], { kind: K }> {
  return meaning.kind === kind;
}

function isUnread(tag: Tag, limit: Tag | null): boolean {
  if (tag.meaning.kind === "number") return tag !== limit && tag.words !== "one" && tag.words !== "zero";
  return tag.meaning.kind === "unknown";
}

/** "top 5", "5 best", "last 10 orders", "show 20 orders": the number that says how many. */
function findLimit(tags: readonly Tag[], taken: ReadonlySet<Tag>): { readonly value: number; readonly tag: Tag } | null {
  for (let at = 0; at < tags.length; at += 1) {
    const tag = tags[at];
    if (
      !tag ||
      taken.has(tag) ||
      tag.meaning.kind !== "number" ||
      !Number.isInteger(tag.meaning.value) ||
      /^(?:once|twice|thrice)$/.test(tag.words) ||
      tag.meaning.value < 1 ||
      tag.meaning.value > 1000
    )
      continue;
    const near = [tags[at - 1], tags[at + 1], tags[at + 2]].map((other) => other?.meaning);
    const isCounted = near.some(
      (meaning) =>
        meaning?.kind === "rank" ||
        meaning?.kind === "noun" ||
        meaning?.kind === "dimension" ||
        (meaning?.kind === "mode" && ["recent", "oldest", "list", "expensive", "cheap", "buy", "spend"].includes(meaning.mode)) ||
        meaning?.kind === "customers",
    );
    if (isCounted) return { value: tag.meaning.value, tag };
  }
  return null;
}

/**
 * Dimensions of a question. A noun such as "products" is one only where it is grouped by ("by product", "which
 * products", "top products"); "by revenue" after a dimension names the figure instead.
 */
function findGroups(tags: readonly Tag[], isBounded: boolean): readonly DimensionName[] {
  const groups: DimensionName[] = [];
  const placed = tags.some(
    ({ meaning }) => meaning.kind === "entity" && meaning.entity.kind === "filter" && meaning.entity.filter.field === "city",
  );
  tags.forEach(({ meaning, words }, at) => {
    if (meaning.kind === "dimension") {
      const isBare = (words === "city" || words === "area" || words === "location") && placed && !isGrouped(tags, at);
      // "how many orders did customer 292 place" says what was done, not where.
      const isVerb =
        words === "place" &&
        !isGrouped(tags, at) &&
        tags
          .slice(0, at)
          .some(
            (tag) =>
              /^(?:did|do|does|to|customers?|they|we|who)$/.test(tag.words) ||
              (tag.meaning.kind === "entity" && tag.meaning.entity.kind === "filter" && tag.meaning.entity.filter.field === "customer"),
          );
      if (!isBare && !isVerb && !namesCondition(tags, at) && !groups.includes(meaning.dimension)) groups.push(meaning.dimension);
    }
    // "which coupon was used the most" ranks the coupons.
    if (
      meaning.kind === "value" &&
      meaning.field === "coupon" &&
      /^coupons?\b/.test(words) &&
      tags[at - 1]?.meaning.kind === "mode" &&
      isGrouped(tags, at) &&
      tags.some((tag) => tag.meaning.kind === "rank") &&
      !groups.includes("coupon")
    )
      groups.push("coupon");
    if (meaning.kind !== "noun") return;
    // "which products sold" reads as the units sold, but asks for the products.
    const dimension = meaning.noun === "units" && /^(?:products?|items?) sold/.test(words) ? "product" : GROUPING_NOUNS[meaning.noun];
    // "categories with sales over 1,000,000": the amount bounds a figure of each.
    const isOfOrder = tags.some((tag) => tag.meaning.kind === "noun" && tag.meaning.noun === "orders");
    const isOfEach =
      isBounded &&
      !isOfOrder &&
      (meaning.noun === "categories" ||
        (dimension === "product" && meaning.noun === "units") ||
        (meaning.noun === "products" &&
          tags.some((tag) => tag.meaning.kind === "measure" && ["revenue", "units_sold", "gross_profit"].includes(tag.meaning.measure))) ||
        (meaning.noun === "products" && tags.some((tag) => tag.meaning.kind === "mode" && tag.meaning.mode === "sell")));
    // "the three categories with the most orders", "categories by sales, highest first".
    const isRanked =
      meaning.noun === "categories" &&
      at === tags.findIndex((tag) => tag.meaning.kind === "noun" || tag.meaning.kind === "measure") &&
      tags.slice(at + 1).some((tag) => tag.meaning.kind === "rank" || /^rank/.test(tag.words));
    if (
      dimension &&
      !isRankedBy(tags, at, dimension) &&
      (isOfEach || isRanked || isPartsOf(tags, at) || isGrouped(tags, at)) &&
      !groups.includes(dimension)
    )
      groups.push(dimension);
  });
  return groups;
}

/** "the subcategories of Women and their revenue": of each of those under it, not of the one that is named. */
function isPartsOf(tags: readonly Tag[], at: number): boolean {
  const isOf = (tag: Tag | undefined): boolean =>
    tag?.meaning.kind === "entity" && tag.meaning.entity.kind === "filter" && tag.meaning.entity.filter.field === "category";
  const isTold = tags.some(
    ({ meaning }) =>
      meaning.kind === "measure" ||
      (meaning.kind === "noun" && meaning.noun !== "categories") ||
      (meaning.kind === "mode" && meaning.mode === "sell"),
  );
  return (
    isTold &&
    /^sub|s$/.test(tags[at]?.words ?? "") &&
    !isOf(tags[at - 1]) &&
    !isOf(tags[at + 1]) &&
    tags.slice(at).some(isOf) &&
    tags[at]?.meaning.kind === "noun" &&
    tags[at].meaning.noun === "categories"
  );
}

/** In "products ranked by buyers" the buyers are counted. */
function isRankedBy(tags: readonly Tag[], at: number, dimension: DimensionName): boolean {
  return (
    dimension === "customer" &&
    tags
      .slice(0, at)
      .some(({ meaning }) => meaning.kind === "dimension" || (meaning.kind === "noun" && GROUPING_NOUNS[meaning.noun] !== undefined)) &&
    tags.some(({ words }) => /^(?:rank|sorted|ordered by|arranged)/.test(words))
  );
}

/** "orders with status pending": the word says what the value behind it is, and groups nothing. */
function namesCondition(tags: readonly Tag[], at: number): boolean {
  const [tag, next] = [tags[at]?.meaning, tags.slice(at + 1).find(({ words }) => !/^(?:is|are|was|were|of|as|=)$/.test(words))?.meaning];
  const field =
    next?.kind === "value" ? next.field : next?.kind === "entity" && next.entity.kind === "filter" ? next.entity.filter.field : null;
  return (
    tag?.kind === "dimension" &&
    tag.dimension === field &&
    /^(?:with|in|of|whose|where|having|have|has)$/.test(
      tags.slice(0, at).findLast(({ words }) => !/^(?:the|a|an|order|their)$/.test(words))?.words ?? "",
    )
  );
}

function isGrouped(tags: readonly Tag[], at: number): boolean {
  // In "which category has the most products" and "cities with the most customers" those behind the rank are counted.
  let ranked = at - 1;
  while (tags[ranked]?.meaning.kind === "filler" || tags[ranked]?.meaning.kind === "stock") ranked -= 1;
  const isSubject = ({ meaning }: Tag): boolean =>
    meaning.kind === "dimension" || (meaning.kind === "noun" && GROUPING_NOUNS[meaning.noun] !== undefined);
  const [said, lead] = [tags[ranked]?.words ?? "", tags.slice(0, Math.max(ranked, 0))];
  const isOfSubject =
    lead.some(isSubject) &&
    (lead.some(({ meaning, words }) => (meaning.kind === "mode" && meaning.mode === "with") || words === "by") ||
      (lead.some(({ meaning, words }) => (meaning.kind === "mode" && meaning.mode === "which") || /^where\b/.test(words)) &&
        lead.some(({ meaning }) => meaning.kind === "dimension" && tags[ranked + 1]?.words !== "people")));
  if (tags[at]?.meaning.kind === "noun" && /^(?:most|fewest|least|highest number of)$/.test(said) && isOfSubject) return false;
  // "what does a customer spend", "what each buyer spends on average" ask for the usual one.
  const isMean = (dimension: string | undefined): boolean =>
    dimension === "customer" &&
    tags.some(({ meaning }) => meaning.kind === "aggregate" && meaning.fn === "avg") &&
    tags.some(({ meaning }) => meaning.kind === "mode" && meaning.mode === "spend");
  const noun = tags[at]?.meaning;
  if (/^(?:each|every)$/.test(tags[at - 1]?.words ?? "") && noun?.kind === "noun" && isMean(GROUPING_NOUNS[noun.noun])) return false;
  if (/^an?$/.test(tags[at - 1]?.words ?? "")) return false;
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const tag = tags[back];
    const meaning = tag?.meaning;
    if (!tag || !meaning) return false;
    if (meaning.kind === "mode" && meaning.mode === "which")
      return !(tag.words === "what" && /^(?:do|does|did|would)$/.test(tags[back + 1]?.words ?? ""));
    if (meaning.kind === "mode" && meaning.mode === "by") return true;
    if (meaning.kind === "rank") return true;
    if (meaning.kind === "dimension" && tags[back + 1]?.words === "and")
      return !tags.slice(back, at).some(({ words }) => words === "their");
    const passes =
      meaning.kind === "filler" ||
      tag.words === "profitable" ||
      meaning.kind === "number" ||
      meaning.kind === "value" ||
      meaning.kind === "entity" ||
      (meaning.kind === "mode" && ["also", "sell", "different", "who", "list"].includes(meaning.mode));
    if (!passes) return false;
  }
  return false;
}

/** "how many orders were gifts" says what the orders were, not what they hold: a part of a name means nothing there. */
function isPredicate(tags: readonly Tag[], at: number): boolean {
  const meaning = tags[at]?.meaning;
  return (
    meaning?.kind === "entity" &&
    meaning.entity.kind === "filter" &&
    !meaning.entity.exact &&
    /^(?:was|were|is|are|be|been|as)$/.test(tags[at - 1]?.words ?? "")
  );
}

function findFilters(tags: readonly Tag[]): readonly Filter[] {
  return tags.flatMap((tag, at): Filter[] => {
    const { meaning } = tag;
    const negated = isNegated(tags, at) || isLeftOut(tags, at);
    if (meaning.kind === "entity" && meaning.entity.kind === "filter")
      return [negated ? { ...meaning.entity.filter, op: "not", label: contraryOf(meaning.entity.filter.label) } : meaning.entity.filter];
    if (meaning.kind !== "value" || isDestination(tags, at) || isMeans(tags, at)) return [];
    if ((meaning.field === "status" || meaning.field === "payment_status") && isIncluded(tags, at))
      return meaning.value === "cancelled" ? [EVERY_STATUS] : [];
    if (meaning.field === "active" && isIncluded(tags, at)) return [ACTIVE_OR_NOT];
    if (
      (meaning.field === "delivery_fee" || meaning.field === "discount" || meaning.field === "coupon") &&
      meaning.op !== "has" &&
      isIncluded(tags, at)
    )
      return [];
    const opposite = { is: "not", not: "is", has: "lacks", lacks: "has", under: "at_least" } as const;
    const op = negated ? opposite[meaning.op] : meaning.op;
    return [
      {
        field: meaning.field,
        op,
        values: meaning.value === null ? [] : [meaning.value],
        label: negated ? contraryOf(meaning.label) : meaning.label,
      },
    ];
  });
}

const EVERY_STATUS: Filter = {
  field: "status",
  op: "is",
  values: ["pending", "approved", "shipped", "delivered", "cancelled"],
  label: "every status",
};

const ACTIVE_OR_NOT: Filter = { field: "active", op: "is", values: [0, 1], label: "active or not" };

/** "shipped to Sylhet" says where an order goes, not that it is still on its way. */
function isDestination(tags: readonly Tag[], at: number): boolean {
  const [tag, to, place] = [tags[at], tags[at + 1], tags[at + 2]];
  const isPlace =
    place?.meaning.kind === "entity" && place.meaning.entity.kind === "filter" && place.meaning.entity.filter.field === "city";
  if (/\bship$/.test(tag?.words ?? "") && to?.words === "to") return true;
  return /\b(?:shipped|dispatched|sent)$/.test(tag?.words ?? "") && to?.words === "to" && isPlace;
}

/** "paid only with cash" says how, not that the money has come in. */
function isMeans(tags: readonly Tag[], at: number): boolean {
  if (tags[at]?.words !== "paid") return false;
  const next = tags
    .slice(at + 1)
    .find(
      ({ meaning, words }) =>
        !(meaning.kind === "mode" && (meaning.mode === "only" || meaning.mode === "by" || meaning.mode === "with")) &&
        !/^(?:in|using|via|through|on|ever|a|their)$/.test(words),
    );
  return next !== tags[at + 1] && next?.meaning.kind === "value" && next.meaning.field === "payment_method";
}

/** "with a coupon" becomes "without a coupon", "paid" becomes "not paid". */
export function contraryOf(label: string): string {
  if (/^with(?:out)? /.test(label))
    return label.startsWith("without") ? label.replace("without", "with") : label.replace("with", "without");
  return label.startsWith("not ") ? label.slice(4) : `not ${label}`;
}

/** Two values of one field mean either of them; two exclusions mean neither. */
function mergeFilters(filters: readonly Filter[]): readonly Filter[] {
  const merged: Filter[] = [];
  for (const filter of filters) {
    const at = merged.findIndex(({ field, op }) => field === filter.field && op === filter.op && (op === "is" || op === "not"));
    const same = merged[at];
    if (!same) merged.push(filter);
    else
      merged[at] = {
        ...same,
        values: [...new Set([...same.values, ...filter.values])],
        label:
          same.label === filter.label
            ? same.label
            : `${same.label} or ${filter.op === "not" ? filter.label.replace(/^not /, "") : filter.label}`,
      };
  }
  // "with coupon EID26" names one coupon; that it has a coupon says nothing more.
  return merged.filter(({ field, op }) => op !== "has" || !merged.some((other) => other.field === field && other.op === "is"));
}
