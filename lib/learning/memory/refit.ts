import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";
import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import type { KnownPlan } from "@/lib/learning/memory/case";
import { existential } from "@/lib/learning/memory/outline";
import { leavesOf, withLeaves, type Leaf } from "@/lib/learning/memory/plan-leaves";

/**
 * The plan of one question with the values of another: what the known question says is replaced by what the new one says in its place.
 * A value takes no place of a column that does not hold it, nor a number that of another column than the one named beside it.
 * Values that the known question does not say ("F" of "female") stay, and those that the new one says without being read so (a letter
 * without quotes).
 * @returns null where the new question lacks a value
 */
export function refit(plan: KnownPlan, known: Reading, asked: Reading): KnownPlan | null {
  const said = literalsOf(known);
  const offered = literalsOf(asked);
  const isSame = (leaf: Leaf) => (atom: Atom) => fills(atom, leaf) !== null && same(fills(atom, leaf), leaf.value);
  const leaves = leavesOf(plan).filter((leaf) => said.some(isSame(leaf)));
  const taken = new Set<Atom>();
  const changes: { leaf: Leaf; value: unknown; label: null }[] = [];
  for (const leaf of leaves) {
    const isBeside = said.some((atom) => isSame(leaf)(atom) && namedBefore(atom, known).has(leaf.column ?? -1));
    const isElsewhere = (atom: Atom): boolean =>
      isBeside && namedBefore(atom, asked).size > 0 && !namedBefore(atom, asked).has(leaf.column ?? -1);
    const atom =
      offered.find(isSame(leaf)) ??
      offered.find(
        (one) => !taken.has(one) && fills(one, leaf) !== null && !isElsewhere(one) && !leaves.some((other) => isSame(other)(one)),
      );
    const value = atom ? fills(atom, leaf) : null;
    if ((!atom || value === null) && isSaid(leaf.value, asked.text)) continue;
    if (!atom || value === null) return null;
    taken.add(atom);
    changes.push({
      leaf,
      value: leaf.role === "pattern" ? String(leaf.value).replace(bare(leaf.value), () => String(value)) : value,
      label: null,
    });
  }
  // Only values were exchanged for values of their type.
  return withLeaves(plan, changes) as KnownPlan;
}

/** The columns that the words right before a value may name: "grade 5", "room number is 105". */
function namedBefore(atom: Atom, { atoms }: Reading): ReadonlySet<number> {
  const at = atoms.indexOf(atom);
  const named = atoms.slice(Math.max(0, at - 2), at).findLast((one) => kindOf(one) === "c");
  return new Set(named?.mention?.columns.map(({ column }) => column) ?? []);
}

/** Whether a text holds a value word for word. */
function isSaid(value: Leaf["value"], text: string): boolean {
  const wordsOf = (some: string) =>
    ` ${some
      .toLowerCase()
      .split(/[^\p{L}\p{N}'’]+/u)
      .join(" ")
      .trim()} `;
  return typeof value === "string" && wordsOf(bare(value)).trim() !== "" && wordsOf(text).includes(wordsOf(bare(value)));
}

function literalsOf({ atoms }: Reading): readonly Atom[] {
  const some = existential(atoms);
  return atoms.filter((atom, at) => !some.has(at) && (["v", "q", "n"].includes(kindOf(atom) ?? "") || atom.number !== null));
}

/** What an atom puts in the place of a leaf, or null where it cannot stand there. */
function fills(atom: Atom, { value, role, column }: Leaf): string | number | null {
  if (typeof value === "number")
    return atom.number && (role !== "limit" || (Number.isSafeInteger(atom.number.value) && atom.number.value > 0))
      ? atom.number.value
      : null;
  if (typeof value !== "string") return null;
  if (role === "pattern") return atom.quoted || atom.mention ? atom.text : null;
  // A code that is kept as a text is said by a number.
  if (atom.number && /^\d+$/u.test(value)) return Number.isSafeInteger(atom.number.value) ? String(atom.number.value) : null;
  const stored =
    atom.mention?.values.find((target) => target.value === value) ??
    atom.mention?.values.find((target) => column === null || target.column === column);
  if (stored) return stored.value;
  const isOfOthers = column !== null && atom.mention !== null && atom.mention.values.length > 0;
  return atom.quoted && !isOfOthers ? atom.text : null;
}

function same(found: string | number | null, value: Leaf["value"]): boolean {
  return typeof found === "string" && typeof value === "string" ? found.toLowerCase() === bare(value).toLowerCase() : found === value;
}

/** A pattern without its wildcards. */
function bare(value: Leaf["value"]): string {
  return String(value).replaceAll(/^%|%$/gu, "");
}
