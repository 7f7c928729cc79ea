import { isOfReason, isPaidBack } from "@/lib/engines/shop/said/implied";
import type { Tag } from "@/lib/engines/shop/said/reading";

const FILLER: Tag["meaning"] = { kind: "filler" };
const REFUNDED: Tag["meaning"] = { kind: "value", field: "payment_status", op: "is", value: "refunded", label: "refunded" };

/** Tags in the sense that their neighbours give them: "coupon" in "how much did coupons give off" is a kind of orders. */
export function inContext(given: readonly Tag[]): readonly Tag[] {
  const read = withMailOf(given);
  const tags = read.flatMap((tag, at) => (isRefundedAmong(read, at) ? [{ ...tag, meaning: REFUNDED }] : soldThings(tag, read[at - 1])));
  const isRegistered = tags.some(({ meaning }) => meaning.kind === "customers" && meaning.of === "registered");
  return tags.map((tag, at): Tag => {
    // "new customers who signed up today": they are new by their registration.
    if (isRegistered && tag.meaning.kind === "customers" && tag.meaning.of === "new" && /^(?:brand )?new\b/.test(tag.words))
      return { ...tag, meaning: { kind: "noun", noun: "customers" } };
    // "orders shipping to Sylhet" says where they go.
    if (/^(?:shipping|delivery)$/.test(tag.words) && tags[at + 1]?.words === "to") return { ...tag, meaning: FILLER };
    if (bringsRows(tags, at) || isOfReason(tags, at) || isPaidBack(tags, at)) return { ...tag, meaning: FILLER };
    // "that have stock below their reorder level": what is bounded, not that some is left.
    if (tag.meaning.kind === "stock" && tag.meaning.of === "in" && /^(?:have|with) stock$/.test(tag.words) && isLow(tags[at + 1]))
      return { ...tag, meaning: FILLER };
    // "the categories under Women": what they are part of bounds nothing.
    if (
      tag.meaning.kind === "bound" &&
      /^(?:under|below|beneath)$/.test(tag.words) &&
      isCategory(tags.slice(at + 1).find(({ words }) => words !== "the")) &&
      tags.slice(0, at).some((other) => isNoun(other, "categories"))
    )
      return { ...tag, meaning: FILLER };
    // What is bought together with the soap lies in one basket with it; "together with the revenue" is one figure more.
    if (tag.words === "together with the" && tags[at + 1]?.meaning.kind === "entity")
      return { ...tag, meaning: { kind: "mode", mode: "together" } };
    // "due to late delivery" says why; "due to us" is owed.
    if (tag.words === "due" && tags[at + 1]?.words === "to" && !/^(?:us|me|be|the|our|my)$/.test(tags[at + 2]?.words ?? ""))
      return { ...tag, meaning: FILLER };
    // Who ordered again is no product to be ordered anew.
    if (tag.words === "reorders") return { ...tag, meaning: { kind: "unknown" } };
    if (refundedAt(tags, at) === "customers") return { ...tag, meaning: { kind: "measure", measure: "refunded_customer_count" } };
    if (refundedAt(tags, at) === "refund") return { ...tag, meaning: FILLER };
    // "what do people spend when they use a coupon": no date is asked for.
    if (tag.words === "when" && !isAlso(tags[at - 1]) && tags.slice(0, at).some(asksOther)) return { ...tag, meaning: FILLER };
    // "without the Order Desk account" names whose orders are meant, no list of accounts.
    if (/^(?:account|entry|entrie|line|record|row|login|profile|customer|buyer)s?$/.test(tag.words) && isCustomer(tags[at - 1]))
      return { ...tag, meaning: FILLER };
    // "split by code": the code of a coupon.
    if (/^codes?$/.test(tag.words) && tag.meaning.kind === "filler" && isBy(tags[at - 1]))
      return { ...tag, meaning: { kind: "noun", noun: "coupons" } };
    // "how much discount did EID26 cost": the figure is named, and this is no price.
    if (
      /^costs?$/.test(tag.words) &&
      tag.meaning.kind === "mode" &&
      tags.some(({ meaning }) => meaning.kind === "measure" && (meaning.measure === "discount_total" || meaning.measure === "refund_total"))
    )
      return { ...tag, meaning: FILLER };
    // "which reason cost most": what was paid back for it.
    if (
      /^costs?(?: us| me)?$/.test(tag.words) &&
      tags.some(({ meaning }) => meaning.kind === "dimension" && meaning.dimension === "reason")
    )
      return { ...tag, meaning: { kind: "measure", measure: "refund_total" } };
    // "which coupon cost us most money": what it gave away.
    if (tag.words === "money" && tags.some((_, other) => isCouponsCost(tags, other))) return { ...tag, meaning: FILLER };
    if (isCouponsCost(tags, at)) return { ...tag, meaning: { kind: "measure", measure: "discount_total" } };
    if (/^(?:running|run|live|usable|working|currently)$/.test(tag.words) && tag.meaning.kind === "filler" && isListOfCoupons(tags))
      return { ...tag, meaning: { kind: "value", field: "active", op: "is", value: 1, label: "active" } };
    return isUseOfCoupons(tags, at)
      ? { ...tag, meaning: { kind: "value", field: "coupon", op: "has", value: null, label: "with a coupon" } }
      : tag;
  });
}

