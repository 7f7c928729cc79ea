import { addUnits, dayOf, isoOf, type CalendarUnit } from "@/lib/language/calendar";
import type { Condition, Item } from "@/lib/engines/text2sql/draft/draft";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import type { ColumnUse, Compare, Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";

const YOUNGEST = 5;
const OLDEST = 120;

/** The day of birth of a table's rows, null where they have none. */
function birthColumn(table: number, { tables, columns }: Schema): Column | null {
  return (tables[table]?.columns ?? []).flatMap((id) => columns[id] ?? []).find((column) => isBirth(column)) ?? null;
}

/** True for a day of birth. */
export function isBirth(column: Column | undefined): boolean {
  return column !== undefined && isMoment(column) && column.lemmas.some((word) => /^(?:birth|birthday|birthdate|born|dob)$/u.test(word));
}

/**
 * "over 60" of people: the day of birth of the nearest noun that has one, else "older than 5 years" of anything that began.
 * @param isSure only where years or an adjective of age are said
 */
export function ageBound(frame: Frame, { at, value, attributes, isPercent }: Compare, isSure: boolean): ColumnUse | null {
  const { schema, units, nouns } = frame;
  if (typeof value !== "number" || isPercent === true) return null;
  const number = units.findIndex((unit, place) => place > at - 2 && unit.number?.value === value);
  const isTimed = /^(?:year|month|day|week)/u.test(units[number + 1]?.lower ?? "");
  const next = units.slice(number + 1).find(({ kind, lower }) => kind !== "small" && kind !== "number" && lower !== "and");
  const isCounting = !isTimed && next?.kind === "name" && next.plural;
  const before = [...nouns].filter((noun) => noun.at < at + 1).sort((a, b) => b.at - a.at);
  const isInYears = !isTimed || /^year/u.test(units[number + 1]?.lower ?? "");
  const born = !isInYears ? undefined : before.flatMap(({ table }) => birthColumn(table, schema) ?? [])[0];
  const isOld = attributes.includes("age");
  if (isSure && !isTimed && !isOld) return null;
  const isSince = units[at - 1]?.lower === "for";
  if (born && !isSince && !isCounting && (isOld || (value >= YOUNGEST && value <= OLDEST)))
    return { at, senses: [{ kind: "column", column: born.id, score: 0.9 }], owner: { table: born.table, via: null }, isAge: true };
  const [noun] = before;
  const began = noun && isTimed && (isOld || isSince) ? defaultMoment(noun.table, schema) : null;
  return noun === undefined || began === null
    ? null
    : { at, senses: [{ kind: "column", column: began, score: 0.9 }], owner: { table: noun.table, via: null }, isAge: true };
}

/** "age" of rows that have a day of birth. */
export function ageNamed({ schema, nouns, units }: Frame, at: number): ColumnUse | null {
  const named = units.flatMap(({ senses }) =>
    senses.flatMap((sense) => (sense.kind === "table" && sense.score > 0.7 ? [sense.table] : [])),
  );
  const tables = [...nouns.map(({ table }) => table), ...named, ...schema.tables.map(({ id }) => id)];
  const born = tables.flatMap((table) => birthColumn(table, schema) ?? [])[0];
  return born
    ? { at, senses: [{ kind: "column", column: born.id, score: 0.9 }], owner: { table: born.table, via: null }, isAge: true }
    : null;
}

const MIRRORED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" } as const;

/** A bound on years as a bound on days: over 60 is born before this day 60 years ago. */
export function ageCondition(frame: Frame, item: Item, { at, op, value, high }: Compare): Condition {
  const unit = unitOf(frame, at);
  const day = (count: number): string => isoOf(addUnits(unit, dayOf(frame.now), -count));
  const low = Number(value);
  if (high !== undefined) return { kind: "between", item, low: isoOf(dayOf(day(Number(high) + 1)) + 1), high: day(low) };
  if (op === "=") return { kind: "between", item, low: isoOf(dayOf(day(low + 1)) + 1), high: day(low) };
  return { kind: "compare", item, op: MIRRORED[op], value: day(low) };
}

function unitOf({ units }: Frame, at: number): CalendarUnit {
  const said = units
    .slice(at, at + 4)
    .find(({ lower }) => /^(?:month|week|day)s?$/u.test(lower))
    ?.lower.replace(/s$/u, "");
  return said === "month" || said === "week" || said === "day" ? said : "year";
}
