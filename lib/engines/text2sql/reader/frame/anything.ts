import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { isVerbOf } from "@/lib/engines/text2sql/reader/frame/read-verbs";
import { linesFor } from "@/lib/engines/text2sql/reader/frame/sold";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

const BUYING = /^(?:bought|buy|buys|purchased|purchase|ordered|order)$/u;
const BOUGHT = /^(?:order|sale|purchase|invoice|bill|receipt|transaction)$/u;

/** "customers who have not bought anything since May", "never rented anything": those without a row of what the verb makes. */
export function readDoneNothing({ frame, pending }: Scan, at: number): boolean {
  const { units, nouns, schema } = frame;
  const lower = units[at]?.lower ?? "";
  const isSold =
    /^(?:sold|ordered|bought|purchased)$/u.test(lower) &&
    units.slice(at + 1).every(({ kind, text }) => kind === "window" || /^[?.!]$/u.test(text));
  const sales = pending.negated && isSold && nouns[0] ? linesFor(nouns[0].table, schema) : null;
  if (sales) {
    nouns.push({ table: sales.table, at, via: null, filters: [], negated: true, isHad: true, isPlural: true });
    pending.negated = false;
    return true;
  }
  const isAnything = units.slice(at + 1, at + 3).some((unit) => /^(?:anything|something|nothing)$/u.test(unit.lower));
  if (!pending.negated || !isAnything || !/^\p{L}+(?:ed|ught|nt|ld|en)$|^(?:buy|order|purchase|rent|book)$/u.test(lower)) return false;
  const [table, ...others] = madeBy(frame, lower);
  // "delivered anything" may ask for a delivery that came to its end.
  const isOwn = [...sensesOf(units[at], "value"), ...sensesOf(units[at], "column")].some(({ kind, column: id }) => {
    const column = schema.columns[id];
    return column !== undefined && column.table === table && (kind === "value" || isMoment(column));
  });
  if (table === undefined || others.length > 0 || isOwn) return false;
  nouns.push({ table, at, via: null, filters: [], negated: true, isHad: true, isPlural: true });
  pending.negated = false;
  pending.had = false;
  pending.skip = units.findIndex((unit, place) => place > at && /^(?:anything|something|nothing)$/u.test(unit.lower));
  return true;
}

/** The tables of the subject's rows that a verb is of; for buying whatever holds purchases. */
function madeBy({ nouns: [subject], schema }: Pick<Frame, "nouns" | "schema">, verb: string): readonly number[] {
  if (!subject) return [];
  const own = schema.tables.filter(({ id }) => id !== subject.table && belongsTo(schema, id, subject.table));
  const named = own.filter(({ lemmas }) => lemmas.length === 1 && isVerbOf(verb, lemmas[0] ?? ""));
  const found =
    named.length > 0 || !BUYING.test(verb) ? named : own.filter(({ lemmas }) => lemmas.length === 1 && BOUGHT.test(lemmas[0] ?? ""));
  return found.map(({ id }) => id);
}

/** Verbs that say no more than that there is a row of it. */
const DONE =
  /^(?:been|be|was|were|carried|out|used|done|given|performed|made|booked|ordered|taken|had|happened|come|came|here|seen|visited|needed|assigned|chosen|employed|handed|issued|requested|yet|ever|so|far|by|anyone|us|with|[?.!])$/u;

/** "which treatments have never been carried out": those without a row of the one table that says of which it was. */
export function settleNeverDone({ frame, pending }: Scan): void {
  const { units, nouns, schema, unread } = frame;
  const [subject, ...others] = nouns;
  const never = units.findLastIndex(({ lower }) => /(?:^| )never$|^not(?: yet)?$/u.test(lower));
  const rest = units.slice(never + 1).map(({ lower }) => lower);
  if (!pending.negated || pending.excluding || !subject || others.length > 0 || subject.at > never || rest.length === 0) return;
  if (!rest.every((word) => word.split(" ").every((part) => DONE.test(part)))) return;
  const own = schema.tables.filter(({ id }) =>
    schema.links.some(
      ({ from, to }) => schema.columns[from]?.table === id && schema.columns[to]?.table === subject.table && id !== subject.table,
    ),
  );
  const verbal = own.filter(({ lemmas }) => rest.some((verb) => isVerbOf(verb, lemmas.at(-1) ?? "")));
  const head = schema.tables[subject.table]?.lemmas.at(-1) ?? "";
  const linking = own.filter(({ lemmas }) => lemmas.length > 1 && lemmas.includes(head));
  const [table, ...more] = own.length === 1 ? own : verbal.length > 0 ? verbal : linking;
  if (!table || more.length > 0) return;
  nouns.push({ table: table.id, at: never, via: null, filters: [], negated: true, isHad: true, isPlural: true });
  unread.splice(0, unread.length, ...unread.filter((at) => at <= never));
  pending.negated = false;
  pending.had = false;
}
