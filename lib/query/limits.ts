import type { Row, RunOptions } from "@/lib/query/runner";

export type Limits = { readonly maxRows: number; readonly timeoutMs: number; readonly countLimit: number };

/** A result ends early when its cells hold this many characters. */
export const RESULT_CHARACTERS = 32 * 1024 * 1024;
const CELL_CHARACTERS = 100_000;

/** The limits of one query: 10,000 rows, 10 s and a count of up to 1,000,000 rows where nothing else is said. */
export function limitsOf({ maxRows = 10_000, timeoutMs }: RunOptions, own: { timeoutMs?: number; countLimit?: number }): Limits {
  return {
    maxRows,
    timeoutMs: timeoutMs ?? own.timeoutMs ?? 10_000,
    countLimit: Math.max(maxRows, own.countLimit ?? 1_000_000),
  };
}

/** About what a row takes; a number counts as eight characters. */
export function charactersOf(row: Row): number {
  return row.reduce<number>((sum, cell) => sum + (typeof cell === "string" ? cell.length : 8), 0);
}

/** A text as a cell shows it: at most 100,000 characters, and how many there are in all. */
export function cutText(text: string): string {
  return text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS)}… <${text.length} characters in all>` : text;
}
