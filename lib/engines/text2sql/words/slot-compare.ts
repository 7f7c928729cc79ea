import type { AggregateName, CompareOp, Value } from "@/lib/query/ir";
import type { Mention } from "@/lib/engines/text2sql/words/link";
import { cueOf, hasCue, strengths } from "@/lib/engines/text2sql/words/read";
import {
  aggBefore,
  isEntityName,
  isInHead,
  isName,
  isNegated,
  nextName,
  previousName,
  take,
  type Scan,
  type Slot,
} from "@/lib/engines/text2sql/words/slots";
import { isSecondAs, readSpreadVersus, readVersus, spreadWord } from "@/lib/engines/text2sql/words/slot-versus";

const DATED = ["date", "year", "time", "on", "at"] as const;
const ISO = /^\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/u;

/**
 * Comparisons with a number, a date, a quoted text or an average.
 *
 * > | students whose age is older than 20
 *                    ^^^ ^^ ^^^^^^^^^^ ^^
 */
export function scanCompares(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    if (scan.used[at]) continue;
    const atom = scan.atoms[at];
    if (hasCue(atom, "between") || (hasCue(atom, "from") && scan.atoms[at + 1]?.number)) readBetween(scan, at);
    else if (cueOf(atom, "compare")) readCompare(scan, at);
    else if (hasCue(atom, "than") || isSecondAs(scan, at)) readSpreadVersus(scan, at, skipSmall(scan, at + 1));
    else if (/^(multiple|several)$/iu.test(atom?.text ?? "")) readSeveral(scan, at);
  }
  for (let at = 0; at < scan.atoms.length; at++)
    if (!scan.used[at] && scan.atoms[at]?.number && !scan.atoms[at]?.mention) readBareNumber(scan, at);
}

function skipSmall(scan: Scan, at: number): number {
  let next = at;
  while (
    /^(the|a|an|or equal to|or equals|equal to|of|\$|than|year|to|is|be)$/iu.test(scan.atoms[next]?.text ?? "") &&
    !scan.atoms[next]?.mention
  )
    next += 1;
  return next;
}

/** A literal at an atom: a number, an ISO date, a quoted text or a stored value. */
function literalAt(scan: Scan, at: number): Value {
  const atom = scan.atoms[at];
  if (!atom || scan.used[at]) return null;
  if (atom.number) return atom.number.value;
  if (ISO.test(atom.text) || atom.quoted) return atom.text;
  return null;
}

function readBetween(scan: Scan, at: number): void {
  const first = skipSmall(scan, at + 1);
  const low = literalAt(scan, first);
  const link = scan.atoms[first + 1];
  const second = skipSmall(scan, first + 2);
  const high = literalAt(scan, second);
  if (low === null || high === null || !/^(and|to|or|-|until)$/iu.test(link?.text ?? "")) return;
  const target = targetOf(scan, at, second + 1);
  take(scan, at, second + 1);
  // "orders placed between two days": the days are those of the orders, whatever their column is called.
  const isOfRows =
    typeof low === "string" && ISO.test(low) && (target.target?.tables[0]?.score ?? 0) > (target.target?.columns[0]?.score ?? 0);
  scan.slots.push({
    kind: "compare",
    at,
    op: ">=",
    value: low,
    high,
    negated: isNegated(scan, at),
    ...target,
    ...(isOfRows ? { target: null, counted: false } : {}),
    attributes: isOfRows || target.target === null ? DATED : [],
  });
}

