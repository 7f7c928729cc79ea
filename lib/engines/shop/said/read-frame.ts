import type { Reading, Tag } from "@/lib/engines/shop/said/reading";
import type { Correction } from "@/lib/engines/shop/said/spelling";
import { type Frame, RANKED } from "@/lib/engines/shop/said/frame";
import { againWithin, inContext } from "@/lib/engines/shop/said/senses";
import { findAmounts, type Amount } from "@/lib/engines/shop/said/amounts";
import { findFilters, mergeFilters } from "@/lib/engines/shop/said/filters-said";
import { isRestated, withoutImplied, areOnOffer } from "@/lib/engines/shop/said/implied";
import { findModes, isPercentNumber } from "@/lib/engines/shop/said/modes-said";
import { findGroups } from "@/lib/engines/shop/said/groups-said";
import { withMoments } from "@/lib/engines/shop/said/moments-said";
import { joinedWindows, withOwnBase } from "@/lib/engines/shop/said/joined-windows";
import { absenceUntilNow, isLeftOut, isNegated } from "@/lib/engines/shop/said/negation";
import { becauseOf } from "@/lib/engines/shop/because";
import type { CustomerKind, Noun, Mode } from "@/lib/engines/shop/said/lexicon";
import type { Filter } from "@/lib/engines/shop/calls/filters";

/** Sorts the tags of a reading into the parts of a question. @param corrections of the spelling, made before it was read */
export function frameOf(given: Reading, text: string, corrections: readonly Correction[] = []): Frame {
  const reading = absenceUntilNow(given);
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
    aggregate:
      pick("aggregate").find(({ fn }) => fn !== "sum")?.fn ?? pick("aggregate")[0]?.fn ?? (isUsualSpend(modes, text) ? "avg" : null),
    rank: isOfBad(free, named)
      ? "desc"
      : (ranks.find(({ direction }) => direction === "asc")?.direction ?? ranks[0]?.direction ?? (RANKED.test(text) ? "desc" : null)),
    limit: limit?.value ?? null,
    filters: mergeFilters(named),
    named,
    amounts,
    windows: withOwnBase(joinedWindows(reading.windows, groups, tags), text),
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
          : !inAmounts.has(tag) && !isOfTheTwo(tags, at) && isUnread(tag, limit?.tag ?? null)
            ? [tag.words]
            : [],
    ),
    corrections,
    because: becauseOf(tags, corrections),
    tags,
    tokens: reading.tokens,
  });
}

/** "the worst city for cancellations": where what is counted is bad, the worst has the most of it. */
function isOfBad(free: readonly Tag[], named: readonly Filter[]): boolean {
  const ranks = free.filter(({ meaning }) => meaning.kind === "rank");
  const isBad = ({ meaning }: Tag): boolean =>
    (meaning.kind === "noun" && meaning.noun === "refunds") ||
    (meaning.kind === "measure" && /refund/.test(meaning.measure)) ||
    (meaning.kind === "rate" && (meaning.rate === "cancellation" || meaning.rate === "refund")) ||
    (meaning.kind === "customers" && meaning.of === "lapsed");
  return (
    ranks.length > 0 &&
    ranks.every(({ words }) => words === "worst") &&
    (free.some(isBad) ||
      named.some(
        ({ field, op, values }) => op === "is" && ["cancelled", "unpaid", "refunded"].includes(String(values[0])) && field !== "product",
      ))
  );
}

// "registered customers who never ordered": the narrower kind is meant.
const PRECEDENCE: readonly CustomerKind[] = ["never_ordered", "lapsed", "one_time", "repeat", "new", "registered"];

function nounsOf(free: readonly Tag[], amounts: readonly Amount[], named: readonly Filter[]): readonly Noun[] {
  // "products sold below cost" asks for the products, not for units.
  const nouns = free.flatMap(nounOf).map((noun) => (noun === "units" && named.some(({ field }) => field === "margin") ? "products" : noun));
  // "which sarees cost more than 6000" bounds their price, so they are products.
  const isPriced = amounts.some(
    ({ words, before }) => /^(?:cost|pric)/.test(words) || (before?.meaning.kind === "mode" && before.meaning.mode === "unit_of"),
  );
  const isOfThings = named.some(({ field, op }) => (field === "category" || field === "product") && op === "is");
  if (nouns.length === 0 && isPriced && isOfThings) return ["products"];
  // "is WELCOME10 still active" asks for the coupon itself.
  const isOfCoupon = named.some(({ field, op }) => field === "coupon" && op === "is") && named.some(({ field }) => field === "active");
  return nouns.length === 0 && isOfCoupon ? ["coupons"] : nouns;
}

/** "what do people usually spend": the mean. */
function isUsualSpend(modes: ReadonlySet<Mode>, text: string): boolean {
  return modes.has("spend") && !modes.has("who") && /\b(?:usually|normally|generally|commonly)\b/i.test(text);
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

/** "which of the two": as many as were spoken of. */
function isOfTheTwo(tags: readonly Tag[], at: number): boolean {
  return (
    tags[at]?.meaning.kind === "number" &&
    tags[at - 1]?.words === "the" &&
    tags[at - 2]?.words === "of" &&
    tags[at + 1]?.meaning.kind !== "noun"
  );
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
      isOfTheTwo(tags, at) ||
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
        meaning?.kind === "customers" ||
        (meaning?.kind === "value" && meaning.field === "coupon"),
    );
    // "which 3 toys".
    const isOfWhich = /^(?:which|what)$/.test(tags[at - 1]?.words ?? "") && tags[at + 1]?.meaning.kind === "entity";
    // "which 3 of them".
    const isOfThem = tags[at + 1]?.words === "of" && /^(?:them|these|those)$/.test(tags[at + 2]?.words ?? "");
    if (isCounted || isOfThem || isOfWhich) return { value: tag.meaning.value, tag };
  }
  return null;
}

const SUBJECTS: ReadonlySet<Tag["meaning"]["kind"]> = new Set(["noun", "measure", "customers", "dimension", "value", "unknown"]);

/** "how many orders were gifts" says what the orders were, not what they hold: a part of a name means nothing there. */
function isPredicate(tags: readonly Tag[], at: number): boolean {
  const meaning = tags[at]?.meaning;
  return (
    meaning?.kind === "entity" &&
    meaning.entity.kind === "filter" &&
    !meaning.entity.exact &&
    // "is silk saree in stock" asks about it.
    tags.slice(0, at).some(({ meaning: { kind } }) => SUBJECTS.has(kind)) &&
    /^(?:was|were|is|are|be|been|as)$/.test(tags[at - 1]?.words ?? "")
  );
}
