import { describeFilter, type LogFilter, type LogRequest, type LogRows, type Pick, type RateUnit } from "@/lib/engines/logs/request";
import type { LogEvent } from "@/lib/engines/logs/records/events";
import type { Assessment } from "@/lib/engines/logs/failures/failures";
import { maskSecrets } from "@/lib/engines/logs/mask";
import { isoOf } from "@/lib/engines/logs/records/timestamps";
import { column, MAX_ROWS } from "@/lib/engines/logs/told";
import type { Cell } from "@/lib/answers/answer";

/** Sees every event of a log and keeps the rows that a request asks for. */
export type Collector = { see(event: LogEvent, assessment: Assessment): void; rows(): LogRows };

const MAX_SPANS = 5_000;
const TEXT_CHARS = 500;

const EVENT_COLUMNS = [
  column("line", "Line", "count"),
  column("time", "Time", "datetime"),
  column("level", "Level", "text"),
  column("component", "Component", "text"),
  column("operation", "Operation", "text"),
  column("message", "Message", "text"),
];

/** A collector for requests that need the lines themselves; null for those that the report answers. */
export function collectorOf(request: LogRequest): Collector | null {
  switch (request.kind) {
    case "events":
      return collectEvents((event) => matches(event, request.filter), request.pick);
    case "transaction": {
      const id = request.id.toLowerCase();
      return collectEvents(
        ({ record, detail }) =>
          record.transaction?.toLowerCase() === id || record.message.toLowerCase().includes(id) || detail.toLowerCase().includes(id),
      );
    }
    case "rate":
      return collectRate(request.per, request.failuresOnly, request.filter);
    case "analyze":
    case "root-cause":
    case "recommendations":
    case "templates":
    case "components":
    case "counts":
    case "span":
    case "aftermath":
    case "transactions":
    case "failures":
    case "compare":
      return null;
    default:
      return request satisfies never;
  }
}

function collectEvents(wanted: (event: LogEvent) => boolean, pick?: Pick): Collector {
  const rows: Cell[][] = [];
  let rowCount = 0;
  return {
    see(event) {
      if (!wanted(event) || (pick === "first" && rowCount > 0)) return;
      if (pick === "last") rows.length = rowCount = 0;
      rowCount++;
      if (rows.length >= MAX_ROWS) return;
      const { record } = event;
      const text = record.outcome === null ? record.message : `${record.outcome}${record.message === "" ? "" : `: ${record.message}`}`;
      rows.push([
        event.line,
        record.time ? isoOf(record.time.ms, record.time.offset) : null,
        record.level,
        mask(record.component),
        mask(record.operation),
        maskSecrets(text.slice(0, TEXT_CHARS)),
      ]);
    },
    rows: () => ({ columns: EVENT_COLUMNS, rows, rowCount }),
  };
}

const mask = (text: string | null): string | null => (text === null ? null : maskSecrets(text));
const SPAN_MS: Readonly<Record<RateUnit, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function collectRate(per: RateUnit, failuresOnly: boolean, filter: LogFilter): Collector {
  const spans = new Map<string, { lines: number; failures: number }>();
  return {
    see(event, assessment) {
      const { time } = event.record;
      if (!time || !matches(event, filter)) return;
      const failing = assessment.finding?.kind === "failure";
      if (failuresOnly && !failing) return;
      const span = SPAN_MS[per];
      const shift = (time.offset ?? 0) * 60_000;
      const key = isoOf(Math.floor((time.ms + shift) / span) * span - shift, time.offset).slice(0, per === "day" ? 10 : 19);
      const held = spans.get(key);
      if (held) {
        held.lines++;
        if (failing) held.failures++;
      } else if (spans.size < MAX_SPANS) spans.set(key, { lines: 1, failures: failing ? 1 : 0 });
    },
    rows() {
      const sorted = [...spans.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        columns: [
          per === "day" ? column(per, "Day", "date") : column(per, "From", "datetime"),
          ...(failuresOnly ? [] : [column("lines", "Lines", "count")]),
          column("failures", "Failures", "count"),
        ],
        rows: sorted.slice(0, MAX_ROWS).map(([key, span]) => (failuresOnly ? [key, span.failures] : [key, span.lines, span.failures])),
        rowCount: sorted.length,
      };
    },
  };
}

function matches({ record, detail, line }: LogEvent, filter: LogFilter): boolean {
  if (!isAmong(line, filter)) return false;
  if (filter.level && record.level !== filter.level && !(filter.level === "error" && record.level === "fatal")) return false;
  if (filter.place && !isPlace(filter.place, [record.component, record.operation, record.scope])) return false;
  if (filter.text && !`${record.message}\n${detail}`.toLowerCase().includes(filter.text.toLowerCase())) return false;
  if (filter.from === null && filter.to === null) return true;
  return record.time !== null && isWithin(isoOf(record.time.ms, record.time.offset), filter);
}

/** True when all words of `wanted` are in one of the names, whatever their case and punctuation. */
export function isPlace(wanted: string, names: readonly (string | null)[]): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "");
  const words = wanted
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== "");
  return names.some((name) => name !== null && words.every((word) => plain(name).includes(word)));
}

/** True when a line lies between the lines that a filter names. */
export function isAmong(line: number, { fromLine, toLine }: LogFilter): boolean {
  return line >= (fromLine ?? 1) && line <= (toLine ?? line);
}

/** True when a time lies within a filter's window; a bound without seconds covers its whole minute. */
export function isWithin(iso: string, filter: LogFilter): boolean {
  const of = (bound: string): string => (/^\d{4}/.test(bound) ? iso.slice(0, bound.length) : iso.slice(11, 11 + bound.length));
  if (filter.from !== null && of(filter.from) < filter.from) return false;
  return filter.to === null || of(filter.to) <= filter.to;
}

/** Words for rows that a filter left empty. */
export const noRowsText = (filter: LogFilter): string => `No line matches ${describeFilter(filter) || "that"}.`;