function readCompare(scan: Scan, at: number): void {
  const cue =
    scan.atoms[at]?.cues.findLast((candidate) => candidate.tag === "compare" && (candidate.attributes ?? []).length > 0) ??
    cueOf(scan.atoms[at], "compare");
  if (cue?.tag !== "compare") return;
  const next = skipSmall(scan, at + 1);
  // "more than a single kind of device"
  const value = literalAt(scan, next) ?? (/^single$/iu.test(scan.atoms[next]?.text ?? "") && !scan.atoms[next]?.mention ? 1 : null);
  if (value === null && readVersus(scan, at, next, cue.op, attributesOf(scan, at, cue.attributes ?? [], null))) return;
  if (value === null) return readNamedFirst(scan, at, next, cue.op);
  const after = cueOf(scan.atoms[next + 1], "compareAfter");
  const orEqual = /^or equal/iu.test(scan.atoms[at + 1]?.text ?? "");
  const op = orEqual && cue.op === ">" ? ">=" : orEqual && cue.op === "<" ? "<=" : cue.op;
  take(scan, at, next + 1);
  if (after) take(scan, next + 1);
  const found = targetOf(scan, at, after ? next + 2 : next + 1);
  const target =
    found.target === null && !found.counted && (cue.attributes ?? []).length === 0 ? { ...found, ...repeated(scan, at) } : found;
  const graded = attributesOf(scan, at, cue.attributes ?? [], target.target);
  // "people older than 23": the word itself names the attribute, the entity does not.
  const end = after ? next + 2 : next + 1;
  const old = /^years?$/iu.test(scan.atoms[end]?.text ?? "") && /^(old|of)$/iu.test(scan.atoms[end + 1]?.text ?? "");
  if (old) take(scan, end, end + 2);
  const entity = (target.target?.tables[0]?.score ?? 0) > (target.target?.columns[0]?.score ?? 0);
  const trailing = target.agg === null && target.target && !entity ? trailingAgg(scan, end) : null;
  const timed = /^(after|before|since|until|prior|later|earlier)/iu.test(scan.atoms[at]?.text ?? "");
  const dropped =
    entity && target.agg === null && !(found.counted && !old) && ((cue.attributes ?? []).length > 0 || timed || old || !found.counted);
  const attributes = old ? ["age"] : graded.length > 0 ? graded : timed ? DATED : dropped ? ["age"] : [];
  scan.slots.push({
    kind: "compare",
    at,
    op: after?.op ?? op,
    value,
    high: null,
    negated: isNegated(scan, at, 3),
    ...target,
    ...(dropped || (old && !(target.target?.columns[0]?.score ?? 0)) ? { target: null, counted: false } : {}),
    ...(trailing ? { agg: trailing, counted: false } : {}),
    attributes,
  });
}

/** "more than 14 bikes available on average". */
function trailingAgg(scan: Scan, from: number): AggregateName | null {
  for (let at = from; at < from + 4; at++) {
    const fn = /^(?:on average|in total|altogether)$/iu.test(scan.atoms[at]?.text ?? "")
      ? cueOf(scan.atoms[at], "aggregate")?.fn
      : undefined;
    if (fn) {
      take(scan, at);
      return fn;
    }
    if (hasCue(scan.atoms[at], "comma", "stop", "or", "and", "relative")) return null;
  }
  return null;
}

/** "after year 1989", "above age 30", "before the year of 2010": the column stands between the comparing word and the number. */
function readNamedFirst(scan: Scan, at: number, next: number, op: CompareOp): void {
  const literal = hasCue(scan.atoms[next + 1], "of") ? next + 2 : next + 1;
  const value = isName(scan, next) ? literalAt(scan, literal) : null;
  if (value === null) return;
  take(scan, at, literal + 1);
  scan.slots.push({
    kind: "compare",
    at,
    op,
    value,
    high: null,
    target: scan.atoms[next]?.mention ?? null,
    attributes: [],
    agg: null,
    counted: false,
    negated: isNegated(scan, at, 3),
  });
}

/** "over 8 or under 5": the second comparison is about the same column as the first. */
function repeated(scan: Scan, at: number): { target?: Mention; counted?: boolean; agg?: AggregateName | null } {
  const before = scan.slots.findLast((slot) => slot.kind === "compare");
  const near =
    before?.kind === "compare" && at - before.at <= 5 && scan.atoms.slice(before.at, at).some((atom) => hasCue(atom, "or", "and"));
  return near && before.target ? { target: before.target, counted: before.counted, agg: before.agg } : {};
}

/** "older than 20" carries its own attribute when no column is named. */
function attributesOf(scan: Scan, at: number, attributes: readonly string[], target: Mention | null): readonly string[] {
  if (attributes.length > 0) return attributes;
  const text = scan.atoms[at]?.text.toLowerCase() ?? "";
  if (target !== null) return [];
  return /^(after|before|since|until|prior|later|earlier)/u.test(text) ? ["date", "year", "time", "on", "at"] : [];
}

