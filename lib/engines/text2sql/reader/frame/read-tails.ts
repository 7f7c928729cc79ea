import type { Frame, Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { isInOutputList } from "@/lib/engines/text2sql/reader/frame/output-list";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

const LEAD = /(?:^| )(?:with(?: (?:the|their|its))?|and(?: (?:the|their|its))?|,|\.|\?|;|:|\()$/u;
const FIGURE = /^(?:amounts?|figures?|totals?|values?|sums?|counts?|numbers?|how many|how much)$/u;

/** "…, with the amount", "Name and number", "and how much?": what is ranked or bounded by is shown too; the rows are named anyway. */
export function readTail(scan: Scan, at: number): boolean {
  const { frame } = scan;
  const { units } = frame;
  const lower = units[at]?.lower ?? "";
  if (
    !LEAD.test(
      units
        .slice(Math.max(0, at - 2), at)
        .map((unit) => unit.lower)
        .join(" "),
    ) ||
    !isClosed(frame, at)
  )
    return false;
  // "loans with more than one guarantor, how many?" counts the loans.
  if (
    lower === "how many" &&
    !isInOutputList(scan, at) &&
    frame.having.length > 0 &&
    frame.order.length === 0 &&
    units[at - 1]?.lower === "," &&
    !/^(?:which|who|what|list|show)$/u.test(units[0]?.lower ?? "")
  )
    return false;
  const ranked = rankedBy(frame);
  // "the dearest venue to hire, and how much": the figure stands there already.
  if (lower === "how much" && !ranked && scan.pending.superlatives.length > 0 && frame.outputs.some((use) => numeric(scan, use).length > 0))
    return true;
  if (ranked && "fn" in ranked && saysAgain(frame, at, ranked)) {
    addMeasure(frame, ranked);
    return true;
  }
  if (/^names?$/u.test(lower)) return ranked !== null || frame.having.length > 0 || frame.groups.length > 0;
  if (/^(?:rates?|percentages?|shares?)$/u.test(lower) && frame.rateOf !== null) {
    frame.isRateShown = true;
    return true;
  }
  if (!FIGURE.test(lower) || ranked === null) return false;
  if ("fn" in ranked) addMeasure(frame, ranked);
  else if (lower === "how much" && isOfOther(frame, ranked)) {
    const [first] = frame.order;
    const total: Measure = { at, fn: "sum", noun: null, column: ranked, minus: null, distinct: false };
    if (first) first.measure = total;
    frame.measures.push(total);
  } else frame.outputs.push({ ...ranked, at });
  return true;
}

/** "the five we billed most, with the amounts": by what they are ranked was settled only at the end. */
export function tellRanked(scan: Scan): void {
  const { outputs, order, units, unread, measures } = scan.frame;
  const at = [...outputs.map((use) => use.at), ...unread].find((place) => FIGURE.test(units[place]?.lower ?? ""));
  if (at === undefined || measures.length > 0 || !order.some(({ measure }) => measure !== null) || !readTail(scan, at)) return;
  outputs.splice(0, outputs.length, ...outputs.filter((use) => use.at !== at));
  unread.splice(0, unread.length, ...unread.filter((place) => place !== at));
}

function addMeasure({ measures }: Frame, added: Measure): void {
  if (!measures.some((measure) => JSON.stringify(measure) === JSON.stringify(added))) measures.push(added);
}

/** "which officer has the largest past due amount": the figure is of rows that the subject has several of. */
function isOfOther({ nouns, schema, units }: Frame, { senses }: Frame["outputs"][number]): boolean {
  const [subject] = nouns;
  return (
    subject !== undefined &&
    /^(?:which|who|what)$/u.test(units[0]?.lower ?? "") &&
    senses.every(({ column }) => schema.columns[column]?.table !== subject.table)
  );
}

/** "…, name and limit": the column that groups are ranked by, said again. */
function saysAgain({ units }: Frame, at: number, { column }: Measure): boolean {
  return column !== null && sensesOf(units[at], "column").some((sense) => column.senses.some((other) => other.column === sense.column));
}

/** True where nothing but another such word follows. */
function isClosed({ units }: Frame, at: number): boolean {
  const next = units
    .slice(at + 1)
    .find(
      ({ lower }) =>
        !/^(?:[,()]|and|the|each|respectively|please|is|are|was|were|it|that|they|there|this|in|total|altogether|unsigned)$/u.test(lower),
    );
  const isColumn = /^names?$/u.test(units[at]?.lower ?? "") && next !== undefined && sensesOf(next, "column").length > 0;
  return next === undefined || isColumn || /^[.?!;]$/u.test(next.lower) || FIGURE.test(next.lower) || /^names?$/u.test(next.lower);
}

function rankedBy({ order, having }: Frame): Measure | Frame["outputs"][number] | null {
  const [first] = order;
  if (first) return first.measure ?? first.column;
  const [bound] = having;
  return (
    bound?.measure ??
    (bound?.noun ? { at: bound.compare.at, fn: "count", noun: bound.noun, column: null, minus: null, distinct: false } : null)
  );
}
