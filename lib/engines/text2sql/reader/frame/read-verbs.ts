import { root } from "@/lib/language/words";
import { totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { comparison, onColumn, bareNoun, type ColumnUse, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Column } from "@/lib/engines/text2sql/schema/schema";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { findPath, isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** "joined", "expire": the verb of a date says which date a window is about, and is not itself asked for. */
export function isVerb(scan: Scan, at: number, use: ColumnUse): boolean {
  const { units, schema, windows } = scan.frame;
  const unit = units[at];
  const best = use.senses
    .flatMap(({ column, score }) => (score >= (use.senses[0]?.score ?? 0) - 0.05 ? (schema.columns[column] ?? []) : []))
    .find(isMoment);
  if (!unit || !best || !isMoment(best) || (unit.text.includes(" ") && !/^\p{L}+ed (?:up|in|off|out)$/u.test(unit.lower))) return false;
  if (unit.text.includes(" ")) return true;
  if (isDueFor(units, at)) return true;
  if (best.words.some((word) => word === `${unit.lower}d` || word === `${unit.lower}ed` || (word === `${unit.lower}s` && isMoment(best))))
    return true;
  if (unit.lower.endsWith("ed") && saysValueNext(scan, at, use)) return true;
  if (/^(?:left|due)$/u.test(unit.lower) && scan.pending.fns.length > 0) return true;
  if (/^(?:left|paid|due)$/u.test(unit.lower) && scan.pending.fns.length === 0 && isSaidOf(units, at)) return true;
  const isNear = units.slice(Math.max(0, at - 4), at + 5).some(({ kind }) => kind === "window" || kind === "period") || windows.length > 0;
  return (
    /(?:ed|ing|ire|ires|ure|ures|ew)$|^(?:born|began|begun|sold|bought|brought|sent|built|made|won|lost|held|met|lent|given|taken|written|caught)$/u.test(
      unit.lower,
    ) ||
    (isNear && /^(?:due|left|paid|come|opens?|closes?|ends?|starts?|begins?|leaves?|joins?|finish(?:es)?|returns?)$/u.test(unit.lower))
  );
}

/** "due for an inspection", "needs a service by May": what is due says which day a window is about. */
export function isDueFor(units: readonly Unit[], at: number): boolean {
  const isTimed = units.some(({ kind }) => kind === "window" || kind === "period");
  return (
    isTimed &&
    units.slice(Math.max(0, at - 3), at).some(({ lower }) => /^(?:due|up|need|needs|needing|require|requires|requiring)$/u.test(lower)) &&
    !/^(?:dates?|days?)$/u.test(units[at + 1]?.lower ?? "")
  );
}

/** "rated doubtful": the verb only leads to a value of its own table. */
function saysValueNext({ frame: { units, schema } }: Scan, at: number, use: ColumnUse): boolean {
  const tables = use.senses.map(({ column }) => schema.columns[column]?.table);
  return sensesOf(units[at + 1], "value").some(({ column }) => tables.includes(schema.columns[column]?.table));
}

/** With a window the verb only names the date. Alone it is a state: "have left" has a date, "have matured" one that is past. */
export function readVerb({ frame, pending }: Scan, at: number, use: ColumnUse): void {
  const { units, schema } = frame;
  // "plantings of 2026 that are not harvested": the window is that of the rows.
  const clause = units.findLastIndex(({ lower }, place) => place < at && /^(?:that|which|who|whose)$/u.test(lower));
  const isTimed =
    units.some(({ kind }, place) => (kind === "window" || kind === "period") && (place > at || place > clause)) ||
    units.some(({ cues }) => cues.some(({ tag }) => tag === "superlative"));
  const column = schema.columns[use.senses[0]?.column ?? -1];
  const since = pending.negated && /^since /u.test(units[at + 1]?.lower ?? "") ? units[at + 1]?.window?.past.from : undefined;
  if (since) {
    frame.compared.push(onColumn(use, comparison(at, "<", since)));
    pending.negated = false;
    pending.skip = at + 1;
    return;
  }
  // "how much is due in the next 7 days": what is due of the rows that have such a day.
  const isDue =
    column && units[at]?.lower === "due" && pending.fns.at(-1)?.fn === "sum" && !frame.nouns.some(({ at: place }) => place < at);
  const due: Noun | null = isDue ? bareNoun(column.table, at) : null;
  const amount = due && totalOf(frame, at, due);
  if (due && amount) {
    pending.fns.pop();
    frame.nouns.push(due);
    frame.measures.push(amount);
    return;
  }
  if (
    column &&
    !units.some(({ senses }) => senses.some(({ kind }) => kind === "table" || kind === "role" || kind === "definition" || kind === "value"))
  )
    frame.nouns.push(bareNoun(column.table, at));
  if (addEvents({ frame, pending }, at, column) || countsDone(frame, at, use, column)) return;
  if (units.slice(0, at).some(({ lower }) => lower === "when")) frame.outputs.push(use);
  else if (!isTimed && column?.isRequired !== true && isSaidOf(units, at)) {
    frame.compared.push(onColumn(use, comparison(at, "=", null, !pending.negated)));
    pending.negated = false;
  } else if (!isTimed && column && isSaidOf(units, at) && !isSpokenOf(frame, column.table)) frame.unread.push(at);
}

/** "resolved the most tickets": of those only the ones that have such a day. */
function countsDone(frame: Frame, at: number, use: ColumnUse, column: Column | undefined): boolean {
  const [most, counted] = frame.units.slice(at + 1, at + 3);
  const isCounted =
    column?.isRequired !== true &&
    most?.cues.some((cue) => cue.tag === "superlative" && cue.counted) === true &&
    sensesOf(counted, "table").some(({ table }) => table === column?.table);
  if (isCounted) frame.compared.push(onColumn(use, comparison(at, "=", null, true)));
  return isCounted;
}

/** True where a name of the question is of a table, so that a verb of it adds nothing. */
function isSpokenOf({ units, schema, nouns }: Scan["frame"], table: number): boolean {
  return (
    nouns.some((noun) => noun.table === table) ||
    units.some(({ senses }) =>
      senses.some(
        (sense) =>
          (sense.kind === "table" || sense.kind === "role"
            ? sense.table
            : sense.kind === "value" || sense.kind === "state"
              ? schema.columns[sense.column]?.table
              : -1) === table,
      ),
    )
  );
}

/** "members who have not checked in since May": rows of the table whose day the verb is, where nothing else names that table. */
function addEvents({ frame, pending }: Scan, at: number, column: Column | undefined): boolean {
  const {
    units,
    schema,
    nouns: [subject],
  } = frame;
  const isNamed = (table: number): boolean =>
    units.some(({ senses }) => senses.some((sense) => (sense.kind === "table" || sense.kind === "role") && sense.table === table));
  if (
    !/^(?:\p{L}{3,}ed|paid|sold|bought|sent|lent|given|taken|written|held|driven|drawn)\b/u.test(units[at]?.lower ?? "") ||
    !column?.isRequired ||
    !subject ||
    subject.table === column.table ||
    isNamed(column.table) ||
    !(
      units.some(({ kind }) => kind === "window") ||
      subject.at === at - 1 ||
      sensesOf(units[at - 1], "value").length > 0 ||
      /^(?:who|that|which|have|has|had)$/u.test(units[at - 1]?.lower ?? "")
    )
  )
    return false;
  const path = findPath(schema, column.table, subject.table);
  if (!path || path.length === 0 || !path.every(({ isForward }) => isForward)) return false;
  frame.nouns.push({ table: column.table, at, via: null, filters: [], negated: pending.negated, isHad: true, isPlural: true });
  pending.negated = false;
  pending.had = false;
  return true;
}

/** True where "has", "who" or the like before a participle say it of a row. */
function isSaidOf(units: readonly Unit[], at: number): boolean {
  return units.slice(Math.max(0, at - 3), at).some(({ lower }) => /^(?:has|have|had|who|whose|that|which|not|never|already)$/u.test(lower));
}

/** "invoiced amount": the participle of a table before a column of it. */
export function readOfTable({ frame: { schema, units, nouns } }: Scan, at: number, { lower }: Unit): boolean {
  const table = lower.endsWith("ed")
    ? schema.tables.find(({ lemmas: [only, ...rest] }) => only !== undefined && rest.length === 0 && root(only) === root(lower))
    : undefined;
  if (table === undefined || !sensesOf(units[at + 1], "column").some(({ column }) => schema.columns[column]?.table === table.id))
    return false;
  if (!nouns.some((noun) => noun.table === table.id)) nouns.push(bareNoun(table.id, at));
  return true;
}

/** "total invoiced": the amounts of what the participle is made from. */
export function readTableVerb(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame, pending } = scan;
  const table = lower.endsWith("ed")
    ? frame.schema.tables.find(({ lemmas }) => lemmas.length === 1 && root(lemmas[0] ?? "") === root(lower))
    : undefined;
  if (!table || (pending.fns.at(-1)?.fn !== "sum" && frame.units[at - 1]?.lower !== "total")) return false;
  const noun: Noun = bareNoun(table.id, at);
  const total = totalOf(frame, at, noun);
  if (!total) return false;
  pending.fns.pop();
  if (frame.outputs.at(-1)?.at === at - 1) frame.outputs.pop();
  frame.nouns.push(noun);
  frame.measures.push(total);
  return true;
}

/** How long what a verb and a noun share must be. */
const STEM = 5;
const MANY_STEPS = 3;

/** "vaccinated" of a vaccination, "rented" of a rental. */
export function isVerbOf(verb: string, noun: string): boolean {
  const stem = verb.replace(/ed$/u, "");
  return (
    verb === `${noun}ed` ||
    noun === `${stem}al` ||
    noun === `${stem}ing` ||
    (root(noun).length >= STEM && root(verb).startsWith(root(noun)))
  );
}

/** "animals vaccinated in 2026": those that have a row in the table of that word. */
export function readRowsOf({ frame, pending }: Scan, at: number, { lower }: Unit): boolean {
  const { nouns, schema } = frame;
  const last = nouns.at(-1);
  const table =
    lower.endsWith("ed") && last && pending.fns.length === 0
      ? schema.tables.find(
          ({ id, lemmas }) =>
            isVerbOf(lower, lemmas.at(-1) ?? "") &&
            (isLinked(schema, id, last.table) || (findPath(schema, last.table, id)?.length ?? MANY_STEPS) < MANY_STEPS),
        )
      : undefined;
  if (!table || nouns.some((noun) => noun.table === table.id)) return false;
  nouns.push({ table: table.id, at, via: null, filters: [], negated: pending.negated, isHad: true, isPlural: true });
  pending.negated = false;
  return true;
}

/** "matters that ended won or lost", "viewings that resulted in a rental": a verb that only leads to how something came out. */
export function leadsToOutcome({ units, nouns, schema }: Frame, at: number): boolean {
  if (!/^(?:ended|ended up|ends|end|finished|resulted|turned out|came out|closed)$/u.test(units[at]?.lower ?? "")) return false;
  const next = units.slice(at + 1).find(({ lower }) => !/^(?:either|in|as|with|being|up|an?)$/u.test(lower));
  const isOf = (unit: Unit | undefined): boolean =>
    sensesOf(unit, "value").some(({ column, score }) => score > 0.9 && nouns.some(({ table }) => table === schema.columns[column]?.table));
  return isOf(next) && !isOf(units[at]);
}
