import { readGraded, STOP_WORDS } from "@/lib/language/lexicon";
import type { Token } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import type { Cue } from "@/lib/engines/text2sql/words/cues";
import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";
import { qualifiersOf } from "@/lib/learning/memory/qualifiers";
import { ranksSeveral, splitsIn } from "@/lib/learning/memory/reading-key";

/**
 * What two questions are compared by: content words without values, what they name (tables in their order), the values that they hold, and
 * grammar words by what they do: for each phrase the signs that it may stand for.
 */
export type Outline = {
  readonly words: ReadonlySet<string>;
  readonly grammar: readonly (readonly string[])[];
  readonly named: ReadonlySet<string>;
  readonly tables: readonly string[];
  readonly values: readonly string[];
};

/** So many words may stand between "more" and "than". */
const PARTED_BY = 6;
/** Who did it, which is no splitting: "taught by a teacher". What sorts or groups is a phrase of the grammar. */
const DONE_BY =
  /(?<=\b(?!sorted|ordered|ranked|arranged|listed|grouped|divided)(?:\p{L}{2,}ed|\p{L}+(?:en|wn)|made|taught|bought|sold|sung|won|held|led|built|sent|paid|done|run|told|kept)\s(?:both\s|only\s)?)by\b/giu;

/** The outline of a question that was read over a schema. */
export function outlineOf(reading: Reading): Outline {
  const { atoms, tokens, text, schema } = reading;
  const some = existential(atoms);
  const isValue = atoms.map((atom, at) => !some.has(at) && ["v", "q", "n"].includes(kindOf(atom) ?? ""));
  const words = atoms.flatMap((atom, at) =>
    isValue[at]
      ? []
      : tokens.slice(atom.start, atom.end).flatMap(({ kind, lower, root }) => (kind !== "word" || STOP_WORDS.has(lower) ? [] : [root])),
  );
  const phrases = atoms.map((atom, at) =>
    atom.mention || some.has(at) || isNotOnly(atoms, at) || isDeed(atoms, at)
      ? []
      : atom.cues.flatMap((cue) => signsOf(cue, atoms[at + 1], schema)),
  );
  const distinct = atoms.flatMap(({ cues, text: said }) =>
    cues.some(({ tag }) => tag === "count") && /\b(?:different|distinct|unique)$/iu.test(said) ? [["distinct"]] : [],
  );
  // "first name" is a name; "first order" is not, nor are "closed loans", which have a day of closing.
  const qualified = atoms.flatMap((atom) => (isName(atom, reading) ? [] : qualifiersOf(atom, reading)));
  const done = text.replaceAll(DONE_BY, "  ");
  const splits = [
    ...splitsIn(done, /^(?:by|per)$/u).map((word) => namesOf(word, reading, ["by"])),
    ...splitsIn(done, /^(?:each|every)$/u).map((word) => namesOf(word, reading, ["by", "each"])),
  ];
  // "the most events" has one plural for all.
  const isCounted = atoms.some((atom) => atom.cues.some((cue) => cue.tag === "superlative" && cue.counted));
  const grammar = [
    ...phrases.filter((signs) => signs.length > 0),
    ...distinct,
    ...qualified,
    ...partedComparisons(tokens),
    ...splits.filter((signs) => signs.length > 0),
    ...(isCounted ? [] : ranksSeveral(text) ? [["several"]] : []),
  ];
  const named = new Set(atoms.flatMap(nameOf));
  return {
    words: new Set(words),
    grammar,
    named,
    tables: [...named].filter((name) => name.startsWith("t")),
    values: atoms.flatMap((atom, at) => (isValue[at] ? [valueOf(atom)] : [])),
  };
}

/** Several words that name one thing: each is a word of the column, or they are a stored value. */
function isName(atom: Atom, { tokens, schema }: Reading): boolean {
  const kind = kindOf(atom);
  if (!atom.mention || kind === "t" || atom.end - atom.start < 2) return false;
  const column = kind === "c" ? schema.columns[atom.mention.columns[0]?.column ?? -1] : undefined;
  return (
    !column ||
    tokens
      .slice(atom.start, atom.end)
      .every(
        ({ kind: what, lemma: word }) =>
          what !== "word" ||
          [...column.lemmas, ...column.synonyms.flatMap((name) => name.split(" "))].includes(word) ||
          STOP_WORDS.has(word),
      )
  );
}

