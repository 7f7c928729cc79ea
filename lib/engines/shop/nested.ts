import type { ShopCall } from "@/lib/engines/shop/calls/calls";

/** A question that leads to one thing ("the best customer of last month"), and what is asked of it ("what did that customer buy"). */
export type Nested = { readonly lead: string; readonly about: string };

const KINDS: Readonly<Record<string, string>> = {
  customer: "customer|client|buyer|shopper|spender",
  product: "product|item|article|seller",
  city: "city|town",
  category: "category",
  channel: "channel",
  coupon: "coupon",
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
const AT_END = new RegExp(`\\b(?:in |during |over |from )?(?:the )?${PERIOD}\\s*[?.!]*$`, "iu");

/**
 * Parts a question about something that only another question can tell: "what did the best customer of last month buy", "stock of our best
 * seller", "our best day: how many orders came in then".
 */
export function nestedIn(text: string): Nested | null {
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
  `\\b(?:what|which|how|when|where)\\b.*\\b${THAT}\\b.*\\b(?:buy|bought|order|ordered|purchase|purchased|cost|costs|live|lives|left|in stock|by|make|made|earn|earned|bring|sell|sold)\\b|\\b${THAT} last\\s*[?.!]*$|\\b(?:of|from|in|on|for|with|does|do) ${THAT}\\b|\\b${THAT}['’]s \\p{L}+`,
  "iu",
);

/** Whether a call leads to one thing. */
export function leadsToOne({ args }: ShopCall): boolean {
  return "limit" in args && args.limit === 1;
}
