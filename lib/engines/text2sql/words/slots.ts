import type { AggregateName, CompareOp, Value } from "@/lib/query/ir";
import { cueOf, hasCue, strengths, type Atom, type Reading } from "@/lib/engines/text2sql/words/read";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/** One thing that the question says, before columns are chosen. `at` is the atom where it stands. */
export type Slot =
  | {
      readonly kind: "order";
      readonly at: number;
      readonly targets: readonly Mention[];
      readonly counted: boolean;
      readonly agg: AggregateName | null;
      readonly dir: "asc" | "desc";
      readonly attributes: readonly string[];
      /** "smallest first", "highest to lowest": by a figure. */
      readonly ofSize: boolean;
    }
  | {
      readonly kind: "superlative";
      readonly at: number;
      readonly dir: "asc" | "desc";
      readonly n: number;
      readonly explicitN: boolean;
      readonly target: Mention | null;
      readonly agg: AggregateName | null;
      readonly attributes: readonly string[];
      readonly counted: boolean;
      readonly common: boolean;
      readonly inHead: boolean;
      readonly word: string;
      /** The table named where a column could be: "the highest rating". */
      readonly of: Mention | null;
    }
  | {
      readonly kind: "compare";
      readonly at: number;
      readonly op: CompareOp;
      readonly value: Value;
      readonly high: Value | null;
      readonly target: Mention | null;
      readonly attributes: readonly string[];
      readonly agg: AggregateName | null;
      readonly counted: boolean;
      readonly negated: boolean;
      readonly keyed?: boolean;
    }
  | {
      readonly kind: "versus";
      readonly at: number;
      readonly op: CompareOp;
      readonly fns: readonly AggregateName[];
      readonly own: AggregateName | null;
      readonly target: Mention | null;
      readonly attributes: readonly string[];
    }
  | {
      readonly kind: "value";
      readonly at: number;
      readonly mention: Mention | null;
      readonly text: string;
      readonly quoted: boolean;
      readonly hint: Mention | null;
      readonly negated: boolean;
    }
  | {
      readonly kind: "like";
      readonly at: number;
      readonly mode: "contains" | "starts" | "ends";
      readonly text: string;
      readonly target: Mention | null;
      readonly negated: boolean;
    }
  | { readonly kind: "null"; readonly at: number; readonly target: Mention; readonly negated: boolean }
  | { readonly kind: "group"; readonly at: number; readonly targets: readonly Mention[]; readonly word: string }
  | {
      readonly kind: "count";
      readonly at: number;
      readonly target: Mention | null;
      readonly distinct: boolean;
      readonly inHead: boolean;
      /** What the kinds are of that are counted. */
      readonly kindsOf?: Mention | null;
      /** What is said of the counted and may hold how many they are. */
      readonly figure?: Mention | null;
    }
  | {
      readonly kind: "aggregate";
      readonly at: number;
      readonly fn: AggregateName;
      readonly target: Mention | null;
      readonly inHead: boolean;
    }
  | { readonly kind: "absence"; readonly at: number; readonly target: Mention | null }
  | {
      readonly kind: "column";
      readonly at: number;
      readonly mention: Mention;
      readonly inHead: boolean;
      readonly distinct: boolean;
      readonly afterOf: boolean;
      readonly added: boolean;
    }
  | { readonly kind: "everything"; readonly at: number };

/** The slots of one kind. */
export type SlotOf<K extends Slot["kind"]> = Extract<Slot, { kind: K }>;

/** The state of one pass over the atoms: which are spoken for, and what was found. */
export type Scan = { readonly reading: Reading; readonly atoms: readonly Atom[]; readonly used: boolean[]; readonly slots: Slot[] };

/** Marks atoms `[from, to)` as spoken for. */
export function take(scan: Scan, from: number, to = from + 1): void {
  for (let at = from; at < to; at++) scan.used[at] = true;
}

/** True where an atom names something of the schema and is not spoken for; values count only with `values`. */
export function isName(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  if (!atom?.mention || scan.used[at] || atom.quoted) return false;
  const { table, column, value } = strengths(atom.mention);
  return Math.max(table, column) >= value - 0.05;
}

const SKIPPED = new Set([
  "the",
  "a",
  "an",
  "all",
  "any",
  "their",
  "its",
  "his",
  "her",
  "of",
  "'s",
  "s",
  "'",
  "this",
  "that",
  "these",
  "those",
  "each",
  "in",
  "some",
  "such",
  "own",
  "corresponding",
  "different",
  "distinct",
  "associated",
  "total",
  "other",
  "for",
  "is",
  "are",
  "was",
  "were",
  "to",
  "by",
  "on",
  "have",
  "has",
  "and",
  "have",
  "do",
  "does",
  "did",
]);

/** The next name at or after `from`, looking past small words, at most `reach` atoms away; -1 where there is none. */
export function nextName(scan: Scan, from: number, reach: number): number {
  for (let at = from; at < Math.min(scan.atoms.length, from + reach); at++) {
    const atom = scan.atoms[at];
    if (!atom || atom.number !== null || hasCue(atom, "stop", "comma")) return -1;
    if (isName(scan, at)) return at;
    if (!SKIPPED.has(atom.text.toLowerCase())) return -1;
  }
  return -1;
}

