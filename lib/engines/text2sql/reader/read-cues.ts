import type { AggregateName, CompareOp } from "@/lib/query/ir";
import type { Cue } from "@/lib/engines/text2sql/words/cues";
import { totalOf } from "@/lib/engines/text2sql/reader/amounts";
import { chosenColumn, type Frame } from "@/lib/engines/text2sql/reader/frame";
import { missesLater } from "@/lib/engines/text2sql/reader/never";
import { periodsSaid } from "@/lib/engines/text2sql/reader/place-time";
import { lastColumn, settleCompare } from "@/lib/engines/text2sql/reader/read-numbers";
import { isMoment } from "@/lib/engines/text2sql/reader/match-names";
import { numeric } from "@/lib/engines/text2sql/reader/read-columns";
import { partOf } from "@/lib/engines/text2sql/reader/part-of-whole";
import { RELATIONS } from "@/lib/engines/text2sql/reader/relations";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { findPath } from "@/lib/engines/text2sql/reader/paths";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { stockOf } from "@/lib/engines/text2sql/reader/stock";
import { sensesOf, type SenseOf, type Unit } from "@/lib/engines/text2sql/reader/unit";

/** "how are loans distributed across …": otherwise "across" only says where. */
function isSpread({ units }: Frame): boolean {
  return units.some(({ lower }) => /^(?:distributed|distribution|spread|split)$/u.test(lower));
}

/** "maximum" is an aggregate or a superlative, "minimum" a bound as well: what stands around it decides. */
export function preferred(unit: Unit, scan: Scan): Cue | undefined {
  const pick = (tag: Cue["tag"]) => unit.cues.find((cue) => cue.tag === tag);
  if (unit.lower === "to" || unit.lower === "for") return pick("in");
  if (scan.pending.compare && unit.lower === "average") return pick("aggregate");
  return (
    pick("percent") ??
    unit.cues.find((cue) => cue.tag === "superlative" && cue.attributes.length > 0) ??
    pick("superlative") ??
    pick("count") ??
    unit.cues.find((cue) => cue.tag === "compare" && cue.attributes !== undefined && cue.attributes.length > 0) ??
    pick("compare") ??
    pick("aggregate")
  );
}

/** A word of grammar: what it asks for waits for the names that follow. */
export function readCue(scan: Scan, at: number, unit: Unit, cue: Cue): void {
  const { frame, pending } = scan;
  switch (cue.tag) {
    case "count":
      readCount(scan, at, unit);
      return;
    case "aggregate":
      readAggregate(scan, at, cue.fn);
      return;
    case "percent":
      if (
        unit.lower === "ratio of" ||
        (frame.share !== null &&
          frame.units.slice(frame.share + 1, at).some(({ lower }) => /^(?:vs|versus|and|against|than)$/u.test(lower)) &&
          /(?:share|percentage|proportion|percent|part)(?: of)?$/u.test(unit.lower))
      )
        frame.unread.push(at);
      else frame.share ??= at;
      return;
    case "each":
      pending.grouping = !frame.units.slice(Math.max(0, at - 2), at).some(({ lower }) => /^(?:list|show|give)$/u.test(lower));
      return;
    case "superlative":
      if (frame.units[at + 1]?.lower === "first") {
        pending.skip = at + 1;
        readDirection(scan, at, cue.dir);
        return;
      }
      if (/most new$/u.test(unit.lower))
        pending.superlatives.push({ at, dir: "desc", counted: true, attributes: [], word: "most", limit: null });
      else pending.superlatives.push({ at, dir: cue.dir, counted: cue.counted, attributes: cue.attributes, word: cue.word, limit: null });
      return;
    case "compare":
      if (isOfTheirOwn(frame.units, at)) {
        frame.unread.push(at);
        return;
      }
      if (!hasBound(scan, at)) {
        readOverLimit(scan, at, unit, cue.op);
        return;
      }
      settleCompare(scan);
      pending.compare = { at, op: cue.op, value: undefined, high: undefined, attributes: cue.attributes ?? [], negated: pending.negated };
      pending.negated = false;
      return;
    case "compareAfter":
      return;
    case "between":
      if (frame.change && frame.units[at + 1]?.kind === "window") return;
      pending.compare = { at, op: "=", value: undefined, high: undefined, attributes: [], negated: pending.negated };
      return;
    case "not":
    case "without":
    case "except":
      if (missesLater(scan, at)) return;
      if (pending.negated && !pending.excluding && unit.lower !== "nor") frame.unread.push(at);
      pending.negated = !pending.excluding;
      pending.had ||= cue.tag === "without" || unit.lower === "no";
      return;
    case "distinct":
      pending.distinct = true;
      return;
    case "with":
      pending.had = true;
      return;
    case "in":
      if (/^(?:under|over)\b/u.test(unit.lower) && isBoundBy(frame, at))
        readOverLimit(scan, at, unit, unit.lower.startsWith("under") ? "<" : ">");
      else if (unit.lower === "by") readBy(scan, at);
      else if (unit.lower === "across" && isSpread(frame)) pending.grouping = true;
      return;
    case "order":
      pending.ordering = {
        at,
        dir: unit.lower.startsWith("rank") ? "desc" : "asc",
        counted: false,
        attributes: [],
        word: unit.lower,
        limit: null,
      };
      return;
    case "difference":
      if (periodsSaid(frame) === 2) frame.change = { at, isDifference: true, percent: false };
      return;
    case "direction":
      readDirection(scan, at, cue.dir);
      return;
    default:
      return;
  }
}

