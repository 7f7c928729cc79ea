import { recordOf, roleOf } from "@/lib/engines/logs/records/fields";
import { levelOf, plainRecord, type LogRecord } from "@/lib/engines/logs/records/record";
import type { TimestampReader } from "@/lib/engines/logs/records/timestamps";

/** Columns of a delimited file; the last one takes the rest of the line. */
export type Layout = { readonly format: string; readonly delimiter: "|" | "," | ";" | "\t" | " "; readonly columns: readonly string[] };

/** Reads a header line of at least three known column names; null when it is none. */
export function readColumns(line: string): Layout | null {
  if (line.startsWith("#Fields: ")) return readDirective(line);
  for (const delimiter of ["|", "\t", ";", ","] as const) {
    const columns = line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ""));
    if (columns.length < 3 || columns.some((name) => name === "" || name.length > 40 || !/^[A-Za-z_@][\w @.\-/()]*$/.test(name))) continue;
    const roles = columns.map((name) => roleOf(name)?.role ?? null);
    if (roles.includes("time") && roles.filter((role) => role !== null).length >= 3) {
      return { format: delimiter === "|" ? "pipe-separated" : "CSV", delimiter, columns };
    }
  }
  return null;
}

/** `#Fields: date time cs-method …` of web servers: blanks between columns, date and time in two of them. */
function readDirective(line: string): Layout | null {
  const columns = line.slice("#Fields: ".length).trim().split(/\s+/);
  if (columns.length < 3 || columns[0] !== "date" || columns[1] !== "time") return null;
  return { format: columns.includes("sc-status") ? "access log" : "columns", delimiter: " ", columns: ["timestamp", ...columns.slice(2)] };
}

/** Reads one line below a `#Fields:` directive; null when its cells are not as many as the columns. */
export function readDirectiveRow(line: string, layout: Layout, times: TimestampReader): LogRecord | null {
  const [date, time, ...cells] = line.split(" ");
  if (cells.length !== layout.columns.length - 1) return null;
  return rowRecord(layout, [`${date} ${time}`, ...cells.map((cell) => (cell === "-" ? "" : cell))], times);
}

const CODE = /^[A-Za-z][A-Za-z0-9]{1,24}$/;
const OUTCOME_WORD =
  /^(?:success|failure|fail(?:ed)?|matched|unmatched|original|response|retry|no retry|error|ok|pre|split|sql|not found|no record found)$/i;

/**
 * Guesses the columns of pipe-separated lines that have no header, from the kinds of their values.
 *
 * > | 2026-04-09 13:05:50,686|0|408|4a7d6027|Take pickup wish|CJMS|success|4ba4f56a|Pickup Wish|FlowFile…
 *     time                    ms ms hex      name             code outcome hex      name        text
 */
export function guessColumns(lines: readonly string[], times: TimestampReader): Layout | null {
  const rows = lines.map((line) => line.split("|")).filter((row) => row.length >= 5 && times.readAt(row[0] ?? "", 0) !== null);
  if (rows.length < Math.max(2, lines.length * 0.5)) return null;
  const outcomeAt = commonIndex(rows, (cell) => OUTCOME_WORD.test(cell.trim()));
  if (outcomeAt < 2) return null;
  const width = Math.min(...rows.map((row) => row.length));
  const columns: string[] = ["timestamp"];
  for (let index = 1; index < width; index++) {
    const cells = rows.map((row) => row[index] ?? "");
    columns.push(index === outcomeAt ? "relationship" : guessName(cells, index, outcomeAt, columns, index === width - 1));
  }
  return { format: "pipe-separated", delimiter: "|", columns };
}

function guessName(cells: readonly string[], index: number, outcomeAt: number, before: readonly string[], isLast: boolean): string {
  const share = (test: (cell: string) => boolean): number => cells.filter(test).length / cells.length;
  if (isLast) return "log";
  if (share((cell) => /^\d+$/.test(cell)) > 0.9) return before.includes("queue_time_ms") ? "process_time_ms" : "queue_time_ms";
  if (share((cell) => /^[0-9a-f-]{8,36}$/i.test(cell)) > 0.9) return `uuid_${index}`;
  if (index === outcomeAt - 1 && share((cell) => CODE.test(cell)) > 0.8) return "component";
  if (index < outcomeAt) return before.includes("operation") ? `column_${index}` : "operation";
  if (share((cell) => cell === "" || /^[\w-]{6,40}$/.test(cell)) > 0.95 && before.includes("pg_name")) return "identifier";
  return before.includes("pg_name") ? `column_${index}` : "pg_name";
}

