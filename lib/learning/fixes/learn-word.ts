import type { PlanBase } from "@/lib/engines/engine";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { describeField, tableName } from "@/lib/engines/text2sql/draft/explain-names";
import { shownValue } from "@/lib/engines/text2sql/draft/explain-values";
import { meaningOf } from "@/lib/engines/text2sql/draft/meaning-of";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import { doubtOf } from "@/lib/engines/text2sql/plan-over";
import type { PlanReading } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Interaction } from "@/lib/interactions/event";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { GRAMMAR_WORDS, STOP_WORDS } from "@/lib/language/lexicon";
import { lemma, tokenise, type Token } from "@/lib/language/words";
import { inOwnWords, type LearnedWord } from "@/lib/learning/memory/learned-word";
import { partOf } from "@/lib/learning/memory/plan-shape";
import type { OpenPlace } from "@/lib/learning/memory/recalled";

/** A corrected or confirmed question in the words known so far: its outcome, the right plan, and the words of a fix that was made by words. */
export type TaughtBy = Pick<Interaction, "question" | "outcome"> & {
  readonly open: Pick<OpenPlace, "schema" | "vocabulary" | "read">;
  readonly plan: PlanBase;
  readonly meaning: string | null;
  /** ISO local time of the source */
  readonly now: string;
  /** The engine's own plan of a text, or null where it asks back. */
  readonly planned: (text: string) => Promise<PlanBase | null>;
};

/** So many meanings are tried for one correction: each costs a reading, some 20 ms. */
const TRIED = 40;
const LONGEST = 3;

/**
 * The word of a corrected question that the engine did not know, with what it must stand for: read so, the engine comes to the corrected
 * plan by itself. In a question whose plan was only confirmed it may be one that the engine passed over, and stand for the rows that were
 * not said. Null where no word does.
 */
export async function findWord(taught: TaughtBy): Promise<LearnedWord | null> {
  for (const word of candidates(taught).slice(0, TRIED)) if (await holds(word, taught)) return word;
  return null;
}

/** Whether the engine comes to the corrected plan where a word of the question is read so. */
export async function holds(word: LearnedWord, { question, open, plan, now, planned }: TaughtBy): Promise<boolean> {
  const { text, used } = inOwnWords(question, [word]);
  if (used.length === 0) return false;
  const right = draftOf(plan);
  if (!right) return JSON.stringify(partOf(await planned(text))) === JSON.stringify(partOf(plan));
  const reading = open.read(text, now);
  return reading !== null && comesTo(reading, right, open.schema) && !doubtOf(reading, open.schema, []);
}

function comesTo({ ranked }: PlanReading, right: Draft, schema: Schema): boolean {
  const [best] = ranked;
  const query = buildQuery(right, schema);
  return best !== undefined && query !== null && meaningOf(best.candidate.query) === meaningOf(query);
}

/** The likeliest first: what the person said instead, then what the right plan uses and the question does not say. */
function candidates({ question, outcome, open, plan, meaning, now }: TaughtBy): readonly LearnedWord[] {
  const right = draftOf(plan);
  // The engine of a shop asks back about a word that it does not know.
  const knows = right ? open.vocabulary.knows : () => outcome !== "clarified" && outcome !== "failed";
  const phrases = unknownPhrases(question, knows);
  const instead = meaning === null ? null : saidInstead(question, meaning);
  const stated = instead && phrases.includes(instead.said) ? [instead] : [];
  const reading = right && open.read(question, now);
  if (!right || !reading) return stated;
  const isConfirmed = comesTo(reading, right, open.schema);
  const meanings = isConfirmed ? tablesOf(right, reading, question) : meaningsOf(right, reading, question);
  const said = strangestFirst(phrases, reading.unread, isConfirmed);
  const words = said.flatMap((one) => meanings.map((means) => ({ said: one, means: inNumberOf(one, means) })));
  const figures = figuresOf(right, open.schema);
  return [...stated, ...words.filter(({ means }) => saysAll(figures, `${question} ${means}`))];
}

/** Words that nobody else says are words of the house, rather than those that the engine passed over. @param strange no others */
function strangestFirst(phrases: readonly string[], unread: readonly string[], strange: boolean): readonly string[] {
  const passedOver = new Set(unread.flatMap((words) => words.toLowerCase().split(" ")));
  const isEnglish = (word: string): boolean => ENGLISH_WORDS.has(word) || ENGLISH_WORDS.has(lemma(word));
  const ranked = phrases.map((phrase) => {
    const words = phrase.split(" ");
    return { phrase, rank: words.every(isEnglish) ? (words.some((word) => passedOver.has(word)) ? 1 : 2) : 0 };
  });
  return ranked
    .filter(({ rank }) => !strange || rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ phrase }) => phrase);
}

function draftOf(plan: PlanBase): Draft | null {
  const part = partOf(plan);
  // A plan of this engine holds a draft of this engine.
  return part?.kind === "draft" ? (part.draft as Draft) : null;
}