/** "over their limit" compares what is used with the limit; "more than" that nothing follows is not read. */
function readOverLimit({ frame, pending }: Scan, at: number, unit: Unit, op: CompareOp): void {
  const first = frame.units.findIndex(({ kind }, place) => kind === "name" && place > at);
  const next = frame.units[first + 1]?.lower === "'s" && frame.units[first + 2]?.kind === "name" ? first + 2 : first;
  const [whole] =
    next > at && next <= at + 2
      ? sensesOf(frame.units[next], "column").filter(({ column }) =>
          frame.nouns.some(({ table }) => table === frame.schema.columns[column]?.table),
        )
      : [];
  const stock = whole ? stockOf(frame.schema.columns[whole.column]?.table ?? -1, frame.schema) : null;
  const part = whole ? (partOf(whole.column, frame.schema) ?? (stock?.floor === whole.column ? stock.held : null)) : null;
  const left = lastColumn({ frame, pending }, at);
  const right = sensesOf(frame.units[next], "column").filter(
    ({ column }) =>
      left?.senses.some((sense) =>
        isOfSameRow(frame.schema, frame.schema.columns[sense.column]?.table, frame.schema.columns[column]?.table),
      ) && isAmountColumn(frame.schema.columns[column]),
  );
  if (left && right.length > 0 && next <= at + 4) {
    frame.outputs.pop();
    frame.compared.push({
      use: left,
      compare: { at, op, value: undefined, high: undefined, attributes: [], negated: pending.negated },
      average: null,
      other: { at: next, senses: right, owner: null },
    });
    pending.negated = false;
    pending.skip = next;
  } else if (whole && part !== null) {
    frame.compared.push({
      use: chosenColumn(at, part),
      compare: { at, op, value: undefined, high: undefined, attributes: [], negated: pending.negated },
      average: null,
      other: chosenColumn(at, whole.column),
    });
    pending.negated = false;
    pending.skip = next;
    if (/^(?:levels?|amounts?|values?)$/u.test(frame.units[next + 1]?.lower ?? "")) pending.skip = next + 1;
  } else if (
    /(?:than|exceeds?|exceed(?:ed|ing))$/u.test(unit.lower) ||
    (whole && isAmountColumn(frame.schema.columns[whole.column])) ||
    (left !== null && sensesOf(frame.units[next], "table").length === 0 && next <= at + 3)
  )
    frame.unread.push(at);
}

/** "under the minimum stock": the figure that another of the same rows is held against. */
function isBoundBy({ units, schema }: Frame, at: number): boolean {
  return sensesOf(units[at + 1], "column").some(
    ({ column, score }) =>
      score >= 0.9 && (partOf(column, schema) !== null || stockOf(schema.columns[column]?.table ?? -1, schema)?.floor === column),
  );
}

/** True for columns of one table, or of the one row that each row points to: the list price of what was sold. */
function isOfSameRow(schema: Schema, from: number | undefined, to: number | undefined): boolean {
  return (
    from !== undefined &&
    to !== undefined &&
    (findPath(schema, from, to) ?? []).every(({ isForward }) => isForward) &&
    (from === to || findPath(schema, from, to) !== null)
  );
}

function isAmountColumn(column: Column | undefined): boolean {
  return column?.type === "number" && !column.isForeign && !column.isPrimary && column.lemmas.at(-1) !== "id";
}

