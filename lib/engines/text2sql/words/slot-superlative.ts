import { cueOf, hasCue, strengths, type Atom } from "@/lib/engines/text2sql/words/read";
import { extremeAt } from "@/lib/engines/text2sql/words/slot-versus";
import { isFigure } from "@/lib/engines/text2sql/schema/schema";
import { headEnd, isUnnamedNoun, nextName, previousName, take, type Scan } from "@/lib/engines/text2sql/words/slots";

/**
 * "the highest salary", "most students", "most common city", "top 3 products by price", "the 5 oldest members".
 *
 * > | which city has the most students
 *                    ^^^^^^^^ ^^^^^^^^
 */
export function scanSuperlatives(scan: Scan): void {
  for (let at = 0; at < scan.atoms.length; at++) {
    const atom = scan.atoms[at];
    if (!atom || scan.used[at] || atom.quoted) continue;
    const cue = cueOf(atom, "superlative");
    if (cue && (isExtreme(scan, at) || isStandard(scan, at) || isBounded(scan, at))) continue;
    if (cue && !isNamedAsColumn(atom)) readSuperlative(scan, at, cue);
    else if (hasCue(atom, "common") && !atom.mention && /common|popular|frequent|prevalent/iu.test(atom.text))
      readCommon(scan, at, "desc", at);
  }
  joinTops(scan);
}

/** "the top 5 students with the highest gpa": the first says how many, the second by what. */
function joinTops(scan: Scan): void {
  for (const slot of [...scan.slots]) {
    if (slot.kind !== "superlative" || !slot.explicitN || !/^(the )?(top|bottom)$/iu.test(scan.atoms[slot.at]?.text ?? "")) continue;
    const next = scan.slots.findIndex(
      (other) =>
        other.kind === "superlative" &&
        other.at > slot.at &&
        !other.explicitN &&
        scan.atoms[other.at]?.sentence === scan.atoms[slot.at]?.sentence,
    );
    const ranking = scan.slots[next];
    const ranksByFigure = strengths(slot.target).column > strengths(slot.target).table;
    if (ranking?.kind !== "superlative" || (ranksByFigure && !saysByWhat(scan, slot.at, ranking.at))) continue;
    scan.slots[next] = { ...ranking, n: slot.n, explicitN: true };
    scan.slots.splice(scan.slots.indexOf(slot), 1);
  }
}

/** "the top 5 oldest people", "the top 3 days with the largest gusts": what ranks stands right behind the number, or behind "with". */
function saysByWhat({ atoms }: Scan, top: number, next: number): boolean {
  const before = atoms.slice(top + 1, next).filter(({ text }) => !/^the$/iu.test(text));
  return (before.length === 1 && before[0]?.number !== null) || /^(?:with|having)$/iu.test(before.at(-1)?.text ?? "");
}

/** "maximum and minimum price", "highest and lowest age" in the head are aggregates, not rankings. */
function isExtreme(scan: Scan, at: number): boolean {
  const atom = scan.atoms[at];
  if (
    !atom ||
    at >= headEnd(scan, atom.sentence) ||
    scan.atoms.slice(0, at).some((before) => before.sentence === atom.sentence && hasCue(before, "with"))
  )
    return false;
  if (/^(the )?(max|min)/iu.test(atom.text)) return true;
  const pair = (position: number, beyond: number) =>
    hasCue(scan.atoms[position], "and", "or", "comma") &&
    hasCue(scan.atoms[beyond], "aggregate", "superlative") &&
    !hasCue(scan.atoms[beyond], "common");
  const articled = /^the$/iu.test(scan.atoms[at + 2]?.text ?? "") ? at + 3 : at + 2;
  if (/^(?:the )?(?:max|min)imum (?:number|count|amount) of$/iu.test(atom.text) && pair(at - 1, at - 2)) return true;
  return (
    cueOf(atom, "superlative")?.counted === false &&
    (pair(at + 1, articled) || pair(at - 1, at - 2) || isListed(scan, at, 1) || isListed(scan, at, -1))
  );
}