/** What the words of a fix put in the place of a few words of the question. */
export function saidInstead(question: string, meaning: string): LearnedWord | null {
  const [before, after] = [question, meaning].map((text) => tokenise(text).filter(({ kind }) => kind !== "mark"));
  if (!before || !after) return null;
  const isSame = (a: Token | undefined, b: Token | undefined): boolean => a !== undefined && a.lemma === b?.lemma;
  let [start, end] = [0, 0];
  while (isSame(before[start], after[start])) start += 1;
  while (end < Math.min(before.length, after.length) - start && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [said, means] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return said.length > 0 && said.length <= LONGEST && means.length > 0
    ? { said: said.map(({ lower }) => lower).join(" "), means: means.map(({ text }) => text).join(" ") }
    : null;
}

/** Words that the engine does not know, then runs of them. */
export function unknownPhrases(question: string, knows: (word: string) => boolean): readonly string[] {
  const runs: Token[][] = [[]];
  for (const token of tokenise(question)) {
    if (isUnknown(token, knows)) runs.at(-1)?.push(token);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  const said = (tokens: readonly Token[]): string => tokens.map(({ lower }) => lower).join(" ");
  const several = runs.filter(({ length }) => length > 1 && length <= LONGEST);
  return [...new Set([...runs.flat().map((token) => said([token])), ...several.map(said)])];
}

function isUnknown({ kind, lower, lemma: base }: Token, knows: (word: string) => boolean): boolean {
  return (
    kind === "word" &&
    /^\p{L}{3,}/u.test(lower) &&
    ![lower, base].some((word) => STOP_WORDS.has(word) || GRAMMAR_WORDS.has(word) || knows(word))
  );
}

const AGGREGATES: Readonly<Record<string, string>> = { sum: "total", avg: "average", max: "highest", min: "lowest" };

/** The words of each column that a plan adds up or compares. */
function figuresOf(right: Draft, schema: Schema): readonly (readonly string[])[] {
  return [...usageOf(right, schema).columns].flatMap(([column, roles]) =>
    roles.some((role) => AGGREGATES[role] !== undefined) ? [schema.columns[column]?.lemmas ?? []] : [],
  );
}

/** Whether a text says something of each figure: what a word stands for would else be half of it. */
function saysAll(figures: readonly (readonly string[])[], text: string): boolean {
  const said = new Set(tokenise(text).map((token) => token.lemma));
  return figures.every((words) => words.some((word) => said.has(word)));
}

/** The tables of the right plan that the question does not say. */
function tablesOf(right: Draft, { schema }: PlanReading, question: string): readonly string[] {
  const isSaid = saysOf(question);
  return [...usageOf(right, schema).tables].map((table) => tableName(table, schema)).filter((name) => !isSaid(name));
}

/** What the right plan uses, in words: its tables, columns and values, without what the question says itself. */
function meaningsOf(right: Draft, reading: PlanReading, question: string): readonly string[] {
  const { schema, ranked } = reading;
  const usage = usageOf(right, schema);
  const own = ranked[0]?.candidate.draft;
  const read = own ? usageOf(own, schema).literals.map(({ value }) => value) : [];
  const isSaid = saysOf(question);
  const columns = [...usage.columns].map(([column, roles]) => {
    const name = describeField({ column }, schema);
    const aggregate = roles.map((role) => AGGREGATES[role]).find((word) => word !== undefined);
    return { name, figure: aggregate === undefined ? null : `${aggregate} ${name}` };
  });
  const tables = tablesOf(right, reading, question);
  const values = usage.literals.flatMap(({ column, value, role }) =>
    column === null || value === null || read.includes(value) ? [] : valueInWords(column, shownValue(String(value)), role, schema, isSaid),
  );
  const rows = [...tables, ...values].filter((name) => !isSaid(name));
  const figures = columns.flatMap(({ name, figure }) => (figure === null || isSaid(name) ? [] : [figure]));
  return [
    ...new Set([
      ...tables,
      ...columns.flatMap(({ name, figure }) => [name, ...(figure === null ? [] : [figure])]).filter((name) => !isSaid(name)),
      ...values.filter((name) => !isSaid(name)),
      ...figures.flatMap((figure) => rows.map((name) => `${figure} of ${name}`)),
    ]),
  ];
}

function saysOf(question: string): (name: string) => boolean {
  const spoken = new Set(tokenise(question).map((token) => token.lemma));
  return (name) => name.split(" ").every((word) => spoken.has(lemma(word)));
}

/** A value beside its table, alone, and as one of its column, with what is not said already first; a bound as a clause of its table. */
function valueInWords(column: number, value: string, role: string, schema: Schema, isSaid: (name: string) => boolean): readonly string[] {
  const table = tableName(schema.columns[column]?.table ?? -1, schema);
  const name = describeField({ column }, schema);
  const bound = BOUNDS[role];
  if (bound !== undefined) return [`${table} with ${name} ${bound} ${value}`];
  const own = isSaid(table)
    ? [value, `${name} ${value}`]
    : [`${value} ${table}`, `${table} with ${name} ${value}`, value, `${name} ${value}`];
  return role === "=" ? own : [];
}

const BOUNDS: Readonly<Record<string, string>> = { ">": "over", ">=": "of at least", "<": "under", "<=": "of at most" };

/** "parcel" for "box", "parcels" for "boxes". */
function inNumberOf(said: string, means: string): string {
  return lemma(said) === said ? means.replace(/\S+$/u, (head) => lemma(head)) : means;
}
