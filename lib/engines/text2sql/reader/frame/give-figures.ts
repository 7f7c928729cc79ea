import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { countOf, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";

/** A figure that still waits for what it is of. */
type Waiting = Scan["pending"]["fns"][number];
/** True where the figure found what it is of, or is none of its own. */
type Settle = (scan: Scan, waiting: Waiting, noun: Noun | undefined) => boolean;

/** Gives each figure that still waits at the end of a question to what it can be of; else it is not read. */
export function giveFigures(scan: Scan): void {
  const noun = scan.frame.nouns.find(({ negated }) => !negated);
  for (const waiting of scan.pending.fns) SETTLE.some((settle) => settle(scan, waiting, noun));
}

const isCountedAlready: Settle = ({ frame }, { fn, at }) => {
  if (fn !== "count" || !frame.measures.some((measure) => measure.fn === "count")) return false;
  const next = frame.units.slice(at + 1).find(({ kind, lower }) => kind !== "small" && !/^(?:in|on|at|for|of)$/u.test(lower));
  if (frame.units[at]?.lower === "how many" && next?.kind === "name") frame.unread.push(at);
  return true;
};

const averagesCounts: Settle = ({ frame }, { fn, at }, noun) => {
  const isGrouped = frame.groups[0]?.noun || (frame.groups.length === 0 && frame.periods.length > 0);
  const isOfCounts = frame.measures[0]?.fn === "count" || (frame.measures.length === 0 && noun?.isPlural);
  if (fn !== "avg" || !isGrouped || !isOfCounts) return false;
  frame.isAverageCount = true;
  if (frame.measures.length === 0 && noun) frame.measures.push(countOf(noun, at));
  return true;
};

/** "headcount by grade": the rows that the groups are of. */
const countsGroups: Settle = ({ frame }, { fn, at }, noun) => {
  if (fn !== "count" || noun || frame.groups.length === 0 || frame.measures.length > 0) return false;
  frame.measures.push(countOf(null, at));
  return true;
};

const totalsRanking: Settle = ({ frame }, { fn, at }) => {
  const ranked = fn === "sum" ? frame.order.find(({ measure, column }) => measure === null && column !== null) : undefined;
  if (!ranked?.column) return false;
  ranked.measure = { ...countOf(null, at), fn, column: ranked.column };
  return true;
};

const countsDays: Settle = ({ frame }, { fn, at }, noun) => {
  if (fn !== "count" || noun || frame.measures.length > 0 || frame.outputs.length !== 1) return false;
  const days = frame.outputs.find(({ senses }) => {
    const column = frame.schema.columns[senses[0]?.column ?? -1];
    return column !== undefined && isMoment(column);
  });
  if (!days) return false;
  frame.outputs.pop();
  frame.measures.push({ ...countOf(null, at), column: days });
  return true;
};

/** "…, price, average": the column before is what the figure is of. */
const figuresBefore: Settle = (scan, { fn, at }) => {
  const { frame } = scan;
  const last = frame.outputs.at(-1);
  const isAfter =
    last !== undefined &&
    fn !== "count" &&
    last.at < at &&
    frame.units.slice(last.at + 1, at).every(({ kind, lower }) => kind !== "window" && kind !== "number" && !/^(?:and|,|;)$/u.test(lower));
  const senses = isAfter && frame.measures.length > 0 ? numeric(scan, last) : [];
  if (!isAfter || senses.length === 0) return false;
  frame.outputs.pop();
  frame.measures.push({ ...countOf(null, at), fn, column: { ...last, senses } });
  return true;
};

/** The only column shown is what the figure is of. */
const figuresShown: Settle = (scan, { fn, at }) => {
  const { frame } = scan;
  const shown =
    frame.outputs.length === 1 && fn !== "count" && frame.measures.length + frame.order.length === 0 ? frame.outputs[0] : undefined;
  const senses = shown ? numeric(scan, shown) : [];
  if (!shown || senses.length === 0) return false;
  frame.outputs.pop();
  frame.measures.push({ ...countOf(null, at), fn, column: { ...shown, senses } });
  return true;
};

/** "…: number and total" asks for both, "in total" for nothing further. */
const addsTotal: Settle = ({ frame, pending }, { fn, at }, noun) => {
  const isPair = frame.units[at - 1]?.lower === "and" && pending.fns.some((other) => other.fn === "count" && other.at === at - 2);
  if (fn !== "sum" || (!isPair && frame.units[at]?.lower !== "how much") || frame.measures.length !== 1) return false;
  const total = totalOf(frame, at, frame.measures[0]?.noun ?? noun ?? null);
  if (total) frame.measures.push(total);
  return total !== null;
};

const countsRows: Settle = ({ frame }, { fn, at }, noun) => {
  if (fn !== "count" || !noun) return false;
  const bounded = frame.having.find((bound) => bound.noun !== null && bound.measure === null && bound.noun.at < at)?.noun;
  frame.measures.push(countOf((frame.units[at]?.lower === "how many" ? null : bounded) ?? noun, at));
  return true;
};

const isOfNoun: Settle = ({ frame }, { fn, at }, noun) => {
  if (frame.measures.length > 0) {
    if (fn !== "sum") frame.unread.push(at);
    return true;
  }
  const total = noun && fn !== "count" ? totalOf(frame, at, noun, fn) : null;
  if (total) frame.measures.push(total);
  // "total exams", where an exam has no amount.
  else if (fn === "sum" && noun?.isPlural && (noun.at === at + 1 || frame.units[at]?.lower === "in total"))
    frame.measures.push(countOf(noun, at));
  else frame.unread.push(at);
  return true;
};

const SETTLE: readonly Settle[] = [
  isCountedAlready,
  averagesCounts,
  countsGroups,
  totalsRanking,
  countsDays,
  figuresBefore,
  figuresShown,
  addsTotal,
  countsRows,
  isOfNoun,
];
