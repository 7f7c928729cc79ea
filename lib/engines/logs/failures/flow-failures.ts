import type { FailureCategory } from "@/lib/answers/failure-category";
import { CALM, describe, REFUSED_BODY, withoutHarmless, type Assessment } from "@/lib/engines/logs/failures/failures";
import type { FindingKind } from "@/lib/engines/logs/failures/finding";
import { asksWhetherThere, isOptionalStep } from "@/lib/engines/logs/failures/flow-steps";
import { readPayload, type PayloadSignals } from "@/lib/engines/logs/failures/payloads";
import { FAILING, HARMLESS_WHOLE, OPTIONAL_LOOKUP, ROUTING_STEP, TIDY_STEP } from "@/lib/engines/logs/failures/phrases";
import { onlyReads, refusalIn, refusedCall } from "@/lib/engines/logs/failures/refusals";
import type { LogRecord } from "@/lib/engines/logs/records/record";

const NEGATIVE =
  /^(?:.*[._ -])?(?:fail(?:ed|ure|ures)?|errors?|exception|invalid|reject(?:ed)?|time(?:d)?[ ._-]?out|unauthorized|aborted|expired|unreachable|exhausted|exceeded|denied|refused|undeliverable|no[ ._-]?retry|nok|ko)$/i;
const MISSING = /^(?:no[ ._-]?(?:record|row|data|match|result|entry)s?(?:[ ._-]?found)?|not[ ._-]?found|missing|empty)$/i;
const RETRY = /^(?:retry|again|penali[sz]ed)$/i;
const BEFORE = /^(?:pre|before|start(?:ed)?|begin|enter|in)$/i;
const PREFIX = /^FlowFile: [\w-]+ \| (?:[^|{}]{0,200} \| )?/;
const REQUEST = /\b(?:sends?|had sent|sending|came in|picked up|put on|received|request(?:ed)?|consumed)\b\s*(?:'[^']*')?\s*:?\s*/i;
const REPLY_STEP = /\b(?:set|send|return|give)\w*\b.*\b(?:code|status)\s+([1-5]\d\d)\b/i;
/** A step that answers, and the status that it sent. */
const REPLYING_STEP = /\b(?:send|give|return|write)\b.*\b(?:answer|reply|response|result)\b/i;
/** A step that reads what somebody else answered. */
const READS_ANSWER =
  /^(?:read|parse|inspect|check|take|evaluate|unpack|extract|open)\b.*\b(?:answer|reply|response|result|confirmation|verdict)\b/i;
/** Nothing was there to find. */
const NOT_THERE =
  /\bno (?:entry|row|record|match|hit|value|such)\b|\bnot (?:found|there|present)\b|\babsent\b|\bmiss(?:ing)?\b|\b0 rows\b/i;
const SENT_STATUS = /^HTTP(?:\/\d(?:\.\d)?)? ([1-5]\d\d)\b/;
const REPLY_TEXT = /\b(?:answered|answer of|replied|reply (?:of|to)|responded|response of)\b/i;
const LONG_WAIT_MS = 10_000;

/** What the text of a flow row says, without the flow file's id and its way through the groups. */
export const flowText = (message: string): string => message.replace(PREFIX, "");

/**
 * Judges one row of a flow trace: a step with an outcome column. Words in the outcome column decide together with status
 * codes and bodies in the text; a step that tidies up may fail without harm, a look-up may come back empty.
 */
export function assessFlowRow(record: LogRecord): Assessment {
  const outcome = record.outcome ?? "";
  const text = flowText(record.message);
  const payload = readPayload(text);
  const step = record.operation ?? "";
  if (BEFORE.test(outcome) && !REPLY_TEXT.test(text)) return { ...CALM, started: true };
  const own = REPLY_STEP.exec(step);
  const sent = own ?? (REPLYING_STEP.test(step) ? SENT_STATUS.exec(text) : null);
  if (sent) return replyRow(record, text, { channel: "status", bad: Number(sent[1]) >= 400 });
  if (payload.call !== null && !REPLY_TEXT.test(text)) return callRow(step, text, payload);
  if (NEGATIVE.test(outcome)) return negativeRow(record, text, step);
  if (MISSING.test(outcome)) return found("missing", 0.3, "database", ["no record found"]);
  if (RETRY.test(outcome)) return retryRow(record, text);
  if (payload.answered !== null) return replyRow(record, text, { channel: "status", bad: payload.answered >= 400 });
  if (REPLY_TEXT.test(text) && payload.body !== null) return replyRow(record, text, { channel: "body", bad: payload.body === "bad" });
  if (payload.body === "bad" && READS_ANSWER.test(step)) {
    const { category, patterns } = describe(record, text);
    return found("weak", REFUSED_BODY, category === "other" ? "http" : category, patterns.length > 0 ? patterns : ["body that says no"]);
  }
  return { ...CALM, success: !MISSING.test(outcome) };
}

