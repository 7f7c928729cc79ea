import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import type { ColumnUse, Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";

const WHOLE =
  /^(?:limit|capacity|budget|planned|plan|target|quota|allowance|maximum|max|approved|allowed|granted|budgeted|total|available)$/u;

/**
 * What "more than 90% used" is a part of: the column said with it, else the one beside it that bounds it, in the same unit.
 * Undefined where the column holds percentages itself, null where nothing tells what the figure is a part of.
 */
export function wholeOf(part: number, said: ColumnUse | null, frame: Frame, near: readonly number[]): number | null | undefined {
  if (said) return resolveColumns(said, frame, near)[0] ?? null;
  const column = frame.schema.columns[part];
  const bound = column && boundingColumn(column, frame.schema);
  if (bound !== undefined) return bound.id;
  return column && columnUnit(column) === "money" ? null : undefined;
}

const PART = /^(?:used|drawn|spent|utilized|utilised|balance|outstanding|consumed|booked|taken|sold)$/u;

/** The column that says how much of a limit is used: "balance" beside "credit limit"; null where it is not the only one. */
export function partOf(whole: number, { tables, columns }: Schema): number | null {
  const column = columns[whole];
  if (!column?.lemmas.some((word) => WHOLE.test(word))) return null;
  const parts = (tables[column.table]?.columns ?? [])
    .flatMap((id) => columns[id] ?? [])
    .filter(({ id, type, lemmas }) => id !== whole && type === "number" && lemmas.some((word) => PART.test(word)));
  return parts.length === 1 ? (parts[0]?.id ?? null) : null;
}

/** The limit of a table's rows and what is used of it; null where it has none, or several. */
export function limitOf(table: number, schema: Schema): { readonly whole: number; readonly part: number } | null {
  const found = (schema.tables[table]?.columns ?? []).flatMap((whole) => {
    const part = partOf(whole, schema);
    return part === null ? [] : [{ whole, part }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The column that says how much of another there may be: "limit_amount" beside "used_amount". */
function boundingColumn({ id, table, lemmas }: Column, { tables, columns }: Schema): Column | undefined {
  const unit = lemmas.at(-1);
  const beside = (tables[table]?.columns ?? [])
    .flatMap((other) => columns[other] ?? [])
    .filter(
      (other) =>
        other.id !== id &&
        other.type === "number" &&
        other.lemmas.length > 1 &&
        other.lemmas.at(-1) === unit &&
        other.lemmas.some((word) => WHOLE.test(word)),
    );
  return lemmas.length > 1 && beside.length === 1 ? beside[0] : undefined;
}
