import type { AggregateName, CompareOp } from "@/lib/query/ir";
import { cueOf, hasCue, strengths } from "@/lib/engines/text2sql/words/read";
import { aggBefore, isEntityName, isName, nextName, previousName, take, type Scan } from "@/lib/engines/text2sql/words/slots";

/** What a comparison is held against where no literal follows, and where its words end. */
type Standard = { readonly fns: readonly AggregateName[]; readonly end: number };

/**
 * Comparisons with a figure over rows, with every or any row, or with one row.
 *
 * > | longer than the average duration of trips, larger than the revenue of all companies, paid more than the employee named Ann
 *     ^^^^^^^^^^^     ^^^^^^^ ^^^^^^^^
 *
 * @param at the comparing word @param next the first atom after it that says something
 * @returns whether one was read
 */
export function readVersus(scan: Scan, at: number, next: number, op: CompareOp, attributes: readonly string[]): boolean {
  const figure = extremeAt(scan, next);
  // "the minimum sales of the companies" compares nothing with the companies.
  const comparesRows = /than$|^as$|^as | as$|^(?:after|before|above|below|exceed)/iu.test(scan.atoms[at]?.text ?? "");
  const standard = figure ? { fns: [figure], end: next + 1 } : comparesRows ? (quantified(scan, next, op) ?? oneRow(scan, next, op)) : null;
  if (!standard) return false;
  const named = figure ? nextName(scan, next + 1, 4) : nextColumn(scan, next, standard.end);
  const previous = named < 0 || isEntityName(scan, named) ? previousFigure(scan, at) : -1;
  const chosen = previous >= 0 ? previous : named;
  if (previous >= 0 && named >= 0 && sameColumn(scan, named, previous)) take(scan, named);
  take(scan, at, standard.end);
  for (const taken of [chosen, named]) if (taken >= 0) take(scan, taken);
  // "the average age of all employees" repeats the entity; it is not one more thing to show.
  const again = nextName(scan, Math.max(standard.end, named + 1), 4);
  if (again >= 0 && isEntityName(scan, again)) take(scan, again);
  const before = named >= 0 && previous < 0 ? previousName(scan, at, 5) : -1;
  if (before >= 0 && sameColumn(scan, before, named)) take(scan, before);
  const own = [before, previous].find((place) => place >= 0) ?? -1;
  scan.slots.push({
    kind: "versus",
    at,
    op,
    fns: standard.fns,
    own: own < 0 ? null : aggBefore(scan, own),
    target: scan.atoms[chosen]?.mention ?? null,
    attributes,
  });
  return true;
}

/** "the average", "the lowest", "the maximum": a figure over rows. */
export function extremeAt(scan: Scan, at: number): AggregateName | undefined {
  const atom = scan.atoms[at];
  const extreme = cueOf(atom, "superlative");
  const fn = cueOf(atom, "aggregate")?.fn ?? (hasCue(atom, "average") ? "avg" : undefined);
  return (
    fn ??
    (extreme && !extreme.counted && extreme.attributes.length === 0 && !scan.used[at]
      ? extreme.dir === "desc"
        ? "max"
        : "min"
      : undefined)
  );
}

const REACH = 6;

/** "all companies", "the revenue of any company", "that of some orders": more than every one of them, or than at least one. */
function quantified(scan: Scan, from: number, op: CompareOp): Standard | null {
  for (let at = from; at < from + REACH; at++) {
    const text = scan.atoms[at]?.text.toLowerCase() ?? "";
    const [most, least] = op.startsWith(">") ? (["max", "min"] as const) : (["min", "max"] as const);
    const one = text === "at least" && /^one$/iu.test(scan.atoms[at + 1]?.text ?? "");
    if (one || /^(all|each|every|any|some)$/u.test(text)) {
      const end = one ? at + 2 : at + 1;
      if (!scan.atoms[end] || scan.atoms[end]?.number || hasCue(scan.atoms[end], "stop", "comma")) return null;
      return { fns: one || text === "some" ? [least] : text === "any" ? [most, least] : [most], end };
    }
    if (!/^(the|that|those|of|than|for|from|in)$/u.test(text) && !(isName(scan, at) && !isEntityName(scan, at))) return null;
  }
  return null;
}

/** "the employee whose id is 163", "that of the user named Ann": the figure of the row that what follows picks. */
function oneRow(scan: Scan, from: number, op: CompareOp): Standard | null {
  let entity = from;
  while (/^(?:the|that|of|for|than)$/iu.test(scan.atoms[entity]?.text ?? "") || (isName(scan, entity) && !isEntityName(scan, entity)))
    entity += 1;
  const more = scan.atoms[entity + 1];
  if (
    entity > from + REACH ||
    !isEntityName(scan, entity) ||
    !(hasCue(more, "relative", "with", "be", "in") || strengths(more?.mention).value > 0.9 || more?.quoted)
  )
    return null;
  return op === "=" || op === "!=" ? null : { fns: [op.startsWith(">") ? "max" : "min"], end: entity };
}

function nextColumn(scan: Scan, from: number, to: number): number {
  for (let at = from; at < to; at++) if (isName(scan, at) && !isEntityName(scan, at)) return at;
  return -1;
}

/** The column before the comparison: "revenue larger than …"; never the row it is of. */
function previousFigure(scan: Scan, at: number): number {
  const found = previousName(scan, at, 5);
  return found >= 0 && isEntityName(scan, found) ? -1 : found;
}

function sameColumn(scan: Scan, a: number, b: number): boolean {
  return scan.atoms[a]?.mention?.columns[0]?.column === scan.atoms[b]?.mention?.columns[0]?.column;
}

/** "more salary than the employee whose id is 163", "a higher price than the average". */
export function readSpreadVersus(scan: Scan, at: number, next: number): void {
  const spread = scan.atoms[at + 1]?.number ? null : spreadWord(scan, at);
  if (spread && readVersus(scan, at, next, spread.op, [])) take(scan, spread.at);
}

/** "at least as many pages as the average". */
export function isSecondAs(scan: Scan, at: number): boolean {
  return (
    scan.atoms[at]?.text.toLowerCase() === "as" && scan.atoms.slice(Math.max(0, at - 4), at - 1).some((atom) => /^as$/iu.test(atom.text))
  );
}

/** The comparing word that a later "than" belongs to. */
export function spreadWord(scan: Scan, than: number): { readonly op: CompareOp; readonly at: number } | null {
  for (let at = than - 1; at >= Math.max(0, than - 6); at--) {
    const text = scan.atoms[at]?.text.toLowerCase() ?? "";
    if (text === "as") return { op: /most/iu.test(scan.atoms[at - 1]?.text ?? "") ? "<=" : ">=", at };
    if (/^(more|greater|higher|larger|bigger|longer|older|later)$/u.test(text)) return { op: ">", at };
    if (/^(less|fewer|lower|smaller|shorter|younger|earlier|cheaper)$/u.test(text)) return { op: "<", at };
  }
  return null;
}
