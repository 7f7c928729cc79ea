import { ENGLISH_WORDS } from "@/lib/language/english";
import { countryCode, DEMONYMS, placeNames, STOP_WORDS, VALUE_WORDS } from "@/lib/language/lexicon";
import { editDistance, lemma, normalise, type Token } from "@/lib/language/words";
import { findNumbers } from "@/lib/language/numbers";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { namesBegunBy, partFirm } from "@/lib/engines/text2sql/words/firm-names";

/**
 * `value` is the stored form, or with `isPart` a word that several stored texts contain. `isLoose` where the words are not what is stored, nor
 * another way to say it: a slip of the pen, or one word of several.
 */
export type ValueTarget = {
  readonly column: number;
  readonly value: string;
  readonly label?: string;
  readonly score: number;
  readonly isPart?: boolean;
  readonly isLoose?: boolean;
};

const KEPT = 8;

/**
 * Stored values that the tokens `[start, end)` spell, best first: exact, another name of a place, singular or plural, people of a country,
 * codes for words, part of a text, slips of the pen.
 */
export function findValues(tokens: readonly Token[], start: number, end: number, schema: Schema): readonly ValueTarget[] {
  const span = tokens.slice(start, end);
  const first = span[0];
  const last = span.at(-1);
  if (!first || !last || first.kind === "mark" || last.kind === "mark") return [];
  if (span.length > 1 && span.some((token) => token.kind === "quoted")) return [];
  const text = keyOf(span);
  const quoted = first.kind === "quoted";
  if (text === "" || (!quoted && span.every((token) => isPlainWord(token, start === 0)))) return [];
  // "the mountains" are no picture that is called "the mountain".
  if (!quoted && span.length === 2 && /^(?:the|an?)$/u.test(first.text) && last.text === last.lower) return [];
  const whole = [...lookUp(schema, text, span, quoted ? 1.3 : 1), ...besideName(schema, span)].filter(
    (target) => !tellsEvent(tokens, start, target),
  );
  const places = quoted || first.text === first.lower ? [] : byPlace(schema, text, span);
  if (whole.length + places.length > 0)
    return [...whole, ...places.filter((place) => !whole.some(({ column }) => column === place.column))].slice(0, KEPT);
  // "goalies" of "goalie", whose plural reads like that of "-y".
  const begun = keyOf(span.slice(0, -1));
  const numbers = [last.lemma, plural(last.lower), last.lower.replace(/ies$/u, "ie")].map((word) => `${begun} ${normalise(word)}`.trim());
  const byLemma = quoted
    ? []
    : numbers
        .filter((form) => form !== text)
        .flatMap((form) => lookUp(schema, form, span, 0.9))
        .filter(({ label }) => !tellsPlace(label));
  // Several "repairs" are things of that kind, none that are in repair.
  const kinds =
    last.lower === last.lemma
      ? []
      : byLemma.filter(({ column }) => !/^(?:status|state)$/u.test(schema.columns[column]?.lemmas.at(-1) ?? ""));
  if (byLemma.length > 0) return kinds.length > 0 ? kinds : byLemma;
  if (span.length === 1)
    return [
      ...byPeople(schema, first),
      ...byCode(schema, first),
      ...(quoted
        ? bySlip(schema, text)
        : capitalised(first, start) && !beginsSentence(tokens, start)
          ? [...byShared(schema, text, first), ...byPart(schema, text), ...bySlip(schema, text).map(lower)]
          : []),
    ].slice(0, KEPT);
  const initials = byInitials(schema, span);
  if (initials.length > 0) return initials;
  const named = byFirm(schema, span);
  if (named.length > 0) return named;
  return span.length <= 4 && span.every((token) => capitalised(token, 1)) ? bySlip(schema, text).map(lower) : [];
}

/** "bikes that were never hired out" asks what happened, not in what state they are. */
export function tellsEvent(tokens: readonly Token[], start: number, { label }: Pick<ValueTarget, "label">): boolean {
  return label?.endsWith(" out") === true && tokens.slice(Math.max(0, start - 3), start).some((token) => /^n?ever$/u.test(token.lower));
}

