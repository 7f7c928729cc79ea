import type { AggregateName, CompareOp } from "@/lib/query/ir";
import { isIdentity } from "@/lib/engines/text2sql/schema/schema";
import { cueOf, hasCue, strengths } from "@/lib/engines/text2sql/words/read";
import {
  aggBefore,
  isEntityName,
  isInHead,
  isName,
  isNegated,
  isUnnamedNoun,
  nextName,
  previousName,
  take,
  type Scan,
} from "@/lib/engines/text2sql/words/slots";
import { isSecondAs, readSpreadVersus, readVersus } from "@/lib/engines/text2sql/words/slot-versus";
import {
  countBefore,
  ISO,
  isText,
  isYear,
  literalAt,
  pushCompare,
  readBareNumber,
  readOrdinal,
  readSeveral,
} from "@/lib/engines/text2sql/words/slot-number";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

const DATED = ["date", "year", "time", "on", "at"] as const;

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
    else if (isRange(scan, at)) readBetween(scan, at, at);
    else if (/^(multiple|several)$/iu.test(atom?.text ?? "")) readSeveral(scan, at);
    else readOrdinal(scan, at);
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

/** "aged 20 to 25", "have 2 to 4 rooms". */
function isRange(scan: Scan, at: number): boolean {
  const [low, link, high] = [scan.atoms[at]?.number, scan.atoms[at + 1], scan.atoms[at + 2]?.number];
  return !!low && !!high && !scan.used[at + 2] && /^to$/iu.test(link?.text ?? "") && low.value < high.value;
}

function readBetween(scan: Scan, at: number, first = skipSmall(scan, at + 1)): void {
  const low = literalAt(scan, first);
  const link = scan.atoms[first + 1];
  const second = skipSmall(scan, first + 2);
  const high = literalAt(scan, second);
  if (low === null || high === null || !/^(and|to|or|-|until)$/iu.test(link?.text ?? "")) return;
  const target = targetOf(scan, at, second + 1);
  take(scan, at, second + 1);
  // "orders placed between two days": the days are those of the orders, whatever their column is called.
  const { table, column } = strengths(target.target);
  const isOfRows =
    (typeof low === "string" && ISO.test(low) && table > column) || (isYear(low) && isYear(high) && table > 0 && table >= column);
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
  const undated = timed && isYear(value) && target.target !== null && !entity && isTimeless(scan, target.target);
  const dropped =
    undated ||
    (entity && target.agg === null && !(found.counted && !old) && ((cue.attributes ?? []).length > 0 || timed || old || !found.counted));
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

/** "a host city after 2010": keys and texts are not of a year. */
function isTimeless({ reading: { schema } }: Scan, { columns }: Mention): boolean {
  const best = schema.columns[columns[0]?.column ?? -1];
  return (
    best !== undefined && (isIdentity(best, schema) || best.type === "text") && !best.lemmas.some((word) => /^(?:date|year)$/u.test(word))
  );
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
  pushCompare(scan, {
    at,
    op,
    value,
    target: scan.atoms[next]?.mention ?? null,
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
  const next = nextName(scan, after, 2);
  // "above 3000 in the year 2001": the year goes with the number behind it.
  const following = hasCue(scan.atoms[after], "in") && scan.atoms[next + 1]?.number ? -1 : next;
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
      isWithBetween(scan, preceding, at) ||
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
  return (
    isUnnamedNoun(scan, after) &&
    !isEntityName(scan, name) &&
    scan.atoms.slice(name + 1, at).some((atom) => hasCue(atom, "with", "relative"))
  );
}

/** "at least ten professors" where a rank is stored as "Professor": rows that have the value are counted. */
function isStoredNoun(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  const { table, column, value } = strengths(atom?.mention);
  return atom?.quoted === false && value > Math.max(table, column) && /^\p{Ll}{3,}s$/u.test(atom.text);
}

/** "more than once", "at least 3 times". */
function isTimes(scan: Scan, at: number): boolean {
  return /^(once|twice|thrice|times?)$/iu.test(scan.atoms[at]?.text ?? "");
}

function isWithBetween(scan: Scan, from: number, to: number): boolean {
  return scan.atoms.slice(from + 1, to).some((atom) => hasCue(atom, "with"));
}
