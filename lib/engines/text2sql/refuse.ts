import type { PlanError } from "@/lib/engines/engine";

const WRITING =
  /\b(delete|remove|drop|truncate|insert|update|alter|create|replace|erase|wipe|overwrite|rename|modify|change|set|grant|revoke|attach|detach|vacuum|pragma|merge)\b/iu;
const WRITING_FORM =
  /^\s*(?:please\s+|can you\s+|could you\s+|now\s+)*(delete|remove|drop|truncate|insert|update|alter|create|replace|erase|wipe|overwrite|rename|modify|grant|revoke|attach|detach|vacuum|pragma|merge|set)\b/iu;
/** Said before what is wanted done. */
const COURTESY = "^\\s*(?:(?:hi|hello|hey|ok|okay)[,!. ]+)?(?:(?:please|kindly|now|just|also|then|go ahead and|i want you to)\\s+)*";
/** What makes the next word a verb for certain: "we should …", "could you …". */
const WANTING = new RegExp(
  `${COURTESY}(?:(?:(?:can|could|would|will) (?:you|we|someone|somebody)|(?:i|we)(?: would|['’]d)? (?:like|want|need|have|ought)(?: you)? to|(?:i|we) (?:should|must|shall|will)|(?:i|we)['’]ll|let['’]?s|let us|(?:do not|don['’]t) forget to|remember to|(?:it is|it['’]s) time to) (?:please |kindly |also |now |just )?)`,
  "iu",
);
/** Verbs that name no thing and no state of one. */
const ONLY_VERBS =
  "assign|reassign|unassign|send|notify|invite|cancel|reschedule|postpone|extend|shorten|reduce|approve|reject|reopen|enable|disable|activate|deactivate|unblock|promote|waive|write off|remind|settle|withdraw|prescribe|chase|restock|discontinue|terminate|suspend|reinstate|reimburse|compensate|escalate|dismiss|allocate|appoint|discharge|forgive|apply|renew|unlock|sack|evict|enrol|enroll";
/** Verbs that may also be a noun or an adjective: "book titles", "open accounts". */
const OTHER_VERBS =
  "move|transfer|add|e-?mail|text|call|message|schedule|increase|raise|decrease|lower|book|reserve|pay|refund|charge|close|register|swap|archive|block|freeze|hire|fire|open|issue|start|finish|complete|sell|fix|repair|ship|credit|bill|fine|lend|rent|service|submit|file|process|release|hold";
const DEED = new RegExp(`${COURTESY}(?:(?:can|could|would|will) you (?:please |kindly )?)?(${ONLY_VERBS}|${OTHER_VERBS})\\s+`, "iu");
const CERTAIN_DEED = new RegExp(`${COURTESY}(?:${ONLY_VERBS})\\s+(?!me\\b|us\\b|to\\b|by\\b|\\p{L}+ (?:filter|sort))\\S`, "iu");
const WANTED_DEED = new RegExp(
  `^(?:${ONLY_VERBS}|${OTHER_VERBS}|(?:re)?order (?:more|another|an?|some|\\d+)|buy|give (?!me\\b|us\\b)|make sure)(?! me\\b| us\\b| with\\b| by\\b)\\b`,
  "iu",
);
const PUT =
  /^\s*(?:please\s+|can you\s+|could you\s+)*put\s+(?!(?:together|differently|simply|another way)\b|.*\bin order\b).+\s(?:on|onto|in|into|under|down for|forward|back)\s/iu;
