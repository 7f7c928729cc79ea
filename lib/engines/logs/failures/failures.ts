import type { FailureCategory } from "@/lib/answers/failure-category";
import { doubtOf, settleDoubt, type Doubt, type Opinion } from "@/lib/engines/logs/failures/doubt";
import { readPayload, type PayloadSignals } from "@/lib/engines/logs/failures/payloads";
import {
  CACHE_MISSED,
  CAPTURED_OUTPUT,
  CLIENT_LEFT,
  ENDED_TRYING,
  FAILING,
  GAVE_UP,
  HARMLESS_PARTS,
  HARMLESS_WHOLE,
  PASSED_TEST,
  PEER_ONLY,
  PHRASES,
  RECOVERED,
  REQUEST_TURNED_AWAY,
  SIGN_IN_NOISE,
  STRONG,
  TIDY_COMMAND,
  WILL_RETRY,
} from "@/lib/engines/logs/failures/phrases";
import type { FindingKind, Sign } from "@/lib/engines/logs/failures/finding";
import type { LogRecord } from "@/lib/engines/logs/records/record";

export type Assessment = {
  readonly finding: Sign | null;
  /** The answer that the transaction got, where this event carries it; by the status line or inside a body. */
  readonly reply: {
    readonly channel: "status" | "body";
    readonly bad: boolean;
    /** A 4xx: it settles a transaction in which something failed, and is no failure by itself. */ readonly declined?: boolean;
  } | null;
  /** The event says that its operation went well. */
  readonly success: boolean;
  /** The event says that earlier failures were made good. */
  readonly recovered: boolean;
  /** The rules were not sure, so that the classifier was asked, where there is one. */
  readonly doubt: Doubt | null;
  /** A step is about to run (a trace writes such rows before it calls out). */
  readonly started: boolean;
};

export const CALM: Assessment = { finding: null, reply: null, success: false, recovered: false, started: false, doubt: null };
const SUCCESS: Assessment = { ...CALM, success: true };

/** Messages that a number may turn into a failure: a status, a code, a count of errors, an attempt. */
export const NUMBER_DECIDES =
  /^(?:HTTP )?[1-5]\d\d\b|"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) |\b(?:status|code|answer|repl(?:y|ied)|respon|return|got|http|exit|rc\b|no\b|result|error|fail|fault|exception|retr|attempt|tr(?:y|ies)\b|time-?outs?\b|dropped|lost|reject)\w*\W+(?:\w+\W+){0,2}\w*\d|\d\W+(?:\w+\W+)?(?:errors?|fail|fault|exception|retr|timeouts?|dropped|lost|reject)/i;

const MAX_CHARS = 20_000;

/**
 * Judges one event of a log that has no outcome column.
 * @param detail stack or continuation lines, or ""
 * @param opinion of the classifier; it is asked only where the rules are not sure
 */
export function assessEvent(record: LogRecord, detail: string, opinion: Opinion | null = null): Assessment {
  const text = record.message.length > MAX_CHARS ? record.message.slice(0, MAX_CHARS) : record.message;
  const level = record.level;
  const whole = detail === "" ? text : `${text}\n${detail}`;
  if (record.status !== null && record.format === "access log") return assessAccess(record);
  if (SIGN_IN_NOISE.test(text) && level !== "fatal" && (level !== "error" || /sshd|ftpd|pam/i.test(record.component ?? ""))) return CALM;
  if (IGNORED.test(detail) || CAPTURED_OUTPUT.test(text) || PASSED_TEST.test(text)) return CALM;
  const judged = withoutHarmless(text);
  const payload = readPayload(text);
  const recovered = RECOVERED.test(judged) && level !== "error" && level !== "fatal";
  if (recovered) return { ...SUCCESS, recovered: true };
  const reply = replyOf(record, payload);
  const stack = detail !== "" && looksLikeStack(detail);
  const fault = record.detail !== null && !/^[\w.]+:\s*(?:null|none|nil|<nil>|false|no|ok|0|-|\[\]|\{\}|"")?$/i.test(record.detail);
  const failing = FAILING.test(judged) || stack || fault;
  const event = { record, whole, judged, payload, reply, failing, stack, fault };
  const ruled = findingOf(event);
  const doubt =
    ruled?.kind === "attempt" || ruled?.kind === "reply" || isHarmless(record)
      ? null
      : doubtOf({ level: record.level, ruled: ruled?.kind ?? null, failing, evident: stack || fault });
  const finding =
    doubt === null || opinion === null ? ruled : settleDoubt(doubt, opinion(record, judged, detail), ruled, describe(record, whole));
  // An attempt that is followed by another one is not the answer yet.
  const last = finding?.kind === "attempt" ? null : reply;
  return { ...CALM, doubt, finding, reply: last, success: finding === null && (last ? !last.bad : false) };
}

