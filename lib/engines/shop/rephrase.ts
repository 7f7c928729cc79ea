const MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const PERIOD = `(?:(?:${MONTH})(?: \\d{4})?|q[1-4](?: \\d{4})?|\\d{4}|(?:the )?(?:last|this|previous) (?:day|week|month|quarter|year)|today|yesterday|the (?:day|week|month|quarter|year) before(?: last)?)`;

/** Ways of saying something that word by word would be read as something else, with plain words for them. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  // "this months orders" is "this month's orders"; "the last months of 2025" is left as it is.
  [/\b(this|last|next|previous)\s+(day|week|month|quarter|year)s(?=\s+\p{L})(?!\s+(?:of|in|on|and|or|to|by|for|were|are|is|was|we|i|did|do|vs|versus|with|from|how|what|that|which)\b)/giu, "$1 $2's"],
  [/\b(?:just |only )?(?:a |the )?(?:count|number) (?:only|alone|is enough|is fine|is all i need|will do|would do|suffices)(?![\p{L}\d])/giu, "how many"],
  [/\s*[,;:–—-]\s*(?:just |only )?(?:a |the )?(?:number|count)\s*[?.!]*$/giu, ", how many"],
  // A category holds its subcategories anyway; "by its subcategories" asks for a grouping and stays.
  [/(?:,\s*|\b(?:and|with|including|incl\.?|plus|counting)\s+)(?:all (?:of )?(?:its|their|the)|all|its|their)\s+sub-?\s?categories\b/giu, " "],
  [/\b(?:in|for|over|within|during)(?: the)?(?: (?:last|past))? half (?:a|an?|the) year\b/giu, "in the last 6 months"],
  // One weekend that is over, not all of them.
  [/\b(?:over|this past|past) (?:the )?weekend\b/giu, "last weekend"],
  [/\b(?:on |at |during )?(?:the )?weekends?\b(.*?)\b(?:(?:more|less|fewer|better|worse|higher|lower|busier|stronger|weaker) than|or|and|vs\.?|versus|against|to|with) (?:on |at |during )?(?:the )?weekdays?\b/giu, "weekday versus weekend $1"],
  [/\b(?:on |at |during )?(?:the )?weekdays?\b(.*?)\b(?:(?:more|less|fewer|better|worse|higher|lower|busier|stronger|weaker) than|or|and|vs\.?|versus|against|to|with) (?:on |at |during )?(?:the )?weekends?\b/giu, "weekday versus weekend $1"],
  [/\bhow (?:often|frequently) (?:do|does|did|will|have|has) (?:(?:the|our|my|a|an|average|typical|usual) )*(?:customers?|people|buyers?|shoppers?|clients?) (?:order|buy|purchase|shop|ordered|bought|shopped)(?: (?:again|from us|here|with us))?\b/giu, "average orders per customer"],
  // What was lost to them is what they come to.
  [/\b(?:lose|lost|losing)(?: out)?(?= (?:the (?:most|least) )?(?:money |sales |revenue |income )?(?:to|on|from|through|because of|due to|by) (?:\p{L}+ )?(?:cancel|refund|return|discount|coupon))/giu, "see"],
  // "grew from September to October" compares the two; "revenue from September to October" is one span.
  [new RegExp(`\\b((?:grow|grew|grown|growth|chang|increas|decreas|r[io]se|drop|fell|fall|declin|improv|gone|go|went|jump|shr[aiu]nk|develop)\\p{L}*\\b.*?)\\bfrom (${PERIOD}) (?:to|until|into) (${PERIOD})`, "giu"), "$1in $3 compared to $2"],
  [/\b(?:unused|unredeemed) (coupons?|codes?|coupon codes?|promo codes?|vouchers?)\b/giu, "$1 never used"],
  [new RegExp(`\\b((?:chang|differ|compar)\\p{L}*\\b.*?)\\bbetween (${PERIOD}) and (${PERIOD})`, "giu"), "$1in $3 compared to $2"],
  [/\bhow many (?:different )?(?:kinds?|types?|varieties|sorts?) of (\p{L}+(?: \p{L}+)?) (?:do|are|does|have) (?:we|i|you|there|they)(?: (?:sell|have|carry|offer|stock))?\b/giu, "how many products of $1 are there"],
  [/\b(average|typical|usual|mean) ((?:mon|tues|wednes|thurs|fri|satur|sun)day) (revenue|sales|turnover|orders)\b/giu, "$1 $3 on $2s"],
  [/\b(how many (?:units|pieces|pcs) [^?]*?\b(?:do|have) (?:we|i) (?:still )?(?:have|got))\b(?! (?:in stock|left|sold|ordered))/giu, "$1 in stock"],
  [/\b(?:over|more than) (?:a|one|1) year ago\b/giu, "more than 365 days ago"],
  [/\b(?:on )?(?:which|what) date(?=.*\b(?:most|highest|largest|biggest|best|busiest|fewest|lowest|least|smallest|worst|quietest)\b)/giu, "which day"],
  // Examples in brackets that end in "and so on" name no condition.
  [/\((?:[^()]*)\b(?:and so on|and the like|etc\.?|and others)\s*\)/giu, " "],
  [/\b(?:by (?:that|this|which) )?(?:i|we) mean\b[,:]?|\bmeaning\b[,:]/giu, ", "],
  [/\b((?:delivery|shipping) (?:fees?|charges?|costs?)|(?:delivery|shipping)) (?:(?:that )?(?:was|were|is|are|we|i) )?charged\b/giu, "$1"],
];

// The formula of a figure that is named already says nothing more.
const PROFIT_FORMULA = /[:,(=]*\s*\b(?:(?:unit|selling|sale|sales) )?price (?:minus|less|-) (?:unit |purchase |buying )?costs?(?: price)?,? (?:times|x|\*|multiplied by) (?:the )?(?:quantity|units?)(?: sold)?\)?/iu;

const DAYS_ALONE = /^(?:and |or |ok |so |but |only |what about |how about )*(?:on |during |the )*(weekdays?|weekends?)\s*[?.!]*$/iu;

/** "and weekdays?" after a question about weekends: the same on other days, not by weekday. */
export function rephraseFollowUp(text: string, isOnDays: boolean): string {
  const days = DAYS_ALONE.exec(text.trim())?.[1]?.toLowerCase();
  return days === undefined || (!isOnDays && days.startsWith("weekday")) ? text : `only on ${days.replace(/s?$/, "s")}`;
}

/** A question in the plain words that mean the same: "just the count is enough" becomes "how many". */
export function rephrase(text: string): string {
  const plain = PLAIN.reduce((left, [said, meant]) => left.replace(said, meant), text);
  const isNamed = /\b(?:gross profit|profit)\b/i.test(plain);
  return plain.replace(PROFIT_FORMULA, isNamed ? ", " : " gross profit ");
}
