import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";

/** Two days of one row: when something was to happen, and when it did (empty while it has not). */
export type Promised = { readonly table: number; readonly due: number; readonly done: number };

const DUE = /^(?:due|deadline|expected|planned|scheduled|promised|required|target|estimated|agreed|plan|wanted|needed)$/u;
const DONE =
  /^(?:paid|payment|return|returned|delivery|delivered|completion|completed|closed|finished|ship|shipping|shipped|arrival|arrived|actual|settled|settlement|resolution|resolved|receipt|received|done|submission|submitted|ended)$/u;

const START = /^(?:opens|starts?|begins?|started|began|from)$/u;
const END = /^(?:closes|ends?|finish|finishes|ended|finished|to|until)$/u;
/** Two ends of one thing done: "checked in at" and "checked out at". */
const IN = /^(\p{L}+) (?:in|on)(?= )/u;
const OUT = /^(\p{L}+) (?:out|off)(?= )/u;

/** The days between which the rows of a table last; null where it has not exactly one of each. */
export function lastingDays(table: number, { tables, columns }: Schema): Promised | null {
  const moments = (tables[table]?.columns ?? []).flatMap((id) => columns[id] ?? []).filter(isMoment);
  const [start, ...starts] = moments.filter(({ words }) => words.some((word) => START.test(word)));
  const [end, ...ends] = moments.filter(({ words }) => words.some((word) => END.test(word)));
  if (start && end && start !== end && starts.length + ends.length === 0) return { table, due: start.id, done: end.id };
  const side = (pattern: RegExp): readonly (readonly [Column, string])[] =>
    moments.flatMap((column) => {
      const verb = pattern.exec(column.words.join(" "))?.[1];
      return verb === undefined ? [] : [[column, verb] as const];
    });
  const [come, ...comes] = side(IN);
  const [gone, ...leaves] = side(OUT);
  const isPair = come && gone && comes.length + leaves.length === 0 && come[1] === gone[1];
  return isPair ? { table, due: come[0].id, done: gone[0].id } : null;
}

/** The days of a table by which its rows are late or on time; null where it has not exactly one of each. */
export function promisedDays(table: number, { tables, columns }: Schema): Promised | null {
  const moments = (tables[table]?.columns ?? []).flatMap((id) => columns[id] ?? []).filter(isMoment);
  const says =
    (pattern: RegExp) =>
    ({ words }: Column): boolean =>
      words.some((word) => pattern.test(word));
  const said = moments.filter(says(DUE));
  // "requested on" is when a row was asked for, unless it began on another day: the day that an order is wanted by.
  const wanted = said.length > 0 ? [] : moments.filter((column, at) => at > 0 && column.words.includes("requested"));
  const due = [...said, ...wanted];
  const ends = moments.filter((column) => !due.includes(column) && says(DONE)(column));
  // What was received and is delivered later began with the first.
  const done = ends.length > 1 ? ends.filter(({ words }) => !words.some((word) => /^(?:received|receipt)$/u.test(word))) : ends;
  return due.length === 1 && done.length === 1 && due[0] && done[0] ? { table, due: due[0].id, done: done[0].id } : null;
}

/** The one day of a table that a row has only once something is over; null where it has none or several. */
export function endOf(table: number, { tables, columns }: Schema): number | null {
  const [end, ...others] = (tables[table]?.columns ?? [])
    .flatMap((id) => columns[id] ?? [])
    .filter((column) => isMoment(column) && column.isRequired !== true);
  return others.length === 0 ? (end?.id ?? null) : null;
}
