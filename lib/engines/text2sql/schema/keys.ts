import type { Column, Link, Table } from "@/lib/engines/text2sql/schema/schema";

/**
 * Keys that the database does not declare, read from names: `branch_id` to `branches.id`, or a column named as another table's key.
 * A pair of tables that has a declared key gets no inferred one.
 */
export function inferLinks(tables: readonly Table[], columns: readonly Column[], declared: readonly Link[]): readonly Link[] {
  const linked = new Set(declared.map((link) => tablesOf(columns[link.from], columns[link.to])));
  const used = new Set(declared.map((link) => link.from));
  const held = new Set(declared.map((link) => link.to));
  const targets = tables.flatMap((table) => targetOf(table, columns) ?? []);
  const found: Link[] = [];
  for (const column of columns) {
    // What others point to is the key of its own rows, though another table's key is called so too.
    if (used.has(column.id) || (column.isPrimary && held.has(column.id))) continue;
    const points = pointer(column);
    const target = targets.find((other) => other.table.id !== column.table && points(other));
    const key = target?.key.id ?? ownKey(column, tables[column.table], columns);
    if (key === undefined || linked.has(tablesOf(column, columns[key]))) continue;
    // Two tables that share a key need one link, not one each way.
    if (found.some((link) => link.from === key && link.to === column.id)) continue;
    found.push({ from: column.id, to: key, declared: false });
  }
  return found;
}

/** Two tables, named alike from either side. */
export function tablesOf(from: Column | undefined, to: Column | undefined): string {
  return [from?.table ?? -1, to?.table ?? -1].sort((a, b) => a - b).join("-");
}

/** A table that a column can point to: its key, and how the two are called. */
type Target = {
  readonly table: Table;
  readonly key: Column;
  readonly keyName: string;
  readonly keySaid: string;
  readonly rows: string;
  readonly named: string;
  /** Whether the key's name says nothing of the table. */ readonly isGeneric: boolean;
};

function targetOf(table: Table, columns: readonly Column[]): Target | null {
  const key = table.primaryKey.length === 1 ? columns[table.primaryKey[0] ?? -1] : undefined;
  if (!key) return null;
  const keySaid = key.lemmas.join(" ");
  const isGeneric = key.lemmas.length === 1 && ["id", "name", "code", "number", "key"].includes(keySaid);
  const [rows, named] = [table.lemmas.join(" "), [...table.lemmas, keySaid].join(" ")];
  return { table, key, keyName: folded(key.name), keySaid, rows, named, isGeneric };
}

/** Whether a column points to a table, by its name. */
function pointer(column: Column): (target: Target) => boolean {
  const name = folded(column.name);
  const said = column.lemmas.join(" ");
  const calls = canCallRow(column);
  return ({ table, key, keyName, keySaid, rows, named, isGeneric }) => {
    if (!compatible(column, key)) return false;
    if (name === keyName && !GENERIC.has(keyName)) return !(column.isPrimary && column.table < table.id);
    // "home_team_id" plays a part of its own and still is a team's id.
    if (isGeneric && said.endsWith(` ${named}`)) return true;
    // "host_city_id" holds a `city_id`.
    if (!isGeneric && keySaid.endsWith(" id") && said.endsWith(` ${keySaid}`)) return isHeld(column, key, table);
    if (calls && (said === rows || said.endsWith(` ${rows}`))) return isHeld(column, key, table);
    return said === named || (isGeneric && keySaid === "id" && said === `${table.lemmas.at(-1) ?? ""} id`);
  };
}

const GENERIC = new Set("id name nm code cd number num no nbr key pk".split(" "));

/** "manufacturer" or "winning_pilot": a number that is called as the rows of a table are, and tells none of how many there are. */
function canCallRow({ type, isPrimary, words, lemmas }: Column): boolean {
  return type === "number" && !isPrimary && words.at(-1) === lemmas.at(-1) && !FIGURE.test(lemmas[0] ?? "");
}

const FIGURE = /^(?:number|num|total|count|amount|average|maximum|minimum|max|min|quantity|share|percent|price|cost|rate)$/u;

/** True unless the key was read to its last row and lacks a value of the column. */
function isHeld(column: Column, key: Column, table: Table): boolean {
  const keys = new Set(key.samples);
  return table.rowCount > key.samples.length || column.samples.every((value) => value === null || value === "" || keys.has(value));
}

const SUPERIOR = /^(?:manager|supervisor|boss|superior|leader|mentor|parent|report(?:s|ed)? to|referrer|referred by|sponsor|predecessor)$/u;

/** "manager_id" among employees: the key of the same rows, where it holds nothing else; 0 stands for none. */
function ownKey(column: Column, table: Table | undefined, columns: readonly Column[]): number | undefined {
  const [id, ...others] = table?.primaryKey ?? [];
  const key = others.length === 0 ? columns[id ?? -1] : undefined;
  const said = column.lemmas.join(" ").replace(/ (?:id|no|number|code|key)$/u, "");
  if (!table || !key || column.isPrimary || column.type !== key.type || !SUPERIOR.test(said)) return undefined;
  const held = { ...column, samples: column.samples.filter((value) => value !== 0) };
  return held.samples.some((value) => value !== null && value !== "") && isHeld(held, key, table) ? key.id : undefined;
}

/** `title_id`, `titleId` and `TitleID` are one name. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function compatible(a: Column, b: Column): boolean {
  return a.type === b.type || a.samples.length === 0 || b.samples.length === 0;
}