function commonIndex(rows: readonly (readonly string[])[], test: (cell: string) => boolean): number {
  const width = Math.max(...rows.map((row) => row.length));
  for (let index = 1; index < Math.min(width, 20); index++) {
    if (rows.filter((row) => test(row[index] ?? "")).length >= rows.length * 0.5) return index;
  }
  return -1;
}

/** Reads one line of a pipe-separated file; null when it has too few columns or does not start with a time. */
export function readPipeRow(line: string, layout: Layout, times: TimestampReader): LogRecord | null {
  const cells = splitPipes(line, layout.columns.length);
  if (cells.length < Math.max(3, layout.columns.length - 2)) return null;
  if (times.readAt((cells[timeColumn(layout)] ?? "").trim(), 0) === null) return null;
  return rowRecord(layout, cells, times);
}

/** Builds the record of a row. Columns of ids (uuids) do not take part in the message. */
export function rowRecord(layout: Layout, cells: readonly string[], times: TimestampReader): LogRecord {
  const values = layout.columns.map((name, index) => [name, (cells[index] ?? "").trim()] as const);
  return recordOf(
    layout.format,
    values.filter(([name]) => !/uuid/i.test(name) || roleOf(name) !== null),
    times,
  );
}

const timeColumn = (layout: Layout): number =>
  Math.max(
    0,
    layout.columns.findIndex((name) => roleOf(name)?.role === "time"),
  );

function splitPipes(line: string, limit: number): string[] {
  const cells: string[] = [];
  let from = 0;
  while (cells.length < limit - 1) {
    const to = line.indexOf("|", from);
    if (to < 0) break;
    cells.push(line.slice(from, to));
    from = to + 1;
  }
  cells.push(line.slice(from));
  return cells;
}

const LOCATION = /^\s*([\w.$]+)\.([\w$<>]+)\(([\w.$]+)(?::\d+)?\)\s*-\s?/;

/**
 * Reads `time | LEVEL | reqId:… | place - message` lines, in any order of time and level.
 * @returns null when neither of the first three parts is a level
 */
export function readLevelPipes(line: string, times: TimestampReader): LogRecord | null {
  const parts = splitPipes(line, 9);
  if (parts.length < 3) return null;
  const levelAt = parts.findIndex((part, index) => index < 4 && part.trim().length > 2 && levelOf(part.trim()) !== null);
  const time = times.readAt((parts[0] ?? "").trim(), 0) ?? times.readAt((parts[1] ?? "").trim(), 0);
  if (levelAt < 0 || time === null) return null;
  let index = Math.max(levelAt, times.readAt((parts[1] ?? "").trim(), 0) ? 1 : 0) + 1;
  let transaction: string | null = null;
  let component: string | null = null;
  let operation: string | null = null;
  for (; index < parts.length - 1; index++) {
    const part = (parts[index] ?? "").trim();
    const id = /^\w*(?:id|trace|req|request|tx|corr\w*)\s*[:=]\s*(\S*)$/i.exec(part);
    if (id) transaction ??= id[1] && id[1] !== "-" ? id[1] : null;
    else if (/^[\w.$\-[\]#/]{0,80}$/.test(part)) component ??= part === "" ? null : part;
    else break;
  }
  let message = [...parts.slice(index, -1), parts.at(-1) ?? ""].join("|").trim();
  const place = LOCATION.exec(message);
  if (place) {
    component = place[1]?.split(".").at(-1) ?? null;
    operation = place[2] ?? null;
    message = message.slice(place[0].length);
  }
  return {
    ...plainRecord("level-tagged pipes", message),
    time,
    level: levelOf((parts[levelAt] ?? "").trim()),
    component,
    operation,
    transaction,
  };
}