type Judged = {
  record: LogRecord;
  whole: string;
  judged: string;
  payload: PayloadSignals;
  reply: Assessment["reply"];
  failing: boolean;
  stack: boolean;
  fault: boolean;
};

function findingOf(event: Judged): Sign | null {
  const { record, whole, judged, reply, failing, stack, fault } = event;
  const text = record.message.slice(0, MAX_CHARS);
  if (isHarmless(record)) return null;
  if (CACHE_MISSED.test(text)) return { kind: "weak", severity: 0.3, ...describe(record, whole) };
  const make = (kind: FindingKind, severity: number): Sign => ({ kind, severity, ...describe(record, whole) });
  const retries = WILL_RETRY.test(text) && !GAVE_UP.test(text);
  if (reply?.bad && retries) return make("attempt", 0.6);
  if (reply?.bad) return make(record.level === "fatal" ? "failure" : "reply", record.level === "error" ? 0.7 : 0.6);
  if (ENDED_TRYING.test(judged) && record.level !== "error" && record.level !== "debug" && record.level !== "trace")
    return make("failure", 0.75);
  switch (record.level) {
    case "fatal":
      return make("failure", 1);
    case "error":
      if (retries) return make("attempt", 0.6);
      // An error field that says that there is none decides over the level.
      if (record.detail !== null && !fault && !failing) return null;
      return make("failure", failing || stack ? 0.85 : 0.65);
    case "warn":
      if (retries && failing) return make("attempt", 0.4);
      return failing ? make("weak", stack || fault ? 0.5 : 0.4) : null;
    case null:
      if (!STRONG.test(judged) && !stack) return null;
      return retries ? make("attempt", 0.5) : make("failure", stack ? 0.85 : 0.75);
    default:
      return retries && failing && record.level === "info" ? make("attempt", 0.4) : assessQuiet(event, make);
  }
}

/** An error of ours stays one where the other side that left may be a server. */
function isHarmless({ message, level }: LogRecord): boolean {
  const text = message.slice(0, MAX_CHARS);
  if (level === "fatal") return false;
  if (TIDY_COMMAND.test(text) || REQUEST_TURNED_AWAY.test(text)) return true;
  return HARMLESS_WHOLE.test(text) || (CLIENT_LEFT.test(text) && !(level === "error" && PEER_ONLY.test(text)));
}

/** INFO and DEBUG lines fail only by a code, a refusing body or a stack that they carry. */
function assessQuiet({ record, payload, stack, fault }: Judged, make: (kind: FindingKind, severity: number) => Sign): Sign | null {
  if (payload.call !== null && payload.call >= 500) return make("attempt", 0.6);
  if (payload.declined !== null && /\b(?:return|respon|answer|repl|result|got|receiv|status)/i.test(record.message))
    return asHttp(make("weak", REFUSED_BODY));
  if (fault && record.level === "info") return make("weak", 0.5);
  return stack && record.level === "info" ? make("weak", 0.4) : null;
}

/** Severity of a body that says no inside a line that does not complain. */
export const REFUSED_BODY = 0.55;

/** A refusing body is an answer of the called service, when its words name nothing else. */
function asHttp({ category, patterns, ...sign }: Sign): Sign {
  return { ...sign, category: category === "other" ? "http" : category, patterns: patterns.length > 0 ? patterns : ["body that says no"] };
}

