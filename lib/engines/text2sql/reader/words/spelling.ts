import { ENGLISH_WORDS } from "@/lib/language/english";
import { GRAMMAR_WORDS } from "@/lib/language/lexicon";
import { editDistance } from "@/lib/language/words";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { namesInWords, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** The shortest word that is put right, by what may be wrong with it. */
const SHORTEST = { swapped: 4, lengthened: 4, other: 6 };
const COMMON =
  "which many list show what where since until latest current average total number amount highest lowest largest smallest maximum minimum percentage percent between without before after never have with every each more most than quarter month monthly yearly january february march april june july august september october november december yesterday overdue unpaid upcoming outstanding excluding including currently cheapest oldest newest earliest longest shortest biggest nobody nothing anyone against compared".split(
    " ",
  );

/**
 * A question with unknown words put right that are one slip away from one word of the schema or of any question; null where there is
 * nothing to put right.
 */
export function respell(text: string, unread: readonly string[], schema: Schema): string | null {
  const known = vocabularyOf(schema);
  const compared = text.replaceAll(
    /\b(more|less|fewer|higher|lower|larger|greater|bigger|smaller|older|younger|longer|shorter|later|earlier) then (?=\d|the |an? |average)/giu,
    "$1 than ",
  );
  const words = unread.flatMap((phrase) => phrase.split(" "));
  const respelled = words.reduce((sofar, word) => {
    const right = nearest(word.toLowerCase(), known);
    return right === null ? sofar : sofar.replace(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "gu"), right);
  }, compared);
  return respelled === text ? null : respelled;
}

/**
 * The known word that a slip comes from: two letters swapped before one too many or too few, before another letter; null where two are as
 * near.
 */
function nearest(word: string, known: ReadonlySet<string>): string | null {
  if (!/^\p{Ll}+$/u.test(word) || ENGLISH_WORDS.has(word)) return null;
  const near = [...known].filter((other) => other.charAt(0) === word.charAt(0) && editDistance(other, word, 1) === 1);
  const isSwapped = (other: string): boolean => other.length === word.length && [...other].sort().join("") === [...word].sort().join("");
  const kinds = [
    { least: SHORTEST.swapped, found: near.filter(isSwapped) },
    { least: SHORTEST.lengthened, found: near.filter((other) => other.length !== word.length) },
    { least: SHORTEST.other, found: near },
  ];
  const { least, found } = kinds.find((kind) => kind.found.length > 0) ?? { least: 0, found: [] };
  return found.length === 1 && word.length >= least ? (found[0] ?? null) : null;
}

/** Names of tables and columns and the values of kinds, as they are written and for several. */
const vocabularyOf = oncePer(({ tables, columns, values, definitions = [] }: Schema): ReadonlySet<string> => {
  const kinds = [...values].flatMap(([key, stored]) =>
    stored.some(({ column }) => (columns[column]?.distinct ?? 99) <= 30) ? key.split(" ") : [],
  );
  const nouns = [...tables, ...columns].flatMap((named) => [...named.words, ...namesInWords(named).flat()]);
  const phrases = definitions.flatMap((definition) => definition.phrases.flat());
  const several = [...nouns, ...kinds].map((word) =>
    word.endsWith("y") ? `${word.slice(0, -1)}ies` : /(?:s|x|ch)$/u.test(word) ? word : `${word}s`,
  );
  return new Set(
    [
      ...COMMON,
      ...GRAMMAR_WORDS,
      ...phrases,
      ...[...RELATIONS].filter((word) => word.length >= SHORTEST.other),
      ...kinds,
      ...nouns,
      ...several,
    ].filter((word) => word.length >= SHORTEST.swapped),
  );
});
