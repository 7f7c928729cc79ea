import type { Column, StoredValue, Table } from "@/lib/engines/text2sql/schema/schema";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { normalise } from "@/lib/language/words";
import type { RawTable } from "@/lib/engines/text2sql/schema/raw-table";

/** Ways to say the state that things are in; those of one line mean the same. */
const STATES: readonly (readonly string[])[] = [
  "active",
  "inactive|dormant",
  "completed|complete|finished|done",
  "cancelled|canceled|called off",
  "dropped out|dropped|withdrawn|withdrew|dropout|drop out",
  "waiting list|wait list|waitlist|waitlisted|wait listed|waiting",
  "no show|did not show up|did not turn up|didn't show up|didn't turn up",
  "suspended",
  "repair|in repair|under repair|being repaired|for repair|out for repair|workshop|in the workshop|at the workshop|maintenance",
  "out|out on loan|on loan|lent out|loaned out|rented out|hired out|checked out|issued|handed out",
  "available|free|avail",
  "lost|missing|gone missing|went missing",
  "broken|faulty|defective|out of order",
  "scrapped|written off|disposed of",
  "in progress|work in progress|being worked on|under way|underway",
  "not started",
  "on hold|paused",
  "open",
  "closed",
  "confirmed",
  "pending",
  "approved",
  "rejected|declined|refused|turned down",
  "accepted",
  "applied",
  "invoiced",
  "deleted",
  "expired|lapsed",
  "delivered",
  "in transit|on the way|on its way|on their way|on the road",
  "shipped|dispatched|despatched",
  "returned",
  "refunded",
  "planned|scheduled",
  "booked",
  "registered|enrolled|signed up",
  "invited",
  "passed",
  "failed",
  "sold",
  "reserved",
  "retired",
  "running",
  "paid",
  "unpaid|not paid",
  "overdue",
  "draft",
  "stock|in stock|in store|in storage|on the shelf",
  "vacant|unoccupied|empty|unlet|unrented",
  "occupied",
  "out of service",
  "in use|being used",
  "alive|living",
  "dead|deceased|died|perished",
].map((line) => line.split("|"));

/** Codes whose letters are not those of what they stand for. */
const CODES: Readonly<Record<string, string>> = {
  cxl: "cancelled",
  canx: "cancelled",
  cnx: "cancelled",
  cx: "cancelled",
  wip: "in progress",
};

/** What a column is called that says how a row stands. */
export const TELLS_STATE = /^(?:status|stat|state|stage|phase|outcome|condition|result)$/u;
/** A column of more values is no state. */
const MOST = 12;
const LONGEST_CODE = 5;

/** What the stored states of one column are called beyond what is stored; `codes` those that only their letters tell. */
export type StateWords = { readonly said: readonly (readonly [string, StoredValue])[]; readonly codes: ReadonlyMap<string, string> };

/**
 * Everyday ways to say a stored state ("dropped out" of WITHDRAWN) and what a code for one spells (WL, DRP, ACT). A state that two values of
 * a column may mean, and words that another column of the table is called by, are left out.
 */
export function wordsOfStates(
  raw: readonly RawTable[],
  tables: readonly Table[],
  columns: readonly Column[],
): ReadonlyMap<number, StateWords> {
  const found = new Map<number, StateWords>();
  for (const column of columns) {
    const stored = raw[column.table]?.columns[tables[column.table]?.columns.indexOf(column.id) ?? -1]?.values ?? [];
    // What a table of states calls them tells as much as a column of states.
    const isCalled = [column, tables[column.table]].some((named) => TELLS_STATE.test(named?.lemmas.at(-1) ?? ""));
    const isState = column.type === "text" && !column.isForeign && !column.isPrimary && isCalled;
    if (!isState || stored.length < 2 || stored.length > MOST) continue;
    const words = statesOf(column, stored, columns);
    if (words) found.set(column.id, words);
  }
  return found;
}

function statesOf(column: Column, stored: readonly string[], columns: readonly Column[]): StateWords | null {
  const named = stored.map((value) => ({ value, ...stateOf(value) }));
  // "OK" and "AL" among the codes of places are no states.
  const isTold = 2 * named.filter(({ state }) => state !== null).length >= stored.length;
  const others = columns.filter(({ table, id, type }) => table === column.table && id !== column.id && type !== "text");
  const isCalled = (phrase: string): boolean =>
    phrase.split(" ").some((word) => !STOP_WORDS.has(word) && others.some(({ words }) => words.includes(word)));
  const isStored = (phrase: string): boolean => stored.some((value) => normalise(value) === normalise(phrase));
  const own = named.flatMap(({ value, state, isCode }) => {
    const isOnly = named.filter((other) => other.state === state).length === 1;
    return state !== null && isOnly && (isTold || !isCode) ? [{ value, state, isCode }] : [];
  });
  if (own.length === 0) return null;
  return {
    said: own.flatMap(({ value, state }) =>
      state.flatMap((phrase) =>
        isCalled(phrase) || isStored(phrase) ? [] : [[phrase, { column: column.id, value, label: phrase }] as const],
      ),
    ),
    codes: new Map(
      own.flatMap(({ value, state, isCode }) => (isCode && state[0] !== undefined ? [[value, `${value} (${state[0]})`]] : [])),
    ),
  };
}

/** The one state that a stored value says or spells; null where it says none or may be short for several. */
function stateOf(value: string): { readonly state: readonly string[] | null; readonly isCode: boolean } {
  const said = normalise(value.replaceAll(/[_-]/gu, " "));
  const word = Object.hasOwn(CODES, said) ? CODES[said] : undefined;
  const whole = STATES.find((phrases) => phrases.includes(word ?? said));
  if (whole) return { state: whole, isCode: word !== undefined };
  const fits = SPELLINGS.map((spells) => STATES.filter((phrases) => phrases.some((phrase) => spells(said, phrase))));
  const [only, ...others] = fits.find((states) => states.length > 0) ?? [];
  return { state: only && others.length === 0 ? only : null, isCode: true };
}

/** How a code may stand for a phrase, surest first: by its beginning, its first letters, or letters of it in their order. */
const SPELLINGS: readonly ((code: string, phrase: string) => boolean)[] = [
  (code, phrase) => code.length >= 3 && phrase.replaceAll(" ", "").startsWith(code),
  (code, phrase) => phrase.includes(" ") && code === initials(phrase),
  (code, phrase) =>
    code.length >= 3 &&
    code.length <= LONGEST_CODE &&
    /^\p{L}[^aeiou\d]+$/u.test(code) &&
    new RegExp(`^${[...code].join(".*")}`, "u").test(phrase) &&
    new RegExp([...initials(phrase)].join(".*"), "u").test(code),
];

function initials(phrase: string): string {
  return phrase
    .split(" ")
    .map((word) => word.charAt(0))
    .join("");
}
