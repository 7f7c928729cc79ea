const SPANS = "seconds|minutes|hours|days|weeks";
/** "an invoice gets paid": what is done, and how. */
const DONE =
  "(?:(?:an?|the|our|each|every) )?(\\p{L}+(?: \\p{L}+)?) (?:is|are|gets?|got|was|were|to be|to get|(?:has|have) been) (\\p{L}+(?:ed|id|nt|ld|ne)|ready)\\b";
const TAKES =
  "(?:(?:does|do|did|has|have) (?:it|we|they|you) (?:usually |normally |typically )?(?:take|taken|took|need|needed) (?:us |them |you )?)";

const WE = "(?:we|they|you)";
const EARN = "(?:take in|took in|taken in|bring in|brought in|take|took|taken|make|made|earn|earned|collect|collected)";
const MONEY = "(?:money|cash|revenue|income|turnover)";

/** Phrases that ask for a figure, each in words of the same meaning. */
export const FIGURES: readonly (readonly [RegExp, string])[] = [
  // How long until something is done.
  [
    new RegExp(
      `\\bhow many (${SPANS}) (?:${TAKES}|(?=until\\b|till\\b))(?=[^?]*\\b(?:until|till|before|to|for)\\b)(?![^?]*\\b(?:from|between)\\b)([^?.,!]*)`,
      "giu",
    ),
    "how long does it take $2 in $1",
  ],
  [new RegExp(`\\bhow long (?:does|do|did) (?:we|they|you) (?:usually |normally )?(?:take|need)\\b`, "giu"), "how long does it take"],
  [
    new RegExp(`\\bhow long ${TAKES}?(?:on average )?(?:until|till|before|for) ${DONE}`, "giu"),
    "on average how long does it take to $2 a $1",
  ],
  [
    new RegExp(`\\b(average|mean|median|longest|shortest) (?:number of )?(${SPANS}) (?:until|till|before) ${DONE}`, "giu"),
    "$1 time in $2 to $4 a $3",
  ],
  [
    new RegExp(`\\bhow many (${SPANS}|years) (?:pass|go by|elapse|lie|are|are there) (?:on average |usually )?(?=between\\b)`, "giu"),
    "average $1 ",
  ],
  [/(?<=\bon average how long does it take to .*) on average\b|^on average,? (?=how long does it take on average\b|on average\b)/giu, ""],
  // What comes in.
  [
    new RegExp(
      `^(?:did|do|have|has) ${WE} ${EARN} more(?: ${MONEY})?((?: (?:in|on|during|from|this|last) | )[^?]+?) than (?:in |on |during )?([^?]+?)[?.]*$`,
      "giu",
    ),
    "income$1 versus $2",
  ],
  [
    new RegExp(
      `^(?:what|how much)(?: ${MONEY})? (?:did|do|have|has) ${WE} ${EARN}(?: ${MONEY})?(?: in total| altogether)?(?= (?:with|from|at|during|this|last|since|per|by|for|in (?:the )?(?:\\d+|first|second|last|year|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]))\\b|[?.]*$)`,
      "giu",
    ),
    "total income",
  ],
  [
    new RegExp(
      `\\b(?:best|top)[- ]selling (\\p{L}+(?: \\p{L}+)?)((?: (?:in|of|this|last|since|from|for) [^,;?]+?)?) (?:by|in terms of|measured by|going by) (?:total )?(?:${MONEY}|value|sales value|sales)\\b`,
      "giu",
    ),
    "$1 with the highest revenue$2",
  ],
  // Two that are named apart are set side by side.
  [
    /(?<=^(?:what (?:is|was|are|were) |show (?:me )?|give me |compare )?(?:the )?(?:how many|how much|number of|total|count of|revenue|income|takings|average)\b[^?.]*?\b(by|for|from|of) )([\p{Lu}\d][^?,.]*?) and (?:by|for|from|of) (?=[\p{Lu}\d])/gu,
    "$2 versus ",
  ],
];
