import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/reword-by-schema";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";

/** Last words of the day up to which something holds: `valid_until`, `licence_expiry`. */
const UNTIL =
  /^(?:(.*) )?(expiry|expires|expiration|(?:valid|good) (?:until|till|to|thru|through)|use by|best before)(?: (?:date|on|at|day))?$/u;
const EXPIRES =
  "(?:(?:will|is going to|are going to) )?(?:expires?|run(?:s|ning)? out|lapses?|(?:is|are) (?:expiring|lapsing|running out)|expiring|lapsing)";
const HAVING = "\\b(?:(?:that|who|which) )?(?:with|have|has|having)(?: an?| the| their)?";
const EXPIRED = "(?:(?:has|have|had|is|are) )(?:already )?(?:expired|run out|lapsed)";

/**
 * "vaccinations that expire this month" where rows have a `valid_until`, "drivers whose licence has run out" where they have a
 * `licence_expiry`: the day that the verb is about by its name, where no column is called by the verb itself.
 */
export function wordsOfExpiry({ columns }: Schema): readonly Rewording[] {
  const days = columns.filter(isMoment).flatMap((column) => untilOf(column) ?? []);
  const isOnly = days.length === 1 && !columns.some(({ lemmas }) => lemmas.some((word) => word.startsWith("expir")));
  return days.flatMap(({ what, words }): readonly Rewording[] => {
    if (what !== "")
      return [
        { pattern: new RegExp(`\\bwhose ${what} ${EXPIRED}\\b|${HAVING} expired ${what}\\b`, "giu"), words: `whose ${words} has passed` },
        { pattern: new RegExp(`\\bwhose ${what} ${EXPIRES}\\b|${HAVING} ${what} ${EXPIRES}\\b`, "giu"), words: `whose ${words} is` },
      ];
    return isOnly
      ? [
          { pattern: new RegExp(`\\b(?:(?:that|which) )?${EXPIRED}\\b`, "giu"), words: `whose ${words} has passed` },
          { pattern: /\bexpired (\p{L}+)/giu, words: `$1 whose ${words} has passed` },
          { pattern: new RegExp(`\\b(?:(?:that|which) )?${EXPIRES}\\b`, "giu"), words: `with ${words}` },
        ]
      : [];
  });
}

function untilOf({ words }: Column): { readonly what: string; readonly words: string } | null {
  const name = words.join(" ");
  const found = UNTIL.exec(name);
  const what = found?.[1] ?? "";
  // "ins" of an `ins_exp_dt` is the insurance.
  const isShort = what.length === 3 || what.length === 4;
  return found
    ? {
        what: what === "" ? "" : `${what.replace("license", "licen[cs]e")}${isShort ? "\\p{L}*" : "s?"}`,
        words: name.replace(/ (?:on|at)$/u, ""),
      }
    : null;
}
