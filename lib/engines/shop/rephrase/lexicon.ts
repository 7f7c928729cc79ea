import { MONTH } from "@/lib/language/calendar";
import { COUNT, SEVERAL } from "@/lib/language/counts";

const PERIOD = `(?:(?:${MONTH})(?: \\d{4})?|q[1-4](?: \\d{4})?|\\d{4}|(?:the )?(?:last|this|previous) (?:day|week|month|quarter|year)|today|yesterday|the (?:day|week|month|quarter|year) before(?: last)?)`;

const WE_SHOULD = "(?:(?:should|must|shall) (?:i|we)|do (?:i|we) (?:need|have|want) to|(?:i|we) (?:should|must|need to|have to))";
const BUY = "(?:re-?order|order|buy|purchase|stock up(?: on)?)(?: (?:some|any))?(?: more)?(?: of)?";
const NOW = "(?: (?:now|today|next|soon|first|tomorrow|this week|next week|this month))?";

const RANKS =
  "top|best|worst|biggest|largest|smallest|highest|lowest|most|least|fewest|slowest|fastest|newest|latest|recent|oldest|dearest|cheapest|last|list|show";
const PARTS = "day|week|weekday|month|quarter|year|hour|city|place|category|channel|product|coupon|payment method";
const FEW = `(\\d{1,2}|${SEVERAL})`;
const ENOUGH = "(?:is|are|will|would|should) (?:be )?(?:enough|fine|plenty|ok(?:ay)?|do|sufficient|good|all (?:i|we) need)";

const BIGGER = "(?:bigger|larger|higher|greater|better|more|lower|smaller|less|fewer|worse)";
/** What an order can have or lack. */
const EXTRAS = "(?:(?:an?|any|the) )?(?:coupons?|discounts?|vouchers?|promo codes?|free delivery)";

const ROWS = "(?:(?:of|more|times|orders?|customers?|buyers?|clients?|people|products?|items?|units?|pieces|things|refunds?|coupons?)\\b)";