/** The nearest name before `from` in the same clause, at most `reach` atoms away; -1 where there is none. */
export function previousName(scan: Scan, from: number, reach: number, usedToo = false): number {
  for (let at = from - 1; at >= Math.max(0, from - reach); at--) {
    const atom = scan.atoms[at];
    if (!atom || hasCue(atom, "stop", "comma") || atom.number !== null) return -1;
    const { table, column, value } = strengths(atom.mention);
    if (atom.mention && !atom.quoted && (usedToo || !scan.used[at]))
      return Math.max(table, column) >= value - 0.05 || isDatedVerb(scan, at) ? at : -1;
    if (hasCue(atom, "and", "or", "relative") && reach <= 3) return -1;
  }
  return -1;
}

/** "problems reported after 1978-06-26": the verb of the day that it was reported on, be "Reported" a status as well. */
export function isDatedVerb(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  const isDated = atom?.mention?.columns.some(({ column }) => /^date/u.test(scan.reading.schema.columns[column]?.type ?? "")) === true;
  return (
    isDated &&
    /^\p{Ll}+ed$/u.test(atom?.text ?? "") &&
    /^(?:(?:in|on|at) or )?(?:after|before|since|until|between)$/iu.test(scan.atoms[at + 1]?.text ?? "")
  );
}

/** True where "not" stands shortly before `at` in the same clause. */
export function isNegated(scan: Scan, at: number, reach = 4): boolean {
  let left = reach;
  for (let before = at - 1; before >= 0 && left > 0; before--) {
    const atom = scan.atoms[before];
    if (!/^(?:the|an?)$/iu.test(atom?.text ?? "")) left -= 1;
    if (hasCue(atom, "not", "except", "without")) return true;
    if (hasCue(atom, "comma", "stop", "relative", "and") && before < at - 1) return false;
    if (atom?.number !== null && atom?.number !== undefined) return false;
  }
  return false;
}

/** The first atom of the clause that restricts the head: "that", "whose", "where", "with", "having". */
export function headEnd(scan: Scan, sentence: number): number {
  const start = scan.atoms.findIndex((atom) => atom.sentence === sentence);
  for (let at = Math.max(0, start) + 1; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || atom.sentence !== sentence) return at;
    if (hasCue(atom, "relative") && !atom.mention && !isOpening(scan, at)) return at;
    if (hasCue(atom, "with", "without") && !atom.mention && at > start && !hasCue(atom, "each")) return at;
  }
  return scan.atoms.length;
}

/** True where an atom is of a head, which says what is asked for: that of its sentence, or one that "and what is their …" opens anew. */
export function isInHead(scan: Scan, at: number): boolean {
  const sentence = scan.atoms[at]?.sentence ?? 0;
  if (at < headEnd(scan, sentence)) return true;
  for (let before = at; before > 0 && scan.atoms[before]?.sentence === sentence; before--) {
    const atom = scan.atoms[before];
    if (reopens(scan, before)) return true;
    if (before < at && (hasCue(atom, "relative", "with", "without", "compare") || atom?.number)) return false;
  }
  return false;
}

/** "…, and what is their GPA?", "… and also show how many they are". */
function reopens(scan: Scan, at: number): boolean {
  const [before, atom, next] = [scan.atoms[at - 1], scan.atoms[at], scan.atoms[at + 1]];
  if (!hasCue(before, "and", "comma") || !atom || atom.mention) return false;
  if (/^what$/iu.test(atom.text)) return hasCue(next, "be");
  return /^how many$/iu.test(atom.text) || (/^(?:show|list|return|give|report)$/iu.test(atom.text) && !hasCue(before, "comma"));
}

/** True for a question word that opens its sentence or follows an opening imperative ("tell me which …"). */
function isOpening(scan: Scan, at: number): boolean {
  const sentence = scan.atoms[at]?.sentence;
  for (let before = at - 1; before >= 0 && scan.atoms[before]?.sentence === sentence; before--) {
    const atom = scan.atoms[before];
    if (hasCue(atom, "comma")) return true;
    if (atom?.mention || atom?.number || cueOf(atom, "aggregate") || cueOf(atom, "count")) return false;
  }
  return true;
}

/** Names a table better than a column, or the table by its key: "festivals" of `festival_id`. */
export function isEntityName(scan: Scan, at: number): boolean {
  const mention = scan.atoms[at]?.mention;
  const { table, column } = strengths(mention);
  const best = scan.reading.schema.columns[mention?.columns[0]?.column ?? -1];
  return table > column || (table > 0 && column < 0.8 && best !== undefined && (best.isPrimary || best.isForeign));
}

/** Takes the aggregate word just before a name outside the head: "average" of "with average price above 3". */
export function aggBefore(scan: Scan, at: number): AggregateName | null {
  if (isInHead(scan, at)) return null;
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const cue = cueOf(scan.atoms[before], "aggregate");
    if (cue && !scan.used[before]) {
      take(scan, before);
      return cue.fn;
    }
    if (scan.atoms[before]?.mention || hasCue(scan.atoms[before], "comma", "and")) return null;
  }
  return null;
}

const UNITS =
  /^(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|dollars?|euros?|pounds?|miles?|meters?|metres?|feet|degrees?|percent|points?|inches|kilometers?|kg|times?)$/u;

/** Several things that no name fits, and no unit of a figure. */
export function isUnnamedNoun({ atoms }: Scan, at: number): boolean {
  const noun = atoms[at];
  return (
    noun !== undefined &&
    noun.mention === null &&
    noun.cues.length === 0 &&
    noun.number === null &&
    /^\p{Ll}{3,}s$/u.test(noun.text) &&
    !UNITS.test(noun.text)
  );
}
