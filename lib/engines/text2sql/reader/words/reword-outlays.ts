import { headOf, plural } from "@/lib/engines/text2sql/schema/names";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/reword-by-schema";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** What each row costs, where nothing else of it could be paid. */
function costOf(table: Schema["tables"][number], { columns }: Schema): string | null {
  const [cost, ...others] = table.columns
    .flatMap((id) => columns[id] ?? [])
    .filter(
      ({ type, isForeign, isPrimary, lemmas }) =>
        type === "number" && !isForeign && !isPrimary && /^(?:cost|price|amount|total|fee|charge)$/u.test(headOf({ lemmas })),
    );
  return cost && others.length === 0 ? cost.words.join(" ") : null;
}

/** "what did we pay out" adds up payouts, "how much did we spend on maintenance" the cost of maintenance jobs. */
export function outlaysOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const cost = costOf(table, schema);
    const [first = "", ...more] = table.lemmas;
    const [, verb, particle] = /^(\p{L}{3,})(out|in|back|off)s?$/u.exec(table.words.at(-1) ?? "") ?? [];
    const isAlone = more.length === 1 && schema.tables.every((other) => other === table || !other.lemmas.includes(first));
    const rows = `total ${cost ?? ""} of ${plural(table.words.join(" "))}`;
    const asked = "\\b(?:wh?at|how much)(?: money)? (?:did|do|have|has) (?:we|they|you) ";
    return cost === null
      ? []
      : [
          ...(more.length === 0 && /^(?:invoice|bill|charge|order|quote|donate)$/u.test(first)
            ? [
                {
                  pattern: new RegExp(
                    `${asked}(?:${first}|${first.replace(/e$/u, "")}ed)\\b(?= (?:in|last|this|for|to|per|during|since)\\b)`,
                    "giu",
                  ),
                  words: rows,
                },
                {
                  pattern: new RegExp(
                    `^(?:the )?(?:total |amount |sum )?${first.replace(/e$/u, "")}ed(?= (?:in|last|this|to|per|by|each|every|during|since)\\b)`,
                    "giu",
                  ),
                  words: rows,
                },
              ]
            : []),
          ...(verb === undefined ? [] : [{ pattern: new RegExp(`${asked}${verb} ${particle}\\b`, "giu"), words: rows }]),
          ...(isAlone || more.length === 0
            ? [
                {
                  pattern: new RegExp(
                    `${asked}(?:spend|spent|pay|paid) (?:on|for) (?:the |our )?${first}s?${more.length === 0 ? "" : `(?: ${more.join(" ")}s?)?`}\\b`,
                    "giu",
                  ),
                  words: rows,
                },
              ]
            : []),
        ];
  });
}
