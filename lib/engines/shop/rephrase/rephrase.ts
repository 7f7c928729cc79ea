import { withoutAsides, withoutFormula } from "@/lib/engines/shop/rephrase/asides";
import { ROWS } from "@/lib/engines/shop/rephrase/plain-rows";
import { ORDERS, PLAIN } from "@/lib/engines/shop/rephrase/lexicon";
import { formatDate } from "@/lib/answers/format";
import { findShifts, shifted } from "@/lib/language/window-shifts";
import { WEEKDAYS } from "@/lib/language/calendar";
import { SEVERAL } from "@/lib/language/counts";
import type { DateWindow } from "@/lib/language/date-window";

/** A question in the plain words that mean the same: "just the count is enough" becomes "how many". */
export function rephrase(text: string): string {
  const plain = [...ROWS, ...PLAIN, ...ORDERS].reduce((left, [said, meant]) => left.replace(said, meant), withoutAsides(text));
  return withoutFormula(plain);
}

/** A question with nothing before it, in plain words: who "live in Dhaka" are customers. */
export function rephraseAlone(text: string): string {
  return rephrase(text).replace(
    /^(?:(?:and|ok|so)[, ]+)*how many (?:people )?(live|are living|lived|reside) (?=in\b)/iu,
    "how many customers $1 ",
  );
}

const DAYS_ALONE = new RegExp(
  `^(?:and |or |ok |so |but |only |just |what about |how about )*(?:on |during |the )*(weekdays?|weekends?|${WEEKDAYS.map((day) => `${day}s?`).join("|")})\\s*[?.!]*$`,
  "iu",
);
/** "and the previous week?": the one before the week that was asked about. */
const PERIOD_BEFORE =
  /^((?:(?:and|so|ok|now|then|for|in|what about|how about)[ ,]+)*)(?:the )?(?:previous|prior|preceding) (day|week|month|quarter|year)\s*[?.!]*$/iu;

const AMOUNT_ALONE =
  /^(?:and |now |ok |what about |how about )*(?:show |give me |in |as )?(?:the |their |its )*(?:total )?(?:amounts?|values?|money|sums?)(?: of (?:it|them|those|each))?(?: (?:please|instead|too|as well))*\s*[?.!]*$/iu;

const TAKEN_BACK =
  "(?:(?:sorry|wait|oops|hmm+|ah|nope|actually|my mistake|correction)[\\s,.!:–-]+|no[,.!]+\\s*|no (?=i\\b|sorry\\b|wait\\b|not\\b|make\\b|the\\b))+";

const PERCENT = "what (?:percent|percentage)";
const HOW_MUCH = `(?:by )?(?:how (?:much|many)|${PERCENT})`;
const MORE = "(?:more|less|fewer|higher|lower|bigger|smaller|up|down)";
const IS_THAT = "(?:is|was|are|were) (?:that|it|this|they)";
/** "so that's up or down by how many percent", "how much more is that": a change is asked for. */
const BY_HOW_MUCH = new RegExp(
  `^(?:(?:and|so|ok(?:ay)?|then|but)[, ]+)*(?:(?:that|it|this)(?:['’]?s| is| was) +)?(?:(?:up or down|more or less|higher or lower|better or worse),? (?:and )?${HOW_MUCH}|${HOW_MUCH} ${MORE} ${IS_THAT}|${HOW_MUCH} ${IS_THAT} ${MORE}|${PERCENT} ${MORE}|by how (?:much|many))(?: then)?\\s*[?.!]*$`,
  "iu",
);

