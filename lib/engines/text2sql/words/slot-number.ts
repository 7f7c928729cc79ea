import { cueOf, hasCue, strengths } from "@/lib/engines/text2sql/words/read";
import { spreadWord } from "@/lib/engines/text2sql/words/slot-versus";
import {
  take,
  isInHead,
  type Scan,
  type SlotOf,
  isNegated,
  isEntityName,
  nextName,
  previousName,
  aggBefore,
  isName,
} from "@/lib/engines/text2sql/words/slots";
import { ordinalOf } from "@/lib/language/numbers";
import { placeOfNumber } from "@/lib/engines/text2sql/schema/schema";
import type { CompareOp, Value } from "@/lib/query/ir";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/** A day or moment in ISO form. */
export const ISO = /^\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/u;

/** A number that may be a year. */
export function isYear(value: Value): boolean {
  return typeof value === "number" && value >= 1000 && value <= 2100 && Number.isInteger(value);
}

/** A comparison that says no more than `said`. */
export function pushCompare(scan: Scan, said: Pick<SlotOf<"compare">, "at" | "op" | "value"> & Partial<SlotOf<"compare">>): void {
  scan.slots.push({ kind: "compare", high: null, target: null, attributes: [], agg: null, counted: false, negated: false, ...said });
}

/** A literal at an atom: a number, an ISO date, a quoted text or a stored value. */
export function literalAt(scan: Scan, at: number): Value {
  const atom = scan.atoms[at];
  if (!atom || scan.used[at]) return null;
  if (atom.number) return atom.number.value;
  if (ISO.test(atom.text) || atom.quoted) return atom.text;
  return null;
}

/** Names columns of text alone, which no number is compared with: "denominations that more than one school has". */
export function isText(scan: Scan, at: number): boolean {
  const columns = scan.atoms[at]?.mention?.columns ?? [];
  return (
    columns.length > 0 &&
    columns
      .filter(({ score }) => score > (columns[0]?.score ?? 0) - 0.2)
      .every(({ column }) => scan.reading.schema.columns[column]?.type === "text")
  );
}

/** Whether the words before an atom ask for a number of it. */
export function countBefore(scan: Scan, at: number): boolean {
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
function listed(scan: Scan, at: number): SlotOf<"compare"> | null {
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

/** A number with no comparing word: "age is 20", "20 years", "3 or more orders", "in 2010". */
export function readBareNumber(scan: Scan, at: number): void {
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
  const isDated = isYear(value);
  const prefixed = hasCue(scan.atoms[at - 1], "in", "from", "of", "both") || /^(year|during)$/iu.test(scan.atoms[at - 1]?.text ?? "");
  const near = adjacent && !isFollowed ? preceding : following >= 0 ? following : preceding;
  // "published a book in both 1989 and 1990": the book is no year.
  const chosen =
    isDated && hasCue(scan.atoms[at - 1], "both") && near === preceding && near >= 0 && (isText(scan, near) || isEntityName(scan, near))
      ? -1
      : near;
  if (/^(one|once)$/iu.test(scan.atoms[at]?.text ?? "") && !after && !only) return;
  const than = spreadCompare(scan, at);
  if (than) {
    take(scan, at);
    pushCompare(scan, {
      at,
      op: than.op,
      value,
      target: than.target,
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
    pushCompare(scan, { at, op: after?.op ?? (denies(scan, at) ? "!=" : "="), value, attributes: ["age"] });
    return;
  }
  if (chosen < 0 && !isDated && !after && scan.atoms.length > 3 && isLimit(scan, at)) return;
  take(scan, at, begin);
  if (chosen >= 0) take(scan, chosen);
  // "two or more delegates": where these are texts, nothing else than how many there are can be compared.
  const counted = chosen >= 0 && chosen === following && (isEntityName(scan, chosen) || (after !== undefined && isText(scan, chosen)));
  const agg = chosen >= 0 && chosen === preceding ? aggBefore(scan, chosen) : after ? aggBefore(scan, at) : null;
  pushCompare(scan, {
    at,
    op: after?.op ?? (isNegated(scan, at, 3) ? "!=" : "="),
    value,
    target: scan.atoms[chosen]?.mention ?? null,
    ...(isKeyOf(scan, at, chosen) && !after ? { keyed: true } : {}),
    attributes: isDated && (prefixed || chosen < 0) ? ["year", "date", "time", "on", "at"] : [],
    agg,
    counted: agg === null && (counted || (chosen === preceding && chosen >= 0 && countBefore(scan, chosen))),
    negated: after !== undefined && denies(scan, at),
  });
}

/** "students of the third grade": a column that holds the number. */
export function readOrdinal(scan: Scan, at: number): void {
  const value = ordinalOf(scan.atoms[at]?.text.toLowerCase() ?? "");
  const best = isName(scan, at + 1) ? scan.atoms[at + 1]?.mention?.columns[0] : undefined;
  const column = scan.reading.schema.columns[best?.column ?? -1];
  const isHeld = value !== null && column !== undefined && (best?.score ?? 0) >= 0.9 && placeOfNumber(value, column) === "seen";
  if (!isHeld || hasCue(scan.atoms[at - 1], "compare") || cueOf(scan.atoms[at], "superlative")) return;
  take(scan, at, at + 2);
  pushCompare(scan, { at, op: isNegated(scan, at, 3) ? "!=" : "=", value, target: scan.atoms[at + 1]?.mention ?? null });
}

/** "assigned multiple jobs": more than one. */
export function readSeveral(scan: Scan, at: number): void {
  const named = nextName(scan, at + 1, 2);
  if (isInHead(scan, at) && named < 0) return;
  take(scan, at, Math.max(at, named) + 1);
  pushCompare(scan, {
    at,
    op: ">",
    value: 1,
    target: scan.atoms[named]?.mention ?? null,
    counted: true,
    negated: isNegated(scan, at, 3),
  });
}
