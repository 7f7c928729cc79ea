/** Fields that a row may lack, as they are asked for, with the word that the lexicon knows them by. */
const MISSING: readonly (readonly [string, string])[] = [
  ["(?:(?:purchase|buying|unit|product) )?cost(?: prices?)?s?|(?:purchase|buying) prices?", "cost"],
  ["e-?\\s?mails?(?: address(?:es)?| ids?)?", "email"],
  ["(?:tele)?phones?(?: numbers?)?|mobile numbers?|contact numbers?", "phone number"],
  ["categor(?:y|ies)", "category"],
  ["(?:skus?|(?:item|article|product) (?:codes?|numbers?))", "sku"],
  ["cit(?:y|ies)", "city"],
  ["customers?(?: accounts?| names?)?", "customer"],
];
const SET =
  "(?: (?:entered|set|recorded|saved|filled in|filled|given|provided|known|assigned|attached|on file|on record|in the system|stored|yet))*";
const ANY = "(?:(?:a|an|any|their|its|the|known|valid)\\s+)*";
const SUBJECT = "(?:(?:products?|items?|articles?|customers?|buyers?|clients?|people|shoppers?|users?|orders?|those|ones)\\s+)";

function missing(field: string, word: string): readonly (readonly [RegExp, string])[] {
  const lacks =
    "(?:(?:which|that|who)\\s+)?(?:(?:have|has|had|are|is|were|left|leave|gave|give|come|came)\\s+)?(?:us\\s+|me\\s+|still\\s+)*";
  return [
    [
      new RegExp(
        `(?<=\\b${SUBJECT})${lacks}(?:with\\s+(?:no|missing)|without|missing|lacking|no)\\s+${ANY}(?:${field})${SET}(?![\\p{L}\\d-])`,
        "giu",
      ),
      `without ${word}`,
    ],
    [
      new RegExp(
        `(?<=\\b${SUBJECT})(?:(?:which|that|who)\\s+)?(?:(?:did|do|does|have|has)\\s+not|(?:did|do|does|have|has)n['’]?t|never|not)\\s+(?:yet\\s+)?(?:given?|gave|left|leave|left behind|provided?|shared?|told?|tell|have|had|entered?|register(?:ed)?)\\s+(?:us\\s+|me\\s+)?${ANY}(?:${field})${SET}(?![\\p{L}\\d-])`,
        "giu",
      ),
      `without ${word}`,
    ],
    [
      new RegExp(
        `(?<=\\b${SUBJECT})(?:whose|where(?: the)?)\\s+(?:${field})\\s+(?:is|was|are)\\s+(?:missing|unknown|empty|blank|not (?:known|set|entered|given|recorded))(?![\\p{L}\\d-])`,
        "giu",
      ),
      `without ${word}`,
    ],
  ];
}

const PRICED = "(?:for|at) ((?:only |just )*(?:under|below|less than|over|above|more than|at least|at most|up to|between|exactly)\\b)";
const THINGS = "(?:things?|stuff|goods|items?|products?|articles?)";
const ADDED = "(?:add|launch|introduce|create|list|upload|put up|put online|put on sale|bring in)";
const SHOP = "(?: (?:to|in|into|on|onto) (?:the |our |my )*(?:shop|store|catalogue|catalog|website|site|list|range|assortment))?";