function replyOf(record: LogRecord, payload: PayloadSignals): Assessment["reply"] {
  const proxied = record.level === null ? PROXIED.exec(record.message)?.[1] : undefined;
  const leading = REPLY_STEP.test(record.operation ?? record.component ?? "") ? LEADING_STATUS.exec(record.message)?.[1] : undefined;
  const status = payload.answered ?? record.status ?? (leading ? Number(leading) : null) ?? (proxied ? Number(proxied) : null);
  if (status === null) return null;
  const bad = status >= 500 || (status >= 400 && status !== 404 && (record.level === "error" || record.level === "fatal"));
  return { channel: "status", bad, declined: !bad && status >= 400 && status !== 404 };
}

function assessAccess(record: LogRecord): Assessment {
  const status = record.status ?? 0;
  if (status < 400) return { ...SUCCESS, reply: { channel: "status", bad: false } };
  if (status < 500) return CALM;
  return {
    ...CALM,
    finding: {
      kind: "failure",
      severity: status === 500 ? 0.8 : 0.7,
      category: status === 504 ? "timeout" : "http",
      patterns: [`HTTP ${status}`],
    },
    reply: { channel: "status", bad: true },
  };
}

/** Takes out the parts that hold error words and mean none ("0 errors", "error correction"). */
export function withoutHarmless(text: string): string {
  let judged = text.length > 6000 ? text.slice(0, 6000) : text;
  for (const part of HARMLESS_PARTS) judged = judged.replace(part, " ");
  return judged;
}

/** What a tool writes below a failure that it was told to pass over. */
const IGNORED = /^\s*\.\.\.ignoring\b/m;

/** A step that answers, whose message begins with the status: `DoorService.answer - 503 try again later`. */
const REPLY_STEP = /answer|repl(?:y|ies)|respon[ds]/i;
const LEADING_STATUS = /^(?:HTTP )?([1-5]\d\d)\b(?!\s*(?:ms|rows|bytes|items))/;

/** A proxy's own line about a request: `… 503 212 "POST /v1/orders HTTP/1.1"`. */
const PROXIED = /\s([1-5]\d\d) \d+ (?:\S+ ){0,6}"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /;

const looksLikeStack = (detail: string): boolean =>
  /(?:^|\n|\|>>)\s*(?:at [\w.$<>/]+|File "[^"]+", line \d+|Caused by:|Traceback \(|goroutine \d+|\.\.\. \d+ (?:more|common)|---> )|^[\w.$]+(?:Exception|Error)\b/m.test(
    detail,
  );

/** Names the category and the patterns of a failure; the innermost cause of a stack speaks first. */
export function describe(record: LogRecord, whole: string): { category: FailureCategory; patterns: readonly string[] } {
  const text = whole.length > 20_000 ? whole.slice(0, 20_000) : whole;
  const causes = [...text.matchAll(/(?:Caused by: |---> )([^\n|]{1,300})/g)].map((m) => m[1] ?? "");
  const innermost =
    causes.at(-1) ??
    text
      .split("\n")
      .filter((line) => /^[\w.$]+(?:Error|Exception)\b/.test(line))
      .at(-1) ??
    "";
  const judged = withoutHarmless(record.detail === null ? text : `${text}\n${record.detail}`);
  const patterns: string[] = [];
  let category: FailureCategory | null = null;
  for (const source of innermost === "" ? [judged] : [innermost, judged]) {
    for (const phrase of PHRASES) {
      if (!phrase.pattern.test(source)) continue;
      category ??= phrase.category;
      if (!patterns.includes(phrase.label)) patterns.push(phrase.label);
    }
  }
  const exception = /\b([A-Za-z_$][\w$]*(?:Exception|Error))\b/.exec(innermost) ?? /\b([A-Z][\w$]*(?:Exception|Error))\b/.exec(judged);
  if (exception?.[1] && exception[1].length > 5) patterns.push(exception[1]);
  const status =
    /\b(?:status[ _-]?code|status|answered|returned|HTTP\/[\d.]+"?)["']?[:= ]+([45]\d\d)\b/i.exec(judged) ??
    /\b([45]\d\d) (?:Bad Request|Unauthori|Forbidden|Not Found|Conflict|Unprocessable|Too Many|Internal Server|Bad Gateway|Service Unavail|Gateway Time)/i.exec(
      judged,
    );
  if (status?.[1]) patterns.push(`HTTP ${status[1]}`);
  if (category === null && status) category = "http";
  return { category: category ?? "other", patterns: patterns.slice(0, 6) };
}
