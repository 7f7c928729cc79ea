import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";
import { nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";

const POLITE = "(?:ok(?:ay)?[ ,]+|and |now |then |so |please |just |only |what about |how about )*";
const ONES = new RegExp(`^\\s*${POLITE}(?:the |those |our )?(.{3,40}?) ones?(?: (?:only|please|though))*\\s*[?.!]*$`, "iu");

/**
 * "only the unsecured ones": of the rows before, those that the word says; null where it says more than that, or is said of other
 * rows. @param main the table that the plan before is about @param now ISO local time
 */
export function onlyOnes(text: string, previous: Draft, main: number | null, schema: Schema, now: string): Draft | null {
  const said = ONES.exec(text)?.[1];
  const root = previous.joins?.root ?? main;
  const table = schema.tables[root ?? -1];
  if (said === undefined || !table || previous.set || previous.limit !== null || previous.having.length > 0) return null;
  const { candidate, unread } = readBusiness(`${said} ${nounsOf(table)}`, schema, now);
  const draft = unread.length === 0 ? candidate?.draft : undefined;
  const isOfRows =
    draft?.joins?.root === root &&
    draft?.joins?.steps.length === 0 &&
    !draft.set &&
    draft.group.length + draft.having.length + draft.order.length === 0 &&
    draft.limit === null;
  const known = new Set(previous.where.map((condition) => JSON.stringify(condition)));
  const more = draft && isOfRows ? draft.where.filter((condition) => !known.has(JSON.stringify(condition))) : [];
  return more.length === 0 ? null : { ...previous, marks: [], cost: 0, where: [...previous.where, ...more] };
}

const BESIDE = new RegExp(
  `^\\s*${POLITE}(?:(?:for|in|during|of) )?the (?:(day|week|month|quarter|year) (before|after)(?: (?:that|this|it))?|(?:(previous|preceding|prior|following) (day|week|month|quarter|year)))\\s*[?.!]*$`,
  "iu",
);
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** "and the month before?": the same for the period that lies beside the one before, of the length that is said; null where no whole day begins it. */
export function periodBeside(text: string, previous: Draft): Draft | null {
  const [, unitSaid, side, which, unitNamed] = BESIDE.exec(text.toLowerCase()) ?? [];
  const unit = unitSaid ?? unitNamed;
  const [window, ...others] = previous.where.filter(isWindow);
  if (unit !== "day" && unit !== "week" && unit !== "month" && unit !== "quarter" && unit !== "year") return null;
  if (window?.kind !== "between" || others.length > 0 || previous.set) return null;
  const [low, high] = [String(window.low), String(window.high)];
  const isAfter = side === "after" || which === "following";
  if (!DAY.test(low) || (isAfter && !DAY.test(high))) return null;
  const beside: Condition = isAfter
    ? { ...window, low: high, high: isoOf(addUnits(unit, dayOf(high), 1)) }
    : { ...window, low: isoOf(addUnits(unit, dayOf(low), -1)), high: low };
  return { ...previous, marks: [], cost: 0, where: previous.where.map((condition) => (condition === window ? beside : condition)) };
}
