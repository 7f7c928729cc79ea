import type { Finding } from "@/lib/engines/logs/failures/finding";

/** Which failures come back all along a log. */
export type Recurring = {
  is(finding: Finding): boolean;
  /** Where those of its kind began. */ firstLine(finding: Finding): number;
  /** True where those of its kind came from early on. */ isFromStart(finding: Finding): boolean;
};

const OFTEN = 3;
/** Share of a log's lines from the first to the last of them. */
const SPREAD = 0.4;
/** Share of a log's lines within which what was always there shows up. */
const EARLY = 0.3;

/**
 * Tells failures that a log holds all along from those that happened: what comes back at least three times over 40 % of
 * the lines was there before and after, so another failure is the likelier cause.
 */
export function recurringIn(findings: readonly Finding[], lines: number): Recurring {
  const seen = new Map<number, { count: number; readonly first: number; last: number }>();
  for (const { cluster, line, kind } of findings) {
    if (kind === "missing") continue;
    const known = seen.get(cluster);
    if (!known) seen.set(cluster, { count: 1, first: line, last: line });
    else {
      known.count++;
      known.last = line;
    }
  }
  return {
    is({ cluster }) {
      const known = seen.get(cluster);
      return known !== undefined && known.count >= OFTEN && known.last - known.first >= SPREAD * lines;
    },
    firstLine: ({ cluster, line }) => seen.get(cluster)?.first ?? line,
    isFromStart: ({ cluster, line }) => (seen.get(cluster)?.first ?? line) <= EARLY * lines,
  };
}