const DONE_TO =
  /^(?:(?:the|this|that|these|those|my|our|his|her|their|him|them|it|an?|another|all|everyone|everybody)\b(?! (?:number|amount|total|sum|count|average|most|least|fewest)s?\b)|\p{Lu}\S*(?: \p{Lu}\S*)*['’]s\b)/u;
/** "give Ann Lee a refund", "tell him …": to people rather than to the asker. */
const TO_WHOM = "(?:him|her|them|\\p{Lu}[\\p{L}.]*(?: \\p{Lu}[\\p{L}.]*){0,3}(?!\\S))";
const GIVEN: readonly RegExp[] = [
  new RegExp(
    `${COURTESY.replace("^\\s*", "^\\s*(?:(?:can|could|would|will) you )?")}(?:[Gg]ive|[Oo]ffer|[Gg]rant|[Ss]end|[Cc]harge|[Cc]redit|[Ll]end|[Hh]and|[Bb]ook) ${TO_WHOM} (?:an?|the|his|her|their|some|another|in for|\\d+)(?![\\p{L}])`,
    "u",
  ),
  /^\s*(?:please\s+)?[Gg]ive (?:the|an?|this|that|my|our) \p{L}+ (?:\p{L}+ )?(?:back )?to (?:\p{Lu}|him\b|her\b|them\b)/u,
  new RegExp(
    `^\\s*(?:[Pp]lease )?(?:[Tt]ell|[Ii]nform|[Aa]sk|[Tt]hank) (?:${TO_WHOM}|(?:the|our|all|every) \\p{L}+ (?:that|about|to)(?!\\S))`,
    "u",
  ),
  /^\s*(?:please\s+)?let (?!me\b|us\b)\S.{0,40} know\b/iu,
  /^\s*(?:please\s+|(?:can|could|would|will) you (?:please )?)*(?:make sure|ensure|see to it)\b/iu,
  /^\s*(?:please\s+)?(?:re-?)?order (?:more|another|some|\d+ (?:more )?(?!\p{L}*status\b)\p{Ll}+s\b)/iu,
  /^\s*(?:[Pp]lease )?[Rr]e-?order \p{Lu}/u,
  /^\s*(?:please\s+)?bid \d\S* on\b/iu,
  /^\s*(?:please\s+)?(?:raise|increase|lower|reduce|cut|decrease|drop) \p{L}.* (?:by|to) [$€£]?\d/iu,
  /^\s*(?:please\s+)?(?:put|bring|push|knock|mark|move|set|turn) (?!together\b|.*\bthat\b|.*\bwh(?:o|ose|ich|ere|en)\b)\p{L}.* (?:up|down) (?:by|to) [$€£]?\d/iu,
  /^\s*(?:please\s+)?(?:block|freeze) (?!(?:number|name|size|code|date|type|amount|level)s)\p{L}+s (?:of|for|from) /iu,
  /^\s*(?:please\s+)?(?:start|finish|complete|approve|withdraw|sell|ship|settle|close|reopen|fix) (?:\p{L}+ ){0,2}(?:\p{Lu}+-?\d[\p{L}\d-]*|#?\d+)(?!\S*[-/]\d)(?![.,]\d)/iu,
  /^\s*(?:please\s+)?make (?:\p{Lu}\S*(?: \p{Lu}\S*)*['’]s|(?:the|his|her|their|this|that) (?!(?:list|table|chart|report|overview|summary|ranking|graph|sum|total|average|difference|most|least|fewest|highest|lowest)\b)) /u,
];
/** "the fees for Ann Lee should be waived", said and not asked. */
const SHOULD_BE =
  /^(?!.*\?)(?!\s*(?:which|what|who|whose|how|when|where|why|is|are|was|were|do|does|did|has|have|list|show|give|tell|find|count|get|display|name|any)\b)(?!.*\b(?:that|which|who|whose|where|when|if)\b).*\b(?:should|must|needs? to|has to|have to|ought to) be \p{L}+(?:ed|en|id|nt|ld|de|t)\b/iu;
/** A question behind what is wanted: "we want to cut costs, which suppliers …". */
const ASKS_THEN = /[.,;:!?] *(?:so |and )?(?:which|what|who|whose|how|when|where|show|list|give me|tell me|find)\b/iu;
const MARKING = /^\s*(?:please\s+|can you\s+|could you\s+|now\s+)*(?:mark|flag|tag)\s+\S.*\s+as\s+\S/iu;
const INJECTED =
  /(?:;\s*(?:drop|delete|insert|update|alter|create|attach|pragma|select|vacuum)\b)|(?:\b(?:drop|truncate|alter)\s+table\b)|(?:\bunion\s+(?:all\s+)?select\b)|(?:'\s*or\s+'?1'?\s*=\s*'?1)|(?:--\s*$)|(?:\/\*)|(?:\binsert\s+into\b)|(?:\bdelete\s+from\b)|(?:\bsqlite_master\b)/iu;

/**
 * Questions that no plan may answer: those that ask for a change, and those that carry SQL.
 * The connection is read-only anyway; this tells the asker why.
 */
export function refuseUnsafe(text: string): PlanError | null {
  if (INJECTED.test(text)) return refusal("That contains SQL commands. Ask in plain words instead, for example how many rows a table has.");
  if ((WRITING_FORM.test(text) && WRITING.test(text)) || MARKING.test(text) || asksForDeed(text))
    return refusal("Data can be read here, never changed. Ask what is in the database instead.");
  return null;
}

/** "cancel the booking", "we should waive the fees", "move Blue Gull to H07"; "transfer amounts by month" asks for figures. */
function asksForDeed(text: string): boolean {
  if (ASKS_THEN.test(text)) return false;
  const wanted = WANTING.exec(text)?.[0];
  if (wanted !== undefined && WANTED_DEED.test(text.slice(wanted.length))) return true;
  if (PUT.test(text) || SHOULD_BE.test(text) || CERTAIN_DEED.test(text) || GIVEN.some((pattern) => pattern.test(text))) return true;
  const rest = text.slice(DEED.exec(text)?.[0].length ?? text.length);
  return DONE_TO.test(rest) || (/^[\p{Lu}\d]/u.test(rest) && /\s(?:to|into|from|off|out|on|onto)\s/u.test(rest));
}

/** Questions with no word in them. */
export function refuseEmpty(text: string, examples: readonly string[]): PlanError | null {
  if (/[\p{L}\p{N}]/u.test(text)) return null;
  return {
    outcome: "clarified",
    code: "too-vague",
    message: "That holds no words. Ask about the data, for example one of these.",
    options: examples.slice(0, 3).map((question) => ({ label: question, question })),
    intent: "none",
    confidence: 0,
    because: [],
  };
}

function refusal(message: string): PlanError {
  return { outcome: "refused", code: "unsafe", message, options: [], intent: "refuse", confidence: 1, because: [] };
}
