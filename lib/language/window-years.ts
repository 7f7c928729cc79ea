import { partsOf } from "@/lib/language/calendar";
import type { Span } from "@/lib/language/window-spans";

/** A span and the characters of the text that said it. */
export type Found = { readonly span: Span; readonly start: number; readonly end: number };

/** "2026 jan to oct", "in 2025, October": a year that stands before a month, day or quarter is that one's. */
export function underYears(text: string, found: readonly Found[]): readonly Found[] {
  return found.flatMap((current, at): Found[] => {
    const [before, next] = [found[at - 1], found[at + 1]];
    if (next && yearOver(text, current, next)) return [];
    const span = before && yearOver(text, before, current) ? current.span.rebuild?.(partsOf(before.span.from).year) : null;
    return [span && before ? { span: { ...span, rebuild: null }, start: before.start, end: current.end } : current];
  });
}

function yearOver(text: string, a: Found, b: Found): boolean {
  const joint = text.slice(a.end, b.start);
  // "in 2025 from March" goes on to the end of it.
  if (/\bfrom\s*$/.test(joint) && !/^\s*(?:to|until|till|through|-|–)/.test(text.slice(b.end))) return false;
  return (
    a.span.unit === "year" &&
    a.span.count === 1 &&
    /^\d{4}$/.test(a.span.label) &&
    b.span.rebuild !== null &&
    /^[\s,:(]*(?:(?:from|in|for|only|months?|quarters?) )*$/.test(joint)
  );
}

/** "september and october 2025", "h1 vs h2 2025": the year that one of them names is that of both, unless they are the same part of it. */
export function besideYears(text: string, found: readonly Found[]): readonly Found[] {
  const isPart = ({ span }: Found): boolean => span.unit === "month" || span.unit === "quarter";
  const yearOf = (of: Found | undefined, other: Found, joint: string): number | null => {
    if (
      of === undefined ||
      !isPart(of) ||
      !isPart(other) ||
      other.span.rebuild === null ||
      of.span.rebuild !== null ||
      !/ \d{4}$/.test(of.span.label)
    )
      return null;
    if (of.span.label.replace(/ \d{4}$/, "") === other.span.label.replace(/ \d{4}$/, "")) return null;
    return /^\s*(?:,|&|\/|-)?\s*(?:(?:and|or|vs\.?|versus|v|than|against|compared (?:to|with)|over) ?(?:in |of |for |the )*)?$/.test(joint)
      ? partsOf(of.span.from).year
      : null;
  };
  // From the end on, so that "july, august and september 2025" hands its year down.
  const backwards = [...found]
    .reverse()
    .reduce<readonly Found[]>(
      (done, current) => [withYear(current, yearOf(done[0], current, done[0] ? text.slice(current.end, done[0].start) : "")), ...done],
      [],
    );
  return backwards.reduce<readonly Found[]>((done, current, at) => {
    // "july to september this year vs july to september last year": the second July has the year of its own range.
    const next = backwards[at + 1];
    const beginsRange = next?.span.rebuild === null && /^\s*(?:to|until|till|through|-|–)\s*$/.test(text.slice(current.end, next.start));
    const year = beginsRange ? null : yearOf(done.at(-1), current, text.slice(done.at(-1)?.end ?? 0, current.start));
    return [...done, withYear(current, year)];
  }, []);
}

function withYear(found: Found, year: number | null): Found {
  const span = year === null ? null : found.span.rebuild?.(year);
  return span ? { ...found, span: { ...span, rebuild: null } } : found;
}