/** The column a comparison is about: before it ("age over 20"), or after it ("over 20 rooms"). */
function targetOf(scan: Scan, at: number, after: number): { target: Mention | null; agg: AggregateName | null; counted: boolean } {
  if (isStoredNoun(scan, after)) return { target: null, agg: null, counted: true };
  const following = nextName(scan, after, 2);
  const named = previousName(scan, at, 6);
  const preceding =
    named >= 0 && isInHead(scan, named) && (isUnfit(scan, named, after - 1) || countsUnnamed(scan, named, at, after)) ? -1 : named;
  const close =
    preceding >= 0 &&
    at - preceding <= 2 &&
    !isEntityName(scan, preceding) &&
    !(following >= 0 && isText(scan, preceding) && isEntityName(scan, following));
  const follows =
    following >= 0 &&
    (preceding < 0 ||
      hasBetween(scan, preceding, at, "with") ||
      isEntityName(scan, preceding) ||
      (following === after && isEntityName(scan, following) && !close));
  const times = isTimes(scan, after - 1) || isTimes(scan, after);
  if (times && hasCue(scan.atoms[after], "times")) take(scan, after);
  const chosen = follows ? following : preceding;
  if (chosen < 0 && times) return { target: null, agg: null, counted: true };
  if (chosen < 0)
    return {
      target: null,
      agg: aggBefore(scan, at),
      counted: countBefore(scan, at) || (named >= 0 && countsUnnamed(scan, named, at, after)),
    };
  take(scan, chosen);
  if (follows) {
    const agg = aggBefore(scan, at);
    return { target: scan.atoms[chosen]?.mention ?? null, agg, counted: agg === null };
  }
  if (times) return { target: scan.atoms[chosen]?.mention ?? null, agg: null, counted: true };
  const between = isEntityName(scan, chosen) ? aggBefore(scan, at) : null;
  return {
    target: scan.atoms[chosen]?.mention ?? null,
    agg: between ?? aggBefore(scan, chosen),
    counted: between === null && countBefore(scan, chosen),
  };
}

/** "invoice numbers created before 1989-09-03": no column of that name holds dates. */
function isUnfit(scan: Scan, name: number, literal: number): boolean {
  const { columns } = scan.reading.schema;
  const fitting = scan.atoms[name]?.mention?.columns ?? [];
  const types = fitting.filter(({ score }) => score > (fitting[0]?.score ?? 0) - 0.2).map(({ column }) => columns[column]?.type);
  return (
    ISO.test(scan.atoms[literal]?.text ?? "") && !isEntityName(scan, name) && types.every((type) => type !== "date" && type !== "datetime")
  );
}

/**
 * "statuses that have more than 3 records", "years in which at least two shops opened": a noun that no name fits is counted, the head is
 * not compared.
 */
function countsUnnamed(scan: Scan, name: number, at: number, after: number): boolean {
  const noun = scan.atoms[after];
  const isNoun =
    noun !== undefined &&
    noun.mention === null &&
    noun.cues.length === 0 &&
    noun.number === null &&
    /^\p{Ll}{3,}s$/u.test(noun.text) &&
    !UNITS.test(noun.text);
  return isNoun && !isEntityName(scan, name) && scan.atoms.slice(name + 1, at).some((atom) => hasCue(atom, "with", "relative"));
}

/** "at least ten professors" where a rank is stored as "Professor": rows that have the value are counted. */
function isStoredNoun(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  const { table, column, value } = strengths(atom?.mention);
  return atom?.quoted === false && value > Math.max(table, column) && /^\p{Ll}{3,}s$/u.test(atom.text);
}

const UNITS =
  /^(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|dollars?|euros?|pounds?|miles?|meters?|metres?|feet|degrees?|percent|points?|inches|kilometers?|kg|times?)$/u;

/** "more than once", "at least 3 times". */
function isTimes(scan: Scan, at: number): boolean {
  return /^(once|twice|thrice|times?)$/iu.test(scan.atoms[at]?.text ?? "");
}