/**
 * "the highest support rate, lowest consider rate": each extreme of a list has a column of its own. @param step where the other one is
 * looked for
 */
function isListed(scan: Scan, at: number, step: 1 | -1): boolean {
  const [first, last] =
    step === 1
      ? [at, scan.atoms.findIndex((atom, other) => other > at && isPlainExtreme(atom))]
      : [scan.atoms.findLastIndex((atom, other) => other < at && isPlainExtreme(atom)), at];
  const between = scan.atoms.slice(first + 1, last);
  const figures = between.filter(({ mention }) => strengths(mention).column > strengths(mention).table);
  const join = between.findIndex((atom) => hasCue(atom, "and", "comma"));
  return (
    first >= 0 && last - first <= 5 && figures.length === 1 && join > 0 && join >= between.length - 2 && isPlainExtreme(scan.atoms[at])
  );
}

function isPlainExtreme(atom: Atom | undefined): boolean {
  const cue = cueOf(atom, "superlative");
  return cue !== undefined && !cue.counted && cue.attributes.length === 0;
}

/** "below the highest price": what a comparison is held against. */
function isStandard(scan: Scan, at: number): boolean {
  const before = /^the$/iu.test(scan.atoms[at - 1]?.text ?? "") ? at - 2 : at - 1;
  return hasCue(scan.atoms[before], "compare", "than") && extremeAt(scan, at) !== undefined;
}

/** "whose maximum load is higher than 50": a figure over rows that is compared. */
function isBounded(scan: Scan, at: number): boolean {
  const named = cueOf(scan.atoms[at], "aggregate") ? nextName(scan, at + 1, 3) : -1;
  const next = hasCue(scan.atoms[named + 1], "be") ? named + 2 : named + 1;
  return named >= 0 && hasCue(scan.atoms[next], "compare");
}

function isNamedAsColumn(atom: Atom): boolean {
  const { column, table } = strengths(atom.mention);
  return Math.max(column, table) >= 0.95 && !/most|least|highest|lowest/iu.test(atom.text);
}

/** Words that rank whatever is named, not by a figure of their own. */
const MEASURED = /^(?:highest|lowest|best|worst|greatest)$/u;

type SuperlativeCue = NonNullable<ReturnType<typeof cueOf<"superlative">>>;

function readSuperlative(scan: Scan, at: number, cue: SuperlativeCue): void {
  const { columns } = scan.reading.schema;
  const before =
    strengths(scan.atoms[at - 2]?.mention).column > 0 || strengths(scan.atoms[at - 2]?.mention).table > 0
      ? null
      : readNumberNear(scan, at - 1);
  const after = readNumberNear(scan, at + 1);
  const n = before ?? after;
  if (hasCue(scan.atoms[at + 1], "common") && !scan.atoms[at + 1]?.mention) return readCommon(scan, at, cue.dir, at + 1);
  if (/common|popular|frequent|rarest|prevalent/iu.test(scan.atoms[at]?.text ?? "")) return readCommon(scan, at, cue.dir, at);
  const from = after === null ? at + 1 : at + 2;
  const agg = cueOf(scan.atoms[from], "aggregate")?.fn ?? cueOf(scan.atoms[from + 1], "aggregate")?.fn ?? null;
  const skip = hasCue(scan.atoms[from], "aggregate") && !scan.atoms[from]?.mention ? from + 1 : from;
  const counted = cue.counted || hasCue(scan.atoms[skip], "count");
  const begin = hasCue(scan.atoms[skip], "count") && !scan.atoms[skip]?.mention ? skip + 1 : skip;
  const named = figureAfterValue(scan, begin) ?? nextName(scan, begin, 4);
  const graded = scan.atoms[at]?.cues.flatMap((other) => (other.tag === "superlative" ? other.attributes : [])) ?? [];
  const attributes = named < 0 || isEntity(scan, named) || cue.attributes.length > 0 ? graded : [];
  const entity = attributes.length > 0 && !cue.counted && !(named >= 0 && counted);
  const previous = named < 0 && !entity && !(counted && isUnnamedNoun(scan, begin)) ? previousName(scan, at, 4) : -1;
  const target = entity ? -1 : named >= 0 ? named : previous;
  const isRanked = isFigure(columns[scan.atoms[named]?.mention?.columns[0]?.column ?? -1], scan.reading.schema);
  const by = named >= 0 && (entity || isEntity(scan, named) || !isRanked) ? byPhrase(scan, named + 1) : -1;
  take(scan, at, begin);
  if (before !== null) take(scan, at - 1);
  const chosen = by >= 0 ? by : target;
  const measured =
    by >= 0
      ? (cueOf(
          scan.atoms.slice(named + 1, by).find((atom) => hasCue(atom, "aggregate")),
          "aggregate",
        )?.fn ?? agg)
      : agg;
  const keepForHead = chosen >= 0 && chosen === named && by < 0 && counted === false && isEntity(scan, chosen);
  if (chosen >= 0 && !keepForHead) take(scan, chosen);
  scan.slots.push({
    kind: "superlative",
    at,
    dir: cue.dir,
    n: n ?? 1,
    explicitN: n !== null,
    target: scan.atoms[chosen]?.mention ?? null,
    agg: measured === "sum" || measured === "avg" || measured === "max" || measured === "min" ? measured : null,
    attributes: by >= 0 || !entity ? [] : attributes,
    counted: by >= 0 ? false : counted,
    common: false,
    inHead: at < headEnd(scan, scan.atoms[at]?.sentence ?? 0),
    word: cue.word,
    of: entity && by < 0 && MEASURED.test(cue.word) ? (scan.atoms[named]?.mention ?? null) : null,
  });
}