/** "customers with an acme e-mail", "e-mail ending in edu": a word that is nothing else, or that it contains, is part of the address. */
function withMailOf(tags: readonly Tag[]): readonly Tag[] {
  const isMail = (tag: Tag | undefined): boolean =>
    tag?.meaning.kind === "value" && tag.meaning.field === "email" && tag.meaning.op === "has" && tag.meaning.value === null;
  const mail = tags.findIndex(isMail);
  if (mail === -1) return tags;
  const gap = tags.slice(mail + 1).findIndex(({ words }) => !OF_MAIL.test(words));
  const behind = gap === -1 ? tags.length : mail + 1 + gap;
  const holds = tags.slice(mail + 1, behind).some(({ words }) => /^(?:end|contain)/.test(words));
  const isPart = holds || (behind > mail + 1 && tags[behind]?.meaning.kind === "unknown");
  const at = isPart ? behind : tags[mail - 1]?.meaning.kind === "unknown" ? mail - 1 : -1;
  const word = tags[at];
  if (word === undefined) return tags;
  const [from, to] = [Math.min(mail, at), Math.max(mail, at)];
  const meaning: Tag["meaning"] = {
    kind: "value",
    field: "email",
    op: "has",
    value: word.words,
    label: `with “${word.words}” in the e-mail address`,
  };
  const words = tags.slice(from, to + 1).map((tag) => tag.words);
  return [
    ...tags.slice(0, from),
    { meaning, words: words.join(" "), start: tags[from]?.start ?? 0, end: tags[to]?.end ?? 0 },
    ...tags.slice(to + 1),
  ];
}

const OF_MAIL = /^(?:ending|ends?|containing|contains?|in|with|at|from|is|like|having|that|which|the|an?|domain|word)$/;

/** "paid vs unpaid vs refunded": beside another state of payment it is one too. */
function isRefundedAmong(tags: readonly Tag[], at: number): boolean {
  const isState = (tag: Tag | undefined): boolean => tag?.meaning.kind === "value" && tag.meaning.field === "payment_status";
  const isJoint = (tag: Tag | undefined): boolean =>
    /^(?:and|or|vs|v|versus|against|compared (?:to|with)|also|the|orders?)$/.test(tag?.words ?? "");
  const beside = (step: 1 | -1): boolean => {
    let other = at + step;
    while (isJoint(tags[other])) other += step;
    return isState(tags[other]);
  };
  return tags[at]?.words === "refunded" && (beside(1) || beside(-1));
}

