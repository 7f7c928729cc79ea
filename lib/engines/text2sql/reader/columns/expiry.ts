import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
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
export function wordsOfExpiry({ columns, tables, values }: Schema): readonly Rewording[] {
  // Where something may be in the state of having passed, the day says it in other words.
  const passed = values.has("passed") ? "is before today" : "has passed";
  const days = columns.filter(isMoment).flatMap((column) => {
    const until = untilOf(column, columns);
    const rows = tables[column.table];
    return until && rows ? [{ ...until, rows: nounsOf(rows) }] : [];
  });
  const own = days.filter(({ what }) => what === "");
  const isOnly = days.length === 1 && !columns.some(({ lemmas }) => lemmas.some((word) => word.startsWith("expir")));
  return [
    ...columns.filter(isMoment).flatMap(overdueOf),
    ...days.flatMap(({ what, words, rows }) => (what === "" ? [] : expiryOf(what, words, rows, passed))),
    ...own.flatMap(({ words }): readonly Rewording[] => [
      ...(own.length === 1 ? validityOf(words, passed) : []),
      ...(isOnly
        ? [
            { pattern: new RegExp(`\\b(?:(?:that|which) )?${EXPIRED}\\b`, "giu"), words: `whose ${words} ${passed}` },
            { pattern: /\bexpired (\p{L}+)/giu, words: `$1 whose ${words} ${passed}` },
            { pattern: new RegExp(`\\b(?:(?:that|which) )?${EXPIRES}\\b`, "giu"), words: `with ${words}` },
          ]
        : []),
    ]),
  ];
}

/** What is to be done by a day: `inspection_due`, `next_service`. */
const DUE = /^(?:(.+) due(?: (?:date|on|at|by))?|next (.+?)(?: (?:date|on|at|due))?)$/u;

/** "past their inspection date", "with an overdue or expired service", "whose check is overdue". */
function overdueOf({ words }: Column): readonly Rewording[] {
  const name = words.join(" ");
  const [, first, second] = DUE.exec(name) ?? [];
  const named = first ?? second;
  const what = named?.length === 3 || named?.length === 4 ? `${named}\\p{L}*` : named;
  if (what === undefined || /^(?:amount|payment|invoice)s?$/u.test(what)) return [];
  return [
    {
      pattern: new RegExp(
        `\\b(?:that are |who are )?(?:past|overdue for) (?:their |there |its |the |an? )?${what}(?: (?:date|day))?\\b|${HAVING} (?:overdue|expired) ${what}s?\\b|\\bwhose ${what}(?: date)? (?:is|are) (?:over|past )due\\b`,
        "giu",
      ),
      words: `whose ${name.replace(/ (?:on|at)$/u, "")} is before today`,
    },
  ];
}

/** "whose licence has run out", "an MOT that has expired", "out of warranty", "still insured". */
function expiryOf(what: string, words: string, rows: string, passed: string): readonly Rewording[] {
  const over = `whose ${words} ${passed}`;
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
    { pattern: new RegExp(`\\b(?:which|what) ${what} ${EXPIRED}(?= |[?.]*$)`, "giu"), words: `which ${rows} ${over}` },
    { pattern: new RegExp(`\\b(?:which|what) ${what} ${EXPIRES}(?= |[?.]*$)`, "giu"), words: `which ${rows} whose ${words} is` },
    { pattern: new RegExp(`${HAVING} (?:running|current|active|ongoing|valid|live) ${what}\\b`, "giu"), words: "that are running" },
    {
      pattern: new RegExp(`\\bwhose ${what} (?:is|are) (?:still )?(?:running|current|active|ongoing|valid|live)\\b`, "giu"),
      words: "that are running",
    },
  ];
}

/** "certificates that are still valid" are those of which the day has not passed. */
function validityOf(words: string, passed: string): readonly Rewording[] {
  return [
    {
      pattern: new RegExp(`\\b(?:(?:that|which) )?(?:are|is) (?:no longer valid|not valid any ?more|invalid)\\b${TIMED}`, "giu"),
      words: `whose ${words} ${passed}`,
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

function untilOf({ words }: Column, columns: readonly Column[]): { readonly what: string; readonly words: string } | null {
  const name = words.join(" ");
  const found = UNTIL.exec(name) ?? ENDS.exec(name);
  const what = found?.[1] ?? "";
  // "ins" of an `ins_exp_dt` is the insurance, as what something is "insured" by.
  const stem = /^(\p{L}{4,})ed$/u.exec(what)?.[1] ?? (what.length === 3 || what.length === 4 ? what : null);
  // Where others are called `insp`, an inspection is none of `ins`.
  const longer = columns.flatMap((other) =>
    other.words.filter((word) => stem !== null && word.length > stem.length && word.startsWith(stem)),
  );
  const others = longer.map((word) => word.slice(stem?.length)).join("|");
  return found
    ? {
        what:
          what === ""
            ? ""
            : stem === null
              ? `${what.replace("license", "licen[cs]e")}s?`
              : `${stem}${others === "" ? "" : `(?!${others})`}\\p{L}*`,
        words: name.replace(/ (?:on|at)$/u, ""),
      }
    : null;
}
