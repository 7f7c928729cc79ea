import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import { NotADraft, type SqlReader } from "@/lib/engines/text2sql/sql/sql-reader";

/** The tables of one SELECT by the names that its columns are written with, lower case, in their order. */
export type Scope = ReadonlyMap<string, Table>;

const CLAUSES = new Set("where group having order limit union intersect except join inner on as left right cross natural using".split(" "));

/** A table with its alias. */
export function readTable(sql: SqlReader, schema: Schema): readonly [string, Table] {
  const name = sql.next("word", "quoted").name;
  const table = schema.tables.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!table) throw new NotADraft(name);
  const next = sql.peek();
  const aliased = sql.takes("as") || next?.kind === "quoted" || (next?.kind === "word" && !CLAUSES.has(next.text.toLowerCase()));
  return [(aliased ? sql.next("word", "quoted").name : name).toLowerCase(), table];
}

/** A column, with or without the name of its table. */
export function readColumn(sql: SqlReader, scope: Scope, schema: Schema): Column {
  const first = sql.next("word", "quoted").name;
  const [owner, name] = sql.takes(".") ? [first, sql.next("word", "quoted").name] : [null, first];
  const tables = owner === null ? [...scope.values()] : [scope.get(owner.toLowerCase())];
  const found = tables
    .flatMap((table) => (table?.columns ?? []).flatMap((id) => schema.columns[id] ?? []))
    .filter((column) => column.name.toLowerCase() === name.toLowerCase());
  if (found.length !== 1 || !found[0]) throw new NotADraft(name);
  return found[0];
}