/** Ways of saying something that word by word would be read as something else, with plain words for them; put in place one after another. */
export const PLAIN: readonly (readonly [RegExp, string])[] = [
  [
    /\bhow many (items|units|pieces|products|things)(?: are| were)?(?: there)? (?:in|per) (?:an |the |our )?(?:average|typical|usual) (?:order|basket|cart)\b/giu,
    "average items per order",
  ],
  // "customers who ordered twice" did so two times, not more.
  [
    /\b((?:customers?|buyers?|clients?|people|shoppers?)(?: (?:who|that|which|have|has|had))* (?:ordered|bought|purchased)) twice\b(?! or (?:more|again))/giu,
    "$1 exactly twice",
  ],
  // "how many sarees and how many shirts did we sell": a figure each.
  [
    new RegExp(
      `\\bhow many (?!${ROWS})([\\p{L}\\d' -]+?) and how many (?!${ROWS})([\\p{L}\\d' -]+?) (?:did we sell|(?:were|have been|got) sold|have we sold|sold)\\b`,
      "giu",
    ),
    "$1 versus $2 units sold",
  ],
  // "when was the last one?" asks for no number of rows.
  [/\b(when (?:was|were|is) (?:the|that) (?:very )?(?:last|latest|newest|most recent|first|oldest|earliest)) ones?\b/giu, "$1"],
  // "how often was coupon EID20 used": the orders that it was used in.
  [
    /\bhow (?:often|many times) (?:was|were|is|has|have|did (?:people|customers|anyone) use) (?:the |our |my )?(?:coupon|promo|discount|voucher)(?: code)? (?!codes?\b|used\b|been\b)([\p{L}\d_-]+)(?: (?:been )?(?:used|redeemed|applied|claimed))?\b/giu,
    "how many orders with coupon $1",
  ],
  // What we "still have" is in stock, where something else is said of it before.
  [
    /(\b(?:not|n't|never|unsold|without|no)\b.*?)\b(?:but |and |yet |while )?(?:that |which )?(?:i|we) (?:still )?(?:have|got)(?: still)?(?: (?:left|lying around|in the (?:shop|store)))?(?=\s*(?:[?.!]|$))/iu,
    "$1 and are still in stock",
  ],
  [/\b(their|his|her) (?:phones?|mobiles?|cells?)(?! ?(?:numbers?|nos?\b))(?=\s*(?:[?.!,]|$|and\b))/giu, "$1 phone numbers"],
  // What waits and is so old waits for longer.
  [
    new RegExp(
      `\\b(?:are |is |that are )?(?:more than |over )?(${COUNT}) (day|week)s? old\\b(?=.*\\b(?:still|yet|pending|unpaid|waiting)\\b)`,
      "giu",
    ),
    "older than $1 $2s",
  ],
  [
    new RegExp(`(\\b(?:pending|unpaid|waiting)\\b.*?)\\b(?:are |is |that are )?(?:more than |over )(${COUNT}) (day|week)s? old\\b`, "giu"),
    "$1older than $2 $3s",
  ],
  // Money that went back is an amount.
  [
    /(?<!\bhow much )\bmoney (?:back (?:given|paid|handed|returned|sent)|(?:given|paid|handed|sent) back)(?: out)?(?: to (?:the |our |my )?(?:customers?|people|buyers?))?\b/giu,
    "refunded amount",
  ],
  // "biggest losers": of products, where nothing else is named before.
  [
    /\b(?:the |our )?(?:biggest|largest|worst|top|main) ((?:\d+ )?)(?:biggest |largest |worst )?(?:losers|decliners|fallers)\b/giu,
    "$1products that dropped the most",
  ],
  [
    /\b(?:leave|take|keep) (?!it\b|them\b|that out\b|this out\b|him\b|her\b|out\b)(?:the |our |that |this |those |any |all )*([\p{L}'’-]+(?: [\p{L}'’-]+){0,3}?) out\b(?: of (?:it|this|that|them|the (?:list|figures?|total)))?(?! of\b)/giu,
    "without $1",
  ],
  [
    /^((?:please |kindly |can you |could you |now )*)(?:state|specify|report|quote|provide|indicate)(?: me)? (?=(?:the|our|my|all|gross|net|total|average|number|order)\b)/iu,
    "$1show ",
  ],
  [/[\s,(–-]*\bas (?:of|on|at) (?:today|now|right now|this moment|the moment)\b\)?/giu, " "],
  [/(?<=\b(?:discount|delivery (?:fee|charge)|shipping (?:fee|charge))) (?:on|of|for|in) (?:an?|any|one|a single) order\b/giu, ""],
  [/\b(lost|lose|loses|losing)(?= (?:us|me)\b)/giu, "cost"],
  // "not selling since 3 months" is since 3 months ago.
  [
    new RegExp(
      `\\b(since|from)((?: the)?(?: last| past)?) (${COUNT}) (day|week|month|year)s?\\b(?! (?:ago|back|before|earlier|to|until|till))`,
      "giu",
    ),
    "since $3 $4s ago",
  ],
  // "the day when we sell more" is the one that sells most, where nothing is held against it.
  [
    new RegExp(
      `^(?:(?:what|which)(?:'s| is| was| are)? (?:the |our )?)?(${PARTS})s? (?:when|where|in which|on which|that|which)(?: (?:we|i|people|customers|they))?(?: (?:do|did|have|had))? ((?:sell|sold|get|got|have|had|make|made|earn|earned|receive|received|bring|brings|brought|order|ordered|buy|bought)(?: in)?)( \\p{L}+)? (?:the )?(?:more|most)\\b(?!.*\\b(?:than|or|vs|versus)\\b)`,
      "iu",
    ),
    "which $1 $2$3 the most",
  ],
  [
    /\b(?:and |,? ?plus )(?:what|how much) (?:that|it|they|those|these|this) (?:all )?(?:came|comes|come|amounted|added up) to\b/giu,
    "and how much",
  ],
  [
    /(?<=\b(?:how many|number of) .*)\b(?:and |,? ?plus )what (?:(?:are|is|were|was) (?:they|it|those|these|that|this)|(?:they|it|those|these|that|this) (?:are|is|were|was)) (?:all )?worth\b/giu,
    "and how much",
  ],
  // "what do we make on one lamp" asks what its price leaves over its cost.
  [
    /\b(?:what|how much)(?: money| profit)? (?:do|can|would|will) (?:we|i) (?:actually |really )?(?:make|earn|gain|profit)(?: in profit)? (?:on|off|from|with|per|by selling|when we sell) (?:one|each|every|a single|1)(?: (?:piece|unit) of)? (?!(?:orders?|sales?|customers?|purchase|basket|day|week|weekday|month|quarter|year|city|channel|categor(?:y|ies)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)/giu,
    "what is the margin per unit of ",
  ],
  [
    /\bhow (?:long|many (?:days|weeks)) (?:until|till|til|before) (?:we|i) (?:will )?(?:run|sell) out of (?:the )?(.+?)(?=\s*(?:[?.!,]|$))/giu,
    "how long will the stock of $1 last",
  ],
  [
    /^((?:and |so |ok )*)(?:do|will) (?:we|i) (?:still )?have (?:enough|sufficient) (?:stock )?(?:of )?(?:the )?(?!orders?\b|customers?\b|money\b|stock\b)(.+?)(?: left| in stock)?(?=\s*(?:[?.!,]|$))/giu,
    "$1how long will the stock of $2 last",
  ],
  [/\bwhen (?:will|would|do) (?:we|i) (?:run|sell) out of (?:the )?(.+?)(?=\s*(?:[?.!,]|$))/giu, "how long will the stock of $1 last"],
  [
    /\bwhen (?:will|would|do|does|is|are) (?!we\b|i\b)(?:the )?(.+?) (?:be |going to )?(?:run|sell|sold) out(?: of stock)?(?=\s*(?:[?.!,]|$))/giu,
    "how long will the stock of $1 last",
  ],
  [/\bmost (?:(high|low|small|cheap)|(big))\b/giu, "$1$2est"],
  [
    /,\s*((?:all )?cancell?ed(?: orders?| ones)? (?:excluded|left out|not counted|not included)|(?:excluding|without|leaving out|not counting) (?:the |all )?cancell?ed(?: orders?| ones)?),?\s+(and\b[^,]+?)\s*[?.!]*$/iu,
    " $2, $1",
  ],
  [
    /\b(?:the )?(?:number|count) and (?:the )?(?:total |gross )?(?:values?|amounts?|worth) of ((?:\p{L}+ ){0,2}?orders)\b/giu,
    "how many $1 and how much revenue",
  ],
  // Without anything that it is held against, better is best, and more is most.
  [
    /^((?:and |so |ok )*(?:which|who)\b.*\b(?:do|does|did|doing|performs?|performed|sells?|sold|works?|worked)) better\b(?!.*\b(?:than|or|vs|versus|compared|against)\b)/iu,
    "$1 best",
  ],
  [
    /^((?:and |so |ok )*(?:which|who)\b.*\b(?:do|does|did|doing|performs?|performed|sells?|sold|works?|worked)) worse\b(?!.*\b(?:than|or|vs|versus|compared|against)\b)/iu,
    "$1 worst",
  ],
  [
    /^((?:(?:which|what|who)\b|from (?:what|which)\b).*\b(?:bring|brings|sell|sells|sold|make|makes|made|buy|buys|bought|spend|spends|spent|earn|earns|order|orders|ordered)) (?:the )?more\b(?!.*\b(?:than|or|vs|versus|compared|against)\b)/iu,
    "$1 the most",
  ],
  [
    /^((?:(?:which|what|who)\b|from (?:what|which)\b).*\b(?:bring|brings|sell|sells|sold|make|makes|made|buy|buys|bought|spend|spends|spent|earn|earns|order|orders|ordered)) (?:the )?less\b(?!.*\b(?:than|or|vs|versus|compared|against)\b)/iu,
    "$1 the least",
  ],
  [
    new RegExp(
      `\\b(?:with|having|that had|who had) (?:an )?orders? in (?:all|each|every one)(?: of)? the last (${COUNT}) (day|week|month|quarter|year)s\\b`,
      "giu",
    ),
    "who ordered every $2 in the last $1 $2s",
  ],
  [/\bwhere (does|did) (he|she|(?:this|that) (?:customer|client|buyer)) lives?\b(?: in)?/giu, "which city $1 $2 live in"],
  // Of a mean the dearest is the highest.
  [/(?<=\b(?:average|avg|mean|median|per|by)\b.*)\b(?:dearest|priciest|most expensive)(?= first\b)/giu, "highest"],
  [/(?<=\b(?:average|avg|mean|median|per|by)\b.*)\b(?:cheapest)(?= first\b)/giu, "lowest"],
  [/\bas (?:a |the )?part of (?=(?:the |our |all |total )*(?:revenue|sales|turnover)\b)/giu, "as a share of "],
  [/\b(?:lost|lose|loses) (?:the )?most (?=(?:revenue|sales|orders|turnover|money|units)\b)/giu, "dropped the most in "],
  // Refunds may be deducted at the end of the question.
  [
    /(?<!\bnet )\b(?:revenue|sales|turnover|earnings?|income|(?:did|do|have) (?:we|i) (?:earn(?:ed)?|make|made|take in|taken in|sell|sold))\b(?! (?:after|net of|minus|less)\b)([^?.!]*?)[\s,]+(?:after|net of|minus|less|deducting|without)(?: (?:deducting|subtracting|taking off|removing|all|the|any))* (?:refunds?|returns?)\s*[?.!]*$/giu,
    "net revenue$1",
  ],
  // Of what is waiting, the longest is the oldest.
  [/\b(pending|unpaid|waiting|open|unshipped|undelivered|approved)(?: for)? (?:the )?longest\b/giu, "$1, oldest first"],
  [/[\s,;–-]*\bnot (?:even (?:a single time|once)|a single time|once)\b(?<=\b(?:never|not ever|nobody|no one)\b.*)/giu, ""],
  // Of any status, where they went says nothing of having arrived.
  [/\b(?:delivered|shipped|sent) (?=to\b)(?=.*\b(?:any|whatever|every|all|regardless of(?: the)?) status(?:es)?\b)/giu, ""],
  // What says that nothing is to be restricted.
  [/[\s,;(–-]+(?:of |in |with |at )?(?:any|whatever|no matter (?:the|which)|regardless of (?:the )?) ?status\b\)?/giu, " "],
  [/(?<=\bto \p{L}+(?: \p{L}+)?) addresses\b/giu, ""],
  // The number that is enough, or the most that are wanted, is how many to show.
  [
    new RegExp(
      `^(?=.*\\b(?:enough|fine|plenty|ok(?:ay)?|do|sufficient|good|need)\\b)(.*\\b(?:${RANKS})\\b.*?)[\\s,;:.(–-]+(?:the )?(?:first |top )?${FEW}(?: of (?:them|those|these))? ${ENOUGH}(?: please)?\\s*[?.!]*$`,
      "iu",
    ),
    "show $2: $1",
  ],
  [
    new RegExp(
      `^(?=[^,;:.(–-]+[,;:.(–-].*${FEW})(.*\\b(?:${RANKS})\\b.*?)\\s*[,;:.(–-]+ *(?:just|only|max(?:imum)?|limit(?:ed)?(?: (?:it )?to)?|no more than|not more than|at most|up to|(?:i )?(?:only )?(?:need|want))?(?: the)?(?: (?:first|top))? ?${FEW}(?: (?:only|please|pls|max|rows|results))*\\)?\\s*[?.!]*$`,
      "iu",
    ),
    "show $3: $2",
  ],
  [
    /[\s,(–-]*\b(?:by|using|according to|that is|i\.e\.?|meaning) (?:the |their |his |her )?(?:customers?'?s? )?(?:own|home) (?:city|town)\b\)?/giu,
    " own city",
  ],
  [
    /[\s,(–-]*\b(?:(?:by|using|according to|that is|i\.e\.?|meaning|going by) )?(?:the city )?where (?:the |our |a )?(?:customers?|buyers?|clients?|people|they|he|she) (?:\p{L}+ )?lives?\b(?:,? (?:and |but )?not (?:by )?where (?:it|that|they|(?:the |their )?(?:orders?|parcels?|goods)) (?:\p{L}+ )?(?:go|goes|went|sent|shipped|delivered)(?: to)?)?\)?/giu,
    " own city",
  ],
  [
    /\b(?:has |have |did )?(?:nobody|no ?one|no customers?|none of (?:our|the|my) customers)(?: has| have)?(?: ever| yet)? (?:bought|buy|ordered|order|purchased?)\b/giu,
    "nobody has ordered",
  ],
  // "best customer of the month" is that of this month; the day of the month is a place in it.
  [
    /\b(best|top|worst|biggest|largest|highest|lowest|smallest|most \p{L}+|least \p{L}+|best[ -]selling|top[ -]selling|worst[ -]selling) ((?:\d+ )?(?:\p{L}+ )?(?:customer|client|buyer|spender|product|item|seller|order|sale|category|categorie|city|citie|channel|coupon|day)s?) of the (week|month|quarter|year)\b/giu,
    "$1 $2 this $3",
  ],
  [/^((?:customer|client|buyer|product|item|seller)s?) of the (week|month|quarter|year)\b/giu, "best $1 this $2"],
  [
    /\bhow much (?:did|do|does|have|has) (?:(?:our|the|my|all) )*(?:coupons?|coupon codes?|promo codes?|vouchers?)(?: codes?)? cost(?:ed)?(?: us| me| the shop)?\b/giu,
    "total discount of orders with a coupon",
  ],
  [
    /\bwhy (?:do|did|are|were|have|would) (?:(?:the|our|my|some) )*(?:customers?|people|buyers?|clients?|shoppers?|they|products?|items?|orders?|things?)(?: \p{L}+ly)? (?:been |being |get |getting )?(?:(?:return|refund)(?:ed|ing)?|(?:send|sent|sending|bring|brought|give|gave)(?= (?:\p{L}+ )?back\b))(?: (?:things|items|products|orders|stuff|goods|them|it))?(?: back)?\b/giu,
    "refunds by reason",
  ],
  [/[\s,;(–-]*\b(?:i\.e\.|e\.g\.|ie:|that is to say|in other words)[,:]?\s*/giu, ", "],
  [
    /\b(?:the )?(?:price range|range of (?:the )?prices|lowest and (?:the )?highest prices?|min(?:imum)? and max(?:imum)? prices?)\b/giu,
    "lowest price and highest price",
  ],
  [
    /\b(?:per|a|each|on a|of a) weekend day\b(.*?)\b(?:vs\.?|versus|against|and|than|compared (?:to|with))(?: (?:per|a|each|on|on a|of a|the))* (?:other|normal|ordinary|regular|week|usual|working) ?days?\b/giu,
    "per day weekend versus weekday $1",
  ],
  [
    /\bhow many (?:items?|products?|pieces|units|things|articles)(?: \p{L}+){0,3}? (?:an?|the|each|one|our|per) (?:average |typical |usual |normal |single )?(?:order|basket|cart|sale)(?: (?:have|has|hold|holds|contain|contains|include|includes))?(?=\s*(?:[?.!,]|$|in\b|on\b|this\b|last\b|by\b))/giu,
    "average items per order",
  ],
  [
    /^(?:what(?:'s| is| was) )?(?:(?:the|our|my) )?(?:very )?(?:first|oldest) (order|refund)(?: ever| of all(?: time)?)?\s*[?.!]*$/giu,
    "oldest $1",
  ],
  [
    /^(?:what(?:'s| is| was) )?(?:(?:the|our|my) )?(?:very )?(?:first|oldest) (?:sale|purchase)(?: ever| of all(?: time)?)?\s*[?.!]*$/giu,
    "oldest order",
  ],
  [
    /\bhow (many (?:days|weeks)|long) (?:until|till|before) (?:the |our |my )?(.+?) (?:runs?|sells?|is|are|will be|will run)(?: all| completely)? (?:out|gone|finished|over)(?: of stock)?(?=\s*(?:[?.!,]|$))/giu,
    "how $1 will the stock of $2 last",
  ],
  [
    /\b(day|week|month|quarter|year)\b(.*?)\b(?:not counting|excluding|except(?: for)?|without|leaving out|apart from|besides) (?:this|the current|the running|the present) one\b/giu,
    "$1$2excluding this $1",
  ],
  [
    /^((?:(?:list|show|show me|all|our|my|the) )*)(customers|buyers|clients) by (?:the |their )?(number of orders|order count|orders|amount spent|total spent|spend|spending|revenue|sales)\b/giu,
    "$1rank $2 by $3",
  ],
  [/\b(products|items) sold (nothing|none|zero|no units?)\b/giu, "$1 that sold nothing"],
  [
    /\bwhat (?:are|do|did|were) (?:the |our |my )?(?:people|customers|buyers|clients|they|shoppers) (?:return(?:ing|ed)?|send(?:ing)? back|sent back|bring(?:ing)? back)\b/giu,
    "refunds by product",
  ],
  [
    /\b(?:but |and |yet )*(?:not|never)(?: yet| quite)?(?: (?:at|down to|gone to))? (?:zero|out of stock|sold out|empty|nil)(?: yet)?\b/giu,
    " and still in stock",
  ],
  [
    /(\bby (?:the )?\p{L}+(?: \p{L}+)?),? (?:and |but )?(?:not|rather than|instead of) (?:by )?(?:the )?(?:number of )?(?:pieces|units|quantity|count|volume|orders|value|amount|money|revenue|sales|profit)(?=\s*(?:[?.!,;]|$))/giu,
    "$1",
  ],
  // Two days of the week are values that can be held against each other.
  [
    /\b(?:on )?(?:a |the )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)s? (?:vs\.?|versus|v|against|compared (?:to|with)|or|than|and|to|with) (?:on )?(?:a |the )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b(?! (?:before|earlier|prior)\b)(?<=(?:vs\.?|versus| v|against|compared (?:to|with)|\bor|\bthan) (?:on )?(?:a |the )?\p{L}+|\b(?:compare|between|difference)\b.*)/giu,
    "by weekday on $1s and $2s",
  ],
  [/\b(?:just|only|exactly) (?:one|1|a single) (?=(?:items?|pieces?|units?|products?)\b)/giu, "exactly 1 "],
  [
    /\bhow (?:fast|quickly|much) (?:are|is|did|have|has|do|does) (we|i|it|the (?:shop|business)|sales|revenue|orders) (?=gr[oe]w)/giu,
    "how much $1 ",
  ],
  [
    /\b(biggest|largest|highest|top|best|smallest|lowest|most expensive|cheapest) single (?=(?:order|sale|purchase|refund|transaction|invoice)\b)/giu,
    "$1 ",
  ],
  [/\b(?:ahead of|behind)(?= (?:the )?(?:last|previous|same|yesterday)\b)/giu, "doing better than"],
  [
    new RegExp(
      `\\b(?:what|(?:which|what) orders?) ${WE_SHOULD} (?:ship|send(?: out)?|pack|dispatch|deliver)(?: (?:out|off))?${NOW}(?=\\s*[?.!]*$)`,
      "giu",
    ),
    "orders that need to be shipped",
  ],
  [
    /\b(?:what (?:do|does|did|would)|what) (?!(?:do|does|did|would|an?) |(?:the |our |my )?(?:average|typical|mean|usual)\b)([^?!.,;]+?) (?:adds?|added|comes?|came|amounts?|amounted|sums?|totals?) (?:up )?to(?= *(?:$|[?.!,]|\b(?:in|on|during|last|this|since|today|yesterday|for|so|over|until|altogether|in total)\b))/giu,
    "how much are $1 worth",
  ],
  [/\b(phone|mobile|tel|telephone|contact) no(?:s|\b)\.?/giu, "$1 number"],
  [
    /\b(?:placed|made|had|did|put in|gave|given|given us) (?:their|his|her) (?:very )?first(?: ever)? (?:order|purchase|buy)\b(?:,? (?:ever|with us|from us|here|with the shop))*/giu,
    "bought for the first time",
  ],
  [
    /\b((?:for )?(?:each|every)|per|by) ((?:(?:coupon|promo|discount) )?(?:coupon|code|voucher))s? (?:that was |which was |being )?(?:used|redeemed|applied)\b/giu,
    "$1 $2",
  ],
  // What was sent is on its way or has arrived.
  [
    /\b(?:did (?:we|i|you)|have (?:we|i|you)|we(?:'ve| have)?|i|were|was|been|got) (?:send|sent)(?: out| off)?\b(?! to\b)/giu,
    "are shipped or delivered",
  ],
  // What was delivered is told by the status; of other stages they are only orders.
  [/\b((?:pending|cancelled|canceled|unpaid|paid|waiting|open|upcoming|outstanding|shipped) )deliveries\b/giu, "$1orders"],
  [/(?<!\b(?:late|failed|delayed|on-time|on time) )\bdeliveries\b/giu, "delivered orders"],
  [
    /\bwhen (?:do|does) (?:(?:the|our|my|most) )*(?:customers?|people|buyers?|clients?|shoppers?|users?)(?: \p{L}+ly)? (?:order|buy|shop|purchase)(?: (?:from us|most|the most|here|things?))*/giu,
    "orders by hour of the day",
  ],
  [/\b(refunds?|returns?)\b(.*?),? and why(?= *(?:[?.!]|$))/giu, "$1$2 by reason"],
  // What was given back, and why, is told by the refunds.
  [
    /^(?:which|what|(?:show|list)(?: me| us)?(?: the| all)?) orders (?:(?:that )?(?:were|got|have been|had been)|(?:did|have|had) (?:we|i)|(?:that )?(?:we|i)(?: have| had)?) (?:refund|return)(?:ed)?\b/giu,
    "list refunds",
  ],
  [/\bsame (?:days|dates)(?= (?:of |in |from )?(?:the )?(?:last|previous|prior) (?:week|month|quarter|year)\b)/giu, "same period"],
  [/\bwhat (?:goes|sells|is bought) (?:well )?(?:together )?with\b/giu, "what is bought together with"],
  [/\brecord (?=(?:day|week|month|quarter|year)\b)/giu, "best "],
  [
    /\bwhat (?:still )?needs? (?:shipping|sending|packing|dispatching|to go out|delivering|to be (?:shipped|sent(?: out)?|packed|dispatched|delivered))\b/giu,
    "orders that need to be shipped",
  ],
  [
    /^(?:any(?:thing)?|something|things|orders|what is there) to (?:ship|send(?: out)?|pack|dispatch|deliver)\b/giu,
    "orders that need to be shipped",
  ],
  // "is the average bigger with a coupon than without": the two are held against each other.
  [
    new RegExp(
      `\\b(?:${BIGGER} )?(?:(?:for|from|by|of) )?(?:(?:people|customers|buyers|orders|those) )?(with|without) (${EXTRAS})\\b((?:(?!\\bwith(?:out)?\\b).)*?)(?:\\b${BIGGER}\\b((?:(?!\\bwith(?:out)?\\b).)*?))?\\bthan (?:(?:for|from|by|of) )?(?:(?:people|customers|buyers|orders|those|ones|the ones) )?(?!\\1\\b)(with|without)(?: (?:one|it|any|${EXTRAS}))?(?![\\p{L}\\d])`,
      "giu",
    ),
    "$1 $2 versus $5 $2 $3 $4",
  ],
  // Who sent something back are the customers of the refunds.
  [
    /^((?:and |so |ok )*)who(?: all)? (?:has |have |had )?(?:returned|sent back|brought back|(?:got|received|asked for|wanted|was given|were given)(?: (?:a|any|their))? (?:refunds?|money back)|(?:was|were|got|been) refunded)(?: (?:stuff|things?|items?|products?|something|anything|goods|orders?)(?: back)?)?\b/iu,
    "$1which customers returned items",
  ],
  // What each of them came to tells which was the highest.
  [
    /(\b(?:by|per|for each|each|every) (?:day|week|weekday|month|quarter|year|city|channel|category|payment method|hour)\b[^?.!]*?)(?:,|,? and|;)+ (?:and )?(?:which|what)(?: (?:one|day|week|weekday|month|quarter|year|city|channel|category|payment method|hour))?(?: (?:of (?:them|those|these)))?(?:'s| is| was| did| had| has)?(?: the)? (?:best|highest|top|biggest|largest|most|strongest)(?: (?:one|day|week|weekday|month|quarter|year|city|channel|category))?\s*[?.!]*$/iu,
    "$1",
  ],
  // "what did we make after discounts": the figure is the revenue, not what was taken off it.
  [
    /\b(?:what|how much)(?: money)? (?:did|do|have|has) (?:we|i|the shop) (?:make|made|earn|earned|sell|sold|take in|taken in|bring in|brought in)\b((?:(?! (?:from|on|with|by) ).)*?)\s+(before|after|without|net of) (?:the |any |all )*(discounts?|delivery(?: fees?| charges?)?)\b/giu,
    "how much revenue $2 $3 $1",
  ],
  // "what are people in Rajshahi buying the most": the goods, not the people.
  [
    /\b(?:what|which (?:products|items))(?:'re| are| do| did| have)? (?:the |our |my |most )?(?:people|customers|buyers|shoppers|clients|folks|they) ((?:in|from|of|around) (?:(?!\b(?:buy|order|purchas)).)+?) (?:buy|buying|bought|order|ordering|ordered|purchase|purchasing|purchased) (?:the )?(most|least)\b/giu,
    "$2 sold products $1",
  ],
  [
    /^((?:and |so |ok )*)who (?:placed|made|gave|put in|did) (?:the|our|my) (?:very )?(?:first|oldest|earliest)(?: ever)? (?:order|purchase)(?: ever)?\b/iu,
    "$1show the oldest order",
  ],
  [
    /\b((?:wom[ae]n|m[ae]n|kid|boy|girl|child|children)(?:['’]?s)?)[ -](?:wears?|clothing|clothes|range|section|department|line)\b/giu,
    "$1",
  ],
  [
    /\b(orders?|customers?|people|parcels?) (?:that |who |which )?(?:took|take|taking|chose|got|get) (?=free (?:delivery|shipping)\b)/giu,
    "$1 with ",
  ],
  [/\b(?:nr|no|num|nbr)\.? of (?=(?:\p{L}+ )?(?:orders?|customers?|products?|items?|refunds?|units?|buyers?)\b)/giu, "number of "],
  // A heading that says what the question behind it says anyway: "slow sellers: what did nobody order".
  [
    /^(?:our |my |the )*(?:slow|dead|bad|poor)[- ]?(?:sellers?|movers?|moving|selling|stock)(?: (?:products|items|ones))?\s*[:;,–—-]+\s*(?=(?:how many|which|what|list|show)\b.*\b(?:not|nobody|never|no ?one|unsold|without)\b)/iu,
    "",
  ],
  // "last month, same days" is "the same days of last month".
  [
    /\b((?:the )?(?:last|previous) (?:week|month|quarter|year)),? (?:(?:for|in|on|over) )?(?:the )?(same (?:days|dates|period))\b(?! (?:of|last|in|a|one)\b)/giu,
    "the same period of $1",
  ],
  // What the shop itself should order is what is running low.
  [new RegExp(`\\bwhat(?: else)? ${WE_SHOULD} ${BUY}${NOW}(?=\\s*[?.!]*$)`, "giu"), "what is low in stock"],
  [new RegExp(`^${WE_SHOULD} ${BUY} (.+?)${NOW}\\s*[?.!]*$`, "giu"), "$1 low in stock"],
  [
    /\b(?:am i|are we|is (?:the|our|my) (?:shop|business)|did (?:i|we|the shop)|do (?:i|we)|was i|were we) (?:making|make|made|turning|in)(?: (?:any|a))? (?:money|profit)\b/giu,
    "how much gross profit ",
  ],
  [/\bredeem(?:ed|ing|s)?\b/giu, "used"],
  // "this months orders" is "this month's orders"; "the last months of 2025" is left as it is.
  [
    /\b(this|last|next|previous)\s+(day|week|weekend|month|quarter|year)s(?=\s+\p{L})(?!\s+(?:of|in|on|and|or|to|by|for|were|are|is|was|we|i|did|do|vs|versus|with|from|how|what|that|which)\b)/giu,
    "$1 $2's",
  ],
  [
    /\b(?:just |only )?(?:a |the )?(?:count|number) (?:only|alone|is enough|is fine|is all i need|will do|would do|suffices)(?![\p{L}\d])/giu,
    "how many",
  ],
  [/\s*[,;:–—-]\s*(?:just |only )?(?:a |the )?(?:number|count)\s*[?.!]*$/giu, ", how many"],
  [/\b(?:in|for|over|within|during)(?: the)?(?: (?:last|past))? half (?:a|an?|the) year\b/giu, "in the last 6 months"],
  // One weekend that is over, not all of them.
  [/\b(?:over|this past|past) (?:the )?weekend\b/giu, "last weekend"],
  [
    /\b(?:on |at |during )?(?:the )?weekends?\b(.*?)\b(?:(?:more|less|fewer|better|worse|higher|lower|busier|stronger|weaker) than|or|and|vs\.?|versus|against|to|with) (?:on |at |during )?(?:the )?weekdays?\b/giu,
    "weekday versus weekend $1",
  ],
  [
    /\b(?:on |at |during )?(?:the )?weekdays?\b(.*?)\b(?:(?:more|less|fewer|better|worse|higher|lower|busier|stronger|weaker) than|or|and|vs\.?|versus|against|to|with) (?:on |at |during )?(?:the )?weekends?\b/giu,
    "weekday versus weekend $1",
  ],
  [
    /\bhow (?:often|frequently) (?:do|does|did|will|have|has) (?:(?:the|our|my|a|an|average|typical|usual) )*(?:customers?|people|buyers?|shoppers?|clients?) (?:order|buy|purchase|shop|ordered|bought|shopped)(?: (?:again|from us|here|with us))?\b/giu,
    "average orders per customer",
  ],
  [
    /\bhow much (do|did|does|have|has) ((?:the |our |my |all )?(?:(?:new|repeat|returning|regular|loyal|first-time|first time|one-time|old|existing) (?:customers?|buyers?|clients?|ones?))) (?:bring|brought|contribute|contributed|generate|generated|add|added|give us|gave us)(?: in)?\b/giu,
    "how much revenue $1 $2 make",
  ],
  [
    /\b(new|first[- ]time) (vs\.?|versus|v|and|or|against) (returning|repeat|regular|old|existing)\b(?! (?:customer|buyer|client|shopper|ones))/giu,
    "new customers $2 $3 customers",
  ],
  // A basket is as big as what it comes to.
  [
    /\b(has|have|had|with|got) (?:the )?(biggest|largest|highest|smallest|lowest|best) (?:basket|cart|ticket)(?: size| value)?s?\b/giu,
    "$1 the $2 average order value",
  ],
  // What was lost to them is what they come to.
  [
    /\b(?:lose|lost|losing)(?: out)?(?= (?:the (?:most|least) )?(?:money |sales |revenue |income )?(?:to|on|from|through|because of|due to|by) (?:\p{L}+ )?(?:cancel|refund|return|discount|coupon))/giu,
    "see",
  ],
  // "grew from September to October" compares the two; "revenue from September to October" is one span.
  [
    new RegExp(
      `\\b((?:grow|grew|grown|growth|chang|increas|decreas|r[io]se|drop|fell|fall|declin|improv|gone|go|went|jump|shr[aiu]nk|develop)\\p{L}*\\b.*?)\\bfrom (${PERIOD}) (?:to|until|into) (${PERIOD})`,
      "giu",
    ),
    "$1in $3 compared to $2",
  ],
  [
    new RegExp(
      `\\b((?:chang|differ|compar|grow|grew|r[io]se|fell|fall|drop|go|went|gone|mov|increas|decreas|declin|improv|shift|develop)\\p{L}*\\b.*?)\\bbetween (${PERIOD}) and (${PERIOD})`,
      "giu",
    ),
    "$1in $3 compared to $2",
  ],
  [
    /\bhow many (?:different )?(?:kinds?|types?|varieties|sorts?) of (\p{L}+(?: \p{L}+)?) (?:do|are|does|have) (?:we|i|you|there|they)(?: (?:sell|have|carry|offer|stock))?\b/giu,
    "how many products of $1 are there",
  ],
  [
    /\b(how many (?:units|pieces|pcs) [^?]*?\b(?:do|have) (?:we|i) (?:still )?(?:have|got))\b(?! (?:in stock|left|sold|ordered))/giu,
    "$1 in stock",
  ],
  [
    /\b(?:on )?(?:which|what) date(?=.*\b(?:most|highest|largest|biggest|best|busiest|fewest|lowest|least|smallest|worst|quietest)\b)/giu,
    "which day",
  ],
  // "only through the app and no other channel": the other ones are left out by "only" already.
  [
    /(\bonly\b.*?)[,\s]+(?:and |but )?(?:never|not|no)(?: (?:in|through|via|by|on|from|with|any|an))* others? (?:channel|city|payment method|category|product|way)s?\b/giu,
    "$1",
  ],
  [
    /\b(?:that |which )?(?:nobody|no ?one|no customers?|none of (?:our|the|my) customers)(?: has| have)?(?: ever| yet)? (?:used|redeemed|applied|tried)\b/giu,
    "never used",
  ],
  // Of groups the number is how many there are, where a list shows the number of each order.
  [
    /(\b(?:by|per) \p{L}+(?: \p{L}+)?)[,:;]? (?:the |their )?(?:number|count)s? and (?:the |their )?(?:amount|value)s?\b/giu,
    "$1, how many and how much",
  ],
  [
    /\b(?:and |, ?)?why (?:(?:was|were|did) (?:it|that|they|this|we)|(?:it|that|they|this) (?:was|were)) (?:given|made|issued|paid(?: out)?|refunded|granted|give it|refund it|make it)\b/giu,
    " and reason",
  ],
  [
    /\b(?:total )?(?:sales?|revenue|turnover|income) (?:minus|less) (?:(?:all|any|the|our) )*refunds?(?: (?:paid|given|made))?(?: (?:out|back))?(?: (?:in )?(?:that|the same) (?:day|week|month|quarter|year))?(?![\p{L}\d])/giu,
    "net revenue",
  ],
  [
    /\bwhat (did|does|do|has|have) ((?:\p{L}|\d|[ '’-])+?) (make|made|earn|earned|bring in|brought in|generate|generated)(?= *(?:$|[?.!,]|\b(?:in|on|during|last|this|since|today|yesterday|from|for|so|over)\b))/giu,
    "how much $1 $2 $3",
  ],
  // What is left out at the start holds as well at the end, where the subject comes first.
  [
    /^((?:all )?cancell?ed(?: orders?| ones?)? (?:ignored|excluded|aside|left out|not counted|out|removed)|(?:ignoring|excluding|leaving out|without|not counting|except) (?:the |all |any )?cancell?ed(?: orders?| ones?)?)\s*[,:;–-]\s*(.+?)\s*[?.!]*$/iu,
    "$2, $1",
  ],
  [/(?<=\brefund.*)\bwhen (?=(?:(?:the|an?|their) )?(?:item|product|order|parcel|delivery|customer)s?\b)/giu, "because "],
  // Examples in brackets that end in "and so on" name no condition.
  [/\((?:[^()]*)\b(?:and so on|and the like|etc\.?|and others)\s*\)/giu, " "],
  [/\b(?:by (?:that|this|which) )?(?:i|we) mean\b[,:]?|\bmeaning\b[,:]/giu, ", "],
  // What was sold ranks; "at least one sale" is what being sold means.
  [
    /,?\s*\b(?:(?:out )?of|among|amongst|only|for) (?:all |only )?(?:those|the ones|ones|these|them|\p{L}+) (?:that|which|who) (?:actually |really |did |have |had |at least )*(?:sold|sell|had|have|made) (?:something|anything|at all|any|(?:at least )?(?:one|a|1|any) (?:unit|sale|piece|item)s?|(?:some|any) sales?|at least (?:one|1|once))(?: at all)?(?=\s*(?:[?.!,;]|$))/giu,
    "",
  ],
  [/\b((?:sold|bought|ordered|purchased|selling|sell)) at least (?:once|one time|1 time)\b/giu, "$1"],
  [
    /\bwhat (?:did|do|have|has|are|were|was) (we|i|the shop|our shop) (?:sell|sold|selling|made sales) for\b/giu,
    "how much revenue did $1 make",
  ],
  [
    /\b(by week|weekly|per week|each week|week by week|by day|daily|per day|by month|monthly|per month),? (?:starting|beginning|counting)(?: (?:on|from|at|with))?(?= )/giu,
    "$1 since",
  ],
  // Revenue leaves cancelled orders out by itself.
  [
    /\b(?:what|how much)(?:'s| is| are| were| was)? (?:the )?(?:(?:non|not|un)[ -]?cancelled) (?:ones|orders|part|rest)(?: (?:are|were|is|was))? worth\b/giu,
    "how much revenue",
  ],
  [
    /[\s,(–-]*\b(?:whatever|no matter(?: what| which)?|regardless of|irrespective of|(?:in|of|with) any)(?: the| their| its)?(?: order)? status(?:es)?(?: (?:is|are|they have|it has))?\b\)?/giu,
    " including cancelled",
  ],
  [
    /\b((?:stock|inventory) (?:value|worth)|(?:value|worth) of (?:the |our |my )?(?:stock|inventory)(?: on hand)?)\b([^?.!,]+?)\bat (?:the |our |their |current |its )*(?:selling|sale|sales|retail|list|shelf|full) (?:prices?|value)\b/giu,
    "$1 at selling price$2",
  ],
  [
    /\b(average|mean|avg|typical) ((?:order|basket|sale)s?(?: (?:value|size|total))?)\b(.*?)(?:,| and|,? plus)(?: (?:the|its|also|and))* median(?: (?:one|order value|value|basket))?(?: (?:too|as well|also|please))*(?=\s*(?:[?.!,]|$))/giu,
    "average order value and median order value$3",
  ],
  [/\b(?:average|mean|avg) and (?:the )?median (?=(?:order|basket|sale))/giu, "average order value and median "],
  [
    /^(?:the |name the |show the )*((?:main |sub-?\s?)?(?:category|city|channel|payment method|product|coupon|month|day|week|weekday|hour)) (?:with|that has|having) (?:the )?(most|fewest|least|highest|lowest|largest|smallest|biggest)\b/iu,
    "which $1 has the $2",
  ],
  // What waits for it is at neither stage behind it.
  [
    /\b(?:are |is |were |still |yet |currently )*(?:(?:waiting|still|yet|left|need|needs|ready) to (?:be )?(?:shipped|sent out|dispatched|ship|go out)|(?:awaiting|waiting for|pending) (?:shipment|dispatch|shipping)|not (?:yet )?(?:been )?(?:shipped|sent out|dispatched) yet|not yet (?:been )?(?:shipped|sent out|dispatched))\b/giu,
    "are pending or approved",
  ],
  [/\bhow many discounts (?=(?:did|do|were|was|have|has|are)\b)/giu, "how many orders with a discount "],
  // Of two contraries the second says nothing more than that it is not meant.
  [
    /\b(?<!\b(?:prefer|prefers|like|likes|more|better|favou?r)\b.*)(?:rather than|as opposed to|in place of|instead of)(?= (?:by |with |via |through |in |on )?(?:cash|cod|online|card|wallet|bkash|bank|web|app|phone|social)\b)/giu,
    "not",
  ],
  [/\b((?:delivery|shipping) (?:fees?|charges?|costs?)|(?:delivery|shipping)) (?:(?:that )?(?:was|were|is|are|we|i) )?charged\b/giu, "$1"],
];

/** Ways of saying which end of a list comes first, with plain words for them. */
export const ORDERS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:sort|order|arrang)(?:ed|e)?(?: (?:it|that|them|those|these))? by (?:the |their |its )*(?:order )?(?:date|time|day)(?:s?)(?: (?:placed|made|ordered))?(?= *(?:[?.!,;)]|$))/iu,
    "newest first",
  ],
  [
    /\b(?:(?:sort|order|arrange|rank)(?:ed)?(?: (?:it|that|them|those|this))?,? )?(?:in )?(?:from )?(?:ascending(?: order)?|(?:lowest|smallest|least|low|small) (?:to|first)(?: (?:the )?(?:highest|largest|biggest|most|high|large))?(?: first)?)(?= *(?:[?.!,;)]|$))/iu,
    "lowest first",
  ],
  [
    /\b(?:(?:sort|order|arrange|rank)(?:ed)?(?: (?:it|that|them|those|this))?,? )?(?:in )?(?:from )?(?:descending(?: order)?|(?:highest|largest|biggest|most|high|large) (?:to|first)(?: (?:the )?(?:lowest|smallest|least|low|small))?(?: first)?)(?= *(?:[?.!,;)]|$))/iu,
    "highest first",
  ],
];
