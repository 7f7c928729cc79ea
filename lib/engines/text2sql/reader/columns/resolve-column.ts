import type { Field } from "@/lib/engines/text2sql/draft/draft";
import type { ColumnUse, Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";

/**
 * The columns that words mean here: of the table said with them, else of the first table in `near` that fits, else of the nearest. Several
 * for a name of two parts.
 */
export function resolveColumns(use: ColumnUse, frame: Frame, near: readonly number[]): readonly number[] {
  const { schema } = frame;
  const isExact = (use.senses[0]?.score ?? 0) >= 0.95;
  const rated = use.senses.map(({ column, score }) => {
    const table = schema.columns[column]?.table ?? -1;
    const place = near.indexOf(table);
    const owned = use.owner ? (use.owner.table === table ? 1 : owns(use, table, frame) ? 0.3 : -0.3) : 0;
    const isKey = schema.columns[column]?.isForeign === true || schema.columns[column]?.isPrimary === true;
    const distance = place >= 0 ? 0.35 - 0.04 * place : near[0] !== undefined ? -0.05 * (findPath(schema, near[0], table)?.length ?? 8) : 0;
    return { column, table, score: score + owned + distance - (isExact && score < 0.7 ? 0.3 : 0) - (isKey && score < 0.95 ? 0.3 : 0) };
  });
  const best = rated.sort((a, b) => b.score - a.score || a.column - b.column)[0];
  if (!best) return [];
  const word = frame.units[use.at]?.lower ?? "";
  const names = rowName(schema, best.table);
  return /^names?$/u.test(word) && names.includes(best.column) ? names : [best.column];
}

/** A column as a field: the day itself, the years since it, or the days from another one to it. */
export function fieldOf({ isAge, since, per }: ColumnUse, column: number, { now }: Frame): Field {
  return {
    column,
    ...(isAge ? { yearsTo: now.slice(0, 10) } : {}),
    ...(since === undefined ? {} : { since }),
    ...(per === undefined ? {} : { per }),
  };
}

function owns(use: ColumnUse, table: number, { schema }: Frame): boolean {
  return use.owner !== null && (findPath(schema, use.owner.table, table)?.length ?? 9) === 1;
}

/** The tables of a question, the main one first. */
export function tablesInOrder(frame: Frame, main: readonly (number | null | undefined)[]): readonly number[] {
  const nouns: readonly Noun[] = frame.nouns;
  return [
    ...new Set([...main.flatMap((table) => (table === null || table === undefined ? [] : [table])), ...nouns.map(({ table }) => table)]),
  ];
}
