import type { Value } from "@/lib/query/ir";
import { flagOf, type Column, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { conditionsOfTerm } from "@/lib/engines/text2sql/reader/columns/defined";
import type { ColumnUse, Filter } from "@/lib/engines/text2sql/reader/frame/frame";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isOver } from "@/lib/engines/text2sql/reader/words/over";
import { overFilters } from "@/lib/engines/text2sql/reader/frame/standing";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, type SenseOf } from "@/lib/engines/text2sql/reader/words/unit";

type Modifier = SenseOf<"value"> | SenseOf<"state"> | SenseOf<"term">;

/** The column of some tables that a value or state unit speaks of, by how well it fits. */
export function modifierColumn(scan: Scan, at: number, tables: readonly number[], named?: ColumnUse): Modifier | null {
  const { schema, units } = scan.frame;
  const unit = units[at];
  const fits = [...sensesOf(unit, "term"), ...sensesOf(unit, "value"), ...sensesOf(unit, "state")].filter(({ column }) =>
    tables.includes(schema.columns[column]?.table ?? -1),
  );
  const rated = fits.map((sense) => ({
    sense,
    score:
      sense.score +
      (sense.kind === "term" ? 0.3 : 0) +
      preference(schema.columns[sense.column], schema) +
      (named?.senses.some(({ column }) => column === sense.column) ? 0.5 : 0),
  }));
  return rated.sort((a, b) => b.score - a.score)[0]?.sense ?? null;
}

/** Kinds come before names, names before free text. */
function preference(column: Column | undefined, schema: Schema): number {
  if (!column) return 0;
  const isName = schema.tables[column.table]?.nameColumns.includes(column.id) === true;
  return (column.distinct !== null && column.distinct <= 30 ? 0.15 : 0) + (isName ? 0.1 : 0);
}

/** What a value or state unit asks of one of some tables. */
export function modifierFilters(scan: Scan, at: number, tables: readonly number[], negated: boolean, named?: ColumnUse): readonly Filter[] {
  const sense = modifierColumn(scan, at, tables, named);
  if (!sense) return [];
  if (sense.kind === "term") return conditionsOfTerm(sense.definition, scan.frame, negated).map((condition) => ({ at, condition }));
  const item = { agg: null, field: { column: sense.column } };
  // "transfers" are those in and those out.
  const alike =
    sense.kind === "value"
      ? sensesOf(scan.frame.units[at], "value").filter(
          ({ column, score, also }) => column === sense.column && score === sense.score && also === sense.also,
        )
      : [];
  if (sense.kind === "value")
    return [...alike, ...(sense.also ? [sense.also] : [])].map(({ column, value }) => ({
      at,
      condition: { kind: "compare", item: { agg: null, field: { column } }, op: negated ? "!=" : "=", value },
    }));
  const column = scan.frame.schema.columns[sense.column];
  const holds = sense.holds !== negated;
  if (column && isOver(column)) return overFilters(at, column, holds, scan.frame);
  if (column && !isFlag(column)) return [{ at, condition: { kind: "null", item, ...(holds ? { negated: true } : {}) } }];
  return [{ at, condition: { kind: "compare", item, op: "=", value: holds ? trueOf(column) : falseOf(column) } }];
}

function trueOf(column: Column | undefined): Value {
  if (column?.type === "text") return flagOf(column)?.yes ?? 1;
  return column?.type === "boolean" && column.samples.some((value) => typeof value === "boolean") ? true : 1;
}

function falseOf(column: Column | undefined): Value {
  if (column?.type === "text") return flagOf(column)?.no ?? 0;
  return trueOf(column) === true ? false : 0;
}
