import { ENGLISH_WORDS } from "@/lib/language/english";
import { ABBREVIATIONS, GRAMMAR_WORDS, STOP_WORDS, synonymsOf } from "@/lib/language/lexicon";
import { tokenise, type Token } from "@/lib/language/words";
import { keepLatest } from "@/lib/platform/keep-latest";
import { oncePer } from "@/lib/platform/once-per";
import { abbreviates, CERTAIN, FITS, isAbbreviation, isCutWord } from "@/lib/engines/text2sql/schema/abbreviations";
import { isNoun } from "@/lib/engines/text2sql/reader/words/kindred";
import { rename } from "@/lib/engines/text2sql/schema/derive-schema";
import { partsOf } from "@/lib/engines/text2sql/schema/names";
import { isFigure, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { vocabularyOf } from "@/lib/engines/text2sql/words/word-match";

/** A word of a question and the part of names that it was taken for. */
export type SpelledOut = { readonly said: string; readonly part: string; readonly word: string; readonly fit: number };

const KEPT = 8;
const renamed = oncePer((_: Schema): Map<string, Schema> => new Map());

/**
 * A schema in the words of a question: an abbreviated part of its names stands for the word that is said, where nothing else does.
 * A word of which several parts are as likely short is taken for all of them.
 */
export function spellOut(text: string, schema: Schema): { readonly schema: Schema; readonly taken: readonly SpelledOut[] } {
  const taken = takenFor(text, schema);
  if (taken.length === 0) return { schema, taken };
  const readings = new Map<string, readonly string[]>();
  for (const { part, word } of taken) readings.set(part, [...(readings.get(part) ?? []), word]);
  const key = JSON.stringify([...readings]);
  const latest = renamed(schema);
  return { schema: keepLatest(latest, key, latest.get(key) ?? rename(schema, readings), KEPT), taken };
}

function takenFor(text: string, schema: Schema): readonly SpelledOut[] {
  if (partsIn(schema).length === 0) return [];
  const tokens = tokenise(text);
  const said = new Set(tokens.map(({ lemma }) => lemma));
  const parts = partsIn(schema).filter(({ part, usual }) => !said.has(part) && (usual === undefined || !said.has(usual)));
  const pairs = tokens.flatMap((token, at) => {
    const standing = standingOf(token, at, schema);
    return standing === "none"
      ? []
      : parts.flatMap((short): readonly SpelledOut[] => {
          const fit = short.kind === "counted" ? compound(short.part, token.lemma) : abbreviates(short.part, token.lower);
          return fit >= leastFit(token, short, standing, schema)
            ? [{ said: token.text, part: short.part, word: baseOf(token, short.part), fit }]
            : [];
        });
  });
  return pairs.filter(
    (pair) =>
      !pairs.some(
        (other) =>
          other !== pair &&
          // A part that fits another word of the question better, and a word that another part fits better.
          ((other.part === pair.part && other.word !== pair.word && other.fit > pair.fit + CLEARLY) ||
            (other.word === pair.word && other.part !== pair.part && other.fit > pair.fit + SLIGHTLY)),
      ) && pairs.findIndex(({ part, word }) => part === pair.part && word === pair.word) === pairs.indexOf(pair),
  );
}

/** "report" of "reported", which is the word in a name unless the name has its end too: `clmd` is what is claimed. */
function baseOf({ lower, lemma }: Token, part: string): string {
  const stem = /^(\p{L}{3,})(?:ed|ing)$/u.exec(lower)?.[1];
  return (!stem || part.endsWith(lower.slice(-1)) ? undefined : [stem, `${stem}e`].find((word) => ENGLISH_WORDS.has(word))) ?? lemma;
}

/** How much better one word must fit a part than another, and one part a word. */
const CLEARLY = 0.2;
const SLIGHTLY = 0.1;

/** `usual` is what it stands for in other databases; `counted` parts tell how many of something there are, `cut` ones are words themselves. */
type Short = { readonly part: string; readonly usual: string | undefined; readonly kind: "short" | "cut" | "counted" };

/** The parts of a schema's names that may stand for another word. */
const partsIn = oncePer((schema: Schema): readonly Short[] => {
  const columns = schema.columns.flatMap((column) => {
    const parts = column.formula ? [] : partsOf(column.name, schema.tables[column.table]?.words);
    return { parts, isFigure: isFigure(column, schema) };
  });
  const tables = schema.tables.map(({ name }) => ({ parts: partsOf(name), isFigure: false }));
  const own = (from: readonly { readonly parts: readonly string[] }[]) => new Set(from.flatMap(({ parts }) => parts));
  const [all, others] = [own([...tables, ...columns]), own([...tables, ...columns].filter((named) => !named.isFigure))];
  const shorts = [...all].filter(isAbbreviation);
  const isCutting = shorts.length >= OFTEN * all.size;
  return [...all].flatMap((part): readonly Short[] => {
    if (schema.readings?.has(part)) return [];
    const usual = Object.hasOwn(ABBREVIATIONS, part) ? ABBREVIATIONS[part] : undefined;
    if (shorts.includes(part)) return [{ part, usual, kind: "short" }];
    if (isCutting && isCutWord(part)) return [{ part, usual, kind: "cut" }];
    return !others.has(part) && part.length >= 3 && ENGLISH_WORDS.has(part) ? [{ part, usual, kind: "counted" }] : [];
  });
});

/** The share of parts from which on a schema is one that cuts its words. */
const OFTEN = 0.3;

/** "bedrooms" of `n_bed`. */
function compound(part: string, word: string): number {
  return word.startsWith(part) && word.length >= part.length + 4 && ENGLISH_WORDS.has(word.slice(part.length)) ? FITS : 0;
}

type Standing = "unknown" | "similar" | "known" | "none";

/** Whether the names of a schema have a word of the question already, or one like it; none where it is no word for a name. */
function standingOf({ kind, lower, lemma, root, text }: Token, at: number, schema: Schema): Standing {
  if (kind !== "word" || !/^\p{L}{3,}$/u.test(lower) || STOP_WORDS.has(lower)) return "none";
  const vocabulary = vocabularyOf(schema);
  if (at > 0 && text !== lower && (schema.innerWords.has(lower) || schema.valueWords.has(lower))) return "none";
  if (vocabulary.has(lower) || vocabulary.has(lemma)) return "known";
  if (schema.values.has(lower) || schema.values.has(lemma)) return "none";
  if (root.length >= 4 && [...vocabulary.values()].some((known) => known.root === root)) return "known";
  return [...synonymsOf(lemma)].some((word) => vocabulary.has(word)) ? "similar" : "unknown";
}

/** How well a part must fit a word: the better, the more else the word may mean, or the part. */
function leastFit({ lemma, lower }: Token, { part, usual, kind }: Short, standing: Standing, schema: Schema): number {
  if (GRAMMAR_WORDS.has(lower)) return usual === undefined && kind === "short" ? CERTAIN : Infinity;
  if (standing === "known") return usual !== undefined || kind !== "short" ? Infinity : part.length === 2 ? CERTAIN : SURELY;
  // Two letters are those of too many words.
  if (part.length === 2 && !isNoun(lemma, schema) && !/(?:ed|id|lt|nt)$/u.test(lower)) return Infinity;
  if (kind === "cut") return standing === "unknown" ? FITS : Infinity;
  if (usual !== undefined && synonymsOf(lemma).has(usual)) return CERTAIN;
  // "translators" of `trl`: a table is called so, and nothing else of it could be.
  if (standing === "unknown" && part.length === 3 && schema.tables.some(({ name }) => name.toLowerCase() === part)) return LOOSELY;
  return standing === "similar" ? SURELY : FITS;
}

/** Where the schema has the word anyway, or one that may stand for it. */
const SURELY = 0.7;
const LOOSELY = 0.4;
