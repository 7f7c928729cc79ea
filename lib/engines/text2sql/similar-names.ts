import { joinWords } from "@/lib/answers/format";
import type { PlanError } from "@/lib/engines/engine";
import { WEEKDAYS } from "@/lib/language/calendar";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { GRAMMAR_WORDS, STOP_WORDS } from "@/lib/language/lexicon";
import { editDistance, lemma, normalise, tokenise, type Token } from "@/lib/language/words";
import { compileQuery } from "@/lib/query/compile";
import type { SqlRunner } from "@/lib/query/runner";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { EMPTY_DRAFT, plain, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { usageOf } from "@/lib/engines/text2sql/draft/usage";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import type { Schema, StoredValue } from "@/lib/engines/text2sql/schema/schema";
import { partFirm, TITLES } from "@/lib/engines/text2sql/words/firm-names";
import { findValues } from "@/lib/engines/text2sql/words/link-values";
import { vocabularyOf } from "@/lib/engines/text2sql/words/word-match";

/** A name as it is told that no row bears, and the stored ones that are like it, nearest first. `isSlip` where only the pen slipped. */
export type Misnamed = { readonly said: string; readonly similar: readonly StoredValue[]; readonly isSlip: boolean };

type Near = { readonly stored: StoredValue; readonly edits: number; readonly shared: number };

const LISTED = 4;
const LONGEST = 6;
const EDITS = 2;
const MONTHS = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/u;

/** A name of a question that the plan takes for another one; null where every name is one that is stored. */
export function findMisnamed(text: string, draft: Draft, schema: Schema): Misnamed | null {
  const tokens = tokenise(text);
  const covered = coveredBy(tokens, schema);
  const used = new Set(
    usageOf(draft, schema).literals.map(({ value }) => (typeof value === "string" ? normalise(value.replaceAll("%", "")) : "")),
  );
  for (const run of runsOf(tokens, schema)) {
    const said = wholeName(text, tokens, run, schema);
    const end = (tokens[run[0] ?? 0]?.start ?? 0) + said.length;
    const places = tokens.flatMap((token, at) => (at >= (run[0] ?? 0) && token.end <= end && isCapital(token) ? [at] : []));
    const isStored = places.every((at) => covered.has(at));
    if (isStored && new Set(places.map((at) => covered.get(at))).size === 1) continue;
    const near = isPartOfOne(said, schema) ? [] : similarTo(said, schema).filter(({ edits }) => !isStored || edits <= EDITS);
    const isTaken = places.length > 1 || near.some(({ stored }) => used.has(normalise(stored.value)));
    if (near.length > 0 && isTaken)
      return { said, similar: near.slice(0, LISTED).map(({ stored }) => stored), isSlip: isSlip(said, near, schema) };
  }
  return null;
}

/** True where first and last names are columns of their own, somebody bears the two that were said, and the plan asks for both. */
export async function isBorne({ said }: Misnamed, draft: Draft, schema: Schema, runner: SqlRunner): Promise<boolean> {
  const [first = "", last = "", ...others] = said.split(" ");
  const asked = usageOf(draft, schema).literals.map(({ value }) => value);
  if (last === "" || others.length > 0 || ![first, last].every((name) => asked.includes(name))) return false;
  for (const { nameColumns, id } of schema.tables) {
    const [one, two, ...more] = nameColumns;
    if (one === undefined || two === undefined || more.length > 0 || !isOfPeople(id, schema)) continue;
    const named = (column: number, value: string): Condition => ({ kind: "compare", item: plain(column), op: "=", value });
    const query = buildQuery({ ...EMPTY_DRAFT, select: [plain(one)], where: [named(one, first), named(two, last)], limit: 1 }, schema);
    const run = query && (await runner.run(compileQuery(query, runner.dialect), { maxRows: 1 }));
    if (run?.ok && run.value.rows.length > 0) return true;
  }
  return false;
}

/** Asks back with the names that are like the one that nobody bears. */
export async function askForName(text: string, { said, similar }: Misnamed, schema: Schema, runner: SqlRunner): Promise<PlanError> {
  const names = (await Promise.all(similar.map((stored) => wholeNames(stored, schema, runner)))).flat().slice(0, LISTED);
  return {
    outcome: "clarified",
    code: "unknown-words",
    message: `Nothing here is called “${said}”. ${names.length > 1 ? "Similar names are" : "A similar name is"} ${joinWords(names, "and")}.`,
    options: names.map((name) => ({ label: name, question: text.replace(said, () => name) })),
    intent: "clarify",
    confidence: 0.2,
    because: [`“${said}” is like ${joinWords(names, "or")}, but not the same`],
  };
}

/** The stored name, or where first and last names are columns of their own, those who bear it. */
async function wholeNames({ column, value }: StoredValue, schema: Schema, runner: SqlRunner): Promise<readonly string[]> {
  const { nameColumns = [], id } = schema.tables[schema.columns[column]?.table ?? -1] ?? {};
  const where = [{ kind: "compare" as const, item: plain(column), op: "=" as const, value }];
  const isPart = nameColumns.length > 1 && nameColumns.includes(column) && id !== undefined;
  const query = isPart
    ? buildQuery({ ...EMPTY_DRAFT, select: nameColumns.map(plain), where, distinct: true, limit: LISTED }, schema)
    : null;
  const run = query ? await runner.run(compileQuery(query, runner.dialect), { maxRows: LISTED }) : null;
  return run?.ok ? run.value.rows.map((row) => row.map(String).join(" ")) : [value];
}

/** "Gomez Tools and Die": a run goes on behind "and" where a stored name does. */
function wholeName(text: string, tokens: readonly Token[], run: readonly number[], schema: Schema): string {
  const [from, to] = [tokens[run[0] ?? 0]?.start ?? 0, tokens[run.at(-1) ?? 0]?.end ?? 0];
  const said = text.slice(from, to);
  const more = /^(?: (?:&|and|of|the|in|on|for|\p{Lu}[\p{L}\p{N}]*)(?![\p{L}\p{N}]))+/u.exec(text.slice(to))?.[0] ?? "";
  const ends = [...more.matchAll(/ \p{Lu}[\p{L}\p{N}]*/gu)]
    .map(({ index, 0: word }) => said + more.slice(0, index + word.length))
    .reverse();
  return ends.find((longer) => similarTo(longer, schema).some(({ edits }) => edits <= EDITS)) ?? said;
}

/** Places of tokens that spell what is stored, whole, with where that begins. */
function coveredBy(tokens: readonly Token[], schema: Schema): ReadonlyMap<number, number> {
  const covered = new Map<number, number>();
  for (let length = LONGEST; length > 0; length--)
    for (let start = 0; start + length <= tokens.length; start++) {
      const places = Array.from({ length }, (_, step) => start + step);
      if (!isCapital(tokens[start]) || places.some((at) => covered.has(at))) continue;
      if (findValues(tokens, start, start + length, schema).some(({ isLoose }) => isLoose !== true))
        for (const at of places) covered.set(at, start);
    }
  return covered;
}

/** Runs of capitalised words that are no words of the schema or of the calendar. */
function runsOf(tokens: readonly Token[], schema: Schema): readonly (readonly number[])[] {
  const vocabulary = vocabularyOf(schema);
  const isName = (token: Token, at: number): boolean =>
    isCapital(token) &&
    !TITLES.test(token.lower) &&
    !MONTHS.test(token.lower) &&
    !WEEKDAYS.includes(token.lower) &&
    !vocabulary.has(token.lemma) &&
    !(at === 0 && [STOP_WORDS, GRAMMAR_WORDS, ENGLISH_WORDS].some((words) => words.has(token.lower)));
  const runs: number[][] = [];
  tokens.forEach((token, at) => {
    if (!isName(token, at)) return;
    const last = runs.at(-1);
    if (last?.at(-1) === at - 1 && token.kind !== "quoted") last.push(at);
    else runs.push([at]);
  });
  return runs;
}

function isCapital(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === "word" || token.kind === "quoted") && /^\p{Lu}[\p{L}\p{N}]/u.test(token.text);
}

