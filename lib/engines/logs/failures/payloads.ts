/**
 * What status and result codes a text holds. `call` is the status that a called service gave, `answered` the one that
 * this side gave, `body` the worst code inside a body, `declined` the words of a body that say no.
 */
export type PayloadSignals = {
  readonly call: number | null;
  readonly answered: number | null;
  readonly body: "good" | "bad" | null;
  readonly declined: string | null;
};

const NONE: PayloadSignals = { call: null, answered: null, body: null, declined: null };
const QUICK = /\d{3}|[:=]|</;
const CALL =
  /\b(?:status[ _-]?code|http[ _-]?status|response[ _-]?(?:code|status)|HTTP\/\d(?:\.\d)?"?|responded(?: with)?|returned(?: http| status)?|got(?: http| status)?|came back(?: with)?|http(?: code| error)?|status)\b["']?\s*[:=]?\s*["']?([1-5]\d\d)\b(?![.:]?\d|\s*(?:ms|rows|bytes|items|records|MB|kB|lines|s\b))/i;
const REASON =
  /\b([45]\d\d) (?:Bad Request|Unauthori[sz]ed|Forbidden|Not Found|Method Not Allowed|Request Time-?out|Conflict|Gone|Payload Too Large|Unprocessable|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b/i;
const ANSWERED =
  /\b(?:answered|answer|answering|replied|reply|replying|responding|response sent)\b(?: with| code| status)*\s*[:=]?\s*(?:HTTP\s*)?([1-5]\d\d)\b(?![.:]?\d|\s*(?:ms|rows|bytes|items))/i;
const CODE =
  /["']?\b((?:resp(?:onse)?|reply|result|return|status|error|err|fault|http|outcome|exit)?_?-?(?:code|no|status|nr|num)|rc)["']?\s*[:=]\s*["']?([A-Za-z0-9_-]{1,30})\b/gi;
/** A partner's own codes go on above those of HTTP. */
const ANSWER_CODE = /^(?:resp(?:onse)?|reply|result|return|error|err|fault)_?-?code$/i;
const BAD_WORD =
  /^(?:fail\w*|err\w*|reject\w*|declin\w*|denied|invalid|time_?out\w*|abort\w*|fault\w*|nok|ko|not_?ok|unavailable|refused)$/i;
const GOOD_WORD = /^(?:ok|success\w*|done|accepted|approved|passed|complete[d]?|true|0|00|000|0000)$/i;
const FLAGS = "accepted|success|successful|succeeded|ok|approved|authori[sz]ed|captured|delivered|processed|is_?success";
const FLAG = new RegExp(`["']?\\b(${FLAGS})["']?\\s*[:=]\\s*["']?(?:false|no|0)\\b["']?`, "i");
const STATES = "state|status|result|outcome|decision|verdict|resultcode|ack";
const STATE = new RegExp(
  `["']?\\b(${STATES})["']?\\s*[:=]\\s*["']?(declined|rejected|failed|failure|error|denied|refused|aborted|timeout|timed_?out|fault|unavailable|nok|not[_ -]?(?:accepted|approved|granted|authori[sz]ed|processed|booked|ok))\\b`,
  "i",
);
const ERROR_OBJECT =
  /["']?\b(errors?|fault|faultstring|exception|error_?message|error_?description)["']?\s*[:=]\s*(?:\{\s*["'\w](?!\s*\})|(?:\[|%5B)\s*["'{](?!\s*["'}])|["'](?!none|null|ok|no error|0["'])[^"']{2,})/i;
const XML_FAULT = /<(?:\w+:)?(?:Fault|faultcode|faultstring|error(?:Code|Message|Text)?)\b[^>]*>\s*(?!(?:0|none|ok|null)?\s*<\/)/i;
const XML_STATE =
  /<(?:\w+:)?(?:status|result|state|outcome|resultCode|returnCode)\b[^>]*>\s*(failed|failure|error|rejected|declined|denied|nok|[45]\d\d)\s*</i;

/** A key whose value says whether something went well: texts of one template differ in it. */
export const TELLS_OUTCOME = new RegExp(`\\b(?:${FLAGS}|${STATES})["']?\\s*[:=]\\s*["']?[a-z]`, "i");

/**
 * Reads status and result codes out of JSON, XML, SOAP, `key=value` and Java-style texts, brackets written as %5B too.
 * Words inside ordinary values ("your card was rejected last week") say nothing here: only keys and codes count.
 */
export function readPayload(text: string): PayloadSignals {
  if (!QUICK.test(text)) return NONE;
  const part = text.length > 12_000 ? text.slice(0, 12_000) : text;
  const call = CALL.exec(part) ?? REASON.exec(part);
  const answered = ANSWERED.exec(part);
  const flag = FLAG.exec(part) ?? STATE.exec(part) ?? ERROR_OBJECT.exec(part) ?? XML_FAULT.exec(part) ?? XML_STATE.exec(part);
  return {
    call: call ? Number(call[1]) : null,
    answered: answered ? Number(answered[1]) : null,
    body: flag ? "bad" : worstCode(part),
    declined: flag ? flag[0].slice(0, 60).trim() : null,
  };
}

function worstCode(text: string): "good" | "bad" | null {
  CODE.lastIndex = 0;
  let isGood = false;
  for (let m = CODE.exec(text); m; m = CODE.exec(text)) {
    const name = m[1] ?? "";
    const value = m[2] ?? "";
    if (/^[45]\d\d$/.test(value) || BAD_WORD.test(value) || (ANSWER_CODE.test(name) && /^[6-9]\d\d$/.test(value))) return "bad";
    if (/^[23]\d\d$/.test(value) || GOOD_WORD.test(value)) isGood = true;
    else if (/^(?:error|err|fault)_?-?(?:code|no|nr)$/i.test(name) && !/^(?:null|none|0+)$/i.test(value)) return "bad";
  }
  return isGood ? "good" : null;
}
