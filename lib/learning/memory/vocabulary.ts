import { DIMENSIONS, isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { ENTRIES } from "@/lib/engines/shop/said/lexicon";
import { phraseLemmas } from "@/lib/engines/shop/said/tokens";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { SlotVocabulary } from "@/lib/learning/memory/slots";

/** Groupings of an order itself: any figure of orders can be split by each of them. */
const OF_ORDERS: readonly string[] = ["status", "payment_status", "payment_method", "channel", "city"];

/** What slots of questions over a source can be, read from its schema; for a shop its groupings too. */
export function vocabularyFor(engine: "shop" | "text2sql", schema: Schema): SlotVocabulary {
  const own = new Set(
    [...schema.tables, ...schema.columns].flatMap(({ words, lemmas }) => [...words, ...lemmas]).map((word) => word.toLowerCase()),
  );
  const groupings = engine === "shop" ? shopGroupings() : new Map<string, { readonly group: string; readonly family: string }>();
  return {
    values: (normalised) => schema.values.get(normalised) ?? [],
    grouping: (words) => groupings.get(words) ?? null,
    knows: (word) => own.has(word) || schema.valueWords.has(word) || schema.innerWords.has(word),
  };
}

function shopGroupings(): ReadonlyMap<string, { readonly group: string; readonly family: string }> {
  const found = new Map<string, { readonly group: string; readonly family: string }>();
  for (const [meaning, phrases] of ENTRIES) {
    if (meaning.kind !== "dimension" || !DIMENSIONS.includes(meaning.dimension)) continue;
    const family = isTimeDimension(meaning.dimension) ? "time" : OF_ORDERS.includes(meaning.dimension) ? "order" : meaning.dimension;
    for (const phrase of phrases.split("|")) found.set(phraseLemmas(phrase).join(" "), { group: meaning.dimension, family });
  }
  return found;
}
