import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { SEVERAL } from "@/lib/language/counts";

/**
 * A question that leads to one thing ("the best customer of last month") or to several ("our top 20 customers"), and what is asked of it
 * ("what did that customer buy", "which of them live in Feni").
 */
export type Nested = { readonly lead: string; readonly about: string };

const KINDS: Readonly<Record<string, string>> = {
  customer: "customer|client|buyer|shopper|spender",
  product: "product|item|article|seller",
  city: "city|town",
  category: "category",
  channel: "channel",
  coupon: "coupon",
  order: "order",
  day: "day",
  week: "week",
  month: "month",
};
const THING = Object.values(KINDS).join("|");
const RANK =
  "(?:best|top|biggest|largest|highest|worst|weakest|busiest|slowest|quietest|smallest|lowest|main|number one|no\\.? ?1|most \\p{L}+|least \\p{L}+)(?:[- ](?:selling|sold|spending|paying|moving|performing|earning|value))?";
const PERIOD =
  "(?:(?:this|last|the last|the previous|previous) (?:\\d+ )?(?:day|week|weekend|month|quarter|year)s?|yesterday|today|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*(?: \\d{4})?|20\\d\\d|all time)";
/** "our best customer of last month", "last month's best seller". */
const REFERENCE = `(?:(?:the|our|my|that|whose|${PERIOD}['’]?s) )+(?:single )?${RANK} (?<thing>${THING})(?!s|\\p{L})(?: (?:of|in|from|for|during|over|on)? ?(?:the )?${PERIOD})?`;
const INSIDE = new RegExp(`\\b${REFERENCE}(?=['’]s\\b|\\s|[?.!,]|$)`, "iu");
const OF_IT = "(?:what|which|how|when|where|who|show|list|give)\\b.*";
const IT = "\\b(?:it|its|he|she|they|him|her|his|them|their|there|then)\\b.*";
const LEADING = new RegExp(
  `^(?:(?:who|which|what)(?: one)?(?:'s|’s| is| was| are)? )?(${REFERENCE})\\s*(?:[:;]\\s*(?<plain>${OF_IT})|(?:[,?.–—-]+|,? and)\\s*(?:and )?(?<pointed>${OF_IT}${IT}))$`,
  "iu",
);
const FEW = `(?:\\d{1,3}|${SEVERAL})`;
const MANY = `(?:(?:the|our|my) )*(?:${RANK} ${FEW}|${FEW} ${RANK})(?: \\p{L}+ly)?(?: (?:selling|sold|spending|paying))? (?:customers|clients|buyers|shoppers|spenders|products|items|articles|sellers|cities|towns|categories|channels|coupons|orders)(?: (?:of|in|from|for|during|over|on)? ?(?:the )?${PERIOD})?`;
/** "of our top 20 customers, which 3 order most", "which of the top 10 products are low", "top 5 of the top 20 customers by orders". */
const AMONG = new RegExp(
  `^(?:out of|of|among|amongst|from) (?<many>${MANY}),? (?<asks>which|who|what|how many)(?<few> ${FEW})? (?<rest>.+)$`,
  "iu",
);
const OF_MANY = new RegExp(`^(?<asks>which|who|how many)(?<few> ${FEW})? of (?<many>${MANY}) (?<rest>.+)$`, "iu");
const FIRST_OF_MANY = new RegExp(
  `^(?:(?:show|list|give)(?: me| us)? )?(?:the )?(?<first>${RANK} ${FEW}) of (?<many>${MANY})(?<rest> .+)?$`,
  "iu",
);

function amongIn(text: string): Nested | null {
  const { many, asks, few = "", rest = "" } = (AMONG.exec(text) ?? OF_MANY.exec(text))?.groups ?? {};
  if (many !== undefined && asks !== undefined)
    return { lead: many, about: `${/^how/iu.test(asks) ? "how many" : "which"}${few} of them ${rest}` };
  const inside = FIRST_OF_MANY.exec(text)?.groups;
  return inside?.["many"] === undefined ? null : { lead: inside["many"], about: `${inside["first"] ?? ""} of them${inside["rest"] ?? ""}` };
}

const AT_END = new RegExp(`\\b(?:in |during |over |from )?(?:the )?${PERIOD}\\s*[?.!]*$`, "iu");

/**
 * Parts a question about something that only another question can tell: "what did the best customer of last month buy", "stock of our best
 * seller", "our best day: how many orders came in then".
 */
export function nestedIn(text: string): Nested | null {
  const among = amongIn(text.trim());
  if (among !== null) return among;
  const leading = LEADING.exec(text.trim());
  const then = leading?.groups?.["plain"] ?? leading?.groups?.["pointed"];
  if (leading?.[1] !== undefined && then !== undefined) return { lead: leading[1], about: then };
  const inside = INSIDE.exec(text);
  const kind = Object.entries(KINDS).find(([, words]) => words.split("|").includes(inside?.groups?.["thing"]?.toLowerCase() ?? ""))?.[0];
  if (inside === null || kind === undefined) return null;
  const about = `${text.slice(0, inside.index)}that ${kind}${text.slice(inside.index + inside[0].length)}`;
  if (!ASKS.test(about.trim())) return null;
  // A period at the end is that of both: the best seller of last month, and what it made then.
  const period = DATED.test(inside[0]) ? "" : ` ${AT_END.exec(about)?.[0] ?? ""}`;
  return { lead: `${inside[0]}${period}`.trim(), about };
}

const DATED = new RegExp(`\\b${PERIOD}`, "iu");
const THAT = `that (?:${Object.keys(KINDS).join("|")})`;
/** Something is asked of it; "who is our best customer" and "what did our best customer spend" ask for the thing and its rank. */
const ASKS = new RegExp(
  `\\b(?:what|which|how|when|where)\\b.*\\b${THAT}\\b.*\\b(?:buy|bought|order|ordered|purchase|purchased|cost|costs|live|lives|left|in stock|by|make|made|earn|earned|bring|sell|sold|contain|hold|include)\\b|\\b${THAT} last\\s*[?.!]*$|\\b(?:of|from|in|on|for|with|does|do) ${THAT}\\b|\\b${THAT}['’]s \\p{L}+`,
  "iu",
);

/** Whether a call leads to one thing, or to as many as are asked about. */
export function leadsTo({ args }: ShopCall, { about }: Nested): boolean {
  return "limit" in args && args.limit !== null && (args.limit === 1 || /\bof them\b/.test(about));
}
