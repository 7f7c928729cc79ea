import { bareNoun, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

const KINDS = /^(?:type|kind|category|class|group|status|state|genre|method|level|grade)$/u;

/**
 * "how many flats", "the most houses", where flats and houses are kinds in a table of their own: the rows of each kind, not the kind; null
 * where they are not told by one table.
 */
export function rowsOfKind({ frame, pending }: Scan, table: number, at: number): number | null {
  const { schema, units, nouns } = frame;
  const kinds = schema.tables[table];
  const held = sensesOf(units[at], "value").map(({ column }) => schema.columns[column]);
  const isKind =
    kinds !== undefined &&
    kinds.columns.every((id) => schema.columns[id]?.isForeign !== true) &&
    held.some((column) => column?.table === table && (column.isUnique || column.distinct === kinds.rowCount)) &&
    (units[at]?.plural === true || KINDS.test(kinds.lemmas.at(-1) ?? ""));
  const isCounted = pending.fns.length > 0 || pending.superlatives.some(({ counted }) => counted);
  const pointing = new Set(
    schema.links.flatMap(({ from, to }) => (schema.columns[to]?.table === table ? (schema.columns[from]?.table ?? []) : [])),
  );
  const [rows, ...others] = [...pointing].filter((id) => id !== table);
  return isKind && isCounted && rows !== undefined && others.length === 0 && !nouns.some((noun) => noun.table === rows) ? rows : null;
}

/** "most frequent procedures": the rows of the one table that points to them are counted. */
export function rowsOf({ frame }: Scan, at: number, noun: Noun): Noun {
  const { schema, units, nouns } = frame;
  if (!/(?:frequent|frequently|popular|common|commonly|often|used)$/u.test(units[at]?.lower ?? "")) return noun;
  const tables = new Set(
    schema.links.flatMap(({ from, to }) =>
      schema.columns[to]?.table === noun.table && schema.columns[from]?.table !== noun.table ? [schema.columns[from]?.table ?? -1] : [],
    ),
  );
  const [table, ...others] = tables;
  if (table === undefined || others.length > 0) return noun;
  const rows: Noun = bareNoun(table, noun.at + 1, { isHad: true });
  nouns.push(rows);
  return rows;
}
