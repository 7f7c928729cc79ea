import { totalOf } from "@/lib/engines/text2sql/reader/amounts";
import type { Frame } from "@/lib/engines/text2sql/reader/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";

/** Gives what still waits at the end of a question to what it is about. */
export function settleLeftovers(scan: Scan): void {
  lowestAndHighest(scan);
  leftover(scan);
  countNew(scan.frame);
}

/** "smallest and largest loan" asks for two figures rather than for two rows. */
function lowestAndHighest({ frame, pending }: Scan): void {
  const [first, second] = pending.superlatives;
  const [noun] = frame.nouns;
  if (!first || !second || first.dir === second.dir || !noun || frame.outputs.length + frame.measures.length > 0) return;
  const measures = [first, second].flatMap(({ at, dir }) => totalOf(frame, at, noun, dir === "asc" ? "min" : "max") ?? []);
  if (measures.length < 2) return;
  frame.measures.push(...measures);
  pending.superlatives = [];
}

/** "new accounts this year" asks how many there are. */
function countNew({ units, nouns, measures, outputs, groups, order, windows }: Frame): void {
  const [noun] = nouns;
  const isBare = measures.length + outputs.length + groups.length + order.length === 0 && windows.length === 1;
  if (units[0]?.lower === "new" && noun?.isPlural && isBare) measures.push({ at: 0, fn: "count", noun, column: null, minus: null, distinct: false });
}

/** "…, how many?" and "in total" at the end are about the first noun. */
function leftover({ frame, pending }: Scan): void {
  const noun = frame.nouns.find(({ negated }) => !negated);
  for (const { fn, at } of pending.fns) {
    if (fn === "count" && frame.measures.some((measure) => measure.fn === "count")) continue;
    if (fn === "avg" && frame.groups[0]?.noun && (frame.measures[0]?.fn === "count" || (frame.measures.length === 0 && noun?.isPlural))) {
      frame.isAverageCount = true;
      if (frame.measures.length === 0 && noun) frame.measures.push({ at, fn: "count", noun, column: null, minus: null, distinct: false });
      continue;
    }
    const ranked = fn === "sum" ? frame.order.find(({ measure, column }) => measure === null && column !== null) : undefined;
    if (ranked?.column) {
      ranked.measure = { at, fn, noun: null, column: ranked.column, minus: null, distinct: false };
      continue;
    }
    if (fn === "count" && noun) frame.measures.push({ at, fn, noun, column: null, minus: null, distinct: false });
    else if (frame.measures.length === 0) {
      const total = noun && fn !== "count" ? totalOf(frame, at, noun, fn) : null;
      if (total) frame.measures.push(total);
      else frame.unread.push(at);
    } else if (fn !== "sum") frame.unread.push(at);
  }
}
