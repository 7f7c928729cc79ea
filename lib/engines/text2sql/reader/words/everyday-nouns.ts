import type { Token } from "@/lib/language/words";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";

/** Everyday nouns of business that name the same rows, where a database has only one of them. */
const EVERYDAY = [
  "customer client company account subscriber member",
  "appointment visit consultation booking reservation",
  "employee staff worker colleague",
  "invoice bill",
  "ticket case issue request",
  "order sale purchase",
  "job visit appointment task assignment callout",
].map((group) => group.split(" "));

/** "visits" where there are only appointments: a word that nothing else is called, and the one table of its group. */
export function isEveryday([token, ...rest]: readonly Token[], table: number, { tables, columns, values }: Schema): boolean {
  const group = token && rest.length === 0 ? EVERYDAY.find((words) => words.includes(token.lemma)) : undefined;
  if (!group || !token || values.has(token.lower) || [...tables, ...columns].some(({ lemmas }) => lemmas.includes(token.lemma)))
    return false;
  const alike = tables.filter(({ lemmas }) => lemmas.length === 1 && group.includes(lemmas[0] ?? ""));
  return alike.length === 1 && alike[0]?.id === table;
}

/** Last words of table names that add nothing: "claim_headers" holds claims. */
const TAILS = new Set("header record info information data master list table request detail log history".split(" "));
/** Those that say what a row is: "repairs" are the rows of `repair_jobs`. */
const ROWS = new Set("job order entry case request ticket event run".split(" "));
/** "coffins" are the rows of `coffin_models`, where no other table has any. */
const KINDS_OF = new Set(["model", "type"]);

/** Whether a word is the first one of a table's name that is enough to name it, where no table is called by that word alone. */
export function isFirstWord([token, ...more]: readonly Token[], { id, lemmas }: Table, { tables }: Schema): boolean {
  const [first, last = "", ...rest] = lemmas;
  if (!token || token.lemma !== first || lemmas.length !== 2 || more.length + rest.length > 0) return false;
  const others = tables.filter((other) => other.id !== id && other.lemmas.includes(first));
  const isPlural = token.lemma !== token.lower;
  const isTail = TAILS.has(last) || (isPlural && (ROWS.has(last) || (KINDS_OF.has(last) && others.length === 0)));
  return isTail && !others.some((other) => other.lemmas.length === 1);
}