/** Rows by what they lack, when they were made and what they cost, in the words that name those conditions. */
export const ROWS: readonly (readonly [RegExp, string])[] = [
  // However it is said, an amount of money has one word before it.
  [
    /\b(?:totall?ing|amounting to|adding up to|valued at|worth)(?: up to| to)? (?:above|over|beyond|more than|upwards of|greater than)(?= \d)/giu,
    "worth more than",
  ],
  [/\b(?:totall?ing|amounting to|adding up to|valued at|worth) (?:below|under|beneath|less than)(?= \d)/giu, "worth less than"],
  [/\b(?:totall?ing|amounting to|adding up to|valued at|worth) (?=(?:at least|at most|exactly|between)\b)/giu, "of "],
  [
    /\b(?:(?:tie|ties|lock|locks) up (?:the )?)?(most|least|highest|lowest) (?:money|value|cash|capital) in (?:the |our )?(?:stock|inventory)(?: at (?:the |our )?(?:cost|purchase|buying)(?: prices?)?)?\b/giu,
    "$1 stock value",
  ],
  ...MISSING.flatMap(([field, word]) => missing(field, word)),
  // What is sold "for" an amount has that price; what was sold for it is told by orders.
  [
    new RegExp(
      `\\b(how many|number of|what|which|list|show|any|all|the)?\\s*(?:(?:different |of our )*${THINGS}\\s+)?(?:that |which )?(?:do|does|can)\\s+(?:we|you|i|the shop) (?:sell|offer|have|stock|carry)(?: online)? ${PRICED}`,
      "giu",
    ),
    "$1 products are priced $2",
  ],
  [
    new RegExp(
      `\\b(?:(?:any|every|some|all)\\s?thing|things|stuff|products|items)(?: that| which)? (?:we|you|i|the shop) (?:sell|sells|offer|offers|have|stock) ${PRICED}`,
      "giu",
    ),
    "list products priced $1",
  ],
  // An order has several refunds; "more than once" alone would be of its customer.
  [
    /\borders? (?:that |which )?(?:(?:have|has|had|were|was|been|got|did|we|get) )*(?:refunded|a refund) (?:more than once|several times|repeatedly)\b/giu,
    "orders with more than 1 refunds",
  ],
  [
    /\borders? (?:that |which )?(?:(?:have|has|had|were|was|been|got|did|we|get) )*(?:refunded|a refund) (?:twice or more|two or more times|at least (?:twice|two times|2 times))\b/giu,
    "orders with at least 2 refunds",
  ],
  [
    /\b(customers?|buyers?|clients?|people|shoppers?) (?:that |which |who )?(?:(?:have|has|had|were|was|been|got|did|we) )*(?:refunded|a refund) (?:more than once|twice or more|at least twice|several times|repeatedly)\b/giu,
    "$1 with more than 1 refunds",
  ],
  // What something cost, or what went back, is an amount.
  [/\bwhat (did|do|does|have|has) ([^?.!]+?) (cost|costed) (us|me|the shop|the business)\b/giu, "how much $1 $2 $3 $4"],
  [/\bwhat (did|do|have) (we|i|the shop) (refund|refunded|pay back|paid back|give back|given back)\b/giu, "how much $1 $2 $3"],
  [
    /\bwhat (did|do|have) (we|i|the shop) (?:pay|paid|spend|spent|lose|lost)(?: out| back)? (?=(?:in|on|for|to|as) (?:the )?(?:refunds?|returns?)\b)/giu,
    "how much $1 $2 see ",
  ],
  // Rows are dated by when they were made.
  [
    new RegExp(
      `\\b(products?|items?|articles?|coupons?|codes?|categories) (?:did|do|have|has) (?:we|i|you|the shop) (?:newly |just )?${ADDED}(?:e?d)?${SHOP}(?![\\p{L}\\d])`,
      "giu",
    ),
    "$1 were added",
  ],
  [
    new RegExp(
      `\\b(products?|items?|articles?|coupons?|codes?) (?:that |which )?(?:(?:were|was|have been|has been|got) )?(?:(?:newly|freshly) )?(?:put|uploaded|went|gone|set)(?: (?:online|live|up|on sale|on the site))+${SHOP}(?![\\p{L}\\d])`,
      "giu",
    ),
    "$1 were added",
  ],
  // What arrived broken is refunded for being broken; what has not arrived is not delivered.
  [
    /\b(?:(?:that|which) )?(?:(?:was|were|had|has|have) )?(?:arrived|arriving|came|turned up|got there|reached (?:us|them|the customers?))(?: in)? (?=(?:broken|damaged|defective|faulty|late|too late)\b)/giu,
    "",
  ],
  [
    /\b(?:have |has |had |did )?(?:(?:still|yet) )*(?:not|never)(?: yet)? (?:arrived?|reached (?:them|the customers?|their customers?))\b/giu,
    "not delivered",
  ],
  [
    /[\s,;.–-]*\(?\b(?:go|going|counted?|measured?|judged?|using|use|dated) (?:by |from |on )?(?:the )?(?:orders?'? dates?|date of the orders?)\)?(?=\s*(?:[?.!,]|$))/giu,
    "",
  ],
  // The formula of profit, and what an average holds anyway.
  [
    /[\s,(–-]*\b(?:the )?(?:free|zero|fee-free) (?:ones?|deliver(?:y|ies)|orders)(?: are| being)? (?:included|too|as well|counted(?: in| too)?)\)?/giu,
    "",
  ],
  [
    /\b(without|excluding|except|not counting|leaving out|ignoring) (?:the )?free (?:ones?|deliver(?:y|ies)|orders)(?=.*)/giu,
    "$1 free delivery",
  ],
  // A festival beside a month says of it what is known.
  [
    /(\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\b[^.?!]*?)[\s,?.;(–-]+\bthe (?:eid|ramadan|ramzan|puja|christmas|boishakh|baishakh|holiday|festival|festive|wedding)(?: season)? (?:one|month)\b\)?/giu,
    "$1",
  ],
  // Money in stock is what the stock is worth at cost.
  [
    /\b(?:money|cash|capital|value|amount|taka)(?: that is| we have| is)? (?:tied up|locked up|locked|stuck|sitting|held up|held|invested|bound|frozen) in (?:the |our |my |their |its )*(?:stock|inventory)(?: at (?:the |our )?(?:cost|purchase|buying)(?: prices?)?)?\b/giu,
    "stock value",
  ],
  [
    /\b(?:(?:stock|inventory) (?:value|worth)|(?:value|worth) of (?:the |our |my |their |its )*(?:stock|inventory)(?: on hand)?) at (?:the |our |their )*(?:(?:purchase|buying) )?(?:cost|purchase|buying)(?: prices?)?\b/giu,
    "stock value",
  ],
];
