import type { Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { EMPTY_DRAFT, plain, type Condition, type Field, type Item } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";

/** A table joined to itself by a key that names the role of the other row: the manager of an employee. */
export type SelfJoin = { readonly noun: Noun; readonly key: number; readonly target: number };

/** The key by which a noun said by its role points to its own table, null where it does not. */
export function selfKey({ table, via }: Pick<Noun, "table" | "via">, { columns }: Schema): number | null {
  return via?.find((key) => columns[key]?.table === table) ?? null;
}

/** The role that a question shows, groups by or ranks beside rows of the same table; null where there is none. */
export function findSelfJoin({ nouns, schema }: Frame, main: Noun): SelfJoin | null {
  const noun = nouns.find(
    (candidate) =>
      candidate !== main &&
      candidate.table === main.table &&
      !candidate.negated &&
      candidate.filters.length === 0 &&
      selfKey(candidate, schema) !== null,
  );
  const key = noun ? selfKey(noun, schema) : null;
  const target = schema.links.find(({ from }) => from === key)?.to;
  return noun && key !== null && target !== undefined ? { noun, key, target } : null;
}

/** The key and the name of the other row. */
export function otherRow({ noun, key, target }: SelfJoin, schema: Schema): { readonly key: Field; readonly names: readonly Item[] } {
  return {
    key: { column: target, via: key },
    names: rowName(schema, noun.table).map((column) => ({ agg: null, field: { column, via: key } })),
  };
}

/** Conditions on a row as conditions on the one that it points to, or (`isBelow`) on those that point to it. */
export function acrossSelf(
  conditions: readonly Condition[],
  table: number,
  key: number,
  { links }: Schema,
  isBelow: boolean,
): Condition | null {
  const target = links.find(({ from }) => from === key)?.to;
  if (target === undefined) return null;
  const [column, shown] = isBelow ? [key, target] : [target, key];
  return { kind: "in", column, query: { ...EMPTY_DRAFT, select: [plain(shown)], tables: [table], where: conditions }, negated: false };
}

/** "who does Grace Hartley supervise": those below the row that is named; true at the verb. */
export function isAskedBelow(units: readonly Unit[], at: number): boolean {
  return (
    units[0]?.lower === "who" &&
    /^(?:does|do|did)$/u.test(units[1]?.lower ?? "") &&
    /^(?:manage|supervise|lead|oversee|mentor|coach|head)$/u.test(units[at]?.lower ?? "")
  );
}

/** True for a key that leads to a row of its own table. */
export function isSelfKey(column: number, { columns, links }: Schema): boolean {
  return links.some(({ from, to }) => from === column && columns[from]?.table === columns[to]?.table);
}