function hasBetween(scan: Scan, from: number, to: number, tag: "with"): boolean {
  return scan.atoms.slice(from + 1, to).some((atom) => hasCue(atom, tag));
}

/** Names columns of text alone, which no number is compared with: "denominations that more than one school has". */
function isText(scan: Scan, at: number): boolean {
  const columns = scan.atoms[at]?.mention?.columns ?? [];
  return (
    columns.length > 0 &&
    columns
      .filter(({ score }) => score > (columns[0]?.score ?? 0) - 0.2)
      .every(({ column }) => scan.reading.schema.columns[column]?.type === "text")
  );
}

function countBefore(scan: Scan, at: number): boolean {
  if (isInHead(scan, at)) return false;
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const atom = scan.atoms[before];
    if (hasCue(atom, "count") && !scan.used[before] && !/how many/iu.test(atom?.text ?? "")) {
      take(scan, before);
      return true;
    }
    if (atom?.mention) return false;
  }
  return false;
}

/** A number with no comparing word: "age is 20", "20 years", "3 or more orders", "in 2010". */
function readBareNumber(scan: Scan, at: number): void {
  const value = literalAt(scan, at);
  if (value === null) return;
  const after = cueOf(scan.atoms[at + 1], "compareAfter");
  const preceding = previousName(scan, at, 3);
  const begin = after ? at + 2 : at + 1;
  const following = nextName(scan, begin, 2);
  const only = /^(only|exactly|just)$/iu.test(scan.atoms[at - 1]?.text ?? "");
  const adjacent = preceding >= 0 && !hasCue(scan.atoms[only ? at - 2 : at - 1], "in", "from", "with");
  const isFollowed =
    after !== undefined &&
    following === begin &&
    isEntityName(scan, following) &&
    preceding >= 0 &&
    (isEntityName(scan, preceding) || strengths(scan.atoms[preceding]?.mention).column < 0.7);
  const isYear = typeof value === "number" && value >= 1000 && value <= 2100 && Number.isInteger(value);
  const prefixed = hasCue(scan.atoms[at - 1], "in", "from", "of", "both") || /^(year|during)$/iu.test(scan.atoms[at - 1]?.text ?? "");
  const near = adjacent && !isFollowed ? preceding : following >= 0 ? following : preceding;
  // "published a book in both 1989 and 1990": the book is no year.
  const chosen =
    isYear && hasCue(scan.atoms[at - 1], "both") && near === preceding && near >= 0 && (isText(scan, near) || isEntityName(scan, near))
      ? -1
      : near;
  if (/^(one|once)$/iu.test(scan.atoms[at]?.text ?? "") && !after && !only) return;
  const than = spreadCompare(scan, at);
  if (than) {
    take(scan, at);
    scan.slots.push({
      kind: "compare",
      at,
      op: than.op,
      value,
      high: null,
      target: than.target,
      attributes: [],
      agg: null,
      counted: than.counted,
      negated: isNegated(scan, at, 3),
    });
    return;
  }
  const again = after ? null : listed(scan, at);
  if (again) {
    take(scan, at);
    scan.slots.push({ ...again, at, value });
    return;
  }
  if (!after && isTopCount(scan, at, following)) return;
  const aged =
    /^(aged|age)$/iu.test(scan.atoms[at - 1]?.text ?? "") ||
    (/^years?$/iu.test(scan.atoms[begin]?.text ?? "") && /^old$/iu.test(scan.atoms[begin + 1]?.text ?? ""));
  if (aged && !(preceding >= 0 && !isEntityName(scan, preceding))) {
    take(scan, at, begin);
    scan.slots.push({
      kind: "compare",
      at,
      op: after?.op ?? "=",
      value,
      high: null,
      target: null,
      attributes: ["age"],
      agg: null,
      counted: false,
      negated: false,
    });
    return;
  }
  if (chosen < 0 && !isYear && !after && scan.atoms.length > 3 && isLimit(scan, at)) return;
  take(scan, at, begin);
  if (chosen >= 0) take(scan, chosen);
  const counted = chosen >= 0 && chosen === following && isEntityName(scan, chosen);
  const agg = chosen >= 0 && chosen === preceding ? aggBefore(scan, chosen) : after ? aggBefore(scan, at) : null;
  scan.slots.push({
    kind: "compare",
    at,
    op: after?.op ?? (isNegated(scan, at, 3) ? "!=" : "="),
    value,
    high: null,
    target: scan.atoms[chosen]?.mention ?? null,
    ...(isKeyOf(scan, at, chosen) && !after ? { keyed: true } : {}),
    attributes: isYear && (prefixed || chosen < 0) ? ["year", "date", "time", "on", "at"] : [],
    agg,
    counted: agg === null && (counted || (chosen === preceding && chosen >= 0 && countBefore(scan, chosen))),
    negated: after !== undefined && denies(scan, at),
  });
}

