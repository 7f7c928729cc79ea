import { MONTH } from "@/lib/language/calendar";
import { SEVERAL } from "@/lib/language/counts";

const BASES: Readonly<Record<string, string>> = {
  sold: "sell",
  made: "make",
  earned: "earn",
  taken: "take",
  received: "receive",
  given: "give",
  lost: "lose",
  shipped: "ship",
  delivered: "deliver",
  refunded: "refund",
};
const OURS = "(?:i|we|(?:the|our|my|this) (?:shop|store|business|company))";
const PERIOD = `(?:(?:last|this|previous) (?:week|weekend|month|quarter|year)|yesterday|today|(?:${MONTH})(?: \\d{4})?|\\d{4})`;

/** Words that say the same as others, with those that every rule knows; put in place one after another. */
const SAME: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [/\b(?:clients?|shoppers?|patrons?)\b/giu, (word) => (/s$/iu.test(word) ? "customers" : "customer")],
  [
    /\b(new|first[- ]time|repeat|returning|regular|loyal|lapsed|inactive|dormant|old|existing) (?:people|persons|folks|ppl)\b/giu,
    "$1 customers",
  ],
  [/\b(?:sales (?:revenue|turnover)|turnover|takings)\b/giu, "revenue"],
  // What a shop sells is what it offers; what it sold has a period or a past tense.
  [
    /\bhow many (?:different |distinct |various )?(products|items|articles|things) (?:do|does) (?:we|you|i) (?:sell|offer|carry|stock)(?=(?: (?:in total|overall|altogether|right now|now|currently|at the moment|at present))?\s*[?.!]*$)/giu,
    "how many products do we have",
  ],
  [
    /\bhow many times (?:did|do|have|has) (?:people|customers|they|someone|anyone) (?:order|ordered|placed? an order|buy from us|shop)\b/giu,
    "how many orders",
  ],
  [/\b(?:qty|quantity) of (?=(?:\p{L}+ )?orders\b)/giu, "number of "],
  // What things are ranked by in value is what they brought in.
  [
    /^(?!.*\b(?:orders?|refunds?|stock|inventory|baskets?)\b)(.*\b(?:products?|items?|categor(?:y|ies)|sellers?|cit(?:y|ies)|customers?)\b.*) by (?:the )?(?:sales |sold )?value\b/giu,
    "$1 by revenue",
  ],
  [/\bhow much (?=(?:orders|products|items|pieces)\b)/giu, "how many "],
  [/\bavg\b\.?/giu, "average"],
  // A figure said of each of two things is said once.
  [
    /\bcompare (\S+(?: \S+)??) ((?!(?:days?|weeks?|months?|quarters?|years?)\b)\p{L}+(?: \p{L}+){0,2}) (?:with|to|and|vs\.?|versus|against) (\S+(?: \S+)?) \2\b/giu,
    "compare $1 and $3 $2",
  ],
  [/\bwhat (?=(?:product|item|customer|city|category|channel|coupon|month|weekday|payment method)\b)/giu, "which "],
  [/\bhow (?:is|was|are) (the|this) (day|week|month|quarter|year) (?:going|doing|looking)(?: so far)?\b/giu, "how is this $2 going"],
  [/\b(this (week|month|quarter|year)) than the \2 before\b/giu, "$1 than last $2"],
  [/\bgrowth (?:by month|month (?:by|on|to|over) month)\b|\bmonth (?:by|on|to) month growth\b/giu, "month over month growth"],
  [/\b(average|mean) ((?:number of )?(?:orders|customers|units sold|units|items)) by (?=(?:day|week|month)\b)/giu, "$1 $2 per "],
  [/\bof (?=(?:week|month|quarter|year)\s*[?.!]*$)/giu, "of the "],
  [/\bhow (?:much|many) (?:percent(?:age)?|per cent|%)(?= |$)/giu, "what percent"],
  [/\b(?:biggest|largest) (price|margin|percentage|rate|average|mean)s?\b/giu, "highest $1"],
  [/\b(?:smallest) (price|margin|percentage|rate|average|mean)s?\b/giu, "lowest $1"],
  [
    /\b(?:only )?(?:where|when|with|if) (?:an?|any|some) discount (?:was|is|were|got|has been) (?:given|applied|granted|used)\b/giu,
    "only with a discount",
  ],
  [/\bphone calls?\b/giu, "phone"],
  [/\b((?:most|least|fewest) (?:units|pieces|pcs|items)) (?:still )?(?:left(?: over)?|remaining)\b/giu, "$1 in stock"],
  [
    /(?<!\b(?:stock|inventory|money|cash|capital)\b.*)\b(?:(?:lying|sitting|standing) (?:around|about)|(?:(?:lying |sitting |standing )?(?:on|in) (?:the |our |my )?(?:shelf|shelves|racks?|stock ?rooms?|store ?rooms?|back ?rooms?))|on hand)\b/giu,
    "in stock",
  ],
  [/^(?:the )?(?:percent|percentage|%|share) of (?=(?:orders|customers|revenue|sales)\b)/iu, "what percentage of "],
  [/\bhow long (?:is it |has it been |ago )?since we (?:last )?sold\b/giu, "when did we last sell"],
  [/^(?:and |so )*whose (?:order|refund|parcel|purchase) (?:was|is) (?:it|that|this)\b/iu, "who was that"],
  // What is exact without a number says nothing.
  [new RegExp(`\\b(?:exactly|precisely) (?=how\\b)|(?<=\\bhow (?:many|much)) (?:exactly|precisely)\\b`, "giu"), ""],
  [/\b(\p{L}{3,})[- ]wise\b(?<!\b(?:like|other|price|value|money|amount)[- ]?wise)/giu, "by $1"],
  [/\b(average|avg|mean)\b(.*?)\bfor (?:each|every) (day|week|month|quarter|year|order|customer)\b/giu, "$1$2per $3"],
  [/\bfor (?:each|every) (day|week|month|quarter|year)\b(?=.*\b(?:average|avg|mean)\b)/giu, "per $1"],
  [
    new RegExp(`\\b(did|do|does|have|has|had) ${OURS}\\b`, "giu"),
    (_said, verb) => `${verb.toLowerCase().replace("does", "do").replace("has", "have")} we`,
  ],
  [
    new RegExp(`\\b(?:have|had) we (${Object.keys(BASES).join("|")})\\b`, "giu"),
    (_said, verb) => `did we ${BASES[verb.toLowerCase()] ?? verb}`,
  ],
  [
    new RegExp(`\\b(\\d{1,3}|${SEVERAL}) best (?=(?:customers?|buyers?|products?|items?|cities|categories|days|weeks|months)\\b)`, "giu"),
    "top $1 ",
  ],
  [/\b(in|on|at|of) (?=(?:same|morning|afternoon|evening)\b)/giu, "$1 the "],
  [/\b(tk|bdt|rs)\.(?= ?\d)/giu, "$1"],
  [
    /\bthis (week|month|quarter|year) (vs\.?|versus|against|compared (?:to|with)|than|or) (?:the )?(?:last|previous)(?: one)?(?=\s*(?:[?.!,]|$))/giu,
    "this $1 $2 last $1",
  ],
  [/\b(do (?:we|you|i)) still have(?= (?:in stock|of|$)|[?.!]|$)/giu, "$1 have left"],
  [/\b(?:came|comes|come|showed|shows|popped|turned) up (?:the )?(most|least)(?: often)?\b/giu, "was the $1 common"],
  [
    /\bhow (?:long|many (?:days|weeks)) (?:is it |has it been |ago )?since (?:the|our|my|we had (?:the|our)) (last|latest) (order|sale|refund)\b/giu,
    "when was the $1 $2",
  ],
  // What was sent has left; all that is not on its way yet waits for it.
  [
    /\b(?:(?:(?:are|were|is|was|have|has|had) )?(?:still )?not|(?:still )?(?:are|were|is|was|have|has|had)n['’]?t)(?: (?:yet|been|even|still))* (?:shipped|dispatched|sent(?: out| off)?|gone out|left(?= (?:the (?:shop|store|warehouse)|us|yet)\b))(?: (?:yet|so far))?\b(?! to\b)/giu,
    "not yet shipped",
  ],
  [/(\b(?:cancel|refund|return)\p{L}*\b.*?\band how much)(?: money| revenue| sales)? (?:did|do|have) (?:we|i) (?:lose|lost)\b/giu, "$1"],
  [
    /\b((?:what|which) (?:time|hour|day|weekday|date|week|month)\b.*?)\b(?:do|does|did|are|have)(?: (?:the|our|my|most))*(?: (?:customers|people|buyers|users|they|we))(?: (?:usually|mostly|normally|generally))? (?:order|buy|shop|purchase)(?:ing|ed)?(?: (?:from us|things|here|with us))? (?:the )?(most|least|more)\b/giu,
    (_said, when, rank) => `${when.trim()} has the ${rank.replace(/^more$/iu, "most")} orders`,
  ],
  // A period before the question is that of the question.
  [
    new RegExp(
      `^(?:(?:in|for|on|during) )?(${PERIOD})\\s*,\\s*(?=(?:what|how|which|who)\\b)(?!.*\\b(?:${PERIOD}|than|vs|versus|compared|same|before|after|since|but|not)\\b)(.+?)([?.!]*)$`,
      "iu",
    ),
    "$2 $1$3",
  ],
];

/** A question in which what can be said with several words is said with one: "how many clients" becomes "how many customers". */
export function inOneWord(text: string): string {
  return SAME.reduce((left, [said, meant]) => (typeof meant === "string" ? left.replace(said, meant) : left.replace(said, meant)), text);
}