/** "in repair" is a state, "spent in repairs" is none. */
export function tellsPlace(label: string | undefined): boolean {
  return label !== undefined && /^(?:in|at|on|under|for|out) /u.test(label);
}

/** What tokens say, in the form in which stored values are indexed. */
export function keyOf(span: readonly Token[]): string {
  return normalise(span.map(({ text }) => text).join(" "));
}

function lower(target: ValueTarget): ValueTarget {
  return { ...target, score: target.score * 0.9 };
}

function isPlainWord(token: Token, atStart: boolean): boolean {
  if (token.kind === "number" || (token.text === token.lower && findNumbers([token]).length > 0)) return true;
  return STOP_WORDS.has(token.lower) && (atStart || token.text === token.lower);
}

function capitalised(token: Token, start: number): boolean {
  return start > 0 && /^\p{Lu}/u.test(token.text);
}

/** Its capital says nothing: "… per city? Order them by name". */
function beginsSentence(tokens: readonly Token[], at: number): boolean {
  return /^[.?!]$/u.test(tokens[at - 1]?.text ?? "");
}

function lookUp(schema: Schema, key: string, span: readonly Token[], base: number): readonly ValueTarget[] {
  const stored = schema.values.get(key) ?? [];
  const text = span.map((token) => token.text).join(" ");
  // A lower-case word of the question is weaker evidence for a capitalised value than the same spelling.
  return stored
    .filter((target) => !isCodeByChance(target, span, schema))
    .map(({ column, value, label }) => ({
      column,
      value,
      ...(label === undefined ? {} : { label }),
      score: base * ((label ?? value) === text ? 1 : span.length > 1 || /^\p{Lu}|\d/u.test(text) ? 0.97 : 0.9),
    }))
    .sort((a, b) => b.score - a.score || a.column - b.column)
    .slice(0, KEPT);
}

/** "the most routes end at" speaks of no airport whose code is END: among many codes, people write one as a code. */
function isCodeByChance(
  { column, value, label }: Pick<ValueTarget, "column" | "value" | "label">,
  span: readonly Token[],
  schema: Schema,
): boolean {
  const [word, ...others] = span;
  return (
    word !== undefined &&
    others.length === 0 &&
    label === undefined &&
    /^\p{Lu}{2,4}$/u.test(value) &&
    word.kind === "word" &&
    word.text !== value &&
    ENGLISH_WORDS.has(word.lower) &&
    (schema.columns[column]?.distinct ?? FEW_CODES) >= FEW_CODES
  );
}

/** "Orange county", "the Java language": a value with the name of the column that holds it. */
function besideName(schema: Schema, span: readonly Token[]): readonly ValueTarget[] {
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || span.length < 2 || first.text === first.lower) return [];
  return lookUp(schema, keyOf(span.slice(0, -1)), span, 0.95).filter(({ column }) => schema.columns[column]?.lemmas.at(-1) === last.lemma);
}

/** "Gatwick" where "London Gatwick" is stored: a capitalised word that few values contain. */
function byPart(schema: Schema, text: string): readonly ValueTarget[] {
  return (schema.innerWords.get(text) ?? []).flatMap((key) =>
    (schema.values.get(key) ?? []).map(({ column, value }) => ({ column, value, score: 0.72, isLoose: true })),
  );
}

/** "Kentucky" where several towns end in ", Kentucky": the values that contain the word. */
function byShared(schema: Schema, text: string, token: Token): readonly ValueTarget[] {
  return (schema.sharedWords.get(text) ?? []).map((column) => ({ column, value: token.text, score: 0.75, isPart: true, isLoose: true }));
}

/** "direct debit" where payments are marked DD: the first letters of what is often shortened so, as one of few codes of a column. */
function byInitials(schema: Schema, span: readonly Token[]): readonly ValueTarget[] {
  if (!SHORTENED.has(span.map(({ lower: said }) => said).join(" "))) return [];
  return (schema.values.get(span.map(({ lower: said }) => said[0]).join("")) ?? []).flatMap(({ column, value, label }) =>
    label === undefined && value === value.toUpperCase() && (schema.columns[column]?.distinct ?? FEW_CODES) < FEW_CODES
      ? [{ column, value, score: 0.85 }]
      : [],
  );
}

