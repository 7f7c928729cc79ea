import { readGraded, STOP_WORDS } from "@/lib/language/lexicon";
import type { Token } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import type { Cue } from "@/lib/engines/text2sql/words/cues";
import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";
import { ranksSeveral, splitBy } from "@/lib/learning/memory/reading-key";

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
/** Words that ask for others than without them. */
const QUALIFIERS = new Set(
  "outside beyond near nearby around opposite second third fourth fifth next previous former current first last new old other another same only almost about half double twice once open closed active inactive".split(
    " ",
  ),
);

/** Rows by their time or age; whether the first or the last of them, the direction says. */
const BY_AGE = /^(?:latest|newest|earliest|oldest|youngest)$/u;

/** Who did it, which is no splitting: "taught by a teacher". What sorts or groups is a phrase of the grammar. */
const DONE_BY =
  /(?<=\b(?!sorted|ordered|ranked|arranged|listed|grouped|divided)(?:\p{L}{2,}ed|\p{L}+(?:en|wn)|made|taught|bought|sold|sung|won|held|led|built|sent|paid|done|run|told|kept)\s)by\b/giu;

/** The outline of a question that was read over a schema. */
export function outlineOf(reading: Reading): Outline {
  const { atoms, tokens, text, schema } = reading;
  const isValue = atoms.map((atom) => ["v", "q", "n"].includes(kindOf(atom) ?? ""));
  const words = atoms.flatMap((atom, at) =>
    isValue[at]
      ? []
      : tokens.slice(atom.start, atom.end).flatMap(({ kind, lower, root }) => (kind !== "word" || STOP_WORDS.has(lower) ? [] : [root])),
  );
  const phrases = atoms.map((atom, at) =>
    atom.mention || isNotOnly(atoms, at) ? [] : atom.cues.flatMap((cue) => signsOf(cue, atoms[at + 1], schema)),
  );
  const distinct = atoms.flatMap(({ cues, text: said }) =>
    cues.some(({ tag }) => tag === "count") && /\b(?:different|distinct|unique)$/iu.test(said) ? [["distinct"]] : [],
  );
  // "first name" is a name; "first order" is not, nor are "closed loans", which have a day of closing.
  const qualified = atoms.flatMap((atom) =>
    isName(atom, reading)
      ? []
      : tokens
          .slice(atom.start, atom.end)
          .flatMap(({ lower }, index) =>
            BY_AGE.test(lower)
              ? [["age"]]
              : QUALIFIERS.has(lower) && !isNoQualifier(lower, tokens[atom.start + index - 1]?.lower ?? "")
                ? [[lower]]
                : [],
          ),
  );
  const done = text.replaceAll(DONE_BY, "");
  const splits = [
    ...splitBy(done, /^(?:by|per)$/u).map((word) => namesOf(word, reading, ["by"])),
    ...splitBy(done, /^(?:each|every)$/u).map((word) => namesOf(word, reading, ["by", "each"])),
  ];
  // "the most events" has one plural for all.
  const isCounted = atoms.some((atom) => atom.cues.some((cue) => cue.tag === "superlative" && cue.counted));
  const grammar = [
    ...phrases.filter((signs) => signs.length > 0),
    ...distinct,
    ...qualified,
    ...partedComparisons(tokens),
    ...splits,
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

/** Signs of a split by a word: what its last atom names, else the word. */
function namesOf(word: string, { atoms, tokens }: Reading, manners: readonly string[]): readonly string[] {
  const atom = atoms.findLast(({ start, end }) => tokens.slice(start, end).some((token) => token.root === word));
  const names = atom ? nameOf(atom) : [];
  return manners.flatMap((manner) => (names.length > 0 ? names : [word]).map((name) => `${manner} ${name}`));
}

/** "Not only … but also": both. */
function isNotOnly(atoms: readonly Atom[], at: number): boolean {
  return atoms[at]?.text.toLowerCase() === "not" && atoms[at + 1]?.text.toLowerCase() === "only";
}

/** "Not only", "how old", "18 years old". */
function isNoQualifier(word: string, before: string): boolean {
  return word === "only" ? before === "not" : word === "old" && /^(?:how|years?)$/u.test(before);
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
