import { splitCsv } from "@/lib/engines/logs/records/csv";
import {
  guessColumns,
  readColumns,
  readDirectiveRow,
  readLevelPipes,
  readPipeRow,
  rowRecord,
  type Layout,
} from "@/lib/engines/logs/records/delimited";
import { readHeader } from "@/lib/engines/logs/records/header";
import { plainRecord, type LogRecord } from "@/lib/engines/logs/records/record";
import {
  readAccessLine,
  readClusterEvent,
  readJsonLine,
  readLogfmt,
  unwrapContainer,
  type Wrapped,
} from "@/lib/engines/logs/records/structured";
import { createTimestampReader, type TimestampReader } from "@/lib/engines/logs/records/timestamps";

/**
 * What one line is: a record that starts an event; the names of the columns; a row whose quotes are still open;
 * a line in no known format.
 */
export type ParsedLine =
  | { readonly kind: "record"; readonly record: LogRecord }
  | { readonly kind: "columns"; readonly format: string }
  | { readonly kind: "open"; readonly format: string }
  /** A line that only a container's wrapper is known of: an event, or more text of the one before. */
  | { readonly kind: "wrapped"; readonly record: LogRecord }
  | { readonly kind: "unknown" };

export type LineParser = {
  parse(line: string): ParsedLine;
  /** The line without a container's wrapper. */
  bare(line: string): string;
  /** Closes a row that was still open (its lines joined by line breaks); null when it cannot be read. */
  parseOpen(text: string): LogRecord | null;
};

type Format = (line: string, times: TimestampReader) => LogRecord | null;

// Tried in this order after the format that matched last.
const FORMATS: readonly Format[] = [
  readJsonLine,
  readAccessLine,
  (line, times) => (line.includes("/") ? readClusterEvent(line, times) : null),
  (line, times) => (line.includes("|") ? readLevelPipes(line, times) : null),
  (line, times) => (line.includes("=") ? readLogfmt(line, times) : null),
  readHeaderLine,
];
const UNKNOWN: ParsedLine = { kind: "unknown" };

/**
 * Reads lines of any known format; formats may be mixed in one file.
 * @param year for timestamps that carry none
 * @param first the first lines of the file, for formats that have to be told from several lines
 */
export function createLineParser(year: number, first: readonly string[]): LineParser {
  const times = createTimestampReader(year);
  let layout: Layout | null = null;
  const bare = first.map((line) => unwrapContainer(line)?.text ?? line);
  const guessed = readColumns(bare[0] ?? "") ? null : guessColumns(bare, times);
  let last: Format | undefined;
  let lineNumber = 0;

  const readWith = (line: string): LogRecord | null => {
    const recent = last?.(line, times);
    if (recent) return recent;
    for (const format of FORMATS) {
      if (format === last) continue;
      const record = format(line, times);
      if (record) {
        last = format;
        return record;
      }
    }
    return null;
  };

  const parseRow = (line: string): ParsedLine | null => {
    const active = layout ?? guessed;
    if (!active) return null;
    if (active.delimiter === "|") {
      const record = readPipeRow(line, active, times);
      return record ? { kind: "record", record } : null;
    }
    if (active.delimiter === " ") {
      const record = readDirectiveRow(line, active, times);
      return record ? { kind: "record", record } : null;
    }
    const cells = splitCsv(line, active.delimiter);
    if (cells === null) return { kind: "open", format: active.format };
    return cells.length === active.columns.length ? { kind: "record", record: rowRecord(active, cells, times) } : null;
  };

  const parseText = (line: string): ParsedLine => {
    if (lineNumber <= 20 || line.length < 300) {
      const columns = lineNumber <= 20 || line.startsWith(layout?.columns[0] ?? "\u0000") ? readColumns(line) : null;
      if (columns) {
        layout = columns;
        return { kind: "columns", format: columns.format };
      }
    }
    if (layout?.delimiter === " " && line.startsWith("#")) return { kind: "columns", format: layout.format };
    const row = parseRow(line);
    if (row) return row;
    const record = readWith(line);
    return record ? { kind: "record", record } : UNKNOWN;
  };

  return {
    bare: (line) => unwrapContainer(line)?.text ?? line,
    parse(line) {
      lineNumber++;
      const wrapped = unwrapContainer(line);
      const parsed = parseText(wrapped?.text ?? line);
      if (wrapped === null || parsed.kind === "columns" || parsed.kind === "open") return parsed;
      const record = parsed.kind === "unknown" ? null : parsed.record;
      return { kind: record ? "record" : "wrapped", record: rewrap(record, wrapped, times) };
    },
    parseOpen(text) {
      if (!layout) return null;
      const cells = splitCsv(text, layout.delimiter);
      return cells && cells.length === layout.columns.length ? rowRecord(layout, cells, times) : null;
    },
  };
}

function rewrap(record: LogRecord | null, { text, time, name, service }: Wrapped, times: TimestampReader): LogRecord {
  const inner = record ?? plainRecord(name, text);
  return {
    ...inner,
    time: inner.time ?? (time === null ? null : times.readAt(time, 0)),
    component: inner.component ?? service ?? null,
  };
}

function readHeaderLine(line: string, times: TimestampReader): LogRecord | null {
  const header = readHeader(line, times);
  if (!header) return null;
  const { time, level, thread } = header;
  const message = line.slice(header.start);
  const inner = level === null && header.component !== null ? readInner(message, times) : null;
  if (inner) return { ...inner, time: time ?? inner.time, component: header.component };
  return {
    format: level === null ? (time === null ? "tagged lines" : "syslog or timestamped lines") : "application log",
    time,
    level,
    component: header.component ?? threadName(thread),
    operation: null,
    transaction: header.id,
    outcome: null,
    durationMs: null,
    status: null,
    scope: thread,
    message,
    detail: null,
  };
}

/** The line of a program that has a level of its own, inside the line of a syslog that has none. */
function readInner(message: string, times: TimestampReader): LogRecord | null {
  const inner = message.startsWith("{")
    ? readJsonLine(message, times)
    : /^(?:time|ts|level)=/.test(message)
      ? readLogfmt(message, times)
      : /^[IWEF]\d{4} \d{2}:/.test(message)
        ? readHeaderLine(message, times)
        : null;
  return inner?.level ? inner : null;
}

/** A class name inside a thread field, as in `[CommitProcessor:1:NIOServerCnxn@180]`. */
const threadName = (thread: string | null): string | null => /([A-Za-z$]{3,})@\d+$/.exec(thread ?? "")?.[1] ?? null;
