import type { Column, Link, Table } from "@/lib/engines/text2sql/schema/schema";

/**
 * Keys that the database does not declare, read from names: `branch_id` to `branches.id`, or a column named as another table's key.
 * A pair of tables that has a declared key gets no inferred one.
 */
export function inferLinks(tables: readonly Table[], columns: readonly Column[], declared: readonly Link[]): readonly Link[] {
  const linked = new Set(declared.map((link) => tablesOf(columns[link.from], columns[link.to])));
  const used = new Set(declared.map((link) => link.from));
  const found: Link[] = [];
  for (const column of columns) {
    // What others point to is the key of its own rows, though another table's key is called so too.
    if (used.has(column.id) || (column.isPrimary && declared.some(({ to }) => to === column.id))) continue;
    const target = tables.find((table) => table.id !== column.table && pointsTo(column, table, columns, tables[column.table]));
    const key = target?.primaryKey[0] ?? ownKey(column, tables[column.table], columns);
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

function pointsTo(column: Column, table: Table, columns: readonly Column[], owner: Table | undefined): boolean {
  const key = table.primaryKey.length === 1 ? columns[table.primaryKey[0] ?? -1] : undefined;
  if (!key || !compatible(column, key)) return false;
  const own = column.lemmas.join(" ");
  const target = key.lemmas.join(" ");
  const generic = key.lemmas.length === 1 && ["id", "name", "code", "number", "key"].includes(target);
  if (!GENERIC.has(folded(key.name)) && folded(column.name) === folded(key.name))
    return !(column.isPrimary && owner !== undefined && owner.id < table.id);
  const named = [...table.lemmas, target].join(" ");
  // "home_team_id" plays a part of its own and still is a team's id.
  if (generic && own.endsWith(` ${named}`)) return true;
  // "host_city_id" holds a `city_id`.
  if (!generic && target.endsWith(" id") && own.endsWith(` ${target}`)) return isHeld(column, key, table);
  if (callsRow(column, table)) return isHeld(column, key, table);
  return own === named || (generic && target === "id" && own === `${table.lemmas.at(-1) ?? ""} id`);
}

const GENERIC = new Set("id name nm code cd number num no nbr key pk".split(" "));

/** "manufacturer" or "winning_pilot": a number that is called as the rows of a table are, and tells none of how many there are. */
function callsRow({ type, isPrimary, words, lemmas }: Column, table: Table): boolean {
  const name = table.lemmas.join(" ");
  const said = lemmas.join(" ");
  const isOne = words.at(-1) === lemmas.at(-1) && !FIGURE.test(lemmas[0] ?? "");
  return type === "number" && !isPrimary && isOne && (said === name || said.endsWith(` ${name}`));
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
