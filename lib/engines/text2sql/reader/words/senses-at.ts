import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { isFlag, matchNames } from "@/lib/engines/text2sql/reader/words/match-names";
import { valueFamily } from "@/lib/engines/text2sql/reader/words/value-family";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import type { Sense } from "@/lib/engines/text2sql/reader/words/unit";
import { TELLS_STATE } from "@/lib/engines/text2sql/schema/state-words";
import { FIRST_NAME, LAST_NAME } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { findValues, keyOf, tellsEvent, tellsPlace } from "@/lib/engines/text2sql/words/link-values";
import { normalise, type Token } from "@/lib/language/words";
import { oncePer } from "@/lib/platform/once-per";

const EDGE = new Set(
  "on from under into about minus the a an of in to for by and or is are was were our their at as with that have has had how many what which who do does did not no be been".split(
    " ",
  ),
);

/** Words that may stand inside the name of a term: "loans currently on the books". */
const ADVERBS = new Set(["currently", "now", "still", "presently", "already", "that", "which", "are", "is"]);

/** Prepositions that are no name alone, although a column is called "balance after". */
const PLACED = new Set(["after", "before", "since", "until", "above", "below"]);

function shapeOf(text: string): string {
  return text.replaceAll(/\d/gu, "9");
}

/** "LN-200004" or 4100000061: a code with the shape of those that a column holds, where not every value was indexed. */
function codes(token: Token, schema: Schema): readonly Sense[] {
  if (schema.values.has(token.lower) || !/\d{4}/u.test(token.text)) return [];
  const shape = shapeOf(token.text);
  return schema.columns.flatMap((column): readonly Sense[] => {
    const samples = column.samples.filter((value) => value !== null).slice(0, 5);
    const fits =
      column.type !== "date" &&
      column.type !== "datetime" &&
      samples.length > 0 &&
      (column.isUnique || column.isStoredAsText) &&
      samples.every((value) => shapeOf(String(value)) === shape);
    return fits && token.text.length >= 6
      ? [{ kind: "value", column: column.id, value: token.text, score: column.isUnique ? 1 : 0.9 }]
      : [];
  });
}

/** "name" alone asks for what the rows of a table are called, also where that is called as the table is. */
function rowNames(schema: Schema): readonly Sense[] {
  return schema.tables.flatMap(({ id: table, lemmas }) =>
    rowName(schema, table).flatMap((column): readonly Sense[] => {
      const own = schema.columns[column]?.lemmas ?? [];
      if (own.join(" ") === "name") return [];
      if (own.includes("name")) return [{ kind: "column", column, score: 0.97 }];
      return own.join(" ") === lemmas.join(" ") ? [{ kind: "column", column, score: 0.8 }] : [];
    }),
  );
}

/** "active" where the glossary says what an active loan is: the term without the name of its table. */
function adjectives(said: string, schema: Schema): readonly Sense[] {
  return (schema.definitions ?? []).flatMap((definition): readonly Sense[] => {
    const table = schema.tables[definition.table];
    const column = table?.primaryKey[0] ?? table?.columns[0];
    const heads = [table?.lemmas.at(-1) ?? "", ...(table?.synonyms ?? [])];
    const fits =
      definition.aggregate === null &&
      definition.phrases.some((words) => words.length > 1 && heads.includes(words.at(-1) ?? "") && words.slice(0, -1).join(" ") === said);
    return fits && column !== undefined ? [{ kind: "term", column, definition, score: 0.95 }] : [];
  });
}

/**
 * "Logan Guerrero" where first and last names are columns of their own: less sure where a whole name is stored so, since nobody may bear just
 * these two.
 */
function fullName([first, last, ...rest]: readonly Token[], schema: Schema): readonly Sense[] {
  if (!first || !last || rest.length > 0) return [];
  const isStored = (schema.values.get(keyOf([first, last])) ?? []).length > 0;
  const [given, family] = [first, last].map((token) => schema.values.get(keyOf([token])) ?? []);
  return (given ?? []).flatMap((one) =>
    (family ?? []).flatMap((other): readonly Sense[] => {
      const [a, b] = [schema.columns[one.column], schema.columns[other.column]];
      const isPerson = a !== undefined && a.table === b?.table && FIRST_NAME.test(a.lemmas.join(" ")) && LAST_NAME.test(b.lemmas.join(" "));
      return isPerson ? [{ kind: "value", ...one, also: other, score: isStored ? 0.9 : 1 }] : [];
    }),
  );
}

