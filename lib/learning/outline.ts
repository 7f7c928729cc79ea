import { STOP_WORDS } from "@/lib/language/lexicon";
import { kindOf } from "@/lib/engines/text2sql/atom-context";
import type { Cue } from "@/lib/engines/text2sql/cues";
import type { Atom, Reading } from "@/lib/engines/text2sql/read";

/** What grammar words are about; a question that turns its meaning round is never like one that does not. */
export const FAMILIES = ["turning", "amount", "ranking", "bounds", "shape"] as const;
type Family = (typeof FAMILIES)[number];

/** What two questions are compared by: content words without values, grammar by family, what they name, how many values they hold. */
export type Outline = { readonly words: ReadonlySet<string>; readonly grammar: Readonly<Record<Family, ReadonlySet<string>>>; readonly named: ReadonlySet<string>; readonly values: number };

/** The outline of a question that was read over a schema. */
export function outlineOf({ atoms, tokens }: Reading): Outline {
  const isValue = atoms.map((atom) => ["v", "q", "n"].includes(kindOf(atom) ?? ""));
  const words = atoms.flatMap((atom, at) => (isValue[at] ? [] : tokens.slice(atom.start, atom.end).flatMap(({ kind, lower, root }) => (kind !== "word" || STOP_WORDS.has(lower) ? [] : [root]))));
  const signs = atoms.flatMap((atom) => (atom.mention ? [] : atom.cues.map(signOf).filter((sign) => sign !== null)));
  const of = (family: Family) => new Set(signs.flatMap(([own, sign]) => (own === family ? [sign] : [])));
  const grammar = { turning: of("turning"), amount: of("amount"), ranking: of("ranking"), bounds: of("bounds"), shape: of("shape") };
  return { words: new Set(words), grammar, named: new Set(atoms.flatMap(nameOf)), values: isValue.filter(Boolean).length };
}

function signOf(cue: Cue): readonly [Family, string] | null {
  switch (cue.tag) {
    case "not": case "without": case "except": return ["turning", "not"];
    case "aggregate": return ["amount", cue.fn];
    case "count": case "percent": case "difference": return ["amount", cue.tag];
    case "direction": case "superlative": return ["ranking", cue.dir];
    case "order": case "alphabetical": case "common": return ["ranking", cue.tag];
    case "compare": case "compareAfter": return ["bounds", cue.op];
    case "like": return ["bounds", cue.mode];
    case "between": case "null": return ["bounds", cue.tag];
    case "each": case "distinct": case "or": case "both": return ["shape", cue.tag];
    default: return null;
  }
}

function nameOf(atom: Atom): readonly string[] {
  const { mention } = atom;
  switch (kindOf(atom)) {
    case "t": return [`t${mention?.tables[0]?.table ?? ""}`];
    case "c": return [`c${mention?.columns[0]?.column ?? ""}`];
    case "v": return [`v${mention?.values[0]?.column ?? ""}`];
    case "n": case "q": case null: return [];
  }
}

/** Of `from`, what `other` lacks. */
export function missing(from: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...from].filter((item) => !other.has(item)).length;
}

/** What both have, as a share of what either has, 0..1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const either = new Set([...a, ...b]).size;
  return either === 0 ? 0 : (a.size + b.size - either) / either;
}
