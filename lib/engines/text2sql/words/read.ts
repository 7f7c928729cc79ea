import { ordinalOf, type NumberSpan } from "@/lib/language/numbers";
import { normalise, tokenise, type Token } from "@/lib/language/words";
import { findCues, type Cue, type CueKind } from "@/lib/engines/text2sql/words/cues";
import { columnStrength, link } from "@/lib/engines/text2sql/words/link";
import { vocabularyOf } from "@/lib/engines/text2sql/words/word-match";
import { FIRST_NAME, LAST_NAME } from "@/lib/engines/text2sql/schema/names";
import type { ValueTarget } from "@/lib/engines/text2sql/words/link-values";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/** The smallest thing the grammar sees: a mention, a number, a grammar phrase, or several of these at once. */
export type Atom = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly mention: Mention | null;
  readonly number: NumberSpan | null;
  readonly cues: readonly Cue[];
  readonly quoted: boolean;
  /** Sentence of the question, from 0. */
  readonly sentence: number;
};

export type Reading = {
  readonly tokens: readonly Token[];
  readonly atoms: readonly Atom[];
  readonly schema: Schema;
  readonly text: string;
};

/** Splits a question into atoms over a schema. */
export function readQuestion(text: string, schema: Schema): Reading {
  const said = joinMoments(joinSigns(tokenise(partNames(unquoteNames(text, schema)))));
  const tokens = shareWords(partJoined(joinParted(said, schema), schema), schema);
  const cues = findCues(tokens, schema);
  const weights = cues.map((cue) => ({
    start: cue.start,
    end: cue.end,
    weight: cue.end - cue.start > 1 ? 0.8 * (cue.end - cue.start) ** 1.15 : 0.3,
  }));
  const { mentions: linked, numbers } = link(tokens, schema, weights);
  const mentions = joinPersons(linked, schema);
  const atoms: Atom[] = [];
  let sentence = 0;
  for (let at = 0; at < tokens.length;) {
    const atom = atomAt(tokens, at, mentions, numbers, cues, sentence);
    if (atom.text === "?" || atom.text === "." || atom.text === "!") sentence += 1;
    atoms.push(atom);
    at = atom.end;
  }
  return { tokens, atoms, schema, text };
}

/** "between -50 and 50": a minus sign after a gap and right before a number is of that number. */
export function joinSigns(tokens: readonly Token[]): readonly Token[] {
  const isSign = (at: number) =>
    tokens[at]?.text === "-" &&
    tokens[at + 1]?.number !== null &&
    tokens[at + 1]?.start === tokens[at]?.end &&
    (tokens[at - 1]?.end ?? -1) < (tokens[at]?.start ?? 0);
  return tokens.flatMap((token, at) => {
    if (isSign(at)) return [];
    return isSign(at - 1)
      ? [
          {
            ...token,
            text: `-${token.text}`,
            lower: `-${token.lower}`,
            lemma: `-${token.lemma}`,
            start: token.start - 1,
            number: -(token.number ?? 0),
          },
        ]
      : [token];
  });
}

/** "2018-03-17 07:13:53" is one moment. */
function joinMoments(tokens: readonly Token[]): readonly Token[] {
  const isClock = (at: number) =>
    /^\d{1,2}:\d{2}(?::\d{2})?$/u.test(tokens[at]?.text ?? "") &&
    /^\d{4}-\d{1,2}-\d{1,2}$/u.test(tokens[at - 1]?.text ?? "") &&
    tokens[at - 1]?.kind !== "quoted";
  return tokens.flatMap((token, at) => {
    if (isClock(at)) return [];
    const clock = isClock(at + 1) ? tokens[at + 1] : undefined;
    return clock
      ? [
          {
            ...token,
            text: `${token.text} ${clock.text}`,
            lower: `${token.lower} ${clock.lower}`,
            lemma: `${token.lemma} ${clock.lemma}`,
            end: clock.end,
          },
        ]
      : [token];
  });
}

