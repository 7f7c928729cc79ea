import type { AggregateName } from "@/lib/query/ir";
import type { Schema } from "@/lib/engines/text2sql/schema";
import { ageNamed } from "@/lib/engines/text2sql/reader/ages";
import { emptyFrame, type ColumnUse, type Frame } from "@/lib/engines/text2sql/reader/frame";
import { totalOf } from "@/lib/engines/text2sql/reader/amounts";
import { flushRun } from "@/lib/engines/text2sql/reader/place-noun";
import { isNoun } from "@/lib/engines/text2sql/reader/part-of-name";
import { periodsSaid } from "@/lib/engines/text2sql/reader/place-time";
import { giveColumn } from "@/lib/engines/text2sql/reader/read-columns";
import { readName } from "@/lib/engines/text2sql/reader/read-names";
import { lastColumn, readNumber, settleCompare } from "@/lib/engines/text2sql/reader/read-numbers";
import { RELATIONS, TELLING } from "@/lib/engines/text2sql/reader/relations";
import { addAsker } from "@/lib/engines/text2sql/reader/who";
import type { Pending, Scan } from "@/lib/engines/text2sql/reader/scan";
import type { Unit } from "@/lib/engines/text2sql/reader/unit";
import type { Cue } from "@/lib/engines/text2sql/cues";

