import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { emptyFrame, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { readDoneNothing } from "@/lib/engines/text2sql/reader/frame/anything";
import { readPlaceOf } from "@/lib/engines/text2sql/reader/frame/first-of-each";
import { readInterval } from "@/lib/engines/text2sql/reader/frame/intervals";
import { readIncluding } from "@/lib/engines/text2sql/reader/frame/left-out";
import { readNeverUsed } from "@/lib/engines/text2sql/reader/frame/never";
import { settleLeftovers } from "@/lib/engines/text2sql/reader/frame/leftovers";
import { isStrayTerm } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import { flushRun } from "@/lib/engines/text2sql/reader/frame/place-noun";
import { EARNED, readEarned, saysSpent } from "@/lib/engines/text2sql/reader/frame/money-words";
import { missAverageOfOwn, missPercent } from "@/lib/engines/text2sql/reader/frame/read-aggregate";
import { preferred, readCue } from "@/lib/engines/text2sql/reader/frame/read-cues";
import { readName } from "@/lib/engines/text2sql/reader/frame/read-names";
import { readNumber, settleCompare } from "@/lib/engines/text2sql/reader/frame/read-numbers";
import { readPercentBeside } from "@/lib/engines/text2sql/reader/frame/percent-beside";
import { readUtilisation } from "@/lib/engines/text2sql/reader/frame/utilisation";
import { readTail } from "@/lib/engines/text2sql/reader/frame/read-tails";
import { readSize, readWord } from "@/lib/engines/text2sql/reader/frame/read-words";
import { readInUnit } from "@/lib/engines/text2sql/reader/frame/in-units";
import { readProduct } from "@/lib/engines/text2sql/reader/frame/products";
import { leadsToOutcome, readRowsOf } from "@/lib/engines/text2sql/reader/frame/read-verbs";
import { readInStock, readLowStock } from "@/lib/engines/text2sql/reader/frame/stock";
import { readRecurring } from "@/lib/engines/text2sql/reader/frame/recurring";
import { readBestSelling, readBySold, SELLING } from "@/lib/engines/text2sql/reader/frame/sold";
import { leaveOthersState, settleStill } from "@/lib/engines/text2sql/reader/frame/standing";
import { TELLING } from "@/lib/engines/text2sql/reader/words/relations";
import type { Pending, Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { isWorthWord, sensesOf, strength, type PeriodUnit, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { isVersusItself, settleVersus } from "@/lib/engines/text2sql/reader/frame/versus";
import { settleDoneBy } from "@/lib/engines/text2sql/reader/frame/done-by";
import { addAsker, addDoer, readManager } from "@/lib/engines/text2sql/reader/frame/who";
import { addTiedDoer } from "@/lib/engines/text2sql/reader/frame/who-does";
import { takeUsed } from "@/lib/engines/text2sql/reader/frame/read-columns";
import { readUnlinked } from "@/lib/engines/text2sql/reader/frame/read-unlinked";

/** Reads units from left to right into a frame. */
export function readFrame(units: readonly Unit[], schema: Schema, now: string): Frame {
  const frame = emptyFrame(units, schema, now);
  const pending: Pending = {
    fns: [],
    distinct: false,
    grouping: false,
    ordering: null,
    superlatives: [],
    compare: null,
    times: null,
    negated: false,
    excluding: false,
    had: false,
    spent: false,
    ownerAt: -1,
    compound: null,
    place: null,
    skip: -1,
    asides: [],
    run: [],
  };
  const scan: Scan = { frame, pending };
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (unit) readUnit(scan, at, unit);
  }
  flushRun(scan);
  settleCompare(scan);
  settleLeftovers(scan);
  settleVersus(scan);
  settleStill(scan);
  leaveOthersState(frame);
  for (const superlative of pending.superlatives) frame.order.push({ superlative, measure: null, column: null });
  const each = units.findLastIndex(({ cues, lower }) => lower === "by" || cues.some(({ tag }) => tag === "each"));
  if (pending.grouping && units.slice(each + 1).some(({ kind }) => kind === "name")) frame.unread.push(each);
  if (pending.ordering) frame.unread.push(pending.ordering.at);
  if (pending.place) frame.unread.push(pending.place.at);
  // A negation that found nothing to negate would turn the answer round.
  if (pending.negated)
    frame.unread.push(units.findLastIndex(({ cues }) => cues.some(({ tag }) => tag === "not" || tag === "without" || tag === "except")));
  missAverageOfOwn(frame);
  missPercent(frame);
  settleDoneBy(frame);
  addAsker(frame);
  if (!addTiedDoer(frame)) addDoer(frame);
  return frame;
}

function readUnit(scan: Scan, at: number, unit: Unit): void {
  const { frame } = scan;
  if (unit.lower === "(" && isAside(frame, at))
    scan.pending.skip = frame.units.findIndex(({ lower }, place) => place > at && lower === ")");
  scan.pending.spent ||= saysSpent(frame, at);
  if (
    at <= scan.pending.skip ||
    scan.pending.asides.includes(at) ||
    leadsToOutcome(frame, at) ||
    readIncluding(scan, at) ||
    readNeverUsed(scan, at) ||
    readPlaceOf(scan, at) ||
    readManager(scan, at) ||
    readInterval(scan, at) ||
    readTail(scan, at) ||
    readUtilisation(scan, at) ||
    readPercentBeside(scan, at) ||
    readLowStock(scan, at) ||
    readInStock(scan, at) ||
    readBestSelling(scan, at) ||
    readBySold(scan, at) ||
    readDoneNothing(scan, at) ||
    readRecurring(scan, at) ||
    readProduct(scan, at) ||
    readInUnit(scan, at)
  )
    return;
  if (unit.lower === "(") explainsBefore(frame, at);
  if (unit.lower === ",") endNegation(scan, at);
  switch (unit.kind) {
    case "window":
      if (unit.window?.past.from === null && unit.window.past.weekdays) frame.weekdays.push({ at, days: unit.window.past.weekdays });
      else if (!frame.windows.some((place) => isSameWindow(frame.units[place], unit))) frame.windows.push(at);
      return;
    case "period":
      if (unit.period && !isSamePeriod(frame, unit.period)) frame.periods.push({ at, unit: unit.period });
      return;
    case "number":
      readNumber(scan, at, unit);
      return;
    case "name":
      if (isWorthWord(unit) && readSize(scan, at, unit)) return;
      if (isInDays(frame, at) || (isMoneyWord(scan, at, unit) && readEarned(scan, at, unit))) return;
      if (readTotalOfSaid(scan, at)) return;
      if (isTotalOf(frame, at)) return void scan.pending.fns.push({ fn: "sum", at });
      if (isTotalOfRows(frame, at)) scan.pending.fns.push({ fn: "sum", at });
      if (isStrayTerm(scan, at) || isFigureWord(frame, at) || isRankOfSold(frame, at))
        for (const cue of unit.cues.slice(0, 1)) readCue(scan, at, unit, preferred(unit, scan) ?? cue);
      else readName(scan, at, unit);
      return;
    case "word":
      readWord(scan, at, unit);
      return;
    case "small":
      readSmall(scan, at, unit);
      return;
    case "cue":
      if (isOrdered(frame.units, at) && readRowsOf(scan, at, unit)) return;
      for (const cue of unit.cues.slice(0, 1)) readCue(scan, at, unit, preferred(unit, scan) ?? cue);
      return;
    default:
      unit.kind satisfies never;
  }
}

/** "instruments not lent, with maker": a "not" that found nothing before the comma is about nothing behind it. */
function endNegation({ frame: { units, unread }, pending }: Scan, at: number): void {
  const not = units.findLastIndex(({ lower }, place) => place < at && /(?:^| )not$/u.test(lower));
  if (!pending.negated || not < 0 || not < at - 3) return;
  unread.push(not);
  pending.negated = false;
}

/** "best selling coffee", where a column is called `best_before`. */
function isRankOfSold({ units }: Frame, at: number): boolean {
  return (
    units[at]?.cues.some(({ tag }) => tag === "superlative") === true &&
    units[at]?.senses.every(({ score }) => score < EVERYDAY) === true &&
    SELLING.test(units[at + 1]?.lower ?? "")
  );
}

/** "customers who ordered", "never been ordered" buys, "ordered by name" sorts. */
function isOrdered(units: Frame["units"], at: number): boolean {
  return (
    units[at]?.lower === "ordered" &&
    !/^(?:by|from|in|alphabetically)$/u.test(units[at + 1]?.lower ?? "") &&
    /^(?:who|that|which|been|was|were|never|not|have|has|had|have never|has never|n['’]t)$/u.test(units[at - 1]?.lower ?? "")
  );
}

/**
 * "total payments", "unpaid invoices total", where a table has a `total_amount`: the word of a figure, unless a column is called just so.
 */
function isFigureWord({ units, schema }: Frame, at: number): boolean {
  const [unit, next] = units.slice(at, at + 2);
  const isOfRows = at === 0 || (strength(units[at - 1], "table") > 0.7 && units[at - 1]?.plural === true);
  // "total weight", where only invoices have a total.
  const isOfOther = next?.senses[0]?.kind === "column" && isElsewhere(unit, next, schema);
  const isOfWord = /^(?:revenue|income|turnover|duration)$/u.test(next?.lower ?? "");
  return (
    unit?.cues.some(({ tag }) => tag === "aggregate") === true &&
    unit.senses.every(({ kind, score }) => kind === "column" && (score < 1 || isOfOther || isOfWord)) &&
    (next?.kind === "name" || isOfRows || isOfWord)
  );
}

/** "total amount of refunds", where only invoices have a total. */
function isTotalOf({ units, schema }: Frame, at: number): boolean {
  const [unit, of, next] = units.slice(at, at + 3);
  return /^total (?:amount|value)$/u.test(unit?.lower ?? "") && of?.lower === "of" && next !== undefined && isElsewhere(unit, next, schema);
}

/** "what is the total amount of unpaid invoices", where each has a total: one figure of all of them. */
function isTotalOfRows({ units, schema }: Frame, at: number): boolean {
  const own = sensesOf(units[at], "column").map(({ column }) => schema.columns[column]?.table);
  const rows = units.slice(at + 2, at + 5).find((unit) => sensesOf(unit, "table").some(({ score }) => score > 0.9));
  return (
    /^total(?: (?:amount|value|cost|price|sum))?$/u.test(units[at]?.lower ?? "") &&
    /^(?:of|for|on)$/u.test(units[at + 1]?.lower ?? "") &&
    units.slice(0, at).every(({ lower }) => /^(?:what|what is|is|was|are|were|the|how|high|large|big)$/u.test(lower)) &&
    rows?.plural === true &&
    own.includes(sensesOf(rows, "table")[0]?.table)
  );
}

/** "unpaid bills due this week, total amount": of the rows just said, where only others have a column that is called so. */
function readTotalOfSaid({ frame, pending }: Scan, at: number): boolean {
  const { units, schema, nouns, measures } = frame;
  const noun = nouns.findLast((other) => other.at < at && !other.negated);
  const isOwn = sensesOf(units[at], "column").some(({ column, score }) => score >= 0.7 && schema.columns[column]?.table === noun?.table);
  const isOfNext = /^(?:of|for|from|on)$/u.test(units[at + 1]?.lower ?? "");
  const waiting = pending.fns.find(({ fn, at: place }) => fn === "sum" && place === at - 1);
  const isTotal =
    /^total (?:amount|value)$/u.test(units[at]?.lower ?? "") || (waiting && /^(?:amount|value)$/u.test(units[at]?.lower ?? ""));
  const total = !isTotal || !noun || isOwn || isOfNext ? null : totalOf(frame, at, noun);
  if (total) measures.push(total);
  if (total) pending.fns = pending.fns.filter((fn) => fn !== waiting);
  return total !== null;
}

/** True where a name means other tables, or columns of others, than those that have a column called as one before. */
function isElsewhere(unit: Unit | undefined, { kind, senses }: Unit, { columns }: Schema): boolean {
  const own = sensesOf(unit, "column").map(({ column }) => columns[column]?.table);
  const named = senses.flatMap((sense) =>
    sense.kind === "table" ? [sense.table] : sense.kind === "column" ? [columns[sense.column]?.table] : [],
  );
  return kind === "name" && named.length > 0 && named.every((table) => !own.includes(table));
}

/** "income", where only other words for it are columns. */
function isMoneyWord(scan: Scan, at: number, unit: Unit): boolean {
  const isLoose = unit.senses.every(({ kind, score }) => (kind === "column" && score < LOOSE) || (kind === "table" && score <= EVERYDAY));
  return unit.lower === "sales" ? isMoneyOfSales(scan, at) : isLoose && EARNED.test(unit.lower);
}

/** As far as a column is called by another word. */
const LOOSE = 0.7;

/** "sales by category" where a table of orders is the only one that could be meant: the money, unless sales are counted. */
function isMoneyOfSales({ frame: { units }, pending }: Scan, at: number): boolean {
  const isCounted =
    pending.fns.some(({ fn }) => fn === "count") || pending.superlatives.some(({ counted, at: most }) => counted && most === at - 1);
  return strength(units[at], "table") <= EVERYDAY && !isCounted && strength(units[at], "value") === 0;
}

/** As far as a table is meant by an everyday word that it is not called by. */
const EVERYDAY = 0.8;

/** "(either title)", "(any status)" only say that nothing more is asked. */
function isAside({ units }: Frame, at: number): boolean {
  const end = units.findIndex(({ lower }, place) => place > at && lower === ")");
  return (
    /^(?:either|any|all|both|whatever|every)$/u.test(units[at + 1]?.lower ?? "") &&
    end > 0 &&
    end <= at + 4 &&
    !units.slice(at, end).some(({ kind }) => kind === "window" || kind === "number")
  );
}

/** "who turned up (passed or failed)": alternatives in parentheses say what the unknown words before them mean. */
function explainsBefore({ units, unread }: Frame, at: number): void {
  const end = units.findIndex(({ lower }, place) => place > at && lower === ")");
  const inside = units.slice(at + 1, end);
  const isExplained =
    end > 0 && inside.filter((unit) => strength(unit, "value") > 0.9).length > 1 && inside.some(({ lower }) => lower === "or");
  const last = units.findLastIndex(({ kind }, place) => place < at && (kind === "name" || kind === "window" || kind === "number"));
  if (isExplained) unread.splice(0, unread.length, ...unread.filter((place) => place < last || place > at));
}

/** "how long does it take, in days": what a span of days is told in, where days of the schema are called so too. */
function isInDays({ units, measures, outputs }: Frame, at: number): boolean {
  return (
    /^days?$/u.test(units[at]?.lower ?? "") &&
    units[at - 1]?.lower === "in" &&
    [...measures.map(({ column }) => column), ...outputs].some((use) => use?.since !== undefined)
  );
}

/** "at what hour of the day …? By hour": a period said again, more shortly. */
function isSamePeriod({ periods }: Frame, period: PeriodUnit): boolean {
  return periods.some(({ unit }) => unit === period || (unit === "hourOfDay" && period === "hour"));
}

/** A window said twice, as in "(this year minus 2025)" after both were named. */
function isSameWindow(a: Unit | undefined, b: Unit): boolean {
  return (
    a?.window != null && JSON.stringify([a.window.past.from, a.window.past.to]) === JSON.stringify([b.window?.past.from, b.window?.past.to])
  );
}

function readSmall({ frame, pending }: Scan, at: number, unit: Unit): void {
  if (readUnlinked({ frame, pending }, at, unit) || takeUsed({ frame, pending }, at, unit, { senses: [] })) return;
  if (
    /^(?:hold|own|handle|live|work|manage|use|make|made|held|owns|holds|handles|handled)/u.test(unit.lower) &&
    frame.units[at + 1]?.lower !== "by"
  )
    pending.had = true;
  // "card spending by category": money, although the word joins elsewhere.
  if (
    /^(?:spend|spending)$/u.test(unit.lower) &&
    frame.units[at - 1]?.kind === "name" &&
    frame.measures.length === 0 &&
    !frame.units.slice(0, at).some(({ lower }) => /^(?:do|does|did|who|that|which|how much)$/u.test(lower))
  )
    frame.unread.push(at);
  // "what do we hold in bonds" asks for a figure that no word here names.
  if (
    unit.lower === "hold" &&
    /^(?:what|how much) do (?:we|they)$/u.test(
      frame.units
        .slice(0, at)
        .map(({ lower }) => lower)
        .join(" "),
    )
  )
    frame.unread.push(at);
  if (!TELLING.has(unit.lower)) return;
  const places = /^(?:more|fewer|less)$/u.test(unit.lower)
    ? frame.units.flatMap(({ kind }, place) => (kind === "window" && place > at ? [place] : []))
    : [];
  if (places.length !== 2) frame.unread.push(at);
  else if (frame.units.slice(places[0], places[1]).some(({ lower }) => lower === "or")) {
    // "more in May or June" sets the two side by side.
    if (strength(frame.units[at + 1], "table") > 0.7 && strength(frame.units[at + 1], "definition") === 0)
      pending.fns.push({ fn: "count", at });
  } else if (isVersusItself(frame, at)) frame.versus = { at, op: unit.lower === "more" ? ">" : "<" };
  else frame.change = { at, isDifference: true, percent: false };
}
