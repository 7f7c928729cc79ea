import { comparison, onColumn, type ColumnUse, chosenColumn, type Frame, type Compare } from "@/lib/engines/text2sql/reader/frame/frame";
import { endOf, type Promised } from "@/lib/engines/text2sql/reader/columns/promises";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { giveColumn } from "@/lib/engines/text2sql/reader/frame/read-columns";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { momentNamed } from "@/lib/engines/text2sql/reader/columns/moments";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";
import { isFigure } from "@/lib/engines/text2sql/schema/schema";
import type { CompareOp } from "@/lib/query/ir";
import { isoOf, addUnits, dayOf } from "@/lib/language/calendar";

/** How many days "30 days" or "a week" at a place are; null where none are said. */
export function countAt({ units }: Frame, at: number): number | null {
  const unit = units[at];
  const value = unit?.kind === "number" ? unit.number?.value : /^(?:a|an|one)$/u.test(unit?.lower ?? "") ? 1 : undefined;
  const days = DAYS[units[at + 1]?.lower.replace(/s$/u, "") ?? ""];
  return value === undefined || days === undefined ? null : Math.round(value * days);
}

function spanUse(at: number, { table, due, done }: Promised): ColumnUse {
  return { ...chosenColumn(at, done, table), since: due };
}

/** The days themselves; "how many days" asks for them rather than for a count. */
export function giveSpan(scan: Scan, at: number, days: Promised): void {
  const { frame, pending } = scan;
  pending.fns = pending.fns.flatMap((waiting) =>
    waiting.fn !== "count" ? [waiting] : frame.isAverageCount ? [{ fn: "avg" as const, at }] : [],
  );
  frame.isAverageCount = false;
  const told = frame.units.findIndex(
    ({ lower }, place) => place >= at && UNITS.test(lower) && (place === at || frame.units[place - 1]?.lower === "in"),
  );
  const unit = UNITS.exec(frame.units[told]?.lower ?? "")?.[1];
  if (told > at) pending.asides.push(told - 1, told);
  giveColumn(scan, at, {
    ...spanUse(at, days),
    ...(unit === undefined || unit === "day" ? {} : { per: { unit: `${unit}s`, count: PARTS[unit] ?? 1 } }),
  });
}

/** States of rows of which nothing more is to come. */
const OFF = ["cancelled", "canceled", "void", "voided", "withdrawn", "written off"];
/** A column of so many texts is no state. */
const MANY = 20;

const UNITS = /^(second|minute|hour|day|week|month|year)s?$/u;
/** Days that each is. */
const PARTS: Readonly<Record<string, number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  week: 7,
  month: 365.25 / 12,
  year: 365.25,
};

/** "average resolution time", "longest delivery time": from the beginning of a row to the day of that name. */
export function readNamedSpan(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units, schema } = frame;
  const [unit, next] = units.slice(at, at + 2);
  const isJoint = / times?$/u.test(unit?.lower ?? "");
  const isAsked = pending.fns.some(({ fn }) => fn !== "count" && fn !== "sum") || pending.superlatives.some(({ counted }) => !counted);
  if (!unit || !isAsked || !(isJoint || /^times?$/u.test(next?.lower ?? ""))) return false;
  const isStored = sensesOf(unit, "column").some(({ column, score }) => score > 0.8 && isFigure(schema.columns[column], schema));
  for (const table of isStored ? [] : tablesFirst(frame)) {
    const isOfRows = sensesOf(unit, "table").some((sense) => sense.table === table && sense.score > 0.9) && !isMeasured(table, schema);
    const [start, end] = [defaultMoment(table, schema), momentNamed(unit.lower, table, schema) ?? (isOfRows ? endOf(table, schema) : null)];
    if (start === null || end === null || start === end) continue;
    giveSpan(scan, at, { table, due: start, done: end });
    if (!isJoint) pending.skip = at + 1;
    return true;
  }
  return false;
}

/** Rows that say themselves how long they are. */
function isMeasured(table: number, { columns }: Frame["schema"]): boolean {
  return columns.some(
    (column) =>
      column.table === table &&
      column.type === "number" &&
      column.lemmas.some((word) => /^(?:duration|length|time|second|minute|hour|day)$/u.test(word)),
  );
}

/** A bound that waits for its number, or `otherwise`. */
function takeCompare(pending: Scan["pending"], at: number, value: number, otherwise: CompareOp): Compare {
  const { compare } = pending;
  pending.compare = null;
  const fresh: Compare = comparison(at, otherwise, value);
  if (!compare) return fresh;
  return compare.value === undefined
    ? { ...fresh, op: compare.op, negated: compare.negated }
    : { ...fresh, op: compare.op, value: compare.value, high: value, negated: compare.negated };
}

/** Bounds the days between two dates: "shipped more than 5 days after the order". */
export function boundSpan({ frame, pending }: Scan, at: number, days: Promised, count: number, otherwise: CompareOp): void {
  frame.compared.push(onColumn(spanUse(at, days), takeCompare(pending, at, count, otherwise)));
}

/** Not done, and due more than so many days ago. */
export function boundOverdue({ frame, pending }: Scan, at: number, { table, due, done }: Promised, count: number): void {
  const { schema } = frame;
  pending.compare = null;
  // What was called off is not waited for.
  const off = schema.definitions ? [] : OFF.flatMap((word) => schema.values.get(word) ?? []);
  frame.compared.push(
    ...off
      .filter(({ column }) => schema.columns[column]?.table === table && (schema.columns[column]?.distinct ?? MANY) < MANY)
      .map(({ column, value }) => onColumn(chosenColumn(at, column, table), comparison(at, "!=", value))),
    onColumn(chosenColumn(at, done, table), comparison(at, "=", null)),
    onColumn(chosenColumn(at, due, table), comparison(at, "<", isoOf(addUnits("day", dayOf(frame.now), -count)))),
  );
}

/** Compares two dates of a row with one another: "paid after the due date". */
export function compareDays(frame: Frame, at: number, { table, due, done }: Promised, op: CompareOp): void {
  frame.compared.push(onColumn(chosenColumn(at, done, table), comparison(at, op, undefined), chosenColumn(at, due, table)));
}

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 365 / 12, year: 365 };