/** Reads units from left to right into a frame. */
export function readFrame(units: readonly Unit[], schema: Schema, now: string): Frame {
  const frame = emptyFrame(units, schema, now);
  const pending: Pending = { fns: [], distinct: false, grouping: false, ordering: null, superlatives: [], compare: null, negated: false, excluding: false, had: false, ownerAt: -1, compound: null, skip: -1, run: [] };
  const scan: Scan = { frame, pending };
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (unit) readUnit(scan, at, unit);
  }
  flushRun(scan);
  settleCompare(scan);
  if (pending.compare) frame.unread.push(pending.compare.at);
  lowestAndHighest(scan);
  leftover(scan);
  countNew(frame);
  for (const superlative of pending.superlatives) frame.order.push({ superlative, measure: null, column: null });
  addAsker(frame);
  return frame;
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
    if (fn === "avg" && frame.measures[0]?.fn === "count" && frame.groups[0]?.noun) {
      frame.isAverageCount = true;
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

function readUnit(scan: Scan, at: number, unit: Unit): void {
  const { frame } = scan;
  if (at === scan.pending.skip) return;
  switch (unit.kind) {
    case "window": frame.windows.push(at); return;
    case "period": if (unit.period) frame.periods.push({ at, unit: unit.period }); return;
    case "number": readNumber(scan, at, unit); return;
    case "name": readName(scan, at, unit); return;
    case "word": readWord(scan, at, unit); return;
    case "small": readSmall(scan, at, unit); return;
    case "cue": for (const cue of unit.cues.slice(0, 1)) readCue(scan, at, unit, preferred(unit, scan) ?? cue); return;
    default: unit.kind satisfies never;
  }
}

function readSmall({ frame, pending }: Scan, at: number, unit: Unit): void {
  if (/^(?:hold|own|handle|live|work|manage|use|make|made|held|owns|holds|handles|handled)/u.test(unit.lower)) pending.had = true;
  if (/^(?:across|over)$/u.test(unit.lower) && frame.units.some(({ lower }) => /^(?:distributed|distribution|spread|split)$/u.test(lower))) pending.grouping = true;
  if (!TELLING.has(unit.lower)) return;
  const isAgainst = /^(?:more|fewer|less)$/u.test(unit.lower) && frame.units.slice(at).filter(({ kind }) => kind === "window").length === 2;
  if (isAgainst) frame.change = { at, isDifference: true, percent: false };
  else frame.unread.push(at);
}

/** "maximum" is an aggregate or a superlative, "minimum" a bound as well: what stands around it decides. */
function preferred(unit: Unit, scan: Scan): Cue | undefined {
  const pick = (tag: Cue["tag"]) => unit.cues.find((cue) => cue.tag === tag);
  if (unit.lower === "to" || unit.lower === "for") return pick("in");
  if (scan.pending.compare && unit.lower === "average") return pick("aggregate");
  return pick("percent") ?? unit.cues.find((cue) => cue.tag === "superlative" && cue.attributes.length > 0) ?? pick("superlative") ?? pick("count") ?? unit.cues.find((cue) => cue.tag === "compare" && cue.attributes !== undefined && cue.attributes.length > 0) ?? pick("compare") ?? pick("aggregate");
}

function readCue(scan: Scan, at: number, unit: Unit, cue: Cue): void {
  const { frame, pending } = scan;
  switch (cue.tag) {
    case "count": readCount(scan, at, unit); return;
    case "aggregate": readAggregate(scan, at, cue.fn); return;
    case "percent": if (unit.lower === "ratio of") frame.unread.push(at); else frame.share ??= at; return;
    case "each": pending.grouping = true; return;
    case "superlative": if (frame.units[at + 1]?.lower === "first") { pending.skip = at + 1; readDirection(scan, at, cue.dir); return; } if (/most new$/u.test(unit.lower)) pending.superlatives.push({ at, dir: "desc", counted: true, attributes: [], word: "most", limit: null }); else pending.superlatives.push({ at, dir: cue.dir, counted: cue.counted, attributes: cue.attributes, word: cue.word, limit: null }); return;
    case "compare": if (!hasBound(scan, at)) return; settleCompare(scan); pending.compare = { at, op: cue.op, value: undefined, high: undefined, attributes: cue.attributes ?? [], negated: pending.negated }; pending.negated = false; return;
    case "compareAfter": return;
    case "between": pending.compare = { at, op: "=", value: undefined, high: undefined, attributes: [], negated: pending.negated }; return;
    case "not": case "without": case "except": pending.negated = !pending.excluding; pending.had ||= cue.tag === "without" || unit.lower === "no"; return;
    case "distinct": pending.distinct = true; return;
    case "with": pending.had = true; return;
    case "in": if (unit.lower === "by") readBy(scan, at); return;
    case "order": pending.ordering = { at, dir: "asc", counted: false, attributes: [], word: unit.lower, limit: null }; return;
    case "direction": readDirection(scan, at, cue.dir); return;
    default: return;
  }
}

/** True where a number or a figure follows: "under active facilities" compares nothing. */
function hasBound({ frame }: Scan, at: number): boolean {
  return frame.units.slice(at + 1, at + 4).some(({ kind, cues }) => kind === "number" || cues.some(({ tag }) => tag === "aggregate"));
}

/** "above the average" compares a column with its own average; otherwise the figure waits for its column. */
function readAggregate(scan: Scan, at: number, fn: AggregateName): void {
  const { frame, pending } = scan;
  const { compare } = pending;
  const use = compare && compare.value === undefined ? lastColumn(scan, compare.at) : null;
  const measure = frame.measures.at(-1);
  if (compare && compare.value === undefined && fn === "avg" && measure && measure.at >= compare.at - 3) {
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

/** "average amount of a fee" says its own figure. */
function readCount(scan: Scan, at: number, unit: Unit): void {
  const isOfAmount = isAmount(scan, at, unit);
  if (isOfAmount && scan.pending.fns.length > 0) return;
  if (isOfAmount) readAggregate(scan, at, "sum");
  else addCount(scan, at);
}

/** "amount of fees" adds up what has an amount, and counts what has none. */
function isAmount({ frame }: Scan, at: number, unit: Unit): boolean {
  const noun = frame.units.slice(at + 1).find(({ senses }) => senses.some(({ kind }) => kind === "table" || kind === "definition"));
  const best = noun?.senses[0];
  const table = best?.kind === "table" ? best.table : best?.kind === "definition" ? best.definition.table : undefined;
  return unit.lower.endsWith("amount of") && table !== undefined && totalOf(frame, at, { table, at, via: null, filters: [], negated: false, isHad: false, isPlural: true }) !== null;
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
  if (pending.ordering || (RELATIONS.has(verb) && /(?:ed|en|ld|de)$/u.test(verb) && !/^(?:split|broken)/u.test(verb))) return;
  const next = frame.units.slice(at + 1).find(({ kind }) => kind !== "small");
  const best = next?.senses[0];
  if (best && best.kind !== "value" && best.kind !== "state" && !(best.kind === "table" && next?.plural)) pending.grouping = true;
}

/** True where a number, a sum or a column of figures is named. */
function isFigure({ frame }: Scan, at: number): boolean {
  const [next, after] = [frame.units[at], frame.units[at + 1]];
  const named = next?.kind === "small" ? after : next;
  const best = named?.senses[0];
  return named?.cues.some(({ tag }) => tag === "count" || tag === "aggregate") === true || (best?.kind === "column" && frame.schema.columns[best.column]?.type === "number") || (best?.kind === "definition" && best.definition.aggregate !== null);
}

function readDirection(scan: Scan, at: number, dir: "asc" | "desc"): void {
  const last = scan.frame.order.at(-1);
  if (last) last.superlative = { ...last.superlative, dir };
  else scan.frame.order.push({ superlative: { at, dir, counted: false, attributes: [], word: "sorted", limit: null }, measure: null, column: null });
}

const SPAN = /^(?:hour|day|week|month|year)s?$/u;

/** "how many months is …" asks for a column in months. */
function takeSpan({ frame }: Scan, at: number, unit: Unit): boolean {
  const word = unit.lower.replace(/s$/u, "");
  const columns = frame.schema.columns.filter(({ lemmas, type, isForeign }) => type === "number" && !isForeign && lemmas.at(-1) === word && lemmas.length > 1);
  if (columns.length > 0) frame.outputs.push({ at, senses: columns.map(({ id }) => ({ kind: "column", column: id, score: 0.8 })), owner: null });
  return columns.length > 0;
}

const PLACES = ["second", "third", "fourth", "fifth", "2nd", "3rd", "4th", "5th"];
const EXCLUDED = new Set(["excluded", "omitted", "ignored", "removed"]);
const EXCLUDING = new Set(["ignore", "ignoring", "omit", "omitting", "exclude", "skip", "skipping", "outside"]);
const CHANGES = /^(?:chang|grow|grew|increas|decreas|declin|differ|rise|rose|drop|shrink|shrank|fell|gain)/u;
const SIGNS: Readonly<Record<string, "<" | ">" | "=">> = { negative: "<", positive: ">", zero: "=" };

/** "average age", "how old is …" ask for years since birth; "aged 65", "years old" only say what a number counts. */
function readAge(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame } = scan;
  const around = frame.units.slice(Math.max(0, at - 3), at + 4);
  const isBound = around.some(({ kind }) => kind === "number");
  if (isBound && frame.compared.some(({ use }) => use.isAge)) return true;
  const use = ageNamed(frame, at);
  if (!use) return false;
  if (isBound && lower === "aged") return readAged(scan, at, use);
  if (isBound || (lower === "old" && frame.units[at - 1]?.lower !== "how")) return isBound;
  giveColumn(scan, at, use);
  return true;
}

/** "average loan size", "how much are they worth": the amount of the noun just said. */
function readSize(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const noun = [...frame.nouns].reverse().find((candidate) => candidate.at < at);
  const last = frame.measures.at(-1);
  if (noun && last?.noun === noun && last.fn !== "count" && last.at >= at - 2) return true;
  const amount = noun ? totalOf(frame, at, noun) : null;
  if (!amount?.column) return false;
  if (pending.fns.length + pending.superlatives.length > 0 || pending.ordering || pending.compare || pending.grouping) giveColumn(scan, at, amount.column);
  else frame.measures.push(amount);
  return true;
}

/** "aged 65" waits for its number, "aged between 20 and 30" for its bound. */
function readAged({ frame }: Scan, at: number, use: ColumnUse): boolean {
  if (frame.units[at + 1]?.kind === "number") frame.outputs.push(use);
  return true;
}

function readWord(scan: Scan, at: number, unit: Unit): void {
  const { frame, pending } = scan;
  const most = pending.superlatives.at(-1);
  if (most?.counted && /^recent(?:ly)?$/u.test(unit.lower)) {
    pending.superlatives[pending.superlatives.length - 1] = { ...most, counted: false, attributes: ["date"], word: "recent" };
    return;
  }
  // "8 or worse" was read with its number.
  if (/^(?:worse|better)$/u.test(unit.lower) && frame.compared.some(({ compare }) => compare.at === at - 2)) return;
  const place = PLACES.indexOf(unit.lower);
  if (place >= 0 && frame.units[at + 1]?.cues.some(({ tag }) => tag === "superlative")) {
    frame.skipped = place % 4 + 1;
    return;
  }
  if (unit.lower === "included") {
    for (const { filters } of frame.nouns) filters.splice(0, filters.length, ...filters.filter((filter) => filter.at < at - 3));
    return;
  }
  if (/^(?:age|ages|aged|old)$/u.test(unit.lower) && readAge(scan, at, unit)) return;
  if (/^(?:size|sizes|worth)$/u.test(unit.lower) && readSize(scan, at)) return;
  if (EXCLUDING.has(unit.lower)) {
    pending.negated = true;
    pending.excluding = unit.lower !== "outside";
    return;
  }
  if (CHANGES.test(unit.lower) && periodsSaid(frame) === 2) {
    frame.change = { at, isDifference: frame.change?.isDifference ?? /^differ/u.test(unit.lower), percent: frame.change?.percent ?? frame.units.some(({ lower }) => /(?:^| )percent(?:age)?(?: |$)|^%$|^rate$/u.test(lower)) };
    return;
  }
  if (/^(?:first|last)$/u.test(unit.lower) && frame.units[at + 1]?.kind === "name" && isNoun(scan, at + 1)) {
    pending.superlatives.push({ at, dir: unit.lower === "last" ? "desc" : "asc", counted: false, attributes: ["date"], word: unit.lower === "last" ? "late" : "early", limit: 1 });
    return;
  }
  const sign = Object.hasOwn(SIGNS, unit.lower) ? SIGNS[unit.lower] : undefined;
  if (sign) pending.compare = { at, op: sign, value: 0, high: undefined, attributes: [], negated: false };
  else if (pending.fns.at(-1)?.fn === "count" && SPAN.test(unit.lower) && takeSpan(scan, at, unit)) pending.fns.pop();
  else if (!EXCLUDED.has(unit.lower)) frame.unread.push(at);
}
