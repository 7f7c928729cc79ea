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
  const found: Link[] = [];
  for (const column of columns) {
    if (used.has(column.id) || column.isPrimary) continue;
    const targets = tables.filter((table) => table.id !== column.table && holds(table, columns, column));
    const key = targets.length === 1 ? targets[0]?.primaryKey[0] : undefined;
    if (key === undefined || linked.has(tablesOf(column, columns[key]))) continue;
    linked.add(tablesOf(column, columns[key]));
    found.push({ from: column.id, to: key, declared: false });
  }
  return [...found, ...joinApart(tables, columns, [...known, ...found])];
}

/** The whole table was sampled, and the column holds nothing but its keys. Numbers counted from one prove nothing. */
function holds(table: Table, columns: readonly Column[], column: Column): boolean {
  const key = table.primaryKey.length === 1 ? columns[table.primaryKey[0] ?? -1] : undefined;
  if (!key || key.type !== column.type || (key.type !== "number" && key.type !== "text") || table.rowCount > key.samples.length)
    return false;
  const [keys, values] = [stored(key), stored(column)];
  if (values.size < 2 || ![...values].every((value) => keys.has(value))) return false;
  return key.type === "text" || Math.max(...[...keys].map(Number)) > 3 * keys.size;
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
  const found: Link[] = [];
  for (const column of columns) {
    const twin = columns.find((other) => other.id > column.id && groupOf(other.id) !== groupOf(column.id) && isTwin(column, other));
    if (!twin) continue;
    merge(groupOf(column.id), groupOf(twin.id));
    found.push({ from: column.id, to: twin.id, declared: false });
  }
  return found;
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
  if (a.type !== b.type || a.lemmas.join(" ") !== b.lemmas.join(" ") || (a.lemmas.length === 1 && GENERIC.has(a.lemmas[0] ?? "")))
    return false;
  const values = stored(b);
  return [...stored(a)].filter((value) => values.has(value)).length >= SHARED;
}