/** In "which product sold the most" the product is asked for; elsewhere "products sold" are units. */
function soldThings(tag: Tag, before: Tag | undefined): readonly Tag[] {
  const [, thing, sold] = /^((?:products?|items?)) (sold)$/.exec(tag.words) ?? [];
  if (
    tag.meaning.kind !== "noun" ||
    tag.meaning.noun !== "units" ||
    thing === undefined ||
    sold === undefined ||
    before?.meaning.kind !== "mode" ||
    before.meaning.mode !== "which"
  )
    return [tag];
  return [
    { meaning: { kind: "noun", noun: "products" }, words: thing, start: tag.start, end: tag.start + 1 },
    { meaning: { kind: "mode", mode: "sell" }, words: sold, start: tag.start + 1, end: tag.end },
  ];
}

/** A category that is called by its name. */
export function isCategory(tag: Tag | undefined): boolean {
  return tag?.meaning.kind === "entity" && tag.meaning.entity.kind === "filter" && tag.meaning.entity.filter.field === "category";
}

function isLow(tag: Tag | undefined): boolean {
  return tag?.meaning.kind === "stock" && tag.meaning.of === "low";
}

/** "which hour brings in the most orders": what is brought in is named, so it is not money. */
function bringsRows(tags: readonly Tag[], at: number): boolean {
  const tag = tags[at];
  if (tag?.meaning.kind !== "measure" || tag.meaning.measure !== "revenue" || !/ in$|^earn/.test(tag.words) || /money|cash/.test(tag.words))
    return false;
  const count = tags.findIndex(({ meaning }) => meaning.kind === "mode" && meaning.mode === "count");
  const counted = count === -1 || count > at ? undefined : tags[count + 1]?.meaning.kind;
  // "how many first-time buyers did each channel bring in".
  if (counted === "noun" || counted === "customers") return true;
  const next = tags
    .slice(at + 1)
    .find(
      ({ meaning }) =>
        meaning.kind !== "filler" &&
        meaning.kind !== "rank" &&
        meaning.kind !== "number" &&
        !(meaning.kind === "mode" && meaning.mode === "all"),
    );
  return (next?.meaning.kind === "noun" && next.meaning.noun !== "order_values") || next?.meaning.kind === "customers";
}

/** "how many customers got a refund": those who did are counted, not the refunds. */
function refundedAt(tags: readonly Tag[], at: number): "customers" | "refund" | null {
  const isCounted = (place: number): boolean =>
    isNoun(tags[place], "customers") &&
    tags[place - 1]?.meaning.kind === "mode" &&
    /^(?:how many|number of|count)/.test(tags[place - 1]?.words ?? "");
  const isGot = (from: number, to: number): boolean =>
    to > from + 1 &&
    tags
      .slice(from + 1, to)
      .every(({ words }) =>
        /^(?:who|that|which|have|has|had|got|get|received|receive|with|were|been|given|a|any|their|one|at least)$/.test(words),
      );
  const customers = tags.findIndex((_, place) => isCounted(place));
  const refund = customers === -1 ? -1 : tags.findIndex((tag, place) => place > customers && isNoun(tag, "refunds"));
  if (refund === -1 || !isGot(customers, refund)) return null;
  return at === customers ? "customers" : at === refund ? "refund" : null;
}

function isNoun(tag: Tag | undefined, noun: "customers" | "refunds" | "categories"): boolean {
  return tag?.meaning.kind === "noun" && (tag.meaning.noun === noun || (noun === "customers" && tag.meaning.noun === "buyers"));
}

/** "what did EID26 cost us": what coupons cost is the discount that they gave. */
function isCouponsCost(tags: readonly Tag[], at: number): boolean {
  return (
    /^cost(?:ing)? (?:us|me)$/.test(tags[at]?.words ?? "") &&
    tags.some((tag) => isCoupon(tag)) &&
    !tags.some(({ meaning, words }) => meaning.kind === "measure" && words !== "money")
  );
}