/** "above their customer's average": the average of each one's own rows, which no plan here compares with. */
function isOfTheirOwn(units: Frame["units"], at: number): boolean {
  const next = units.slice(at + 1, at + 6);
  return (
    next.some(({ lower }) => lower === "'s") &&
    /^(?:their|its|his|her|the)$/u.test(next[0]?.lower ?? "") &&
    next.some(({ cues }) => cues.some(({ tag }) => tag === "aggregate"))
  );
}

/** True where a number or a figure follows: "under active facilities" compares nothing. */
function hasBound({ frame }: Scan, at: number): boolean {
  return frame.units.slice(at + 1, at + 4).some(({ kind, cues }) => kind === "number" || cues.some(({ tag }) => tag === "aggregate"));
}

/** "accounts that hold more than the average balance": each holds an amount, where "number of accounts above average" is a count. */
function isHeld({ units }: Frame, from: number, to: number): boolean {
  return units
    .slice(from + 1, to)
    .some(({ lower }) => /^(?:hold|holds|holding|have|has|having|with|owe|owes|owing|cost|costs|carry|carries)$/u.test(lower));
}

function endsClause(unit: Unit | undefined): boolean {
  return unit === undefined || /^[?.,;:!]$/u.test(unit.lower);
}

/** "above the average" compares a column with its own average; otherwise the figure waits for its column. */
function readAggregate(scan: Scan, at: number, fn: AggregateName): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  if (boundsEach(scan, at, fn)) return;
  // "average total cost per apartment": the sum of each, averaged.
  if (fn === "sum" && pending.fns.at(-1)?.fn === "avg" && pending.fns.at(-1)?.at === at - 1 && !compare) {
    frame.isAverageCount = true;
    pending.fns.pop();
  }
  const use = compare && compare.value === undefined ? lastColumn(scan, compare.at) : null;
  const measure = frame.measures.at(-1);
  const ranked = frame.order.at(-1);
  const before = frame.outputs.at(-1);
  if (
    !compare &&
    before &&
    before.at === at - 1 &&
    /^(?:average|avg|mean|total|sum|median)$/u.test(frame.units[at]?.lower ?? "") &&
    (endsClause(frame.units[at + 1]) || frame.units[at + 1]?.cues.some(({ tag }) => tag === "each" || tag === "in") === true) &&
    numeric(scan, before).length > 0
  ) {
    frame.outputs.pop();
    frame.measures.push({
      at: before.at,
      fn,
      noun: null,
      column: { ...before, senses: numeric(scan, before) },
      minus: null,
      distinct: false,
    });
    return;
  }
  const isLast =
    ranked?.column && !ranked.measure && /^(?:in|on)$/u.test(frame.units[at - 1]?.lower ?? "") && endsClause(frame.units[at + 1]);
  if (isLast && ranked.column) {
    ranked.measure = { at, fn, noun: null, column: ranked.column, minus: null, distinct: false };
    return;
  }
  if (
    compare &&
    compare.value === undefined &&
    fn === "avg" &&
    measure &&
    measure.at >= compare.at - 3 &&
    compare.attributes.length === 0 &&
    !isHeld(frame, measure.at, compare.at)
  ) {
    frame.measures.pop();
    frame.having.push({ noun: measure.noun, measure, compare, isAverage: true });
    pending.compare = null;
    return;
  }
  if (!compare || !use) {
    pending.fns.push({ fn, at });
    return;
  }
  frame.outputs.pop();
  frame.compared.push({ use, compare, average: fn, other: null });
  pending.compare = null;
}

/**
 * "customers who owe more than 500,000 in total", "whose visits take more than 80 minutes on average": the bound just said is one on the
 * sum or mean of each.
 */
function boundsEach({ frame }: Scan, at: number, fn: AggregateName): boolean {
  const { compared, having, units, nouns } = frame;
  const isSaid =
    fn === "sum"
      ? /^(?:in total|altogether|combined|overall|total)$/u.test(units[at]?.lower ?? "")
      : fn === "avg" && /^(?:on average|on avg)$/u.test(units[at]?.lower ?? "");
  const follows = ({ at: place }: { readonly at: number }): boolean =>
    place < at && units.slice(place + 1, at).every(({ kind, lower }) => kind === "number" || kind === "small" || lower === "with");
  const last = having.at(-1);
  if (isSaid && last?.measure?.fn === "sum" && follows(last.compare)) {
    having.splice(-1, 1, { ...last, measure: { ...last.measure, fn } });
    return true;
  }
  const bound = compared.findLast(
    ({ compare, average, other, use }) =>
      follows(compare) && average === null && other === null && !use.isAge && typeof compare.value === "number",
  );
  if (!isSaid || !bound || nouns.length === 0) return false;
  compared.splice(compared.indexOf(bound), 1);
  having.push({
    noun: null,
    measure: { at: bound.use.at, fn, noun: null, column: bound.use, minus: null, distinct: false },
    compare: bound.compare,
  });
  return true;
}

