import type { Condition } from "@/lib/engines/text2sql/draft/draft";
import { conditionsOfTerm } from "@/lib/engines/text2sql/reader/columns/defined";
import { chosenColumn, countOf, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import { limitOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import { modifierFilters } from "@/lib/engines/text2sql/reader/frame/modifiers";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

/**
 * "total limit, total drawn and % drawn", "number of loans and percentage secured": a part in percent beside other figures; false where none
 * is said.
 */
export function readPercentBeside(scan: Scan, at: number): boolean {
  const { units, schema, measures, nouns, unread } = scan.frame;
  const { kind, lower = "" } = units[at] ?? {};
  if (kind !== "small" || !/^(?:%|percent|percentage|share|proportion)$/u.test(lower) || units[at - 1]?.kind === "number") return false;
  const place = units.findIndex((unit, next) => next > at && unit.kind === "name");
  if (place < 0 || units.slice(at + 1, place).some((unit) => !/^(?:that|which|who|are|is|on|the|being)$/u.test(unit.lower))) return false;
  const named = sensesOf(units[place], "column")[0]?.column;
  const limit = measures
    .flatMap(({ column }) => limitOf(schema.columns[column?.senses[0]?.column ?? -1]?.table ?? -1, schema) ?? [])
    .find(({ part }) => part === named);
  const noun = nouns.findLast(({ negated, table }) => !negated && statesOf(scan, place, table).length > 0);
  if (!limit && !noun) return false;
  scan.pending.skip = place;
  if (limit) measures.push(partOfLimit(at, limit));
  // Whether a part of the rows or of their sum is meant is not said.
  else if (!noun || measures.some(({ fn }) => fn !== "count")) unread.push(place);
  else
    measures.push(...(measures.length === 0 ? [countOf(noun, noun.at)] : []), {
      ...countOf(noun, at),
      where: statesOf(scan, place, noun.table),
    });
  return true;
}

/** What a word says of the rows of a table. */
function statesOf(scan: Scan, at: number, table: number): readonly Condition[] {
  const term = sensesOf(scan.frame.units[at], "definition").find(({ definition }) => definition.table === table)?.definition;
  return term?.aggregate === null
    ? conditionsOfTerm(term, scan.frame)
    : modifierFilters(scan, at, [table], false).map(({ condition }) => condition);
}

/** What is used of a limit, in percent of it. */
export function partOfLimit(at: number, { whole, part }: { readonly whole: number; readonly part: number }): Measure {
  return { at, fn: "sum", noun: null, column: chosenColumn(at, part), minus: null, whole, distinct: false };
}
