import { levelOf, type Header } from "@/lib/engines/logs/records/record";
import type { TimestampReader } from "@/lib/engines/logs/records/timestamps";

/** Headers met before in a log, as expressions that match from the end of the time to the start of the message. */
export type Layouts = {
  readonly source: string;
  readonly pattern: RegExp;
  readonly hasLevel: boolean;
  /** Whether the time begins with a digit: a host follows only one that begins with a month. */ readonly digit: boolean;
}[];

/** Where the parts of a scanned header stand; -1 for a level that is not there. */
export type HeaderPlaces = { readonly timeEnd: number; readonly levelAt: number; readonly nameAt: number };

const MAX_LAYOUTS = 4;
const LEVEL = "(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|[DIWEFV])";
const NAME = "([A-Za-z_][\\w.$\\/\\-@]*(?:\\([\\w.\\-]*\\))?)(?:\\[[^\\]\\s]*\\])?";

/**
 * Remembers the layout of a header that starts with its time, ends with `name:` and has no brackets between. Its numbers
 * and words may change; everything else must be the same for `readLayout` to match.
 */
export function learnLayout(layouts: Layouts, line: string, { timeEnd, levelAt, nameAt }: HeaderPlaces): void {
  if (layouts.length >= MAX_LAYOUTS || line.charCodeAt(0) === 60 || nameAt <= timeEnd) return;
  const before = line.slice(timeEnd, levelAt >= 0 ? levelAt : nameAt);
  const level = levelAt >= 0 ? /^[A-Z]+/.exec(line.slice(levelAt, nameAt))?.[0] : "";
  if (level === undefined || /[[\]()<>]/.test(before)) return;
  const between = levelAt >= 0 ? line.slice(levelAt + level.length, nameAt) : "";
  if (!/^\s*$/.test(between) || (levelAt >= 0 && between === "")) return;
  const source = `${generalize(before)}${levelAt >= 0 ? `${LEVEL} +` : ""}${NAME}: +(?![[\\s]|- ${levelAt >= 0 ? "" : "|(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)[\\s:]"})`;
  const digit = startsWithDigit(line);
  if (layouts.some((known) => known.source === source && known.digit === digit)) return;
  layouts.push({ source, pattern: new RegExp(source, "y"), hasLevel: levelAt >= 0, digit });
}

const startsWithDigit = (line: string): boolean => line.charCodeAt(0) <= 57;

/** Numbers stay numbers, words become words, blanks may be several. */
const generalize = (text: string): string =>
  text.replace(/\d+|[A-Za-z][\w.\-]*|\s+|[^\w\s]/g, (part) =>
    /^\d+$/.test(part)
      ? "\\d+"
      : /^\s+$/.test(part)
        ? " +"
        : /^\w/.test(part)
          ? "(?!(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|[DIWEFV])\\b)[A-Za-z][\\w.\\-]*"
          : `\\${part}`,
  );

/** Reads a header by a layout met before; null when none fits. */
export function readLayout(line: string, layouts: Layouts, times: TimestampReader): Header | null {
  if (layouts.length === 0) return null;
  const time = times.readAt(line, 0);
  if (time === null || time.coarse) return null;
  const isDigit = startsWithDigit(line);
  for (const { pattern, hasLevel, digit } of layouts) {
    if (digit !== isDigit) continue;
    pattern.lastIndex = time.end;
    const m = pattern.exec(line);
    if (!m) continue;
    if (!hasLevel && levelOf(m[1] ?? "") !== null) return null;
    return {
      time,
      level: hasLevel ? levelOf(m[1] ?? "") : null,
      component: m[hasLevel ? 2 : 1] ?? null,
      thread: null,
      id: null,
      start: pattern.lastIndex,
    };
  }
  return null;
}