/** "largest checking account balance": the figure named after a value is what ranks. */
function figureAfterValue({ atoms, reading: { schema } }: Scan, at: number): number | null {
  const { table, column, value } = strengths(atoms[at]?.mention);
  const next = atoms[at + 1]?.mention;
  const best = next?.columns[0];
  const isFigure =
    best !== undefined &&
    best.score >= 0.9 &&
    best.score > strengths(next).table &&
    schema.columns[best.column]?.type === "number" &&
    schema.columns[best.column]?.isForeign === false;
  return value > Math.max(table, column) && isFigure ? at + 1 : null;
}

/** "top 3 products by price": the column after "by", "in" or "in terms of". */
function byPhrase(scan: Scan, at: number): number {
  const text = scan.atoms[at]?.text.toLowerCase() ?? "";
  if (text === "by" || text === "based on" || text === "ranked by" || (text === "in" && scan.atoms[at + 1]?.text === "terms")) {
    const named = nextName(scan, text === "in" ? at + 3 : at + 1, 4);
    if (named >= 0) take(scan, at, named);
    return named;
  }
  return -1;
}

function isEntity(scan: Scan, at: number): boolean {
  const { table, column } = strengths(scan.atoms[at]?.mention);
  return table > column;
}

function readNumberNear(scan: Scan, at: number): number | null {
  const atom = scan.atoms[at];
  const value = atom?.number?.value;
  return value !== undefined && Number.isInteger(value) && value > 0 && value < 1000 && !scan.used[at] && !atom?.mention ? value : null;
}

/** "the most common first name", "which type is most popular": rows counted by the named column. */
function readCommon(scan: Scan, start: number, dir: "asc" | "desc", end: number): void {
  const named = nextName(scan, end + 1, 5);
  const target = named >= 0 ? named : previousName(scan, start, 5, true);
  const n = readNumberNear(scan, start - 1);
  const isLeast = /least|rarest/iu.test(scan.atoms[start]?.text ?? "");
  take(scan, start, end + 1);
  if (n !== null) take(scan, start - 1);
  scan.slots.push({
    kind: "superlative",
    at: start,
    dir: isLeast ? "asc" : dir,
    n: n ?? 1,
    explicitN: n !== null,
    target: scan.atoms[target]?.mention ?? null,
    agg: null,
    attributes: [],
    counted: true,
    common: true,
    inHead: start < headEnd(scan, scan.atoms[start]?.sentence ?? 0),
    word: "common",
    of: null,
  });
}
