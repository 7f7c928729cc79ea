import { countOf, bareNoun, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isOfVerb } from "@/lib/engines/text2sql/reader/words/verb-forms";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

/** "more than three times", "at least twice": a bound on how often something happened. @param at where the comparison stands */
export function saysTimes({ units }: Pick<Frame, "units">, at: number): boolean {
  const number = units.findIndex(({ kind }, place) => kind === "number" && place > at);
  return (
    number > at &&
    number <= at + 2 &&
    (/^(?:once|twice|thrice)$/u.test(units[number]?.lower ?? "") ||
      units[number + 1]?.cues.some(({ tag }) => tag === "times") === true ||
      /^times?$/u.test(units[number + 1]?.lower ?? ""))
  );
}

/** Bounds how many rows of what happened belong to each of the noun: those spoken of, those of the verb, or the only ones there are. */
export function boundTimes({ frame, pending }: Scan): void {
  const { times } = pending;
  const subject = frame.nouns.find(({ negated }) => !negated);
  if (!times) return;
  pending.times = null;
  const belongs = (table: number): boolean =>
    subject !== undefined && table !== subject.table && belongsTo(frame.schema, table, subject.table);
  const said = frame.nouns.findLast((noun) => noun !== subject && !noun.negated && belongs(noun.table));
  const noun = said ?? ofVerb(frame, times.at, belongs) ?? onlyOnes(frame, times.at, subject);
  if (!noun) {
    frame.unread.push(times.at);
    return;
  }
  if (noun !== said) frame.nouns.push(noun);
  frame.having.push({ noun, measure: null, compare: times });
}

/** "which venue do we use most often": ranked by the only rows that point at it. */
export function rankOften({ frame, pending }: Scan): void {
  const { units, nouns, measures, schema } = frame;
  const most = pending.superlatives.find(
    ({ counted, at }) =>
      counted &&
      (/^(?:often|frequently)$/u.test(units[at + 1]?.lower ?? "") ||
        /(?:often|frequently)$/u.test(units[at]?.lower ?? "") ||
        /^(?:use|used|uses|visit|visited|book|booked)$/u.test(units[at - 1]?.lower ?? "") ||
        /^(?:used|visited|booked|ordered|requested)$/u.test(units[at + 1]?.lower ?? "")),
  );
  const [subject, ...others] = nouns.filter(({ negated }) => !negated);
  if (!most || !subject || others.length > 0 || measures.length > 0) return;
  const noun = onlyOnes({ schema }, most.at, subject);
  if (!noun) return;
  pending.superlatives = pending.superlatives.filter((other) => other !== most);
  nouns.push(noun);
  frame.order.push({
    superlative: most,
    measure: countOf(noun, most.at),
    column: null,
  });
}

/** "boats repaired", "beers brewed": rows of the table that the verb before the bound is of. */
function ofVerb(frame: Frame, before: number, belongs: (table: number) => boolean): Noun | null {
  const { schema, units, unread, compared, outputs } = frame;
  for (let at = before - 1; at >= Math.max(0, before - 5); at--) {
    const unit = units[at];
    if (!unit || !/(?:ed|en|wn|ld|nt|id|pt|ght)$/u.test(unit.lower)) continue;
    const dated = sensesOf(unit, "column").flatMap(({ column, score }) => {
      const found = schema.columns[column];
      return found && score >= 0.85 && isMoment(found) && belongs(found.table) ? [found.table] : [];
    });
    const named = schema.tables.flatMap(({ id, lemmas }) => (belongs(id) && lemmas.some((word) => isOfVerb(word, unit.lower)) ? [id] : []));
    const table = dated[0] ?? named[0];
    if (table === undefined) continue;
    compared.splice(
      0,
      compared.length,
      ...compared.filter(({ use }) => use.at !== at || use.senses.some(({ column }) => schema.columns[column]?.table === table)),
    );
    outputs.splice(0, outputs.length, ...outputs.filter((use) => use.at !== at));
    unread.splice(0, unread.length, ...unread.filter((place) => place !== at));
    return bareNoun(table, at, { isHad: true });
  }
  return null;
}

/** The only rows that point at the noun, or the only ones of them with a day. */
function onlyOnes({ schema }: Pick<Frame, "schema">, at: number, subject: Noun | undefined): Noun | null {
  const pointing = schema.links.flatMap(({ from, to }) =>
    subject && schema.columns[to]?.table === subject.table ? (schema.columns[from]?.table ?? []) : [],
  );
  const tables = [...new Set(pointing)];
  const dated = tables.filter((id) => schema.columns.some((column) => column.table === id && isMoment(column)));
  const [table, ...others] = dated.length > 0 ? dated : tables;
  return table === undefined || others.length > 0 ? null : bareNoun(table, at, { isHad: true });
}
