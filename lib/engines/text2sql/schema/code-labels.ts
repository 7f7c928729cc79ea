import { normalise } from "@/lib/language/words";
import { lemmas } from "@/lib/engines/text2sql/schema/names";
import type { Column, Link, Table } from "@/lib/engines/text2sql/schema/schema";
import type { RawTable } from "@/lib/engines/text2sql/schema/raw-table";

/** What the stored codes of one column mean, and the table that says it; `group` as that table calls them. */
export type CodeLabels = {
  readonly column: number;
  readonly table: number;
  readonly group: string | null;
  readonly labels: ReadonlyMap<string, string>;
};

type Listing = { readonly table: number; readonly groups: ReadonlyMap<string | null, ReadonlyMap<string, string>> };

const CODE = /^(?:code|key|value|abbreviation|short)$/u;
const LABEL = /^(?:label|name|meaning|description|text|title|explanation)$/u;
/** A column of more codes is no state. */
const MOST = 30;

/**
 * The codes that no key ties to the table that explains them: one table lists those of several columns (`code_group`, `code`, `label`), so
 * that `status_code` of the one means another thing than that of the other.
 */
export function labelsOfCodes(
  raw: readonly RawTable[],
  tables: readonly Table[],
  columns: readonly Column[],
  links: readonly Link[],
): readonly CodeLabels[] {
  const listings = tables.flatMap((table) => listingOf(table, columns, links) ?? []);
  if (listings.length === 0) return [];
  return columns.flatMap((column): readonly CodeLabels[] => {
    const stored = raw[column.table]?.columns[tables[column.table]?.columns.indexOf(column.id) ?? -1]?.values ?? [];
    const isCoded = column.type === "text" && !column.isForeign && !column.isPrimary && stored.length > 0 && stored.length <= MOST;
    return isCoded ? listings.flatMap((listing) => explained(column, stored, listing, tables) ?? []).slice(0, 1) : [];
  });
}

/** A table of codes with what they mean, read whole; null for any other, and for one whose code is a key of others. */
function listingOf({ id, rowCount, columns: own }: Table, columns: readonly Column[], links: readonly Link[]): Listing | null {
  const texts = own.flatMap((at) => columns[at] ?? []).filter(({ type }) => type === "text");
  const code = texts.find((column) => CODE.test(column.lemmas.at(-1) ?? ""));
  const label = texts.find((column) => column !== code && LABEL.test(column.lemmas.at(-1) ?? ""));
  const group = texts.find((column) => column !== code && column !== label);
  const isKey = links.some(({ from, to }) => from === code?.id || to === code?.id || columns[from]?.table === id);
  if (!code || !label || isKey || rowCount < 2 || code.samples.length < rowCount) return null;
  const groups = new Map<string | null, Map<string, string>>();
  for (const [at, value] of code.samples.entries()) {
    const said = label.samples[at];
    const of = group ? String(group.samples[at] ?? "") : null;
    if (typeof value !== "string" || typeof said !== "string") continue;
    const known = groups.get(of) ?? new Map<string, string>();
    groups.set(of, known.set(value, said));
  }
  return { table: id, groups };
}

/** The one group that holds every stored code of a column; of several the one that is called like its table or itself. */
function explained(column: Column, stored: readonly string[], { table, groups }: Listing, tables: readonly Table[]): CodeLabels | null {
  const fitting = column.table === table ? [] : [...groups].filter(([, labels]) => stored.every((value) => labels.has(value)));
  const owner = [...(tables[column.table]?.lemmas ?? []), ...column.lemmas.filter((word) => !CODE.test(word))];
  const named = fitting.filter(([group]) => lemmas(normalise(group ?? "").split(" ")).some((word) => owner.includes(word)));
  const [best, ...others] = named.length > 0 ? named : fitting;
  const isTelling = named.length > 0 || stored.length > 1;
  return best && others.length === 0 && isTelling ? { column: column.id, table, group: best[0], labels: best[1] } : null;
}
