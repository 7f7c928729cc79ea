import type { Token } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

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