/** "average amount of a fee" says its own figure. */
function readCount(scan: Scan, at: number, unit: Unit): void {
  if (readNumberAnd(scan, at, unit)) return;
  const isOfAmount = isAmount(scan, at, unit);
  if (isOfAmount && scan.pending.fns.length > 0) return;
  if (isOfAmount) readAggregate(scan, at, "sum");
  else addCount(scan, at);
}

/** "…: number and balance": of a list the number that names its rows, else how many there are beside the total. */
function readNumberAnd({ frame, pending }: Scan, at: number, { lower }: Unit): boolean {
  const { units, schema, nouns } = frame;
  const [noun] = nouns;
  const next = units[at + 2];
  const figure = schema.columns[sensesOf(next, "column")[0]?.column ?? -1];
  if (
    !/^(?:number|count)$/u.test(lower) ||
    units[at + 1]?.lower !== "and" ||
    !noun ||
    noun.at > at ||
    next?.kind !== "name" ||
    !isAmountColumn(figure) ||
    pending.fns.length > 0
  )
    return false;
  const numbered = (schema.tables[noun.table]?.columns ?? []).find(
    (id) => schema.columns[id]?.lemmas.at(-1) === "number" && schema.columns[id]?.isUnique,
  );
  if (/^(?:list|show|which|who)$/u.test(units[0]?.lower ?? "")) {
    if (numbered === undefined) return false;
    frame.outputs.push(chosenColumn(at, numbered));
    return true;
  }
  frame.measures.push({ at, fn: "count", noun, column: null, minus: null, distinct: false });
  pending.fns.push({ fn: "sum", at: at + 2 });
  return true;
}

/** "amount of fees" adds up what has an amount, and counts what has none. */
function isAmount({ frame }: Scan, at: number, unit: Unit): boolean {
  const noun = frame.units.slice(at + 1).find(({ senses }) => senses.some(({ kind }) => kind === "table" || kind === "definition"));
  const best = noun?.senses[0];
  const table = best?.kind === "table" ? best.table : best?.kind === "definition" ? best.definition.table : undefined;
  return (
    unit.lower.endsWith("amount of") &&
    table !== undefined &&
    totalOf(frame, at, { table, at, via: null, filters: [], negated: false, isHad: false, isPlural: true }) !== null
  );
}

function addCount(scan: Scan, at: number): void {
  const { frame, pending } = scan;
  if (pending.fns.at(-1)?.fn === "avg") {
    frame.isAverageCount = true;
    pending.fns.pop();
  }
  pending.fns.push({ fn: "count", at });
}

/** "by branch" groups, "top 10 by balance" orders, "made by customers of …" only relates. */
function readBy(scan: Scan, at: number): void {
  const { frame, pending } = scan;
  const byFigure = isFigure(scan, at + 1);
  const waiting = pending.superlatives.find(({ limit, word }) => limit !== null || byFigure || word === "highest" || word === "lowest");
  if (waiting) {
    pending.ordering = waiting;
    pending.superlatives = pending.superlatives.filter((other) => other !== waiting);
    return;
  }
  const verb = frame.units[at - 1]?.lower ?? "";
  // "how much did they spend by card" says by what means.
  if (/^(?:spend|pay|buy|send|order)$/u.test(verb) && frame.units.slice(0, at).some(({ lower }) => /^(?:do|did|does)$/u.test(lower))) {
    pending.ownerAt = frame.units.findIndex(({ kind }, place) => kind === "name" && place > at);
    return;
  }
  if (takeShareBy(scan, at)) return;
  const way = orderedBy(scan, at);
  if (way !== null) {
    pending.ordering = { at, dir: way, counted: false, attributes: [], word: "listed by", limit: null };
    return;
  }
  if (
    pending.ordering ||
    ((/^(?:owed|drawn|guaranteed)$/u.test(verb) || RELATIONS.has(verb)) &&
      /(?:ed|en|ld|de|drawn)$/u.test(verb) &&
      !/^(?:split|broken)/u.test(verb))
  )
    return;
  const next = frame.units.slice(at + 1).find(({ kind }) => kind !== "small");
  const moments = goesBy(scan, at, next);
  if (moments.length > 0) {
    frame.dateBy = { at, senses: moments, owner: null };
    pending.skip = frame.units.findIndex((unit) => unit === next);
    return;
  }
  const best = next?.senses[0];
  if (best && best.kind !== "value" && best.kind !== "state" && !(best.kind === "table" && next?.plural)) pending.grouping = true;
}

