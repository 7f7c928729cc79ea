import type { Answer, Cell, ColumnInfo, Table, Unit } from "@/lib/answers/answer";

/** What one request about a log comes to, before the frame of the answer is put around it. */
export type Told = {
  readonly text: string;
  readonly table: Table | null;
  readonly chart: Answer["chart"];
  readonly withReport: boolean;
  readonly found: boolean;
  readonly arithmetic?: Answer["arithmetic"];
};

/** No chart, and why. */
export const none = (reason: string): Answer["chart"] => ({ kind: "none", reason });

/** 1234 as "1,234". */
export const number = (value: number): string => value.toLocaleString("en-GB");

/** "1 line", "1,234 lines". */
export const lines = (value: number): string => `${number(value)} ${value === 1 ? "line" : "lines"}`;

/** One column of a table. */
export const column = (name: string, label: string, unit: Unit): ColumnInfo => ({ name, label, unit });

/** A table of at most `MAX_ROWS` rows. @param rowCount how many there are in all */
export const table = (columns: readonly ColumnInfo[], rows: readonly (readonly Cell[])[], rowCount = rows.length): Table => ({
  columns,
  rows: rows.slice(0, MAX_ROWS),
  rowCount,
  truncated: rowCount > Math.min(rows.length, MAX_ROWS),
});

/** Most rows that an answer shows. */
const MAX_ROWS = 500;
