import type { PlanError } from "@/lib/engines/engine";

const WRITING =
  /\b(delete|remove|drop|truncate|insert|update|alter|create|replace|erase|wipe|overwrite|rename|modify|change|set|grant|revoke|attach|detach|vacuum|pragma|merge)\b/iu;
const WRITING_FORM =
  /^\s*(?:please\s+|can you\s+|could you\s+|now\s+)*(delete|remove|drop|truncate|insert|update|alter|create|replace|erase|wipe|overwrite|rename|modify|grant|revoke|attach|detach|vacuum|pragma|merge|set)\b/iu;
const DEED =
  /^\s*(?:(?:hi|hello|hey)[,!. ]+)?(?:please\s+|can you\s+|could you\s+|would you\s+|now\s+|go ahead and\s+|i want you to\s+)*(move|transfer|assign|reassign|unassign|add|send|e-?mail|text|call|message|notify|invite|cancel|reschedule|schedule|postpone|increase|raise|decrease|lower|reduce|extend|shorten|book|reserve|approve|reject|pay|refund|charge|close|reopen|register|swap|archive|enable|disable|activate|deactivate|block|unblock|freeze|promote|hire|fire)\s+/iu;
const PUT =
  /^\s*(?:please\s+|can you\s+|could you\s+)*put\s+(?!(?:together|differently|simply|another way)\b|.*\bin order\b).+\s(?:on|onto|in|into|under|down for|forward|back)\s/iu;
const DONE_TO =
  /^(?:(?:the|this|that|these|those|my|our|his|her|their|an?|all|everyone|everybody)\b(?! (?:number|amount|total|sum|count|average|most|least|fewest)s?\b)|\p{Lu}\S*['’]s\b)/u;
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

/** "cancel the booking", "move Blue Gull to H07"; "transfer amounts by month" asks for figures. */
function asksForDeed(text: string): boolean {
  const rest = text.slice(DEED.exec(text)?.[0].length ?? text.length);
  if (PUT.test(text)) return true;
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
