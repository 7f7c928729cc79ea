import { addToBlock, beginsBlock, eventOf, openBlock, type EventBlock } from "@/lib/engines/logs/records/event-blocks";
import { createTimestampReader, type TimestampReader } from "@/lib/engines/logs/records/timestamps";
import { createLineParser, type LineParser } from "@/lib/engines/logs/records/formats";
import { cleanLine } from "@/lib/engines/logs/records/lines";
import { CAPTURED_OUTPUT, FAILING, HARMLESS_WHOLE, STRONG } from "@/lib/engines/logs/failures/phrases";
import { plainRecord, type LogRecord } from "@/lib/engines/logs/records/record";

/** One thing that happened, with all its lines (1-based, inclusive). */
export type LogEvent = {
  readonly record: LogRecord;
  readonly line: number;
  readonly endLine: number;
  /** The lines after the first, joined; "" for none. */ readonly detail: string;
};

export type EventCounts = {
  lines: number;
  parsed: number;
  unparsed: number;
  columns: number;
  readonly formats: Map<string, number>;
  /** The first line in no known format. */ stranger: { readonly line: number; readonly text: string } | null;
};

export type EventJoiner = {
  push(line: string, number: number): void;
  end(): void;
  readonly counts: EventCounts;
};

const FIRST_LINES = 40;
const MAX_DETAIL_CHARS = 16_000;
const MAX_OPEN_LINES = 400;
const STACK_LINE =
  /^\s*(?:at\s+[\w.$<>/[]|\.\.\. \d+ (?:more|common)|Caused by:|Suppressed:|Traceback \(most recent|File "|During handling of|The above exception|goroutine \d+|--- End of|---> |created by |\[signal |panic:|exit status \d|#\d+ |[\w./-]+\.rb:\d+:in |\([a-z_]+(?: [\d.]+)?\) lib\/|[\w.$]+(?:Exception|Error|Exit|Interrupt)\b(?::|$))/;
const WHOLE_LINE_FORMATS = new Set(["JSON lines", "access log", "pipe-separated"]);

type Joiner = {
  readonly year: number;
  readonly onEvent: (event: LogEvent) => void;
  readonly counts: EventCounts;
  /** The first lines, kept until formats that need several lines can be told. */
  readonly waiting: { text: string; number: number }[];
  parser: LineParser | null;
  pending: { record: LogRecord; line: number; endLine: number; detail: string } | null;
  /** A CSV row whose quotes are not closed yet. */
  open: { texts: string[]; line: number } | null;
  /** An event of several lines that is not at its end yet. */
  block: EventBlock | null;
  readonly times: TimestampReader;
};

/**
 * Joins lines to events: the lines of a stack or of any text that starts no event belong to the event before.
 * A line that is in no known format and belongs to nothing is an event of its own and counts as not parsed.
 */
export function createEventJoiner(year: number, onEvent: (event: LogEvent) => void): EventJoiner {
  const counts: EventCounts = { lines: 0, parsed: 0, unparsed: 0, columns: 0, formats: new Map(), stranger: null };
  const joiner: Joiner = {
    year,
    onEvent,
    counts,
    waiting: [],
    parser: null,
    pending: null,
    open: null,
    block: null,
    times: createTimestampReader(year),
  };
  return {
    counts,
    push(raw, number) {
      counts.lines++;
      const text = cleanLine(raw);
      if (joiner.parser) return takeLine(joiner, joiner.parser, text, number);
      joiner.waiting.push({ text, number });
      if (joiner.waiting.length >= FIRST_LINES) startParser(joiner);
    },
    end() {
      const parser = joiner.parser ?? startParser(joiner);
      closeOpen(joiner, parser);
      closeBlock(joiner);
      flush(joiner);
    },
  };
}

function startParser(joiner: Joiner): LineParser {
  const parser = createLineParser(
    joiner.year,
    joiner.waiting.map((line) => line.text),
  );
  joiner.parser = parser;
  for (const line of joiner.waiting) takeLine(joiner, parser, line.text, line.number);
  joiner.waiting.length = 0;
  return parser;
}

function takeLine(joiner: Joiner, parser: LineParser, text: string, number: number): void {
  if (joiner.open) return takeOpen(joiner, parser, joiner.open, text);
  if (beginsBlock(text, joiner.block)) {
    flush(joiner);
    closeBlock(joiner);
    joiner.block = openBlock(text, number);
    return;
  }
  if (joiner.block && !isAfterBlock(joiner.block, parser, text, number)) return void addToBlock(joiner.block, text, number);
  closeBlock(joiner);
  if (text.trim() === "") {
    joiner.counts.parsed++;
    return;
  }
  const { pending } = joiner;
  const parsed = parser.parse(text);
  switch (parsed.kind) {
    case "record":
      if (pending && isAnnex(pending.record, parsed.record, text)) append(joiner, text.slice(text.search(ANNEX)).trimStart(), number);
      else if (pending && isContinuation(pending.record, parsed.record, text)) append(joiner, text, number);
      else if (pending && isNumberOf(pending.record, parsed.record)) {
        const { message } = pending.record;
        pending.record = { ...parsed.record, time: pending.record.time, message: `${parsed.record.message} (${message})` };
        pending.endLine = number;
        joiner.counts.parsed++;
        countFormat(joiner, parsed.record.format, 1);
      } else if (pending?.detail === "" && CAPTURED_OUTPUT.test(pending.record.message)) append(joiner, parsed.record.message, number);
      else if (pending && isHeadedText(pending.record, parsed.record)) {
        // The first of such lines is often empty.
        if (pending.record.message === "" && pending.detail === "") pending.line = number;
        append(joiner, parsed.record.message, number);
      } else begin(joiner, parsed.record, number, number, true);
      return;
    case "wrapped":
      if (pending && isWrappedText(pending, parsed.record)) append(joiner, parsed.record.message, number);
      else begin(joiner, parsed.record, number, number, true);
      return;
    case "columns":
      flush(joiner);
      joiner.counts.columns++;
      joiner.counts.parsed++;
      countFormat(joiner, parsed.format, 1);
      return;
    case "open":
      flush(joiner);
      joiner.open = { texts: [parser.bare(text)], line: number };
      return;
    case "unknown":
      if (pending && belongs(pending.record, text, pending.detail) && !opensFailure(pending, text)) append(joiner, text, number);
      else begin(joiner, plainRecord("plain text", text), number, number, false);
      return;
    default:
      parsed satisfies never;
  }
}

/** A line with a time of its own below an empty one is no text of the event any more. */
function isAfterBlock({ texts, endLine }: EventBlock, parser: LineParser, text: string, number: number): boolean {
  if (texts === null || endLine === number - 1 || text.trim() === "") return false;
  const parsed = parser.parse(text);
  return parsed.kind === "record" && parsed.record.time !== null && /^\S/.test(text);
}

function closeBlock(joiner: Joiner): void {
  const { block, counts } = joiner;
  if (!block) return;
  joiner.block = null;
  const event = eventOf(block, joiner.times);
  counts.parsed += event.endLine - event.line + 1;
  countFormat(joiner, event.record.format, event.endLine - event.line + 1);
  joiner.onEvent(event);
}

function takeOpen(joiner: Joiner, parser: LineParser, open: NonNullable<Joiner["open"]>, text: string): void {
  open.texts.push(parser.bare(text));
  const full = open.texts.length > MAX_OPEN_LINES;
  if (full || (text.includes('"') && parser.parseOpen(open.texts.join("\n")))) closeOpen(joiner, parser);
}

/** A row that never closes its quotes is taken apart into its lines. */
function closeOpen(joiner: Joiner, parser: LineParser): void {
  const { open } = joiner;
  if (!open) return;
  joiner.open = null;
  const record = parser.parseOpen(open.texts.join("\n"));
  if (record) begin(joiner, record, open.line, open.line + open.texts.length - 1, true);
  else open.texts.forEach((text, index) => begin(joiner, plainRecord("plain text", text), open.line + index, open.line + index, false));
}

function begin(joiner: Joiner, record: LogRecord, line: number, endLine: number, known: boolean): void {
  flush(joiner);
  joiner.pending = { record, line, endLine, detail: "" };
  const size = endLine - line + 1;
  if (known) joiner.counts.parsed += size;
  else {
    joiner.counts.unparsed += size;
    joiner.counts.stranger ??= { line, text: record.message.slice(0, 120) };
  }
  countFormat(joiner, record.format, size);
}

function append(joiner: Joiner, text: string, number: number): void {
  const { pending } = joiner;
  if (!pending) return;
  joiner.counts.parsed++;
  countFormat(joiner, pending.record.format, 1);
  pending.endLine = number;
  if (pending.record.message === "" && pending.detail === "") {
    // A time on a line of its own says nothing; a level or a name does.
    if (pending.record.level === null && pending.record.component === null) pending.line = number;
    pending.record = { ...pending.record, message: text.trim() };
    return;
  }
  if (pending.detail.length < MAX_DETAIL_CHARS) pending.detail += pending.detail === "" ? text : `\n${text}`;
}

function flush(joiner: Joiner): void {
  const { pending } = joiner;
  joiner.pending = null;
  if (pending) joiner.onEvent(pending);
}

const countFormat = ({ counts }: Joiner, format: string, lines: number): void =>
  void counts.formats.set(format, (counts.formats.get(format) ?? 0) + lines);

/** A line with a level word but no time inside a log with times is text of the event before, not an event. */
function isContinuation(before: LogRecord, record: LogRecord, text: string): boolean {
  return record.time === null && before.time !== null && record.format === "tagged lines" && (STACK_LINE.test(text) || /^\s/.test(text));
}

/** What PostgreSQL adds to an error on lines of their own. */
const ANNEX = /\s(?:DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION): /;
const isAnnex = (before: LogRecord, { level, scope, component }: LogRecord, text: string): boolean =>
  level === "info" &&
  (before.level === "error" || before.level === "fatal" || before.level === "warn") &&
  scope === before.scope &&
  component === before.component &&
  ANNEX.test(text.slice(0, 200));

/** `Error: 18456, Severity: 14, State: 8.`, which says on the next line what it means. */
const ERROR_NUMBER = /^Error: \d+, Severity: \d+, State: \d+\.?$/;
const isNumberOf = (before: LogRecord, record: LogRecord): boolean =>
  ERROR_NUMBER.test(before.message) && before.component === record.component;

/** Lines of a stack, each with the header of the line before. */
function isHeadedText(before: LogRecord, { level, component, scope, transaction, time, message }: LogRecord): boolean {
  const isSame =
    (level === "error" || level === "fatal" || level === "warn") &&
    level === before.level &&
    component === before.component &&
    scope === before.scope &&
    transaction === before.transaction &&
    (time === null || before.time === null || Math.abs(time.ms - before.time.ms) <= SAME_EVENT_MS);
  return isSame && (message.trim() === "" || before.message === "" || STACK_LINE.test(message));
}

const SAME_EVENT_MS = 20;

const FAILURE_OPENER =
  /^(?:\s*\d+:\d+\s+error\s|\(\w+:\d+\) (?:Unhandled|Uncaught)|panic:|fatal(?: error)?:|Exception in thread |Unhandled |Uncaught |Guru Meditation |(?:[\w.]+ )?ERR!|[Ee]rror:|\S+[:(]\d+(?:[:,]\d+)?\)?:? (?:fatal )?error\b|(?:file:\/\/)?\/\S+\.(?:[cm]?js|ts):\d+$|[\w.-]+ exited with code [1-9])/;
const BARE_EXCEPTION = /^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Exception|Error): /;

/** A failure that a program writes past its logger, after a line of the logger that has nothing to do with it. */
function opensFailure({ record, detail }: NonNullable<Joiner["pending"]>, text: string): boolean {
  if (record.level === "error" || record.level === "fatal") return false;
  // Without levels, a line that is not indented may be an event of its own.
  if (record.level === null && /^\S/.test(text) && !STACK_LINE.test(text) && !STACK_LINE.test(detail) && STRONG.test(text)) return true;
  if (detail !== "") return false;
  if (FAILURE_OPENER.test(text)) return true;
  return (
    record.level !== "warn" &&
    BARE_EXCEPTION.test(text) &&
    !FAILING.test(record.message) &&
    !HARMLESS_WHOLE.test(record.message) &&
    !record.message.endsWith(":")
  );
}

/** Lines of a stack inside a container's wrapper, and indented ones, belong to the line before. */
function isWrappedText(pending: NonNullable<Joiner["pending"]>, { message }: LogRecord): boolean {
  if (opensFailure(pending, message)) return false;
  return message.trim() === "" || STACK_LINE.test(message) || /^\s/.test(message);
}

/** `...ignoring` of a tool that passes over what failed. */
const SAYS_MORE = /^\.\.\.ignoring\b/;
/** SQL Server says on the next line what its number means. */
const MSG_HEADER = /^Msg \d+, Level \d+/;

function belongs(before: LogRecord, text: string, detail: string): boolean {
  if (STACK_LINE.test(text) || SAYS_MORE.test(text)) return true;
  if (MSG_HEADER.test(before.message) && detail === "" && !MSG_HEADER.test(text)) return true;
  if (before.format === "plain text") return /^\s+\S/.test(text);
  // Where lines have no times, one that is not indented may be an event of its own.
  if (before.time === null && before.format === "application log" && before.message !== "") return /^\s/.test(text);
  if (text.startsWith("{") || WHOLE_LINE_FORMATS.has(before.format)) return /^\s+\S/.test(text) && before.format !== "JSON lines";
  return true;
}