/** Ways of changing the question before, with plain words for them. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  // "no, I meant units": what follows takes the place of what was said, and is not asked of what was shown.
  [
    new RegExp(
      `^(?:${TAKEN_BACK})?(?:i|we) (?:meant|mean|was asking (?:about|for))(?: to (?:say|ask))? (.+?)(?: instead)?\\s*[?.!]*$`,
      "iu",
    ),
    "$1 instead",
  ],
  [new RegExp(`^${TAKEN_BACK}`, "iu"), ""],
  [
    /^((?:and|now|but|please|ok(?:ay)?|then|so)[, ]+)*(?:(?:leave|take|filter) out|drop|remove|ignore|skip|exclude|minus|discard)\s+(?=\S)/iu,
    "without ",
  ],
  [
    /^((?:and|now|but|please|ok(?:ay)?|then|so)[, ]+)*(?:restrict|limit|filter|narrow)(?: (?:it|that|this|them|those))?(?: down)? (?:to|by|for|on)\s+/iu,
    "only ",
  ],
  [
    /^(?:and |now |please |then )*(?:rank(?:ed)?|order)(?: (?:it|them|these|those|that))? by (?!(?:the )?(?:value|amount|total|price|size|date)\b)(?:the )?(.+?)(?: instead)?\s*[?.!]*$/iu,
    "by $1 instead",
  ],
  [
    /\b(what|which (?:products|items))(?: else)? (did|do|have|has) (they|he|she|(?:these|those) (?:customers|people|buyers)) (?:also )?(?:order|get|take|purchase)(?:ed|d|n)?\b/iu,
    "$1 $2 $3 buy",
  ],
  [
    /^(?:and |so |ok )*(?:what about |how about )?(their|his|her) (last|latest|most recent|first) (order|purchase)(?: date)?\s*[?.!]*$/iu,
    "when was $1 $2 $3",
  ],
  [/^(?:and |so |ok )*(?:who|which customer|what customer) (?:was|is) (?:it|that|that order) (?:from|for|by)\s*[?.!]*$/iu, "who placed it"],
  // "why is it lower": the change that was told.
  [
    /^((?:and|so|ok|but)[, ]+)*why (?:is|was|are|were|did) (?:it|that|this|they)(?: (?:so|much|a lot|go|gone|went))* (?:lower|higher|down|up|less|more|fewer|worse|better|smaller|bigger|drop|fall|rise|low|high|bad|good)\s*[?.!]*$/iu,
    "why",
  ],
  // "of these three": of those that were shown.
  [new RegExp(`\\b(these|those)(?: same)? (?:\\d{1,2}|${SEVERAL})(?= (?:\\p{L}+s)\\b|\\s*(?:[?.!,]|$))`, "giu"), "$1"],
  // "else" stands behind what is asked, so that "what else" is not read as what goes together.
  [/\b(what|anything|something) else\b(.*?)\s*[?.!]*$/iu, "$1$2 else"],
  [/^(?:and |so |ok )*(?:any (?:idea|clue|reason)|do you know|can you (?:tell|say)(?: me)?|tell me|explain(?: to me)?)\s+(?=why\b)/iu, ""],
  [
    /^(?:and |so )*(?:is|was) (?:that|it|this) (?:any |a |very |too )*(?:good|bad|normal|ok|okay|lot|much|high|low|usual|great|poor)\b(?! than)/iu,
    "compare that with the period before",
  ],
  [
    /^(?:and |now |please )*(?:sort|order|rank|arrange)(?:ed)?(?: (?:it|them|those|these))? by (?:the )?(?:value|amount|total|price|size)(?= *[?.!]*$)/iu,
    "highest first",
  ],
  [BY_HOW_MUCH, "what is the difference"],
  [/\bgroup(?:ed)?(?: (?:it|that|this|them|those))? (?=by\b)/iu, ""],
  [/\b(an?|one|1) (day|week|month|quarter|year) (?:ago|earlier|prior)\b/giu, "$1 $2 before"],
];

/** What a coupon costs is what it takes off. */
const COST_ALONE =
  /^(?:(?:and|so|ok|but)[, ]+)*(?:how much|what) (?:did|does|has) (?:it|that|this)(?: all)? costs?(?: (?:me|us|the shop))?\s*[?.!]*$/iu;
