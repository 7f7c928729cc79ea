import { addUnits, dayOf, isoOf } from "@/lib/language/calendar";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { comparison, onColumn, chosenColumn, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { momentNamed } from "@/lib/engines/text2sql/reader/columns/moments";
import { endOf, lastingDays, promisedDays, type Promised } from "@/lib/engines/text2sql/reader/columns/promises";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { boundOverdue, boundSpan, compareDays, countAt, giveSpan, readNamedSpan } from "@/lib/engines/text2sql/reader/frame/bound-span";

const SPAN_WORDS = /^(?:minutes|hours|days?|weeks|months|years|time|long|gap|interval|delay|difference between)$/u;
/** What is done to a row when nothing is left to do about it. */
const ENDS_IT = /^(?:settle|close|resolve|solve|finish|complete|handle|process|answer|clear|fix|deal with|sort out|do|pay)$/u;

/** How far behind a word of time its two days may begin, and how long each may be. */
const LEAD = 6;
const SIDE = 3;
/** Where "from … to …" may begin, behind what it is said of. */
const FAR = 10;

/** Reads the time between two days of a row, and what is late, on time or overdue by them; false where nothing of that is said. */
export function readInterval(scan: Scan, at: number): boolean {
  return (
    readBetween(scan, at) ||
    readTaking(scan, at) ||
    readNamedSpan(scan, at) ||
    readLasting(scan, at) ||
    readWithin(scan, at) ||
    readTook(scan, at) ||
    readDaysLate(scan, at) ||
    readDelay(scan, at) ||
    readOverdueDay(scan, at) ||
    readAfter(scan, at) ||
    readLate(scan, at)
  );
}

/** "how long does it take to close an account", "average time to solve a ticket": since the row began. */
function readTaking(scan: Scan, at: number): boolean {
  const { units, schema } = scan.frame;
  const to = SPAN_WORDS.test(units[at]?.lower ?? "")
    ? units.findIndex(({ lower }, place) => place > at && place <= at + LEAD && lower === "to")
    : -1;
  const isTaken = to === at + 1 || (to > 0 && units.slice(at + 1, to).some(({ lower }) => /^takes?n?$|^took$/u.test(lower)));
  for (const table of to < 0 || !isTaken ? [] : tablesFirst(scan.frame)) {
    const start = defaultMoment(table, schema);
    const end = momentIn(units.slice(to + 1, to + 1 + SIDE), table, schema) ?? endSaid(units.slice(to + 1, to + 2 + SIDE), table, schema);
    if (start === null || !end || start === end.column) continue;
    for (const { cues } of units.slice(at + 1, to))
      scan.pending.fns.push(...cues.flatMap((cue) => (cue.tag === "aggregate" ? [{ fn: cue.fn, at }] : [])));
    giveSpan(scan, at, { table, due: start, done: end.column });
    scan.pending.skip = to + 1 + end.at;
    return true;
  }
  return false;
}

/** "orders that took more than 20 days to ship", "repairs that took over two weeks", "closed within 3 days": since the row began. */
function readTook(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units, schema, nouns } = frame;
  const count = countAt(frame, at);
  const table = nouns.findLast((noun) => noun.at < at && !noun.negated)?.table;
  const start = table === undefined ? null : defaultMoment(table, schema);
  const before = units.slice(Math.max(0, at - 3), at).map(({ lower }) => lower);
  const isTaken = before.some((lower) => /^(?:took|take|takes|taken|lasted|needed)$/u.test(lower));
  const isWithin = before.at(-1) === "within";
  if (count === null || table === undefined || start === null || !(isTaken || isWithin)) return false;
  const named = isWithin
    ? momentNamed(before.at(-2) ?? "", table, schema)
    : units[at + 2]?.lower === "to"
      ? (momentIn(units.slice(at + 3, at + 3 + SIDE), table, schema)?.column ?? null)
      : endOf(table, schema);
  if (named === null || named === start) return false;
  boundSpan(scan, at, { table, due: start, done: named }, count, "<=");
  frame.outputs.splice(0, frame.outputs.length, ...frame.outputs.filter(({ senses }) => senses.every(({ column }) => column !== named)));
  if (isTaken && units[at + 2]?.lower === "to")
    pending.skip = at + 3 + (momentIn(units.slice(at + 3, at + 3 + SIDE), table, schema)?.at ?? 0);
  else pending.skip = at + 1;
  return true;
}