/** "post codes" of `zip_postcode`: two words that the schema writes as one, where it knows neither way to write them apart. */
function joinParted(tokens: readonly Token[], schema: Schema): readonly Token[] {
  const vocabulary = vocabularyOf(schema);
  const joined = (at: number): Token | null => {
    const [first, second] = [tokens[at], tokens[at + 1]];
    if (
      first?.kind !== "word" ||
      second?.kind !== "word" ||
      second.start - first.end > 1 ||
      vocabulary.has(first.lemma) ||
      first.lower.length < 2
    )
      return null;
    const lemma = first.lower + second.lemma;
    return vocabulary.has(lemma)
      ? {
          ...second,
          text: first.text + second.text,
          lower: first.lower + second.lower,
          lemma,
          root: first.lower + second.root,
          start: first.start,
        }
      : null;
  };
  return tokens.flatMap((token, at) => (at > 0 && joined(at - 1) ? [] : [joined(at) ?? token]));
}

/** "Michael Goodrich": a first name right before a last name are those of one table. */
function joinPersons(mentions: readonly Mention[], schema: Schema): readonly Mention[] {
  const found = [...mentions];
  for (let at = 0; at + 1 < found.length; at++) {
    const [first, last] = [found[at], found[at + 1]];
    if (!first || !last || first.end !== last.start) continue;
    const tableOf = ({ column }: ValueTarget) => schema.columns[column]?.table ?? -1;
    const named = (mention: Mention, pattern: RegExp) =>
      mention.values.filter(({ column }) => pattern.test(schema.columns[column]?.lemmas.join(" ") ?? ""));
    const given = named(first, FIRST_NAME);
    const family = named(last, LAST_NAME).filter((value) => given.some((other) => tableOf(other) === tableOf(value)));
    if (family.length === 0) continue;
    const tables = new Set(family.map(tableOf));
    found[at] = { ...first, values: given.filter((value) => tables.has(tableOf(value))) };
    found[at + 1] = { ...last, values: family };
  }
  return found;
}

type Parted = ReadonlyMap<string, readonly [string, string]>;

/** Two words of a column side by side, by what they are as one. */
const partedOf = oncePer(
  ({ columns }: Schema): Parted =>
    new Map(
      columns.flatMap(({ words, lemmas }) =>
        lemmas.slice(1).map((second, at) => [`${words[at] ?? ""}${second}`, [words[at] ?? "", second]] as const),
      ),
    ),
);

/** "classroom" of `CLASS_ROOM`: one word that the schema writes as two. */
function partJoined(tokens: readonly Token[], schema: Schema): readonly Token[] {
  const vocabulary = vocabularyOf(schema);
  const parted = partedOf(schema);
  return tokens.flatMap((token) => {
    const pair = token.kind === "word" && token.lower.length >= 6 && !vocabulary.has(token.lemma) ? parted.get(token.lemma) : undefined;
    if (!pair || pair.some((word) => word.length < 3)) return [token];
    return pair.flatMap((word) => tokenise(word)).map((part) => ({ ...part, start: token.start, end: token.end }));
  });
}

/** "the primary_conference": a name written as the schema writes it is read like its words; quoted texts stay. */
function partNames(text: string): string {
  return text.replaceAll(/"[^"]*"|'[^']*'|\p{L}_(?=\p{L})|\b\p{L}+(?:st|nd|rd|th)-(?=\p{L})/giu, (found) => {
    const isParted = found.endsWith("_") ? found.length === 2 : found.endsWith("-") && ordinalOf(found.slice(0, -1).toLowerCase()) !== null;
    return isParted ? `${found.slice(0, -1)} ` : found;
  });
}

/** A quoted name of a column is a name: 'the "active to date" of the contact'. */
function unquoteNames(text: string, schema: Schema): string {
  return text.replaceAll(/"([^"]{3,40})"/gu, (whole, name: string) =>
    !schema.values.has(normalise(name)) && columnStrength(tokenise(name), schema) >= 0.95 ? name : whole,
  );
}

/**
 * A run of tokens with what was said once given to both: "first and last names" reads "first names and last names" where the schema has
 * both.
 */
