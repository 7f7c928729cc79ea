import { isBounded, isCompound, isModifier, isNoun, isRate, leadsToNoun } from "@/lib/engines/text2sql/reader/part-of-name";
import { flushRun, placeNoun } from "@/lib/engines/text2sql/reader/place-noun";
import { giveColumn, readColumn } from "@/lib/engines/text2sql/reader/read-columns";
import { readDefinition } from "@/lib/engines/text2sql/reader/read-definitions";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/unit";

/** One name of the question: a defined term, a value or state, a table, or a column. */
export function readName(scan: Scan, at: number, unit: Unit): void {
  const { pending } = scan;
  if (at === 0 && /^(?:rank|sort|order)$/u.test(unit.lower)) {
    pending.superlatives.push({ at, dir: unit.lower === "rank" ? "desc" : "asc", counted: false, attributes: [], word: unit.lower, limit: null });
    return;
  }
  const definition = sensesOf(unit, "definition")[0]?.definition;
  if (definition) {
    const column = readDefinition(scan, at, definition);
    if (column) giveColumn(scan, at, column);
  } else if (isRate(scan, at)) {
    scan.frame.share ??= at;
    scan.frame.rateOf = at;
    scan.pending.fns = [];
    pending.run.push({ at, negated: pending.negated });
    flushRun(scan);
  } else if (isRate(scan, at - 1)) return;
  else if (isModifier(scan, at)) {
    pending.run.push({ at, negated: pending.negated });
    if (!leadsToNoun(scan, at)) flushRun(scan);
  } else if (isNoun(scan, at) && !isBounded(scan, at)) readNoun(scan, at, unit);
  else {
    flushRun(scan);
    readColumn(scan, at, unit);
  }
}

function readNoun(scan: Scan, at: number, unit: Unit): void {
  const role = sensesOf(unit, "role")[0];
  const table = sensesOf(unit, "table")[0];
  const target = table && (!role || table.score >= role.score) ? { table: table.table, via: null } : role ? { table: role.table, via: role.via } : null;
  if (!target) return;
  const next = scan.frame.units[at + 1];
  const owned = sensesOf(next, "column").some(({ column, score }) => score >= 0.6 && scan.frame.schema.columns[column]?.table === target.table && scan.frame.schema.columns[column]?.type !== "date");
  const wantsColumn = scan.pending.grouping || (scan.pending.fns.length > 0 && scan.pending.fns.at(-1)?.fn !== "count");
  if (owned && wantsColumn && !unit.plural && !isModifier(scan, at + 1) && scan.pending.run.length === 0) return;
  if (scan.pending.run.length === 0 && isCompound(scan, at)) scan.pending.compound = { table: target.table, at };
  else placeNoun(scan, at, target.table, target.via, unit.plural, []);
}
