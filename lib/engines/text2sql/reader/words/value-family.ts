import { plural } from "@/lib/engines/text2sql/schema/names";
import type { SenseOf } from "@/lib/engines/text2sql/reader/words/unit";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import type { Schema, StoredValue } from "@/lib/engines/text2sql/schema/schema";
import { GRAMMAR_WORDS, STOP_WORDS } from "@/lib/language/lexicon";
import { normalise, root, type Token } from "@/lib/language/words";
import { oncePer } from "@/lib/platform/once-per";

/** Verbs whose participle, as it is stored, shares no root with them; and nouns of what was done. */
const IRREGULAR: Readonly<Record<string, string>> = {
  win: "won",
  lose: "lost",
  loss: "lost",
  miss: "missed",
  missed: "no show",
  withdraw: "withdrawn",
  steal: "stolen",
  theft: "stolen",
  break: "broken",
  cancellation: "cancelled",
  completion: "completed",
  rejection: "rejected",
  approval: "approved",
  conversion: "converted",
  renewal: "renewed",
  attendance: "attended",
  refusal: "refused",
  acceptance: "accepted",
};

/** Marks families of values that are no participles. */
const DONE = "done ";
/** Marks the values that a word is a part of: "purchase" of "card purchase", "transfer" of "transfer in" and "transfer out". */
const PART = "part ";

const familiesOf = oncePer((schema: Schema): ReadonlyMap<string, readonly StoredValue[]> => {
  const found = new Map<string, StoredValue[]>();
  const parts = new Map<string, (StoredValue & { readonly isLast: boolean })[]>();
  for (const [key, stored] of schema.values) {
    const words = key.split(" ");
    if (words.length > 2) continue;
    const few = stored.filter(
      ({ column, value, label }) => (schema.columns[column]?.distinct ?? 99) <= 15 && normalise(label ?? value) === key,
    );
    if (few.length === 0) continue;
    const family = `${words.some((word) => word.endsWith("ed")) ? "" : DONE}${words.map(root).join(" ")}`;
    found.set(family, [...(found.get(family) ?? []), ...few]);
    for (const part of words.length === 2 && few.every(({ value }) => value === value.toLowerCase()) ? words : [])
      parts.set(part, [...(parts.get(part) ?? []), ...few.map((stored) => ({ ...stored, isLast: part === words[1] }))]);
  }
  for (const [part, stored] of parts) {
    const columns = new Set(stored.map(({ column }) => column));
    // One value that only begins with a word ("money market") is not what the word says.
    if (columns.size === 1 && (stored.length > 1 || stored[0]?.isLast) && stored.every(({ isLast }) => isLast === stored[0]?.isLast))
      found.set(`${PART}${part}`, stored);
  }
  return found;
});

/**
 * Stored participles of columns with few values that share roots with words: "fail" finds "failed", "charge off" finds "charged_off",
 * "delinquency" what is called delinquent, "deposited" finds "deposit", "restaurant" "Restaurants".
 */
export function valueFamily(span: readonly Token[], schema: Schema): readonly SenseOf<"value">[] {
  const known = familiesOf(schema);
  const [token] = span;
  if (!token || span.some(({ kind, lower }) => kind !== "word" || GRAMMAR_WORDS.has(lower))) return [];
  const state = span.length === 1 && token.lower.endsWith("ncy") ? (schema.values.get(`${token.lower.slice(0, -2)}t`) ?? []) : [];
  const done = span.length === 1 && token.lower.length >= 6 && token.lower.endsWith("ed") ? (known.get(`${DONE}${token.root}`) ?? []) : [];
  const several =
    span.length === 1 && token.lemma === token.lower && token.lower.length >= 4
      ? [plural(token.lower), ...(token.lower.endsWith("ly") ? [token.lower.slice(0, -2)] : [])]
          .flatMap((word) => schema.values.get(word) ?? [])
          .filter(({ column }) => (schema.columns[column]?.distinct ?? 99) <= 30)
      : [];
  const irregular =
    span.length === 1
      ? (schema.values.get(IRREGULAR[token.lemma] ?? "") ?? []).filter(({ column }) => (schema.columns[column]?.distinct ?? 99) <= 15)
      : [];
  const isNoun = span.length === 1 && (token.root.length < 4 || /(?:y|ion|al|ment)$/u.test(token.lower));
  const found = isNoun ? [] : (known.get(span.map(({ root: own }) => own).join(" ")) ?? []);
  const close = [...state, ...irregular, ...several, ...(found.length > 0 ? found : done)];
  return (
    close.length > 0 || span.length > 1 || token.lemma.length < 3 || STOP_WORDS.has(token.lower) || RELATIONS.has(token.lower)
      ? close
      : (known.get(`${PART}${token.lemma}`) ?? [])
  ).map((stored) => ({ kind: "value", ...stored, score: 0.77 }));
}