/** "how much did our coupons give off", "coupon discounts": the orders that used one, where no coupon is asked for itself. */
function isUseOfCoupons(tags: readonly Tag[], at: number): boolean {
  const tag = tags[at];
  if (tag?.meaning.kind !== "noun" || tag.meaning.noun !== "coupons") return false;
  const gives = tags.some(
    ({ meaning }, other) =>
      (meaning.kind === "measure" && (meaning.measure === "discount_total" || meaning.measure === "average_discount")) ||
      isCouponsCost(tags, other),
  );
  const isAsked =
    tags
      .slice(0, at)
      .some(
        ({ meaning }) =>
          (meaning.kind === "mode" && ["by", "which", "list", "different"].includes(meaning.mode) && !isWhatDid(tags)) ||
          meaning.kind === "rank",
      ) || tags.slice(at + 1).some(({ meaning }) => meaning.kind === "mode" && meaning.mode === "by");
  const isAmount =
    tags
      .slice(0, at)
      .some(
        ({ meaning }) =>
          (meaning.kind === "mode" && meaning.mode === "amount") || meaning.kind === "aggregate" || meaning.kind === "measure",
      ) || isWhatDid(tags);
  const [before, next] = [tags[at - 1]?.meaning, tags[at + 1]?.meaning];
  const isOfDiscounts = next?.kind === "measure" && next.measure === "discount_total" && !(before?.kind === "mode" && before.mode === "by");
  return gives && (isOfDiscounts || (!isAsked && isAmount));
}

/** "ordered again within 60 days of it": the words of that span mean nothing more by themselves. */
export function againWithin(tags: readonly Tag[]): { readonly tags: readonly Tag[]; readonly days: number | null } {
  const isOfFirst =
    tags.some(({ meaning }) => meaning.kind === "customers" && meaning.of === "repeat") &&
    tags.some(({ meaning }) => meaning.kind === "customers" && meaning.of === "new");
  const at = tags.findIndex(
    ({ meaning }, place) =>
      (meaning.kind === "number" || /^an?$/.test(tags[place]?.words ?? "")) &&
      /^(?:within|in|under|first|next|following|less than)$/.test(tags[place - 1]?.words ?? "") &&
      DAYS_IN[tags[place + 1]?.words.replace(/s$/, "") ?? ""] !== undefined,
  );
  const [number, unit] = [tags[at]?.meaning, DAYS_IN[tags[at + 1]?.words.replace(/s$/, "") ?? ""]];
  if (!isOfFirst || at === -1 || unit === undefined) return { tags, days: null };
  const isSpan = (place: number): boolean => place >= at - 1 && place <= at + 1;
  return {
    tags: tags.map((tag, place) => (isSpan(place) ? { ...tag, meaning: FILLER } : tag)),
    days: (number?.kind === "number" ? number.value : 1) * unit,
  };
}

const DAYS_IN: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

function isWhatDid([first, second]: readonly Tag[]): boolean {
  return first?.words === "what" && /^(?:did|do|does|have|has)$/.test(second?.words ?? "");
}

/** "which coupons are running": nothing else is told of them. */
function isListOfCoupons(tags: readonly Tag[]): boolean {
  return (
    tags.some(({ meaning }) => meaning.kind === "noun" && meaning.noun === "coupons") &&
    !tags.some(
      ({ meaning }) => meaning.kind === "measure" || meaning.kind === "window" || (meaning.kind === "noun" && meaning.noun !== "coupons"),
    )
  );
}

function isCoupon({ meaning }: Tag): boolean {
  return (
    (meaning.kind === "noun" && meaning.noun === "coupons") ||
    (meaning.kind === "value" && meaning.field === "coupon") ||
    (meaning.kind === "entity" && meaning.entity.kind === "filter" && meaning.entity.filter.field === "coupon")
  );
}

/** One customer, by name. */
function isCustomer(tag: Tag | undefined): boolean {
  return (
    tag?.meaning.kind === "entity" &&
    (tag.meaning.entity.kind === "person" || (tag.meaning.entity.kind === "filter" && tag.meaning.entity.filter.field === "customer"))
  );
}

function isBy(tag: Tag | undefined): boolean {
  return tag?.meaning.kind === "mode" && tag.meaning.mode === "by";
}

function isAlso(tag: Tag | undefined): boolean {
  return tag?.meaning.kind === "mode" && tag.meaning.mode === "also";
}

/** Asks for something else than a moment. */
function asksOther({ meaning }: Tag): boolean {
  return meaning.kind === "mode" && ["which", "who", "count", "amount"].includes(meaning.mode);
}
