import { heldColumn, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
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
  const isBoth = units.slice(Math.max(0, first.at - 2), first.at).some(({ lower }) => lower === "both");
  const isAnd = units.slice(first.at, second.at).some(({ lower }) => lower === "and");
  if (!isAnd || !(isBoth || (!isSaidOnly && noun.isHad && noun.filters.length === 2))) return;
  noun.filters.splice(noun.filters.indexOf(second), 1);
  nouns.push({ ...noun, at: second.at, filters: [...noun.filters.filter((filter) => filter !== first), second] });
}