const LEFT_ALONE =
  /^(?:and |so |ok |now )*how (?:many|much)(?: of (?:them|those|these))?(?: (?:are|is|do (?:we|i) have|have (?:we|i) got))?(?: still)? (?:left|remaining|in stock)(?: now)?\s*[?.!]*$/iu;
const MAIN_REASON =
  /^(?:(?:and|so|ok|then|but)[, ]+)*(?:what(?:['’]?s| is| was| are)? )?(?:the |our |their )*(?:main|top|biggest|most common|most frequent|usual|commonest) (?:reason|cause)\s*[?.!]*$/iu;

const NET = "^(?:and |but |ok |what about |now |just |only )*";
/** What revenue can be told without: figures of their own, not conditions on orders. */
const NETS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `${NET}(?:without|excluding|before|minus|less|net of|not counting) (?:the )?(?:delivery|shipping)(?: (?:fees?|charges?|costs?))?\\s*[?.!]*$`,
      "iu",
    ),
    "what about revenue without delivery fees",
  ],
  [new RegExp(`${NET}(?:before|not counting) (?:the |any )?discounts?\\s*[?.!]*$`, "iu"), "what about revenue before discounts"],
  [
    new RegExp(
      `${NET}(?:after|minus|less|net of|without|excluding) (?:the )?(?:refunds?|returns?|refunded (?:amount|money))\\s*[?.!]*$`,
      "iu",
    ),
    "what about revenue after refunds",
  ],
];

/** "and at selling price?" of stock that was valued at cost. */
const VALUED: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`${NET}at (?:the |our |their )?(?:selling|sale|sales|retail|list|shelf) prices?\\s*[?.!]*$`, "iu"),
    "what about stock value at selling price",
  ],
  [
    new RegExp(`${NET}at (?:the |our |their )?(?:cost|costs|cost prices?|purchase prices?|buying prices?)\\s*[?.!]*$`, "iu"),
    "what about stock value at cost",
  ],
];

/**
 * A turn in the plain words that mean the same change: "no, I meant units" becomes "what about units", "not august, july"
 * after a question about August "what about july", and "and weekdays?" after one about weekends the same on other days.
 * @param before the question before, as it was asked
 */