/** Signs of a split by a word: what its atom names or works out, else the word. */
function namesOf({ root, start }: Token, { atoms, tokens }: Reading, manners: readonly string[]): readonly string[] {
  const away = (atom: Atom): number =>
    Math.min(...tokens.slice(atom.start, atom.end).flatMap((token) => (token.root === root ? [Math.abs(token.start - start)] : [])));
  const [atom] = atoms.filter((one) => Number.isFinite(away(one))).sort((a, b) => away(a) - away(b));
  // "Albums by the artist Prince" are split by nothing.
  const isOne = (one: Atom | undefined): boolean => one !== undefined && ["v", "q"].includes(kindOf(one) ?? "");
  if (atom && !manners.includes("each") && (isOne(atom) || isOne(atoms[atoms.indexOf(atom) + 1]))) return [];
  const figures = atom?.cues.flatMap((cue) => (cue.tag === "aggregate" ? [cue.fn] : cue.tag === "count" ? ["count"] : [])) ?? [];
  const names = [...(atom ? nameOf(atom) : []), ...figures];
  return manners.flatMap((manner) => (names.length > 0 ? names : [root]).map((name) => `${manner} ${name}`));
}

/** "Not only … but also": both. */
function isNotOnly(atoms: readonly Atom[], at: number): boolean {
  return atoms[at]?.text.toLowerCase() === "not" && atoms[at + 1]?.text.toLowerCase() === "only";
}

/** Atoms of "at least one order" and "one or more orders", which say that there are any; "at least one point" is a bound. */
export function existential(atoms: readonly Atom[]): ReadonlySet<number> {
  const isRow = (at: number): boolean => atoms[at] !== undefined && kindOf(atoms[at]) === "t";
  return new Set(
    atoms.flatMap(({ number }, at) =>
      number?.value !== 1
        ? []
        : /^at least$/iu.test(atoms[at - 1]?.text ?? "") && isRow(at + 1)
          ? [at - 1, at]
          : /^or more$/iu.test(atoms[at + 1]?.text ?? "") && isRow(at + 2)
            ? [at, at + 1]
            : [],
    ),
  );
}

/** "How often it was ordered", "all that is listed in the database": nothing is put in order. */
function isDeed(atoms: readonly Atom[], at: number): boolean {
  const next = atoms[at + 1];
  return (
    /^(?:order|ordered|listed in|arranged in)$/iu.test(atoms[at]?.text ?? "") &&
    !/^(?:by|in|from|according|so)$/iu.test(next?.text ?? "") &&
    next?.cues.some(({ tag }) => tag === "direction" || tag === "alphabetical") !== true
  );
}

/** "Higher temperature in Feb than in Jun": what is compared stands between the words that compare. */
function partedComparisons(tokens: readonly Token[]): readonly (readonly string[])[] {
  return tokens.flatMap(({ lower }, at) => {
    const than = tokens.slice(at + 2, at + PARTED_BY + 2).findIndex((token) => token.lower === "than" || token.kind === "mark");
    if (than < 0 || tokens[at + 2 + than]?.lower !== "than") return [];
    const graded = readGraded(lower, "");
    const op =
      lower === "more" || (graded?.degree === "comparative" && graded.sign === 1)
        ? ">"
        : /^(?:less|fewer)$/u.test(lower) || graded?.degree === "comparative"
          ? "<"
          : null;
    return op === null ? [] : [[op]];
  });
}

/** The signs of a phrase; a "number of" what the schema holds as a number may be that figure instead of a count. */
function signsOf(cue: Cue, next: Atom | undefined, schema: Schema): readonly string[] {
  const sign = signOf(cue);
  if (sign === null) return [];
  // "In no city" may be said of an empty field.
  if (sign === "not") return [sign, "null"];
  if (cue.tag === "superlative" && cue.counted) return [sign, `counted ${sign}`];
  const column = sign === "count" && next && kindOf(next) === "c" ? schema.columns[next.mention?.columns[0]?.column ?? -1] : undefined;
  return column?.type === "number" && !column.isPrimary && !column.isForeign ? [sign, "figure"] : [sign];
}

function signOf(cue: Cue): string | null {
  switch (cue.tag) {
    case "not":
    case "without":
    case "except":
      return "not";
    case "aggregate":
      return cue.fn;
    case "direction":
    case "superlative":
      return cue.dir;
    case "compare":
    case "compareAfter":
      return cue.op;
    case "like":
      return cue.mode;
    case "count":
    case "percent":
    case "difference":
    case "order":
    case "alphabetical":
    case "common":
    case "between":
    case "null":
    case "each":
    case "distinct":
    case "or":
    case "both":
      return cue.tag;
    default:
      return null;
  }
}

function nameOf(atom: Atom): readonly string[] {
  const { mention } = atom;
  switch (kindOf(atom)) {
    case "t":
      return [`t${mention?.tables[0]?.table ?? ""}`];
    case "c":
      return [`c${mention?.columns[0]?.column ?? ""}`];
    case "v":
      return [`v${mention?.values[0]?.column ?? ""}`];
    case "n":
    case "q":
    case null:
      return [];
  }
}

/** A value as it is compared with those of plans. */
function valueOf({ number, mention, quoted, text }: Atom): string {
  return String(number?.value ?? (quoted ? text : (mention?.values[0]?.value ?? text))).toLowerCase();
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
