import type { Token } from "@/lib/language/words";
import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";

/** Words that ask for others than without them. */
const QUALIFIERS = new Set(
  "outside beyond near nearby about around opposite second third fourth fifth next previous former current first last new old other another same only almost half double twice once open closed active inactive".split(
    " ",
  ),
);

/** Rows by their time or age; whether the first or the last of them, the direction says. */
const BY_AGE = /^(?:latest|newest|earliest|oldest|youngest|recent|recently)$/u;

/** The words of an atom that ask for others than without them, each as the signs that it may stand for. */
export function qualifiersOf(atom: Atom, reading: Reading): readonly (readonly string[])[] {
  return reading.tokens.slice(atom.start, atom.end).flatMap(({ lower }, index) => {
    if (BY_AGE.test(lower)) return [["age"]];
    if (!QUALIFIERS.has(lower) || isNoQualifier(reading, atom.start + index)) return [];
    // "The first claim" is the earliest.
    const dir = lower === "first" ? "asc" : lower === "last" ? "desc" : null;
    return dir === null
      ? [[lower]]
      : [
          [lower, "age"],
          [lower, dir],
        ];
  });
}

/** "Not only", "how old", "information about clients", "first and last names"; "sort first by price" says what "sort by price" does. */
function isNoQualifier({ tokens, atoms }: Reading, at: number): boolean {
  const [before, word, next, third, fourth] = [-1, 0, 1, 2, 3].map((step) => tokens[at + step]);
  switch (word?.lower) {
    case "only":
      return before?.lower === "not";
    case "old":
      return /^(?:how|years?)$/u.test(before?.lower ?? "");
    case "about":
      return !/^(?:a|an)$/u.test(next?.lower ?? "") && !atoms.some(({ start, number }) => start === at + 1 && number !== null);
    case "first":
      return next?.lower === "by" || isOfName(next) || (isJoining(next) && third?.lower === "last" && isOfNames(fourth));
    case "last":
      return isOfName(next) || (isJoining(before) && tokens[at - 2]?.lower === "first" && isOfNames(next));
    default:
      return false;
  }
}

function isJoining(token: Token | undefined): boolean {
  return /^(?:and|or|&)$/u.test(token?.lower ?? "");
}

function isOfName(token: Token | undefined): boolean {
  return /^(?:name|initial)$/u.test(token?.lemma ?? "");
}

/** What follows "first and last" where both are names: "names", or the end of a bracket after one. */
function isOfNames(token: Token | undefined): boolean {
  return isOfName(token) || token?.text === ")";
}