export function shareLastWord(tokens: readonly Token[], schema: Schema): readonly Token[] {
  const found = [...tokens];
  for (let at = found.length - 4; at >= 0; at--) {
    if (found[at]?.kind !== "word" || !/^(and|or|,|&)$/u.test(found[at + 1]?.lower ?? "")) continue;
    const next = found[at + 1]?.lower === "," && /^(and|or)$/u.test(found[at + 2]?.lower ?? "") ? at + 3 : at + 2;
    const [first, second, shared] = [found[at], found[next], found[next + 1]];
    if (!first || second?.kind !== "word" || shared?.kind !== "word") continue;
    const alone = columnStrength([first], schema);
    const together = columnStrength([first, shared], schema);
    if (together >= 0.8 && together > alone + 0.08 && columnStrength([second, shared], schema) >= 0.8) found.splice(at + 1, 0, shared);
  }
  return found;
}

/** What two names share is said once: the last word or the first. */
function shareWords(tokens: readonly Token[], schema: Schema): readonly Token[] {
  return shareFirstWord(shareLastWord(tokens, schema), schema);
}

/** "color code and description" reads "color code and color description" where a table has both under just these names. */
export function shareFirstWord(tokens: readonly Token[], schema: Schema): readonly Token[] {
  const found = [...tokens];
  const holdersOf = (name: readonly Token[]) =>
    schema.columns.filter(({ lemmas }) => lemmas.join(" ") === name.map(({ lemma }) => lemma).join(" ")).map(({ table }) => table);
  for (let at = found.length - 3; at >= 1; at--) {
    const [own, and, other] = found.slice(at, at + 3);
    if (own?.kind !== "word" || other?.kind !== "word" || !/^(?:and|or)$/u.test(and?.lower ?? "")) continue;
    for (let start = Math.max(0, at - MOST_SHARED); start < at; start++) {
      const shared = found.slice(start, at);
      const tables = holdersOf([...shared, own]);
      if (tables.length === 0 || !holdersOf([...shared, other]).some((table) => tables.includes(table))) continue;
      found.splice(at + 2, 0, ...shared);
      break;
    }
  }
  return found;
}

const MOST_SHARED = 3;

function atomAt(
  tokens: readonly Token[],
  start: number,
  mentions: readonly Mention[],
  numbers: readonly NumberSpan[],
  cues: readonly Cue[],
  sentence: number,
): Atom {
  const number = numbers.find((candidate) => candidate.start === start) ?? null;
  const named = mentions.find((candidate) => candidate.start === start) ?? null;
  const mention = named && number && isSpelledOut(tokens, named, number) ? null : named;
  const next = mentions.find((candidate) => candidate.start > start)?.start ?? tokens.length;
  const free = cues.filter((cue) => cue.start === start && cue.end <= next);
  const end = mention?.end ?? Math.max(number?.end ?? 0, start + 1, ...free.map((cue) => cue.end));
  const own = cues.filter((cue) => cue.start === start && cue.end === end);
  const text = tokens
    .slice(start, end)
    .map((token) => token.text)
    .join(" ");
  return {
    start,
    end,
    text,
    mention,
    number: number && number.end === end ? number : null,
    cues: own,
    quoted: tokens[start]?.kind === "quoted",
    sentence,
  };
}

/** "two" in small letters is a number, be it stored as a code somewhere. */
function isSpelledOut(tokens: readonly Token[], { start, end, ...named }: Mention, number: NumberSpan): boolean {
  return (
    number.end === end &&
    named.columns.length === 0 &&
    named.tables.length === 0 &&
    tokens.slice(start, end).every((token) => /^\p{Ll}+$/u.test(token.text))
  );
}

/** The first cue of an atom with the tag, or undefined. */
export function cueOf<T extends CueKind["tag"]>(atom: Atom | undefined, tag: T): Extract<Cue, { tag: T }> | undefined {
  return atom?.cues.find((cue): cue is Extract<Cue, { tag: T }> => cue.tag === tag);
}

/** True where the atom has any of the tags. */
export function hasCue(atom: Atom | undefined, ...tags: readonly CueKind["tag"][]): boolean {
  return atom?.cues.some((cue) => tags.includes(cue.tag)) === true;
}

/** How well a mention names a table, a column and a value; 0 where it does not. */
export function strengths(mention: Mention | null | undefined): {
  readonly table: number;
  readonly column: number;
  readonly value: number;
} {
  return { table: mention?.tables[0]?.score ?? 0, column: mention?.columns[0]?.score ?? 0, value: mention?.values[0]?.score ?? 0 };
}
