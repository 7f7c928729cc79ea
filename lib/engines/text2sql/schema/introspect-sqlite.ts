import {
  isDayOfAll,
  isIndexable,
  quoted,
  readEach,
  samplesOf,
  textsOf,
  type IntrospectLimits,
  type RawSchema,
  type ReadRows,
} from "@/lib/engines/text2sql/schema/schema-rows";
import type { RawColumn, RawTable } from "@/lib/engines/text2sql/schema/raw-table";

type Listed = { readonly name: string; readonly hasRowId: boolean };

/** Tables, views, keys, row counts, samples and stored text values of a SQLite database, at a cost that its size does not raise. */
export async function readSqliteSchema(read: ReadRows, limits: IntrospectLimits): Promise<RawSchema> {
  const definitions = await read(
    "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rootpage, name",
  );
  const kinds = new Map(
    (await read("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'")).map(([name, type, withoutRowId]) => [
      String(name),
      { type, withoutRowId },
    ]),
  );
  const listed = definitions.flatMap(([name]): readonly Listed[] => {
    const kind = kinds.get(String(name));
    return kind?.type === "shadow" || name === ""
      ? []
      : [{ name: String(name), hasRowId: kind?.type === "table" && kind.withoutRowId === 0 }];
  });
  return { tables: await readEach(listed, limits, (table, left) => readTable(read, table, left)), signature: JSON.stringify(definitions) };
}

async function readTable(read: ReadRows, listed: Listed, limits: IntrospectLimits): Promise<RawTable> {
  const { name } = listed;
  const info = await read('SELECT name, type, pk, "notnull" FROM pragma_table_info(?)', [name]);
  const keys = await read('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq', [name]);
  const indexes = await read(
    'SELECT i.name, min(c.name) FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE i."unique" = 1 GROUP BY i.name HAVING count(*) = 1',
    [name],
  );
  const hasRowId = listed.hasRowId && !info.some(([column]) => /^(rowid|oid|_rowid_)$/iu.test(String(column)));
  const rowCount = await countRows(read, name, hasRowId, limits.countRows);
  const sample = await read(sampleOf(name, rowCount > limits.sampleRows, hasRowId, limits.sampleRows), [], limits.sampleRows);
  const unique = new Set(indexes.map((row) => String(row[1])));
  const scanned = (column: string): string => scanOf(name, column, rowCount > limits.scanRows, hasRowId, limits.scanRows);
  const columns: RawColumn[] = [];
  let left = limits.valuesInAll;
  for (const [at, [column, type, pk, required]] of info.entries()) {
    // A header that was empty where the table was imported from: nobody can ask for it.
    if (column === "") continue;
    const samples = await samplesOf(read, sample, at, scanned(String(column)), rowCount, limits.sampleRows);
    const limit = Math.min(limits.valuesPerColumn, left);
    const values =
      limit > 0 && samples.some(isIndexable)
        ? textsOf(await read(`SELECT DISTINCT value FROM ${scanned(String(column))} WHERE value IS NOT NULL LIMIT ${limit}`, [], limit))
        : null;
    left -= values?.length ?? 0;
    columns.push({
      name: String(column),
      declaredType: String(type),
      primaryPosition: Number(pk),
      unique: unique.has(String(column)),
      required: required === 1 || (await isDayOfAll(read, samples, scanned(String(column)), rowCount)),
      samples,
      values,
      hasAllValues: values !== null && values.length < limit && rowCount <= limits.scanRows,
    });
  }
  return {
    name,
    rowCount,
    columns,
    foreignKeys: keys.map(([from, table, to]) => ({
      column: String(from),
      table: String(table),
      target: to === null || to === undefined ? null : String(to),
    })),
  };
}

/** The first and the last rows of a table: older ones are done with, newer ones are not. */
function sampleOf(table: string, isLarge: boolean, hasRowId: boolean, sampleRows: number): string {
  if (!isLarge || !hasRowId) return `SELECT * FROM ${quoted(table)} LIMIT ${sampleRows}`;
  const end = (direction: string): string =>
    `SELECT * FROM (SELECT * FROM ${quoted(table)} ORDER BY rowid ${direction} LIMIT ${sampleRows / 2})`;
  return `${end("ASC")} UNION ALL ${end("DESC")}`;
}

/** Counting reads a whole table, so a large one is told by its highest row id, which an index finds at once. */
async function countRows(read: ReadRows, name: string, hasRowId: boolean, countLimit: number): Promise<number> {
  const highest = hasRowId ? Number((await read(`SELECT max(rowid) FROM ${quoted(name)}`))[0]?.[0] ?? 0) : 0;
  if (highest > countLimit) return highest;
  const counted = hasRowId ? quoted(name) : `(SELECT 1 FROM ${quoted(name)} LIMIT ${countLimit})`;
  return Number((await read(`SELECT count(*) FROM ${counted}`))[0]?.[0] ?? 0);
}

/** One column as `value`: all rows of a small table, the first and the last rows of a large one, since tables grow by time. */
function scanOf(table: string, column: string, isLarge: boolean, hasRowId: boolean, scanRows: number): string {
  const whole = `(SELECT ${quoted(column)} AS value FROM ${quoted(table)}`;
  if (!isLarge) return `${whole})`;
  if (!hasRowId) return `${whole} LIMIT ${scanRows})`;
  const end = (direction: string): string =>
    `SELECT value FROM (SELECT ${quoted(column)} AS value FROM ${quoted(table)} ORDER BY rowid ${direction} LIMIT ${scanRows})`;
  return `(${end("ASC")} UNION ALL ${end("DESC")})`;
}
