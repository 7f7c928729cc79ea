import { STOP_WORDS } from "@/lib/language/lexicon";
import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import type { Cue } from "@/lib/engines/text2sql/words/cues";
import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";
import { ranksSeveral, splitBy } from "@/lib/learning/memory/reading-key";

/** What two questions are compared by: content words without values, grammar words by what they do, what they name (tables in their order), how many values they hold. */
export type Outline = { readonly words: ReadonlySet<string>; readonly grammar: ReadonlySet<string>; readonly named: ReadonlySet<string>; readonly tables: readonly string[]; readonly values: number };

/** Words that ask for others than without them. */
const QUALIFIERS = new Set("outside beyond near nearby around opposite second third fourth fifth next previous former current latest earliest first last new newest old oldest other another same only almost about half double twice once open closed active inactive".split(" "));

/** The outline of a question that was read over a schema. */
export function outlineOf({ atoms, tokens, text }: Reading): Outline {
  const isValue = atoms.map((atom) => ["v", "q", "n"].includes(kindOf(atom) ?? ""));
  const words = atoms.flatMap((atom, at) => (isValue[at] ? [] : tokens.slice(atom.start, atom.end).flatMap(({ kind, lower, root }) => (kind !== "word" || STOP_WORDS.has(lower) ? [] : [root]))));
  const grammar = atoms.flatMap((atom) => (atom.mention ? [] : atom.cues.map(signOf).filter((sign) => sign !== null)));
  const qualified = tokens.flatMap(({ lower }) => (QUALIFIERS.has(lower) ? [lower] : []));
  const asked = [...splitBy(text).map((word) => `by ${word}`), ...(ranksSeveral(text) ? ["several"] : [])];
  const named = new Set(atoms.flatMap(nameOf));
  return { words: new Set(words), grammar: new Set([...grammar, ...qualified, ...asked]), named, tables: [...named].filter((name) => name.startsWith("t")), values: isValue.filter(Boolean).length };
}

function signOf(cue: Cue): string | null {
  switch (cue.tag) {
    case "not": case "without": case "except": return "not";
    case "aggregate": return cue.fn;
    case "direction": case "superlative": return cue.dir;
    case "compare": case "compareAfter": return cue.op;
    case "like": return cue.mode;
    case "count": case "percent": case "difference": case "order": case "alphabetical": case "common": case "between": case "null": case "each": case "distinct": case "or": case "both": return cue.tag;
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

/** How many of `from` are not in `other`. */
export function missing(from: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...from].filter((item) => !other.has(item)).length;
}

/** What both have, as a share of what either has, 0..1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const either = new Set([...a, ...b]).size;
  return either === 0 ? 0 : (a.size + b.size - either) / either;
}
