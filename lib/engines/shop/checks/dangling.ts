import type { PlanError } from "@/lib/engines/engine";
import { clarified } from "@/lib/engines/shop/checks/clarify";
import type { FieldName, Filter } from "@/lib/engines/shop/calls/filters";
import { namesSubject } from "@/lib/engines/shop/follow/turn";
import type { Frame } from "@/lib/engines/shop/said/frame";

/** Why a question with nothing before it cannot be read: "what did she buy", "how many of those", "split it by city"; null where it can. */
export function pointsAtNothing(frame: Frame): PlanError | null {
  const { text: plain } = frame;
  if (frame.persons.length === 0 && personLeft(frame, frame.filters).length > 0) return whoIsMeant(frame);
  if (/^(?:and |so )*who (?:is|was|are) (?:the|that|this) (?:customer|buyer|client)\s*[?.!]*$/i.test(plain))
    return clarified({
      code: "ambiguous",
      message: "Which customer is meant? Ask with the order's number, or with what that customer did.",
      intent: "customer_lookup",
      because: frame.because,
    });
  if (
    /^(?:and |so |ok |now )*how (?:many|much) (?:stock )?of each(?=\s*(?:[?.!]*$|\b(?:is|are|was|were|do|did|have|has|we)\b))/iu.test(
      plain,
    ) ||
    /^(?:and |so |ok |now )*how (?:many|much) of (?:that|this|it) (?:is|was|are|were|came|went)\b/iu.test(plain) ||
    (/\b(?:how many|how much|which|who|any|each|some|all|most|none) of (?:them|those|these)\b(?! \p{L}+s\b)/iu.test(plain) &&
      !/[.?!;].*\bof (?:them|those|these)\b/i.test(plain))
  )
    return clarified({ code: "ambiguous", message: "Which ones are meant? Ask with what they are.", because: frame.because });
  const pointed = pointedKind(plain);
  if (pointed !== null && !frame.filters.some(({ field }) => field === pointed.kind)) return clarified(whichOne(pointed.word));
  if (CONTINUES_NOTHING.test(plain) && !namesSubject(frame) && !frame.modes.has("sell") && !frame.modes.has("buy"))
    return clarified({
      code: "too-vague",
      message: "What should be told of it? Name the figure too, such as “revenue last month”.",
      because: frame.because,
    });
  if (IS_LEFT.test(plain) && frame.filters.length === 0)
    return clarified({
      code: "ambiguous",
      message: "How many of what are left? Ask with the name of a product or a category.",
      because: frame.because,
    });
  if (SPLITS_NOTHING.test(plain))
    return clarified({
      code: "too-vague",
      message: "What should be split? Name the figure and the period, such as “revenue this month by channel”.",
      because: frame.because,
    });
  return null;
}

/** Asks whose figures are wanted. */
export function whoIsMeant({ because }: Pick<Frame, "because">): PlanError {
  return clarified({ code: "ambiguous", message: "Who is meant? Ask with the customer's name.", intent: "customer_lookup", because });
}

/** "what did he buy": of one customer, or of nobody. */
export function personLeft({ text }: Pick<Frame, "text">, filters: readonly Filter[]): readonly string[] {
  return filters.some(({ field }) => field === "customer") ? [] : (/\b(?:he|she|him|his|her|hers)\b/i.exec(text)?.slice(0, 1) ?? []);
}

const KINDS: Readonly<Record<string, FieldName>> = {
  customer: "customer",
  buyer: "customer",
  client: "customer",
  product: "product",
  item: "product",
  article: "product",
  city: "city",
  category: "category",
  channel: "channel",
  coupon: "coupon",
  order: "order_number",
};
// "customers that order most" says what they do.
const POINTED = new RegExp(
  `\\b(?:this (${Object.keys(KINDS).join("|")})|(?<!(?<!\\b(?:in|of|from|for|with|about|on|is|was|did|does) )(?=that order\\b))that (${Object.keys(KINDS).join("|")}))(?!\\p{L})`,
  "iu",
);

/** The thing that "this product" or "that customer" points at. */
export function pointedKind(text: string): { readonly word: string; readonly kind: FieldName } | null {
  const [, near, far] = POINTED.exec(text) ?? [];
  const word = (near ?? far)?.toLowerCase() ?? "";
  const kind = KINDS[word];
  return kind === undefined ? null : { word, kind };
}

/** Asks which one is meant. */
export function whichOne(word: string): { readonly code: "ambiguous"; readonly message: string; readonly intent: string } {
  return {
    code: "ambiguous",
    message: `Which ${word} is meant? Ask with its ${word === "order" ? "number" : "name"}.`,
    intent: "follow_up",
  };
}

/** "break it down by city" with nothing before it. */
const SPLITS_NOTHING =
  /^(?:and |now |ok |then |please |can you |could you )*(?:break|split|divide|group|show|give me|sort) (?:it|that|this|them|those)\b(?: down| up)?(?: into)? (?:by|per)\b/i;

/** "how many have we got left" with nothing before it. */
const IS_LEFT =
  /^(?:and |so |ok |now )*how many(?: (?:are|is|do we|have we|did we))?(?: still)?(?: (?:have|got))?(?: still)? (?:left|remaining|left over)(?: now)?\s*[?.!]*$/i;

/** "what about last month", "and yesterday" with nothing before it. */
const CONTINUES_NOTHING = /^(?:and|(?:and |but |so )?(?:what|how) about|same for|now for|only|just)\b/i;
