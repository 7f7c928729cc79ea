import { strength, type SenseOf } from "@/lib/engines/text2sql/reader/words/unit";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { countsThings, isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { ColumnUse, Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Column } from "@/lib/engines/text2sql/schema/schema";

/** "account number": digits that tell rows apart are no figure. */
function isCode({ isUnique, lemmas }: Column): boolean {
  return isUnique && /^(?:number|no|nr|code|phone)$/u.test(lemmas.at(-1) ?? "");
}

/** Numbers that are no keys. */
export function numeric(scan: Scan, use: ColumnUse): readonly SenseOf<"column">[] {
  if (use.isAge || use.since !== undefined) return use.senses;
  return use.senses.filter(({ column }) => {
    const found = scan.frame.schema.columns[column];
    return found?.type === "number" && !found.isPrimary && !found.isForeign && !isCode(found) && !isFlag(found);
  });
}

/** Whether a "minus" waits for its second figure. */
export function isMinus(scan: Scan, at: number): boolean {
  const { units, outputs, measures } = scan.frame;
  return /^(?:minus|less)$/u.test(units[at - 1]?.lower ?? "") && (outputs.at(-1)?.at === at - 2 || measures.at(-1)?.at === at - 2);
}

/** Gives the figure before "minus" its second one. */
export function takeMinus(scan: Scan, minus: ColumnUse): void {
  const { frame } = scan;
  const said = frame.outputs.at(-1)?.at === minus.at - 2 ? null : frame.measures.pop();
  const column = said ? said.column : frame.outputs.pop();
  if (column && said) frame.measures.push({ ...said, minus });
  else if (column) frame.measures.push({ at: column.at, fn: scan.pending.fns[0]?.fn ?? "sum", noun: null, column, minus, distinct: false });
  scan.pending.fns = [];
  // "headroom (limit minus used)" says itself what the unknown word means.
  if (column && frame.units.slice(0, column.at).some(({ lower }) => lower === "(")) frame.unread.splice(0);
  frame.unread.splice(0, frame.unread.length, ...frame.unread.filter((at) => frame.units[at]?.lower !== "minus"));
}

/** "the dearest venue to hire": a word that names a column loosely names it well where it is what the superlative measures. */
function measuredBy({ frame: { schema } }: Scan, use: ColumnUse, attributes: readonly string[]): ColumnUse {
  const meant = use.senses.filter(({ column }) => schema.columns[column]?.lemmas.some((word) => attributes.includes(word)));
  return meant.length === 0 ? use : { ...use, senses: meant.map((sense) => ({ ...sense, score: Math.max(sense.score, 0.9) })) };
}

/** "the highest rate" or "the highest car loan rate" by itself is a figure; after something that is listed it puts that in order. */
export function settleSuperlatives(scan: Scan, at: number, use: ColumnUse): void {
  const { frame, pending } = scan;
  // "the 3 highest rates" are three rows, not the highest of all.
  const [most] = pending.superlatives;
  if (most && frame.units[most.at - 1]?.kind === "number") most.limit ??= frame.limit;
  const isList = frame.nouns.length + frame.outputs.length + frame.measures.length === 0 && (most?.limit ?? 1) > 1;
  if (isList) frame.outputs.push(use);
  const [ranked, noun] = [pending.superlatives[0], frame.nouns[0]];
  const isCompound =
    noun !== undefined &&
    frame.nouns.length === 1 &&
    noun.at === at - 1 &&
    (!noun.isPlural || strength(frame.units[noun.at], "table") === 0) &&
    ranked?.limit === null &&
    ranked.at < noun.at &&
    frame.outputs.length + frame.measures.length === 0 &&
    !frame.units.slice(0, at).some(({ lower }) => /^(?:who|which|list|show)$/u.test(lower));
  const figures =
    pending.superlatives.length > 1 ||
    isCompound ||
    (frame.nouns.length === 0 && frame.outputs.length === 0 && frame.measures.length === 0 && pending.superlatives[0]?.limit === null);
  for (const superlative of pending.superlatives) {
    if (figures)
      frame.measures.push({ at, fn: superlative.dir === "desc" ? "max" : "min", noun: null, column: use, minus: null, distinct: false });
    else
      frame.order.push({
        superlative,
        measure: pending.fns.length > 0 ? takeMeasure(scan, at, use) : null,
        column: measuredBy(scan, use, superlative.attributes),
      });
  }
  pending.superlatives = [];
  // "the highest and average rate": each figure that waits is of the same column.
  if (figures && pending.fns.length > 0) takeMeasures(scan, at, use);
}

/** The figure that waits for a column, with it. */
export function takeMeasure(scan: Scan, at: number, use: ColumnUse): Measure {
  const { pending } = scan;
  const waiting = pending.fns.shift();
  const [best] = use.senses.flatMap(({ column }) => scan.frame.schema.columns[column] ?? []);
  // "how many seats": a column called in the plural counts them already.
  const isCounted =
    waiting?.fn === "count" &&
    !pending.distinct &&
    best !== undefined &&
    numeric(scan, use).some(({ column }) => column === best.id) &&
    countsThings(best) &&
    scan.frame.units[at]?.plural === true;
  const fn = waiting === undefined || isCounted ? "sum" : waiting.fn;
  // "how many reviews are due": as many as rows have a day, not as there are days.
  const isOfDays = best !== undefined && isMoment(best) && !/(?:date|day|time)s?$/u.test(scan.frame.units[use.at]?.lower ?? "");
  const distinct = fn === "count" && (!isOfDays || pending.distinct);
  const senses = fn === "count" || fn === "max" || fn === "min" ? use.senses : numeric(scan, use);
  return { at, fn, noun: null, column: { ...use, senses: senses.length > 0 ? senses : use.senses }, minus: null, distinct };
}

/** "number and total amount": the number is that of the rows. */
export function takeMeasures(scan: Scan, at: number, use: ColumnUse): void {
  const { frame, pending } = scan;
  const [noun] = frame.nouns;
  const isMixed = pending.fns.length > 1 && pending.fns.some(({ fn }) => fn !== "count");
  // "the maximum and total number of followers", where a row has so many.
  const isOwn = ({ at: place }: { readonly at: number }): boolean => place === at - 1 && numeric(scan, use).length > 0;
  const counted = isMixed ? pending.fns.filter((waiting) => waiting.fn === "count" && !isOwn(waiting)) : [];
  pending.fns = pending.fns.filter((fn) => !counted.includes(fn));
  for (const fn of counted) frame.measures.push({ at: fn.at, fn: "count", noun: noun ?? null, column: null, minus: null, distinct: false });
  for (let left = pending.fns.length; left > 0; left--) frame.measures.push(takeMeasure(scan, at, use));
}