/** "settle a claim": the day on which the rows named are over, whatever it is called. */
function endSaid(units: readonly Unit[], table: number, schema: Schema): { readonly column: number; readonly at: number } | null {
  const [verb, particle] = units.map(({ lower }) => lower);
  const isJoint = ENDS_IT.test(`${verb ?? ""} ${particle ?? ""}`);
  const isNamed = units.some((unit) => sensesOf(unit, "table").some((sense) => sense.table === table && sense.score > 0.9));
  const column = isNamed && (isJoint || ENDS_IT.test(verb ?? "")) ? endOf(table, schema) : null;
  return column === null ? null : { column, at: isJoint ? 1 : 0 };
}

/** "how long do bookings last", "average duration of a contract". */
function readLasting(scan: Scan, at: number): boolean {
  const { units, schema } = scan.frame;
  const lower = units[at]?.lower ?? "";
  const isVerb =
    /^(?:last|lasts|run|runs|take|takes|stay|stays)$/u.test(lower) &&
    units.slice(Math.max(0, at - LEAD), at).some((unit, place, before) => unit.lower === "long" && before[place - 1]?.lower === "how");
  const isAhead = lower === "long" && units[at - 1]?.lower === "how";
  const named = scan.frame.nouns.filter(({ negated }) => !negated).map(({ table }) => table);
  // "stays in October" are rows of that name, "the average stay" is how long they last.
  const isRows = strength(units[at], "table") > 0.9 && scan.pending.fns.every(({ fn }) => fn === "count");
  const days =
    isVerb || isAhead || (/^(?:durations?|stays?|length)$/u.test(lower) && !isRows)
      ? (named.length > 0 ? named : tablesFirst(scan.frame)).flatMap(
          (table) => lastingDays(table, schema) ?? (isVerb ? openDays(table, schema) : null) ?? [],
        )[0]
      : undefined;
  if (!days) return false;
  if (!isAhead) giveSpan(scan, at, days);
  const { unread } = scan.frame;
  if (isVerb) unread.splice(0, unread.length, ...unread.filter((place) => units[place]?.lower !== "long"));
  // "stay open", "stay unpaid": until the day on which that ends.
  if (/^stays?$/u.test(lower)) scan.pending.skip = at + 1;
  return true;
}

/** "average delay": from the day that was planned to the one on which it was done. */
function readDelay(scan: Scan, at: number): boolean {
  const promised =
    /^(?:delays?|lateness)$/u.test(scan.frame.units[at]?.lower ?? "") && scan.pending.fns.length > 0 ? nearestPromise(scan.frame) : null;
  if (promised) giveSpan(scan, at, promised);
  return promised !== null;
}

/** From the beginning of a row to the one day on which it is over. */
function openDays(table: number, schema: Schema): Promised | null {
  const [start, end] = [defaultMoment(table, schema), endOf(table, schema)];
  return start === null || end === null || start === end ? null : { table, due: start, done: end };
}

/** "days between due and payment", "how long from application to origination". */
function readBetween(scan: Scan, at: number): boolean {
  const { units, schema } = scan.frame;
  if (!SPAN_WORDS.test(units[at]?.lower ?? "")) return false;
  const isOpen = units[at]?.lower === "difference between";
  const from = isOpen ? at : units.findIndex(({ lower }, place) => place > at && place <= at + FAR && /^(?:between|from)$/u.test(lower));
  const joint =
    from < 0
      ? -1
      : units.findIndex(
          ({ lower }, place) => place > from + 1 && place <= from + 1 + SIDE && /^(?:and(?: the)?|to|until|till)$/u.test(lower),
        );
  if (joint < 0) return false;
  const last = Math.min(units.length, joint + 1 + SIDE);
  for (const table of tablesFirst(scan.frame)) {
    const start = momentIn(units.slice(from + 1, joint), table, schema);
    const end = momentIn(units.slice(joint + 1, last), table, schema);
    if (!start || !end || start.column === end.column) continue;
    for (const { cues } of units.slice(at + 1, from))
      scan.pending.fns.push(...cues.flatMap((cue) => (cue.tag === "aggregate" ? [{ fn: cue.fn, at }] : [])));
    giveSpan(scan, at, { table, due: start.column, done: end.column });
    // What stands between restricts the rows: "how long do mortgages take from application to closing".
    for (let place = at + 1; place <= joint + 1 + end.at; place++)
      if (place >= from || !/^(?:name|word|number|window)$/u.test(units[place]?.kind ?? "")) scan.pending.asides.push(place);
    return true;
  }
  return false;
}

