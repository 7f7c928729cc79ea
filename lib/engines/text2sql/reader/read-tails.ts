import type { Frame, Measure } from "@/lib/engines/text2sql/reader/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";

const LEAD = /(?:^| )(?:with(?: (?:the|their|its))?|and(?: (?:the|their|its))?|,|\.|\?|;|:|\()$/u;
const FIGURE = /^(?:amounts?|figures?|totals?|values?|sums?|counts?|numbers?|how many|how much)$/u;

/** "…, with the amount", "Name and number", "and how much?": what is ranked or bounded by is shown too; the rows are named anyway. */
export function readTail(scan: Scan, at: number): boolean {
  const { frame } = scan;
  const { units } = frame;
  const lower = units[at]?.lower ?? "";
  if (!LEAD.test(units.slice(Math.max(0, at - 2), at).map((unit) => unit.lower).join(" ")) || !isClosed(frame, at)) return false;
  const ranked = rankedBy(frame);
  if (/^names?$/u.test(lower)) return ranked !== null || frame.having.length > 0 || frame.groups.length > 0;
  if (/^(?:rates?|percentages?|shares?)$/u.test(lower) && frame.rateOf !== null) {
    frame.isRateShown = true;
    return true;
  }
  if (!FIGURE.test(lower) || ranked === null) return false;
  if ("fn" in ranked) frame.measures.push(...(frame.measures.some((measure) => JSON.stringify(measure) === JSON.stringify(ranked)) ? [] : [ranked]));
  else frame.outputs.push({ ...ranked, at });
  return true;
}

/** True where nothing but another such word follows. */
function isClosed({ units }: Frame, at: number): boolean {
  const next = units.slice(at + 1).find(({ lower }) => !/^(?:[,()]|and|the|each|respectively|please)$/u.test(lower));
  return next === undefined || /^[.?!;]$/u.test(next.lower) || FIGURE.test(next.lower) || /^names?$/u.test(next.lower);
}

function rankedBy({ order, having }: Frame): Measure | Frame["outputs"][number] | null {
  const [first] = order;
  if (first) return first.measure ?? first.column;
  const [bound] = having;
  return bound?.measure ?? (bound?.noun ? { at: bound.compare.at, fn: "count", noun: bound.noun, column: null, minus: null, distinct: false } : null);
}
