import { heldColumn, saysSame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

/**
 * "a mortgage and an auto loan", "both theory and practical": having both means one of each, not one that is either.
 * @param isSaidOnly only where "both" is said
 */
export function splitBoth({ frame }: Scan, noun: Noun, isSaidOnly = false): void {
  const { units, nouns } = frame;
  const [first, second, ...more] = noun.filters.filter(
    (filter) =>
      heldColumn(filter) !== undefined && noun.filters.some((other) => other !== filter && heldColumn(other) === heldColumn(filter)),
  );
  if (!first || !second || more.length > 0 || nouns[0] === noun) return;
  const isBoth = units.slice(Math.max(0, first.at - LEAD), first.at).some(({ lower }) => lower === "both");
  const isAnd = units.slice(first.at, second.at).some(({ lower }) => lower === "and");
  const others = noun.filters.filter((filter) => filter !== first && filter !== second);
  // "an active car loan and an active mortgage": what is said of each.
  const before = others.filter(({ at }) => at < first.at);
  const isOfEach = others.every((one) => before.some((other) => saysSame(one, other)));
  const isTwice = others.every((one) => others.some((other) => other !== one && saysSame(one, other)));
  if (!isAnd || !(isBoth || (!isSaidOnly && noun.isHad && isOfEach && isTwice))) return;
  const shared = isOfEach ? before : others;
  noun.filters.splice(0, noun.filters.length, ...shared, first);
  nouns.push({ ...noun, at: second.at, filters: [...shared, second] });
}

/** "both an active" stands before what is had. */
const LEAD = 4;
