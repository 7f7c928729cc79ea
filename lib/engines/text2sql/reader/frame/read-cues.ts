import type { Cue } from "@/lib/engines/text2sql/words/cues";
import { isAmountColumn, totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { comparison, countOf, bareNoun, chosenColumn, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { continuesNegation } from "@/lib/engines/text2sql/reader/frame/alternatives";
import { missesLater } from "@/lib/engines/text2sql/reader/frame/never";
import { periodsSaid } from "@/lib/engines/text2sql/reader/frame/place-time";
import { settleCompare } from "@/lib/engines/text2sql/reader/frame/read-numbers";
import { partOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import { stockOf } from "@/lib/engines/text2sql/reader/frame/stock";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { readOverLimit } from "@/lib/engines/text2sql/reader/frame/read-over-limit";
import { readBy } from "@/lib/engines/text2sql/reader/frame/read-by";
import { readAggregate } from "@/lib/engines/text2sql/reader/frame/read-aggregate";

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
      readPercent(scan, at, unit);
      return;
    case "each":
      pending.grouping =
        !frame.units.slice(Math.max(0, at - 2), at).some(({ lower }) => /^(?:list|show|give)$/u.test(lower)) && !isOfRows(frame, at);
      return;
    case "superlative":
      readSuperlative(scan, at, unit, cue);
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
      pending.compare = comparison(at, "=", undefined, pending.negated);
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
      pending.had ||= !isAuxiliary(scan, at);
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
      readShown(scan, at, unit, cue);
  }
}

/** "how many lessons has each instructor given": no instructor is had, the lessons are. */
function isAuxiliary({ frame: { units } }: Scan, at: number): boolean {
  return /^ha(?:s|ve|d)$/u.test(units[at]?.lower ?? "") && /^(?:each|every|all)$/u.test(units[at + 1]?.lower ?? "");
}

/** What of rows is shown, in what order and where a text is only part of one; what has no rule here is left unread. */
function readShown(scan: Scan, at: number, unit: Unit, cue: Cue): void {
  if (cue.tag === "null") readNull(scan, at, unit);
  else if (cue.tag === "or") scan.pending.negated ||= continuesNegation(scan.frame, at + 1);
  else if (cue.tag === "alphabetical") readAlphabetical(scan, at);
  else if (cue.tag === "all" || (cue.tag === "like" && !/^(?:includ(?:e|es|ing)|contain(?:s|ing)?)$/u.test(unit.lower)))
    scan.frame.unread.push(at);
}

/** "with null commissions": the column is said behind it. */
function readNull({ frame: { units, unread }, pending }: Scan, at: number, { lower }: Unit): void {
  const isNamed = !lower.startsWith("not ") && !pending.negated && sensesOf(units[at + 1], "column").length > 0;
  if (!isNamed) unread.push(at);
  pending.negated ||= isNamed;
  pending.had ||= isNamed;
}

/** "their names in alphabetical order": by what is shown first. */
function readAlphabetical({ frame, pending }: Scan, at: number): void {
  const [first] = frame.outputs;
  if (pending.ordering || frame.order.length > 0) return;
  const isSaid = /^(?:of|by)$/u.test(frame.units[at + 1]?.lower ?? "") || frame.units[at]?.lower.endsWith(" of") === true;
  if (!first || isSaid) frame.unread.push(at);
  else
    frame.order.push({
      superlative: { at, dir: "asc", counted: false, attributes: [], word: "sorted", limit: null },
      measure: null,
      column: first,
    });
}

/** "what percentage of", "the ratio of": one share of a whole; a ratio of two kinds is not read. */
function readPercent({ frame }: Scan, at: number, unit: Unit): void {
  if (
    unit.lower === "ratio of" ||
    (frame.share !== null &&
      frame.units.slice(frame.share + 1, at).some(({ lower }) => /^(?:vs|versus|and|against|than)$/u.test(lower)) &&
      /(?:share|percentage|proportion|percent|part)(?: of)?$/u.test(unit.lower))
  )
    frame.unread.push(at);
  else frame.share ??= at;
}

/** "largest", "the most"; "best first" says the order. */
function readSuperlative(scan: Scan, at: number, unit: Unit, cue: Extract<Cue, { tag: "superlative" }>): void {
  const { frame, pending } = scan;
  if (limitsLater(scan, at)) return;
  if (frame.units[at + 1]?.lower === "first") {
    pending.skip = at + 1;
    readDirection(scan, at, cue.dir, cue.attributes);
    return;
  }
  if (/most new$/u.test(unit.lower))
    pending.superlatives.push({ at, dir: "desc", counted: true, attributes: [], word: "most", limit: null });
  else {
    // "busiest days" without a number lists them all.
    const isListed =
      frame.units[at + 1]?.kind === "period" && frame.units[at + 1]?.plural === true && frame.units[at - 1]?.kind !== "number";
    const word = isListed ? "listed by" : cue.word;
    // "the top 3 highest rates" rank once.
    const before = pending.superlatives.at(-1);
    const isRepeated =
      before !== undefined &&
      before.dir === cue.dir &&
      at - before.at <= 2 &&
      /^(?:top|bottom)$/u.test(frame.units[before.at]?.lower ?? "");
    if (isRepeated) pending.superlatives.pop();
    const limit = isRepeated ? before.limit : null;
    pending.superlatives.push({ at, dir: cue.dir, counted: cue.counted, attributes: cue.attributes, word, limit });
  }
}

/** "which … scored best? Top 5": how many of those that a superlative before put in order. */
function limitsLater({ frame, pending }: Scan, at: number): boolean {
  const { units, order } = frame;
  const ranked = [...order.map(({ superlative }) => superlative), ...pending.superlatives].find(
    ({ word, limit }) => word !== "sorted" && limit === null,
  );
  const count = units[at + 1]?.number;
  const isApart = units.slice((ranked?.at ?? at) + 1, at).some(({ lower }) => /^[?.,;:(–—-]$/u.test(lower));
  if (units[at]?.lower !== "top" || !ranked || !count || count.percent || !isApart) return false;
  ranked.limit = count.value;
  // A list of several shows what it goes by.
  const entry = order.find(({ superlative }) => superlative === ranked);
  if (entry?.measure) entry.isTotal = true;
  pending.skip = at + 1;
  return true;
}

/** "under the minimum stock": the figure that another of the same rows is held against. */
function isBoundBy({ units, schema }: Frame, at: number): boolean {
  return sensesOf(units[at + 1], "column").some(
    ({ column, score }) =>
      score >= 0.9 && (partOf(column, schema) !== null || stockOf(schema.columns[column]?.table ?? -1, schema)?.floor === column),
  );
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
  frame.measures.push(countOf(noun, at));
  pending.fns.push({ fn: "sum", at: at + 2 });
  return true;
}

/** "amount of fees", "amount of cash sales" adds up what has an amount, and counts what has none. */
function isAmount({ frame }: Scan, at: number, unit: Unit): boolean {
  const noun = frame.units.slice(at + 1).find(({ senses }) => senses.some(({ kind }) => /^(?:table|definition|value)$/u.test(kind)));
  const best = noun?.senses[0];
  const table =
    best?.kind === "table"
      ? best.table
      : best?.kind === "definition"
        ? best.definition.table
        : best?.kind === "value"
          ? frame.schema.columns[best.column]?.table
          : undefined;
  return unit.lower.endsWith("amount of") && table !== undefined && totalOf(frame, at, bareNoun(table, at)) !== null;
}

function addCount(scan: Scan, at: number): void {
  const { frame, pending } = scan;
  if (pending.fns.at(-1)?.fn === "avg") {
    frame.isAverageCount = true;
    pending.fns.pop();
  }
  pending.fns.push({ fn: "count", at });
}

function readDirection(scan: Scan, at: number, dir: "asc" | "desc", attributes: readonly string[] = []): void {
  const last = scan.frame.order.at(-1);
  if (last) last.superlative = { ...last.superlative, at, dir, attributes };
  else
    scan.frame.order.push({
      superlative: { at, dir, counted: false, attributes, word: "sorted", limit: null },
      measure: null,
      column: null,
    });
}

/** "the name and city of each customer", "for each customer, the name and city" list them, where no figure is asked for. */
function isOfRows({ units, schema }: Frame, at: number): boolean {
  const [row] = sensesOf(units[at + 1], "table");
  const asked = (at === 0 ? units.slice(2) : units.slice(0, at)).filter(({ kind }) => kind === "name");
  const isFigure = units.some(({ cues, kind, lower }) => kind === "number" || lower === "top" || cues.some(({ tag }) => FIGURES.has(tag)));
  const isOwn = (unit: Unit): boolean =>
    sensesOf(unit, "column").some(({ column, score }) => {
      const found = schema.columns[column];
      return score >= 0.8 && found?.type === "text" && found.table === row?.table;
    });
  const isOfOwner = (unit: Unit): boolean => at === 0 && asked[0] !== undefined && isOwn(asked[0]) && sensesOf(unit, "table").length > 0;
  return row !== undefined && asked.length > 0 && asked.every((unit) => isOwn(unit) || isOfOwner(unit)) && !isFigure;
}

const FIGURES = new Set<string>(["count", "aggregate", "superlative", "percent", "difference", "common", "distinct", "compare"]);
