import { LEVELS_ABROAD } from "@/lib/engines/logs/records/record";

const LEVEL_AHEAD = new RegExp(
  `(?:^|[\\s[<(|])(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|${LEVELS_ABROAD})(?=[\\s\\]:>)|])|\\s(?:LOG|STATEMENT|DETAIL|HINT|CONTEXT):|\\[(?:debug|info|notice|warn|warning|error|critical|alert|emergency)\\]`,
);
const MAX_LOOK = 130;

/** `ERROR LINES          0`, a line of a printed summary. */
export const COUNTED_LINE = /^\s*[A-Z][A-Za-z ]*\s{2,}[\d.,]+\s*$/;

/** Where a level stands ahead in a line, counted from `from`; -1 where none does within 130 characters. */
export const levelAhead = (line: string, from: number): number => line.slice(from, from + MAX_LOOK).search(LEVEL_AHEAD);

/** A level word in a line without a time is part of a sentence where a word goes before it, unless a colon or brackets set it off. */
export function isProse(line: string, from: number): boolean {
  const start = from + levelAhead(line, from);
  const word = /^[\s[<(|]*[A-Za-z]+/.exec(line.slice(start))?.[0] ?? "";
  const isSetOff = /[[<(|]/.test(word) || /[:\])>|]/.test(line[start + word.length] ?? "");
  return !isSetOff && /\S\s+(?!(?:AM|PM)$)[A-Za-z]+$/.test(line.slice(0, start).trimEnd());
}
