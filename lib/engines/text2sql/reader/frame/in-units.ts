import { chosenColumn, type ColumnUse, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { measuredIn, type Measured } from "@/lib/engines/text2sql/reader/columns/measured-in";
import { placeNoun } from "@/lib/engines/text2sql/reader/frame/place-noun";
import { giveColumn } from "@/lib/engines/text2sql/reader/frame/read-columns";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

const MONEY = /^(?:euros?|eur|dollars?|usd|francs?|chf|gbp)$/u;
const UNIT = /^(?:hours?|hrs?|minutes?|mins?|tonn?es?|tons?|kilos?|kg|kilomet(?:re|er)s?|km|lit(?:re|er)s?|hectares?|ha|acres?)$/u;

/** "hours of completed lessons" where only minutes are stored, "talk time in minutes" where only seconds are: the column in the unit that was said. */
export function readInUnit(scan: Scan, at: number): boolean {
  const { units } = scan.frame;
  const word = units[at]?.lower ?? "";
  if (MONEY.test(word) && units[at - 1]?.lower === "in") return convertSaid(scan, at, inCents(scan.frame.schema));
  if (!UNIT.test(word) || units[at - 1]?.kind === "number") return false;
  const measured = measuredIn(word, scan.frame.schema).filter(({ times }) => times > 1 || (times === 1 && units[at]?.kind === "word"));
  if (measured.length === 0) return false;
  const taken = measured.filter(({ column }) => !column.lemmas.some((word) => LIMIT.test(word)));
  return convertSaid(scan, at, measured) || readBare(scan, at, taken.length > 0 ? taken : measured);
}

/** Says how much there may be or should be of what another column says how much there was. */
const LIMIT = /^(?:payload|capacity|max|maximum|limit|min|minimum|target|allowed|planned|quota)$/u;

function inCents({ columns }: Schema): readonly Measured[] {
  return columns.flatMap((column) =>
    column.type === "number" && column.lemmas.length > 1 && column.lemmas.includes("cent") ? [{ column, times: CENTS }] : [],
  );
}

const CENTS = 100;

/** The singular of a unit makes no name of an output. */
function named(word: string): string {
  return word.endsWith("s") || /^(?:km|kg|eur|usd|chf|gbp)$/u.test(word) ? word : `${word}s`;
}

/** "weight in tonnes", "talk minutes": what a column just said is told in. */
function convertSaid({ frame, pending }: Scan, at: number, measured: readonly Measured[]): boolean {
  const { units, measures, outputs, order } = frame;
  const isIn = units[at - 1]?.lower === "in";
  const isNear = (place: number): boolean =>
    place < at && (place >= at - 2 || (isIn && measures.length + outputs.length === 1) || (isIn && place === at - 2));
  const inUnit = (use: ColumnUse | null): ColumnUse | null => {
    const best = use && isNear(use.at) ? use.senses.filter(({ score }) => score >= (use.senses[0]?.score ?? 0) - 0.05) : [];
    const found = measured.find(({ column }) => best.some((sense) => sense.column === column.id));
    return use && found
      ? { ...use, senses: best.filter(({ column }) => column === found.column.id), ...perOf(units[at]?.lower ?? "", found) }
      : null;
  };
  let isDone = false;
  const put = <T extends { readonly column: ColumnUse | null }>(entries: T[]): void =>
    entries.forEach((entry, place) => {
      const column = inUnit(entry.column);
      if (column) entries.splice(place, 1, { ...entry, column });
      isDone ||= column !== null;
    });
  put(measures);
  for (const entry of order) {
    const column = entry.measure ? inUnit(entry.measure.column) : null;
    if (column && entry.measure) entry.measure = { ...entry.measure, column };
    isDone ||= column !== null;
  }
  outputs.forEach((use, place) => {
    const column = inUnit(use);
    if (column) outputs.splice(place, 1, column);
    isDone ||= column !== null;
  });
  return isDone && pending.fns.length === 0;
}

/** The unit by itself stands for the column in it, where nothing is called by that unit. */
function readBare(scan: Scan, at: number, measured: readonly Measured[]): boolean {
  const { frame, pending } = scan;
  const { units, schema } = frame;
  if (/^(?:in|per|each)$/u.test(units[at - 1]?.lower ?? "") || /^(?:of (?:the )?day|ago|old)$/u.test(units[at + 1]?.lower ?? ""))
    return false;
  const of = units
    .slice(at + 1, at + 6)
    .flatMap((unit) => sensesOf(unit, "table").flatMap(({ table, score }) => (score > 0.7 ? [table] : [])))[0];
  const isSaid = sensesOf(units[at], "column").some(
    ({ column, score }) => score >= 0.7 && (of === undefined || units[at + 1]?.lower !== "of" || schema.columns[column]?.table === of),
  );
  if (isSaid) return false;
  const said = units.flatMap((unit) => sensesOf(unit, "table").flatMap(({ table, score }) => (score > 0.7 ? [table] : [])));
  const tables = [...(of === undefined ? [] : [of]), ...tablesFirst(frame), ...said];
  const ofTable = tables.map((table) => measured.filter(({ column }) => column.table === table)).find((found) => found.length > 0);
  const before = sensesOf(units[at - 1], "column").filter(({ score }) => score >= 0.85);
  const meant = (ofTable ?? measured).filter(({ column }) => before.some((sense) => sense.column === column.id));
  const [found, ...others] = meant.length > 0 ? meant : (ofTable ?? measured);
  const own = ofTable === undefined ? undefined : found;
  if (others.length > 0) return false;
  if (!found || (own === undefined && frame.nouns.length > 0)) return false;
  if (pending.fns.at(-1)?.fn === "count") pending.fns.splice(-1, 1, { fn: "sum", at });
  const isAlone = frame.nouns.every((noun) => sensesOf(units[noun.at], "table").length === 0) && frame.outputs.length === 0;
  if (isAlone && pending.fns.length + pending.superlatives.length === 0) pending.fns.push({ fn: "sum", at });
  if (own === undefined || pending.run.length > 0) placeNoun(scan, at, found.column.table, null, true, []);
  const use = columnIn(frame, at, found);
  const most = pending.superlatives.at(-1);
  if (most?.counted && at - most.at <= 2) {
    pending.superlatives.pop();
    frame.order.push({
      superlative: most,
      measure: { at, fn: "sum", noun: null, column: use, minus: null, distinct: false },
      column: null,
    });
  } else giveColumn(scan, at, use);
  return true;
}

function columnIn({ units }: Frame, at: number, found: Measured): ColumnUse {
  return { ...chosenColumn(at, found.column.id, found.column.table), ...perOf(units[at]?.lower ?? "", found) };
}

function perOf(word: string, { times }: Measured): Pick<ColumnUse, "per"> {
  return times === 1 ? {} : { per: { unit: named(word), count: times } };
}