/** "assigned multiple jobs": more than one. */
function readSeveral(scan: Scan, at: number): void {
  const named = nextName(scan, at + 1, 2);
  if (isInHead(scan, at) && named < 0) return;
  take(scan, at, Math.max(at, named) + 1);
  scan.slots.push({
    kind: "compare",
    at,
    op: ">",
    value: 1,
    high: null,
    target: scan.atoms[named]?.mention ?? null,
    attributes: [],
    agg: null,
    counted: true,
    negated: isNegated(scan, at, 3),
  });
}

/** "did not affect two or more regions": the denial is of the comparison, nothing is absent. */
function denies(scan: Scan, at: number): boolean {
  if (!isNegated(scan, at, 3)) return false;
  for (let before = at - 1; before >= at - 3; before--) if (hasCue(scan.atoms[before], "not")) take(scan, before);
  return true;
}

/** "customer 10", "room 111": a number right behind the name of a table says which of its rows. */
function isKeyOf(scan: Scan, at: number, chosen: number): boolean {
  const value = scan.atoms[at]?.number?.value;
  return (
    chosen === at - 1 &&
    value !== undefined &&
    Number.isInteger(value) &&
    value > 0 &&
    /^\d/u.test(scan.atoms[at]?.text ?? "") &&
    isEntityName(scan, chosen)
  );
}

/** "more total passengers than 1000". */
function spreadCompare(
  scan: Scan,
  at: number,
): { readonly op: CompareOp; readonly target: Mention | null; readonly counted: boolean } | null {
  const spread = scan.atoms[at - 1]?.text.toLowerCase() === "than" ? spreadWord(scan, at - 1) : null;
  if (!spread) return null;
  const named = nextName(scan, spread.at + 1, 4);
  if (named >= 0) take(scan, named);
  take(scan, spread.at);
  return { op: spread.op, target: scan.atoms[named]?.mention ?? null, counted: named >= 0 && isEntityName(scan, named) };
}

/** "district 1 or 2": one more value for the comparison just before. */
function listed(scan: Scan, at: number): Extract<Slot, { kind: "compare" }> | null {
  const slot = scan.slots.findLast((candidate) => candidate.kind === "compare");
  const joined = hasCue(scan.atoms[at - 1], "or", "and", "comma") && scan.atoms[at - 2]?.number;
  return joined && slot?.kind === "compare" && slot.op === "=" && slot.at >= at - 4 ? slot : null;
}

/** "which three cities have the largest …": the number says how many to show. */
function isTopCount(scan: Scan, at: number, following: number): boolean {
  const value = scan.atoms[at]?.number?.value;
  const opens =
    /^(which|what|the|list|show|find|out|give|first|top|are|me)$/iu.test(scan.atoms[at - 1]?.text ?? "") &&
    (at <= 4 || (following === at + 1 && (isEntityName(scan, following) || /^the$/iu.test(scan.atoms[at - 1]?.text ?? ""))));
  const position = scan.slots.findIndex((slot) => slot.kind === "superlative" && !slot.explicitN);
  const slot = scan.slots[position];
  if (value === undefined || following < 0 || !opens || slot?.kind !== "superlative") return false;
  take(scan, at);
  scan.slots[position] = { ...slot, n: value, explicitN: true };
  return true;
}

/** "first 5", "show 3 …": how many rows to show, not a filter. */
function isLimit(scan: Scan, at: number): boolean {
  return /^(first|top|last)$/iu.test(scan.atoms[at - 1]?.text ?? "") || hasCue(scan.atoms[at - 1], "start");
}
