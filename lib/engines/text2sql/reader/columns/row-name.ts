import { FIRST_NAME, isNaturalKey, LAST_NAME } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/**
 * What a person would call a row of a table by: first and last name before a job title, a unique number or code, or what the table is
 * called after, before a bare key.
 */
export function rowName(schema: Schema, table: number): readonly number[] {
  const found = schema.tables[table];
  const own = (found?.columns ?? []).flatMap((id) => schema.columns[id] ?? []);
  const names = found?.nameColumns ?? [];
  const [only] = names.map((id) => schema.columns[id]);
  const first = own.find(({ lemmas }) => FIRST_NAME.test(lemmas.join(" ")));
  const last = own.find(({ lemmas }) => LAST_NAME.test(lemmas.join(" ")));
  if (names.length === 1 && only?.lemmas.at(-1) === "title" && first && last) return [first.id, last.id];
  if (names.length !== 1 || !only?.isPrimary || /^(?:name|title)$/u.test(only.lemmas.at(-1) ?? "")) return names;
  const coded = own.find(isNaturalKey);
  const called = own.find(
    ({ lemmas, isForeign, isPrimary }) => !isForeign && !isPrimary && lemmas.length === 1 && lemmas[0] === found?.lemmas.at(-1),
  );
  const told = own.find(
    ({ isUnique, distinct, isForeign, isPrimary, type, lemmas }) =>
      (isUnique || (distinct !== null && distinct > 1 && distinct === found?.rowCount)) &&
      !isForeign &&
      !isPrimary &&
      type === "text" &&
      !/^(?:email|phone|fax|address|url|website|description|note|comment)$/u.test(lemmas.at(-1) ?? ""),
  );
  const best = coded ?? called ?? told;
  return best ? [best.id] : names;
}
