import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { headOf } from "@/lib/engines/text2sql/schema/names";
import { nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

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
    const rows = `total ${cost ?? ""} of ${nounsOf(table)}`;
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

/** "top 5 customers by invoiced amount", "net invoiced": totals of rows by the verb that they are called by. */
export function invoicedOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const [name = "", ...more] = table.lemmas;
    if (more.length > 0 || !/^(?:invoice|bill|order|donation)$/u.test(name)) return [];
    const done = `${name.replace(/(?:ion|e)$/u, "")}ed`;
    const amounts = "(?:amount|value|sum|total)";
    const by = new RegExp(`\\bby (?:the |their )?(?:total )?(?:${amounts} (?:they )?${done}|${done} ${amounts})\\b`, "giu");
    const [net, ...others] = table.columns
      .flatMap((id) => schema.columns[id] ?? [])
      .filter(({ type, lemmas }) => type === "number" && lemmas.includes("net"));
    return [
      { pattern: by, words: `by total ${costOf(table, schema) ?? "amount"} of ${nounsOf(table)}` },
      ...(net && others.length === 0
        ? [{ pattern: new RegExp(`\\bnet (?:amount )?${done}\\b`, "giu"), words: `total ${net.words.join(" ")} of ${nounsOf(table)}` }]
        : []),
    ];
  });
}

/** What each of a thing costs that we buy, before what a row costs as a whole. */
const [EACH, WHOLE] = [
  /^(?:unit|piece) (?:price|cost)$|^(?:price|cost) per /u,
  /^(?:price|cost|amount|total|total (?:price|cost|amount))$/u,
];

/** "what did we last pay per kilo for Citra": the price of the latest purchase, where one table keeps what was bought when. */
export function lastPaidOf(schema: Schema): readonly Rewording[] {
  const bought = schema.tables.filter((table) => {
    const days = table.columns.flatMap((id) => schema.columns[id] ?? []).filter(isMoment);
    return (
      days.length > 0 &&
      (table.lemmas.at(-1) === "purchase" || days.some(({ words }) => words.some((word) => /^(?:purchased|bought)$/u.test(word))))
    );
  });
  const [table, ...others] = bought;
  const prices = (pattern: RegExp): readonly string[] =>
    (table?.columns ?? []).flatMap((id) => {
      const column = schema.columns[id];
      return column?.type === "number" && pattern.test(column.lemmas.join(" ")) ? [column.words.join(" ")] : [];
    });
  const [each] = prices(EACH);
  const whole = each ?? prices(WHOLE)[0];
  const asked = "^(?:what|how much) (?:did|have) (?:we|you|they) last (?:pay|paid) ";
  const said = (per: string, price: string | undefined): readonly Rewording[] =>
    price === undefined || table === undefined || others.length > 0
      ? []
      : [
          {
            pattern: new RegExp(`${asked}${per}(?:for|of) (?:the |our )?`, "giu"),
            words: `${price} of the latest ${table.words.join(" ")} of `,
          },
        ];
  return [...said("(?:per|an?|each|for an?) (?!for\\b)\\p{L}+ ", each), ...said("", whole)];
}

/** "how much rent did we take", "rent received per flat", "how much rent has Ann Lee paid": the payments of it, where those are rows. */
export function receivedOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const [what = "", paid, ...rest] = table.lemmas;
    const amount = costOf(table, schema);
    if (rest.length > 0 || !/^(?:payment|receipt|contribution)$/u.test(paid ?? "") || amount === null) return [];
    const words = `total ${amount} of ${nounsOf(table)}`;
    const far = "(?: (?:in total|altogether|so far))?";
    return [
      {
        pattern: new RegExp(
          `\\bhow much ${what} (?:did|do|have|has) (?:we|they|you) (?:take|taken|took|collect|collected|receive|received|get|got)(?: in(?= (?:last|this|during|in|per|by)\\b|[?.]*$))?${far}\\b`,
          "giu",
        ),
        words,
      },
      {
        pattern: new RegExp(`\\bhow much ${what} (?:has|have|did) (.+?) (?:paid|pay)(?: us)?${far}(?= |[?.]*$)`, "giu"),
        words: `${words} of $1`,
      },
      { pattern: new RegExp(`\\b(?:total )?${what} (?:collected|received|taken in|paid in)\\b`, "giu"), words },
    ];
  });
}

/** "what did we charge each practice": the total of a `price_charged`, where one figure alone is called by the verb. */
export function chargedOf({ columns }: Schema): readonly Rewording[] {
  const [figure, ...others] = columns.filter(
    ({ type, words, isForeign }) => type === "number" && !isForeign && words.some((word) => /^(?:charged|billed|invoiced)$/u.test(word)),
  );
  if (!figure || others.length > 0) return [];
  const words = `how much was the total ${figure.words.join(" ")}`;
  const asked = "\\b(?:wh?at|how much)(?: money)? (?:did|do|have|has) (?:we|they|you) (?:charged?|bill(?:ed)?|invoiced?)";
  return [
    { pattern: new RegExp(`${asked} (?:each|every) (\\p{L}+)(?: for)?\\b`, "giu"), words: `${words} per $1 of` },
    { pattern: new RegExp(`${asked}\\b(?= (?:per|by|in|last|this|since|for)\\b)(?: for)?`, "giu"), words },
  ];
}

/** "by what our members spent", "by spending": a figure of the glossary that is called so, rather than revenue in general. */
export function spendingOf({ definitions = [] }: Schema): readonly Rewording[] {
  const [only, ...others] = definitions.filter(
    ({ aggregate, phrases }) =>
      aggregate !== null && phrases.some(([word = "", ...more]) => more.length === 0 && /^spend(?:ing)?$/u.test(word)),
  );
  const [name = []] = only?.phrases ?? [];
  const tool = `(?: (?:with|on|by) (?:(?:their|the|our) )?(?:${name.join("|")})s?)?`;
  return only && others.length === 0
    ? [
        {
          pattern: new RegExp(
            `\\bby (?:(?:total |overall )?spend(?:ing)?|(?:what|how much) (?:(?:the|our|their) )?\\p{L}+ (?:have |has )?spen[dt])${tool}\\b(?! on\\b)`,
            "giu",
          ),
          words: `by ${name.join(" ")}`,
        },
      ]
    : [];
}