/** "share of fees waived (by amount)": what the share is taken of. */
function takeShareBy({ frame, pending }: Scan, at: number): boolean {
  const [best] = sensesOf(frame.units[at + 1], "column");
  const column = frame.schema.columns[best?.column ?? -1];
  if (frame.share === null || frame.measures.length > 0 || !isAmountColumn(column) || (column?.distinct ?? MANY_VALUES + 1) <= MANY_VALUES)
    return false;
  frame.measures.push({
    at: at + 1,
    fn: "sum",
    noun: null,
    column: { at: at + 1, senses: sensesOf(frame.units[at + 1], "column"), owner: null },
    minus: null,
    distinct: false,
  });
  pending.skip = at + 1;
  return true;
}

const MANY_VALUES = 30;

/**
 * "list customers by surname", "branches by number of accounts", "accounts by balance" put rows in order: figures highest first; null where
 * "by" groups.
 */
function orderedBy({ frame, pending }: Scan, at: number): "asc" | "desc" | null {
  const { units, schema, nouns, measures } = frame;
  const isRows =
    nouns.length > 0 &&
    measures.length + frame.order.length + frame.groups.length === 0 &&
    pending.fns.length === 0 &&
    frame.share === null &&
    units[at - 1]?.kind !== "period";
  const next = units.slice(at + 1).find(({ kind }) => kind !== "small");
  if (!isRows || !next) return null;
  const column = next.senses[0]?.kind === "column" ? schema.columns[next.senses[0].column] : undefined;
  const isCounted = next.cues.some(({ tag }) => tag === "count" || tag === "aggregate");
  const isAmount =
    isAmountColumn(column) && (column?.distinct === null || (column?.distinct ?? 0) > MANY_VALUES) && !column?.lemmas.includes("year");
  if ((isCounted && /number|count|total|average/u.test(next.lower)) || isAmount) return "desc";
  return units[0]?.lower === "list" && column !== undefined ? "asc" : null;
}

/**
 * "how many this year, by due date", "per year by start date" say which date the window or period goes by: for a window a date of two words
 * after the window, where no groups are asked for.
 */
function goesBy({ frame }: Scan, at: number, next: Unit | undefined): readonly SenseOf<"column">[] {
  const isApart = frame.units[at - 1]?.kind === "window" || /^(?:,|\(|judged|measured)$/u.test(frame.units[at - 1]?.lower ?? "");
  const isOneFigure =
    frame.windows.length > 0 &&
    frame.groups.length + frame.periods.length === 0 &&
    frame.units[0]?.cues.some(({ tag }) => tag === "count" || tag === "aggregate") === true;
  const isPeriod = frame.units[at - 1]?.kind === "period";
  const moments = sensesOf(next, "column").filter(({ column }) => {
    const found = frame.schema.columns[column];
    return found !== undefined && isMoment(found);
  });
  return ((isApart && isOneFigure) || isPeriod) && next?.lower.includes(" ") === true ? moments : [];
}

/** True where a number, a sum or a column of figures is named. */
function isFigure({ frame }: Scan, at: number): boolean {
  const [next, after] = [frame.units[at], frame.units[at + 1]];
  const named = next?.kind === "small" ? after : next;
  const best = named?.senses[0];
  return (
    named?.cues.some(({ tag }) => tag === "count" || tag === "aggregate") === true ||
    (best?.kind === "column" && frame.schema.columns[best.column]?.type === "number") ||
    (best?.kind === "definition" && best.definition.aggregate !== null)
  );
}

function readDirection(scan: Scan, at: number, dir: "asc" | "desc"): void {
  const last = scan.frame.order.at(-1);
  const attributes = /^(?:oldest|newest|latest|earliest|most recent)(?: ones?)? first$/u.test(scan.frame.units[at]?.lower ?? "")
    ? ["date"]
    : [];
  if (last) last.superlative = { ...last.superlative, at, dir };
  else
    scan.frame.order.push({
      superlative: { at, dir, counted: false, attributes, word: "sorted", limit: null },
      measure: null,
      column: null,
    });
}
