import { kinOf, nounShare, type Kin } from "@/lib/language/thesaurus";
import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";

export type Kindred = { readonly words: string; readonly how: Kin["how"]; readonly distance: number };

/** How far a table and a column may be from what is said; a column only by a synonym. */
const FARTHEST = { table: 1.3, column: 0.5 };
/** The least share of a word's uses that are those of a noun. */
const MOSTLY = 0.5;

/** True for a word that mostly is a noun. */
export function isNoun(word: string, { dictionary }: Schema): boolean {
  return dictionary !== undefined && nounShare(word, dictionary) >= MOSTLY && !PERSONS.has(word);
}

const PERSONS = new Set("someone somebody everyone everybody anyone anybody nobody".split(" "));

/** Tables and columns that a noun may mean by a synonym, as a kind of what they hold, or as something wider; nearest first. */
export function kindred(noun: string, schema: Schema): readonly Kindred[] {
  const { dictionary } = schema;
  if (!dictionary || !isNoun(noun, schema)) return [];
  const near = (head: string, words: readonly string[], farthest: number, isFit: (kin: Kin) => boolean): readonly Kindred[] => {
    const kin = head === noun || !isNoun(head, schema) ? null : kinOf(noun, head, dictionary);
    return kin && kin.distance <= farthest && isFit(kin) ? [{ words: words.join(" "), how: kin.how, distance: kin.distance }] : [];
  };
  return [
    ...schema.tables.flatMap((table) =>
      near(
        table.lemmas.at(-1) ?? "",
        table.words,
        FARTHEST.table,
        ({ how }) => how !== "kind of" || (table.lemmas.length === 1 && !isSorted(table, schema)),
      ),
    ),
    ...schema.columns.flatMap((column) => near(headOf(column, schema), column.words, FARTHEST.column, ({ how }) => how === "same")),
  ].sort((a, b) => a.distance - b.distance);
}

/** Rows of several kinds: "trucks" are not all of the vehicles where a column tells vans from lorries. */
function isSorted({ columns: own }: Table, { columns }: Schema): boolean {
  return own.some((id) => /^(?:type|kind|category|class|species|breed|sort|group|family)$/u.test(columns[id]?.lemmas.at(-1) ?? ""));
}

const GENERIC = new Set("id code number no date time name type total is has of in on at".split(" "));

/** The one word of a column's name that says what it holds; empty for keys and where there are more. */
function headOf({ lemmas, table, isForeign, isPrimary }: Column, { tables }: Schema): string {
  const own = lemmas.filter((word) => !GENERIC.has(word) && tables[table]?.lemmas.includes(word) !== true);
  return isForeign || isPrimary || own.length !== 1 ? "" : (own[0] ?? "");
}
