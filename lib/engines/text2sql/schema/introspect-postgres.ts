import type { Value } from "@/lib/query/ir";
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

type Attribute = {
  readonly name: string;
  readonly position: number;
  readonly declaredType: string;
  readonly isText: boolean;
  readonly isRequired: boolean;
};
type Listed = {
  readonly oid: number;
  readonly name: string;
  /** As the last ANALYZE saw it; below 0 where there was none. */
  readonly estimate: number;
  readonly pages: number;
  /** Rows lie in pages that can be read by number. */
  readonly isStored: boolean;
};
type ForeignKey = {
  readonly table: number;
  readonly positions: readonly number[];
  readonly target: number;
  readonly targets: readonly number[];
};
type Catalog = {
  readonly tables: readonly Listed[];
  readonly attributes: ReadonlyMap<number, readonly Attribute[]>;
  readonly primary: ReadonlyMap<number, readonly number[]>;
  readonly unique: ReadonlySet<string>;
  readonly foreign: readonly ForeignKey[];
  readonly signature: string;
};

// What the search path shows and the role may read; tables of an extension and parts of a partitioned table are nobody's subject.
const TABLES = `SELECT c.oid, c.relname, c.reltuples, c.relpages, c.relkind FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND pg_table_is_visible(c.oid)
AND has_table_privilege(c.oid, 'SELECT') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY c.oid`;
const COLUMNS = `SELECT a.attrelid, a.attname, a.attnum, coalesce(b.typname, t.typname), coalesce(b.typcategory, t.typcategory), a.attnotnull FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype AND t.typtype = 'd'
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY a.attrelid, a.attnum`;
const KEYS =
  "SELECT conrelid, contype, conkey::text, confrelid, confkey::text FROM pg_catalog.pg_constraint WHERE contype IN ('p', 'f') ORDER BY oid";
const UNIQUE = "SELECT indrelid, indkey::text FROM pg_catalog.pg_index WHERE indisunique AND indnatts = 1 AND indpred IS NULL";

/** Tables, views, keys, row counts, samples and stored text values of a PostgreSQL database, at a cost that its size does not raise. */
export async function readPostgresSchema(read: ReadRows, limits: IntrospectLimits): Promise<RawSchema> {
  const catalog = await readCatalog(read);
  return {
    tables: await readEach(catalog.tables, limits, (table, left) => readTable(read, table, catalog, left)),
    signature: catalog.signature,
  };
}

/** A text that changes when a definition does, or when the server has looked at a table's rows again after they changed much. */
export async function postgresSignature(read: ReadRows): Promise<string> {
  return (await readCatalog(read)).signature;
}

async function readCatalog(read: ReadRows): Promise<Catalog> {
  const [tables, columns, keys, unique] = [await read(TABLES), await read(COLUMNS), await read(KEYS), await read(UNIQUE)];
  const attributes = new Map<number, Attribute[]>();
  for (const [table, name, position, type, category, required] of columns) {
    const attribute = {
      name: String(name),
      position: Number(position),
      declaredType: declaredType(String(type), String(category)),
      isText: category === "S" || category === "E",
      isRequired: required === 1,
    };
    attributes.set(Number(table), [...(attributes.get(Number(table)) ?? []), attribute]);
  }
  return {
    tables: tables.map(([oid, name, estimate, pages, kind]) => ({
      oid: Number(oid),
      name: String(name),
      estimate: Number(estimate),
      pages: Number(pages),
      isStored: kind === "r" || kind === "m",
    })),
    attributes,
    primary: new Map(keys.filter(([, type]) => type === "p").map(([table, , positions]) => [Number(table), numbers(positions)])),
    unique: new Set(unique.map(([table, position]) => `${table}.${position}`)),
    foreign: keys
      .filter(([, type]) => type === "f")
      .map(([table, , positions, target, targets]) => ({
        table: Number(table),
        positions: numbers(positions),
        target: Number(target),
        targets: numbers(targets),
      })),
    signature: JSON.stringify([tables, columns, keys, unique]),
  };
}

