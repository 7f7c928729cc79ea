import { isSecondary } from "@/lib/engines/logs/failures/flow-steps";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { readPayload } from "@/lib/engines/logs/failures/payloads";
import { TROUBLE_STEP } from "@/lib/engines/logs/failures/phrases";

/** What a body says of the call that it answers: that it was refused, or only that something it lists was. */
export type Refusal = "own" | "listed" | null;

const ARRAY = /(?:["']?(\w+)["']?\s*[:=]\s*)?\[([^[\]]*)\]/g;
const ABOUT_ERRORS = /^(?:errors?|faults?|reasons?|problems?|violations?|messages?)$/i;
/** Objects that speak of something else than the answer: what was asked for, or how it was before. */
const OTHERS =
  /["']?\b(?:filters?|query|criteria|search\w*|previous\w*|last\w*|old\w*|history|former\w*|before|request|asked|input)["']?\s*[:=]\s*\w*\{[^{}]*\}/gi;
const SAYS_GOOD =
  /["']?\b(?:ok|success|accepted|approved|status|state|result|outcome)["']?\s*[:=]\s*["']?(?:true|ok|accepted|success|done|approved|booked|confirmed)\b/i;
const MAX_DEPTH = 8;
const MAX_CHARS = 12_000;

/** True for a call that only looks something up: by its method, its step or its address. */
export const onlyReads = (step: string, text: string): boolean =>
  /\b(?:GET|HEAD) (?:https?:\/\/|\/)/.test(text) ||
  /^(?:find|search|list|look ?up|query)\b/i.test(step) ||
  /\bPOST \S+\/(?:search|query|find|list|lookup)\b/i.test(text);

/** Says whose refusal a body holds. @param reads the call only reads, so that a list is what was looked up */
export function refusalIn(body: string, reads: boolean): Refusal {
  const answer = body.slice(0, MAX_CHARS).replace(OTHERS, "");
  if (readPayload(answer).declined === null) return null;
  const own = ownWords(answer, reads);
  const said = readPayload(own).declined;
  if (said === null) return "listed";
  return /^["'<]?(?:\w+:)?(?:errors?|fault|exception)/i.test(said) && SAYS_GOOD.test(own) ? "listed" : "own";
}

/** The answer without its lists of things; a single answer in a list, and a list of errors, are kept. */
function ownWords(body: string, reads: boolean): string {
  let text = body.replace(/%5B/gi, "[").replace(/%5D/gi, "]");
  for (let depth = 0; depth < MAX_DEPTH && text.includes("["); depth++) {
    text = text.replace(ARRAY, (_, key: string | undefined, inner: string) => {
      const isKept = ABOUT_ERRORS.test(key ?? "") ? inner.trim() !== "" : !reads && !/\}\s*,\s*\w*\{/.test(inner);
      return isKept ? `${key === undefined ? "" : `"${key}":`} ${inner}` : "";
    });
  }
  return text;
}

/** The label of a call that came back well and whose body refuses it. */
export const refusedCall = (status: number): string => `HTTP ${status} that says no`;

/** True where a called service refused, in so many words, what the flow wanted of it; looking something up wants nothing. */
export const isTurnedDown = ({ kind, patterns, message, operation, scope, optional }: Finding): boolean =>
  kind === "failure" &&
  patterns.some((pattern) => pattern.endsWith("that says no") && pattern.startsWith("HTTP")) &&
  !onlyReads(operation ?? "", message) &&
  !isSecondary(operation, scope) &&
  !optional;

const ANOTHER = /\b(?:second|third|other|another|next|alternative|backup|reserve|instead)\b/i;
const wordsOf = (step: string): readonly string[] => step.toLowerCase().match(/[a-z]{4,}/g) ?? [];

/** True for a step whose call was granted by somebody else, after one of the same kind was refused. */
export function isGrantedElsewhere(refused: string, step: string, text: string): boolean {
  if (refused === step || TROUBLE_STEP.test(step) || /\b(?:cancel|release|free|tell|inform)\b/i.test(step)) return false;
  const call = readPayload(text).call;
  if (call === null || call >= 300 || !/\breturn(?:s|ed)\b/i.test(text) || readPayload(text).declined !== null) return false;
  const words = wordsOf(refused);
  return wordsOf(step).some((word) => words.includes(word)) && (ANOTHER.test(step) || wordsOf(step)[0] === words[0]);
}
