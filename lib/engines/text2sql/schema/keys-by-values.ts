import type { Value } from "@/lib/query/ir";
import { tablesOf } from "@/lib/engines/text2sql/schema/keys";
import type { Column, Link, Table } from "@/lib/engines/text2sql/schema/schema";

/**
 * Keys that neither the database nor their names tell, read from what is stored: every sampled value of a column is a key of one other
 * table
 * (`student.advisor` holds numbers of the faculty), and columns of one name that hold the same values where nothing else joins two tables.
 * Tables that `known` joins directly get no other key.
 */
export function inferByValues(tables: readonly Table[], columns: readonly Column[], known: readonly Link[]): readonly Link[] {
  const linked = new Set(known.map((link) => tablesOf(columns[link.from], columns[link.to])));
  const used = new Set(known.flatMap((link) => [link.from, link.to]));
  const keys = tables.flatMap((table) => wholeKey(table, columns) ?? []);
  const found: Link[] = [];
  for (const column of columns) {
    if (used.has(column.id) || column.isPrimary) continue;
    const values = [...stored(column)];
    if (values.length < 2) continue;
    const [only, ...others] = keys.filter(
      ({ key, held }) => key.table !== column.table && key.type === column.type && values.every((value) => held.has(value)),
    );
    if (!only || others.length > 0 || linked.has(tablesOf(column, only.key))) continue;
    linked.add(tablesOf(column, only.key));
    found.push({ from: column.id, to: only.key.id, declared: false });
  }
  return [...found, ...joinApart(tables, columns, [...known, ...found])];
}

type WholeKey = { readonly key: Column; readonly held: ReadonlySet<Value> };

/** The key of a table that was sampled to its last row. Numbers counted from one prove nothing. */
function wholeKey(table: Table, columns: readonly Column[]): WholeKey | null {
  const key = table.primaryKey.length === 1 ? columns[table.primaryKey[0] ?? -1] : undefined;
  if (!key || (key.type !== "number" && key.type !== "text") || table.rowCount > key.samples.length) return null;
  const held = stored(key);
  return key.type === "text" || Math.max(...[...held].map(Number)) > 3 * held.size ? { key, held } : null;
}

function stored(column: Column): ReadonlySet<Value> {
  return new Set(column.samples.filter((value) => value !== null && value !== ""));
}

/** Tables that no keys connect, joined by columns of one name with values in common. */
function joinApart(tables: readonly Table[], columns: readonly Column[], known: readonly Link[]): readonly Link[] {
  const groups = tables.map((table) => table.id);
  const merge = (a: number, b: number): void => groups.forEach((group, at) => (group === a ? (groups[at] = b) : undefined));
  const groupOf = (id: number): number => groups[columns[id]?.table ?? -1] ?? -1;
  for (const link of known) merge(groupOf(link.from), groupOf(link.to));
  const named = new Map<string, Column[]>();
  for (const column of columns) {
    const namesakes = named.get(nameOf(column));
    if (namesakes) namesakes.push(column);
    else named.set(nameOf(column), [column]);
  }
  const found: Link[] = [];
  for (const column of columns) {
    if (column.lemmas.length === 1 && GENERIC.has(column.lemmas[0] ?? "")) continue;
    const twin = named
      .get(nameOf(column))
      ?.find((other) => other.id > column.id && groupOf(other.id) !== groupOf(column.id) && isTwin(column, other));
    if (!twin) continue;
    merge(groupOf(column.id), groupOf(twin.id));
    found.push({ from: column.id, to: twin.id, declared: false });
  }
  return found;
}

function nameOf({ type, lemmas }: Column): string {
  return `${type} ${lemmas.join(" ")}`;
}

/** Fewer values in common are a coincidence: two sexes, two states. */
const SHARED = 3;
const GENERIC = new Set([
  "id",
  "name",
  "code",
  "number",
  "type",
  "date",
  "year",
  "description",
  "detail",
  "status",
  "country",
  "city",
  "address",
  "rank",
  "note",
]);

function isTwin(a: Column, b: Column): boolean {
  const values = stored(b);
  return [...stored(a)].filter((value) => values.has(value)).length >= SHARED;
}
