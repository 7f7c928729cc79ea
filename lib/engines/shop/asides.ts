/** "what they spent", where customers are ranked by it anyway. */
const SPENT = /[\s,]*\b(?:with|and|plus|showing|also)\s+(?:also\s+)?(?:what|how much|the amount(?: that)?)\s+(?:(?:they|each(?: one)?(?: of them)?)\s+(?:(?:all|each|have|has|had|did|actually)\s+)*(?:spent|spend|paid)|(?:did|have|has|does|do) (?:they|each(?: one)?(?: of them)?) (?:each )?(?:spent|spend|paid|pay))(?: (?:in total|with us))?(?=\s*(?:[?.!,;]|$))/iu;
/** "which customer ordered most, and how many": its row tells the figure. */
const HOW_MUCH = /[\s,]*\b(?:and|with|,) (?:by |with |for )?(?:how (?:many|much)|what (?:amount|number|figure))(?: (?:was|were|is|are) (?:it|that|they|there)| in total| exactly)?\s*[?.!]*$/iu;
const RANKS = /^(?:and |so )*(?:which|who|what|when)\b.*\b(?:most|highest|best|biggest|largest|top|worst|lowest|least|fewest|smallest|busiest)\b/iu;
const RANKED_PEOPLE = /\b(?:top|best|biggest|big|highest|largest)\b.*\b(?:customers?|spenders?|buyers?|clients?|shoppers?)\b|\bwho\b.*\b(?:spent|spend)\b/iu;

const ACCOUNT = "(?:(?:our|a|an|the|just|only|really|own)\\s+)+(?:\\p{L}+\\s+){0,2}?(?:account|login|profile|entry|user)";
/** "X is our staff account, leave it out": the name is what is left out. */
const LEFT_OUT_AFTER = new RegExp(`(?:^|[.,;:!?(–—-])\\s*(?:and |but )?([\\p{L}'’]+(?: [\\p{L}'’]+){0,3}?)(?: is|'s|,| being)? (?:${ACCOUNT})[\\s,;.–—-]*(?:so |please |and )*(?:leave|take|keep|filter) (?:it|that|this|him|her|them|that one|those) out\\)?(?: please)?`, "iu");
const DROPPED_AFTER = new RegExp(`(?:^|[.,;:!?(–—-])\\s*(?:and |but )?([\\p{L}'’]+(?: [\\p{L}'’]+){0,3}?)(?: is|'s|,| being)? (?:${ACCOUNT})[\\s,;.–—-]*(?:so |please |and )*(?:exclude|skip|ignore|omit|drop|remove|disregard|do not count|don't count|not counting) (?:it|that|this|him|her|them|that one|those)\\)?`, "iu");
/** "without X, which is our staff account". */
const SAID_OF = new RegExp(`(?:\\s*[,(–—-]+\\s*|\\s+)(?:(?:which|that|this|it|who)(?: is|'s)|as it is|because it is|since it is|that's|it's) ${ACCOUNT}\\s*\\)?`, "iu");

/**
 * A question without what it says beside itself: what
 * a name stands for ("X is our staff account, leave it out" becomes "without X").
 */
export function withoutAsides(text: string): string {
  const said = [LEFT_OUT_AFTER, DROPPED_AFTER].reduce((left, pattern) => left.replace(pattern, (_match, name: string) => `, without ${name}`), text).replace(SAID_OF, "");
  const told = RANKS.test(said) ? said.replace(HOW_MUCH, "") : said;
  return RANKED_PEOPLE.test(told) ? told.replace(SPENT, "") : told;
}