export function rephraseFollowUp(
  text: string,
  before: string,
  {
    isOnDays,
    isOfRevenue,
    isOfStockValue = false,
    isOfProduct = false,
    isOfThings = false,
    isOfRefunds = false,
    isOfCoupon = false,
    amount = null,
    window = null,
  }: {
    readonly isOnDays: boolean;
    readonly isOfRevenue: boolean;
    readonly isOfStockValue?: boolean;
    /** Whether one product was asked about. */ readonly isOfProduct?: boolean;
    /** Whether products or categories were asked about. */ readonly isOfThings?: boolean;
    /** Whether orders with one coupon were asked about. */ readonly isOfCoupon?: boolean;
    /** Whether refunds were asked about. */ readonly isOfRefunds?: boolean;
    /** What the rows that were counted come to, in words. */ readonly amount?: string | null;
    readonly window?: DateWindow | null;
  },
): string {
  if (amount !== null && AMOUNT_ALONE.test(text.trim())) return `what about ${amount}`;
  if (isOfThings && !isOfProduct && LEFT_ALONE.test(text.trim())) return "how much stock of them is left";
  if (isOfCoupon && COST_ALONE.test(text.trim())) return "what about discounts";
  if (isOfRefunds && MAIN_REASON.test(text.trim())) return `which reason has the most refunds${window === null ? "" : ` ${window.label}`}`;
  const pointed = isOfProduct
    ? text
        .replace(/\b(?:the|our) stock\b(?! (?:of|value|is worth)\b)/iu, "the stock of it")
        .replace(
          /\bwhen (?:will|would|do|are) (?:we|i|it|this|that|they) (?:going to )?(?:be )?(?:run|sell|sold) out(?: of (?:it|stock|this|that|them))?\b/iu,
          "how long will the stock of it last",
        )
        .replace(
          /\bhow (?:fast|quickly) (?:is|are|does|do|did) (?:it|this|that|they) (?:sell|selling|move|moving|go|going)\b(?: (?:per|a|each|every) day)?/iu,
          "how many units of it sold per day",
        )
        .replace(
          /^(?:(?:and|so|ok(?:ay)?|now)[, ]+)*(?:what about |how about |what(?:'s|’s| is) )?(?:the |its )?(price|cost)\s*[?.!]*$/iu,
          "what is the $1 of it",
        )
        .replace(/^((?:and |so |ok )*how many (?:are|do we|have we)(?: still)?(?: got| have)?(?: still)? left)\s*[?.!]*$/iu, "$1 of it")
    : text;
  const plain = nameThatPeriod(nameThatDay(instead(pointed.trim(), before), window), window);
  const days = DAYS_ALONE.exec(plain)?.[1]?.toLowerCase();
  if (days !== undefined && (isOnDays || /^weekend|(?<!weekday)s$/u.test(days))) return `only on ${days.replace(/s?$/, "s")}`;
  const [, lead = "", unit = ""] = PERIOD_BEFORE.exec(plain) ?? [];
  if (window?.count === 1 && window.unit === unit.toLowerCase()) return `${lead}the ${unit} before`;
  const net = (isOfRevenue ? NETS : isOfStockValue ? VALUED : []).find(([said]) => said.test(plain));
  return net?.[1] ?? [...CHANGES, ...ORDERS].reduce((left, [said, meant]) => left.replace(said, meant), plain);
}

/** "the Monday before" after a day that was asked about: by its date. */
function nameThatDay(text: string, window: DateWindow | null): string {
  const [shift] = findShifts(text);
  const moved = window !== null && shift !== undefined && "weekday" in shift.back ? shifted(window, shift.back) : null;
  return moved?.from == null || shift === undefined
    ? text
    : `${text.slice(0, shift.start)}on ${formatDate(moved.from)}${text.slice(shift.end)}`;
}

const THAT_PERIOD =
  /\b(?:(?:in|during|for|on|over|within) )?(?:that|that same|the same|this same) (day|week|month|quarter|year|period)\b(?! (?:last|of|the|a|one|in|before|ago|previous|year)\b)/giu;

/** "how many refunds that month" after a figure of one month: of that month, by its name. */
function nameThatPeriod(text: string, window: DateWindow | null): string {
  if (window === null || window.from === null || window.weekdays !== null || window.count !== 1) return text;
  const lead = /^(?:this|last|next|today|yesterday)\b/u.test(window.label) ? "" : window.unit === "day" ? "on " : "in ";
  return text.replace(THAT_PERIOD, (said, unit: string) => (unit === "period" || unit === window.unit ? `${lead}${window.label}` : said));
}

/** "not august, july", "july, not august", "july instead of august": of the two, what the question before held is taken back. */
function instead(text: string, before: string): string {
  const lead = /^(?:(?:no|nope|sorry|wait)[\s,.!]+)*/iu.exec(text)?.[0] ?? "";
  const said = text.slice(lead.length);
  const [, back, forth] = /^not (?:in |for |the )?(.+?)(?:,| but)(?: rather)?\s+(.+)$/iu.exec(said) ?? [];
  const [, other, taken] = /^(.+?),? (?:not|instead of|rather than) (?:in |for |the )?(.+?)[?.!]*$/iu.exec(said) ?? [];
  const held = (words: string | undefined): words is string => words !== undefined && before.toLowerCase().includes(words.toLowerCase());
  if (forth !== undefined && held(back)) return `what about ${forth}`;
  return other !== undefined && held(taken) ? `what about ${other}` : text;
}
