import { plural } from "@/lib/engines/text2sql/schema/names";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** What the part of an amount is called that is left to pay. */
const LEFT = /^(?:outstanding|owed|owing|remaining)$/u;
const PAY = "(?:pay(?:ing)?(?: back| off)?|repay|settle)";
const PAID = "(?:paid(?: back| off)?|repaid|settled)";
const BOUND = "(?:(?:more|less) than|over|under|above|below|at least|at most)";
const WHOSE = "(?:(?:their|its|his|her|the|our) )?";
const END = "(?= *(?:[?.,;:!]|$|than\\b|and\\b|by\\b|per\\b|for\\b|from\\b|on\\b|of\\b))";

/** "how much has Ann Lee still to pay back on her loans", "what is still owed": the one column that says what is left, where there is one. */
export function wordsOfOwed({ columns }: Schema): readonly Rewording[] {
  const isLeft = ({ lemmas }: Column): boolean => lemmas.some((word) => LEFT.test(word));
  const [column, ...others] = columns.filter(
    (candidate) => candidate.type === "number" && !candidate.isForeign && !candidate.isPrimary && !isFlag(candidate) && isLeft(candidate),
  );
  if (!column || others.length > 0) return [];
  const words = column.words.join(" ");
  const asked = "\\b(?:how much|what)(?: money)? (?:do|does|did|has|have) (?!we\\b|you\\b|i\\b|they\\b)";
  const owe = `(?:still |yet )?(?:(?:got |left |still )*to ${PAY}|owe)(?: us| the bank| back| in total)*`;
  return [
    { pattern: new RegExp(`${asked}(.+?) ${owe} (?:on|for) ${WHOSE}(.+?)(?=[?.,;:]|$)`, "giu"), words: `total ${words} of the $2 of $1` },
    { pattern: new RegExp(`${asked}(.+?) ${owe}${END}`, "giu"), words: `total ${words} of $1` },
    {
      pattern: new RegExp(
        `\\b(?:what|the amount that|the amount which) (?:is|was) (?:still |yet )?(?:${LEFT.source.slice(1, -1)}|to be ${PAID}|unpaid)\\b`,
        "giu",
      ),
      words: `the ${words}`,
    },
    {
      pattern: new RegExp(
        `\\b(?:(?:amounts?|sums?|money|what) (?:that )?(?:is |are )?)?(?:still|yet|left) to (?:be ${PAID}|${PAY})\\b`,
        "giu",
      ),
      words: words,
    },
    { pattern: /\bstill (?=(?:outstanding|owed|owing|remaining)\b)/giu, words: "" },
    {
      pattern: new RegExp(
        `\\bwho (?:still )?owes? (?:us |the bank )?(${BOUND} \\S*\\d\\S*(?: (?:thousand|million))?)(?: in total)?`,
        "giu",
      ),
      words: `with ${words} of $1 in total`,
    },
    { pattern: new RegExp(`\\bowes? (?=${BOUND}\\b)`, "giu"), words: `have ${words} ` },
  ];
}

/** "how much did we lend this year": what the loans come to, where one table holds them. */
export function wordsOfLent({ tables }: Schema): readonly Rewording[] {
  const [loans, ...others] = tables.filter(({ lemmas }) => /^(?:loan|advance|mortgage)$/u.test(lemmas.at(-1) ?? ""));
  if (!loans || others.length > 0) return [];
  const words = `total amount of ${plural(loans.words.join(" "))}`;
  return [
    {
      pattern: /\b(?:how much|what)(?: money)? (?:did|do|have|has) (?:we|they|you|the bank) (?:lend|lent|loaned?)(?: out)?\b/giu,
      words,
    },
  ];
}

/** "how much do clients still owe us" is what comes to over bills without a day on which they were paid, where one table has such a day. */
export function owedOf(schema: Schema): readonly Rewording[] {
  const bills = schema.tables.flatMap((table) => {
    const own = table.columns.flatMap((id) => schema.columns[id] ?? []);
    const paid = own.some(
      (column) => isMoment(column) && column.isRequired !== true && /^(?:paid|payment|settled)$/u.test(column.words[0] ?? ""),
    );
    const [amount, ...others] = own.filter(
      ({ type, lemmas, isForeign }) => type === "number" && !isForeign && lemmas.some((word) => /^(?:amount|total|price|fee)$/u.test(word)),
    );
    return paid && amount && others.length === 0 ? [{ rows: plural(table.words.join(" ")), amount: amount.words.join(" ") }] : [];
  });
  const isKept =
    schema.definitions !== undefined ||
    schema.columns.some(({ lemmas }) => lemmas.some((word) => /^(?:outstanding|owe|owed|balance|debt)$/u.test(word)));
  const [only, ...others] = isKept ? [] : bills;
  if (!only || others.length > 0) return [];
  const sum = `total ${only.amount} of ${only.rows}`;
  const end = "(?: to)?(?: us)?(?: in total| altogether| overall| right now| now| today| at the moment)*";
  return [
    {
      pattern: new RegExp(
        `\\bhow much (?:money )?(?:do|does) (?:(?:our |the |all )*(?:customers|clients|people|members|tenants|owners)|they|everyone|everybody) (?:all )?(?:still )?owe${end}\\b`,
        "giu",
      ),
      words: `${sum} that are not yet paid`,
    },
    {
      pattern: new RegExp(
        `\\b(?:how much(?: money)?|what) is (?:(?:still|yet|currently) )*(?:outstanding|unpaid|open|left to (?:be paid|pay)|to be paid)(?: (?:on|in|from|for) (?:the |our |all )?(?:(?:unpaid|open|outstanding) )?(?:${only.rows}|invoices|bills))?(?= *(?:[?.!,]|$))`,
        "giu",
      ),
      words: `${sum} that are not yet paid`,
    },
    {
      pattern: new RegExp(`\\bhow much (?:money )?(?:are|is) (?:we )?(?:still )?owed${end}\\b`, "giu"),
      words: `${sum} that are not yet paid`,
    },
    {
      pattern: new RegExp(`\\bhow much (?:money )?does (\\p{Lu}\\S*(?: \\p{Lu}\\S*){0,3}) (?:still )?owe${end}\\b`, "gu"),
      words: `${sum} of $1 that are not yet paid`,
    },
  ];
}

/** "customers who owe more than 500" where each has an amount outstanding. */
export function owingOf({ columns }: Schema): readonly Rewording[] {
  const [only, ...others] = columns.filter(
    ({ type, lemmas }) => type === "number" && lemmas.some((word) => /^(?:outstanding|owed|owing)$/u.test(word)),
  );
  return only && others.length === 0
    ? [
        {
          pattern: /\b(?:who|that) (?:still )?owe(?: us)? (?=(?:more|less) than|at least|over|under|above|below)/giu,
          words: `with ${only.words.join(" ")} `,
        },
      ]
    : [];
}