const SHORTENED = new Set([
  "direct debit",
  "standing order",
  "credit card",
  "debit card",
  "bank transfer",
  "wire transfer",
  "credit transfer",
  "cash on delivery",
  "full time",
  "part time",
  "fixed term",
  "on hold",
  "on leave",
  "in progress",
  "work in progress",
  "no show",
  "not applicable",
]);
const FEW_CODES = 15;

/** "Day and Night" of "Day & Night Ltd", "Swift Couriers Ltd" of "Swift Couriers": the one name that is written or begins so. */
function byFirm(schema: Schema, span: readonly Token[]): readonly ValueTarget[] {
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || !capitalised(first, 1) || !capitalised(last, 1)) return [];
  const said = partFirm(keyOf(span));
  const begun = namesBegunBy(schema, said.words.join(" ")).filter(({ form }) => said.form === null || form === null || form === said.form);
  const whole = begun.filter(({ words }) => words.length === said.words.length);
  // "Mountain View City" is the city of that name before it is the beginning of its town hall.
  const isNamed = schema.values.has(keyOf(span.slice(0, -1)));
  const [only, ...others] = whole.length > 0 || said.form !== null || isNamed ? whole : begun;
  return only && others.length === 0 ? lookUp(schema, only.key, span, whole.length > 0 ? 0.95 : 0.85) : [];
}

/** "US" where "United States" is stored, "California" where states are stored as codes. */
function byPlace(schema: Schema, text: string, span: readonly Token[]): readonly ValueTarget[] {
  if (text.length === 2 && span.some((token) => token.text !== token.text.toUpperCase())) return [];
  const { same, state } = placeNames(text);
  const found = (name: string, fits: (lemmas: readonly string[]) => boolean) =>
    lookUp(schema, name, span, 0.9).filter(({ column }) => fits(schema.columns[column]?.lemmas ?? []));
  const country = countryCode(text);
  const ofCountry = (lemmas: readonly string[]) => lemmas.some((word) => word === "country" || word === "nation" || word === "nationality");
  const ofState = (lemmas: readonly string[]) => lemmas.some((word) => word === "state" || word === "province" || word === "region");
  return [
    ...same.flatMap((name) => found(name, (lemmas) => name.length > 2 || !ofState(lemmas))),
    ...(state === null ? [] : found(state, ofState)),
    ...(country === null ? [] : found(country, ofCountry)),
  ];
}

function byPeople(schema: Schema, token: Token): readonly ValueTarget[] {
  const places = Object.hasOwn(DEMONYMS, token.lemma) ? (DEMONYMS[token.lemma] ?? []) : [];
  return places.flatMap((place) => (schema.values.get(place) ?? []).map(({ column, value }) => ({ column, value, score: 0.85 })));
}

function byCode(schema: Schema, token: Token): readonly ValueTarget[] {
  const codes = Object.hasOwn(VALUE_WORDS, token.lemma) ? (VALUE_WORDS[token.lemma] ?? []) : [];
  return codes.flatMap((code) =>
    (schema.values.get(code) ?? []).flatMap(({ column, value }) => {
      const target = schema.columns[column];
      const isGender = target?.lemmas.some((word) => word === "sex" || word === "gender") === true;
      const fits = target !== undefined && (target.distinct ?? 99) <= 4 && (isGender || !/^(m|f)/iu.test(code));
      return fits && isGender ? [{ column, value, score: 0.9 }] : [];
    }),
  );
}

/** Values within one edit (two for long texts) that start with the same letter. */
function bySlip(schema: Schema, text: string): readonly ValueTarget[] {
  if (text.length < 5) return [];
  const limit = text.length >= 9 ? 2 : 1;
  const head = text.split(" ", 1)[0] ?? "";
  const near = (stored: string, said: string) => [stored, lemma(stored)].some((form) => editDistance(form, said, limit) <= limit);
  const found: ValueTarget[] = [];
  for (const [word, keys] of schema.valueWords) {
    if (word[0] !== head[0] || !near(word, head)) continue;
    for (const key of keys) {
      if (!near(key, text)) continue;
      for (const { column, value } of schema.values.get(key) ?? []) found.push({ column, value, score: 0.8, isLoose: true });
    }
  }
  return found.slice(0, KEPT);
}
