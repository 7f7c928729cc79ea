import type { Filter } from "@/lib/engines/shop/calls/filters";
import { isNegated } from "@/lib/engines/shop/said/negation";
import type { Reading, Tag } from "@/lib/engines/shop/said/reading";

/** "damaged goods cost us in refunds": the goods are part of the reason, not what is asked for. */
export function isOfReason(tags: readonly Tag[], at: number): boolean {
  const [before, tag] = [tags[at - 1]?.meaning, tags[at]?.meaning];
  const isThing = tag?.kind === "noun" && tag.noun === "products";
  // "only for damaged goods" after refunds names nothing else.
  const isAll =
    tags.every(({ meaning }, other) => other === at || !["noun", "measure", "dimension", "customers", "stock"].includes(meaning.kind)) &&
    !tags.some(({ meaning }) => meaning.kind === "mode" && ["count", "list", "amount"].includes(meaning.mode));
  return isThing && before?.kind === "value" && before.field === "reason" && (areRefunds(tags) || isAll);
}

/** "the biggest refund we paid": money that went back, no state of an order. */
export function isPaidBack(tags: readonly Tag[], at: number): boolean {
  return (
    tags[at]?.words === "paid" &&
    areRefunds(tags) &&
    !tags.some(
      ({ meaning, words }) =>
        (meaning.kind === "noun" && meaning.noun === "orders" && !/number/.test(words)) || meaning.kind === "dimension",
    )
  );
}

function areRefunds(tags: readonly Tag[]): boolean {
  return tags.some(
    ({ meaning }) =>
      (meaning.kind === "noun" && meaning.noun === "refunds") || (meaning.kind === "measure" && meaning.measure === "refund_total"),
  );
}

/** "waiting to be shipped (approved)": what stands in brackets says which of the states before it is meant. */
export function isRestated(tag: Tag, tags: readonly Tag[], { tokens }: Reading, text: string): boolean {
  const brackets = [...text.matchAll(/\([^()]*\)/g)].map(({ index, 0: { length } }) => [index, index + length] as const);
  const inBrackets = ({ start }: Tag): boolean =>
    brackets.some(([from, to]) => (tokens[start]?.start ?? 0) > from && (tokens[start]?.start ?? 0) < to);
  const field = stateOf(tag);
  return (
    field !== null &&
    !inBrackets(tag) &&
    tags.some((other, at) => stateOf(other) === field && inBrackets(other) && !isIncluded(tags, at) && !isNegated(tags, at))
  );
}

function stateOf({ meaning }: Tag): "status" | "payment_status" | null {
  return meaning.kind === "value" && meaning.op === "is" && (meaning.field === "status" || meaning.field === "payment_status")
    ? meaning.field
    : null;
}

/** "shipped and still not delivered": an order is at one stage, so that it is at no other says nothing more. */
export function withoutImplied(named: readonly Filter[], tags: readonly Tag[]): readonly Filter[] {
  if (
    tags.some(
      ({ meaning, words }) =>
        meaning.kind === "mode" && (meaning.mode === "versus" || meaning.mode === "by") && !/^(?:by|each|every)$/.test(words),
    )
  )
    return named;
  return named.filter(
    ({ field, op, values }) =>
      !(
        (field === "status" || field === "payment_status") &&
        op === "not" &&
        named.some((other) => other.field === field && other.op === "is" && !other.values.some((value) => values.includes(value)))
      ),
  );
}

const BASKET =
  /\b(?:bought|buys?|buying|purchas\w+|ordered|sold|sells?|selling|go|goes|contain\w*|hold\w*|includ\w*|having|had|both|baskets?|carts?|combos?|pairs?|bundles?|often|mostly|products?|items?|things)\b|\b(?:same|one|single|an) order\b|\btogether with\b/i;

/** "sarees and shirts together, total sales": both are added up; only what is bought together lies in one basket. */
export function addsUp(tags: readonly Tag[], text: string): boolean {
  const said = tags.filter(({ meaning }) => meaning.kind === "mode" && meaning.mode === "together");
  return said.every(({ words }) => /^(?:orders )?together$/.test(words)) && !BASKET.test(text);
}

/** "including cancelled orders", "cancelled ones too": they are counted as well, nothing is left out. */
export function isIncluded(tags: readonly Tag[], at: number): boolean {
  let back = at - 1;
  while (/^(?:the|all|any|those|even)$/.test(tags[back]?.words ?? "")) back -= 1;
  if (/^(?:including|include|includes|incl|counting|plus)$/.test(tags[back]?.words ?? "")) return true;
  const after = tags
    .slice(at + 1, at + 5)
    .map(({ words }) => words)
    .filter((words) => !/^(?:ones?|orders?|are)$/.test(words));
  return (
    /^(?:included|too|as well)$/.test(after[0] ?? "") &&
    tags.slice(0, at).some(({ meaning }) => meaning.kind === "noun" || meaning.kind === "measure")
  );
}

/** "orders with an amount over 5000": it is bounded, not asked for. */
export function isBounded(tags: readonly Tag[], at: number, inAmounts: ReadonlySet<Tag>): boolean {
  const [tag, next] = [tags[at], tags[at + 1]];
  return (
    next !== undefined &&
    inAmounts.has(next) &&
    /^(?:amount|value)$/.test(tag?.words ?? "") &&
    tags.slice(0, at).some(({ meaning }) => meaning.kind === "noun" && (meaning.noun === "orders" || meaning.noun === "refunds"))
  );
}

const OFFERS =
  /\b(?:do|can|does) (?:we|you|i|they|the shop|the store) (?:(?:actually|currently|still|also|even) )?(?:sell|have|carry|offer|stock|buy|get)\b|\b(?:have|has) (?:we|you|i) got\b|\bgot (?:any|anything|something)\b|\b(?:is|are) there\b/i;
const HAVE = /^(?:do|does) (?:we|you|i|they|the shop|the store) (?:(?:actually|currently|still|also|even) )?(?:have|carry|offer|stock)\b/i;
const OTHERWISE: ReadonlySet<string> = new Set([
  "measure",
  "customers",
  "rank",
  "aggregate",
  "window",
  "rate",
  "stock",
  "dimension",
  "noun",
]);
const ON_OFFER: ReadonlySet<string> = new Set(["list", "which", "all", "sell", "buy", "different", "also", "only", "with"]);

/** "anything under 30 taka", "what sarees do we have", "show our toys": products, though no word counts or names them as such. */
export function areOnOffer(tags: readonly Tag[], named: readonly Filter[], isBounded: boolean, text: string): boolean {
  const isOther = tags.some(({ meaning }) => OTHERWISE.has(meaning.kind) || (meaning.kind === "mode" && !ON_OFFER.has(meaning.mode)));
  if (isOther || !named.every(({ field, op }) => (field === "category" || field === "product") && op === "is")) return false;
  const isOffered = OFFERS.test(text);
  if (isBounded) return isOffered || /\b(?:anything|something|things?|stuff)\b/i.test(text);
  const asked = tags.some(({ meaning }) => meaning.kind === "mode" && (meaning.mode === "list" || (meaning.mode === "which" && isOffered)));
  // "do we have silk saree": those that there are.
  if (named.length > 0 && HAVE.test(text)) return true;
  return (
    asked &&
    named.some(({ field }) => field === "category") &&
    (isOffered || !tags.some(({ meaning }) => meaning.kind === "mode" && (meaning.mode === "sell" || meaning.mode === "buy")))
  );
}
