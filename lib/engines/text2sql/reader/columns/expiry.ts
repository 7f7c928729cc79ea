import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** Last words of the day up to which something holds: `valid_until`, `licence_expiry`. */
const UNTIL =
  /^(?:(.*) )?(expiry|expires|expiration|(?:valid|good) (?:until|till|to|thru|through)|use by|best before)(?: (?:date|on|at|day))?$/u;
/** The same of what the row itself is not: `membership_ends_on`, `insured_until`. */
const ENDS = /^(.+) (?:ends?|until|till|runs (?:to|until))(?: (?:date|on|at|day))?$/u;
const EXPIRES =
  "(?:(?:will|is going to|are going to|is about to|are about to) )?(?:expires?|run(?:s|ning)? out|lapses?|ends?|(?:is|are) (?:expiring|lapsing|running out|ending)|expiring|lapsing|ending)";
const HAVING = "\\b(?:(?:that|who|which) )?(?:with|have|has|having)(?: an?| the| their)?";
const EXPIRED = "(?:(?:has|have|had|is|are) )(?:already )?(?:expired|run out|lapsed|ended)";
const TIMED = "(?! (?:until|till|from|for|in|on|between|after|before|through)\\b)";

/**
 * "vaccinations that expire this month" where rows have a `valid_until`, "drivers whose licence has run out" where they have a
 * `licence_expiry`: the day that the verb is about by its name, where no column is called by the verb itself.
 */
export function wordsOfExpiry({ columns }: Schema): readonly Rewording[] {
  const days = columns.filter(isMoment).flatMap((column) => untilOf(column) ?? []);
  const own = days.filter(({ what }) => what === "");
  const isOnly = days.length === 1 && !columns.some(({ lemmas }) => lemmas.some((word) => word.startsWith("expir")));
  return [
    ...columns.filter(isMoment).flatMap(overdueOf),
    ...days.flatMap(({ what, words }) => (what === "" ? [] : expiryOf(what, words))),
    ...own.flatMap(({ words }): readonly Rewording[] => [
      ...(own.length === 1 ? validityOf(words) : []),
      ...(isOnly
        ? [
            { pattern: new RegExp(`\\b(?:(?:that|which) )?${EXPIRED}\\b`, "giu"), words: `whose ${words} has passed` },
            { pattern: /\bexpired (\p{L}+)/giu, words: `$1 whose ${words} has passed` },
            { pattern: new RegExp(`\\b(?:(?:that|which) )?${EXPIRES}\\b`, "giu"), words: `with ${words}` },
          ]
        : []),
    ]),
  ];
}

/** What is to be done by a day: `inspection_due`, `next_service`. */
const DUE = /^(?:(.+) due(?: (?:date|on|at|by))?|next (.+?)(?: (?:date|on|at|due))?)$/u;

/** "past their inspection date", "with an overdue service", "whose check is overdue". */
function overdueOf({ words }: Column): readonly Rewording[] {
  const name = words.join(" ");
  const [, first, second] = DUE.exec(name) ?? [];
  const what = first ?? second;
  if (what === undefined || /^(?:amount|payment|invoice)s?$/u.test(what)) return [];
  return [
    {
      pattern: new RegExp(
        `\\b(?:that are |who are )?(?:past|overdue for) (?:their |there |its |the |an? )?${what}(?: (?:date|day))?\\b|${HAVING} overdue ${what}s?\\b|\\bwhose ${what}(?: date)? (?:is|are) (?:over|past )due\\b`,
        "giu",
      ),
      words: `whose ${name.replace(/ (?:on|at)$/u, "")} is before today`,
    },
  ];
}

/** "whose licence has run out", "an MOT that has expired", "out of warranty", "still insured". */
function expiryOf(what: string, words: string): readonly Rewording[] {
  const over = `whose ${words} has passed`;
  return [
    {
      pattern: new RegExp(
        `\\bwhose ${what} ${EXPIRED}\\b|${HAVING} expired ${what}\\b|${HAVING} ${what} (?:(?:that|which) )?${EXPIRED}\\b|\\b(?:(?:that|which) )?(?:(?:are|is) )?out of ${what}\\b`,
        "giu",
      ),
      words: over,
    },
    {
      pattern: new RegExp(`\\bwhose ${what} ${EXPIRES}\\b|${HAVING} ${what} (?:(?:that|which) )?${EXPIRES}\\b`, "giu"),
      words: `whose ${words} is`,
    },
    {
      pattern: new RegExp(
        `\\b(?:(?:that|which) )?(?:are |is )?(?:still |currently )(?:in|under|within|inside) (?:the |its |their )?${what}\\b`,
        "giu",
      ),
      words: `whose ${words} has not passed`,
    },
  ];
}

/** "certificates that are still valid" are those of which the day has not passed. */
function validityOf(words: string): readonly Rewording[] {
  return [
    {
      pattern: new RegExp(`\\b(?:(?:that|which) )?(?:are|is) (?:no longer valid|not valid any ?more|invalid)\\b${TIMED}`, "giu"),
      words: `whose ${words} has passed`,
    },
    {
      pattern: new RegExp(`\\b(?:(?:that|which) )?(?:are|is) (?:(?:still|currently) )?valid\\b${TIMED}`, "giu"),
      words: `whose ${words} has not passed`,
    },
    { pattern: new RegExp(`\\b(?:still|currently) valid (\\p{L}+)${TIMED}`, "giu"), words: `$1 whose ${words} has not passed` },
    {
      pattern: new RegExp(
        `\\b(?:(?:that|which) )?(?:(?:will|are|is) )?(?:go(?:es|ing)?|run(?:s|ning)?) past (?:their |its |the )?${words}\\b`,
        "giu",
      ),
      words: `whose ${words} is`,
    },
  ];
}

function untilOf({ words }: Column): { readonly what: string; readonly words: string } | null {
  const name = words.join(" ");
  const found = UNTIL.exec(name) ?? ENDS.exec(name);
  const what = found?.[1] ?? "";
  // "ins" of an `ins_exp_dt` is the insurance, as what something is "insured" by.
  const stem = /^(\p{L}{4,})ed$/u.exec(what)?.[1] ?? (what.length === 3 || what.length === 4 ? what : null);
  return found
    ? {
        what: what === "" ? "" : stem === null ? `${what.replace("license", "licen[cs]e")}s?` : `${stem}\\p{L}*`,
        words: name.replace(/ (?:on|at)$/u, ""),
      }
    : null;
}
