import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { comparison, onColumn, bareNoun, chosenColumn } from "@/lib/engines/text2sql/reader/frame/frame";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

const FLOOR = /^(?:minimum|min|reorder|reordering|restock|safety|threshold|par)$/u;
const HELD = /^(?:stock|quantity|inventory|hand|available|level)$/u;

/** What is there of each row of a table, beside the figure that it should not fall below; null where nothing tells, or more than one. */
export function stockOf(table: number, { tables, columns }: Schema): { readonly held: number; readonly floor: number } | null {
  const own = (tables[table]?.columns ?? [])
    .flatMap((id) => columns[id] ?? [])
    .filter(({ type, isForeign, isPrimary }) => type === "number" && !isForeign && !isPrimary);
  const isFloor = ({ lemmas }: Column): boolean => lemmas.some((word) => FLOOR.test(word));
  const floors = own.filter(isFloor);
  const held = own.filter((column) => !isFloor(column) && column.lemmas.some((word) => HELD.test(word)));
  const [floor, here] = [floors[0], held[0]];
  return floor && here && floors.length === 1 && held.length === 1 ? { held: here.id, floor: floor.id } : null;
}

/** "products still in stock", "what is not in stock": rows of which there are some. */
export function readInStock({ frame, pending }: Scan, at: number): boolean {
  const { units, schema, nouns } = frame;
  const noun = nouns.findLast(({ negated }) => !negated);
  const isOut = units[at]?.lower === "out" && units[at + 1]?.lower === "of" && units[at + 2]?.lower === "stock";
  const isSaid =
    /^(?:in|on)$/u.test(units[at]?.lower ?? "") &&
    /^(?:stock|hand)$/u.test(units[at + 1]?.lower ?? "") &&
    /^(?:are|is|still|currently|not|n['’]t|no longer)$/u.test(units[at - 1]?.lower ?? "");
  if (!(isSaid || isOut) || !noun || pending.fns.length > 0) return false;
  const [held, ...others] = (schema.tables[noun.table]?.columns ?? [])
    .flatMap((id) => schema.columns[id] ?? [])
    .filter(
      ({ type, lemmas, formula }) =>
        type === "number" &&
        !formula &&
        lemmas.some((word) => /^(?:stock|hand|inventory)$/u.test(word)) &&
        !lemmas.some((word) => FLOOR.test(word)),
    );
  if (!held || others.length > 0) return false;
  frame.compared.push(onColumn(chosenColumn(at, held.id, noun.table), comparison(at, pending.negated === isOut ? ">" : "<=", 0)));
  pending.negated = false;
  pending.skip = at + (isOut ? 2 : 1);
  return true;
}

const SHORT = /^(?:low|short)$/u;
const REORDER = /^(?:re-?order(?:ed|ing)?|re-?stock(?:ed|ing)?|replenish(?:ed|ing|ment)?)$/u;

/** "running low", "low on stock", "what do we need to reorder": rows of which less is there than there should be. */
export function readLowStock({ frame, pending }: Scan, at: number): boolean {
  const { units, schema, nouns } = frame;
  const lower = units[at]?.lower ?? "";
  const isShort =
    SHORT.test(lower) &&
    (/^(?:on|in|of|stock)$/u.test(units[at + 1]?.lower ?? "") || /^(?:running|run|runs|getting|are|is)$/u.test(units[at - 1]?.lower ?? ""));
  const isDue =
    REORDER.test(lower) &&
    units.slice(Math.max(0, at - 4), at).some((unit) => /^(?:need|needs|must|should|have|has|to|due for)$/u.test(unit.lower));
  // "anything under the minimum" may only say again what was said.
  const minimum = /^(?:below|under|beneath)(?: the| our)?$/u.test(lower)
    ? units.findIndex((unit, place) => place > at && place <= at + 2 && /^(?:the )?(?:minimum|min)$/u.test(unit.lower))
    : -1;
  const isUnder = minimum > 0 && units[minimum + 1]?.kind !== "name" && units[minimum + 1]?.kind !== "number";
  if (!isShort && !isDue && !isUnder) return false;
  const all = schema.tables.flatMap(({ id }) => {
    const pair = stockOf(id, schema);
    return pair ? [{ ...pair, table: id }] : [];
  });
  const [pair, ...others] = nouns.length > 0 ? all.filter(({ table }) => tablesFirst(frame).includes(table)) : all;
  if (!pair || others.length > 0 || pending.negated) return false;
  const said = frame.compared.find(({ other }) => other?.senses.some(({ column }) => column === pair.floor));
  if (isUnder) pending.skip = /^(?:stock|level)$/u.test(units[minimum + 1]?.lower ?? "") ? minimum + 1 : minimum;
  if (said) {
    if (isUnder) said.compare.op = "<";
    return true;
  }
  if (!nouns.some(({ table, negated }) => table === pair.table && !negated)) nouns.push(bareNoun(pair.table, at));
  frame.compared.push(
    onColumn(
      chosenColumn(at, pair.held, pair.table),
      comparison(at, isDue ? "<=" : "<", undefined),
      chosenColumn(at, pair.floor, pair.table),
    ),
  );
  const rest = units.slice(at + 1, at + 3).findLastIndex((unit) => /^(?:on|in|of|stock)$/u.test(unit.lower));
  if (isShort && rest >= 0) pending.skip = at + 1 + rest;
  return true;
}