function callRow(step: string, text: string, payload: PayloadSignals): Assessment {
  const status = payload.call ?? 0;
  const optional = isOptionalStep(step, text);
  const isNotThere = status === 404 || status === 410;
  if (isNotThere && (optional || HARMLESS_WHOLE.test(text))) return CALM;
  if (isNotThere && asksWhetherThere(step)) return found("missing", 0.3, "http", [`HTTP ${status}`]);
  if (status >= 400) {
    const category: FailureCategory =
      status === 401 || status === 403 ? "authentication" : status === 408 || status === 504 ? "timeout" : "http";
    return found("failure", status >= 500 ? 0.9 : 0.8, category, [`HTTP ${status}`], optional);
  }
  const response = text.slice(Math.max(0, text.search(/\b(?:returns?|returned|answered|response|body|gave)\b/i)));
  const requestAt = REQUEST.exec(text);
  const isRequest = requestAt !== null && !/\breturn(?:s|ed)\b/i.test(text);
  const reads = onlyReads(step, text);
  const refusal = isRequest ? null : refusalIn(response, reads);
  if (refusal === "own") return found("failure", 0.8, "http", [refusedCall(status)], optional);
  if (refusal === "listed" && !reads) return found("failure", 0.8, "http", [`HTTP ${status} that lists a refusal`], optional);
  return { ...CALM, success: true };
}

function negativeRow(record: LogRecord, text: string, step: string): Assessment {
  if (ROUTING_STEP.test(step) || /route/i.test(record.component ?? "")) return CALM;
  const judged = withoutHarmless(text);
  const says = FAILING.test(judged);
  if (TIDY_STEP.test(`${inWords(step)} ${inWords(record.component ?? "")}`))
    return says && !/not found|no such|does not exist|absent/i.test(judged) ? found("weak", 0.3, "other", ["tidying failed"]) : CALM;
  if (OPTIONAL_LOOKUP.test(step) && NOT_THERE.test(text)) return found("missing", 0.3, "database", ["no record found"]);
  const { category, patterns } = describe(record, `${text}`);
  if (!says && (record.durationMs ?? 0) >= LONG_WAIT_MS)
    return found("failure", 0.9, "timeout", [`no answer within ${Math.round((record.durationMs ?? 0) / 1000)} s`]);
  return found("failure", says ? 0.9 : 0.75, says ? category : categoryOfStep(record), patterns.length > 0 ? patterns : ["step failed"]);
}

/** `RemoveDistributedMapCache` as "Remove Distributed Map Cache". */
const inWords = (name: string): string => name.replace(/([a-z\d])(?=[A-Z])/g, "$1 ");

function retryRow(record: LogRecord, text: string): Assessment {
  if (!FAILING.test(withoutHarmless(text))) return found("attempt", 0.3, "other", ["tried again"]);
  const { category, patterns } = describe(record, text);
  return found("attempt", 0.6, category, patterns);
}

/** A failed step that says nothing is judged by what it does. */
function categoryOfStep(record: LogRecord): FailureCategory {
  const name = `${record.component ?? ""} ${record.operation ?? ""}`;
  if (/sql|database|\bdb\b|table|insert|update|\brows?\b/i.test(name)) return "database";
  if (/http|rest|soap|api|call\b/i.test(name)) return "http";
  if (/jms|kafka|queue|topic|mail|smtp|amqp|mqtt|publish|notify/i.test(name)) return "messaging";
  if (/script|groovy|egs|transform|jolt|xslt/i.test(name)) return "script";
  return /valid/i.test(name) ? "validation" : "other";
}

function replyRow(record: LogRecord, text: string, reply: NonNullable<Assessment["reply"]>): Assessment {
  if (!reply.bad) return { ...CALM, reply, success: true };
  const { category, patterns } = describe(record, text);
  return { ...CALM, finding: { kind: "reply", severity: 0.6, category: category === "other" ? "http" : category, patterns }, reply };
}

const found = (
  kind: FindingKind,
  severity: number,
  category: FailureCategory,
  patterns: readonly string[],
  optional = false,
): Assessment => ({ ...CALM, finding: { kind, severity, category, patterns, ...(optional ? { optional } : {}) } });