/** "on display", "in use": a flag that is called just so, small words and all. */
function namedState(span: readonly Token[], schema: Schema): readonly Sense[] {
  if (span.length === 1) return [];
  const said = span.map(({ lower }) => lower).join(" ");
  return flagNames(schema).flatMap(({ name, id }): readonly Sense[] =>
    name === said ? [{ kind: "state", column: id, holds: true, score: 1 }] : [],
  );
}

/** "which bikes are out", where a state is stored so: the small word is what is said of the rows. */
function smallState([token, ...rest]: readonly Token[], before: Token | undefined, schema: Schema): readonly Sense[] {
  const isSaid = /^(?:is|are|was|were|been|still|currently|now|all|that|which)$/u.test(before?.lower ?? "");
  if (!token || rest.length > 0 || !isSaid || !/^(?:out|off|away)$/u.test(token.lower)) return [];
  return (schema.values.get(token.lower) ?? []).flatMap((stored): readonly Sense[] =>
    TELLS_STATE.test(schema.columns[stored.column]?.lemmas.at(-1) ?? "") ? [{ kind: "value", ...stored, score: 1 }] : [],
  );
}

const flagNames = oncePer(({ columns }: Schema) => columns.filter(isFlag).map(({ id, words }) => ({ id, name: words.join(" ") })));

/** "total price", where a column is called price and another only nearly as both words say: the sum of the first. */
function isTotalOfOther([first, ...rest]: readonly Token[], schema: Schema): boolean {
  const best = (span: readonly Token[]): number =>
    Math.max(0, ...matchNames(span, schema).flatMap(({ kind, score }) => (kind === "column" ? [score] : [])));
  return first?.lower === "total" && rest.length === 1 && best([first, ...rest]) < 0.9 && best(rest) === 1;
}

/** What a span of words can name: tables, columns, values, roles and definitions, likeliest first. */
export function sensesAt(tokens: readonly Token[], start: number, end: number, schema: Schema): readonly Sense[] {
  const span = tokens.slice(start, end);
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || first.kind === "mark" || last.kind === "mark") return [];
  const values: readonly Sense[] = findValues(tokens, start, end, schema).map((target) => ({
    kind: "value",
    ...target,
    score: span.length > 1 ? Math.max(target.score, 0.95) : target.score,
  }));
  const spellings = values.length === 0 && span.length > 1 ? [keyOf(span), normalise(span.map((token) => token.lemma).join(" "))] : [];
  const found = spellings.map((key) => schema.values.get(key) ?? []).find((known) => known.length > 0) ?? [];
  const small = found.filter((stored) => !tellsEvent(tokens, start, stored) && !(tellsPlace(stored.label) && stored.label !== keyOf(span)));
  const coded = span.length === 1 ? codes(first, schema) : [];
  const isCounted = tokens[start - 1]?.kind === "number" && TIME_UNITS.test(first.lower);
  const isPlaced = span.length > 1 && /^(?:first|last)$/u.test(last.lower);
  const edge =
    isCounted ||
    isPlaced ||
    EDGE.has(first.lower) ||
    EDGE.has(last.lower) ||
    (span.length === 1 && (PLACED.has(first.lower) || (STOP_WORDS.has(first.lower) && first.lower !== "name")));
  const names =
    edge || isTotalOfOther(span, schema)
      ? []
      : [...matchNames(span, schema), ...(span.length === 1 && first.lemma === "name" ? rowNames(schema) : [])];
  const states = edge ? namedState(span, schema) : [];
  const said = span.filter(({ lower }, at) => at === 0 || !ADVERBS.has(lower));
  const lemmas = said.map(({ lemma }) => lemma).join(" ");
  const definitions: readonly Sense[] = (schema.definitions ?? []).flatMap((definition) =>
    definition.phrases.some((words) => words.join(" ") === lemmas) ? [{ kind: "definition", definition, score: 1.1 }] : [],
  );
  const terms: readonly Sense[] = edge || span.some(({ lower }) => RELATIONS.has(lower)) ? [] : adjectives(lemmas, schema);
  const people = fullName(span, schema);
  const family =
    values.length === 0 && span.length <= 2 && !EDGE.has(first.lower)
      ? valueFamily(span, schema).filter((sense) => !tellsEvent(tokens, start, sense))
      : [];
  return [
    ...definitions,
    ...terms,
    ...states,
    ...smallState(span, tokens[start - 1], schema),
    ...names,
    ...values,
    ...people,
    ...small.map((stored): Sense => ({ kind: "value", ...stored, score: 0.95 })),
    ...coded,
    ...family,
  ].sort((a, b) => b.score - a.score);
}

/** Words of time that are no names. */
export const TIME_UNITS =
  /^(?:(?:calendar )?(?:day|week|month|quarter|year|hour|minute)s?|percent|%|dollars?|usd|euros?|eur|pounds?|gbp|chf|times)$/u;