/** "closed within 30 days of opening", "paid more than a week after the due date". */
function readWithin(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units, schema } = frame;
  const count = countAt(frame, at);
  const link = units[at + 2]?.lower ?? "";
  if (count === null || !/^(?:of|after|from|before|following)$/u.test(link)) return false;
  for (const table of tablesFirst(frame)) {
    const start = momentIn(units.slice(at + 3, at + 3 + SIDE), table, schema);
    const said = units.slice(Math.max(0, at - LEAD), at).findLast(({ lower }) => momentNamed(lower, table, schema) !== null);
    const end = said ? momentNamed(said.lower, table, schema) : null;
    if (!start || end === null || start.column === end) continue;
    const [due, done] = link === "before" ? [end, start.column] : [start.column, end];
    boundSpan(scan, at, { table, due, done }, count, "<=");
    frame.outputs.splice(0, frame.outputs.length, ...frame.outputs.filter(({ senses }) => senses.every(({ column }) => column !== end)));
    pending.skip = at + 3 + start.at;
    return true;
  }
  return false;
}

/** "average days late", "more than 30 days late", "90 days past due". */
function readDaysLate(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units } = frame;
  const count = countAt(frame, at);
  const word = /^(?:late|overdue|past due|delinquent|early)$/u.exec(units[at + (count === null ? 1 : 2)]?.lower ?? "")?.[0];
  const isSpan = count === null && /^(?:days?|how)$/u.test(units[at]?.lower ?? "");
  const promised = word === undefined || (count === null && !isSpan) ? null : nearestPromise(frame);
  if (!promised || word === undefined) return false;
  const [due, done] = word === "early" ? [promised.done, promised.due] : [promised.due, promised.done];
  if (count !== null && /^(?:late|early)$/u.test(word)) boundSpan(scan, at, { ...promised, due, done }, count, ">=");
  else if (count !== null) boundOverdue(scan, at, promised, count);
  else if (word === "overdue" || word === "past due" || word === "delinquent") return false;
  else {
    giveSpan(scan, at, { ...promised, due, done });
    compareDays(frame, at, promised, word === "early" ? "<" : ">");
  }
  pending.skip = at + (count === null ? 1 : 2);
  return true;
}

/** "whose next review is past due", "overdue for their review": a day that lies behind. */
function readOverdueDay(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units, outputs, schema, nouns } = frame;
  if (!/^(?:overdue|past due|late)$/u.test(units[at]?.lower ?? "")) return false;
  const last = outputs.at(-1);
  const isJustSaid =
    last !== undefined &&
    last.at < at &&
    units.slice(last.at + 1, at).every(({ lower }) => /^(?:is|are|was|were|already|now)$/u.test(lower)) &&
    (last.at < at - 1 || units[at]?.lower === "overdue");
  const moment = isJustSaid ? last.senses.find(({ column }) => /^date/u.test(schema.columns[column]?.type ?? "")) : undefined;
  const table = nouns.findLast(({ negated }) => !negated)?.table;
  const next = units[at + 1]?.lower === "for" && table !== undefined ? momentIn(units.slice(at + 2, at + 2 + SIDE), table, schema) : null;
  const said = units.findLastIndex(({ lower }, place) => place < at && !/^(?:is|are|was|were|already|now)$/u.test(lower));
  const isSubject = said >= 0 && said < at - 1 && units[at]?.lower === "overdue" && table !== undefined;
  const subject = isSubject && !moment ? momentNamed(units[said]?.lower ?? "", table, schema) : null;
  const column = moment?.column ?? next?.column ?? subject ?? undefined;
  if (column === undefined) return false;
  if (moment) outputs.pop();
  else if (subject !== null) forgetAt(frame, said);
  else pending.skip = at + 2 + (next?.at ?? 0);
  const by = units[at + 1]?.lower === "by" ? [at + 2, at + 3].find((place) => countAt(frame, place) !== null) : undefined;
  if (by !== undefined) pending.skip = by + 1;
  const ago = by === undefined ? 0 : (countAt(frame, by) ?? 0);
  frame.compared.push(
    onColumn(chosenColumn(at, column), comparison(at, "<", isoOf(addUnits("day", dayOf(frame.now), -ago)), pending.negated)),
  );
  pending.negated = false;
  return true;
}

/** Takes back what a unit was read as. */
function forgetAt({ nouns, outputs, compared, unread }: Frame, at: number): void {
  const kept = <T>(all: T[], place: (one: T) => number): void => void all.splice(0, all.length, ...all.filter((one) => place(one) !== at));
  kept(outputs, (use) => use.at);
  kept(compared, ({ use }) => use.at);
  kept(unread, (place) => place);
  for (const { filters } of nouns) kept(filters, (filter) => filter.at);
}

