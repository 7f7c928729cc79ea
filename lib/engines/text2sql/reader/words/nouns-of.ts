import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Table } from "@/lib/engines/text2sql/schema/schema";

/** What rows of a table are called: "loan payments". */
export function nounsOf({ words }: Table): string {
  return plural(words.join(" "));
}

/** All that rows of a table are called, as alternatives of a pattern. */
export function anyNounsOf({ words, synonyms }: Table): string {
  return [words.join(" "), ...synonyms].map((noun) => plural(noun)).join("|");
}

/** All that one or several rows of a table are called, also by the last word of its name, as alternatives of a pattern. */
export function anyNounOf({ words, lemmas, synonyms }: Table): string {
  return [...new Set([words.join(" "), lemmas.at(-1) ?? "", ...synonyms])].flatMap((noun) => [plural(noun), noun]).join("|");
}
