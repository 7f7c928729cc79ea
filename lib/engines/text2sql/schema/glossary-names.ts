import { editDistance } from "@/lib/language/words";
import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";

/** What a glossary may name of a schema; where it is wrong, the sentence names what is nearest. */

/** What a glossary speaks of and the database does not have. */
export class Unknown extends Error {}

/** @throws Unknown with the nearest name where there is no such table */
export function tableOf(name: string, schema: Schema): Table {
  const found = schema.tables.find((table) => table.name === name);
  if (!found)
    throw new Unknown(
      `there is no table ${name}${nearest(
        name,
        schema.tables.map((table) => table.name),
      )}`,
    );
  return found;
}

/** @param name as `table.column` @throws Unknown with the nearest name where there is no such column */
export function columnOf(name: string, schema: Schema): Column {
  const names = schema.columns.map((column) => `${schema.tables[column.table]?.name ?? ""}.${column.name}`);
  const found = schema.columns[names.indexOf(name)];
  if (!found) throw new Unknown(`there is no column ${name}${nearest(name, names)}`);
  return found;
}

/** A column that can be added up or averaged. @throws Unknown where it holds no numbers */
export function numberColumnOf(name: string, schema: Schema): Column {
  const column = columnOf(name, schema);
  if (column.type === "number" || column.type === "boolean") return column;
  throw new Unknown(`${name} is no number, but ${column.type === "text" ? "text" : "a day or a time"}`);
}

/** @throws Unknown where the column holds no values of the kind of the bound */
export function checkBound(name: string, column: Column, bound: number | string): void {
  if (column.type === "number" && Number.isNaN(Number(bound))) throw new Unknown(`${name} is a number, and “${bound}” is none`);
  if (column.type === "text" && typeof bound === "number") throw new Unknown(`${name} is no number, but text`);
}

/**
 * @throws Unknown where a value is a slip of the pen of a stored one. A value that is like none may yet come, and so may one that differs
 * in a part of few letters, as codes do
 */
export function checkValues(name: string, { allValues }: Column, values: readonly unknown[]): void {
  if (allValues === undefined) return;
  for (const value of values) {
    if (typeof value !== "string" || allValues.includes(value)) continue;
    const meant = closest(value, allValues);
    if (meant !== null && isSlip(value, meant)) throw new Unknown(`${name} holds no “${value}”; the nearest is ${meant}`);
  }
}

const LEAST_LETTERS = 4;

function isSlip(written: string, stored: string): boolean {
  const partsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u);
  const others = partsOf(stored);
  return partsOf(written).every((part, at) => part === others[at] || (part.length >= LEAST_LETTERS && !/\d/.test(part)));
}

/** What is added to a sentence about an unknown name: the nearest known one, else a few of those there are. */
export function nearest(name: string, known: readonly string[]): string {
  const best = closest(name, known);
  return best === null ? `; there are ${known.slice(0, 5).join(", ")}${known.length > 5 ? " and more" : ""}` : `; the nearest is ${best}`;
}

function closest(name: string, known: readonly string[]): string | null {
  const limit = Math.ceil(name.length / 6);
  const best = known
    .map((other) => ({ other, edits: editDistance(name.toLowerCase(), other.toLowerCase(), limit) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return best && best.edits <= limit ? best.other : null;
}