/** The type in the words that types are derived from; "interval" would read as a kind of "int". */
function declaredType(name: string, category: string): string {
  if (category === "N") return "numeric";
  if (category === "B") return "boolean";
  return category === "D" ? name : "text";
}

/** `{1,2}` as numbers. */
function numbers(array: Value | undefined): readonly number[] {
  return (
    String(array ?? "")
      .match(/\d+/gu)
      ?.map(Number) ?? []
  );
}

async function readTable(read: ReadRows, listed: Listed, catalog: Catalog, limits: IntrospectLimits): Promise<RawTable> {
  const attributes = catalog.attributes.get(listed.oid) ?? [];
  const primary = catalog.primary.get(listed.oid) ?? [];
  const rowCount = await countRows(read, listed, limits.countRows);
  const sample =
    attributes.length === 0
      ? []
      : await read(
          `SELECT ${attributes.map(({ name }) => quoted(name)).join(", ")} FROM ${quoted(listed.name)} LIMIT ${limits.sampleRows}`,
        );
  const columns: RawColumn[] = [];
  let left = limits.valuesInAll;
  for (const [at, { name, position, declaredType: type, isText, isRequired }] of attributes.entries()) {
    const scan = scanOf(listed, name, rowCount, limits.scanRows);
    const samples = await samplesOf(read, sample, at, scan, rowCount, limits.sampleRows);
    const limit = Math.min(limits.valuesPerColumn, left);
    const values =
      limit > 0 && isText && samples.some(isIndexable)
        ? textsOf(await read(`SELECT DISTINCT value::text FROM ${scan} WHERE value IS NOT NULL ORDER BY 1 LIMIT ${limit}`, [], limit))
        : null;
    left -= values?.length ?? 0;
    columns.push({
      name,
      declaredType: type,
      primaryPosition: primary.indexOf(position) + 1,
      unique: catalog.unique.has(`${listed.oid}.${position}`),
      required: isRequired || (await isDayOfAll(read, samples, scan, rowCount)),
      samples,
      values,
      hasAllValues: values !== null && values.length < limit && rowCount <= limits.scanRows,
    });
  }
  return { name: listed.name, rowCount, columns, foreignKeys: foreignKeysOf(listed, catalog) };
}

function foreignKeysOf({ oid }: Listed, { foreign, tables, attributes }: Catalog): RawTable["foreignKeys"] {
  const nameAt = (table: number, position: number | undefined): string | undefined =>
    attributes.get(table)?.find((attribute) => attribute.position === position)?.name;
  return foreign
    .filter(({ table }) => table === oid)
    .flatMap(({ positions, target, targets }) =>
      positions.flatMap((position, at) => {
        const [column, table] = [nameAt(oid, position), tables.find((listed) => listed.oid === target)?.name];
        return column === undefined || table === undefined ? [] : [{ column, table, target: nameAt(target, targets[at]) ?? null }];
      }),
    );
}

/** Large tables are told by the server's own estimate; counting would read them whole. */
async function countRows(read: ReadRows, { name, estimate }: Listed, countLimit: number): Promise<number> {
  if (estimate > countLimit) return Math.round(estimate);
  return Number((await read(`SELECT count(*) FROM (SELECT 1 FROM ${quoted(name)} LIMIT ${countLimit}) AS counted`))[0]?.[0] ?? 0);
}

/** One column as `value`: all rows of a small table, the first and the last rows of a large one. */
function scanOf({ name, pages, isStored }: Listed, column: string, rowCount: number, scanRows: number): string {
  const from = `SELECT ${quoted(column)} AS value FROM ${quoted(name)}`;
  if (rowCount <= scanRows) return `(${from}) AS scanned`;
  const first = `${from} LIMIT ${scanRows}`;
  if (!isStored || pages === 0) return `(${first}) AS scanned`;
  const lastPages = Math.max(1, Math.ceil((pages * scanRows) / rowCount));
  return `((${first}) UNION ALL (${from} WHERE ctid >= '(${Math.max(0, pages - lastPages)},0)'::tid LIMIT ${scanRows})) AS scanned`;
}
