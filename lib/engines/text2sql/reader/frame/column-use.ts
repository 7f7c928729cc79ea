import type { ColumnUse } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** "do not have the status closed": the column only says what the value is of. */
export function namesValueAfter({ frame: { units } }: Scan, at: number, use: ColumnUse): boolean {
  const next = units.slice(at + 1, at + 4).find(({ kind, lower }) => kind !== "small" && !/^(?:of|is|as|"|“)$/u.test(lower));
  return sensesOf(next, "value").some(({ column }) => use.senses.some((sense) => sense.column === column));
}

/** "in the North region", "that have North as their region": the column of the value just said is not asked for. */
export function namesValueBefore({ frame: { units } }: Scan, at: number, use: ColumnUse): boolean {
  const role = /^(?:the|their|its|an?)$/u.test(units[at - 1]?.lower ?? "") ? at - 2 : at - 1;
  return sensesOf(units[units[role]?.lower === "as" ? role - 1 : at - 1], "value").some(({ column }) =>
    use.senses.some((sense) => sense.column === column),
  );
}

/** "rated 8": before a number or a comparison a word means figures rather than dates. */
export function boundUse(scan: Scan, at: number, use: ColumnUse): ColumnUse {
  const next = scan.frame.units[at + 1];
  if (/^(?:after|before)$/u.test(next?.lower ?? "")) return use;
  const figures =
    next?.kind === "number" || next?.cues.some(({ tag }) => tag === "compare" || tag === "between") === true ? numeric(scan, use) : [];
  return figures.length > 0 ? { ...use, senses: figures } : use;
}

/** A column as the question names it at a unit, with what restricts it. */
export function columnUse(scan: Scan, at: number, unit: Unit): ColumnUse {
  const { units } = scan.frame;
  const ownerOf = (index: number): ColumnUse["owner"] => {
    const role = sensesOf(units[index], "role")[0];
    const table = sensesOf(units[index], "table")[0];
    if (table && table.score >= (role?.score ?? 0)) return { table: table.table, via: null };
    return role ? { table: role.table, via: role.via } : null;
  };
  const after = units[at + 1]?.lower === "of" ? at + (units[at + 2]?.kind === "small" ? 3 : 2) : -1;
  const before = units[at - 1]?.kind === "name" ? ownerOf(at - 1) : null;
  const possessive = units[at - 1]?.lower === "'s" ? ownerOf(at - 2) : null;
  const owner = before ?? possessive ?? ownerOf(after);
  if (owner && !before && !possessive) scan.pending.ownerAt = after;
  return { at, senses: sensesOf(unit, "column"), owner };
}
