import type { CompareOp } from "@/lib/query/ir";
import { isAmountColumn } from "@/lib/engines/text2sql/reader/columns/amounts";
import { comparison, onColumn, chosenColumn } from "@/lib/engines/text2sql/reader/frame/frame";
import { lastColumn } from "@/lib/engines/text2sql/reader/frame/read-numbers";
import { partOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { stockOf } from "@/lib/engines/text2sql/reader/frame/stock";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** "over their limit" compares what is used with the limit; "more than" that nothing follows is not read. */
export function readOverLimit({ frame, pending }: Scan, at: number, unit: Unit, op: CompareOp): void {
  const first = frame.units.findIndex(({ kind }, place) => kind === "name" && place > at);
  const next = frame.units[first + 1]?.lower === "'s" && frame.units[first + 2]?.kind === "name" ? first + 2 : first;
  const [whole] =
    next > at && next <= at + 2
      ? sensesOf(frame.units[next], "column").filter(({ column }) =>
          frame.nouns.some(({ table }) => table === frame.schema.columns[column]?.table),
        )
      : [];
  const stock = whole ? stockOf(frame.schema.columns[whole.column]?.table ?? -1, frame.schema) : null;
  const part = whole ? (partOf(whole.column, frame.schema) ?? (stock?.floor === whole.column ? stock.held : null)) : null;
  const left = lastColumn({ frame, pending }, at);
  const right = sensesOf(frame.units[next], "column").filter(
    ({ column }) =>
      left?.senses.some((sense) =>
        isOfSameRow(frame.schema, frame.schema.columns[sense.column]?.table, frame.schema.columns[column]?.table),
      ) && isAmountColumn(frame.schema.columns[column]),
  );
  if (left && right.length > 0 && next <= at + 4) {
    frame.outputs.pop();
    frame.compared.push(onColumn(left, comparison(at, op, undefined, pending.negated), { at: next, senses: right, owner: null }));
    pending.negated = false;
    pending.skip = next;
  } else if (whole && part !== null) {
    frame.compared.push(onColumn(chosenColumn(at, part), comparison(at, op, undefined, pending.negated), chosenColumn(at, whole.column)));
    pending.negated = false;
    pending.skip = next;
    if (/^(?:levels?|amounts?|values?)$/u.test(frame.units[next + 1]?.lower ?? "")) pending.skip = next + 1;
  } else if (
    /(?:than|exceeds?|exceed(?:ed|ing))$/u.test(unit.lower) ||
    (whole && isAmountColumn(frame.schema.columns[whole.column])) ||
    (left !== null && sensesOf(frame.units[next], "table").length === 0 && next <= at + 3)
  )
    frame.unread.push(at);
}

/** True for columns of one table, or of the one row that each row points to: the list price of what was sold. */
function isOfSameRow(schema: Schema, from: number | undefined, to: number | undefined): boolean {
  return (
    from !== undefined &&
    to !== undefined &&
    (findPath(schema, from, to) ?? []).every(({ isForward }) => isForward) &&
    (from === to || findPath(schema, from, to) !== null)
  );
}
