import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";
import { lemma, root } from "@/lib/language/words";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";

/** The day of a table that a noun or verb speaks of: "opening" of opened_on, "payment" of paid_on, "the due date" of due_on. */
export function momentNamed(text: string, table: number, { tables, columns }: Schema): number | null {
  const words = text
    .split(" ")
    .map((word) => lemma(word))
    .filter((word) => !/^(?:date|day|time|the|of|first|last)$/u.test(word));
  const own = (tables[table]?.columns ?? []).flatMap((id) => columns[id] ?? []).filter(isMoment);
  const found = own.filter((column) => words.length > 0 && words.every((word) => isOneFamily(word, column)));
  return found.length === 1 && found[0] ? found[0].id : null;
}

/** A time of day that is kept apart from the day: `start_time` as text. */
export function isTimeOfDay({ type, lemmas }: Pick<Column, "type" | "lemmas">): boolean {
  return type === "text" && lemmas.at(-1) === "time";
}

const NOUNS: Readonly<Record<string, string>> = {
  payment: "paid",
  pay: "paid",
  paying: "paid",
  departure: "left",
  leaving: "left",
  sale: "sold",
  birth: "born",
  death: "died",
  purchase: "bought",
  resolution: "resolved",
  response: "responded",
  delivery: "delivered",
  shipping: "shipped",
  shipment: "shipped",
  completion: "completed",
  closure: "closed",
  arrival: "arrived",
  application: "applied",
  begin: "started",
  beginning: "started",
};

/** True where a word is of one family with the main word of a day's name: "origination" of originated_on. */
export function isOneFamily(word: string, { lemmas, synonyms }: Column): boolean {
  const main = lemmas.filter((part) => !/^(?:on|at|date|time|day|of|the|is)$/u.test(part));
  const stem = (text: string): string => text.replace(/(?:ation|ition|ated|ate|tion|ion|ment|ance|ence|ure|ing|al|ed|s|e|y)$/u, "");
  return (
    synonyms.includes(word) ||
    main.some(
      (part) =>
        part === word ||
        NOUNS[word] === part ||
        (word.length >= 4 && (root(word) === root(part) || (stem(word).length >= 3 && stem(word) === stem(part)))),
    )
  );
}

const SPAN =
  /\b(?:last|next|past|previous|this|current|coming|than|within|in|for|\d+|\p{L}+(?:teen|ty)|two|three|four|five|six|seven|ten) (?:the )?(?:few )?(?:days|weeks|months|years?|month|hours)\b/giu;
const ASKED_DAY =
  /(?:^|\W)(?:when|dates?|days?|times?|years?|months?|hours?|moments?|deadlines?|birthdays?|birthdates?|timestamps?|how (?:long|old|recent(?:ly)?))(?:$|\W)/iu;

/** Whether a question asks for a day at all; "in the last 60 days" does not. */
export function asksDay(text: string): boolean {
  return ASKED_DAY.test(text.replaceAll(SPAN, " "));
}

/** "samples received yesterday": every sample is received first and in another state soon, so that only the day is meant. */
export function isPassedThrough({ units, schema, now }: Frame, verb: number, day: number): boolean {
  const lately = isoOf(addUnits("month", dayOf(now), -1));
  const { samples = [], table } = schema.columns[day] ?? {};
  const before = samples.flatMap((value, row) => (typeof value === "string" && value < lately ? [row] : []));
  const still = sensesOf(units[verb], "value").flatMap(({ column, value }) => {
    const state = schema.columns[column];
    return state?.table === table ? before.filter((row) => state?.samples[row] === value) : [];
  });
  return before.length >= ENOUGH && still.length < before.length * SELDOM;
}

const ENOUGH = 10;
const SELDOM = 0.1;
