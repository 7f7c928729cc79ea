import { TROUBLE_STEP } from "@/lib/engines/logs/failures/phrases";

const OPTIONAL =
  /\boptional(?:ly)?\b|\bbest[ -]effort\b|\b(?:if|when) (?:any|there|present|possible|available|reachable)\b|\bnice to have\b|\bnot (?:required|mandatory)\b/i;
const GOES_ON =
  /\b(?:go(?:es|ing)?|carr(?:y|ies|ying)) on without\b|\bcontinu(?:es?|ing) without\b|\b(?:falls?|falling|fell) back to\b|\bignored, (?:as )?optional\b/i;
const QUESTION = /\?\s*$/;
const KNOWN = /^(?:known|exists?|already|is|has|any)\b/i;
const CREATES = /^(?:create|insert|add|register|enrol\w*|upsert|make new|new)\b/i;
/** Steps that only write down what happened. */
const WRITES_DOWN = /\b(?:audit|ledger|log|notes?|history|tickets?|trace)\b/i;
const SENDS_NEW = /\b(?:POST|PUT|PATCH) (https?:\/\/[^/\s?"']+)/;
const ASKS = /\b(?:GET|HEAD) (https?:\/\/[^/\s?"']+)/;
const INSTEAD = /\b(?:defaults?|fall ?back|placeholder|substitute|last known|instead)\b/i;
const SECONDARY =
  /\b(?:archiv\w*|notif\w*|notices?|(?:e-?)?mails?|sms|text messages?|metrics?|statistics|stats|telemetry|audit|analytics|newsletter|survey|dashboard|thumbnails?)\b/i;
const DONE = /\b(?:finished|done|completed?|closed|shipped|confirmed|fulfilled)\s*$/i;
const FLOW_FILE = /^FlowFile: ([\w-]+)/;

/** Outcomes of a step that found no way for an item. */
export const NO_WAY = /^(?:un[ -]?matched|no[ ._-]?(?:match|way|route)|unrouted|dropped|discarded)$/i;

/** What an item died of that no way was for. */
export const NO_WAY_LABEL = "no way matched";

/** A step that its name, or what it says, calls dispensable: the flow is meant to do without it. */
export const isOptionalStep = (step: string, text: string): boolean => OPTIONAL.test(step) || GOES_ON.test(text);

/** A step that asks whether something is there ("Known at partner?"): "no" is an answer. */
export const asksWhetherThere = (step: string): boolean => QUESTION.test(step) || KNOWN.test(step);

/** A step that puts in place what a request found missing: by its name, or by what it sends to the same host. */
export function createsMissing(step: string, text: string, asked: string): boolean {
  if (TROUBLE_STEP.test(step) || WRITES_DOWN.test(step) || SENDS_NEW.test(asked)) return false;
  const host = ASKS.exec(asked)?.[1];
  return CREATES.test(step) || (host !== undefined && SENDS_NEW.exec(text)?.[1] === host);
}

/** A step that takes something else in the place of what could not be had. */
export const takesInstead = (step: string): boolean => INSTEAD.test(step) && !TROUBLE_STEP.test(step);

/** Work beside the purpose of a flow: archives, notices, figures. */
export const isSecondary = (step: string | null, scope: string | null): boolean => SECONDARY.test(`${step ?? ""} ${scope ?? ""}`);

/** A step named after the good end of what a flow is for. */
export const marksDone = (step: string, scope: string | null): boolean =>
  DONE.test(step) && !TROUBLE_STEP.test(step) && !isSecondary(step, scope);

/** False for rows that name different flow files. */
export function isSameFlowFile(a: string, b: string): boolean {
  const [one, other] = [FLOW_FILE.exec(a)?.[1], FLOW_FILE.exec(b)?.[1]];
  return one === undefined || other === undefined || one === other;
}
