import { formatNumber } from "@/lib/answers/format";
import type { Answer, Cell, ColumnInfo, Table, Unit } from "@/lib/answers/answer";

/** What one request about a log comes to, before the frame of the answer is put around it. */
export type Told = {
  readonly text: string;
  readonly table: Table | null;
  readonly chart: Answer["chart"];
  /** The report is shown below the text. */ readonly withReport?: true;
  readonly found: boolean;
  readonly arithmetic?: Answer["arithmetic"];
};

/** A sentence alone. @param reason why there is no chart */
export const saying = (text: string, reason: string, found = false): Told => ({ text, table: null, chart: none(reason), found });

/** No chart, and why. */
export const none = (reason: string): Answer["chart"] => ({ kind: "none", reason });

/** 1234 as "1,234". */
export const number = (value: number): string => formatNumber(value, 0);

/** One column of a table. */
export const column = (name: string, label: string, unit: Unit): ColumnInfo => ({ name, label, unit });

/** A local ISO time as "2026-06-02 10:02:10", to the second. */
export const clockTime = (iso: string): string => iso.slice(0, 19).replace("T", " ");

/** One line and its text: "The first failing line is line 2, 2026-06-02 10:02:10: …". */
export const sayLine = (which: string, line: number, time: string | null, text: string): string => {
  const short = text.length > SAID_CHARS ? `${text.slice(0, SAID_CHARS).replace(/\S*$/, "")}…` : text;
  return `${which} is line ${number(line)}${time === null ? "" : `, ${clockTime(time)}`}: ${short.replace(/(?<![.!?…])$/, ".")}`;
};

const SAID_CHARS = 300;

/** A table of at most `MAX_ROWS` rows. @param rowCount how many there are in all */
export const table = (columns: readonly ColumnInfo[], rows: readonly (readonly Cell[])[], rowCount = rows.length): Table => ({
  columns,
  rows: rows.slice(0, MAX_ROWS),
  rowCount,
  truncated: rowCount > Math.min(rows.length, MAX_ROWS),
});

/** Most rows that an answer shows. */
export const MAX_ROWS = 500;