/** "paid after their due date", "closed before the end date": two days of one row. */
function readAfter({ frame, pending }: Scan, at: number): boolean {
  const { units, schema } = frame;
  const op = /^(?:after|later than)$/u.test(units[at]?.lower ?? "")
    ? ">"
    : /^(?:before|earlier than)$/u.test(units[at]?.lower ?? "")
      ? "<"
      : null;
  for (const table of op === null || units[at - 1]?.kind === "number" || countAt(frame, at - 2) !== null ? [] : tablesFirst(frame)) {
    const due = momentIn(units.slice(at + 1, at + 1 + SIDE), table, schema);
    const said = units.findLastIndex(({ lower }, place) => place < at && place >= at - SIDE && momentNamed(lower, table, schema) !== null);
    const done = said >= 0 ? momentNamed(units[said]?.lower ?? "", table, schema) : null;
    if (op === null || !due || done === null || due.column === done) continue;
    compareDays(frame, at, { table, due: due.column, done }, op);
    frame.outputs.splice(0, frame.outputs.length, ...frame.outputs.filter((use) => use.at !== said));
    // "closed before its end" is about the day, not about a status that reads the same.
    pending.run = pending.run.filter((entry) => entry.at !== said);
    for (const noun of frame.nouns) noun.filters.splice(0, noun.filters.length, ...noun.filters.filter((filter) => filter.at !== said));
    const made = frame.nouns.findIndex((noun) => noun.at === said && noun.filters.length === 0);
    if (made > 0) frame.nouns.splice(made, 1);
    pending.compare = null;
    pending.skip = at + 1 + due.at;
    return true;
  }
  return false;
}

/** "returned late", "paid on time", "overdue": how the day that was planned and the day it happened compare. */
function readLate(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const unit = frame.units[at];
  const isOnTime = unit?.lower === "on" && frame.units[at + 1]?.lower === "time";
  const word = isOnTime ? "on time" : (unit?.lower ?? "");
  const isDone = /(?:ed|en|id|nt|ld)$/u.test(frame.units[at - 1]?.lower ?? "");
  const isStored = sensesOf(unit, "value").some(
    ({ column }) =>
      !(isDone || frame.nouns.some(({ table }) => promisedDays(table, frame.schema) !== null)) ||
      frame.nouns.some(({ table }) => table === frame.schema.columns[column]?.table),
  );
  const isOwn = strength(unit, "definition") + strength(unit, "term") > 0 || isStored;
  if (isOwn || !/^(?:late|early|on time|overdue)$/u.test(word)) return false;
  const promised = nearestPromise(frame);
  if (!promised || (word === "early" && isSaidOfOther(frame, at, promised))) return false;
  if (word === "overdue") {
    boundOverdue(scan, at, promised, 0);
    if (/^(?:today|now|right now)$/u.test(frame.units[at + 1]?.lower ?? "")) pending.skip = at + 1;
  } else if (word === "late" && /^(?:are|is|running|already|currently|still)$/u.test(frame.units[at - 1]?.lower ?? ""))
    boundOverdue(scan, at, promised, 0);
  else compareDays(frame, at, promised, word === "late" ? ">" : word === "early" ? "<" : "<=");
  if (isOnTime) pending.skip = at + 1;
  // "late last month": those that were due then, where no other day is kept.
  if (frame.units.some(({ kind }) => kind === "window") && defaultMoment(promised.table, frame.schema) === null)
    frame.dateBy ??= chosenColumn(at, promised.due, promised.table);
  return true;
}

/** "leases terminated early", where only payments have a day that they are due on: what is done so is another row. */
function isSaidOfOther({ units, schema }: Frame, at: number, { table }: Promised): boolean {
  const done = units[at - 1];
  const own = done?.senses.flatMap((sense) =>
    sense.kind === "value" || sense.kind === "state" || sense.kind === "column" ? [schema.columns[sense.column]?.table] : [],
  );
  return own !== undefined && own.length > 0 && !own.includes(table);
}

function nearestPromise(frame: Frame): Promised | null {
  return tablesFirst(frame).flatMap((table) => promisedDays(table, frame.schema) ?? [])[0] ?? null;
}

function momentIn(units: readonly Unit[], table: number, schema: Schema): { readonly column: number; readonly at: number } | null {
  for (const [at, { lower }] of units.entries()) {
    const column = momentNamed(lower, table, schema);
    if (column === null) continue;
    const isDate = /^(?:date|day|time)$/u.test(units[at + 1]?.lower ?? "");
    return { column, at: at + (isDate ? 1 : 0) };
  }
  return null;
}
