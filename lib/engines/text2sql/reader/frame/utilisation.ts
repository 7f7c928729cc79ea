import { partOfLimit } from "@/lib/engines/text2sql/reader/frame/percent-beside";
import { chosenColumn } from "@/lib/engines/text2sql/reader/frame/frame";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { limitOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

const WORD = /(?:^| )utili[sz]ation$/u;

/**
 * "utilisation of the credit lines", "utilisation rate by branch": what is used in percent of the limit, all added up; false where nothing
 * of that is said.
 */
export function readUtilisation({ frame, pending }: Scan, at: number): boolean {
  const { units, schema } = frame;
  const isNamed = sensesOf(units[at], "column").some(({ column }) =>
    /utili[sz]ation/u.test(schema.columns[column]?.lemmas.join(" ") ?? ""),
  );
  if (!WORD.test(units[at]?.lower ?? "") || isNamed || pending.compare || frame.share !== null) return false;
  const columns = sensesOf(units[at], "column");
  // "facility utilisation" says whose; "card utilisation" may stand in two words.
  const own = units[at]?.lower.includes(" ")
    ? columns.flatMap(({ column, score }) => (score >= (columns[0]?.score ?? 0) - 0.02 ? (schema.columns[column]?.table ?? []) : []))
    : [];
  const limit = [...own, ...tablesFirst(frame)].flatMap((table) => limitOf(table, schema) ?? [])[0];
  if (!limit) return false;
  const isOpen =
    own.length === 0 &&
    !units.some(({ senses }) => senses.some(({ kind }) => kind !== "column")) &&
    schema.tables.filter(({ id }) => limitOf(id, schema) !== null).length > 1;
  // Whose is not said where several have a limit; a ranking by the percentage is not one figure of all rows.
  if (
    isOpen ||
    pending.superlatives.length > 0 ||
    pending.ordering ||
    units
      .slice(at + 1, at + 4)
      .some(({ kind, cues }) => kind === "number" || cues.some(({ tag }) => tag === "compare" || tag === "between"))
  ) {
    frame.unread.push(at);
    return true;
  }
  if (frame.measures.length > 0) {
    frame.measures.push(partOfLimit(at, limit));
    return true;
  }
  frame.share = at;
  pending.fns = pending.fns.filter(({ fn }) => fn === "count");
  frame.measures.push({ at, fn: "sum", noun: null, column: chosenColumn(at, limit.whole), minus: null, distinct: false });
  frame.outputs.push(chosenColumn(at, limit.part));
  if (/^(?:rate|ratio|percentage)$/u.test(units[at + 1]?.lower ?? "")) pending.asides.push(at + 1);
  skipMeaning({ frame, pending }, at, limit);
  return true;
}

/** "…, drawn over limit" after it only says what utilisation is. */
function skipMeaning({ frame, pending }: Scan, at: number, { part, whole }: { readonly part: number; readonly whole: number }): void {
  const { units } = frame;
  const isOf = (place: number, column: number): boolean => sensesOf(units[place], "column").some((sense) => sense.column === column);
  const over = units.findIndex(
    ({ lower }, place) =>
      place > at && /^(?:over|by|to|versus|divided by|of)$/u.test(lower) && isOf(place - 1, part) && isOf(place + 1, whole),
  );
  if (over > 0) pending.asides.push(over - 1, over, over + 1);
}
