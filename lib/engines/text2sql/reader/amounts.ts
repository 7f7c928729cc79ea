import type { Schema } from "@/lib/engines/text2sql/schema";
import type { Frame, Measure, Noun } from "@/lib/engines/text2sql/reader/frame";

/** The amounts of a noun, added up or as `fn` says; null where it has none. */
export function totalOf({ schema }: Frame, at: number, noun: Noun, fn: Measure["fn"] = "sum"): Measure | null {
  const amount = amountColumn(noun.table, schema);
  return amount === null ? null : { at, fn, noun, column: { at, senses: [{ kind: "column", column: amount, score: 0.9 }], owner: { table: noun.table, via: null } }, minus: null, distinct: false };
}

function amountColumn(table: number, schema: Schema): number | null {
  const own = (schema.tables[table]?.columns ?? []).flatMap((id) => schema.columns[id] ?? []);
  const amounts = own.filter(({ type, lemmas, isForeign, isPrimary }) => type === "number" && !isForeign && !isPrimary && /^(?:amount|total|value|sum|price|balance)$/u.test(lemmas.at(-1) ?? ""));
  return amounts.find(({ lemmas }) => lemmas.length === 1)?.id ?? (amounts.length === 1 ? amounts[0]?.id ?? null : null);
}
