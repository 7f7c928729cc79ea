import { formatNumber } from "@/lib/answers/format";

/** What the lines route answers: lines from a line number on; `next` is the line where the next page starts, null at the end. */
export type LinePage = { readonly lines: readonly RawLine[]; readonly next: number | null };
export type RawLine = { readonly line: number; readonly text: string };

export const PAGE_LINES = 200;

/** The page (from 0) that holds a row, and the line that it starts at, while every line is shown. */
export function pageOf(index: number): { readonly page: number; readonly from: number } {
  const page = Math.floor(index / PAGE_LINES);
  return { page, from: page * PAGE_LINES + 1 };
}

/** A page as far as it can be shown; a reply of another shape is the server's fault and throws. */
export function readLinePage(reply: unknown): LinePage {
  if (typeof reply !== "object" || reply === null || !("lines" in reply) || !Array.isArray(reply.lines) || !("next" in reply))
    throw new TypeError("The lines route answered in another shape");
  const { next } = reply;
  return { lines: reply.lines.filter(isRawLine), next: typeof next === "number" ? next : null };
}

/** Matches found so far in words: "12 error lines with “timeout”", and "200 or more" while the end is not reached. */
export function describeMatches(found: number, search: string, level: string, more: boolean): string {
  const lines = `${level === "" ? "" : `${level} `}${found === 1 && !more ? "line" : "lines"}`;
  return `${formatNumber(found, 0)}${more ? " or more" : ""} ${lines}${search === "" ? "" : ` with “${search}”`}`;
}

function isRawLine(line: unknown): line is RawLine {
  return (
    typeof line === "object" &&
    line !== null &&
    "line" in line &&
    typeof line.line === "number" &&
    "text" in line &&
    typeof line.text === "string"
  );
}