/** "Maes" of "Dr Luc Maes": all that is said is in one stored text. */
function isPartOfOne(said: string, { values }: Schema): boolean {
  const words = normalise(said).split(" ");
  return [...values.keys()].some((key) => words.every((word) => ` ${key} `.includes(` ${word} `)));
}

/** Stored texts that differ in a letter or two, else names that share a word with what is said. */
function similarTo(said: string, schema: Schema): readonly Near[] {
  const key = normalise(said);
  const { words, form } = partFirm(key);
  const found: Near[] = [];
  for (const [other, [stored]] of schema.values) {
    if (!stored || /\d/u.test(other) || Math.abs(other.length - key.length) > 30) continue;
    const limit = key.length < 9 ? 1 : EDITS;
    const edits = key.length < 5 || other.charAt(0) !== key.charAt(0) ? limit + 1 : editDistance(key, other, limit);
    const isNear = edits <= limit || (form !== null && partFirm(other).words.join(" ") === words.join(" "));
    const shared = words.length > 1 && isNameOf(stored, schema) ? sharedWords(words, partFirm(other).words) : 0;
    if (isNear || shared > 0) found.push({ stored, edits: isNear ? Math.min(edits, EDITS) : EDITS + 1, shared });
  }
  const near = found.filter(({ edits }) => edits <= EDITS);
  return (near.length > 0 ? near : found).sort(
    (a, b) => a.edits - b.edits || b.shared - a.shared || a.stored.value.localeCompare(b.stored.value),
  );
}

function isNameOf({ column }: StoredValue, { tables, columns }: Schema): boolean {
  const found = columns[column];
  return found !== undefined && (tables[found.table]?.nameColumns.includes(column) === true || found.lemmas.at(-1) === "name");
}

function sharedWords(words: readonly string[], others: readonly string[]): number {
  return words.filter((word) =>
    others.some((other) => word === other || (word.length >= 5 && word.charAt(0) === other.charAt(0) && editDistance(word, other, 1) <= 1)),
  ).length;
}

/**
 * One letter of a long word, where nothing else is as near. Of what a person is called only two letters swapped or one doubled: Maria is not
 * Marta.
 */
function isSlip(said: string, [best, ...others]: readonly Near[], schema: Schema): boolean {
  if (!best || best.edits !== 1 || others.some(({ edits }) => edits <= EDITS)) return false;
  const [words, stored] = [normalise(said).split(" "), normalise(best.stored.value).split(" ")];
  const at = words.findIndex((word, place) => word !== stored[place]);
  const [word = "", other = ""] = [words[at], stored[at]];
  if (words.length !== stored.length || Math.min(word.length, other.length) < 6) return false;
  const table = schema.columns[best.stored.column]?.table ?? -1;
  const isFirm = /&|\band\b/iu.test(best.stored.value) || partFirm(stored.join(" ")).form !== null;
  return !isOfPeople(table, schema) || isFirm || isSwapped(word, other) || undoubled(word) === undoubled(other);
}

function isSwapped(word: string, other: string): boolean {
  return word.length === other.length && [...word].sort().join("") === [...other].sort().join("");
}

function undoubled(word: string): string {
  return lemma(word).replaceAll(/(\p{L})\1/gu, "$1");
}
